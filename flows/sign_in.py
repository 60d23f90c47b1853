"""Sign in, or go on with a kept session that is still valid."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from automation.errors import CompanyNotFound, ScreenNotOpened, SettingsMissing, TwoFactorNeeded
from automation.redaction import Secret
from automation.screens import CompanyStep, SignIn, TopBar, TwoFactor

if TYPE_CHECKING:
    from collections.abc import Callable

    from automation.config import Config
    from automation.redaction import Redactor
    from automation.screens import App


@dataclass(frozen=True)
class SignedIn:
    """How the app was entered.

    Args:
        top_bar: The first screen.
        fresh: Whether somebody signed in; False when a kept session was still valid.
    """

    top_bar: TopBar
    fresh: bool


def sign_in(
    app: App, config: Config, redactor: Redactor, *, secret_ahead: Callable[[], None] = lambda: None
) -> SignedIn:
    """Enter the app as the configured account; a password or code is tried once.

    Args:
        app: A page that may hold a kept session.
        config: Address, account, password, TOTP seed and company.
        redactor: Learns the code that is typed.
        secret_ahead: Called before a password is typed: whatever records must have stopped when it returns.

    Raises:
        SettingsMissing: The app asks to sign in, and e-mail or password are not set.
        Refused: The tenant said no; see the error tree.
    """
    form = SignIn(app)
    if not form.open(config.base_url, config.sign_in_timeout):
        if CompanyStep(app).landmark.count():
            return SignedIn(_choose_company(app, config), fresh=False)
        return SignedIn(TopBar(app), fresh=False)
    secret_ahead()
    config.require("email")
    assert config.email is not None
    if config.password is None:
        raise SettingsMissing(
            "The tenant asks to sign in: the kept session has ended, or there is none. FRACTTAL_PASSWORD is not set. "
            "Set it in the environment or in a file .env in this folder, or sign in by hand: `fracttal-flows login`."
        )
    then = form.sign_in(config.email, config.password, origin=config.base_url)
    if then == "two-factor":
        then = TwoFactor(app).enter(_code(config, redactor))
    if then == "company":
        return SignedIn(_choose_company(app, config), fresh=True)
    return SignedIn(TopBar(app), fresh=True)


def _choose_company(app: App, config: Config) -> TopBar:
    return CompanyStep(app).choose(config.company)


def _code(config: Config, redactor: Redactor) -> Secret:
    if config.totp_secret is None:
        raise TwoFactorNeeded(
            "The tenant asks for a two-factor code. Set FRACTTAL_TOTP_SECRET to the seed of the authenticator, "
            "or sign in by hand once with `fracttal-flows login`."
        )
    import pyotp

    try:
        code = Secret(pyotp.TOTP(_long_enough(config.totp_secret.get_secret_value())).now())
    except ValueError:
        raise TwoFactorNeeded("FRACTTAL_TOTP_SECRET is not a Base32 seed; no code could be made from it.") from None
    redactor.add(code)
    return code


def _long_enough(seed: str) -> str:
    """Lengthen a short seed with zeros: HMAC itself does that (RFC 2104), so the codes stay the same.

    Many services hand out 80 bits; pyotp takes no seed below 112.
    """
    plain = "".join(seed.split()).rstrip("=").upper()
    key = base64.b32decode(plain + "=" * (-len(plain) % 8))
    return base64.b32encode(key.ljust(20, b"\0") if key else key).decode()


def change_company(app: App, company: str) -> TopBar:
    """Change to another company of the same account, by "Change company" in the user menu.

    Raises:
        CompanyNotFound: The account does not have it.
    """
    menu = TopBar(app).open_user_menu()
    menu.entry("change_company").click()
    step = CompanyStep(app)
    try:
        return step.choose(company)
    except ScreenNotOpened as error:
        raise CompanyNotFound(f"“Change company” offered no choice of companies. {error.message}") from None
