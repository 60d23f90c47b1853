"""One documented control, looked for in every way at once.

A person finds a control by its role and name. Where the name is missing or has changed, the stable hooks of the
product serve, then the place the article describes. All ways are one union that is waited for together: no time is
spent waiting for a candidate that is not there. Which way counts is decided by rank once something has appeared.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import reduce
from time import monotonic
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import AmbiguousControl, ControlNotFound, SessionExpired, TechnicalFailure
from automation.redaction import quotable
from automation.screens.guard import HARMFUL, may_be_touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from playwright.sync_api import Locator, Page

    from automation.screens.app import App

Way = Literal["name", "text", "hook", "position"]
Role = Literal[
    "button", "checkbox", "combobox", "heading", "link", "listitem", "menuitem", "option", "searchbox", "tab"
]

SIGNED_OUT = "input[type=password]"
_SYNTAX = re.compile(r"""["'`>%\\]""")
# How long the better ways may stay behind once only a place has been found: a screen is drawn piece by piece.
SECOND_LOOK = 0.6
# Playwright's pauses between two looks grow to half a second, and to no more than a fifth of the time-out: most of what
# a flow waits for comes sooner, so a wait begins as some short ones, in seconds each and altogether.
BRISK_LOOKS = 0.49
BRISK = 2.0

# What stays of several matches: those on the screen, innermost of each nest.
_ON_SCREEN = """elements => {
  const shown = elements.map((element, index) => ({ element, index })).filter(({ element }) => {
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1 && box.right + scrollX > 0 && box.bottom + scrollY > 0
      && !element.closest('[inert]')
  })
  const holdsAnother = element => shown.some(other => other.element !== element && element.contains(other.element))
  return shown.filter(({ element }) => !holdsAnother(element))
    .map(({ index }) => index)
}"""

NAME_OF = """element => {
  const labels = element.labels ? [...element.labels].map(label => label.innerText) : []
  // A dropdown refers to itself for its value: that is no part of its name.
  const ids = (element.getAttribute('aria-labelledby') || '').split(/\\s+/).filter(id => id && id !== element.id)
  const referenced = ids.map(id => document.getElementById(id)?.innerText || '').join(' ')
  const own = element.matches('input, textarea, select') ? '' : element.textContent
  const name = element.getAttribute('aria-label') || referenced || labels[0] || own || element.getAttribute('title')
  return (name || '').replace(/\\s+/g, ' ').trim().slice(0, 80)
}"""

_DESCRIBE = """elements => elements.slice(0, 8).map(element => {
  const box = element.getBoundingClientRect()
  const name = element.getAttribute('aria-label')
    || (element.matches('input, textarea, select') ? '' : element.textContent) || ''
  const kind = element.getAttribute('role') || element.tagName.toLowerCase()
  const place = `${Math.round(box.left)},${Math.round(box.top)}`
  return `${kind} “${name.replace(/\\s+/g, ' ').trim().slice(0, 40)}” at ${place}`
})"""

# Names only, never what fields hold: the message of a failed step must not tell a secret.
_OFFERS = """() => {
  const picked = 'h1, h2, h3, [role=heading], button, a[href], [role=button], [role=menuitem], [role=tab], '
    + '[role=option], label'
  const seen = [...document.querySelectorAll(picked)].filter(element => element.checkVisibility()
    && element.getBoundingClientRect().width > 1)
  const nameOf = element => element.getAttribute('aria-label') || element.innerText || ''
  const names = seen.map(element => nameOf(element).replace(/\\s+/g, ' ').trim())
  return [...new Set(names.filter(name => name && name.length < 60))].slice(0, 24)
}"""

_COVERED_BY = """element => {
  const box = element.getBoundingClientRect()
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  if (!top || element.contains(top) || top.contains(element)) return null
  const named = top.closest('[role], [aria-label], [id]') || top
  const name = named.getAttribute('aria-label') || named.textContent || named.id || ''
  const kind = named.getAttribute('role') || named.tagName.toLowerCase()
  return `${kind} “${name.replace(/\\s+/g, ' ').trim().slice(0, 60)}”`
}"""


@dataclass(frozen=True)
class Control:
    """One documented control, and every way to find it, best first.

    Args:
        app: Page, names and patience.
        key: The control's entry in the label catalogue, "user_menu.settings".
        ways: What it is found by and where, in order of trust.
    """

    app: App
    key: str
    ways: tuple[tuple[Way, Locator], ...] = field(repr=False)

    @property
    def locator(self) -> Locator:
        """Every visible candidate in one locator, for Playwright's own expectations."""
        return union(*(locator for _, locator in self.ways)).filter(visible=True)

    @property
    def named(self) -> Locator:
        """The candidates that do not merely stand in the right place: what a landmark may rely on."""
        return union(*(locator for way, locator in self.ways if way != "position")).filter(visible=True)

    def find(self, deadline: float | None = None) -> Locator:
        """Wait until the control is there, and return the one element that is meant.

        Args:
            deadline: Moment (`time.monotonic()`) to give up at; the app's time-out from now if None.

        Raises:
            ControlNotFound: Nothing matched in time; lists the names tried and what the screen offers.
            AmbiguousControl: Several elements match equally well; lists them.
            SessionExpired: The app shows its sign-in form instead.
        """
        deadline = deadline or monotonic() + self.app.timeout
        page = self.app.page
        # Most often it is there already, under its name: then there is nothing to wait for.
        found = self._best(self.ways[:1]) if self.ways[0][0] == "name" else None
        if found is not None:
            return found[1]
        try:
            # The first of the union only proves that waiting is over; which one counts is decided below.
            appears(self.locator.or_(signed_out(page)), deadline)
        except PlaywrightTimeout:
            raise self._not_found() from None
        found = self._best(self.ways)
        if found is None or found[0] == "position":
            found = self._second_look(deadline) or found
        if found is None:
            self._raise_if_signed_out()
            raise self._not_found() from None
        way, locator = found
        if way not in ("name", "text"):
            self._note(way, locator)
        return locator

    def click(self) -> None:
        """Click the control once, when nothing covers it and it is enabled.

        Raises:
            TechnicalFailure: It stayed covered or disabled; says by what.
        """
        deadline = monotonic() + self.app.timeout
        locator = self.find(deadline)
        try:
            locator.click(timeout=left(deadline))
        except PlaywrightTimeout:
            raise self._not_clickable(locator) from None

    def ready(self) -> Locator:
        """Return the control once a click on it would be delivered; nothing is clicked.

        Raises:
            TechnicalFailure: It stayed covered or disabled; says by what.
        """
        deadline = monotonic() + self.app.timeout
        locator = self.find(deadline)
        try:
            locator.click(trial=True, timeout=left(deadline))
        except PlaywrightTimeout:
            raise self._not_clickable(locator) from None
        return locator

    @property
    def shown(self) -> bool:
        """Whether the control is on the screen right now."""
        return self._best(self.ways) is not None

    def _best(self, ways: Iterable[tuple[Way, Locator]]) -> tuple[Way, Locator] | None:
        for way, candidates in ways:
            visible = candidates.filter(visible=True)
            count = visible.count()
            if count == 1:
                return way, visible
            if count > 1:
                on_screen: list[int] = visible.evaluate_all(_ON_SCREEN)
                if len(on_screen) == 1:
                    return way, visible.nth(on_screen[0])
                if on_screen:
                    raise self._ambiguous(way, visible)
        return None

    def _second_look(self, deadline: float) -> tuple[Way, Locator] | None:
        better = [(way, locator) for way, locator in self.ways if way != "position"]
        patience = min(SECOND_LOOK, deadline - monotonic())
        union_of_better = union(*(locator for _, locator in better)).filter(visible=True)
        try:
            union_of_better.first.wait_for(timeout=max(1.0, patience * 1000))
        except PlaywrightTimeout:
            return self._best(self.ways)
        return self._best(better)

    def _note(self, way: Way, locator: Locator) -> None:
        seen = str(locator.evaluate(NAME_OF))
        if self.key in HARMFUL:
            raise self._not_found()
        may_be_touched(self.app.labels, self.key, seen)
        if not self.app.labels.knows(self.key, seen):
            self.app.labels.note_drift(self.key, step=self.app.step, seen=seen, found_by=way)

    def _names(self) -> str:
        return ", ".join(f"“{name}”" for name in self.app.labels.names(self.key))

    def _raise_if_signed_out(self) -> None:
        if signed_out(self.app.page).count():
            raise SessionExpired(
                f"The app asked to sign in again while {self.key} was looked for. "
                "Somebody else may have signed in with the same account, or the session ended."
            )

    def _not_found(self) -> ControlNotFound:
        return ControlNotFound(
            f"Looked for {self.key} under the names {self._names()}, by the product's stable hooks and by its "
            f"place, within {self.app.timeout:g} s. {whats_there(self.app.page)} If the control has a new name, "
            "add it to your own label file (FRACTTAL_LABELS)."
        )

    def _ambiguous(self, way: Way, candidates: Locator) -> AmbiguousControl:
        listed = "; ".join(candidates.evaluate_all(_DESCRIBE))
        return AmbiguousControl(
            f"Several controls could be {self.key} (found by {way}): {listed}. None was clicked; "
            "name the right one in your own label file (FRACTTAL_LABELS)."
        )

    def _not_clickable(self, locator: Locator) -> TechnicalFailure:
        self._raise_if_signed_out()
        cover = locator.evaluate(_COVERED_BY) if locator.count() == 1 else None
        why = f"{cover} lies over it" if cover else "it stayed disabled, moving or detached"
        return TechnicalFailure(
            f"{self.key} is on the screen but could not be clicked within {self.app.timeout:g} s: {why}. "
            f"{whats_there(self.app.page)}"
        )


def appears(locator: Locator, deadline: float) -> None:
    """Wait until something of a locator is visible.

    Args:
        locator: Whatever ends the waiting; several elements are no mistake.
        deadline: Moment (`time.monotonic()`) to give up at.

    Raises:
        playwright.sync_api.TimeoutError: Nothing was visible in time.
    """
    first = locator.first
    brisk_until = min(deadline, monotonic() + BRISK) - BRISK_LOOKS
    while monotonic() < brisk_until:
        with suppress(PlaywrightTimeout):
            first.wait_for(timeout=BRISK_LOOKS * 1000)
            return
    first.wait_for(timeout=left(deadline))


def read_off(locator: Locator, function: str) -> object:
    """Return what a JavaScript function says of an element that is on the screen, without waiting for it.

    Args:
        locator: The element.
        function: "element => …".

    Returns:
        Its answer; None where the element is gone.
    """
    return locator.evaluate_all(f"elements => elements.length ? ({function})(elements[0]) : null")


def union(*locators: Locator) -> Locator:
    """Return one locator that matches what any of them matches."""
    return reduce(lambda one, other: one.or_(other), locators)


def by_role(scope: Locator | Page, roles: Sequence[Role], name: re.Pattern[str]) -> Locator:
    """Return what has one of the roles and the accessible name."""
    return union(*(scope.get_by_role(role, name=name) for role in roles))


def engine(scope: Locator | Page, find: str, **options: object) -> Locator:
    """Return what the selector engine `screen` finds (see finding.js)."""
    # Encoded, so that quotes and ">>" in a name mean nothing to the selector's own syntax; nothing else is, since some
    # selectors hold every harmful name in four languages and travel often.
    body = json.dumps({"find": find, **options}, ensure_ascii=False)
    return scope.locator("screen=" + _SYNTAX.sub(lambda found: quote(found[0]), body))


def signed_out(page: Page) -> Locator:
    """Return the sign-in form's password field, the sign that a session is over."""
    return page.locator(SIGNED_OUT).filter(visible=True)


def left(deadline: float) -> float:
    """Return the milliseconds until the deadline, at least one: zero would mean for ever to Playwright."""
    return max(1.0, (deadline - monotonic()) * 1000)


def whats_there(page: Page) -> str:
    """Say where the browser is and what a person could use there, without any field's value."""
    where = page.url.split("?")[0].split("#")[0]
    try:
        names: list[str] = page.evaluate(_OFFERS)
    except Error:
        return f"At {where} nothing can be read."
    offers = ", ".join(f"“{quotable(name)}”" for name in names) or "nothing"
    return f"At {where} the screen offers {offers}."
