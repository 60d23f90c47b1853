from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from automation.browser.finding import Found, Machine, find_browser, this_machine
from automation.config import Config
from automation.errors import BrowserMissing

if TYPE_CHECKING:
    from collections.abc import Iterable


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    folder = tmp_path / "package"
    folder.mkdir()
    listed = [{"name": "chromium", "revision": "1255"}, {"name": "chromium-headless-shell", "revision": "1255"}]
    (folder / "browsers.json").write_text(json.dumps({"browsers": listed}))
    return folder


def machine(
    *,
    platform: str = "linux",
    programs: Iterable[str] = (),
    files: Iterable[str] = (),
    packages: Path | None = None,
    **environ: str,
) -> Machine:
    there = {Path(name) for name in files}
    return Machine(
        platform,
        environ,
        lambda name: f"/usr/bin/{name}" if name in programs else None,
        lambda path: path in there or path.is_file(),
        packages,
    )


def config(**settings: object) -> Config:
    return Config.load(env_file=None, **settings)


def download(folder: Path, name: str, program: str, *, whole: bool = True) -> Path:
    path = folder / name / program
    path.parent.mkdir(parents=True)
    path.touch()
    if whole:
        (folder / name / "INSTALLATION_COMPLETE").touch()
    return path


def test_the_users_choice_comes_before_all_others(tmp_path: Path) -> None:
    mine = tmp_path / "my-chrome"
    mine.touch()
    found = find_browser(config(browser_path=mine), machine(programs=["chromium"]))
    assert found == Found(mine, "FRACTTAL_BROWSER_PATH")


def test_a_users_choice_that_is_not_there_is_not_replaced_by_another() -> None:
    with pytest.raises(
        BrowserMissing, match="FRACTTAL_BROWSER_PATH names /nowhere/chrome, and there is no such program"
    ):
        find_browser(config(browser_path="/nowhere/chrome"), machine(programs=["chromium"]))


def test_a_users_choice_without_a_window_cannot_be_headed(tmp_path: Path) -> None:
    shell = tmp_path / "chrome-headless-shell"
    shell.touch()
    with pytest.raises(BrowserMissing, match=r"has no window to show\. Leave out --headed"):
        find_browser(config(browser_path=shell, headless=False), machine())


@pytest.mark.parametrize(
    "program", ["chrome-headless-shell-linux64/chrome-headless-shell", "chrome-linux/headless_shell"]
)
def test_playwrights_own_download_comes_before_the_systems(packages: Path, tmp_path: Path, program: str) -> None:
    path = download(tmp_path / "cache/ms-playwright", "chromium_headless_shell-1255", program)
    here = machine(programs=["chromium"], packages=packages, XDG_CACHE_HOME=str(tmp_path / "cache"))
    assert find_browser(config(), here) == Found(path, "Playwright's own")


def test_half_a_download_and_one_of_another_release_are_passed_over(packages: Path, tmp_path: Path) -> None:
    shell = "chrome-headless-shell-linux64/chrome-headless-shell"
    download(tmp_path, "chromium_headless_shell-1255", shell, whole=False)
    download(tmp_path, "chromium_headless_shell-1100", shell)
    here = machine(programs=["chromium"], packages=packages, PLAYWRIGHT_BROWSERS_PATH=str(tmp_path))
    assert find_browser(config(), here).path == Path("/usr/bin/chromium")


def test_a_browser_with_a_window_is_taken_where_a_window_is_wanted(packages: Path, tmp_path: Path) -> None:
    download(tmp_path, "chromium_headless_shell-1255", "chrome-headless-shell-linux64/chrome-headless-shell")
    full = download(tmp_path, "chromium-1255", "chrome-linux64/chrome")
    here = machine(packages=packages, PLAYWRIGHT_BROWSERS_PATH=str(tmp_path))
    assert find_browser(config(headless=False), here).path == full
    assert find_browser(config(headless=True), here).path != full


def test_a_full_download_serves_headless_runs_too(packages: Path, tmp_path: Path) -> None:
    full = download(tmp_path, "chromium-1255", "chrome-linux64/chrome")
    here = machine(packages=packages, PLAYWRIGHT_BROWSERS_PATH=str(tmp_path))
    assert find_browser(config(), here).path == full


def test_downloads_kept_inside_the_package_are_found(packages: Path) -> None:
    full = download(packages / ".local-browsers", "chromium-1255", "chrome-linux64/chrome")
    assert find_browser(config(), machine(packages=packages, PLAYWRIGHT_BROWSERS_PATH="0")).path == full


def test_the_systems_browsers_are_tried_in_order() -> None:
    names = ["google-chrome", "chromium", "chromium-headless-shell"]
    assert find_browser(config(), machine(programs=names)).path.name == "chromium-headless-shell"
    assert find_browser(config(headless=False), machine(programs=names)).path.name == "chromium"
    assert find_browser(config(), machine(programs=["microsoft-edge"])).path.name == "microsoft-edge"


@pytest.mark.parametrize(
    ("platform", "file", "environ"),
    [
        ("darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", {}),
        ("win32", "/programs/Microsoft/Edge/Application/msedge.exe", {"PROGRAMFILES(X86)": "/programs"}),
        ("win32", "/local/Google/Chrome/Application/chrome.exe", {"LOCALAPPDATA": "/local"}),
    ],
)
def test_other_systems_are_looked_through_at_their_usual_places(
    platform: str, file: str, environ: dict[str, str]
) -> None:
    assert find_browser(config(), machine(platform=platform, files=[file], **environ)).path == Path(file)


def test_ubuntus_placeholder_for_the_snap_is_no_browser(tmp_path: Path) -> None:
    placeholder = tmp_path / "chromium-browser"
    placeholder.write_text('#!/bin/sh\necho "Run: snap install chromium"\nexit 1\n')
    here = machine()
    found = {"chromium-browser": str(placeholder)}
    ubuntu = Machine("linux", {}, found.get, here.is_file, None)
    with pytest.raises(BrowserMissing):
        find_browser(config(), ubuntu)
    with_snap = Machine("linux", {}, found.get, lambda path: path == Path("/snap/bin/chromium"), None)
    assert find_browser(config(), with_snap).path == placeholder


def test_without_a_browser_the_commands_that_mend_it_are_named() -> None:
    with pytest.raises(BrowserMissing) as caught:
        find_browser(config(), machine(programs=["apt-get"]))
    message = str(caught.value)
    assert message.startswith("There is no browser to drive: neither Playwright's own nor Chromium, Chrome or Edge")
    assert "-m playwright install --with-deps chromium-headless-shell\n" in message
    assert "sudo apt-get install chromium-headless-shell\n" in message
    assert "dnf" not in message


def test_without_a_browser_with_a_window_one_is_asked_for() -> None:
    with pytest.raises(BrowserMissing) as caught:
        find_browser(config(headless=False), machine(programs=["apt-get", "chromium-headless-shell"]))
    assert "There is no browser with a window to drive" in str(caught.value)
    assert "sudo apt-get install chromium\n" in str(caught.value)


def test_playwrights_list_of_releases_is_where_it_is_looked_for() -> None:
    # the one fact about Playwright's inside that finding relies on
    packages = this_machine().packages
    assert packages is not None
    names = {browser["name"] for browser in json.loads((packages / "browsers.json").read_text())["browsers"]}
    assert {"chromium", "chromium-headless-shell"} <= names
