"""How many consumers an apply makes in a minute, with one worker and with more, and what memory it takes.

`python -m benchmarks.throughput`. Each number of workers has a tenant of its own, with as many accounts as there may be
workers, since one account is worked on by one worker at a time. The pace is that of the tenant's own count of saves,
from the first to the last, so that planning and start-up do not flatter it; the whole command is timed too.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.chaos_apply import Plan, environment_of, manifest_of, start

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

    from automation.sandbox import Sandbox

LOOK = 0.02
WARM = 0.2
"""Part of an apply after which caches are filled and memory should stay where it is."""


@dataclass(frozen=True)
class Pace:
    """What one apply did.

    Args:
        workers: As asked for.
        consumers: All of them created.
        wall: Seconds of the whole command, plan included.
        each: Seconds from one save to the next, on average.
        memory_warm: Resident megabytes of the first worker's Python process after a fifth of the consumers.
        memory_end: The same when the last was saved.
        tree_warm: Megabytes of that process and all it started, browser and driver, after a fifth; pages that several
            of them share count once.
        tree_end: The same when the last was saved.
    """

    workers: int
    consumers: int
    wall: float
    each: float
    memory_warm: float
    memory_end: float
    tree_warm: float
    tree_end: float


def apply_once(workers: int, consumers: int, accounts: int, folder: Path, companies: int = 0) -> Pace:
    """Apply one manifest to a tenant of its own.

    Args:
        workers: Asked for with --workers.
        consumers: Spread over the accounts' companies, five each.
        accounts: Of the tenant.
        folder: Gets everything the run writes.
        companies: Which all accounts have; 0 for five of its own for each account.

    Raises:
        RuntimeError: Not every consumer was created.
    """
    from automation.sandbox import Sandbox

    plan = Plan(consumers, accounts, companies, every=0)
    folder.mkdir()
    with Sandbox(plan.tenant) as tenant:
        environment = environment_of(tenant, plan, folder, None)
        manifest = manifest_of(tenant, plan, folder)
        begun = time.perf_counter()
        process = start(environment, "apply", str(manifest), "--yes", "--json", "--workers", str(workers))
        times, warm, end = _watch(tenant, process, consumers)
        out, err = process.communicate()
        wall = time.perf_counter() - begun
    created = json.loads(out)["totals"].get("created") if out else None
    if created != consumers:
        raise RuntimeError(f"{created} of {consumers} were created: {(out + err)[-500:]}")
    return Pace(workers, consumers, wall, (times[-1] - times[0]) / (consumers - 1), warm[0], end[0], warm[1], end[1])


def _watch(
    tenant: Sandbox, process: subprocess.Popen[str], consumers: int
) -> tuple[list[float], tuple[float, float], tuple[float, float]]:
    """Note when each save came, and the memory on the way."""
    times: list[float] = []
    warm = end = (0.0, 0.0)
    while process.poll() is None and len(times) < consumers:
        saves = tenant.state.saves
        if saves > len(times):
            times += [time.perf_counter()] * (saves - len(times))
            if len(times) <= consumers * WARM or len(times) == consumers:
                end = _resident(process.pid), sum(map(_proportional, _tree(process.pid)))
            if len(times) <= consumers * WARM:
                warm = end
        time.sleep(LOOK)
    return times, warm, end


def _tree(pid: int) -> list[int]:
    """List a process and all that it started."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []
    return [pid, *(each for child in children for each in _tree(child))]


def _resident(pid: int) -> float:
    return _megabytes(pid, "status", "VmRSS")


def _proportional(pid: int) -> float:
    return _megabytes(pid, "smaps_rollup", "Pss")


def _megabytes(pid: int, file: str, entry: str) -> float:
    try:
        lines = Path(f"/proc/{pid}/{file}").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.split()[0] == f"{entry}:"), 0.0)


def main(argv: Sequence[str] | None = None) -> int:
    """Measure each number of workers and print a table and JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--consumers", type=int, default=80)
    parser.add_argument("--accounts", type=int, default=4)
    parser.add_argument("--companies", type=int, default=0, help="of all accounts; 0: five of its own for each")
    parser.add_argument("--json", type=Path, default=Path("build/throughput.json"))
    given = parser.parse_args(argv)
    sys.stdout.write(
        "| workers | seconds per consumer | of one worker's pace | whole command s | memory of Python MB (warm, end) "
        "| with browser MB (warm, end) |\n"
    )
    sys.stdout.write("|---|---|---|---|---|---|\n")
    paces: list[Pace] = []
    with tempfile.TemporaryDirectory() as name:
        for workers in given.workers:
            folder = Path(name) / str(workers)
            pace = apply_once(workers, given.consumers, given.accounts, folder, given.companies)
            paces.append(pace)
            sys.stdout.write(
                f"| {workers} | {pace.each:.2f} | {paces[0].each / pace.each:.2f} | {pace.wall:.1f} "
                f"| {pace.memory_warm:.0f}, {pace.memory_end:.0f} | {pace.tree_warm:.0f}, {pace.tree_end:.0f} |\n"
            )
            sys.stdout.flush()
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps([asdict(pace) for pace in paces], indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
