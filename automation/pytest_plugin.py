"""Fixtures for tests of the settings UI, on top of pytest-playwright's own `page` and `context`.

    def test_the_list_says_how_many_there_are(oauth_consumers):
        assert oauth_consumers.rows.total() == 1

Each screen of the article is a fixture that is open when the test begins. The tenant is a replica of the test's own,
or with `--fracttal-tenant=real` the one of the settings. Everything heavy is imported when a test needs it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from automation.debug import silence_debug

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, StorageState

    from automation.qa.tenant import Tenant
    from automation.screens import (
        ApiConnections,
        App,
        ConsumerForm,
        OAuthConsumers,
        SettingsPanel,
        SignIn,
        TopBar,
        UserMenu,
    )

MARKER = "fracttal(language=None, theme=None, **options): language and theme of a test, and what its replica is like"
_TENANT: pytest.StashKey[Tenant] = pytest.StashKey()
_SESSIONS: pytest.StashKey[dict[tuple[str, str], StorageState]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options, all named after the product."""
    group = parser.getgroup("fracttal", "Fracttal One")
    group.addoption(
        "--fracttal-tenant",
        choices=["sandbox", "real"],
        default="sandbox",
        help="Test against a replica for each test (default), or against the tenant of the FRACTTAL_ settings.",
    )
    group.addoption("--fracttal-language", choices=["es", "en", "fr", "pt"], help="Language of tests without a marker.")
    group.addoption("--fracttal-theme", choices=["light", "dark"], help="Theme of tests without a marker.")
    group.addoption("--fracttal-timeout", type=float, metavar="SECONDS", help="How long a screen or control may take.")


def pytest_configure(config: pytest.Config) -> None:
    """Explain the marker, and let nothing be printed of what is typed."""
    warning = silence_debug(os.environ)
    if warning:
        config.issue_config_time_warning(pytest.PytestWarning(warning), stacklevel=2)
    config.addinivalue_line("markers", MARKER)
    config.stash[_SESSIONS] = {}


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """Prepare pytest-playwright's own fixtures without replacing them, so that all of its options keep working."""
    result = yield
    if fixturedef.argname == "playwright":
        from automation.screens import register_finder

        register_finder(result)
    elif fixturedef.argname == "browser_type_launch_args" and isinstance(result, dict):
        _use_our_browser(result, request.config)
    elif fixturedef.argname == "context" and "fracttal_app" in request.fixturenames:
        from automation.qa.recordings import make_safe

        make_safe(result, tracing=_is_traced(request.config))
    return result


def _use_our_browser(launch: dict[str, Any], config: pytest.Config) -> None:
    """Launch the browser that the command would find, unless the user named another."""
    if "executable_path" in launch or "channel" in launch or config.getoption("--browser") not in ([], ["chromium"]):
        return
    from automation.browser import find_browser, launch_options
    from automation.config import Config
    from automation.errors import BrowserMissing

    headless = bool(launch.get("headless", True))
    try:
        found = find_browser(Config.load(headless=headless))
    except BrowserMissing:
        return  # Playwright's own message says how to install one
    launch.update({**launch_options(found, headless=headless), **launch})


def _is_traced(config: pytest.Config) -> bool:
    return bool(config.getoption("--tracing") != "off")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let a failed screen say its documented step, and let no secret into the report or beside it."""
    if call.excinfo is not None:
        from automation.qa.steps import name_the_step

        name_the_step(call.excinfo.value)
    report = yield
    tenant = item.stash.get(_TENANT, None)
    if tenant is None:
        return report
    from automation.qa.recordings import clean, without_secrets

    tenant.learn()
    text = report.longreprtext
    told = without_secrets(text, tenant.redactor)
    if told != text:
        report.longrepr = told
    report.sections = [(name, without_secrets(said, tenant.redactor)) for name, said in report.sections]
    output = item.funcargs.get("output_path") if hasattr(item, "funcargs") else None
    if report.when == "teardown" and output:
        # pytest-playwright has put its files there just now.
        leak = clean(Path(output), tenant.redactor)
        if leak:
            report.outcome = "failed"
            report.longrepr = leak
    return report


@pytest.fixture
def tenant(request: pytest.FixtureRequest) -> Iterator[Tenant]:
    """The tenant under test: `base_url`, `email`, and for a replica `sandbox` with its `state`."""
    from automation.qa.tenant import real_tenant, sandbox_tenant

    wanted = _wanted(request)
    config = request.config
    language, theme = wanted.pop("language", None), wanted.pop("theme", None)
    timeout = config.getoption("--fracttal-timeout")
    if config.getoption("--fracttal-tenant") == "real":
        if wanted:
            pytest.skip(f"needs a replica: a real tenant cannot be given {', '.join(wanted)}")
        tenant = real_tenant(timeout)
        tenant.language, tenant.theme = language, theme
        request.node.stash[_TENANT] = tenant
        yield tenant
        return
    look = {"language": language or "es", "theme": theme or "light"}
    with sandbox_tenant({**wanted, **look}, timeout) as tenant:
        tenant.language, tenant.theme = look["language"], look["theme"]
        request.node.stash[_TENANT] = tenant
        yield tenant
        tenant.learn()


def _wanted(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Put the markers together, the test's own before its class's and module's, and the options below them."""
    config = request.config
    wanted = {"language": config.getoption("--fracttal-language"), "theme": config.getoption("--fracttal-theme")}
    for marker in reversed(list(request.node.iter_markers("fracttal"))):
        if marker.args:
            raise pytest.UsageError(f"@pytest.mark.fracttal takes names, not {marker.args[0]!r}: {MARKER}")
        wanted.update(marker.kwargs)
    return wanted


@pytest.fixture
def fracttal_app(page: Page, tenant: Tenant) -> App:
    """The app on pytest-playwright's page, as every screen takes it; nobody is signed in yet."""
    from automation.qa.entering import app_for

    return app_for(page, tenant)


@pytest.fixture
def signed_in_page(  # noqa: PLR0917 -- pytest passes fixtures by name
    browser: Browser,
    context: BrowserContext,
    page: Page,
    fracttal_app: App,
    tenant: Tenant,
    pytestconfig: pytest.Config,
) -> Iterator[Page]:
    """Pytest-playwright's page, signed in, in the language and theme of the test; the password is typed elsewhere."""
    from automation.errors import SessionExpired
    from automation.qa.entering import open_home, session_of
    from automation.qa.recordings import put_session
    from automation.screens.preferences import Preferences

    traced, sessions = _is_traced(pytestconfig), pytestconfig.stash[_SESSIONS]
    # A replica lives as long as its test; a real account keeps its session, since each sign-in ends the one before.
    account = (tenant.base_url, tenant.email)
    kept = None if tenant.is_sandbox else sessions.get(account)
    try:
        sessions[account] = put_session(context, kept or session_of(browser, tenant), tenant.redactor, tracing=traced)
        own = open_home(fracttal_app, tenant)
    except SessionExpired:
        if kept is None:
            raise
        sessions[account] = put_session(context, session_of(browser, tenant), tenant.redactor, tracing=traced)
        own = open_home(fracttal_app, tenant)
    yield page
    if not tenant.is_sandbox:
        Preferences(fracttal_app).put_back(own)


@pytest.fixture
def sign_in(fracttal_app: App, tenant: Tenant) -> SignIn:
    """The sign-in form (article step 1)."""
    from automation.qa.entering import FIRST_LOAD
    from automation.screens import SignIn

    form = SignIn(fracttal_app)
    form.open(tenant.base_url, tenant.timeout * FIRST_LOAD)
    return form


@pytest.fixture
def top_bar(fracttal_app: App, signed_in_page: Page) -> TopBar:  # noqa: ARG001 -- it is what signs in
    """The bar at the top of every screen, on the home screen (article step 1)."""
    from automation.screens import TopBar

    return TopBar(fracttal_app)


@pytest.fixture
def user_menu(top_bar: TopBar) -> UserMenu:
    """The menu at the top right, open (article step 1)."""
    return top_bar.open_user_menu()


@pytest.fixture
def settings_panel(user_menu: UserMenu) -> SettingsPanel:
    """Settings with its side panel (article step 2)."""
    return user_menu.go_to_settings()


@pytest.fixture
def api_connections(settings_panel: SettingsPanel) -> ApiConnections:
    """API Connections (article step 3)."""
    return settings_panel.go_to_api_connections()


@pytest.fixture
def oauth_consumers(api_connections: ApiConnections) -> OAuthConsumers:
    """The list of OAuth consumers (article step 4)."""
    return api_connections.go_to_oauth_consumers()


@pytest.fixture
def consumer_form(oauth_consumers: OAuthConsumers) -> ConsumerForm:
    """The form of a new consumer (article step 5)."""
    return oauth_consumers.go_to_new()
