from __future__ import annotations

import json

import pytest

from automation.errors import VaultUnusable
from automation.vaults import open_vault


def test_an_entry_is_named_as_a_person_would_and_holds_everything(tmp_path, made):
    reference = open_vault("json:vault.json", base=tmp_path).put(made())
    assert reference == f"json:{tmp_path}/vault.json#one.fracttal.com/Planta Norte/ERP bridge"
    assert json.loads((tmp_path / "vault.json").read_text()) == {
        "one.fracttal.com/Planta Norte/ERP bridge": {
            "tenant": "https://one.fracttal.com",
            "company": "Planta Norte",
            "name": "ERP bridge",
            "key": "KEY0123456789abcde",
            "secret": "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA",
            "grant_type": "client_credentials",
            "permission_group": "Reportes",
            "created_at": "2025-01-31 10:20",
        }
    }
    assert open_vault(reference, base=tmp_path).get(reference) == made()


def test_other_entries_and_their_order_stay(tmp_path, made):
    path = tmp_path / "vault.json"
    path.write_text('{"zeta": {"é": [1, 2.5, null]}, "alpha": "text", "one.fracttal.com/Planta Norte/ERP bridge": {}}')
    open_vault("json:vault.json", base=tmp_path).put(made())
    after = json.loads(path.read_text())
    assert list(after) == ["zeta", "alpha", "one.fracttal.com/Planta Norte/ERP bridge"]
    assert after["zeta"] == {"é": [1, 2.5, None]}
    assert after["alpha"] == "text"
    assert "é" in path.read_text()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"secret": "hidden"', "not valid JSON (line 1)"),
        ('{"a": 1,\n "a": "hidden"}', "an entry that is there twice"),
        ('["hidden"]', "not an object with entries"),
        ('"hidden"', "not an object with entries"),
    ],
)
@pytest.mark.parametrize("act", ["check", "put", "find"])
def test_a_damaged_vault_is_refused_untouched_and_not_quoted(tmp_path, made, content, why, act):
    path = tmp_path / "vault.json"
    path.write_text(content)
    before = path.stat()
    arguments = {"check": (), "put": (made(),), "find": ("t", "c", "n")}[act]
    with pytest.raises(VaultUnusable) as caught:
        getattr(open_vault("json:vault.json", base=tmp_path), act)(*arguments)
    assert why in str(caught.value)
    assert "left as it is" in str(caught.value)
    assert "hidden" not in str(caught.value)
    # An exception that is chained may carry the file's content, and a traceback would print it.
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert path.read_text() == content
    assert path.stat().st_mtime_ns == before.st_mtime_ns


def test_an_empty_file_is_an_empty_vault(tmp_path, made):
    (tmp_path / "vault.json").write_text("\n")
    reference = open_vault("json:vault.json", base=tmp_path).put(made())
    assert open_vault(reference, base=tmp_path).get(reference) == made()


def test_an_entry_without_a_secret_is_no_credential(tmp_path):
    path = tmp_path / "vault.json"
    path.write_text('{"one.fracttal.com/c/n": {"key": "K", "secret": ""}, "t/c/other": {"key": "K"}}')
    vault = open_vault("json:vault.json", base=tmp_path)
    assert vault.find("https://one.fracttal.com", "c", "n") is None
    with pytest.raises(VaultUnusable, match="needs a key and a secret"):
        vault.get(f"json:{path}#t/c/other")


def test_signs_that_mean_something_in_an_address_can_be_in_the_path(tmp_path, made):
    folder = tmp_path / "a#b?c%d"
    folder.mkdir()
    reference = open_vault(f"json:{tmp_path}/a%23b%3Fc%25d/v.json", base=tmp_path).put(made())
    assert (folder / "v.json").exists()
    assert open_vault(reference, base=tmp_path).get(reference) == made()
