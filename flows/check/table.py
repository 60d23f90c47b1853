"""The report for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from flows.check.findings import Verdict
from flows.check.junit import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from flows.check.report import Report

COLOURS = {
    Verdict.HOLDS: "green",
    Verdict.RENAMED: "yellow",
    Verdict.MOVED: "yellow",
    Verdict.MISSING: "red",
    Verdict.UNJUDGED: "dim",
}


def tables(report: Report) -> Iterator[RenderableType]:
    """Yield what is to be printed: a table by step, what does not hold, and where the rest is."""
    yield _by_step(report)
    differing = [one for one in report.findings if one.ruling.verdict is not Verdict.HOLDS and not one.ruling.follows]
    if differing:
        table = Table("Step", "Language", "Claim", "Verdict", "Why", title="What does not hold")
        for one in differing:
            verdict = one.ruling.verdict
            table.add_row(
                str(one.claim.step),
                one.language,
                f"{escape(one.claim.text)}\n[dim]{one.claim.id}[/]",
                f"[{COLOURS[verdict]}]{verdict.value}[/]",
                escape(worded(one)),
            )
        yield table
    yield _summary(report)


def _by_step(report: Report) -> Table:
    walks = list(dict.fromkeys((one.language, one.theme) for one in report.findings))
    layouts = {one.layout for one in report.findings}
    table = Table("Step", *(f"{language}, {theme}" for language, theme in walks), title=_title(layouts))
    for step in sorted({one.claim.step for one in report.findings}):
        cells = []
        for walk in walks:
            found = [one for one in report.findings if one.claim.step == step and (one.language, one.theme) == walk]
            held = sum(one.ruling.verdict is Verdict.HOLDS for one in found)
            colour = "green" if held == len(found) else "red"
            cells.append(f"[{colour}]{held} of {len(found)} hold[/]")
        table.add_row(str(step), *cells)
    return table


def _title(layouts: set[str]) -> str:
    names = {"today": "today's layout", "redesign": "the redesign"}
    return "Does the article still hold? " + " and ".join(names[one].capitalize() for one in sorted(layouts))


def _summary(report: Report) -> str:
    lines = [", ".join(f"{count} {verdict}" for verdict, count in report.totals.items() if count) + "."]
    different = [f"{one.language} {one.screen}" for one in report.structures if one.status == "different"]
    if different:
        lines.append(f"Structure differs from its baseline: {', '.join(different)}.")
    new = sum(one.status == "new" for one in report.structures)
    if new:
        lines.append(f"Structure of {new} screens written as their baseline.")
    if report.last_run:
        lines.append(f"{len(report.changes)} claims judged otherwise than in {report.last_run}.")
    if report.barriers is not None:
        grave = sum(one.impact in ("serious", "critical") for one in report.barriers)
        lines.append(f"axe: {len(report.barriers)} findings on the screens, {grave} of them serious or worse.")
    if report.corrected:
        lines.append("Corrected sentences: corrections.patch in the run folder, for `git apply`.")
    lines.append(f"Report: {report.run}/report.html")
    return escape("\n".join(lines))
