"""A browser to drive: found, installed, launched or connected to; and the sessions kept between runs."""

from __future__ import annotations

from automation.browser.finding import Found, find_browser
from automation.browser.installing import install_browser
from automation.browser.launching import launch, launch_options, new_context, stand_still
from automation.browser.sessions import SessionStore, session_secrets
from automation.debug import silence_debug

__all__ = [
    "Found",
    "SessionStore",
    "find_browser",
    "install_browser",
    "launch",
    "launch_options",
    "new_context",
    "session_secrets",
    "silence_debug",
    "stand_still",
]
