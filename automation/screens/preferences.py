"""Language and theme of the account, read from the screen and changed through the user menu."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import ScreenNotOpened, TechnicalFailure
from automation.labels import Labels
from automation.labels.patterns import pattern_of
from automation.screens.finding import by_role, left, union, whats_there
from automation.screens.sight import look
from automation.screens.top_bar import TopBar
from automation.screens.user_menu import UserMenu

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

Theme = Literal["light", "dark"]

# A list of languages may name each in itself or in the language of the screens.
LANGUAGE_NAMES = {
    "es": ("Español", "Spanish", "Espagnol", "Espanhol", "Castellano"),
    "en": ("English", "Inglés", "Anglais", "Inglês"),
    "fr": ("Français", "French", "Francés", "Francês"),
    "pt": ("Português", "Português (Brasil)", "Portuguese", "Portuguese (Brazil)", "Portugués", "Portugais"),
}

# What is painted at nine places, from the top element down to the first that paints anything.
_BRIGHTNESS = """() => {
  const values = []
  for (const x of [0.3, 0.6, 0.9]) for (const y of [0.3, 0.6, 0.9]) {
    for (const element of document.elementsFromPoint(innerWidth * x, innerHeight * y)) {
      const paint = (getComputedStyle(element).backgroundColor.match(/[\\d.]+/g) || []).map(Number)
      if (paint.length === 3 || (paint.length === 4 && paint[3] > 0.9)) {
        values.push(0.299 * paint[0] + 0.587 * paint[1] + 0.114 * paint[2])
        break
      }
    }
  }
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 255
}"""
_HALF = 128
_FOCUS = "layers => { if (!layers.some(one => one.contains(document.activeElement))) layers.at(-1)?.focus() }"


@dataclass(frozen=True)
class Own:
    """What an account had chosen before anything was changed.

    Args:
        language: es, en, fr or pt.
        theme: light or dark.
    """

    language: str
    theme: Theme


@dataclass(frozen=True)
class Preferences:
    """The entries "Language" and "Dark mode" of the user menu, and what they have led to."""

    app: App

    def choose(self, language: str | None = None, theme: str | None = None) -> Own:
        """Choose language and theme in the user menu where the screens have others, and prove both.

        They follow the account to wherever its owner signs in: put them back afterwards.

        Args:
            language: es, en, fr or pt; None leaves it as it is.
            theme: light or dark; None leaves it as it is.

        Returns:
            What it was before, for `put_back`.

        Raises:
            TechnicalFailure: The screens did not change.
        """
        own = Own(self.set_language(language), self.theme())
        if theme is not None:
            self.set_theme("dark" if theme == "dark" else "light")
        return own

    def put_back(self, own: Own) -> None:
        """Give the account what it had chosen itself."""
        self.choose(own.language, own.theme)

    def language(self) -> str | None:
        """Return the language most of what the screen shows is in, None where it cannot be told."""
        try:
            return self.app.labels.vote(item.name for item in look(self.app.page).items if not item.row)
        except Error:
            return None  # the app is loading itself anew

    def theme(self) -> Theme:
        """Return what the screen looks like."""
        return "dark" if float(self.app.page.evaluate(_BRIGHTNESS)) < _HALF else "light"

    def set_language(self, language: str | None) -> str:
        """Choose a language in the user menu unless the screen is in it, prove it, and look for its names from then on.

        Args:
            language: es, en, fr or pt; None leaves it as it is.

        Returns:
            The language the screens were in before.

        Raises:
            TechnicalFailure: The list lacks it, or the screens did not change.
        """
        deadline = monotonic() + self.app.timeout
        self._open_menu(deadline)
        current = self._settled_language(deadline)
        if language not in (None, current):
            self.app.labels = Labels(self.app.labels.catalogue, current)
            UserMenu(self.app).entry("language").click()
            self._choose(language or current, deadline)
        self._close(deadline)
        self.app.labels = Labels(self.app.labels.catalogue, language or current)
        return current

    def set_theme(self, theme: Theme) -> None:
        """Switch between light and dark in the user menu unless the screen looks so already, and prove it.

        Raises:
            TechnicalFailure: The screens did not change.
        """
        if self.theme() == theme:
            return
        deadline = monotonic() + self.app.timeout
        self._open_menu(deadline)
        UserMenu(self.app).entry("dark_mode").click()
        while self.theme() != theme:
            if monotonic() > deadline:
                raise TechnicalFailure(
                    f"“Dark mode” was clicked, and the screens did not turn {theme} within {self.app.timeout:g} s."
                )
            self._next_frame()
        self._close(deadline)

    def _settled_language(self, deadline: float) -> str:
        while (current := self.language()) is None:
            if monotonic() > deadline:
                raise TechnicalFailure(f"No language could be made out. {whats_there(self.app.page)}")
            self._next_frame()
        return current

    def _open_menu(self, deadline: float) -> None:
        entries = self.app.page.get_by_role("menuitem").filter(visible=True)
        if not entries.count():
            TopBar(self.app).user_menu.click()
        try:
            entries.first.wait_for(timeout=left(deadline))
        except PlaywrightTimeout:
            raise ScreenNotOpened(f"The user menu did not open. {whats_there(self.app.page)}") from None

    def _choose(self, language: str, deadline: float) -> None:
        choice = self._choices(LANGUAGE_NAMES[language])
        try:
            choice.first.wait_for(timeout=left(deadline))
        except PlaywrightTimeout:
            raise TechnicalFailure(
                f"The list of languages has none called {' or '.join(LANGUAGE_NAMES[language])}. "
                f"{whats_there(self.app.page)}"
            ) from None
        choice.last.click(timeout=left(deadline))
        self._close(deadline)
        self.app.labels = Labels(self.app.labels.catalogue)
        # What proves it is the menu itself: of the home screen no name is documented.
        self._open_menu(deadline)
        while self.language() != language:
            if monotonic() > deadline:
                raise TechnicalFailure(
                    f"“{LANGUAGE_NAMES[language][0]}” was chosen, and the screens are not in that language after "
                    f"{self.app.timeout:g} s. {whats_there(self.app.page)}"
                )
            self._next_frame()

    def _choices(self, names: tuple[str, ...]) -> Locator:
        page = self.app.page
        pattern = pattern_of(names)
        lists = union(page.get_by_role("dialog"), page.get_by_role("menu"), page.get_by_role("listbox"))
        roles = by_role(lists, ["button", "menuitem", "option", "link", "listitem"], pattern)
        radios = union(lists.get_by_role("menuitemradio", name=pattern), lists.get_by_role("radio", name=pattern))
        return union(roles, radios).filter(visible=True)

    def _close(self, deadline: float) -> None:
        """Leave nothing open that would swallow the next click."""
        page = self.app.page
        layers = union(page.get_by_role("menu"), page.get_by_role("dialog")).filter(visible=True)
        while layers.count() and monotonic() < deadline:
            # A menu that opened while its page was still loading may have lost the focus, and hears no key without it.
            layers.evaluate_all(_FOCUS)
            page.keyboard.press("Escape")
            self._next_frame()

    def _next_frame(self) -> None:
        try:
            self.app.page.evaluate("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 60))")
        except Error:
            self.app.page.wait_for_load_state("domcontentloaded")


def learned(labels: Labels, key: str, name: str) -> Labels:
    """Return the names with one more for a control, in the language they are settled on."""
    language = labels.language
    assert language is not None
    catalogue = labels.catalogue
    entry = catalogue.entry(language, key)
    more = {**catalogue.entries[language], key: replace(entry, synonyms=(*entry.synonyms, name))}
    return Labels(replace(catalogue, entries={**catalogue.entries, language: more}), language)
