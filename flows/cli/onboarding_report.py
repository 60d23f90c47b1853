"""Plans, progress and results as people read them."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.cli.common import print_json
from flows.cli.report import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from flows.cli.common import Common
    from flows.onboarding.batches import Progress as Work
    from flows.onboarding.planning import Planned

ACTIONS = {
    "create": "[green]create[/]",
    "reuse": "[cyan]reuse[/]",
    "settle": "[yellow]settle[/]",
    "conflict": "[bold red]conflict[/]",
    "refused": "[bold red]refused[/]",
    "failed": "[bold red]failed[/]",
}
MOST_LINES = 40


def show_plan(planned: Sequence[Planned], *, summary: bool = False) -> None:
    """Print a plan; where it comes before a question, on standard error and only what is not plain."""
    from flows.onboarding.planning import totals

    out = Console(stderr=summary)
    table = Table("Line", "Account", "Company", "Consumer", "To do", "", show_edge=False)
    for each in planned[: MOST_LINES if summary else None]:
        company = each.company or each.line.company
        table.add_row(
            str(each.line.line),
            *map(escape, (each.line.account, company, each.line.name)),
            ACTIONS[each.action],
            escape(each.detail),
        )
    out.print(table)
    if summary and len(planned) > MOST_LINES:
        out.print(f"… and {len(planned) - MOST_LINES} more")
    counts = ", ".join(f"{count} {action}" for action, count in sorted(totals(planned).items()))
    out.print(f"[bold]{len(planned)} consumers:[/] {counts}; {sum(each.to_do for each in planned)} to work on")


class Looking:
    """Shows how far the plan is."""

    def __init__(self, common: Common, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress = Progress(
            TextColumn("Looking"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("[dim]{task.fields[company]}"),
            console=common.console,
            transient=True,
            disable=common.as_json,
        )
        self._task = self._progress.add_task("", total=total, company="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def tell(self, planned: Planned) -> None:
        """Count one line."""
        self._progress.update(self._task, advance=1, company=escape(planned.company))


class Watching:
    """Shows how far an apply is: rate, time left, failures, and one line a consumer."""

    def __init__(self, common: Common) -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeElapsedColumn,
            TimeRemainingColumn,
        )

        self._common = common
        self._stack = ExitStack()
        self._progress = Progress(
            TextColumn("Applying"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TextColumn("left"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failures]}"),
            console=common.console,
            disable=common.as_json,
        )
        self._task = self._progress.add_task("", total=None, rate="", failures="")
        self._shown: set[int] = set()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, work: Work) -> None:
        """Show what is new."""
        final = work.final
        for result in final:
            if result["number"] not in self._shown:
                self._shown.add(result["number"])
                say_result(result, self._common, self._progress.console)
        failed = sum(result["exit_code"] != 0 for result in final)
        speed = self._progress.tasks[0].speed
        self._progress.update(
            self._task,
            completed=len(final),
            total=work.total or None,
            rate=f"{speed * 60:.0f} a minute" if speed else "",
            failures=f"[red]{failed} failed[/]" if failed else "",
        )


def say_result(result: dict[str, Any], common: Common, console: Console | None = None) -> None:
    """Print one line about one consumer on standard error."""
    if common.as_json and not common.verbose:
        return
    where = result["credential"] or (result["error"] or {}).get("message") or ""
    company = f"{result['company']}: " if result["company"] else ""
    (console or common.console).print(
        f"{WORDS[result['status']]} {escape(company + result['consumer']['name'])} [dim]{escape(where)}[/]",
        highlight=False,
    )


def show_results(results: Sequence[dict[str, Any]], common: Common, apply: str | None) -> None:
    """Print the end of an apply: one object for programs, totals and what needs attention for people."""
    counts: dict[str, int] = {}
    for result in results:
        counts[result["status"]] = counts.get(result["status"], 0) + 1
    if common.as_json:
        print_json({"totals": counts, "consumers": list(results), "apply": apply})
        return
    out = Console()
    trouble = [result for result in results if result["exit_code"]]
    if trouble:
        table = Table("Line", "Consumer", "", "What to do", title="These need attention", title_justify="left")
        for result in trouble:
            name = (
                f"{result['company']}: {result['consumer']['name']}"
                if result["company"]
                else result["consumer"]["name"]
            )
            message = (result["error"] or {}).get("message") or ""
            table.add_row(str(result["line"]), escape(name), WORDS[result["status"]], escape(message))
        out.print(table)
    said = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    out.print(f"[bold]{len(results)} consumers:[/] {said}")


def show_status(shown: Sequence[Work], common: Common, *, lines: bool) -> None:
    """Print how far applies are."""
    if common.as_json:
        print_json(
            {
                "applies": [
                    {
                        "apply": work.id,
                        "running": work.running,
                        "total": work.total,
                        "totals": work.totals(),
                        **({"consumers": [work.results[number] for number in sorted(work.results)]} if lines else {}),
                    }
                    for work in shown
                ]
            }
        )
        return
    table = Table("Apply", "State", "Done", "Of", "Results", show_edge=False)
    for work in shown:
        said = ", ".join(f"{count} {status}" for status, count in sorted(work.totals().items()))
        cancelled = any(batch.state == "CANCELLED" for batch in work.batches)
        state = "under way" if work.running else "stopped" if cancelled else "ended"
        table.add_row(work.id, state, str(len(work.final)), str(work.total), said)
    out = Console()
    out.print(table)
    if lines:
        for work in shown:
            for number in sorted(work.results):
                say_result(work.results[number], common, out)
