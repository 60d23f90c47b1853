"""What all tests share: no settings of the developer's own, and a browser for pytest-playwright's fixtures."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from automation.browser import find_browser, launch_options
from automation.config import Config

NEEDS_A_BROWSER = {"page", "context", "new_context", "browser", "launch_browser"}


def pytest_configure() -> None:
    # a real account's settings must not reach a test; where the browser is may
    for name in [name for name in os.environ if name.startswith("FRACTTAL_") and name != "FRACTTAL_BROWSER_PATH"]:
        del os.environ[name]


LONGEST = "tests/onboarding/test_applying.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # First, so that the others are done while one of several processes is at it.
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    cases: Counter[str] = Counter()
    for item in items:
        test = item.nodeid.partition("[")[0]
        cases[test] += 1
        always = item.get_closest_marker("always")
        if always is not None and cases[test] > always.args[0]:
            item.add_marker(pytest.mark.thorough)
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


@pytest.fixture
def debugging_port(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A Chromium started as a person would for debugging: its http and its ws address."""
    options = launch_options(find_browser(Config.load(env_file=None)))
    profile = tmp_path / "profile"
    process = subprocess.Popen(
        [options["executable_path"], *options["args"], "--remote-debugging-port=0", f"--user-data-dir={profile}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Debian's program is a script that starts the browser
    )
    try:
        assert process.stderr is not None
        address = next(line.split()[-1] for line in process.stderr if "DevTools listening on" in line)
        yield f"http://{address.split('/')[2]}", address
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=20)
