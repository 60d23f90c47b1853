"""`schedule`: runs of `check` and `guide` by the clock, kept in the database and run by a worker."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from flows.cli.common import Common, command, configured, print_json

Name = Annotated[str, typer.Argument(help="What the schedule is called.")]


def add(
    common: Common,
    name: Name,
    arguments: Annotated[
        list[str], typer.Argument(metavar="-- COMMAND …", help="`check` or `guide …`, with its options, after “--”.")
    ],
    cron: Annotated[str, typer.Option(help="When: minute hour day month weekday.")],
    timezone: Annotated[str | None, typer.Option(help="IANA name, America/Bogota.", show_default="UTC")] = None,
) -> None:
    """Run a command by the clock: fracttal-flows schedule add weekly --cron "0 6 * * 1" -- check --language es."""
    with configured(common) as config:
        from flows.onboarding import schedules
        from flows.onboarding.database import client_for

        if config.notify:
            schedules.notifier_for(config)  # fails now rather than in the night
        with client_for(config) as client:
            schedules.add(client, name, cron, arguments, timezone)
        common.say(f"“{name}” is kept; a `fracttal-flows worker` must be running when it is due.")


def list_schedules(common: Common) -> None:
    """List the schedules, and what their last runs found."""
    with configured(common) as config:
        from flows.onboarding.database import client_for
        from flows.onboarding.schedules import known

        with client_for(config) as client:
            found = known(client)
    if common.as_json:
        print_json({"schedules": found})
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table("Name", "When", "Command", "State", "Last run", "Found", show_edge=False)
    for each in found:
        last: dict[str, Any] = each["last"] or {}
        table.add_row(
            *(escape(text) for text in (each["name"], each["cron"], " ".join(each["arguments"]), each["state"])),
            last.get("at", ""),
            last.get("meaning", ""),
        )
    Console().print(table)


def pause(common: Common, name: Name) -> None:
    """Let a schedule rest."""
    _change(common, name, "pause_schedule")


def resume(common: Common, name: Name) -> None:
    """Let a schedule run again."""
    _change(common, name, "resume_schedule")


def remove(common: Common, name: Name) -> None:
    """Forget a schedule."""
    _change(common, name, "delete_schedule")


def _change(common: Common, name: str, what: str) -> None:
    with configured(common) as config:
        from flows.onboarding.database import client_for
        from flows.onboarding.schedules import existing

        with client_for(config) as client:
            existing(client, name)
            getattr(client, what)(name)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    group = typer.Typer(no_args_is_help=True, help="Run `check` and `guide` by the clock.")
    for name, function in (
        ("add", add),
        ("list", list_schedules),
        ("pause", pause),
        ("resume", resume),
        ("remove", remove),
    ):
        group.command(name)(command(function))
    app.add_typer(group, name="schedule")
