"""A screen proves itself open by one landmark."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import ScreenNotOpened, SessionExpired
from automation.screens.finding import appears, signed_out, whats_there

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App


def wait_for(app: App, landmark: Locator, screen: str) -> None:
    """Wait until a screen's landmark is visible.

    Args:
        app: Page, names and patience.
        landmark: What only this screen shows.
        screen: The screen's name, for the message.

    Raises:
        SessionExpired: The sign-in form appeared instead.
        ScreenNotOpened: It did not appear in time; says what the screen shows.
    """
    gone = signed_out(app.page)
    try:
        # Only proves that waiting is over; the screen's controls are looked for one by one later.
        appears(landmark.or_(gone), monotonic() + app.timeout)
    except PlaywrightTimeout:
        raise ScreenNotOpened(f"{screen} did not open within {app.timeout:g} s. {whats_there(app.page)}") from None
    if gone.count():
        raise SessionExpired(f"The app asked to sign in again while {screen} was opened.")
