"""A result as people read it: a table on standard output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from flows.cli.common import print_json, show_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from automation.screens.consumer_list import ConsumerRow
    from flows.cli.common import Common
    from flows.result import Result

MARKS = {"done": "[green]done[/]", "skipped": "[dim]-[/]", "failed": "[red]failed[/]"}
WORDS = {
    "created": "[bold green]Created[/]",
    "reused": "[bold green]Reused[/]",
    "planned": "[bold cyan]Planned[/]",
    "refused": "[bold red]Refused[/]",
    "failed": "[bold red]Failed[/]",
    "orphaned": "[bold red]Orphaned[/]",
    "unknown": "[bold yellow]Unknown[/]",
}


def show(result: Result, common: Common) -> None:
    """Print a result: a JSON object for programs, a table for people."""
    if common.as_json:
        print_json(result.as_json())
        return
    out = Console()
    if result.steps:
        out.print(_steps(result))
    out.print(_facts(result))
    if result.drift:
        out.print(_drift(result))
    if result.error is not None:
        step = f"Step {result.error['step']}: " if result.error["step"] else ""
        show_error(common.console, str(result.error["kind"]), f"{step}{result.error['message']}")


def _steps(result: Result) -> Table:
    table = Table("Step", "What the article says", "", "Seconds", title="The documented steps", title_justify="left")
    table.columns[3].justify = "right"
    for step in result.steps:
        seconds = f"{step['seconds']:.2f}" if step["status"] != "skipped" else ""
        table.add_row(str(step["number"]), escape(step["name"]), MARKS[step["status"]], seconds)
    total = sum(step["seconds"] for step in result.steps)
    table.add_section()
    table.add_row("", "together", "", f"{total:.2f}")
    return table


def _facts(result: Result) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    table.add_row("Result", WORDS[result.status])
    table.add_row("Tenant", escape(f"{result.tenant}" + (f", {result.company}" if result.company else "")))
    if result.consumer is not None:
        table.add_row("Consumer", escape(result.consumer.name))
        if result.consumer.key:
            table.add_row("Key", escape(result.consumer.key))
    if result.credential:
        table.add_row("Secret in", escape(result.credential))
    if result.secret:
        table.add_row("Secret", escape(result.secret))
    if result.verification:
        mark = {True: "[green]verified:[/] ", False: "[red]not verified:[/] ", None: ""}[result.verified]
        table.add_row("Token", mark + escape(result.verification))
    if result.note:
        table.add_row("Note", escape(result.note))
    if result.run:
        table.add_row("Run folder", escape(result.run))
    return table


def _drift(result: Result) -> Table:
    table = Table("Control", "Seen", "Found by", "To be known from now on", title="Names that changed")
    for each in result.drift:
        table.add_row(each["control"], escape(each["seen"]), each["found_by"], escape(each["edit"]))
    return table


def show_list(result: Result, rows: Sequence[ConsumerRow], common: Common) -> None:
    """Print the consumers of a tenant."""
    if common.as_json:
        consumers = [{"name": row.name, "cells": list(row.cells)} for row in rows]
        print_json({**result.as_json(), "consumers": consumers})
        return
    if result.error is not None:
        show(result, common)
        return
    out = Console()
    table = Table("Name", "As the list shows it", title=f"{len(rows)} OAuth consumers at {result.tenant}")
    for row in rows:
        table.add_row(escape(row.name), escape(" · ".join(cell for cell in row.cells[1:] if cell)))
    out.print(table)
