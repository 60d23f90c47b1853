from __future__ import annotations

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from automation.errors import VaultUnusable
from automation.vaults import open_vault


class PlaintextKeyring(KeyringBackend):
    priority = 0.5  # as keyrings.alt has it

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError("must not be written to")

    def get_password(self, service: str, username: str) -> str | None:
        return None


@pytest.fixture
def use():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.mark.parametrize("backend", [null.Keyring, fail.Keyring, PlaintextKeyring])
def test_a_keyring_that_keeps_nothing_safe_is_refused(tmp_path, made, use, backend):
    use(backend())
    vault = open_vault("keyring:fracttal", base=tmp_path)
    for act, arguments in ((vault.check, ()), (vault.put, (made(),))):
        with pytest.raises(VaultUnusable, match="no keyring here that keeps secrets safe"):
            act(*arguments)


def test_in_a_chain_the_member_that_is_written_to_counts(tmp_path, use, memory_keyring, monkeypatch):
    chain = chainer.ChainerBackend()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [PlaintextKeyring(), memory_keyring])
    use(chain)
    with pytest.raises(VaultUnusable, match="no keyring here"):
        open_vault("keyring:fracttal", base=tmp_path).check()
    monkeypatch.setattr(chainer.ChainerBackend, "backends", [memory_keyring, PlaintextKeyring()])
    open_vault("keyring:fracttal", base=tmp_path).check()


def test_an_entry_can_be_found_by_the_keyring_s_own_tools(tmp_path, made, memory_keyring):
    reference = open_vault("keyring:fracttal", base=tmp_path).put(made())
    assert reference == "keyring:fracttal#one.fracttal.com/Planta Norte/ERP bridge"
    assert '"secret": "Zq8v' in keyring.get_password("fracttal", "one.fracttal.com/Planta Norte/ERP bridge")


def test_a_locked_keyring_is_refused_before_anything_is_created(tmp_path, memory_keyring, monkeypatch):
    def locked(*_: str) -> None:
        raise KeyringLocked("Failed to unlock the collection!")

    monkeypatch.setattr(memory_keyring, "set_password", locked)
    with pytest.raises(VaultUnusable, match=r"KeyringLocked.*is it locked\?"):
        open_vault("keyring:fracttal", base=tmp_path).check()


def test_a_probe_that_cannot_be_deleted_is_told(tmp_path, memory_keyring, monkeypatch):
    def refuse(*_: str) -> None:
        raise PasswordDeleteError("no")

    monkeypatch.setattr(memory_keyring, "delete_password", refuse)
    with pytest.raises(VaultUnusable, match="would not delete"):
        open_vault("keyring:fracttal", base=tmp_path).check()


def test_a_keyring_that_forgets_is_refused(tmp_path, memory_keyring, monkeypatch):
    monkeypatch.setattr(memory_keyring, "get_password", lambda *_: None)
    with pytest.raises(VaultUnusable, match="did not give it back"):
        open_vault("keyring:fracttal", base=tmp_path).check()


def test_an_entry_that_somebody_else_wrote_is_not_quoted(tmp_path, memory_keyring):
    memory_keyring.set_password("fracttal", "x", "hidden")
    with pytest.raises(VaultUnusable, match="not a credential") as caught:
        open_vault("keyring:fracttal", base=tmp_path).get("keyring:fracttal#x")
    assert "hidden" not in str(caught.value)
