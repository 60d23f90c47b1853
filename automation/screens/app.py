from __future__ import annotations

from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from automation.screens.loading import Loading

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

    from automation.labels import Labels


@dataclass
class App:
    """The app as every screen sees it: one page, the names of its controls, and how long to wait for them.

    Args:
        page: A page of a browser that `register_finder` prepared.
        labels: What the controls are called.
        timeout: Seconds a control may take to appear and to become clickable.
        step: The documented step under way, "5. Click the + button", for what is reported about it.
        search_finds_parts: Whether this session's search in the list has proven to find any part of a word, whatever
            its case.
    """

    page: Page
    labels: Labels
    timeout: float = 30.0
    step: str = ""
    search_finds_parts: bool = False
    loading: Loading = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.loading = Loading(self.page)


def register_finder(playwright: Playwright) -> None:
    """Teach Playwright the selector engine `screen`, which finds by label and by position.

    Once per Playwright instance and before the first page; a second call changes nothing.
    See https://playwright.dev/python/docs/extensibility.
    """
    script = resources.files(__package__).joinpath("finding.js").read_text(encoding="utf-8")
    try:
        # A content script is out of reach of the page's own scripts.
        playwright.selectors.register("screen", script, content_script=True)
    except Error as error:
        if "already" not in error.message:
            raise
