"""Each screen under axe, reported beside the claims: it decides nothing about the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

NOT_MEASURED = "Accessibility was not measured: pip install 'fracttal-flows[qa]'."


@dataclass(frozen=True)
class Barrier:
    """One rule of axe that a screen breaks.

    Args:
        language: es, en, fr or pt.
        theme: light or dark.
        screen: "settings".
        rule: Its name at axe.
        impact: minor, moderate, serious or critical.
        help: What to do about it.
        places: How many elements break it.
    """

    language: str
    theme: str
    screen: str
    rule: str
    impact: str
    help: str
    places: int


def is_available() -> bool:
    """Tell whether axe is installed."""
    from importlib.util import find_spec

    return find_spec("axe_playwright_python") is not None


def barriers(page: Page, language: str, theme: str, screen: str) -> tuple[Barrier, ...]:
    """Run axe on what the page shows now."""
    from axe_playwright_python.sync_playwright import Axe

    results: dict[str, Any] = Axe().run(page).response
    return tuple(
        Barrier(language, theme, screen, one["id"], one["impact"] or "minor", one["help"], len(one["nodes"]))
        for one in results["violations"]
    )
