"""One command, measured as a whole process: wall time, processor time and peak memory."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SAMPLE = 0.02
CONSUMER_SECRET = re.compile(r"\b(?!\w+(?:Error|Exception)\b)[A-Za-z0-9]{32}\b")
ERROR = re.compile(r"[\w.]*(?:Error|Exception|Exit|Interrupt)(?::|$)")
# Stack frames of Python, Node and ChromeDriver, and the headings over them.
FRAME = re.compile(r'\s*(?:File "|[~^]+$|at \S|#\d+ 0x|Stacktrace:$|Call log:$|Traceback )')


@dataclass(frozen=True)
class Figures:
    """What one run took.

    Args:
        wall: Seconds on the clock.
        cpu: Seconds of processor time, of the process and of every child it waited for.
        memory: Peak resident memory of the process itself, in megabytes.
        output: What it printed.
        code: Its exit code.
        errors: What it printed to stderr.
    """

    wall: float
    cpu: float
    memory: float
    output: str
    code: int
    errors: str = ""


def measure(
    command: Sequence[str], environ: Mapping[str, str], *, timeout: float = 120, cwd: Path | None = None
) -> Figures:
    """Run a command once.

    Args:
        command: Program and arguments.
        environ: Added to this process's environment.
        timeout: Seconds until it is killed.
        cwd: Folder to run it in.
    """
    with tempfile.TemporaryFile() as errors:  # a second pipe would need somebody to empty it meanwhile
        figures = _measure(command, {**os.environ, **environ}, timeout, cwd, errors)
        errors.seek(0)
        text = errors.read().decode(errors="replace")
    if figures.wall >= timeout:
        text += f"\nTimeoutError: still running after {timeout:g} s"
    return replace(figures, errors=text)


def _measure(
    command: Sequence[str], environ: Mapping[str, str], timeout: float, cwd: Path | None, errors: IO[bytes]
) -> Figures:
    start = time.perf_counter()
    process = subprocess.Popen(  # the commands are this benchmark's own
        list(command), env=environ, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=cwd
    )
    peak = [0.0]
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, ended))
    watch.start()
    killer = threading.Timer(timeout, process.kill)
    killer.start()
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    killer.cancel()
    ended.set()
    watch.join()
    process.stdout.close()
    return Figures(wall, usage.ru_utime + usage.ru_stime, peak[0], output, process.returncode)


def _watch(pid: int, peak: list[float], ended: threading.Event) -> None:
    while not ended.wait(SAMPLE):
        with contextlib.suppress(OSError, StopIteration, ValueError):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            line = next(line for line in lines if line.startswith("VmHWM"))
            peak[0] = max(peak[0], int(line.split()[1]) / 1024)


def complaint(text: str, secrets: Iterable[str]) -> str:
    """Find in one line what a program says went wrong: its last error, or else its last lines.

    Args:
        text: What it printed.
        secrets: Not to be repeated; what looks like a consumer's secret is not either.
    """
    for secret in filter(None, secrets):
        text = text.replace(secret, "***")
    text = CONSUMER_SECRET.sub("***", text)
    lines = [line for line in text.splitlines() if line.strip() and not FRAME.match(line)]
    named = [place for place, line in enumerate(lines) if ERROR.match(line)]
    telling = lines[named[-1] :][:3] if named else lines[-2:]
    return " ".join(" ".join(telling).split())


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return median(values)
