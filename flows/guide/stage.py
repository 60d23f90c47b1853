"""What the pictures of one run share: the app in one language, the person signed in, what must not be seen."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from automation.covering import EMAIL, Place, Value
from automation.labels import Labels
from automation.labels.catalogue import LANGUAGES
from automation.names import normalise
from automation.screens import TopBar

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Page

    from automation.labels import Catalogue
    from automation.screens import App, ConsumerRequest
    from flows.guide.look import Look
    from flows.guide.screen import Screen
    from flows.guide.showing import Theme

# Texts of this length beside a name are initials.
INITIALS = 3

_TEXTS = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) if (walker.currentNode.nodeValue.trim()) texts.push(walker.currentNode.nodeValue.trim())
  return texts
}"""


@dataclass
class Stage:
    """One page on its way through the article.

    Args:
        app: The page; its labels are of the language the pictures are in.
        screen: The same page, looked at for pictures.
        look: How pictures look.
        request: What the form is filled with; it is never saved.
        scale: Device pixels for each CSS pixel.
        e_mail: The account's, so that it is covered wherever it stands.
        shown: The language that was proven last.
        own: Language, None if it cannot be told, and theme that the account was in before this run; None until seen.
    """

    app: App
    screen: Screen
    look: Look
    request: ConsumerRequest
    scale: float = 1
    e_mail: str = ""
    shown: str | None = None
    own: tuple[str | None, Theme] | None = None
    _trigger: ElementHandle | None = field(default=None, repr=False)
    _person: tuple[str, ...] = ()

    @cached_property
    def own_names(self) -> dict[str, frozenset[str]]:
        """Each language's names of controls that no other language has, normalised."""
        entries = self.catalogue.entries
        every = {one: {normalise(name) for entry in entries[one].values() for name in entry.names} for one in LANGUAGES}
        return {
            one: frozenset(names.difference(*(every[other] for other in LANGUAGES if other != one)))
            for one, names in every.items()
        }

    @property
    def page(self) -> Page:
        """The page that is pictured."""
        return self.app.page

    @property
    def catalogue(self) -> Catalogue:
        """All names of all controls."""
        return self.app.labels.catalogue

    def speak(self, language: str) -> None:
        """Look for names of one language from now on, or of all with "auto"."""
        self.app = replace(self.app, labels=Labels(self.catalogue, language))

    def begin(self) -> None:
        """Forget the document of the walk before."""
        self._trigger = None
        self.speak("auto")

    def trigger(self) -> ElementHandle:
        """Return what opens the user menu; behind an open menu or drawer it can still be covered and framed."""
        if self._trigger is None or not self._trigger.evaluate("element => element.isConnected"):
            self._trigger = TopBar(self.app).user_menu.find().element_handle()
            texts: list[str] = self._trigger.evaluate(_TEXTS)
            self._person = tuple(text for text in texts if len(text) > INITIALS)
        return self._trigger

    def person(self) -> Place:
        """Return where the person is named: on what opens the user menu, with initials and photo."""
        stand_ins = self.look.stand_ins
        return Place("person", [self.trigger()], stand_ins.person, stand_ins.initials)

    def personal_values(self) -> list[Value]:
        """Return what is covered wherever it stands: the person's name, the account's e-mail, any other e-mail."""
        stand_ins = self.look.stand_ins
        names = [Value("person", name, stand_ins.person) for name in self._person]
        return [*names, Value("e_mail", self.e_mail, stand_ins.e_mail, EMAIL)]
