"""Where a vault is: its address taken apart."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, unquote

from automation.errors import VaultUnusable

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class VaultPlace:
    """A vault's address, `scheme:target?option=value#entry`; a reference has the entry, a setting has none.

    Args:
        scheme: "json", "keyring", …
        target: A path, a service or a prefix; what it means is the vault's business.
        options: The values of each option, in the order given.
        entry: Names one credential inside the vault, or "".
        base: The folder that relative paths start from.
        identity: The key file that opens what a vault encrypted, where the settings name one.
    """

    scheme: str
    target: str
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    entry: str = ""
    base: Path = field(default_factory=Path)
    identity: Path | None = None

    @classmethod
    def parse(cls, uri: str, base: Path, identity: Path | None = None) -> VaultPlace:
        """Take an address apart.

        Args:
            uri: As written in a setting or handed out as a reference. "?", "#" and "%" inside the target are written
                %3F, %23 and %25.
            base: The folder that relative paths start from.
            identity: The key file that opens what a vault encrypted.

        Raises:
            VaultUnusable: It has no scheme or no target.
        """
        address, _, entry = uri.partition("#")
        address, _, query = address.partition("?")
        scheme, colon, target = address.partition(":")
        if not colon or not target:
            raise VaultUnusable(
                f'"{uri}" is no vault address; write the kind, a colon and the place, for example json:credentials.json'
            )
        options = {name: tuple(values) for name, values in parse_qs(query, keep_blank_values=True).items()}
        return cls(scheme.casefold(), unquote(target), options, entry, base, identity)

    @property
    def path(self) -> Path:
        """The target as an absolute path."""
        return self.absolute(self.target)

    def absolute(self, path: str) -> Path:
        """Make a path of the address absolute; "~" is the user's home, and symbolic links stay as written."""
        return Path(os.path.abspath(self.base / Path(path).expanduser()))  # noqa: PTH100  # resolve() follows links

    def allow(self, *names: str) -> None:
        """Refuse options that the vault does not have, so that a slip of the pen is not passed over.

        Raises:
            VaultUnusable: The address has another option.
        """
        for name in self.options:
            if name not in names:
                known = f"it has {', '.join(names)}" if names else "it has none"
                raise VaultUnusable(f'The {self.scheme} vault has no option "{name}"; {known}')

    def option(self, name: str) -> str:
        """The last value of an option, or ""."""
        return self.options.get(name, ("",))[-1]

    def reference(self, entry: str, *, target: str | Path | None = None) -> str:
        """Write the reference to one credential; it says where the credential is and holds nothing of its secret.

        Args:
            entry: Names the credential inside the vault.
            target: What to write for the target, if not what the address says: an absolute path, say.
        """
        where = quote(str(self.target if target is None else target), safe="/:@+=,~ ")
        return f"{self.scheme}:{where}#{entry}"


def entry_of(reference: str) -> str:
    """The part of a reference that names the credential inside its vault.

    Raises:
        VaultUnusable: There is none.
    """
    entry = reference.partition("#")[2]
    if not entry:
        raise VaultUnusable(f'"{reference}" names a vault, but no credential in it; a reference ends in #…')
    return entry
