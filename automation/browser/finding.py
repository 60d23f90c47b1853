"""Which browser to drive: the user's choice, Playwright's own download, or one of the system."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from automation.errors import BrowserMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from automation.config import Config

PLAYWRIGHTS_OWN = "Playwright's own"
HEADLESS_ONLY = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
FULL = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
)
# relative to the folders that systems install applications in
APPLICATIONS = {
    "darwin": (
        "Chromium.app/Contents/MacOS/Chromium",
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        "Chromium/Application/chrome.exe",
        "Google/Chrome/Application/chrome.exe",
        "Microsoft/Edge/Application/msedge.exe",
    ),
}
# inside one of Playwright's downloads; the folder between differs by platform and release
DOWNLOADED = {
    "chromium-headless-shell": ("*/chrome-headless-shell", "*/headless_shell", "*/*headless*shell.exe"),
    "chromium": ("*/chrome", "*/chrome.exe", "*/*.app/Contents/MacOS/*"),
}


@dataclass(frozen=True)
class Found:
    """A browser that can be launched.

    Args:
        path: Its program.
        origin: Where it comes from, for people: "Playwright's own", "the system's".
    """

    path: Path
    origin: str

    @property
    def headless_only(self) -> bool:
        """Whether it has no window to show."""
        return self.path.stem in HEADLESS_ONLY


@dataclass(frozen=True)
class Machine:
    """What finding a browser asks of the machine; tests put another one here.

    Args:
        platform: As `sys.platform` names it.
        environ: The environment.
        which: Find a program on the PATH.
        is_file: Tell whether a file exists.
        packages: Playwright's package folder, None where it is not installed.
    """

    platform: str
    environ: Mapping[str, str]
    which: Callable[[str], str | None]
    is_file: Callable[[Path], bool]
    packages: Path | None


def this_machine() -> Machine:
    """Describe the machine this runs on, without importing Playwright."""
    spec = find_spec("playwright")
    package = Path(spec.origin).parent / "driver" / "package" if spec and spec.origin else None
    return Machine(sys.platform, os.environ, shutil.which, Path.is_file, package)


def find_browser(config: Config, machine: Machine | None = None) -> Found:
    """Find a browser: FRACTTAL_BROWSER_PATH, else Playwright's own download, else one of the system.

    Args:
        config: The path, if one is set, and whether the browser's window is to be seen.
        machine: Where to look; this machine if not given.

    Raises:
        BrowserMissing: There is none, or the one that is set cannot serve; with the commands that mend it.
    """
    machine = machine or this_machine()
    if config.browser_path is not None:
        return _chosen(config.browser_path, machine, headless=config.headless)
    for found in (*_downloaded(machine), *_installed(machine)):
        if config.headless or not found.headless_only:
            return found
    raise BrowserMissing(missing(machine, headless=config.headless))


def missing(machine: Machine, *, headless: bool) -> str:
    """Say that there is no browser, and which commands bring one."""
    kind = "browser" if headless else "browser with a window"
    shell = "chromium-headless-shell" if headless else "chromium"
    libraries = " --with-deps" if machine.which("apt-get") else ""
    lines = [f"{sys.executable} -m playwright install{libraries} {shell}", *_system_commands(machine, shell)]
    return (
        f"There is no {kind} to drive: neither Playwright's own nor Chromium, Chrome or Edge of the system. "
        "Any one of these brings one:\n" + "\n".join(f"  {line}" for line in lines) + "\n"
        "  FRACTTAL_BROWSER_PATH=<program>   if it is in an unusual place"
    )


def _chosen(path: Path, machine: Machine, *, headless: bool) -> Found:
    found = Found(path, "FRACTTAL_BROWSER_PATH")
    if not machine.is_file(path):
        raise BrowserMissing(f"FRACTTAL_BROWSER_PATH names {path}, and there is no such program.")
    if found.headless_only and not headless:
        raise BrowserMissing(
            f"FRACTTAL_BROWSER_PATH names {path}, which has no window to show. "
            "Leave out --headed, or name a full Chromium or Chrome."
        )
    return found


def _downloaded(machine: Machine) -> Iterator[Found]:
    if machine.packages is None:
        return
    listed = json.loads((machine.packages / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    revisions = {browser["name"]: browser["revision"] for browser in listed}
    for name, programs in DOWNLOADED.items():
        folder = _downloads(machine) / f"{name.replace('-', '_')}-{revisions[name]}"
        # Playwright writes this mark when a download is whole
        if machine.is_file(folder / "INSTALLATION_COMPLETE"):
            yield from (Found(path, PLAYWRIGHTS_OWN) for pattern in programs for path in folder.glob(pattern))


def _downloads(machine: Machine) -> Path:
    chosen = machine.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if chosen == "0":
        return (machine.packages or Path()) / ".local-browsers"
    if chosen:
        return Path(chosen)
    if machine.platform == "win32":
        return _folder(machine, "LOCALAPPDATA", "AppData/Local") / "ms-playwright"
    if machine.platform == "darwin":
        return Path.home() / "Library/Caches/ms-playwright"
    return _folder(machine, "XDG_CACHE_HOME", ".cache") / "ms-playwright"


def _folder(machine: Machine, variable: str, below_home: str) -> Path:
    return Path(machine.environ.get(variable) or Path.home() / below_home)


def _installed(machine: Machine) -> Iterator[Found]:
    for name in (*HEADLESS_ONLY, *FULL):
        program = machine.which(name)
        if program and not _only_points_to_snap(Path(program), machine):
            yield Found(Path(program), "the system's")
    for folder in _application_folders(machine):
        for application in APPLICATIONS[machine.platform]:
            if machine.is_file(folder / application):
                yield Found(folder / application, "the system's")


def _application_folders(machine: Machine) -> tuple[Path, ...]:
    if machine.platform == "darwin":
        return (Path("/Applications"), Path.home() / "Applications")
    if machine.platform == "win32":
        names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        return tuple(Path(machine.environ[name]) for name in names if name in machine.environ)
    return ()


def _only_points_to_snap(program: Path, machine: Machine) -> bool:
    """Tell Ubuntu's placeholder, a script that asks to install the snap, from a real Chromium."""
    if program.name != "chromium-browser" or machine.is_file(Path("/snap/bin/chromium")):
        return False
    try:
        return b"snap install" in program.read_bytes()[:4096]
    except OSError:
        return True


def _system_commands(machine: Machine, shell: str) -> list[str]:
    known = {
        "apt-get": f"sudo apt-get install {shell}",
        "dnf": f"sudo dnf install {'chromium-headless' if shell != 'chromium' else 'chromium'}",
        "apk": "sudo apk add chromium",
        "pacman": "sudo pacman -S chromium",
        "brew": "brew install --cask google-chrome",
        "winget": "winget install Google.Chrome",
    }
    return [command for manager, command in known.items() if machine.which(manager)]
