"""What all tests share: no settings of the developer's own, and a browser for pytest-playwright's fixtures."""

from __future__ import annotations

import os
from typing import Any

import pytest

from automation.browser import find_browser, launch_options
from automation.config import Config

NEEDS_A_BROWSER = {"page", "context", "new_context", "browser", "launch_browser"}


def pytest_configure() -> None:
    # a real account's settings must not reach a test; where the browser is may
    for name in [name for name in os.environ if name.startswith("FRACTTAL_") and name != "FRACTTAL_BROWSER_PATH"]:
        del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if NEEDS_A_BROWSER.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], pytestconfig: pytest.Config) -> dict[str, Any]:
    """Launch the browser that the program itself would find, the way it would; flags such as --headed still count."""
    if pytestconfig.getoption("--browser") not in ([], ["chromium"]) or pytestconfig.getoption("--browser-channel"):
        return browser_type_launch_args
    headless = not pytestconfig.getoption("--headed")
    found = find_browser(Config.load(env_file=None, headless=headless))
    return {**browser_type_launch_args, **launch_options(found, headless=headless)}
