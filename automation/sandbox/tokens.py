"""What the token endpoint hands out, and how often a company may use it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from automation.sandbox.model import Company, Consumer

EXPIRES_IN = 3600  # seconds
_CODE_LIVES = timedelta(minutes=5)
REQUESTS_PER_MINUTE = 200


@dataclass(frozen=True)
class _Grant:
    consumer: Consumer
    ends_at: datetime | None = None
    redirect_uri: str = ""


@dataclass(frozen=True)
class TokenPair:
    """An access token that lives EXPIRES_IN seconds, and the refresh token that renews it once."""

    access: str
    refresh: str


class Tokens:
    """Access tokens, refresh tokens and authorization codes; not for several threads at once (the state's lock).

    Args:
        clock: Tells the time.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._access: dict[str, _Grant] = {}
        self._refresh: dict[str, _Grant] = {}
        self._codes: dict[str, _Grant] = {}

    def issue(self, consumer: Consumer) -> TokenPair:
        """Make a new pair of tokens."""
        pair = TokenPair(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
        self._access[pair.access] = _Grant(consumer, self._clock() + timedelta(seconds=EXPIRES_IN))
        self._refresh[pair.refresh] = _Grant(consumer)
        return pair

    def owner(self, access: str) -> Consumer | None:
        """Say whose access token this is; None when it is unknown or has expired."""
        grant = self._access.get(access)
        return grant.consumer if grant and self._lives(grant) else None

    def refresh(self, consumer: Consumer, refresh: str) -> TokenPair | None:
        """Trade a refresh token of this consumer for a new pair; it works once."""
        grant = self._refresh.get(refresh)
        if grant is None or grant.consumer is not consumer:
            return None
        del self._refresh[refresh]
        return self.issue(consumer)

    def code(self, consumer: Consumer, redirect_uri: str) -> str:
        """Make the code that the callback address receives."""
        code = secrets.token_urlsafe(24)
        self._codes[code] = _Grant(consumer, self._clock() + _CODE_LIVES, redirect_uri)
        return code

    def exchange(self, consumer: Consumer, code: str, redirect_uri: str) -> TokenPair | None:
        """Trade a code of this consumer for a pair of tokens; it works once, at its own redirect address."""
        grant = self._codes.pop(code, None)
        if grant is None or grant.consumer is not consumer or grant.redirect_uri != redirect_uri:
            return None
        return self.issue(consumer) if self._lives(grant) else None

    def revoke(self, consumer: Consumer) -> None:
        """Take back all a deleted consumer was given."""
        for kept in (self._access, self._refresh, self._codes):
            for token in [token for token, grant in kept.items() if grant.consumer is consumer]:
                del kept[token]

    def _lives(self, grant: _Grant) -> bool:
        return grant.ends_at is None or self._clock() < grant.ends_at


@dataclass(frozen=True)
class Allowance:
    """Where a company stands: whether this request is allowed, how many are left, and seconds to the reset."""

    allowed: bool
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        """Say it the way the API's answers do."""
        return {
            "ratelimit-limit": str(REQUESTS_PER_MINUTE),
            "ratelimit-remaining": str(self.remaining),
            "ratelimit-reset": str(self.reset),
        }


class RateLimit:
    """Counts API requests per company in windows of one minute; not for several threads at once.

    Args:
        clock: Tells the time.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._windows: dict[str, tuple[datetime, int]] = {}

    def count(self, company: Company) -> Allowance:
        """Count one request."""
        now = self._clock()
        begun, used = self._windows.get(company.id, (now, 0))
        if now - begun >= timedelta(minutes=1):
            begun, used = now, 0
        used += 1
        self._windows[company.id] = (begun, used)
        left = timedelta(minutes=1) - (now - begun)
        return Allowance(
            used <= REQUESTS_PER_MINUTE, max(0, REQUESTS_PER_MINUTE - used), max(1, round(left.total_seconds()))
        )
