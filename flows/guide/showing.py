"""Show the app in a language and a theme, through its own user menu, and prove that it does."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING, Literal

from PIL import Image

from automation.errors import FlowsError, PictureRefused
from automation.labels.catalogue import LANGUAGES
from automation.names import normalise
from automation.screens import LanguageChoice, TopBar, UserMenu
from flows.guide.targets import hasty

if TYPE_CHECKING:
    from flows.guide.screen import Screen
    from flows.guide.stage import Stage

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

# Seconds the app may take to change after the choice.
PATIENCE = 5.0
# Labels of a language, and of no other, that must be on the screen.
ENOUGH = 2


def show_language(stage: Stage, language: str) -> None:
    """Choose a language in the user menu, unless the menu is in it already; note first what the account is in.

    Raises:
        PictureRefused: The app did not change to it.
    """
    if stage.shown == language == stage.screen.document_language().split("-")[0]:
        stage.speak(language)  # proven in the walk before, and every picture is verified anyway
        return
    stage.shown = None
    _open_menu(stage)
    problem = language_problem(stage, language)
    if stage.own is None:
        stage.own = (shown_language(stage) if problem else language), shown_theme(stage)
    if problem:
        try:
            LanguageChoice(stage.app).open().choose(language)
        except FlowsError as error:
            raise PictureRefused(f"The language could not be switched to {language}: {error.message}") from None
        until = monotonic() + PATIENCE
        while problem:
            if monotonic() > until:
                raise PictureRefused(f"The language did not switch to {language}. {problem}")
            try:
                _open_menu(stage)
                problem = language_problem(stage, language)
            except FlowsError as error:
                # The choice may still lie over the menu.
                problem = error.message
    stage.speak(language)
    stage.shown = language
    _close_menu(stage)


def show_theme(stage: Stage, theme: Theme) -> None:
    """Choose a theme in the user menu, unless the screen shows it already.

    Raises:
        PictureRefused: The app did not change to it.
    """
    stage.screen.settle()
    if shown_theme(stage) == theme:
        return
    try:
        TopBar(stage.app).open_user_menu().entry("dark_mode").click()
    except FlowsError as error:
        raise PictureRefused(f"The theme could not be switched to {theme}: {error.message}") from None
    until = monotonic() + PATIENCE
    while shown_theme(stage) != theme:
        if monotonic() > until:
            raise PictureRefused(f"The theme did not switch to {theme}: the screen is still as bright as before.")
        stage.screen.settle()
    _close_menu(stage)


def shown_theme(stage: Stage) -> Theme:
    """Tell which theme the screen is in."""
    return theme_of(_image(stage.screen))


def shown_language(stage: Stage) -> str | None:
    """Tell which language the open user menu is in, None where nothing proves one."""
    proven = [one for one in LANGUAGES if not language_problem(stage, one)]
    return proven[0] if len(proven) == 1 else None


def language_problem(stage: Stage, language: str) -> str:
    """Say what speaks against a language being the screen's: the document's own word, or its labels; "" for nothing.

    Two labels must be on the screen that only this language has, and no other language may have as many.
    """
    document = stage.screen.document_language()
    if document and document.split("-")[0] != language:
        return f"The document says that its language is “{document}”."
    shown = {normalise(one.text) for one in stage.screen.texts()}
    votes = Counter({one: len(shown & names) for one, names in stage.own_names.items()})
    others = max(count for one, count in votes.items() if one != language)
    if votes[language] < ENOUGH or votes[language] <= others:
        counted = ", ".join(f"{one} {count}" for one, count in votes.most_common())
        return f"Labels on the screen that belong to one language only: {counted}."
    return ""


def theme_of(picture: Image.Image) -> Theme:
    """Tell the theme by the brightness of most of the picture."""
    histogram = picture.convert("L").histogram()
    return "dark" if sum(histogram[:128]) > sum(histogram[128:]) else "light"


def _open_menu(stage: Stage) -> None:
    """Open the user menu in whatever language it is: it has known labels, whatever is on the home screen."""
    stage.speak("auto")
    stage.screen.settle()
    TopBar(hasty(stage)).open_user_menu()
    stage.screen.settle()


def _image(screen: Screen) -> Image.Image:
    return Image.open(BytesIO(screen.picture()))


def _close_menu(stage: Stage) -> None:
    if UserMenu(stage.app).landmark.count():
        stage.page.keyboard.press("Escape")
        UserMenu(stage.app).landmark.first.wait_for(state="hidden", timeout=stage.app.timeout * 1000)
    stage.screen.unfocus()
