"""Cover on the page whatever may be secret, at one fixed width, for as long as a picture is taken."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING

from automation.redaction import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page


@contextmanager
def covered(page: Page) -> Iterator[int]:
    """Replace passwords, and every text that looks like a key, by a stand-in of fixed length; put all back afterwards.

    It goes by what a value looks like, since a failed step may be on any screen: whatever a password field or a
    read-only field holds, and every run of sixteen or more letters and digits mixed. The app's own state is not touched.

    Yields:
        How many places were covered.
    """
    script = resources.files(__package__).joinpath("covering.js").read_text(encoding="utf-8")
    places: int = page.evaluate(script, STAND_IN)
    try:
        yield places
    finally:
        page.evaluate("() => window.__uncover && window.__uncover()")
