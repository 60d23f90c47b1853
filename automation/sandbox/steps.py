"""Which documented step a request belongs to, so that faults can be set for a step."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from automation.sandbox.sessions import Session

_CONSUMERS = "/bff/oauth-consumers"
_API_CONNECTIONS = "/config/api-connections"
_LIST = f"{_API_CONNECTIONS}/oauth-consumers"


def step_of(method: str, path: str, referer: str, session: Session) -> str | None:
    """Name the step: by what is asked for, else by the screen that asks (polls are the same on all screens).

    Args:
        method: The HTTP method.
        path: The path asked for.
        referer: The address of the screen that asks, or "".
        session: Whose request it is.
    """
    if path == _CONSUMERS and method == "POST":
        return "save"
    if session.saved:
        return "after-save"
    if path.startswith(_CONSUMERS):
        return "list"
    by_path = {"/bff/permission-groups": "form", "/bff/api-key": "api-connections", "/bff/dashboard": "menu"}
    return by_path.get(path) or _screen(urlsplit(referer).path)


def _screen(path: str) -> str | None:
    if path == f"{_LIST}/new":
        return "form"
    if path.startswith(_LIST):
        return "list"
    if path.startswith(_API_CONNECTIONS):
        return "api-connections"
    if path.startswith("/config"):
        return "settings"
    return "menu" if path == "/" else None
