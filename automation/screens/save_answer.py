from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from playwright.sync_api import Page, Request, Response

REFUSED = range(400, 500)


class SaveWatch:
    """Notes how the tenant answered what Save sent; a hint for the verdict, never the verdict itself.

    Args:
        page: The page whose form is saved.
        origin: The tenant's origin; requests to other vendors do not count.
    """

    def __init__(self, page: Page, origin: str) -> None:
        self._page = page
        self._origin = origin
        self.sent = 0
        self.statuses: list[int] = []
        self.failed = False

    def __enter__(self) -> Self:
        self._page.on("request", self._sent)
        self._page.on("response", self._answered)
        self._page.on("requestfailed", self._failed)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._page.remove_listener("request", self._sent)
        self._page.remove_listener("response", self._answered)
        self._page.remove_listener("requestfailed", self._failed)

    @property
    def refused(self) -> bool:
        """Whether the tenant answered that what was sent is wrong, as opposed to failing or staying silent."""
        return bool(self.statuses) and all(status in REFUSED for status in self.statuses)

    def _counts(self, request: Request) -> bool:
        return request.method in ("POST", "PUT", "PATCH") and request.url.startswith(self._origin)

    def _sent(self, request: Request) -> None:
        self.sent += self._counts(request)

    def _answered(self, response: Response) -> None:
        if self._counts(response.request):
            self.statuses.append(response.status)

    def _failed(self, request: Request) -> None:
        self.failed = self.failed or self._counts(request)
