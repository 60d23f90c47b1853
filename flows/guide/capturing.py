"""Take all pictures: one browser, one page for each device scale, one walk for each language and theme."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import Error

from automation.errors import FlowsError, TechnicalFailure
from flows.guide.finishing import finish
from flows.guide.keeping import entry_of
from flows.guide.look import load_look
from flows.guide.manifest import Shot
from flows.guide.pictures import PICTURES
from flows.guide.screen import Screen
from flows.guide.showing import Theme, show_language, show_theme, shown_language, shown_theme
from flows.guide.stage import Stage
from flows.guide.taking import Taker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser

    from automation.config import Config
    from automation.redaction import Redactor
    from automation.screens import ConsumerRequest
    from flows.guide.keeping import Keeper, Verdict
    from flows.guide.pictures import Picture
    from flows.guide.taking import Taken
    from flows.guide.walkthrough import Filming

# Pictures are finished beside the browser: Pillow works without Python's lock most of the time.
WORKERS = 2


@dataclass(frozen=True)
class Wanted:
    """Which pictures are taken.

    Args:
        languages: es, en, fr, pt.
        themes: light, dark.
        scales: Device pixels for each CSS pixel.
        steps: Numbers of the article's steps; the others are walked through all the same.
        request: What the form is filled with; it is never saved.
        allowed: Names of texts that look secret and may be shown.
    """

    languages: Sequence[str]
    themes: Sequence[Theme]
    scales: Sequence[float]
    steps: Sequence[int]
    request: ConsumerRequest
    allowed: Sequence[str] = ()

    def rounds(self) -> Iterator[tuple[str, Theme]]:
        """Return languages with themes, so that from one to the next as little as possible is switched."""
        for number, language in enumerate(self.languages):
            themes = self.themes if number % 2 == 0 else list(reversed(self.themes))
            for theme in themes:
                yield language, theme


@dataclass
class Outcome:
    """What became of every wanted picture.

    Args:
        verdicts: Id to what it is compared with the approved one.
        failures: Id to what went wrong.
    """

    verdicts: dict[str, Verdict] = field(default_factory=dict)
    failures: dict[str, FlowsError] = field(default_factory=dict)

    def of(self, verdict: Verdict) -> list[str]:
        """Return the ids with a verdict."""
        return sorted(picture for picture, one in self.verdicts.items() if one == verdict)


class Capture:
    """One run over all wanted pictures.

    Args:
        browser: From `browser_for`.
        config: Tenant and account.
        redactor: Learns every secret on the screens.
        wanted: Which pictures.
        keeper: Where they go.
        progress: Told each picture's id and its verdict, or "failed".
        filming: Makes the walkthroughs, if any are wanted.
    """

    def __init__(
        self,
        browser: Browser,
        config: Config,
        redactor: Redactor,
        wanted: Wanted,
        keeper: Keeper,
        *,
        progress: Callable[[str, Verdict | Literal["failed"]], None] = lambda *_: None,
        filming: Filming | None = None,
    ) -> None:
        self.browser = browser
        self.config = config
        self.redactor = redactor
        self.wanted = wanted
        self.keeper = keeper
        self.progress = progress
        self.filming = filming
        self.look = load_look()
        self.outcome = Outcome()

    def run(self) -> Outcome:
        """Take every picture; what fails is in the outcome, and never keeps the others from being taken.

        Raises:
            FlowsError: Nobody could sign in: no picture can be taken.
        """
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="pictures") as pool:
            for scale in self.wanted.scales:
                self._at_scale(scale, pool)
        self.keeper.save()
        return self.outcome

    def _at_scale(self, scale: float, pool: ThreadPoolExecutor) -> None:
        from flows.opening import app_in
        from flows.sign_in import sign_in

        with app_in(self.browser, self.config, self.redactor, scale=scale) as opened:
            if sign_in(opened.app, self.config, self.redactor).fresh:
                opened.keep_session()
            screen = Screen(opened.app.page, self.look)
            stage = Stage(opened.app, screen, self.look, self.wanted.request, scale, self.config.email or "")
            stage.page.clock.set_fixed_time(self.look.screen.clock)
            before = shown_language(stage), shown_theme(stage)
            futures: list[Future[None]] = []
            for language, theme in self.wanted.rounds():
                futures += self._round(stage, language, theme, pool)
            self._put_back(stage, *before)
            for future in futures:
                future.result()

    def _round(self, stage: Stage, language: str, theme: Theme, pool: ThreadPoolExecutor) -> list[Future[None]]:
        """Walk through the article once."""
        futures: list[Future[None]] = []
        left = [picture for picture in PICTURES if picture.number <= max(self.wanted.steps)]

        def shot(picture: Picture) -> Shot:
            return Shot(picture.number, picture.slug, language, theme, stage.scale)

        try:
            self._begin(stage, language, theme)
        except (FlowsError, Error) as error:
            self._fail([shot(picture) for picture in left], error)
            return futures
        taker = Taker(stage, self.redactor, self.wanted.allowed, language)
        while left:
            picture = left.pop(0)
            try:
                picture.arrive(stage)
            except (FlowsError, Error) as error:
                self._fail([shot(picture)], error)
                self._fail([shot(other) for other in left], error, after=picture.number)
                break
            if picture.number not in self.wanted.steps:
                continue
            try:
                taken = taker.take(picture)
            except (FlowsError, Error) as error:
                self._fail([shot(picture)], error)
                continue
            futures.append(pool.submit(self._finish, shot(picture), taken))
        return futures

    def _begin(self, stage: Stage, language: str, theme: Theme) -> None:
        from flows.sign_in import sign_in

        stage.begin()
        sign_in(stage.app, self.config, self.redactor)
        show_language(stage, language)
        show_theme(stage, theme)

    def _finish(self, shot: Shot, taken: Taken) -> None:
        try:
            finished = finish(taken, shot.theme, self.look, shot.scale)
            verdict = self.keeper.keep(entry_of(shot, taken, finished), finished)
            if self.filming is not None:
                self.filming.shown(shot, taken, finished)
        except Exception as error:  # noqa: BLE001 -- whatever happens to one picture, the others are kept
            self._fail([shot], error)
            return
        self.outcome.verdicts[shot.id] = verdict
        self.progress(shot.id, verdict)

    def _fail(self, shots: Sequence[Shot], error: Exception, *, after: int = 0) -> None:
        failure = error if isinstance(error, FlowsError) else _as_failure(error)
        message = self.redactor.redact(failure.message)
        if after:
            message = f"Not reached, since step {after} failed: {message}"
        for shot in shots:
            if shot.step in self.wanted.steps:
                self.outcome.failures[shot.id] = type(failure)(message)
                self.keeper.miss(shot.id, message)
                self.progress(shot.id, "failed")

    def _put_back(self, stage: Stage, language: str | None, theme: Theme) -> None:
        """Leave the account in the language and theme it was in."""
        if (language, theme) == (stage.shown, shown_theme(stage)):
            return
        try:
            self._begin(stage, language or self.wanted.languages[0], theme)
        except (FlowsError, Error):
            return  # the pictures are taken; this is a courtesy to whoever uses the account next


def _as_failure(error: Exception) -> TechnicalFailure:
    """Give a stranger's error a name; only its first line, since the rest may quote values."""
    return TechnicalFailure(f"{type(error).__name__}: {(str(error).splitlines() or [''])[0][:200]}")
