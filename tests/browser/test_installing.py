from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from automation.browser.finding import Machine
from automation.browser.installing import install_browser, run_command
from automation.config import Config
from automation.errors import BrowserMissing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DOWNLOAD = (sys.executable, "-m", "playwright", "install", "--no-progress", "chromium-headless-shell")


class Computer:
    """A machine on which some commands work, and bring what they are told to bring."""

    def __init__(self, packages: Path | None, *programs: str, brings: Mapping[str, str] | None = None) -> None:
        self.programs = set(programs)
        self.brings = brings or {}
        self.ran: list[tuple[str, ...]] = []
        self.said: list[str] = []
        self.machine = Machine("linux", {}, self._which, lambda path: path.is_file(), packages)

    def _which(self, name: str) -> str | None:
        return f"/usr/bin/{name}" if name in self.programs else None

    def run(self, command: Sequence[str], environ: Mapping[str, str], timeout: float) -> tuple[int, str]:
        assert timeout <= 600
        self.ran.append(tuple(command))
        line = " ".join(command)
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


def test_where_nothing_helps_the_commands_to_try_by_hand_are_named(packages: Path) -> None:
    computer = Computer(packages, "dnf")
    with pytest.raises(BrowserMissing, match="sudo dnf install chromium-headless"):
        computer.install()
    assert [command[0] for command in computer.ran[1:]] == ["dnf", "dnf"]


def test_a_command_that_hangs_is_given_up() -> None:
    code, output = run_command((sys.executable, "-c", "import time; time.sleep(60)"), {}, 0.2)
    assert (code, output) == (124, "gave up after 0.2 s")


def test_a_command_that_is_not_there_is_a_failure_like_any_other() -> None:
    assert run_command(("no-such-command",), {}, 5)[0] == 127


def test_a_commands_output_and_environment_reach_where_they_should() -> None:
    code, output = run_command(
        (sys.executable, "-c", "import os; print(os.environ['ADDED']); raise SystemExit(3)"), {"ADDED": "x"}, 30
    )
    assert (code, output.strip()) == (3, "x")
