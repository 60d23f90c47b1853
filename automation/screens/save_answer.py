from __future__ import annotations

import base64
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from playwright.sync_api import Error

from automation.redaction import Secret
from automation.screens.credentials import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from playwright.sync_api import CDPSession, Page, Request, Response

REFUSED = range(400, 500)
SAVED = range(200, 300)
SENDS = ("POST", "PUT", "PATCH")

# What the two values are called in an answer; nobody has seen the product's own, so all that APIs call them.
_KEY = re.compile(r"(client|consumer|api)?_?(key|id)|clave", re.IGNORECASE)
_SECRET = re.compile(r"(client|consumer|api)?_?secret|secreto", re.IGNORECASE)
_VALUE = re.compile(r"[A-Za-z0-9_\-+/=.]{8,}")


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
        self._bodies: list[bytes] = []
        self._session: CDPSession | None = None

    def __enter__(self) -> Self:
        self._page.on("request", self._sent)
        self._page.on("response", self._answered)
        self._page.on("requestfailed", self._failed)
        self._hold_answers()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._page.remove_listener("request", self._sent)
        self._page.remove_listener("response", self._answered)
        self._page.remove_listener("requestfailed", self._failed)
        if self._session is not None:
            with suppress(Error):
                self._session.detach()

    @property
    def refused(self) -> bool:
        """Whether the tenant answered that what was sent is wrong, as opposed to failing or staying silent."""
        return bool(self.statuses) and all(status in REFUSED for status in self.statuses)

    def credentials(self) -> Shown | None:
        """Return key and secret as the tenant's answer has them, for a screen that went away before it was read.

        Returns:
            None where no whole answer arrived, or none has both.
        """
        for body in reversed(self._bodies):
            try:
                pairs = list(_pairs(json.loads(body)))
            except ValueError:
                continue
            if len(pairs) == 1:
                return pairs[0]
        return None

    def _hold_answers(self) -> None:
        """Have each answer read before the page gets it: afterwards the page may be gone, and the answer with it."""
        with suppress(Error):  # a browser that cannot do this shows its credentials all the same
            session = self._page.context.new_cdp_session(self._page)
            session.on("Fetch.requestPaused", self._held)
            session.send(
                "Fetch.enable", {"patterns": [{"urlPattern": f"{self._origin}/*", "requestStage": "Response"}]}
            )
            self._session = session

    def _held(self, event: dict[str, Any]) -> None:
        if self._session is None:
            return
        which = {"requestId": event["requestId"]}
        with suppress(Error):
            if event["request"]["method"] in SENDS and event.get("responseStatusCode") in SAVED:
                body = self._session.send("Fetch.getResponseBody", which)
                text = body["body"]
                self._bodies.append(base64.b64decode(text) if body["base64Encoded"] else text.encode())
        with suppress(Error):
            self._session.send("Fetch.continueRequest", which)

    def _counts(self, request: Request) -> bool:
        return request.method in SENDS and request.url.startswith(self._origin)

    def _sent(self, request: Request) -> None:
        self.sent += self._counts(request)

    def _answered(self, response: Response) -> None:
        if self._counts(response.request):
            self.statuses.append(response.status)

    def _failed(self, request: Request) -> None:
        self.failed = self.failed or self._counts(request)


def _pairs(data: Any) -> Iterator[Shown]:
    """Yield every object of an answer that has a key and a secret."""
    if isinstance(data, list):
        for each in data:
            yield from _pairs(each)
    if not isinstance(data, dict):
        return
    texts = {name: value for name, value in data.items() if isinstance(value, str) and _VALUE.fullmatch(value)}
    secrets = [value for name, value in texts.items() if _SECRET.fullmatch(name)]
    keys = [value for name, value in texts.items() if _KEY.fullmatch(name)]
    if len(keys) == 1 and len(secrets) == 1:
        yield Shown(keys[0], Secret(secrets[0]))
    for value in data.values():
        yield from _pairs(value)
