"""Bring a browser to a machine that has none: Playwright's download, else the system's package manager."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from automation.browser.finding import Found, Machine, find_browser, missing, this_machine
from automation.browser.launching import is_root
from automation.errors import BrowserMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from automation.config import Config

    Run = Callable[[Sequence[str], Mapping[str, str], float], "tuple[int, str]"]

# the first package that a system has and that can be installed is taken; fonts, since without any no text is drawn
PACKAGES: dict[str, dict[bool, tuple[tuple[str, ...], ...]]] = {
    "apt-get": {
        True: (("chromium-headless-shell", "fonts-liberation"), ("chromium", "fonts-liberation")),
        False: (("chromium", "fonts-liberation"),),
    },
    "dnf": {True: (("chromium-headless",), ("chromium",)), False: (("chromium",),)},
    "apk": {True: (("chromium", "font-liberation"),), False: (("chromium", "font-liberation"),)},
    "pacman": {True: (("chromium",),), False: (("chromium",),)},
    "brew": {True: (("google-chrome",),), False: (("google-chrome",),)},
}
INSTALL = {
    "apt-get": ("apt-get", "install", "-y", "--no-install-recommends"),
    "dnf": ("dnf", "install", "-y"),
    "apk": ("apk", "add"),
    "pacman": ("pacman", "-S", "--noconfirm", "--needed"),
    "brew": ("brew", "install", "--cask"),
}
REFRESH = {"apt-get": ("apt-get", "update"), "pacman": ("pacman", "-Sy")}
AS_ROOT = frozenset({"apt-get", "dnf", "apk", "pacman"})


def install_browser(
    config: Config,
    *,
    say: Callable[[str], None] = print,
    machine: Machine | None = None,
    run: Run | None = None,
    root: bool | None = None,
    timeout: float = 600,
) -> Found:
    """Install a browser, unless there is one, and return it.

    Args:
        config: Whether it needs a window.
        say: Told of each thing that is done, and of what came of it.
        machine: Where to look; this machine if not given.
        run: Runs a command: arguments, additions to the environment, seconds; returns exit code and output.
        root: Whether commands may be run as they are; if not given, whether this process runs as root.
        timeout: Seconds each command may take.

    Raises:
        BrowserMissing: Nothing brought one; with the commands to try by hand.
    """
    machine, run = machine or this_machine(), run or run_command
    root = is_root() if root is None else root
    if found := _now_there(config, machine):
        return found
    for command, environ in _ways(machine, run, headless=config.headless, root=root):
        say(f"Running {' '.join(command)}")
        code, output = run(command, environ, timeout)
        if code:
            say(f"  that failed (exit code {code}): {_telling_line(output)}")
        elif found := _now_there(config, machine):
            say(f"Browser: {found.path} ({found.origin})")
            return found
    raise BrowserMissing(missing(machine, headless=config.headless))


def run_command(command: Sequence[str], environ: Mapping[str, str], timeout: float) -> tuple[int, str]:
    """Run a command without a terminal to ask questions on, and return its exit code and output."""
    try:
        done = subprocess.run(  # noqa: S603  # the commands are the ones written above
            command,
            env={**os.environ, **environ},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 124, f"gave up after {timeout:g} s"
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout.decode(errors="replace")


def _ways(
    machine: Machine, run: Run, *, headless: bool, root: bool
) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Yield commands, best first; a generator, so that the system is only touched when the download failed."""
    if machine.packages is not None:
        browser = "chromium-headless-shell" if headless else "chromium"
        # milliseconds for a first byte; by default it gives a firewall that swallows requests 30 s, 5 times over
        yield (
            (sys.executable, "-m", "playwright", "install", "--no-progress", browser),
            {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"},
        )
    for manager, packages in PACKAGES.items():
        if not machine.which(manager):
            continue
        prefix: tuple[str, ...] = ()
        if manager in AS_ROOT and not root:
            if not machine.which("sudo") or run(("sudo", "-n", "true"), {}, 10)[0]:
                continue
            prefix = ("sudo", "-n")
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        if manager in REFRESH:
            yield (*prefix, *REFRESH[manager]), quiet
        for names in packages[headless]:
            yield (*prefix, *INSTALL[manager], *names), quiet


def _now_there(config: Config, machine: Machine) -> Found | None:
    try:
        return find_browser(config, machine)
    except BrowserMissing:
        if config.browser_path is not None:
            raise  # installing another one would not help
        return None


def _telling_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    complaints = [line for line in lines if line.startswith(("E:", "Error", "error", "ERROR", "sudo:"))]
    return (complaints or lines[-1:] or ["it said nothing"])[0]
