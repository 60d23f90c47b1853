from __future__ import annotations

import shutil
import subprocess

import pyrage
import pytest

from automation.errors import VaultUnusable
from automation.vaults import open_vault


def test_a_file_is_encrypted_for_every_recipient_and_made_without_their_keys(tmp_path, made):
    pairs = [pyrage.x25519.Identity.generate() for _ in range(2)]
    recipients = "&".join(f"recipient={pair.to_public()}" for pair in pairs)
    reference = open_vault(f"age:sealed?{recipients}", base=tmp_path).put(made())

    (file,) = (tmp_path / "sealed").glob("*.age")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert b"Zq8vN3xL" not in file.read_bytes()
    assert file.name.startswith("planta-norte-erp-bridge-")
    for number, pair in enumerate(pairs):
        key_file = tmp_path / f"key{number}"
        key_file.write_text(str(pair))
        assert open_vault(reference, base=tmp_path, identity=key_file).get(reference) == made()


def test_recipients_can_come_from_a_file_and_be_ssh_keys(tmp_path, made):
    if not shutil.which("ssh-keygen"):
        pytest.skip("makes its key with ssh-keygen")
    key = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    (tmp_path / "who").write_text("# operators\n\n" + key.with_suffix(".pub").read_text())
    reference = open_vault("age:sealed?recipients=who", base=tmp_path).put(made())
    assert open_vault(f"age:sealed?identity={key}", base=tmp_path).get(reference) == made()


def test_the_identity_comes_from_the_environment_if_nothing_else_names_it(tmp_path, made, age_pair, monkeypatch):
    identity, recipient = age_pair
    reference = open_vault(f"age:sealed?recipient={recipient}", base=tmp_path).put(made())
    with pytest.raises(VaultUnusable, match="FRACTTAL_AGE_IDENTITY"):
        open_vault(reference, base=tmp_path).get(reference)
    monkeypatch.setenv("FRACTTAL_AGE_IDENTITY", str(identity))
    assert open_vault(reference, base=tmp_path).get(reference) == made()


def test_the_wrong_identity_opens_nothing_and_says_so(tmp_path, made, age_pair):
    _, recipient = age_pair
    reference = open_vault(f"age:sealed?recipient={recipient}", base=tmp_path).put(made())
    (tmp_path / "other").write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(VaultUnusable, match="does not open with this identity"):
        open_vault(f"{reference.partition('#')[0]}?identity=other", base=tmp_path).get(reference)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("", "for whom to encrypt"),
        ("?recipient=age1nonsense", "is no age recipient"),
        ("?recipient=AGE-SECRET-KEY-1QQQQ", "is a private key"),
        ("?recipient=ssh-ed25519 nonsense", "is no age recipient"),
        ("?recipients=missing", "cannot be read"),
    ],
)
def test_an_address_without_a_usable_recipient_is_refused_by_the_check(tmp_path, options, why):
    with pytest.raises(VaultUnusable, match=why) as caught:
        open_vault(f"age:sealed{options}", base=tmp_path).check()
    assert "AGE-SECRET-KEY-1QQQQ" not in str(caught.value)
    assert not (tmp_path / "sealed").exists()


def test_a_damaged_key_file_is_not_quoted(tmp_path, made, age_pair):
    _, recipient = age_pair
    reference = open_vault(f"age:sealed?recipient={recipient}", base=tmp_path).put(made())
    (tmp_path / "broken").write_text("AGE-SECRET-KEY-1BROKEN")
    with pytest.raises(VaultUnusable, match="no age key file") as caught:
        open_vault("age:sealed?identity=broken", base=tmp_path).get(reference)
    assert "BROKEN" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_file_where_the_folder_should_be_is_refused(tmp_path, age_pair):
    (tmp_path / "sealed").write_text("x")
    with pytest.raises(VaultUnusable, match="cannot be used"):
        open_vault(f"age:sealed?recipient={age_pair[1]}", base=tmp_path).check()
    assert (tmp_path / "sealed").read_text() == "x"


def test_an_entry_cannot_point_out_of_the_folder(tmp_path, age_pair, made):
    identity, recipient = age_pair
    vault = open_vault(f"age:sealed?recipient={recipient}", base=tmp_path, identity=identity)
    vault.put(made())
    (tmp_path / "outside.age").write_bytes(next((tmp_path / "sealed").glob("*.age")).read_bytes())
    with pytest.raises(VaultUnusable, match="There is no"):
        vault.get(f"age:{tmp_path}/sealed#../outside")
