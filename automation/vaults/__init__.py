"""Where a credential is kept: one small file per kind of vault, imported only when it is used."""

from __future__ import annotations

import os
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from automation.errors import VaultUnusable
from automation.vaults.place import VaultPlace, entry_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from automation.credential import Credential

__all__ = ["Vault", "VaultPlace", "entry_of", "open_vault"]

GROUP = "fracttal_flows.vaults"

_KINDS = {
    "dotenv": ("automation.vaults.dotenv_file", "DotenvVault"),
    "json": ("automation.vaults.json_file", "JsonVault"),
    "age": ("automation.vaults.age_folder", "AgeVault"),
    "keyring": ("automation.vaults.os_keyring", "KeyringVault"),
    "aws-secretsmanager": ("automation.vaults.aws", "SecretsManagerVault"),
}
_EXTRAS = {"age": "age", "keyring": "keyring", "aws-secretsmanager": "aws"}


class Vault(Protocol):
    """What a vault can do; every method may raise `VaultUnusable`, with a message for people and no secret in it."""

    def check(self) -> None:
        """Prove that a credential could be put now, and leave nothing behind."""

    def put(self, credential: Credential) -> str:
        """Keep a credential, in the place of an earlier one of the same tenant, company and name.

        Returns:
            A reference: where it is, never what it is. It is kept for good when this returns.
        """

    def get(self, reference: str) -> Credential:
        """Bring a credential back."""

    def find(self, tenant: str, company: str, name: str, key: str = "") -> str | None:
        """Say whether the secret of this very consumer is here.

        Args:
            tenant: The tenant's origin.
            company: The company, or "".
            name: The consumer's name, exactly.
            key: The consumer's key, so that an older consumer of the same name is not taken for it; "" for any.

        Returns:
            Its reference, or None.
        """


def open_vault(uri: str, *, base: Path, identity: Path | None = None) -> Vault:
    """Make the vault that an address or a reference names; nothing is read or written yet.

    Args:
        uri: `dotenv:PATH`, `json:PATH`, `age:FOLDER?recipient=…`, `keyring:SERVICE`, `aws-secretsmanager:PREFIX`, or
            the scheme of an installed entry point of the group `fracttal_flows.vaults`.
        base: The folder that relative paths start from.
        identity: The age key file to open credentials with; else the one that FRACTTAL_AGE_IDENTITY names.

    Raises:
        VaultUnusable: There is no such kind, its library is not installed, or the address is not complete.
    """
    named = os.environ.get("FRACTTAL_AGE_IDENTITY")
    place = VaultPlace.parse(uri, base, identity or (Path(named).expanduser() if named else None))
    return _kind(place.scheme)(place)


def _kind(scheme: str) -> Callable[[VaultPlace], Vault]:
    if scheme in _KINDS:
        module, name = _KINDS[scheme]
        try:
            kind: Callable[[VaultPlace], Vault] = getattr(import_module(module), name)
        except ModuleNotFoundError as exc:
            extra = _EXTRAS.get(scheme, "vaults")
            raise VaultUnusable(
                f"The {scheme} vault needs {exc.name}, which is not installed: pip install 'fracttal-flows[{extra}]'"
            ) from exc
        return kind
    foreign = entry_points(group=GROUP)
    if scheme in foreign.names:
        loaded: Callable[[VaultPlace], Vault] = foreign[scheme].load()
        return loaded
    known = sorted({*_KINDS, *foreign.names})
    near = get_close_matches(scheme, known, n=1)
    hint = f'did you mean "{near[0]}"? ' if near else ""
    raise VaultUnusable(f'There is no vault of the kind "{scheme}"; {hint}known are {", ".join(known)}')
