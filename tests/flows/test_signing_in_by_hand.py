"""`login`: the person is a function that uses the page when it is told to sign in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from automation.config import Config
from automation.errors import SessionExpired, SettingsMissing, TechnicalFailure, TwoFactorNeeded
from automation.sandbox import Sandbox
from flows.signing_in_by_hand import sign_in_by_hand
from tests.flows.conftest import Operator, Start

Person = Callable[[Page], None]


@pytest.fixture
def login(browser: Browser, operator: Operator, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Run `login` with somebody at the window; give what was said."""
    monkeypatch.setattr("flows.signing_in_by_hand.browser_for", lambda config, say: nullcontext(browser))

    def run(config: Config, person: Person, patience: float = 20) -> list[str]:
        said: list[str] = []

        def say(text: str) -> None:
            said.append(text)
            if text.startswith("Sign in as"):
                person(browser.contexts[-1].pages[0])

        sign_in_by_hand(config, say=say, patience=patience)
        return said

    return run


def types_everything(tenant: Sandbox, page: Page) -> None:
    page.locator("input[name=email]").fill(tenant.email)
    page.locator("input[name=password]").fill(tenant.password)
    page.locator("button[data-cy=next-button]").click()
    page.locator("input[autocomplete=one-time-code]").fill(pyotp.TOTP(tenant.totp_secret).now())
    page.locator("form button[type=submit]").click()


@pytest.mark.parametrize("kind", ["cookie", "indexeddb"])
def test_a_session_made_by_hand_serves_later_runs_without_password_and_seed(
    start: Start, operator: Operator, login: Callable[..., list[str]], kind: str
) -> None:
    tenant = start(two_factor=True, appearance={"session": kind})
    config = operator.config(tenant, password=None)
    said = login(config, lambda page: types_everything(tenant, page))
    assert said[-1] == "The session is kept and proven; later runs need no password until it ends."
    assert all(tenant.password not in text for text in said)
    result = operator.create(tenant, config=config, dry_run=True)
    assert (result.exit_code, result.status) == (0, "planned"), result.error
    assert tenant.state.snapshot()["sign_in_attempts"] == {tenant.email: 1}


def test_nobody_at_the_window_is_said_and_nothing_is_kept(
    start: Start, operator: Operator, login: Callable[..., list[str]]
) -> None:
    tenant = start()
    with pytest.raises(TwoFactorNeeded, match=r"Nobody signed in within 1 s\. Run `fracttal-flows login` again"):
        login(operator.config(tenant), lambda page: None, patience=1)
    assert not list((operator.home / "state" / "sessions").glob("*.json"))


def test_a_window_that_is_closed_is_no_defect(
    start: Start, operator: Operator, login: Callable[..., list[str]]
) -> None:
    tenant = start()
    with pytest.raises(TechnicalFailure, match="The window was closed before anybody had signed in"):
        login(operator.config(tenant), lambda page: page.context.close())


def test_the_page_of_an_identity_provider_is_not_taken_for_the_tenant(
    start: Start, operator: Operator, login: Callable[..., list[str]]
) -> None:
    class Provider(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(b"<header><button class='qa-main-menu-btn' style='float:right'>AB</button></header>")

        def log_message(self, *_: object) -> None:
            pass

    tenant = start()
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as provider:
        threading.Thread(target=provider.serve_forever, args=(0.01,), daemon=True).start()
        with pytest.raises(TwoFactorNeeded, match="Nobody signed in"):
            login(
                operator.config(tenant),
                lambda page: page.goto(f"http://127.0.0.1:{provider.server_port}/"),
                patience=3,
            )
        provider.shutdown()
    assert not list((operator.home / "state" / "sessions").glob("*.json"))


def test_a_session_that_does_not_last_beyond_its_window_is_not_called_kept(
    start: Start, operator: Operator, login: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(two_factor=True)
    from flows.opening import SessionStore

    save = SessionStore.save

    def and_the_tenant_forgets(self: SessionStore, *given: object) -> object:
        state = save(self, *given)
        tenant.state.sessions.end_all()
        return state

    monkeypatch.setattr(SessionStore, "save", and_the_tenant_forgets)
    with pytest.raises(SessionExpired, match="does not accept it in a new window"):
        login(operator.config(tenant), lambda page: types_everything(tenant, page))
    assert not list((operator.home / "state" / "sessions").glob("*.json"))


def test_login_needs_to_know_whose_session_it_keeps(start: Start, operator: Operator) -> None:
    with pytest.raises(SettingsMissing, match="FRACTTAL_EMAIL is not set"):
        sign_in_by_hand(operator.config(start(), email=""), say=lambda text: None)
