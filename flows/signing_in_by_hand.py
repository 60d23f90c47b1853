"""`login`: a person signs in, and the session is kept and proven."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import SessionExpired, TechnicalFailure, TwoFactorNeeded
from automation.redaction import Redactor
from automation.screens import SignIn, TopBar
from automation.screens.finding import left, signed_out
from automation.screens.reaching import is_at
from flows.opening import app_in, browser_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from automation.config import Config
    from automation.screens import App

# Seconds a person has for passwords, codes and captchas.
PERSON = 600.0
# How often it is looked whether somebody has signed in, in seconds.
GLANCE = 1.0


def sign_in_by_hand(config: Config, *, say: Callable[[str], None], patience: float = PERSON) -> None:
    """Open the tenant in a window and wait until somebody has signed in; keep the session and prove it.

    Args:
        config: Tenant and account (FRACTTAL_EMAIL names the session; no password is needed).
        say: Told what the person is to do.
        patience: Seconds to wait for the person.

    Raises:
        TwoFactorNeeded: Nobody signed in in time.
        TechnicalFailure: The window was closed before that.
        SessionExpired: The kept session does not let a second window in.
    """
    config.require("email")
    redactor = Redactor()
    with browser_for(config, say) as browser:
        with app_in(browser, config, redactor) as opened:
            SignIn(opened.app).open(config.base_url, config.sign_in_timeout)
            say(f"Sign in as {config.email} in the window; the password stays between you and the tenant.")
            _wait_for_person(opened.app, config.base_url, patience)
            opened.keep_session()
        with app_in(browser, config, redactor) as again:
            if SignIn(again.app).open(config.base_url, config.sign_in_timeout):
                again.forget_session()
                raise SessionExpired(
                    "The session was kept, but the tenant does not accept it in a new window. It may tie sessions to "
                    "one browser; use FRACTTAL_EMAIL and FRACTTAL_PASSWORD instead."
                )
    say("The session is kept and proven; later runs need no password until it ends.")


def _wait_for_person(app: App, base_url: str, patience: float) -> None:
    """Wait until the tenant itself, and not the page of an identity provider, shows that somebody is signed in."""
    deadline = monotonic() + patience
    signed_in = TopBar(app).landmark
    while monotonic() < deadline:
        try:
            signed_in.first.wait_for(timeout=min(left(deadline), GLANCE * 1000))
            if is_at(app.page, base_url) and not signed_out(app.page).count():
                return
            # Another page looks signed in: whatever comes next begins with another address.
            app.page.wait_for_event("framenavigated", timeout=min(left(deadline), GLANCE * 1000))
        except PlaywrightTimeout:
            continue
        except Error:
            raise TechnicalFailure(
                "The window was closed before anybody had signed in. Run `fracttal-flows login` again."
            ) from None
    raise TwoFactorNeeded(f"Nobody signed in within {patience:g} s. Run `fracttal-flows login` again.")
