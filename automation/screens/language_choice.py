from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import ControlNotFound
from automation.screens.finding import union, whats_there
from automation.screens.user_menu import UserMenu

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

# Each language by its own name, the variant the project covers before others; that is how products list languages.
OWN_NAMES = {
    "es": ("Español", "Spanish"),
    "en": ("English", "Inglés"),
    "fr": ("Français", "French", "Francés"),
    "pt": ("Português (Brasil)", "Português", "Portuguese", "Portugués"),
}


@dataclass(frozen=True)
class LanguageChoice:
    """The choice of languages behind the user menu's entry "Language", a dialog or a menu of its own."""

    app: App

    @property
    def landmark(self) -> Locator:
        """The name of any of the four languages in what has opened."""
        return union(*(self._option(name) for names in OWN_NAMES.values() for name in names)).filter(visible=True)

    def open(self) -> Self:
        """Choose "Language" in the user menu, which must be open."""
        UserMenu(self.app).entry("language").click()
        try:
            self.landmark.first.wait_for(timeout=self.app.timeout * 1000)
        except PlaywrightTimeout:
            raise ControlNotFound(f"No choice of languages opened. {whats_there(self.app.page)}") from None
        return self

    def choose(self, language: str) -> None:
        """Choose a language by its own name.

        Args:
            language: es, en, fr or pt.

        Raises:
            ControlNotFound: It is not offered.
        """
        for name in OWN_NAMES[language]:
            option = self._option(name).filter(visible=True)
            if option.count() == 1:
                option.click(timeout=self.app.timeout * 1000)
                return
        raise ControlNotFound(f"The choice of languages has no {OWN_NAMES[language][0]}. {whats_there(self.app.page)}")

    def _option(self, name: str) -> Locator:
        pattern = re.compile(rf"^\s*{re.escape(name)}\s*$", re.IGNORECASE)
        page = self.app.page
        place = union(page.get_by_role("dialog"), page.get_by_role("menu"), page.get_by_role("listbox"))
        return place.get_by_text(pattern)
