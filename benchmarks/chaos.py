"""Breaks runs at every step and at every point of Save, and counts what was lost: `make chaos`.

Each case is one request run twice against a replica tenant of its own: once with something going wrong, once without.
The verdict comes from the tenant's memory, the vault and what the program said.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from benchmarks.chaos_cases import all_cases
from benchmarks.chaos_judge import Verdict, judge
from benchmarks.chaos_run import play, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.chaos_cases import Case


def main(arguments: Sequence[str] | None = None) -> int:
    """Play all cases, print the table and the totals; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos", description=__doc__)
    parser.add_argument("--only", default="", help="only cases whose title or policy contains this")
    parser.add_argument("--workers", type=int, default=2, help="cases at the same time (default 2)")
    parser.add_argument("--keep", action="store_true", help="keep the files of cases that went wrong")
    parser.add_argument("--list", action="store_true", help="name the cases, play none")
    given = parser.parse_args(arguments)
    cases = [case for case in all_cases() if given.only in f"{case.title} {case.policy}"]
    if given.list:
        print("\n".join(f"{case.policy:<12} {case.title}" for case in cases))
        return 0
    root = Path(mkdtemp(prefix="fracttal-chaos-"))
    start, verdicts = time.monotonic(), []
    print(f"{'tenant':<12} {'case':<52} {'exit codes':<12} {'became':<16} seconds", flush=True)
    with ThreadPoolExecutor(given.workers) as pool:
        waiting = [
            pool.submit(_one, case, root / f"{number:03}", number, keep=given.keep) for number, case in enumerate(cases)
        ]
        for done in as_completed(waiting):
            verdict, line = done.result()
            verdicts.append(verdict)
            print(line, flush=True)
    wrong = sum(not verdict.good for verdict in verdicts)
    print(
        f"\ncases {len(verdicts)} · duplicates {sum(v.duplicates for v in verdicts)} · lost {sum(v.lost for v in verdicts)}"
        f" · orphans named {sum(v.named for v in verdicts)} · leaks {sum(len(v.leaks) for v in verdicts)}"
        f"   ({wrong} not as they must be; {time.monotonic() - start:.0f} s)"
    )
    if wrong and given.keep:
        print(f"Files: {root}")
    return 1 if wrong or not verdicts else 0


def _one(case: Case, root: Path, number: int, *, keep: bool) -> tuple[Verdict, str]:
    scene = play(case, root, seed=1000 + number)
    verdict = judge(scene)
    codes = " → ".join("killed" if run.code == -9 else str(run.code) for run in scene.runs)
    seconds = sum(run.seconds for run in scene.runs)
    mark = "" if verdict.good else "   WRONG"
    lines = [f"{case.policy:<12} {case.title:<52} {codes:<12} {verdict.became:<16} {seconds:5.1f}{mark}"]
    lines += [f"{'':<12}   {text}" for text in (*verdict.wrong, *(f"leak: {leak}" for leak in verdict.leaks))]
    if verdict.good or not keep:
        tidy(scene)
    return verdict, "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
