"""The article's way, walked to look and never to save: each step ends on a judged screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

from automation.errors import AmbiguousControl, ControlNotFound, FlowsError, TechnicalFailure
from automation.screens import ApiConnections, ConsumerForm, OAuthConsumers, SettingsPanel, TopBar, UserMenu
from automation.screens.dropdown import offered
from automation.screens.finding import NAME_OF
from automation.screens.guard import may_be_touched
from automation.screens.preferences import Own, Preferences, learned
from automation.screens.sight import Box, look
from flows.check.claims import API_SCREEN, BY_ID, CLAIMS, FORM_SCREEN, LIST_SCREEN, MENU_SCREEN, SETTINGS_SCREEN
from flows.check.findings import Finding, Ruling, Verdict, unjudged
from flows.check.judging_form import LETTERS, judge_form
from flows.check.judging_navigation import judge_api_connections, judge_list, judge_menu, judge_settings
from flows.check.layouts import TODAY, Layout
from flows.check.scene import Located, Scene
from flows.runner import Flow, Go
from flows.sign_in import sign_in

if TYPE_CHECKING:
    from automation.config import Config
    from automation.labels import Labels
    from automation.redaction import Redactor
    from automation.screens import App
    from automation.screens.finding import Control

Judge = Callable[[Scene], dict[str, Ruling]]

# Seconds without any change after which nothing more is drawn, unless the tenant still owes an answer.
STILL = 0.8
# Claims that a look at the screen alone does not settle.
_BY_PAGE_OBJECT = {"user-menu-place", "add-place", "field-a-choice", "field-d-choices"}


def _same(scene: Scene) -> Scene:
    return scene


@dataclass
class CheckRun:
    """What the steps of one walk share: one language, one theme.

    Args:
        app: The page, and what its controls are called.
        config: The settings.
        redactor: Learns every secret the moment it is known.
        language: es, en, fr or pt; None takes the account's own.
        theme: light or dark; None takes the account's own.
        patience: Seconds a screen that lacks something may still be drawing.
        keep_session: Keeps the browser's session, once somebody signed in and it is proven.
        forget_session: Drops it.
        visit: Told about every judged screen while it is open: this walk, the screen's name, its scene.
        own: Gets what the account's language and theme were before this walk.
    """

    app: App
    config: Config
    redactor: Redactor
    language: str | None
    theme: str | None
    patience: float
    keep_session: Callable[[], None]
    forget_session: Callable[[], None]
    visit: Callable[[CheckRun, str, Scene], None] = lambda _walk, _screen, _scene: None
    own: list[Own] = field(default_factory=list)
    labels: Labels | None = None
    layout: Layout = TODAY
    findings: dict[str, Finding] = field(default_factory=dict)
    blocked: Ruling | None = None

    def begin(self, title: str) -> None:
        """Note the documented step under way."""
        self.app.step = title

    def renew(self) -> None:
        """Forget a session that has ended, and all that was judged in it."""
        self.findings.clear()
        self.blocked = None
        self.forget_session()

    def judge(
        self,
        screen: str,
        judging: Judge,
        facts: Callable[[Scene], Scene] = _same,
        trying: Callable[[Scene], Scene] = _same,
    ) -> None:
        """Wait until a screen is drawn, judge it, and use the names it shows from then on.

        Args:
            screen: Its name.
            judging: Judges it.
            facts: Adds to the scene what only page objects see.
            trying: Adds what shows only when something is opened; it comes last, since it leaves traces on the screen.
        """
        scene = facts(self._drawn(judging))
        self.layout = scene.layout
        self._learn(judging(scene))
        self.visit(self, screen, scene)
        for claim, ruling in judging(trying(scene)).items():
            if claim not in self.layout.absent:
                self._take(claim, ruling)

    def block(self, claim: str, reason: str) -> Go:
        """End the walk: nothing after this claim can be judged."""
        self.blocked = unjudged(reason, claim)
        return Go.NO_FURTHER

    def rest(self, error: FlowsError | None) -> None:
        """Rule that whatever was not reached cannot be judged, and why."""
        because = self.blocked or unjudged(str(error) if error else "Its screen was not reached.")
        for claim in CLAIMS:
            if claim.id not in self.findings and claim.id not in self.layout.absent:
                self._take(claim.id, because)

    def _take(self, claim: str, ruling: Ruling) -> None:
        known = replace(BY_ID[claim], text=self.layout.worded(BY_ID[claim].text))
        language = self.language or "es"
        certainty = self.app.labels.catalogue.entry(language, known.key).certainty if known.key else ""
        theme = self.theme or "light"
        self.findings[claim] = Finding(known, ruling, language, theme, self.layout.name, certainty)

    def _drawn(self, judging: Judge) -> Scene:
        assert self.labels is not None
        still = monotonic()
        deadline = still + self.patience
        before = None
        while True:
            scene = Scene(look(self.app.page), self.labels)
            settled = before == scene.sight
            still = still if settled else monotonic()
            idle = monotonic() - still > STILL and not self.app.loading.awaits(still)
            if settled and (idle or monotonic() > deadline or _complete(judging(scene))):
                return scene
            if monotonic() > deadline + self.patience:
                return scene  # something on it never rests
            before = scene.sight
            next_frame(self.app)

    def _learn(self, rulings: dict[str, Ruling]) -> None:
        for claim, ruling in rulings.items():
            key = BY_ID[claim].key
            if not key or ruling.verdict is not Verdict.RENAMED or self.app.labels.knows(key, ruling.seen):
                continue
            try:
                may_be_touched(self.app.labels, key, ruling.seen)
            except AmbiguousControl:
                continue
            self.app.labels = learned(self.app.labels, key, ruling.seen)


def next_frame(app: App) -> None:
    """Let the page draw."""
    try:
        app.page.evaluate("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 60))")
    except Error:
        app.page.wait_for_load_state("domcontentloaded")


def _complete(rulings: dict[str, Ruling]) -> bool:
    return all(ruling.verdict is Verdict.HOLDS for claim, ruling in rulings.items() if claim not in _BY_PAGE_OBJECT)


def sign_in_and_open_the_menu(run: CheckRun) -> Go | None:
    """Sign in and look at the menu at the top right."""
    if sign_in(run.app, run.config, run.redactor).fresh:
        run.keep_session()
    own = Preferences(run.app).choose(run.language, run.theme)
    run.own.append(own)
    run.language = run.app.labels.language
    run.theme = run.theme or own.theme
    run.labels = run.app.labels
    bar = TopBar(run.app).wait()
    trigger = _located(bar.user_menu)
    if trigger is not None:
        bar.user_menu.click()
    run.judge(MENU_SCREEN, judge_menu, lambda scene: _with(scene, "top_bar.user_menu", trigger))
    return Go.ON


def choose_settings(run: CheckRun) -> Go | None:
    """Choose Settings and look at its side panel."""
    entry = UserMenu(run.app).settings
    if entry.shown:
        entry.click()
    else:
        # Settings has an official address; what is missing in the menu need not end the walk.
        run.app.page.goto(f"{run.config.base_url}/config", wait_until="commit")
    run.judge(SETTINGS_SCREEN, judge_settings)
    return Go.ON


def click_api_connections(run: CheckRun) -> Go | None:
    """Click API Connections and look at its tabs."""
    entry = SettingsPanel(run.app).api_connections
    if not entry.shown:
        return run.block("panel-api-connections", "Settings has no entry that leads to API Connections.")
    entry.click()
    run.judge(API_SCREEN, judge_api_connections)
    return Go.ON


def click_oauth_consumers(run: CheckRun) -> Go | None:
    """Click OAuth Consumers and look at the list."""
    entry = ApiConnections(run.app).oauth_consumers
    if not entry.shown:
        return run.block("oauth-consumers-entry", "API Connections has nothing that leads to the OAuth consumers.")
    entry.click()
    consumers = OAuthConsumers(run.app)
    consumers.wait()
    run.judge(LIST_SCREEN, judge_list, lambda scene: _with(scene, "oauth_consumers.add", _located(consumers.add)))
    return Go.ON


def click_the_plus(run: CheckRun) -> Go | None:
    """Click the + and look at the form."""
    consumers = OAuthConsumers(run.app)
    if not consumers.add.shown:
        return run.block("add-place", "There is no + that leads to the form.")
    consumers.go_to_new()
    return Go.ON


def look_at_the_form(run: CheckRun) -> Go | None:
    """Look at the fields marked A to D, and at Save."""
    form = ConsumerForm(run.app)
    run.judge(FORM_SCREEN, judge_form, lambda scene: _form_facts(form, scene), lambda scene: _form_choices(form, scene))
    return Go.ON


FLOW: Flow[CheckRun] = Flow.of(
    "check",
    sign_in_and_open_the_menu,
    choose_settings,
    click_api_connections,
    click_oauth_consumers,
    click_the_plus,
    look_at_the_form,
)


def _form_facts(form: ConsumerForm, scene: Scene) -> Scene:
    shown = form.credentials
    scene = _with(scene, "consumer_form.save", _located(form.save))
    return replace(scene, empty_credentials=not (shown.key.count() or shown.secret.count()))


def _form_choices(form: ConsumerForm, scene: Scene) -> Scene:
    # A text field has nothing to open.
    known = judge_form(scene)
    dropdowns = [
        (LETTERS[letter], control)
        for letter, control in (("a", form.authorization_type), ("d", form.permission_group))
        if known[f"field-{letter}-type"].verdict is Verdict.HOLDS
    ]
    offers = {key: _choices(control) for key, control in dropdowns}
    return replace(scene, choices={key: names for key, names in offers.items() if names is not None})


def _choices(control: Control) -> tuple[str, ...] | None:
    """Open a dropdown, read what it offers, and close it again without a choice."""
    if not control.shown:
        return None
    try:
        return offered(control)
    except TechnicalFailure:
        page, labels = control.app.page, control.app.labels
        nothing = page.get_by_text(labels.pattern("oauth_consumers.empty")).filter(visible=True).count()
        page.keyboard.press("Escape")
        # It opened and said that there is nothing to choose from.
        return () if nothing else None


def _located(control: Control) -> Located | None:
    try:
        found = control.find() if control.shown else None
    except (AmbiguousControl, ControlNotFound):
        return None  # several things could be it by their place alone: none of them is
    if found is None:
        return None
    box: Any = found.bounding_box()
    return Located(Box(box["x"], box["y"], box["width"], box["height"]), str(found.evaluate(NAME_OF))) if box else None


def _with(scene: Scene, key: str, located: Located | None) -> Scene:
    return replace(scene, located={**scene.located, key: located}) if located else scene
