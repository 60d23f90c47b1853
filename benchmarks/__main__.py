"""`make bench`: the flow beside a hand-written script and what users would otherwise pick, on replica tenants.

All run the same job, sign in, create a consumer, read key and secret, as whole processes and in turn (A B C A B C), so
that a slow machine slows everybody alike. Ratios of medians are what counts.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.contestants import Contestant, floor, ours, peers
from benchmarks.measuring import Figures, complaint, measure, middle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROUNDS = 7
LONGEST = 300  # of what a table's cell says about a failure
OURS = ("fracttal-flows, cold", "fracttal-flows, session kept")
COMMAND = str(Path(sys.executable).with_name("fracttal-flows"))


@contextlib.contextmanager
def tenant(*options: str) -> Iterator[dict[str, str]]:
    """Start a replica tenant as a process of its own; yields its settings."""
    process = subprocess.Popen([COMMAND, "sandbox", "--json", *options], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
    finally:
        process.terminate()
        process.wait(timeout=20)


def run_once(contestant: Contestant, settings: dict[str, str], name: str, number: int, folder: Path) -> Figures:
    """Let one contestant do the job once; a round that brings no key does not count and is an error."""
    output = folder / f"output-{number}.json"
    environ = {
        **settings,
        "BENCH_BASE": settings["FRACTTAL_BASE_URL"],
        "BENCH_EMAIL": settings["FRACTTAL_EMAIL"],
        "BENCH_PASSWORD": settings["FRACTTAL_PASSWORD"],
        "BENCH_NAME": name,
        "BENCH_OUTPUT": str(output),
        **{key: value.replace("{round}", str(number)) for key, value in contestant.environ.items()},
    }
    command = [part.replace("{name}", name) for part in contestant.command]
    figures = measure(command, environ, cwd=folder)
    text = figures.output if not output.exists() else output.read_text()
    output.unlink(missing_ok=True)
    if figures.code != 0 or not _brought_a_key(text):
        told = complaint(_said(figures.errors, text), (settings["FRACTTAL_PASSWORD"],))
        raise RuntimeError(f"{contestant.name} brought no key (exit {figures.code}): {told or 'it said nothing'}")
    return figures


def _brought_a_key(text: str) -> bool:
    with contextlib.suppress(ValueError):
        data = json.loads(text)
        return bool(data.get("key") or (data.get("consumer") or {}).get("key"))
    return False


def _said(errors: str, output: str) -> str:
    """Take what a contestant says of its failure from stderr, from its report in JSON, or from what it printed."""
    if errors.strip():
        return errors
    with contextlib.suppress(ValueError, LookupError, TypeError):
        return str(json.loads(output)["error"]["message"])
    return output


def contest(contestants: Sequence[Contestant], rounds: int, folder: Path) -> dict[str, list[Figures]]:
    """Run all in turn, after one round that does not count."""
    figures: dict[str, list[Figures]] = {each.name: [] for each in contestants if not each.missing}
    with contextlib.ExitStack() as stack:
        # One tenant each: a sign-in ends the session that another one keeps.
        tenants = {each.name: stack.enter_context(tenant()) for each in contestants if not each.missing}
        for number in range(rounds + 1):
            for place, contestant in enumerate(contestants):
                if contestant.missing:
                    continue
                try:
                    taken = run_once(contestant, tenants[contestant.name], f"Bench {place}-{number}", number, folder)
                except RuntimeError as error:
                    contestant.missing = str(error)
                    _say(f"{number}/{rounds} {error}")
                    continue
                if number:
                    figures[contestant.name].append(taken)
                _say(f"{number}/{rounds} {contestant.name}: {taken.wall:.2f} s")
    return figures


def growth(rounds: int, folder: Path) -> list[dict[str, Any]]:
    """Measure in turn how one run with a kept session grows with the tenant: consumers and permission groups.

    The list of groups is drawn row by row, as an app draws one of thousands. The first round, in which a session finds
    out what the tenant's search finds, is told apart.
    """
    sizes = [
        ("consumers", 1),
        ("consumers", 100),
        ("consumers", 5000),
        ("groups", 10),
        ("groups", 300),
        ("groups", 5000),
    ]
    windowed = {"groups": ("--switch", "options=virtual"), "consumers": ()}
    walls: list[list[float]] = [[] for _ in sizes]
    with contextlib.ExitStack() as stack:
        tenants = [stack.enter_context(tenant(f"--{what}", str(many), *windowed[what])) for what, many in sizes]
        for number in range(rounds + 1):
            for place, (what, many) in enumerate(sizes):
                kept = ours(folder / f"{what}-{many}")[1]
                taken = run_once(kept, tenants[place], f"Growth {number}", number, folder).wall
                walls[place].append(taken)
                _say(f"{number}/{rounds} {many} {what}: {taken:.2f} s")
    return [
        {"what": what, "many": many, "first": taken[0], "seconds": middle(taken[1:])}
        for (what, many), taken in zip(sizes, walls, strict=True)
    ]


def account(figures: dict[str, list[Figures]]) -> Iterator[str]:
    """Word where the time of a `create` goes, step by step, as a Markdown table."""
    runs = {name: [(each.wall, _steps(each.output)) for each in figures[name]] for name in OURS}
    yield "| where the time goes, seconds (median) | cold | session kept |"
    yield "|---|---|---|"
    for number in range(1, 8):
        title = runs[OURS[0]][0][1][number - 1][0]
        cells = [middle([steps[number - 1][1] for _, steps in runs[name]]) for name in OURS]
        yield f"| {number}. {title} | {' | '.join(f'{cell:.2f}' for cell in cells)} |"
    rest = [middle([wall - sum(seconds for _, seconds in steps) for wall, steps in runs[name]]) for name in OURS]
    yield f"| start of Python, driver and browser, and their end | {' | '.join(f'{cell:.2f}' for cell in rest)} |"


def _steps(output: str) -> list[tuple[str, float]]:
    return [(step["name"], step["seconds"]) for step in json.loads(output)["steps"]]


def pictures(folder: Path) -> tuple[int, float]:
    """Capture the whole guide once; returns the number of pictures and the seconds."""
    taken = measure(
        [COMMAND, "guide", "capture", "--sandbox", "--json", "--out", str(folder / "guide")], {}, timeout=600
    )
    return len(list((folder / "guide").rglob("*.webp"))), taken.wall


def start_up(rounds: int) -> float:
    """Measure `--help`, whole process, in seconds."""
    return middle([measure([COMMAND, "--help"], {}).wall for _ in range(rounds)])


def report(figures: dict[str, list[Figures]], contestants: Sequence[Contestant]) -> Iterator[str]:
    """Word the contest as a Markdown table, with ratios to the cold floor."""
    cold = middle([each.wall for each in figures["Playwright by hand, cold"]])
    yield "| who | wall s (median) | wall s (min - max) | of the cold floor | cpu s | memory MB |"
    yield "|---|---|---|---|---|---|"
    for contestant in contestants:
        taken = figures.get(contestant.name, [])
        if contestant.missing or not taken:
            why = contestant.missing[:LONGEST].replace("|", "\\|")
            yield f"| {contestant.name} | not measured: {why} | | | | |"
            continue
        wall = [each.wall for each in taken]
        yield (
            f"| {contestant.name} | {middle(wall):.2f} | {min(wall):.2f} - {max(wall):.2f} | {middle(wall) / cold:.2f} "
            f"| {middle([each.cpu for each in taken]):.2f} | {middle([each.memory for each in taken]):.0f} |"
        )


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def compile_ours() -> None:
    """Write the bytecode that an installed package has, and a checkout under PYTHONDONTWRITEBYTECODE has not."""
    import automation
    import flows

    for package in (automation, flows):
        compileall.compile_dir(next(iter(package.__path__)), quiet=1, rx=re.compile("node_modules"))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and write the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--no-peers", action="store_true", help="Only this project and the hand-written floor.")
    parser.add_argument("--no-growth", action="store_true", help="Only the contest, without growth and pictures.")
    parser.add_argument("--json", type=Path, default=Path("build/bench.json"))
    given = parser.parse_args(argv)

    from automation.browser import find_browser
    from automation.config import Config

    compile_ours()
    browser = find_browser(Config.load(env_file=None)).path
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        contestants = [*ours(folder), *floor(folder, browser)]
        if not given.no_peers:
            contestants += peers(Path("build/peers").absolute())
        for contestant in contestants:
            contestant.environ.setdefault("BENCH_BROWSER", str(browser))
        figures = contest(contestants, given.rounds, folder)
        _say("\n".join(report(figures, contestants)))
        _say("\n".join(account(figures)))
        grown = [] if given.no_growth else growth(max(3, given.rounds // 2), folder)
        taken, seconds = (0, 0.0) if given.no_growth else pictures(folder)
    help_time = start_up(given.rounds)
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    sys.stdout.write(f"{machine}\n\n" + "\n".join([*report(figures, contestants), "", *account(figures)]) + "\n\n")
    for row in grown:
        sys.stdout.write(f"{row['many']:>5} {row['what']}: {row['seconds']:.2f} s, at first {row['first']:.2f} s\n")
    if taken:
        sys.stdout.write(f"guide: {taken} pictures, {seconds / taken:.2f} s each\n")
    sys.stdout.write(f"--help: {help_time:.2f} s\n")
    given.json.parent.mkdir(parents=True, exist_ok=True)
    data = {
        "machine": machine,
        "contest": {
            name: [vars(each) | {"output": "", "errors": ""} for each in rounds] for name, rounds in figures.items()
        },
        "growth": grown,
        "guide": {"pictures": taken, "seconds": seconds},
        "help": help_time,
    }
    given.json.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
