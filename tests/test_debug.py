from __future__ import annotations

import os
import subprocess
import sys

import pytest

from automation.browser import silence_debug


@pytest.mark.parametrize(
    "value", ["pw:api", "pw:*", "*", "p*", "pw", "pw*", "pw:api*,pw:protocol", "pw:channel:command"]
)
def test_playwrights_loggers_are_taken_out_with_a_warning(value: str) -> None:
    environ = {"DEBUG": value}
    warning = silence_debug(environ)
    assert warning is not None
    assert "Playwright would print passwords and secrets" in warning
    assert environ == {}


@pytest.mark.parametrize("value", ["", "express:*", "pwnagotchi", "app,-pw:api", "x*"])
def test_loggers_of_others_stay(value: str) -> None:
    environ = {"DEBUG": value, "HOME": "/home/ana"}
    assert silence_debug(environ) is None
    assert environ == {"DEBUG": value, "HOME": "/home/ana"}


def test_only_playwrights_loggers_are_taken_from_a_mixed_list() -> None:
    environ = {"DEBUG": "express:*, pw:api"}
    assert silence_debug(environ) == ("DEBUG=pw:api is ignored: with it, Playwright would print passwords and secrets.")
    assert environ == {"DEBUG": "express:*"}


def test_without_debug_there_is_nothing_to_say() -> None:
    assert silence_debug({}) is None


TYPES_A_PASSWORD = """
import os, sys
from playwright.sync_api import sync_playwright
from automation.browser import find_browser, launch_options, silence_debug
from automation.config import Config
if sys.argv[1] == "silenced":
    silence_debug(os.environ)
with sync_playwright() as playwright:
    page = playwright.chromium.launch(**launch_options(find_browser(Config.load(env_file=None)))).new_page()
    page.set_content("<input type=password>")
    page.locator("input").fill("hunter22")
"""


@pytest.mark.browser
@pytest.mark.parametrize("value", ["pw:api,pw:protocol", "pw:channel", "*"])
@pytest.mark.parametrize(("mode", "leaks"), [("as it is", True), ("silenced", False)])
def test_a_typed_password_is_printed_under_debug_unless_silenced(mode: str, leaks: bool, value: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", TYPES_A_PASSWORD, mode],
        env={**os.environ, "DEBUG": value},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert (b"hunter22" in done.stdout + done.stderr) == leaks
