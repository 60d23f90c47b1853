"""How much is asked of one company: its API answers 406 beyond 200 requests a minute (facts, section 4)."""

from __future__ import annotations

from collections import defaultdict, deque
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PER_MINUTE = 180
"""Requests to the API; a tenth is left to the company's own programs."""
PER_CONSUMER = 2
"""What proving one credential costs: a token, and one item."""


class Pace:
    """Spreads token checks over time, so that a working secret is not taken for a bad one.

    One account is worked on by one worker at a time, so one process knows all that is asked of its companies.

    Args:
        per_minute: Requests a minute and company; 0 asks for no check at all.
        now: Tells seconds.
        pause: Waits seconds.
    """

    def __init__(
        self,
        per_minute: int = PER_MINUTE,
        *,
        now: Callable[[], float] = monotonic,
        pause: Callable[[float], None] = sleep,
    ) -> None:
        self._most = max(1, per_minute // PER_CONSUMER)
        self._now, self._pause = now, pause
        self._asked: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)

    def wait(self, tenant: str, company: str) -> float:
        """Wait until this company may be asked about one more consumer, and count it.

        Returns:
            Seconds waited.
        """
        asked = self._asked[tenant, company]
        waited = 0.0
        while True:
            while asked and self._now() - asked[0] >= 60:  # noqa: PLR2004 -- seconds in a minute
                asked.popleft()
            if len(asked) < self._most:
                asked.append(self._now())
                return waited
            left = 60 - (self._now() - asked[0])
            self._pause(left)
            waited += left
