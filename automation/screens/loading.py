"""Whether the app still waits for the tenant: no list is at its end while rows are on their way."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

# What a screen's rows come by; streams and pictures never bring any.
_BRINGS_ROWS = {"fetch", "xhr"}
# A request that waits for news may stay open for minutes: nothing is shown for it, so it is not waited for, in seconds.
LONGEST = 10.0
# So many answers back it is looked for the one to a search.
REMEMBERED = 40


class Loading:
    """The requests of a page that have not been answered yet.

    Args:
        page: Watched from now on, for as long as it is open.
    """

    def __init__(self, page: Page) -> None:
        self._since: dict[Request, float] = {}
        self._answered: deque[tuple[float, Request]] = deque(maxlen=REMEMBERED)
        page.on("request", self._begin)
        page.on("requestfinished", self._answer)
        page.on("requestfailed", self._end)

    def awaits(self, begun_before: float) -> bool:
        """Whether an answer that may bring rows is still to come.

        Args:
            begun_before: Requests of a later moment do not count, in seconds of `time.monotonic`: an app that polls
                a slow tenant would never be at rest.
        """
        recently = monotonic() - LONGEST
        return any(recently < since < begun_before for since in self._since.values())

    def answered(self, words: str, since: float) -> bool:
        """Whether a request that asks for these words was answered.

        Args:
            words: As they were typed.
            since: The moment (`time.monotonic`) after which it was sent.
        """
        return any(since < begun and _asks_for(request, words) for begun, request in self._answered)

    def _begin(self, request: Request) -> None:
        if request.resource_type in _BRINGS_ROWS:
            self._since[request] = monotonic()

    def _answer(self, request: Request) -> None:
        begun = self._since.get(request)
        if begun is not None:
            self._answered.append((begun, request))
        self._end(request)

    def _end(self, request: Request) -> None:
        self._since.pop(request, None)


def _asks_for(request: Request, words: str) -> bool:
    return words in unquote_plus(request.url) or words in unquote_plus(request.post_data or "")
