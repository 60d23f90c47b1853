"""Who does the same job: this project, the hand-written floor, and what users would otherwise pick."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE / "peers"


@dataclass
class Contestant:
    """One way to do the job.

    Args:
        name: As the table has it.
        command: Program and arguments; {name} stands for the consumer's name.
        environ: What it needs beyond the tenant.
        missing: Why it cannot run here, or "".
    """

    name: str
    command: list[str]
    environ: dict[str, str] = field(default_factory=dict)
    missing: str = ""


def ours(folder: Path) -> list[Contestant]:
    """Return `fracttal-flows create`, cold and with a kept session.

    Args:
        folder: Where vault, state and run folders go.
    """
    program = [
        str(Path(sys.executable).with_name("fracttal-flows")),
        *("create", "--name", "{name}", "--permission-group", "Reportes", "--description", "Work orders"),
        *("--json", "--runs-dir", str(folder / "runs")),
    ]
    vault = {"FRACTTAL_VAULT": f"json:{folder / 'credentials.json'}"}
    return [
        Contestant("fracttal-flows, cold", program, {**vault, "FRACTTAL_STATE_DIR": str(folder / "cold-{round}")}),
        Contestant("fracttal-flows, session kept", program, {**vault, "FRACTTAL_STATE_DIR": str(folder / "kept")}),
    ]


def floor(folder: Path, browser: Path) -> list[Contestant]:
    """Return the hand-written script, cold and with a kept session."""
    command = [sys.executable, str(PEERS / "playwright_floor.py")]
    common = {"BENCH_BROWSER": str(browser)}
    kept = {**common, "BENCH_STATE": str(folder / "floor-state.json")}
    return [
        Contestant("Playwright by hand, cold", command, common),
        Contestant("Playwright by hand, session kept", command, kept),
    ]


def peers(build: Path) -> list[Contestant]:
    """Install the peers into an environment of their own, and return those that run and those that do not.

    Args:
        build: Folder for that environment.
    """
    python = _environment(build)
    chromium, driver = _chromium()
    common = {"BENCH_CHROMIUM": chromium, "BENCH_CHROMEDRIVER": driver}
    no_driver = (
        ""
        if chromium and driver
        else "no Chromium with ChromeDriver (Debian: apt-get install chromium chromium-driver)"
    )
    found = []
    for name, package, script in (
        ("Selenium", "selenium", "selenium_peer.py"),
        ("Helium", "helium", "helium_peer.py"),
    ):
        missing = no_driver or _installed(python, package)
        found.append(Contestant(f"{name}, cold", [str(python), str(PEERS / script)], common, missing))
    missing = _installed(python, "robotframework-browser") or _robot_ready(python)
    command = [
        str(python),
        "-m",
        "robot",
        "--output",
        "NONE",
        "--log",
        "NONE",
        "--report",
        "NONE",
        str(PEERS / "peer.robot"),
    ]
    found.append(Contestant("Robot Framework Browser, cold", command, {}, missing))
    return found


def _environment(build: Path) -> Path:
    python = build / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(build)], check=True)
    return python


def _installed(python: Path, package: str) -> str:
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "--quiet", package], capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"pip could not install {package}"


def _robot_ready(python: Path) -> str:
    """Let Robot Framework Browser set up its Node side, without the browsers it would download."""
    done = subprocess.run(
        [str(python), "-m", "Browser.entry", "init", "--skip-browsers"], capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else "its `rfbrowser init` failed here"


def _chromium() -> tuple[str, str]:
    if not shutil.which("chromedriver") and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "chromium", "chromium-driver"], capture_output=True, check=False
        )
    chromium = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), "")
    return chromium, shutil.which("chromedriver") or ""
