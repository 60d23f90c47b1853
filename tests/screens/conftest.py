from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Playwright

from automation.browser import stand_still
from automation.labels import Catalogue, Labels
from automation.redaction import Secret
from automation.sandbox import Sandbox, SandboxOptions
from automation.screens import App, OAuthConsumers, SignIn, TopBar, close_surveys, register_finder


@pytest.fixture(scope="session")
def finder(playwright: Playwright) -> None:
    register_finder(playwright)


@pytest.fixture(scope="module")
def tenant() -> Iterator[Sandbox]:
    with Sandbox(SandboxOptions(consumers=3)) as running:
        yield running


@pytest.fixture
def app(finder: None, page: Page) -> App:
    """The app as runs that nobody watches have it: nothing moves. The tests of `check` and `guide` have it moving."""
    stand_still(page.context)
    page.set_viewport_size({"width": 1366, "height": 768})
    app = App(page, Labels(Catalogue.load(None)), timeout=10)
    close_surveys(app)
    return app


@pytest.fixture
def enter(app: App) -> Callable[[Sandbox], TopBar]:
    """Sign in to a tenant with the page under test."""

    def sign_in(tenant: Sandbox) -> TopBar:
        form = SignIn(app)
        assert form.open(tenant.base_url, 30)
        assert form.sign_in(tenant.email, Secret(tenant.password), origin=tenant.base_url) == "home"
        return TopBar(app).wait()

    return sign_in


@pytest.fixture
def consumers(enter: Callable[[Sandbox], TopBar], tenant: Sandbox) -> OAuthConsumers:
    """The list of consumers, reached as the article says."""
    settings = enter(tenant).open_user_menu().go_to_settings()
    return settings.go_to_api_connections().go_to_oauth_consumers()
