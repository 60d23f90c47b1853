from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from automation.screens.finding import Control, by_role, union
from automation.screens.landmark import wait_for
from automation.screens.settings_panel import SettingsPanel

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

ENTRIES = ("settings", "whats_new", "language", "dark_mode", "help", "change_company", "log_out")


@dataclass(frozen=True)
class UserMenu:
    """The menu at the top right (article steps 1 and 2)."""

    app: App

    @property
    def landmark(self) -> Locator:
        """Its entry "Settings": the one entry the article is about."""
        return self.settings.locator

    @property
    def settings(self) -> Control:
        """The entry "Settings"."""
        return self.entry("settings")

    def entry(self, name: str) -> Control:
        """Return one of the seven entries.

        Args:
            name: "settings", "whats_new", "language", "dark_mode", "help", "change_company" or "log_out".
        """
        page = self.app.page
        pattern = self.app.labels.pattern(f"user_menu.{name}")
        # Menus stay mounted while hidden; what a role finds is never hidden.
        menu = union(page.get_by_role("menu"), page.get_by_role("dialog"), page.locator("[role=presentation]"))
        return Control(
            self.app,
            f"user_menu.{name}",
            (
                ("name", by_role(menu, ["menuitem"], pattern)),
                (
                    "text",
                    union(by_role(menu, ["button", "link", "listitem"], pattern), menu.get_by_text(pattern)),
                ),
            ),
        )

    def wait(self) -> Self:
        """Wait until the menu is open, and note the language that it shows."""
        wait_for(self.app, self.landmark, "The user menu at the top right")
        if self.app.labels.language is None:
            self.app.labels.settle(self.texts())
        return self

    def texts(self) -> list[str]:
        """Return the names of all entries shown, in order."""
        items = self.app.page.get_by_role("menuitem")
        return [" ".join(text.split()) for text in items.all_inner_texts()]

    def go_to_settings(self) -> SettingsPanel:
        """Choose "Settings" in the menu (article step 2)."""
        self.settings.click()
        return SettingsPanel(self.app).wait()
