"""The article's steps 1 to 4, shared by every flow that starts at the sign-in form and ends at the consumers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.screens import ApiConnections, SettingsPanel, TopBar, UserMenu
from flows.sign_in import change_company, sign_in

if TYPE_CHECKING:
    from flows.context import Run


def sign_in_and_open_the_menu(run: Run) -> None:
    """Sign in and click the menu at the top right."""
    entered = sign_in(run.app, run.config, run.redactor)
    if entered.fresh:
        run.keep_session()
    run.screen = entered.top_bar.open_user_menu()


def choose_settings(run: Run) -> None:
    """Choose Settings in the menu."""
    settings = run.screen_as(UserMenu).go_to_settings()
    wanted = run.config.company
    if wanted and not settings.shows_company(wanted):
        change_company(run.app, wanted)
        settings = TopBar(run.app).open_user_menu().go_to_settings()
    run.result.company = wanted or settings.company()
    run.screen = settings


def click_api_connections(run: Run) -> None:
    """Click API Connections in the left side panel."""
    run.screen = run.screen_as(SettingsPanel).go_to_api_connections()


def click_oauth_consumers(run: Run) -> None:
    """Click OAuth Consumers."""
    run.screen = run.screen_as(ApiConnections).go_to_oauth_consumers()
