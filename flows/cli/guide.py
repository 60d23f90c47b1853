"""`guide capture|compare|approve|build`: the article's pictures."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from flows.cli.common import Common, command, configured, print_json

if TYPE_CHECKING:
    from flows.guide.causes import Change
    from flows.guide.running import Report

# Typer takes a list of these where it takes no list of literals.
Language = StrEnum("Language", ["es", "en", "fr", "pt"])
Theme = StrEnum("Theme", ["light", "dark"])
THEME: dict[str, Literal["light", "dark"]] = {"light": "light", "dark": "dark"}
STEPS = 7
DIFFERENT = 5

Languages = Annotated[
    list[Language] | None, typer.Option("--language", help="A language, several times.", show_default="all four")
]
Themes = Annotated[list[Theme] | None, typer.Option("--theme", help="A theme, several times.", show_default="both")]
Out = Annotated[Path, typer.Option(help="Folder of the approved pictures.")]
Scales = Annotated[
    list[float] | None,
    typer.Option("--scale", help="Device pixels for each pixel of the screen, several times.", show_default="1"),
]
Steps = Annotated[
    list[int] | None,
    typer.Option("--step", min=1, max=STEPS, help="A step of the article, several times.", show_default="all"),
]
PermissionGroup = Annotated[str, typer.Option(help="What field D shows; a group that the tenant has.")]
Allow = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="A text that looks secret and may be shown, by the name a refusal gives it."),
]

app = typer.Typer(no_args_is_help=True, help="Take the article's pictures again, compare, approve, build the article.")


def capture(
    common: Common,
    language: Languages = None,
    theme: Themes = None,
    scale: Scales = None,
    step: Steps = None,
    out: Out = Path("screenshots"),
    permission_group: PermissionGroup = "Reportes",
    allow: Allow = None,
    video: Annotated[bool, typer.Option("--video", help="Make the walkthrough of each language too.")] = False,
) -> int:
    """Take the pictures; unchanged ones keep their bytes, changed ones wait for approval.

    Nothing is saved in the tenant: the form is filled and left.
    """
    report = _take(common, language, theme, scale, step, out, permission_group, allow, adopt=True, film=video)
    return _finish(common, report, out)


def compare(
    common: Common,
    language: Languages = None,
    theme: Themes = None,
    scale: Scales = None,
    step: Steps = None,
    out: Out = Path("screenshots"),
    permission_group: PermissionGroup = "Reportes",
    allow: Allow = None,
    taken: Annotated[
        bool, typer.Option("--taken", help="Take nothing; compare what the last capture left waiting.")
    ] = False,
) -> int:
    """Take the pictures, write what changed and why into review.html, and exit 5 if anything did."""
    _needs_its_libraries()
    from flows.guide.running import REVIEW, review

    report = None
    if not taken:
        report = _take(common, language, theme, scale, step, out, permission_group, allow, adopt=False, film=False)
    found = review(out)
    if common.as_json:
        print_json(
            {
                "flow": "guide compare",
                "status": "different" if found else "same",
                "changes": [{"picture": one.id, "cause": one.cause, "details": list(one.details)} for one in found],
                "review": str(out / REVIEW),
                "run": report.run if report else None,
                "error": None,
            }
        )
    else:
        _show_changes(common, found, out / REVIEW)
    return DIFFERENT if found else 0


def approve(
    common: Common,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PICTURE", help="A picture's id or a part of it, * and ? allowed: es/light/06-fields, dark, 06-*."
        ),
    ] = None,
    out: Out = Path("screenshots"),
) -> None:
    """Put the pictures that wait in the place of the approved ones."""
    _needs_its_libraries()
    from flows.guide.approving import approve as accept

    accepted = accept(out, only or ())
    if common.as_json:
        print_json({"flow": "guide approve", "status": "done", "approved": accepted, "error": None})
    else:
        for known in accepted:
            typer.echo(known)
        common.say(f"{len(accepted)} approved." if accepted else "Nothing waits for approval.")


def build(
    common: Common,
    language: Languages = None,
    theme: Annotated[Theme, typer.Option(help="Of the article's pictures.")] = Theme.light,
    out: Out = Path("screenshots"),
    to: Annotated[
        Path | None, typer.Option(help="Where the article goes.", show_default="the folder article beside the pictures")
    ] = None,
) -> None:
    """Build the article round the approved pictures, as Markdown and HTML, and a gallery of all pictures."""
    _needs_its_libraries()
    from flows.guide.building import build as write

    written = write(out, to or out / "article", [str(one) for one in language or Language], str(theme))
    if common.as_json:
        print_json({"flow": "guide build", "status": "done", "files": [str(path) for path in written], "error": None})
    else:
        for path in written:
            typer.echo(path)


def _needs_its_libraries() -> None:
    """Say how to install what only this command needs."""
    from importlib.util import find_spec

    from automation.errors import BadInput

    missing = [name for name in ("PIL", "pixelmatch", "markdown_it") if find_spec(name) is None]
    if missing:
        raise BadInput(
            f"Pictures need {', '.join(missing)}, which {'is' if len(missing) == 1 else 'are'} not installed: "
            'pip install "fracttal-flows[guide]"'
        )


def _take(
    common: Common,
    language: list[Language] | None,
    theme: list[Theme] | None,
    scale: list[float] | None,
    step: list[int] | None,
    out: Path,
    permission_group: str,
    allow: list[str] | None,
    **conduct: bool,
) -> Report:
    _needs_its_libraries()
    from automation.screens import ConsumerRequest
    from flows.guide.capturing import Wanted
    from flows.guide.running import take_all

    wanted = Wanted(
        languages=[str(one) for one in _once(language) or Language],
        themes=[THEME[one] for one in _once(theme) or Theme],
        scales=_once(scale) or (1,),
        steps=sorted(step or range(1, STEPS + 1)),
        request=ConsumerRequest("ERP", permission_group, "SAP"),
        allowed=allow or (),
    )

    def progress(known: str, became: str) -> None:
        if common.verbose or became != "unchanged":
            common.say(f"{became:<10} {known}")

    with configured(common) as config:
        return take_all(
            config, wanted, out, say=common.say, progress=progress, adopt=conduct["adopt"], film=conduct["film"]
        )


def _once(values: list[Any] | None) -> list[Any]:
    return list(dict.fromkeys(values or []))


def _finish(common: Common, report: Report, out: Path) -> int:
    from flows.guide.running import worst

    outcome = report.outcome
    failure = worst(report)
    if common.as_json:
        error = {"kind": failure.kind, "message": failure.message, "step": None} if failure else None
        status = "failed" if failure else "done"
        print_json({"flow": "guide capture", "status": status, "out": str(out), **report.as_json(), "error": error})
    else:
        counts = {name: len(outcome.of(name)) for name in ("new", "changed", "unchanged")}
        total = len(outcome.verdicts) + len(outcome.failures)
        typer.echo(
            f"{total} pictures: {counts['unchanged']} unchanged, {counts['new']} new, {counts['changed']} changed, "
            f"{len(outcome.failures)} failed."
        )
        _show_failures(common, report)
        if counts["changed"]:
            common.say(f"What changed waits in {out / 'pending'}: fracttal-flows guide compare --taken --out {out}")
    return failure.exit_code if failure else 0


def _show_failures(common: Common, report: Report) -> None:
    from flows.cli.common import show_error

    by_message: dict[str, list[str]] = {}
    for known, error in sorted(report.outcome.failures.items()):
        by_message.setdefault(error.message, []).append(known)
    for message, pictures in by_message.items():
        show_error(common.console, "not taken", f"{', '.join(pictures)}: {message}")


def _show_changes(common: Common, found: list[Change], page: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    if not found:
        typer.echo("Every picture is as approved.")
        return
    table = Table("Picture", "Cause", "What")
    for one in found:
        table.add_row(one.id, one.cause, "\n".join(one.details))
    Console().print(table)
    common.say(f"Look at {page}; then fracttal-flows guide approve [--only …] --out {page.parent}")


def add_to(parent: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(command(capture, without=("trace",)))
    app.command()(command(compare, without=("trace",)))
    needs_no_tenant = ("sandbox", "base_url", "language", "headed", "timeout", "trace", "runs_dir")
    app.command()(command(approve, without=needs_no_tenant))
    app.command()(command(build, without=needs_no_tenant))
    parent.add_typer(app, name="guide")
