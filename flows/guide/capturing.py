"""Take all pictures: one walk for each language and theme, two of them side by side where a second browser is given.

Most of a walk is waiting for the browser to draw, so that a second one on a second core halves the time. Both use one
session; language and theme belong to the account, so that a walk may disturb the other only while its page loads. What
fails beside another walk is therefore walked once more alone before it counts as failed.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import Error

from automation.errors import FlowsError
from flows.guide.finishing import finish
from flows.guide.keeping import entry_of
from flows.guide.look import load_look
from flows.guide.walker import Walker, as_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser

    from automation.config import Config
    from automation.redaction import Redactor
    from automation.screens import ConsumerRequest
    from flows.guide.keeping import Keeper, Verdict
    from flows.guide.manifest import Shot
    from flows.guide.showing import Theme
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
        another: Opens a second browser, in the thread that will use it; None walks one way after the other.
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
        another: Callable[[], AbstractContextManager[Browser]] | None = None,
    ) -> None:
        self.browser = browser
        self.config = config
        self.redactor = redactor
        self.wanted = wanted
        self.keeper = keeper
        self.progress = progress
        self.filming = filming
        self.another = another
        self.look = load_look()
        self.outcome = Outcome()
        self._told = Lock()
        self._futures: list[Future[None]] = []
        self._stopping = Event()

    def run(self) -> Outcome:
        """Take every picture; what fails is in the outcome, and never keeps the others from being taken.

        Raises:
            FlowsError: Nobody could sign in: no picture can be taken.
        """
        with ThreadPoolExecutor(WORKERS, thread_name_prefix="pictures") as pool:
            for scale in self.wanted.scales:
                self._at_scale(scale, pool)
        for picture, failure in sorted(self.outcome.failures.items()):
            self.keeper.miss(picture, failure.message)
            self.progress(picture, "failed")
        self.keeper.save()
        return self.outcome

    def _at_scale(self, scale: float, pool: ThreadPoolExecutor) -> None:
        from flows.opening import app_in
        from flows.sign_in import sign_in

        rounds = list(self.wanted.rounds())
        beside = rounds[(len(rounds) + 1) // 2 :] if self.another else []
        with (
            app_in(self.browser, self.config, self.redactor, scale=scale, still=False) as opened,
            ThreadPoolExecutor(1, thread_name_prefix="beside") as second,
        ):
            if sign_in(opened.app, self.config, self.redactor).fresh or beside:
                opened.keep_session()  # the second browser goes on with it
            walker = Walker(opened.app, self.config, self.redactor, self.wanted, look=self.look, scale=scale)
            walked: list[Future[None]] = []

            def begun() -> None:
                if beside and not walked:
                    walked.append(second.submit(self._beside, beside, scale, pool))

            try:
                for language, theme in rounds[: len(rounds) - len(beside)]:
                    self._walk(walker, language, theme, pool, begun)
            except BaseException:
                self._stopping.set()
                raise
            for future in walked:
                future.result()
            self._finish_all()
            for language, theme in rounds if beside else ():
                if any(shot.id not in self.outcome.verdicts for shot in walker.shots(language, theme)):
                    self._walk(walker, language, theme, pool)
            self._finish_all()
            walker.put_back(alone=not beside)

    def _beside(self, rounds: Sequence[tuple[str, Theme]], scale: float, pool: ThreadPoolExecutor) -> None:
        """Walk in a second browser; what it does not take, the first one takes afterwards."""
        from flows.opening import app_in

        if not rounds or self.another is None:
            return
        with (
            suppress(FlowsError, Error, OSError),
            self.another() as browser,
            app_in(browser, self.config, self.redactor, scale=scale, held=True, still=False) as opened,
        ):
            walker = Walker(opened.app, self.config, self.redactor, self.wanted, look=self.look, scale=scale)
            for language, theme in rounds:
                if self._stopping.is_set():
                    return
                self._walk(walker, language, theme, pool)

    def _walk(
        self,
        walker: Walker,
        language: str,
        theme: Theme,
        pool: ThreadPoolExecutor,
        begun: Callable[[], None] = lambda: None,
    ) -> None:
        """Walk through the article once."""

        def take(shot: Shot, taken: Taken) -> None:
            if shot.id not in self.outcome.verdicts:
                self._futures.append(pool.submit(self._finish, shot, taken))

        for shot, failure in walker.walk(language, theme, take, begun):
            self._fail(shot, failure)

    def _finish_all(self) -> None:
        for future in self._futures:
            future.result()
        self._futures.clear()

    def _finish(self, shot: Shot, taken: Taken) -> None:
        try:
            finished = finish(taken, shot.theme, self.look, shot.scale)
            verdict = self.keeper.keep(entry_of(shot, taken, finished), finished)
            if self.filming is not None:
                self.filming.shown(shot, taken, finished)
        except Exception as error:  # noqa: BLE001 -- whatever happens to one picture, the others are kept
            self._fail(shot, as_failure(error))
            return
        with self._told:
            self.outcome.failures.pop(shot.id, None)
            self.outcome.verdicts[shot.id] = verdict
            self.progress(shot.id, verdict)

    def _fail(self, shot: Shot, failure: FlowsError) -> None:
        with self._told:
            if shot.id not in self.outcome.verdicts:
                self.outcome.failures[shot.id] = type(failure)(self.redactor.redact(failure.message))
