"""What the app says in passing: toasts and alerts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# Live regions stay mounted while they are empty: only those that say something count.
_SAYS_SOMETHING = re.compile(r"\S")


def alerts(page: Page) -> Locator:
    """Return every message shown now, toasts and form alerts alike."""
    return page.locator("[role=alert], .qa-alert-error").filter(visible=True, has_text=_SAYS_SOMETHING)


def statuses(page: Page) -> Locator:
    """Return what is said without urgency: the redesign says refusals that way too, among other things."""
    return page.locator("[role=status]").filter(visible=True, has_text=_SAYS_SOMETHING)
