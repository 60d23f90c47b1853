"""Playwright's driver: a third of a second of waiting before any browser can start."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from automation.debug import silence_debug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Playwright

_ahead: list[Playwright] = []


@contextmanager
def driver_ahead(*modules: str) -> Iterator[None]:
    """Start the driver before anything else is known, and import the rest of the program while it starts.

    The next `driver()` in this process takes it; it is stopped in the end if none did.

    Args:
        modules: What the program needs next, "automation.config" for example.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        # The import of Playwright itself comes first: both would only take turns.
        start = _starter()
        imported = pool.submit(_import, modules)
        _ahead.append(start())
    try:
        imported.result()
        yield
    finally:
        while _ahead:
            _ahead.pop().stop()


@contextmanager
def driver() -> Iterator[Playwright]:
    """Give the driver that was started ahead, or start one; it is stopped afterwards."""
    playwright = _ahead.pop() if _ahead else _starter()()
    try:
        yield playwright
    finally:
        playwright.stop()


def _starter() -> Callable[[], Playwright]:
    warning = silence_debug(os.environ)
    if warning:
        # Also where a program reads the output and nothing else is said.
        sys.stderr.write(f"{warning}\n")
    from playwright.sync_api import sync_playwright  # 0.1 s that --help should not pay

    return sync_playwright().start


def _import(modules: tuple[str, ...]) -> None:
    for module in modules:
        import_module(module)
