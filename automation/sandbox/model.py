"""What a tenant holds: value objects without behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from automation.sandbox.text import fold

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class Company:
    """A company of the tenant, "FRACTTAL - Activación"."""

    id: str
    name: str


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in.

    Args:
        email: The e-mail address, in lower case.
        name: What the top bar shows.
        password: The password.
        totp_secret: The seed of the two-factor code, Base32.
        companies: The companies to choose from after sign-in.
    """

    email: str
    name: str
    password: str = field(repr=False)
    totp_secret: str = field(repr=False)
    companies: tuple[Company, ...]


@dataclass(frozen=True)
class PermissionGroup:
    """A permission group and the API modules it opens ("items", "work_orders", …)."""

    id: str
    name: str
    modules: tuple[str, ...]
    folded: str = field(default="", repr=False)  # what a search looks at; made once, as tenants can be large

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(self.name))


@dataclass(frozen=True)
class Consumer:
    """An OAuth consumer; grant_type as OAuth spells it, created_at with its time zone."""

    id: str
    company: Company
    name: str
    description: str
    grant_type: str
    group: PermissionGroup
    callback_url: str
    hub: bool
    created_at: datetime
    key: str
    secret: str = field(repr=False)
    folded: str = field(default="", repr=False)  # as above

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", fold(f"{self.name}\n{self.description}"))
