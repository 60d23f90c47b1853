"""The manifest as a whole: every consumer that is wanted, complete and free of contradictions, or all that is wrong."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from automation.names import normalise_name

if TYPE_CHECKING:
    from pathlib import Path

    from automation.config import Config

SETTINGS = "settings"
"""The one account of a CSV file: who the settings name."""


@dataclass(frozen=True)
class AccountLine:
    """Who signs in, by references only; None is what the settings say.

    Args:
        key: Its name in the manifest.
        base_url: Origin of the tenant.
        email: E-mail to sign in with.
        password: {"env" | "keyring" | "vault": where}, or None.
        totp_secret: The same for the seed of two-factor codes.
        language: Language of the screens, or None.
        from_settings: Whether the settings' own password belongs to it.
    """

    key: str
    base_url: str
    email: str | None
    password: dict[str, str] | None = None
    totp_secret: dict[str, str] | None = None
    language: str | None = None
    from_settings: bool = False


@dataclass(frozen=True)
class Line:
    """One consumer that is wanted, with everything decided.

    Args:
        number: From 1, in the file's order.
        line: Line of the file.
        account: Key of its account.
        tenant: Origin of the tenant.
        company: The company, or "".
        name: Field B.
        permission_group: Field D.
        vault: Vault URI.
        description: Field C.
        grant_type: As OAuth spells it.
        callback_url: For authorization codes.
        hub: Whether the Hub checkbox is to be ticked.
        if_exists: What an existing consumer of that name means.
    """

    number: int
    line: int
    account: str
    tenant: str
    company: str
    name: str
    permission_group: str
    vault: str
    description: str = ""
    grant_type: Literal["client_credentials", "authorization_code"] = "client_credentials"
    callback_url: str = ""
    hub: bool = False
    if_exists: Literal["reuse", "fail"] = "reuse"

    def as_json(self) -> dict[str, Any]:
        """The line in values that JSON knows."""
        return asdict(self)


@dataclass(frozen=True)
class Wanted:
    """A manifest that was found to be in order.

    Args:
        path: The file; relative vault paths start from its folder.
        accounts: By key.
        lines: In the file's order.
    """

    path: Path
    accounts: dict[str, AccountLine]
    lines: tuple[Line, ...]

    def only(self, patterns: tuple[str, ...] = (), limit: int | None = None) -> Wanted:
        """Keep the lines whose account, company or name matches a pattern, and of these the first.

        Args:
            patterns: With * and ?, whatever case and accents; none keeps all.
            limit: How many at most.
        """
        from fnmatch import fnmatchcase

        plain = [normalise_name(pattern) for pattern in patterns]
        kept = [
            line
            for line in self.lines
            if not plain
            or any(
                fnmatchcase(normalise_name(text), pattern)
                for text in (line.account, line.company, line.name)
                for pattern in plain
            )
        ]
        return replace(self, lines=tuple(kept[:limit]))


def load(path: Path, config: Config) -> Wanted:
    """Read and check a manifest as a whole; nothing else is started before.

    Args:
        path: YAML, or CSV by its ending.
        config: Supplies what the manifest leaves to the settings.

    Raises:
        BadInput: Every problem with file, line and field.
    """
    from flows.onboarding.checking import Check
    from flows.onboarding.source import read

    source = read(path)
    source.refuse()
    checked = Check(source, config)
    source.refuse()
    return Wanted(path, checked.accounts, tuple(checked.lines))
