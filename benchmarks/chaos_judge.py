"""Judges a case: how many consumers, whose secret is where, what a person was told, and where a secret leaked."""

from __future__ import annotations

import json
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from automation.leak_scan import UNREADABLE, scan
from benchmarks.chaos_cases import EITHER, KEPT, NAMED, NOTHING
from benchmarks.chaos_run import NAME

if TYPE_CHECKING:
    from benchmarks.chaos_run import Scene

KILLED = -9


@dataclass
class Verdict:
    """What became of a case.

    Args:
        became: In a word, for the table.
        duplicates: Consumers beyond one that no message named.
        lost: Consumers whose secret is neither in the vault nor named with what to do, exit code 4.
        named: Consumers that a person was told about.
        leaks: Files, outputs and command lines that hold a secret.
        wrong: What else is not as it must be.
    """

    became: str = ""
    duplicates: int = 0
    lost: int = 0
    named: int = 0
    leaks: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing at all is to be objected to."""
        return not (self.duplicates or self.lost or self.leaks or self.wrong)


def judge(scene: Scene) -> Verdict:
    """Judge what a case left behind; the tenant's own memory is the witness."""
    verdict = Verdict()
    made = [one for one in scene.tenant["consumers"] if one["name"] == NAME]
    vault = _entries(scene.place.vault)
    kept = [one for one in made if (one["key"], one["secret"]) in vault]
    told = [one for one in made if one not in kept and _is_named(scene, one["key"])]
    rest = [one for one in made if one not in kept and one not in told]
    verdict.named = len(told)
    verdict.duplicates = max(0, len(rest) - (0 if kept or told else 1))
    verdict.lost = len(rest) - verdict.duplicates
    verdict.became = (
        " + ".join(
            [
                *["kept"] * len(kept),
                *["named"] * len(told),
                *["LOST"] * verdict.lost,
                *["DUPLICATE"] * verdict.duplicates,
            ]
        )
        or "nothing created"
    )
    _check_end(scene, verdict, kept=len(kept), told=len(told))
    _check_runs(scene, verdict)
    _check_files(scene, verdict, vault)
    verdict.leaks += leaks(scene)
    return verdict


def _check_end(scene: Scene, verdict: Verdict, *, kept: int, told: int) -> None:
    ends = {NAMED: told > 0, KEPT: kept == 1 and not told, NOTHING: not kept and not told, EITHER: kept + told == 1}
    if not ends[scene.case.ends]:
        verdict.wrong.append(f"should have ended as {scene.case.ends}")


def _check_runs(scene: Scene, verdict: Verdict) -> None:
    case, runs = scene.case, scene.runs
    for which, run, codes in (("first", runs[0], case.first), ("second", runs[1], case.then)):
        if run.code not in codes:
            verdict.wrong.append(
                f"{which} run ended with {run.code}, not {' or '.join(map(str, codes))}: {last_words(run)}"
            )
        if run.hung:
            verdict.wrong.append(f"{which} run hung")
        if "Traceback" in run.err:
            verdict.wrong.append(f"{which} run printed a traceback")
    if case.point != "never" and not scene.place.orders.with_suffix(".reached").exists():
        verdict.wrong.append(f"the point “{case.point}” was never reached")
    if scene.tenant["harm"]:
        verdict.wrong.append(f"harm done: {', '.join(scene.tenant['harm'])}")
    if scene.left_running:
        verdict.wrong.append(f"{scene.left_running} processes left running")


def _check_files(scene: Scene, verdict: Verdict, vault: set[tuple[str, str]]) -> None:
    for path in (scene.place.vault, *scene.place.state.rglob("*.json"), *scene.place.state.glob("*.sqlite3*")):
        if path.is_file() and stat.S_IMODE(path.stat().st_mode) != 0o600:
            verdict.wrong.append(f"{path.name} has mode {stat.S_IMODE(path.stat().st_mode):04o}")
    real = {(one["key"], one["secret"]) for one in scene.tenant["consumers"]}
    if vault - real:
        verdict.wrong.append("the vault holds a pair that the tenant never made")
    if list(scene.place.vault.parent.glob(".*.tmp")):
        verdict.wrong.append("half a vault file was left")
    if list((scene.place.state / "rescue").glob("*.json")):
        verdict.wrong.append("a rescue file was left")


def _is_named(scene: Scene, key: str) -> bool:
    """Whether a run that ended with exit code 4 named this consumer and said what to do about it."""
    return any(run.code == 4 and key in _said(run) and "delete" in _said(run).lower() for run in scene.runs)


def _said(run: Any) -> str:
    return " ".join(f"{run.out} {run.err}".replace("\n", " ").split())


def last_words(run: Any) -> str:
    """The message of a run's end."""
    try:
        error = json.loads(run.out)["error"]
        return str(error["message"])[:160] if error else ""
    except (ValueError, KeyError, TypeError):
        return " ".join(run.err.split())[-160:]


def _entries(vault: Path) -> set[tuple[str, str]]:
    if not vault.is_file():
        return set()
    return {(entry["key"], entry["secret"]) for entry in json.loads(vault.read_text()).values()}


def leaks(scene: Scene) -> list[str]:
    """Search everything the runs wrote and said, except the places that are made for secrets."""
    root, state = scene.place.root, scene.place.state
    made_for_secrets = {scene.place.vault, *(state / "sessions").glob("*.json"), *(state / "rescue").glob("*.json")}
    (root / "ps.txt").write_bytes(b"\n".join(sorted(scene.commands)))
    files = [path for path in root.rglob("*") if path not in made_for_secrets and (path.is_file() or path.is_symlink())]
    return [str(leak).replace(f"{root}/", "") for leak in scan(files, scene.secrets) if not _cut_short(leak)]


def _cut_short(leak: Any) -> bool:
    # A trace that was being written when its run was killed is no zip; its bytes were searched all the same.
    return leak.form == UNREADABLE
