"""`keyring:SERVICE`: the operating system's keyring, one entry a consumer."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

import keyring
from keyring.errors import KeyringError, PasswordDeleteError

from automation.errors import VaultUnusable
from automation.vaults.entries import as_json, from_json, label
from automation.vaults.place import VaultPlace, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keyring.backend import KeyringBackend

    from automation.credential import Credential

_RECOMMENDED = 1  # keyring's own threshold: null, fail and plain text backends are below it


class KeyringVault:
    """Credentials in the keyring of the user who runs the program.

    Args:
        place: Its target is the service's name.
    """

    def __init__(self, place: VaultPlace) -> None:
        place.allow()
        self._place = place

    def check(self) -> None:
        backend, entry, value = self._backend(), f"probe-{secrets.token_hex(4)}", secrets.token_hex(8)
        with self._told():
            backend.set_password(self._place.target, entry, value)
            try:
                came_back = backend.get_password(self._place.target, entry)
            finally:
                backend.delete_password(self._place.target, entry)
        if came_back != value:
            raise VaultUnusable(f"The keyring {_name(backend)} took a probe and did not give it back")

    def put(self, credential: Credential) -> str:
        entry = label(credential.tenant, credential.company, credential.name)
        backend = self._backend()
        with self._told():
            backend.set_password(self._place.target, entry, as_json(credential))
        return self._place.reference(entry)

    def get(self, reference: str) -> Credential:
        entry = entry_of(reference)
        kept = self._kept(entry)
        if kept is None:
            raise VaultUnusable(f'The keyring has no entry "{entry}" for the service "{self._place.target}"')
        return from_json(kept, reference)

    def find(self, tenant: str, company: str, name: str, key: str = "") -> str | None:
        entry = label(tenant, company, name)
        kept, reference = self._kept(entry), self._place.reference(entry)
        return reference if kept and key in ("", from_json(kept, reference).key) else None

    def _kept(self, entry: str) -> str | None:
        backend = self._backend()
        with self._told():
            return backend.get_password(self._place.target, entry)

    def _backend(self) -> KeyringBackend:
        backend = keyring.get_keyring()
        # A chain writes to its first member.
        first = next(iter(getattr(backend, "backends", ())), backend)
        if first.priority < _RECOMMENDED:
            raise VaultUnusable(
                f"There is no keyring here that keeps secrets safe (found: {_name(first)}). Containers and machines "
                "without a desktop often have none: use another vault, for example age:FOLDER?recipient=…"
            )
        return first

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except PasswordDeleteError as exc:
            raise VaultUnusable("The keyring took a probe and would not delete it") from exc
        except KeyringError as exc:
            raise VaultUnusable(f"The keyring refused ({type(exc).__name__}: {exc}); is it locked?") from exc


def _name(backend: KeyringBackend) -> str:
    return type(backend).__module__
