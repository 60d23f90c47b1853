"""Open the app in a browser, as the configured account, and give everything back afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from automation.browser import (
    SessionStore,
    find_browser,
    launch,
    new_context,
    session_secrets,
    stand_still,
)
from automation.driver import driver
from automation.labels import Catalogue, Labels
from automation.screens import App, close_surveys, register_finder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext

    from automation.config import Config
    from automation.redaction import Redactor

FINDS_PARTS = "search finds parts of words"
"""Kept with the session: what `App.search_finds_parts` says."""


@dataclass
class Opened:
    """The app in a browser.

    Args:
        app: Page, names and patience, for the screens.
        context: The browser context, for what watches.
        keep_session: Keeps the session for the next run.
        forget_session: Drops it, here and in the file.
    """

    app: App
    context: BrowserContext
    keep_session: Callable[[], None]
    forget_session: Callable[[], None]


def needed_settings(config: Config) -> tuple[str, ...]:
    """Name the settings that signing in needs; a kept session needs no password."""
    kept = config.email and SessionStore(config.state_dir).load(config.base_url, config.email)
    return ("email",) if kept else ("email", "password")


@contextmanager
def browser_for(
    config: Config, say: Callable[[str], None], meanwhile: Callable[[], object] = lambda: None
) -> Iterator[Browser]:
    """Start Playwright and a browser, and end both.

    Args:
        config: Which browser, with or without a window.
        say: Told what the user should know about it.
        meanwhile: What has to be ready before the browser goes anywhere; done in a thread while it starts. What it
            raises is raised here.
    """
    found = None if config.browser_endpoint else find_browser(config)
    with ThreadPoolExecutor(max_workers=1) as pool:
        ready = pool.submit(meanwhile)
        with driver() as playwright:
            register_finder(playwright)
            browser = launch(playwright, config, found, say=say)
            try:
                ready.result()
                yield browser
            finally:
                _end(browser.close)


@contextmanager
def app_in(
    browser: Browser, config: Config, redactor: Redactor, *, scale: float = 1, held: bool = False, still: bool = True
) -> Iterator[Opened]:
    """Open one page with the account's kept session, holding the account for this run.

    Args:
        browser: From `browser_for`.
        config: Tenant and account.
        redactor: Learns what the session consists of.
        scale: Device pixels for each CSS pixel.
        held: This run holds the account already, in another browser that shares its session.
        still: Nothing moves on the page, which saves a third of a run; False where pictures of the app are the point.
    """
    store = SessionStore(config.state_dir)
    account = config.email or ""
    with ExitStack() as stack:
        if account and not held:
            stack.enter_context(store.lock(config.base_url, account, timeout=config.timeout))
        kept = store.load(config.base_url, account)
        _learn(redactor, kept)
        context = new_context(browser, timeout=config.timeout, storage_state=kept, scale=scale)
        stack.callback(_end, context.close)
        if still:
            stand_still(context)
        page = context.new_page()

        def keep_session() -> None:
            _learn(redactor, store.save(config.base_url, account, context))

        def forget_session() -> None:
            store.forget(config.base_url, account)
            context.clear_cookies()

        labels = Labels(Catalogue.load(config.labels), config.language)
        known = FINDS_PARTS in store.proven(config.base_url, account)
        app = App(page, labels, config.timeout, search_finds_parts=known)
        close_surveys(app)
        yield Opened(app, context, keep_session, forget_session)
        if app.search_finds_parts and not known:
            store.note_proven(config.base_url, account, FINDS_PARTS)


def _learn(redactor: Redactor, state: object) -> None:
    if state:
        for secret in session_secrets(state):  # type: ignore[arg-type] # a StorageState, as Playwright types it
            redactor.add(secret)


def _end(close: Callable[[], None]) -> None:
    try:
        close()
    except Error:
        # A browser that died has nothing left to close.
        return
