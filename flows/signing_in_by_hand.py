"""`login`: a person signs in, and the session is kept and proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import SessionExpired, TwoFactorNeeded
from automation.redaction import Redactor
from automation.screens import SignIn, TopBar
from flows.opening import app_in, browser_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from automation.config import Config

# Seconds a person has for passwords, codes and captchas.
PERSON = 600.0


def sign_in_by_hand(config: Config, *, say: Callable[[str], None], patience: float = PERSON) -> None:
    """Open the tenant in a window and wait until somebody has signed in; keep the session and prove it.

    Args:
        config: Tenant and account (FRACTTAL_EMAIL names the session; no password is needed).
        say: Told what the person is to do.
        patience: Seconds to wait for the person.

    Raises:
        TwoFactorNeeded: Nobody signed in in time.
        SessionExpired: The kept session does not let a second window in.
    """
    config.require("email")
    redactor = Redactor()
    with browser_for(config, say) as browser:
        with app_in(browser, config, redactor) as opened:
            SignIn(opened.app).open(config.base_url, config.sign_in_timeout)
            say(f"Sign in as {config.email} in the window; the password stays between you and the tenant.")
            try:
                TopBar(opened.app).landmark.first.wait_for(timeout=patience * 1000)
            except PlaywrightTimeout:
                raise TwoFactorNeeded(
                    f"Nobody signed in within {patience:g} s. Run `fracttal-flows login` again."
                ) from None
            opened.keep_session()
        with app_in(browser, config, redactor) as again:
            if SignIn(again.app).open(config.base_url, config.sign_in_timeout):
                again.forget_session()
                raise SessionExpired(
                    "The session was kept, but the tenant does not accept it in a new window. It may tie sessions to "
                    "one browser; use FRACTTAL_EMAIL and FRACTTAL_PASSWORD instead."
                )
    say("The session is kept and proven; later runs need no password until it ends.")
