"""The way into a tenant, walked where nothing records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.browser import new_context
from automation.errors import TwoFactorNeeded
from automation.labels import Catalogue, Labels
from automation.redaction import Secret
from automation.screens import App, CompanyStep, SignIn, TopBar, TwoFactor, close_surveys
from automation.screens.preferences import Own, Preferences

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

    from automation.qa.tenant import Tenant

# The first load of the sign-in page takes several times as long as a screen.
FIRST_LOAD = 3


def app_for(page: Page, tenant: Tenant) -> App:
    """Return the app as screens see it, in whatever language it turns out to be."""
    app = App(page, Labels(Catalogue.load(tenant.labels)), tenant.timeout)
    close_surveys(app)
    return app


def session_of(browser: Browser, tenant: Tenant) -> StorageState:
    """Sign in by hand, so to speak, in a browser context of its own that no flag of pytest-playwright records.

    Args:
        browser: pytest-playwright's.
        tenant: Where, and as whom.

    Raises:
        Refused: The tenant said no; nothing is tried twice.
    """
    context = new_context(browser, timeout=tenant.timeout)
    try:
        app = app_for(context.new_page(), tenant)
        sign_in(app, tenant)
        state = context.storage_state(indexed_db=True)
    finally:
        context.close()
    return state


def sign_in(app: App, tenant: Tenant) -> TopBar:
    """Fill in the sign-in form, and what comes after it."""
    form = SignIn(app)
    form.open(tenant.base_url, tenant.timeout * FIRST_LOAD)
    then = form.sign_in(tenant.email, tenant.password, origin=tenant.base_url)
    if then == "two-factor":
        then = TwoFactor(app).enter(_code(tenant))
    if then == "company":
        return CompanyStep(app).choose(tenant.company)
    return TopBar(app).wait()


def _code(tenant: Tenant) -> Secret:
    import pyotp

    if tenant.totp_secret is None:
        raise TwoFactorNeeded("The tenant asks for a two-factor code. Set FRACTTAL_TOTP_SECRET.")
    code = Secret(pyotp.TOTP(tenant.totp_secret.get_secret_value().replace(" ", "")).now())
    tenant.redactor.add(code)
    return code


def open_home(app: App, tenant: Tenant) -> Own:
    """Open the app with a session that it has already, in the language and theme the test asks for.

    Returns:
        What the account had chosen itself.

    Raises:
        SessionExpired: The session has ended.
    """
    app.page.goto(tenant.base_url, wait_until="commit")
    TopBar(app).wait()
    if tenant.is_sandbox and tenant.language and tenant.theme:
        # It was made in both: no menu needs to be opened to find out.
        app.labels = Labels(app.labels.catalogue, tenant.language)
        return Own(tenant.language, "dark" if tenant.theme == "dark" else "light")
    return Preferences(app).choose(tenant.language, tenant.theme)
