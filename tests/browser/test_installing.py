from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from automation.browser.finding import Machine
from automation.browser.installing import install_browser, run_command
from automation.config import Config
from automation.errors import BrowserMissing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DOWNLOAD = (sys.executable, "-m", "playwright", "install", "--no-progress", "chromium-headless-shell")


class Computer:
    """A machine on which some commands work, and bring what they are told to bring."""

    def __init__(self, packages: Path | None, *programs: str, brings: Mapping[str, str] | None = None) -> None:
        self.programs = set(programs)
        self.brings = brings or {}
        self.ran: list[tuple[str, ...]] = []
        self.said: list[str] = []
        self.machine = Machine("linux", {}, self._which, lambda path: path.is_file(), packages)
        self.lacks_libraries = False
        self.deps_help = False

    def _which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def run(self, command: Sequence[str], environ: Mapping[str, str], timeout: float) -> tuple[int, str]:
        assert timeout <= 600
        line = " ".join(command)
        if command[-1] == "--version":
            return (127, "error while loading shared libraries") if self.lacks_libraries else (0, "Chromium 1")
        self.ran.append(tuple(command))
        if "install-deps" in command and self.deps_help:
            self.lacks_libraries = False
            return 0, ""
        if "uninstall" in command:
            (self.downloads / "INSTALLATION_COMPLETE").unlink()
            return 0, ""
        for part, program in self.brings.items():
            if part in line:
                self.programs.add(program)
                return 0, "done"
        if "update" in command:
            return 0, ""
        return 100, "Reading package lists...\nE: Unable to locate package\n"

    def install(self, *, root: bool = True, **settings: object) -> str:
        config = Config.load(env_file=None, **settings)
        found = install_browser(
            config, say=self.said.append, machine=self.machine, run=self.run, root=root, timeout=600
        )
        return found.path.name


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    (tmp_path / "browsers.json").write_text(
        '{"browsers": [{"name": "chromium", "revision": "1"}, {"name": "chromium-headless-shell", "revision": "1"}]}'
    )
    return tmp_path


def test_nothing_is_installed_where_there_is_a_browser(packages: Path) -> None:
    computer = Computer(packages, "chromium", "apt-get")
    assert computer.install() == "chromium"
    assert computer.ran == []
    assert computer.said == []


def test_playwrights_download_comes_first(packages: Path) -> None:
    computer = Computer(packages, "apt-get", brings={"playwright install": "chromium-headless-shell"})
    computer.install()
    assert computer.ran == [DOWNLOAD]


def test_the_systems_package_manager_steps_in_where_the_download_fails(packages: Path) -> None:
    computer = Computer(packages, "apt-get", brings={"chromium-headless-shell fonts": "chromium-headless-shell"})
    assert computer.install() == "chromium-headless-shell"
    install = ("apt-get", "install", "-y", "--no-install-recommends")
    assert computer.ran == [
        DOWNLOAD,
        ("apt-get", "update"),
        (*install, "chromium-headless-shell", "fonts-liberation"),
    ]
    assert computer.said == [
        f"Running {' '.join(DOWNLOAD)}",
        "  that failed (exit code 100): E: Unable to locate package",
        "Running apt-get update",
        f"Running {' '.join(computer.ran[2])}",
        "Browser: /usr/bin/chromium-headless-shell (the system's)",
    ]


def test_the_full_package_is_tried_where_a_release_has_no_headless_one(packages: Path) -> None:
    computer = Computer(packages, "apt-get", brings={"recommends chromium fonts": "chromium"})
    assert computer.install() == "chromium"
    assert len(computer.ran) == 4


def test_a_window_needs_the_full_browser(packages: Path) -> None:
    computer = Computer(
        packages, "apt-get", "chromium-headless-shell", brings={"recommends chromium fonts": "chromium"}
    )
    assert computer.install(headless=False) == "chromium"
    assert computer.ran[0][-1] == "chromium"
    assert not any("chromium-headless-shell" in command for command in computer.ran)


def test_without_root_sudo_is_used_only_if_it_asks_no_password(packages: Path) -> None:
    asks = Computer(packages, "apt-get", "sudo")
    with pytest.raises(BrowserMissing):
        asks.install(root=False)
    assert asks.ran == [DOWNLOAD, ("sudo", "-n", "true")]

    lets = Computer(
        packages, "apt-get", "sudo", brings={"-n true": "nothing", "shell fonts": "chromium-headless-shell"}
    )
    lets.install(root=False)
    assert lets.ran[-1][:3] == ("sudo", "-n", "apt-get")


@pytest.fixture
def downloads(packages: Path) -> Path:
    folder = packages / ".local-browsers" / "chromium_headless_shell-1"
    (folder / "any").mkdir(parents=True)
    (folder / "any" / "headless_shell").touch()
    (folder / "INSTALLATION_COMPLETE").touch()
    return folder


def computer_with_a_broken_download(packages: Path, downloads: Path, *programs: str) -> Computer:
    computer = Computer(packages, *programs, brings={"playwright install --": "nothing"})
    computer.machine = replace(computer.machine, environ={"PLAYWRIGHT_BROWSERS_PATH": "0"})
    computer.downloads = downloads
    computer.lacks_libraries = True
    return computer


def test_libraries_that_a_download_lacks_are_installed(packages: Path, downloads: Path) -> None:
    computer = computer_with_a_broken_download(packages, downloads, "apt-get")
    computer.deps_help = True
    assert computer.install() == "headless_shell"
    assert computer.ran == [DOWNLOAD, (sys.executable, "-m", "playwright", "install-deps", "chromium-headless-shell")]


def test_a_download_whose_libraries_cannot_be_installed_makes_way_for_the_systems(
    packages: Path, downloads: Path
) -> None:
    computer = computer_with_a_broken_download(packages, downloads, "apt-get")
    computer.brings = {**computer.brings, "shell fonts": "chromium-headless-shell"}
    run = computer.run

    def with_the_systems_libraries(command, environ, timeout):
        if "fonts-liberation" in command:
            computer.lacks_libraries = False
        return run(command, environ, timeout)

    computer.run = with_the_systems_libraries
    assert computer.install() == "chromium-headless-shell"
    assert [command[3] for command in computer.ran[:3]] == ["install", "install-deps", "uninstall"]


def test_a_browser_of_ones_own_choice_is_never_replaced(packages: Path, tmp_path: Path) -> None:
    mine = tmp_path / "my-chrome"
    mine.touch()
    computer = Computer(packages, "apt-get")
    computer.lacks_libraries = True
    assert computer.install(browser_path=mine) == "my-chrome"
    assert computer.ran == []


def test_where_nothing_helps_the_commands_to_try_by_hand_are_named(packages: Path) -> None:
    computer = Computer(packages, "dnf")
    with pytest.raises(BrowserMissing, match="sudo dnf install chromium-headless"):
        computer.install()
    assert [command[0] for command in computer.ran[1:]] == ["dnf", "dnf"]


def test_a_command_that_hangs_is_given_up() -> None:
    code, output = run_command((sys.executable, "-c", "import time; time.sleep(60)"), {}, 0.2)
    assert (code, output) == (124, "gave up after 0.2 s")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_command_that_is_given_up_takes_its_children_along(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    assert run_command(("sh", "-c", f"sleep 600 & echo $! > {pid}; wait"), {}, 1)[0] == 124
    deadline = time.monotonic() + 10
    while lives(pid.read_text().strip()):
        assert time.monotonic() < deadline, "the child lives on"


def lives(pid: str) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_a_command_that_is_not_there_is_a_failure_like_any_other() -> None:
    assert run_command(("no-such-command",), {}, 5)[0] == 127


def test_a_commands_output_and_environment_reach_where_they_should() -> None:
    code, output = run_command(
        (sys.executable, "-c", "import os; print(os.environ['ADDED']); raise SystemExit(3)"), {"ADDED": "x"}, 30
    )
    assert (code, output.strip()) == (3, "x")
