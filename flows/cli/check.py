"""`check`: does the article still hold?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from flows.cli.common import Common, command, configured, print_json

if TYPE_CHECKING:
    from flows.check.report import Report

Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="[es|en|fr|pt]",
        help="Language to check, several times.",
        show_default="the account's own",
    ),
]
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme", metavar="[light|dark]", help="Theme to check, several times.", show_default="the account's own"
    ),
]


def check(
    common: Common,
    language: Languages = None,
    theme: Themes = None,
    variant: Annotated[
        Literal["live", "redesign"], typer.Option(help="With --sandbox: the app of today, or its announced redesign.")
    ] = "live",
    mutation: Annotated[
        list[str] | None, typer.Option(help="With --sandbox: a departure from the article, several times.")
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(help="Where the structure of each screen is kept.", show_default="baselines; none with --sandbox"),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Take today's structure as it is.")
    ] = False,
    skip: Annotated[list[str] | None, typer.Option(metavar="CLAIM", help="Leave a claim out, several times.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML here too.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write the HTML page here too.")] = None,
) -> int:
    """Judge every sentence of the article against the screens; nothing is created or changed.

    Exit code 0 if the article still holds, 5 if not. The account's language and theme are put back afterwards.
    """
    from flows.check.checking import CheckOptions
    from flows.check.checking import check as check_article

    options = CheckOptions(
        languages=tuple(language or ()),
        themes=tuple(theme or ()),
        baseline=baseline or (None if common.sandbox else Path("baselines")),
        update_baseline=update_baseline,
        skip=tuple(skip or ()),
        trace=common.trace,
    )
    replica = {"appearance": {"variant": variant}, "mutations": tuple(mutation or ())}
    with configured(common, replica=replica) as config:
        report, folder = check_article(config, options, say=common.say, listeners=common.watching)
    for target, name in ((junit, "junit.xml"), (html, "report.html")):
        if target is not None and (folder.path / name).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((folder.path / name).read_bytes())
    if common.as_json:
        print_json(report.as_json(folder.redactor))
    else:
        _show(report, common)
    return report.exit_code


def _show(report: Report, common: Common) -> None:
    from rich.console import Console

    from flows.check.table import tables
    from flows.cli.common import show_error

    if report.failure is not None:
        show_error(common.console, report.failure.kind, str(report.failure))
    if report.findings:
        console = Console()
        for each in tables(report):
            console.print(each)


def add_to(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(command(check))
