"""One command, measured as a whole process: wall time, processor time and peak memory."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAMPLE = 0.02


@dataclass(frozen=True)
class Figures:
    """What one run took.

    Args:
        wall: Seconds on the clock.
        cpu: Seconds of processor time, of the process and of every child it waited for.
        memory: Peak resident memory of the process itself, in megabytes.
        output: What it printed.
        code: Its exit code.
    """

    wall: float
    cpu: float
    memory: float
    output: str
    code: int


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
    start = time.perf_counter()
    process = subprocess.Popen(  # the commands are this benchmark's own
        list(command),
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=cwd,
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


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return median(values)
