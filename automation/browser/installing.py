"""Bring a browser to a machine that has none: Playwright's download, else the system's package manager."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from functools import cache, partial
from typing import TYPE_CHECKING

from automation.browser.finding import PLAYWRIGHTS_OWN, Found, Machine, find_browser, missing, this_machine
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
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
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
    found = _now_there(config, machine)
    if found and (config.browser_path is not None or _starts(found, machine, run)):
        return found
    for command, environ in _ways(config, machine, run, root=root):
        say(f"Running {' '.join(command)}")
        code, output = run(command, environ, timeout)
        if code:
            say(f"  that failed (exit code {code}): {_telling_line(output)}")
        elif (found := _now_there(config, machine)) and _starts(found, machine, run):
            say(f"Browser: {found.path} ({found.origin})")
            return found
    raise BrowserMissing(missing(machine, headless=config.headless))


def run_command(command: Sequence[str], environ: Mapping[str, str], timeout: float) -> tuple[int, str]:
    """Run a command without a terminal to ask questions on, and return its exit code and output."""
    with tempfile.TemporaryFile() as output:  # a pipe would be held open by children that outlive a time-out
        try:
            process = subprocess.Popen(  # noqa: S603  # the commands are the ones written above
                command,
                env={**os.environ, **environ},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            return 127, str(error)
        with process:
            try:
                code = process.wait(timeout)
            except subprocess.TimeoutExpired:
                _end(process)
                return 124, f"gave up after {timeout:g} s"
        output.seek(0)
        return code, output.read().decode(errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _ways(
    config: Config, machine: Machine, run: Run, *, root: bool
) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    """Yield commands, best first; a generator, so that the system is only touched when the download did not do."""
    as_root = cache(partial(_as_root, machine, run, root=root))  # asked for when needed: sudo keeps a log
    if machine.packages is not None:
        yield from _playwrights_own(config, machine, as_root)
    for manager, packages in PACKAGES.items():
        if not machine.which(manager):
            continue
        prefix = as_root() if manager in AS_ROOT else ()
        if prefix is None:
            continue
        if manager in REFRESH:
            yield (*prefix, *REFRESH[manager]), QUIET
        for names in packages[config.headless]:
            yield (*prefix, *INSTALL[manager], *names), QUIET


def _playwrights_own(
    config: Config, machine: Machine, as_root: Callable[[], tuple[str, ...] | None]
) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    playwright = (sys.executable, "-m", "playwright")
    browser = "chromium-headless-shell" if config.headless else "chromium"
    # milliseconds for a first byte; by default it gives a firewall that swallows requests 30 s, 5 times over
    patience = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"}
    # other projects' browsers are none of our business
    yield (*playwright, "install", "--no-progress", browser), {**patience, "PLAYWRIGHT_SKIP_BROWSER_GC": "1"}
    if _has_a_download(config, machine):  # and it does not start: the system lacks libraries
        if machine.which("apt-get") and (prefix := as_root()) is not None:
            yield (*prefix, *playwright, "install-deps", browser), QUIET
        # or it would still be found before the system's
        yield (*playwright, "uninstall"), {}


def _as_root(machine: Machine, run: Run, *, root: bool) -> tuple[str, ...] | None:
    """Return what to put before a command that only root may run; None where a password would be asked for."""
    if root:
        return ()
    return ("sudo", "-n") if machine.which("sudo") and not run(("sudo", "-n", "true"), {}, 10)[0] else None


def _has_a_download(config: Config, machine: Machine) -> bool:
    found = _now_there(config, machine)
    return found is not None and found.origin == PLAYWRIGHTS_OWN


def _starts(found: Found, machine: Machine, run: Run) -> bool:
    """Tell whether the system has the libraries a browser needs; elsewhere than on Linux, every one does."""
    return machine.platform != "linux" or run((str(found.path), "--version"), {}, 30)[0] == 0


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
