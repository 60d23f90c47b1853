"""The article's steps 1 to 4, shared by every flow that starts at the sign-in form and ends at the consumers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.names import normalise_name
from automation.screens import ApiConnections, ConsumerForm, OAuthConsumers, SettingsPanel, TopBar, UserMenu
from flows.runner import Go
from flows.sign_in import change_company, sign_in

if TYPE_CHECKING:
    from flows.context import Run


def sign_in_and_open_the_menu(run: Run) -> Go:
    """Sign in and click the menu at the top right."""
    wanted = run.config.company
    standing, run.standing = run.standing, None
    if standing is not None and _stands_at_the_list(run):
        if not wanted or normalise_name(wanted) == normalise_name(standing):
            run.result.company = wanted or standing
            run.screen = OAuthConsumers(run.app)
            return Go.THERE
        run.screen = change_company(run.app, wanted).open_user_menu()
        return Go.ON
    entered = sign_in(run.app, run.config, run.redactor, secret_ahead=run.secret_ahead)
    if entered.fresh:
        run.keep_session()
    run.screen = entered.top_bar.open_user_menu()
    return Go.ON


def choose_settings(run: Run) -> Go:
    """Choose Settings in the menu."""
    if isinstance(run.screen, OAuthConsumers):
        return Go.THERE
    settings = run.screen_as(UserMenu).go_to_settings()
    wanted = run.config.company
    if wanted and not settings.shows_company(wanted):
        change_company(run.app, wanted)
        settings = TopBar(run.app).open_user_menu().go_to_settings()
    run.result.company = wanted or settings.company()
    run.screen = settings
    return Go.ON


def click_api_connections(run: Run) -> Go:
    """Click API Connections in the left side panel."""
    if isinstance(run.screen, OAuthConsumers):
        return Go.THERE
    run.screen = run.screen_as(SettingsPanel).go_to_api_connections()
    return Go.ON


def click_oauth_consumers(run: Run) -> Go:
    """Click OAuth Consumers."""
    if isinstance(run.screen, OAuthConsumers):
        return Go.THERE
    run.screen = run.screen_as(ApiConnections).go_to_oauth_consumers()
    return Go.ON


def _stands_at_the_list(run: Run) -> bool:
    """Look whether the run before left the page at the consumers, or one click away from them."""
    back = ConsumerForm(run.app).back
    if back.shown:
        back.click()
        OAuthConsumers(run.app).wait()
        return True
    return OAuthConsumers(run.app).landmark.count() > 0
