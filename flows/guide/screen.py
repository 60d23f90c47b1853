"""The screen as a picture needs it: at rest, what it says, where its controls are."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from time import monotonic
from typing import TYPE_CHECKING, Any

from flows.guide.geometry import Rect

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, JSHandle, Page, Request

    from flows.guide.look import Look

# Milliseconds without any change that count as rest, and how long to wait for them.
QUIET = 80
PATIENCE = 5000
# Seconds to wait for answers of the server; some apps hold one request open all the time.
ANSWERS = 3.0


@dataclass(frozen=True)
class ShownText:
    """A text on the screen, and where its letters are in CSS pixels of the window."""

    text: str
    rect: Rect


@dataclass(frozen=True)
class Place:
    """Where a control is.

    Args:
        rect: In CSS pixels of the window.
        over: What lies over its middle, "" for nothing.
        in_window: Whether any of it is in the window.
    """

    rect: Rect
    over: str
    in_window: bool


@dataclass
class Screen:
    """One page, looked at for pictures.

    Args:
        page: A page that `automation.screens` drives.
        look: What is not shown on pictures.
    """

    page: Page
    look: Look
    _waiting: set[Request] = field(default_factory=set, repr=False)

    def __post_init__(self) -> None:
        self.page.on("request", self._asked)
        self.page.on("requestfinished", self._answered)
        self.page.on("requestfailed", self._answered)

    def settle(self) -> bool:
        """Wait until fonts, images, animations and the app itself are at rest; hide what is not part of the article.

        Returns:
            False if the screen was still changing after five seconds.
        """
        # Outside the window: nothing is hovered there.
        self.page.mouse.move(-10, -10)
        until = monotonic() + ANSWERS
        self._call("hide", list(self.look.screen.hide))
        self._call("unfocus")
        while True:
            at_rest = bool(self._call("rest", {"quiet": QUIET, "patience": PATIENCE}))
            if not at_rest or not self._waiting or monotonic() > until:
                return at_rest

    def unfocus(self) -> None:
        """Take the focus from whatever control has it."""
        self._call("unfocus")

    def texts(self) -> list[ShownText]:
        """Return every text in the window, one entry a block."""
        return [ShownText(one["text"], Rect.of(one)) for one in self._call("texts")]

    def place(self, element: ElementHandle, *, is_field: bool) -> Place:
        """Tell where a control is; a field together with its frame and its label."""
        found = self._handle().evaluate(
            "(screen, [element, options]) => screen.place(element, options)", [element, {"field": is_field}]
        )
        return Place(Rect.of(found["rect"]), found["over"], found["inWindow"])

    def document_language(self) -> str:
        """Return what the document says its language is, "" if it does not say."""
        return str(self.page.evaluate("() => document.documentElement.lang")).strip().lower()

    def build(self) -> str:
        """Name the build of the app: the file name of its first script, which changes with every build."""
        return str(self._call("build"))

    def picture(self, clip: Rect | None = None) -> bytes:
        """Take a picture of the window as PNG; animations stand still, the caret is hidden."""
        area: Any = None if clip is None else {"x": clip.x, "y": clip.y, "width": clip.width, "height": clip.height}
        return self.page.screenshot(animations="disabled", caret="hide", clip=area)

    def _call(self, name: str, argument: object = None) -> Any:
        return self._handle().evaluate(f"(screen, argument) => screen.{name}(argument)", argument)

    def _handle(self) -> JSHandle:
        # A new one each time: documents come and go, and making one takes less than a millisecond.
        return self.page.evaluate_handle(_script())

    def _asked(self, request: Request) -> None:
        if request.resource_type not in ("eventsource", "websocket", "ping", "media"):
            self._waiting.add(request)

    def _answered(self, request: Request) -> None:
        self._waiting.discard(request)


@cache
def _script() -> str:
    return resources.files(__package__).joinpath("screen.js").read_text(encoding="utf-8")
