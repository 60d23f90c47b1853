"""What every kind of vault owes its callers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from automation.errors import VaultUnusable
from automation.redaction import Secret
from automation.vaults import open_vault

ODD_NAMES = [
    "ERP bridge",
    "a/b#c%d?e",
    'Côte d\'Ivoire "1"',
    "ação ß 🔑",
    "日本",
    "x" * 200,
    " spaces  inside ",
    "$HOME ${X} `id`",
]
ODD_SECRETS = [
    "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA",
    "a'b\"c\\",
    "${HOME}x",
    "a#b c",
    "\\'${A:-b}\\\\",
    "line\nbreak",
    "ñ🔑 ",
]


def test_what_was_put_comes_back_in_another_run(reopen, made):
    reference = reopen().put(made())
    back = reopen().get(reference)
    kept = (back.tenant, back.company, back.name, back.key, back.secret.get_secret_value())
    assert kept[:3] == ("https://one.fracttal.com", "Planta Norte", "ERP bridge")
    assert kept[3:] == ("KEY0123456789abcde", "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA")


def test_a_reference_alone_finds_the_vault_again(reopen, tmp_path, made):
    reference = reopen().put(made())
    identity = tmp_path / "key.txt"
    vault = open_vault(reference, base=tmp_path / "elsewhere", identity=identity if identity.exists() else None)
    assert vault.get(reference).secret == made().secret


def test_a_reference_never_holds_the_secret(reopen, made):
    assert made().secret.get_secret_value() not in reopen().put(made())


@pytest.mark.parametrize("name", ODD_NAMES)
def test_names_of_any_kind_can_be_kept(reopen, name, made):
    vault = reopen()
    reference = vault.put(made(name))
    assert vault.get(reference).name == name
    assert vault.find("https://one.fracttal.com", "Planta Norte", name) == reference


@pytest.mark.parametrize("secret", ODD_SECRETS)
def test_secrets_of_any_kind_come_back_unchanged(reopen, secret, made):
    vault = reopen()
    assert vault.get(vault.put(made(secret=secret))).secret.get_secret_value() == secret


def test_putting_the_same_consumer_again_replaces_it(reopen, made):
    first = reopen().put(made())
    newer = made(key="NEWKEY0123456789ab", secret="0123456789abcdefghijklmnopqrstuv")
    second = reopen().put(newer)
    back = reopen().get(second)
    assert (back.key, back.secret) == (newer.key, newer.secret)
    assert reopen().find(newer.tenant, newer.company, newer.name) == second
    assert reopen().find(newer.tenant, newer.company, newer.name, made().key) is None
    if first != second:
        with pytest.raises(VaultUnusable):
            reopen().get(first)


def test_consumers_whose_names_differ_a_little_are_kept_apart(reopen, made):
    others = [
        made("ERP bridge"),
        made("erp bridge"),
        made("ERP-bridge"),
        made("ERP  bridge"),
        made("ERP bridgé"),
        made("bridge", "Planta Norte ERP"),
        made("ERP bridge", ""),
        made("ERP bridge", tenant="https://app.fracttal.com"),
        made("bridge", "Planta Norte/ERP"),
        made("ERP/bridge"),
    ]
    others = [replace(other, secret=Secret(f"secret-number-{number:020}")) for number, other in enumerate(others)]
    vault = reopen()
    references = [vault.put(other) for other in others]
    assert len(set(references)) == len(others)
    assert [vault.get(reference).secret for reference in references] == [other.secret for other in others]


def test_only_the_consumer_with_that_key_is_found(reopen, made):
    vault = reopen()
    asked = ("https://one.fracttal.com", "Planta Norte", "ERP bridge")
    assert vault.find(*asked) is None
    reference = vault.put(made())
    assert vault.find(*asked) == reference
    assert vault.find(*asked, made().key) == reference
    assert vault.find(*asked, "ANOTHERKEY") is None
    assert vault.find("https://one.fracttal.com", "Planta Sur", "ERP bridge") is None


def test_a_check_leaves_nothing_behind(reopen, tmp_path, request, made):
    before = sorted(tmp_path.rglob("*"))
    reopen().check()
    assert sorted(tmp_path.rglob("*")) == before
    reopen().put(made())
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    reopen().check()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before
    if "memory_keyring" in request.fixturenames:
        assert len(request.getfixturevalue("memory_keyring").kept) == 1


def test_a_reference_to_nothing_says_so(reopen, made):
    vault = reopen()
    reference = vault.put(made())
    with pytest.raises(VaultUnusable, match=r"no entry|no variable|There is no|has no secret"):
        vault.get(reference + "X")
    with pytest.raises(VaultUnusable, match="names a vault, but no credential"):
        vault.get(reference.partition("#")[0])


def test_an_unknown_option_is_refused(reopen, tmp_path, made):
    reference = reopen().put(made()).partition("#")[0]
    with pytest.raises(VaultUnusable, match='no option "prefx"'):
        open_vault(f"{reference}?prefx=A", base=tmp_path)
