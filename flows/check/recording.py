"""What is kept of every judged screen while it is open: its picture, what it is made of, what axe says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from automation.covering import covered
from automation.errors import FlowsError
from automation.screens import SettingsPanel, TopBar
from automation.screens.preferences import Own, Preferences
from flows.check.accessibility import barriers
from flows.check.claims import MENU_SCREEN, SETTINGS_SCREEN
from flows.check.report import Picture
from flows.check.structure import cleaned, own_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from automation.redaction import Redactor
    from automation.screens import App
    from flows.check.report import Report
    from flows.check.scene import Scene
    from flows.check.walking import CheckRun

QUALITY = 70


@dataclass
class Recorder:
    """Keeps what the report needs of each screen.

    Args:
        report: Gets pictures and barriers.
        redactor: Knows the secrets.
        structure: Whether to keep what each screen is made of.
    """

    report: Report
    redactor: Redactor
    structure: bool
    structures: dict[tuple[str, str], str] = field(default_factory=dict)
    _raw: dict[str, str] = field(default_factory=dict)
    _rows: set[str] = field(default_factory=set)
    _own: set[str] = field(default_factory=set)

    def visit(self, walk: CheckRun, screen: str, scene: Scene) -> None:
        """Record an open screen."""
        page = walk.app.page
        language, theme = walk.language or "", walk.theme or ""
        size = round(scene.sight.width), round(scene.sight.height)
        with covered(page):
            jpeg = page.screenshot(type="jpeg", quality=QUALITY)
            # What is covered is not part of what the screen is made of either.
            snapshot = page.locator("body").aria_snapshot() if self.structure else ""
        self.report.pictures.append(Picture(language, theme, screen, jpeg, *size))
        if self.report.barriers is not None:
            self.report.barriers += barriers(page, language, theme, screen)
        if self.structure:
            self._raw[screen] = self.redactor.redact(snapshot)
            self._rows |= own_texts(scene)
            if screen == SETTINGS_SCREEN:
                self._own.add(SettingsPanel(walk.app).company() or "")
            if screen == MENU_SCREEN:
                self._own |= _person(scene)

    def keep(self, walk: CheckRun) -> None:
        """Take over what one walk has recorded, once all that is somebody's own is known."""
        for screen, raw in self._raw.items():
            self.structures.setdefault((walk.language or "", screen), cleaned(raw, self._rows, self._own))
        self._raw.clear()


def _person(scene: Scene) -> set[str]:
    """Return the words on what opens the user menu: a name, initials."""
    trigger = scene.located.get("top_bar.user_menu")
    if trigger is None:
        return set()
    names = [
        item.name
        for item in scene.sight.items
        if item.banner and trigger.box.left - 2 <= item.box.middle[0] <= trigger.box.right + 2
    ]
    return {word for name in names for word in (name, *name.split())}


def put_back(app: App, base_url: str, own: Sequence[Own], say: Callable[[str], None]) -> None:
    """Give the account its own language and theme again; they follow it to wherever its owner signs in.

    Args:
        app: On whatever screen the last walk ended.
        base_url: The tenant.
        own: What each walk found; the first is the account's own.
        say: Told if it did not work.
    """
    if not own:
        return
    try:
        app.page.goto(base_url, wait_until="commit")
        TopBar(app).wait()
        Preferences(app).put_back(own[0])
    except (FlowsError, Error):
        say(f"The account could not be set back to {own[0].language}, {own[0].theme}: do it in its user menu.")
