from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

Outcome = Literal["created", "stored", "not_created", "unknown", "orphaned", "duplicate", "abandoned"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

OPEN: tuple[Outcome, ...] = ("created", "unknown")
"""Outcomes that the next run of the same request still has to settle; so has one without any outcome."""


@dataclass(frozen=True)
class Intent:
    """One consumer that was wanted, and what became of it.

    Args:
        id: The intent's own name.
        tenant: The tenant's origin.
        account: The account that was used, shortened: "op…@example.com".
        company: The company, or "".
        name: The consumer's name, as it was asked for.
        request: The fields of the form.
        known_keys: The keys that consumers of that name had before.
        at: When it was intended.
        clicked_at: When Save was about to be clicked; None says that it surely was not, where flows report clicks.
        settled_at: When the outcome was written.
        outcome: created (the secret is not in the vault yet), stored, not_created, unknown, orphaned (its secret is
            lost), duplicate (there are two), abandoned (given up before the click); None while it goes on.
        key: The consumer's key.
        reference: Where its secret is.
        note: Why, in a few words.
    """

    id: str
    tenant: str
    account: str
    company: str
    name: str
    at: datetime
    request: Mapping[str, Any] = field(default_factory=dict)
    known_keys: tuple[str, ...] = ()
    clicked_at: datetime | None = None
    settled_at: datetime | None = None
    outcome: Outcome | None = None
    key: str | None = None
    reference: str | None = None
    note: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the next run of the same request has to find out what became of it."""
        return self.outcome is None or self.outcome in OPEN

    def as_json(self) -> dict[str, Any]:
        """The intent in values that JSON knows."""
        return {
            name: value.isoformat(timespec="seconds") if isinstance(value, datetime) else value
            for name, value in vars(self).items()
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Intent:
        """Make an intent of a row of the table."""
        return cls(
            id=row["id"],
            tenant=row["tenant"],
            account=row["account"],
            company=row["company"],
            name=row["name"],
            at=datetime.fromisoformat(row["intended_at"]),
            request=json.loads(row["request"]),
            known_keys=tuple(json.loads(row["known_keys"])),
            clicked_at=_time(row["clicked_at"]),
            settled_at=_time(row["settled_at"]),
            outcome=row["outcome"],
            key=row["consumer_key"],
            reference=row["reference"],
            note=row["note"],
        )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
