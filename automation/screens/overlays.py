"""Surveys of other vendors lie over the app and swallow clicks; a person closes them and goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.screens.finding import union

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

# What survey vendors call their containers; the app's own dialogs have none of these.
HINTS = ("survey", "nps", "feedback", "satisfaction", "encuesta")


def close_surveys(app: App) -> None:
    """Close a survey whenever one comes up while something is clicked, by its own close button.

    Playwright looks for it before each action, see https://playwright.dev/python/docs/api/class-page#page-add-locator-handler.

    Args:
        app: The page to watch.
    """
    page = app.page
    containers = page.locator(", ".join(f"[class*={hint} i], [id*={hint} i]" for hint in HINTS))
    # An open menu marks all the rest of the page as hidden, a survey over it too; it lies there all the same.
    close = containers.get_by_role("button", name=app.labels.pattern("dialog.close"), include_hidden=True)
    cross = containers.get_by_role("button", name="\N{MULTIPLICATION SIGN}", exact=True, include_hidden=True)
    either = union(close, cross)

    def close_it(shown: Locator) -> None:
        shown.click(timeout=app.timeout * 1000)

    page.add_locator_handler(either.filter(visible=True).first, close_it)
