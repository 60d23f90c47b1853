"""Which documented step a screen's failure belongs to, so that a failed test says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.errors import FlowsError

if TYPE_CHECKING:
    from types import TracebackType

STEPS = {
    1: "Sign in and click the menu at the top right",
    2: "Choose Settings in the menu",
    3: "Click API Connections in the left side panel",
    4: "Click OAuth Consumers",
    5: "Click the + button at the bottom right",
    6: "Fill the fields A to D",
    7: "Click Save",
}
# What a screen does, and the step that is.
_DOES = {
    "SignIn": 1,
    "TwoFactor": 1,
    "CompanyStep": 1,
    "TopBar": 1,
    "UserMenu.wait": 1,
    "UserMenu.go_to_settings": 2,
    "SettingsPanel.wait": 2,
    "SettingsPanel.go_to_api_connections": 3,
    "ApiConnections.wait": 3,
    "ApiConnections.go_to_oauth_consumers": 4,
    "OAuthConsumers.wait": 4,
    "OAuthConsumers.go_to_new": 5,
    "ConsumerForm.wait": 5,
    "ConsumerForm.fill": 6,
}
_CLICKED = {
    "top_bar.user_menu": 1,
    "user_menu.settings": 2,
    "settings.api_connections": 3,
    "api_connections.oauth_consumers": 4,
    "oauth_consumers.add": 5,
    "consumer_form.save": 7,
}


def name_the_step(error: BaseException) -> None:
    """Give an error of a screen the documented step it happened in, unless it has one."""
    if isinstance(error, FlowsError) and not error.step:
        number = _step_of(error.__traceback__)
        if number:
            error.step = f"{number}. {STEPS[number]}"


def _step_of(trace: TracebackType | None) -> int | None:
    """Go from the test inwards; the innermost screen that says something decides."""
    number = None
    while trace is not None:
        code = trace.tb_frame.f_code
        screen = code.co_qualname.partition(".")[0]
        number = _DOES.get(code.co_qualname, _DOES.get(screen, number))
        if screen == "Control":
            number = _CLICKED.get(getattr(trace.tb_frame.f_locals.get("self"), "key", ""), number)
        trace = trace.tb_next
    return number
