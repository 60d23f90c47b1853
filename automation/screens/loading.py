"""Whether the app still waits for the tenant: no list is at its end while rows are on their way."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

# What a screen's rows come by; streams and pictures never bring any.
_BRINGS_ROWS = {"fetch", "xhr"}
# A request that waits for news may stay open for minutes: nothing is shown for it, so it is not waited for, in seconds.
LONGEST = 10.0


class Loading:
    """The requests of a page that have not been answered yet.

    Args:
        page: Watched from now on, for as long as it is open.
    """

    def __init__(self, page: Page) -> None:
        self._since: dict[Request, float] = {}
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._end)

    def awaits(self, begun_before: float) -> bool:
        """Whether an answer that may bring rows is still to come.

        Args:
            begun_before: Requests of a later moment do not count, in seconds of `time.monotonic`: an app that polls
                a slow tenant would never be at rest.
        """
        recently = monotonic() - LONGEST
        return any(recently < since < begun_before for since in self._since.values())

    def _begin(self, request: Request) -> None:
        if request.resource_type in _BRINGS_ROWS:
            self._since[request] = monotonic()

    def _end(self, request: Request) -> None:
        self._since.pop(request, None)
