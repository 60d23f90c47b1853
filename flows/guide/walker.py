"""One page on its way through the article, once for each language and theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import Error

from automation.errors import FlowsError, TechnicalFailure
from flows.guide.manifest import Shot
from flows.guide.pictures import PICTURES
from flows.guide.screen import Screen
from flows.guide.showing import show_language, show_theme, shown_theme
from flows.guide.stage import Stage
from flows.guide.taking import Taker

if TYPE_CHECKING:
    from collections.abc import Callable

    from automation.config import Config
    from automation.redaction import Redactor
    from automation.screens import App
    from flows.guide.capturing import Wanted
    from flows.guide.look import Look
    from flows.guide.pictures import Picture
    from flows.guide.showing import Theme
    from flows.guide.taking import Taken


class Walker:
    """Takes the wanted pictures on one page.

    Args:
        app: The page, somebody signed in or with a session that is still valid.
        config: Tenant and account.
        redactor: Learns every secret on the screens.
        wanted: Which pictures.
        look: How pictures look.
        scale: Device pixels for each CSS pixel.
    """

    def __init__(
        self, app: App, config: Config, redactor: Redactor, wanted: Wanted, *, look: Look, scale: float
    ) -> None:
        self.config = config
        self.redactor = redactor
        self.wanted = wanted
        self.stage = Stage(app, Screen(app.page, look), look, wanted.request, scale, config.email or "")
        self.stage.page.clock.set_fixed_time(look.screen.clock)

    def shots(self, language: str, theme: Theme) -> list[Shot]:
        """Name the pictures of one walk."""
        return [self._shot(picture, language, theme) for picture in PICTURES if picture.number in self.wanted.steps]

    def walk(
        self, language: str, theme: Theme, take: Callable[[Shot, Taken], None], begun: Callable[[], None]
    ) -> list[tuple[Shot, FlowsError]]:
        """Walk through the article once.

        Args:
            language: es, en, fr, pt.
            theme: light, dark.
            take: Given each picture as it was taken.
            begun: Called when the account's own language and theme are known, or cannot be.

        Returns:
            The pictures that could not be taken, and why.
        """
        left = [picture for picture in PICTURES if picture.number <= max(self.wanted.steps)]
        missed: list[tuple[Picture, FlowsError]] = []
        try:
            self._begin(language, theme)
        except (FlowsError, Error) as error:
            return self._of([(picture, as_failure(error)) for picture in left], language, theme)
        finally:
            begun()
        taker = Taker(self.stage, self.redactor, self.wanted.allowed, language)
        while left:
            picture = left.pop(0)
            try:
                picture.arrive(self.stage)
            except (FlowsError, Error) as error:
                failure = as_failure(error)
                then = type(failure)(f"Not reached, since step {picture.number} failed: {failure.message}")
                missed += [(picture, failure), *((other, then) for other in left)]
                break
            if picture.number not in self.wanted.steps:
                continue
            try:
                taken = taker.take(picture)
            except (FlowsError, Error) as error:
                missed.append((picture, as_failure(error)))
                continue
            take(self._shot(picture, language, theme), taken)
        return self._of(missed, language, theme)

    def put_back(self, *, alone: bool) -> None:
        """Leave the account in the language and theme it was in.

        Args:
            alone: Nobody else has changed them: what the page shows is what the account has.
        """
        if self.stage.own is None or (alone and self.stage.own == (self.stage.shown, shown_theme(self.stage))):
            return
        language, theme = self.stage.own
        try:
            self._begin(language or self.wanted.languages[0], theme)
        except (FlowsError, Error):
            return  # the pictures are taken; this is a courtesy to whoever uses the account next

    def _begin(self, language: str, theme: Theme) -> None:
        from flows.sign_in import sign_in

        self.stage.begin()
        sign_in(self.stage.app, self.config, self.redactor)
        show_language(self.stage, language)
        show_theme(self.stage, theme)

    def _of(
        self, missed: list[tuple[Picture, FlowsError]], language: str, theme: Theme
    ) -> list[tuple[Shot, FlowsError]]:
        return [
            (self._shot(picture, language, theme), failure)
            for picture, failure in missed
            if picture.number in self.wanted.steps
        ]

    def _shot(self, picture: Picture, language: str, theme: Theme) -> Shot:
        return Shot(picture.number, picture.slug, language, theme, self.stage.scale)


def as_failure(error: Exception) -> FlowsError:
    """Give a stranger's error a name; only its first line, since the rest may quote values."""
    if isinstance(error, FlowsError):
        return error
    return TechnicalFailure(f"{type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]}")
