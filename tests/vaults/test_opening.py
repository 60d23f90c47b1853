from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from automation.errors import VaultUnusable
from automation.vaults import open_vault

DOCS = Path(__file__).parents[2] / "docs" / "vaults.md"


@pytest.mark.parametrize("uri", ["credentials.json", "json:", ":x", "", "json"])
def test_an_address_without_kind_or_place_is_refused_with_an_example(tmp_path, uri):
    with pytest.raises(VaultUnusable, match=r"no vault address.*json:credentials\.json|no vault of the kind"):
        open_vault(uri, base=tmp_path)


def test_an_unknown_kind_is_answered_with_the_nearest_and_all(tmp_path):
    with pytest.raises(
        VaultUnusable, match=r'did you mean "keyring"\?.*age, aws-secretsmanager, dotenv, json, keyring'
    ):
        open_vault("keyrings:x", base=tmp_path)


@pytest.mark.parametrize(
    ("uri", "library"), [("age:x", "pyrage"), ("keyring:x", "keyring"), ("aws-secretsmanager:x", "boto3")]
)
def test_a_missing_library_is_answered_with_the_command_that_installs_it(tmp_path, monkeypatch, uri, library):
    for name in [name for name in sys.modules if name.startswith(("automation.vaults.", f"{library}."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    extra = uri.split(":")[0].split("-")[0]
    with pytest.raises(VaultUnusable, match=rf"pip install 'fracttal-flows\[{extra}\]'"):
        open_vault(uri, base=tmp_path)


def test_nothing_heavy_is_imported_before_it_is_used():
    code = (
        "import sys, pathlib; from automation.vaults import open_vault; open_vault('json:x', base=pathlib.Path());"
        "print([n for n in ('boto3', 'botocore', 'keyring', 'pyrage', 'filelock', 'dotenv') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_opening_touches_nothing(tmp_path):
    open_vault("json:sub/vault.json", base=tmp_path)
    open_vault("dotenv:sub/.env", base=tmp_path)
    open_vault("age:sub/sealed", base=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_example_of_the_documentation_is_a_vault_once_it_is_installed(tmp_path, made, monkeypatch):
    page = DOCS.read_text()
    code = re.search(r"```python\n(# my_vaults\.py\n.*?)```", page, re.DOTALL)
    entry = re.search(r"```toml\n(\[project\.entry-points.*?)```", page, re.DOTALL)
    assert code
    assert entry
    group, name, value = re.search(r'entry-points\."(.+?)"\]\n(\w+) = "(.+?)"', entry[1]).groups()
    (tmp_path / "my_vaults.py").write_text(code[1])
    info = tmp_path / "my_vaults-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-vaults\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {value}\n")
    monkeypatch.syspath_prepend(str(tmp_path))

    vault = open_vault(f"{name}:{tmp_path}/kept", base=tmp_path)
    vault.check()
    reference = vault.put(made())
    assert open_vault(reference, base=tmp_path).get(reference).secret == made().secret
    assert vault.find(made().tenant, made().company, made().name, made().key) == reference
    assert vault.find(made().tenant, made().company, "another") is None
    assert vault.find(made().tenant, made().company, made().name, "ANOTHERKEY") is None
    assert made().secret.get_secret_value() not in reference
    with pytest.raises(VaultUnusable, match=f"known are .*{name}"):
        open_vault("unknown:x", base=tmp_path)
