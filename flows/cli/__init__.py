"""The command `fracttal-flows`: one file per group of commands, and nothing heavy imported before it is needed."""

from __future__ import annotations

import typer

from flows.cli import check, consumers, demo, guide, onboarding, place, sandbox, schedule

app = typer.Typer(
    name="fracttal-flows",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""
Replays the documented steps that create an OAuth consumer in Fracttal One, and brings back key and secret.

Try it without a tenant: [bold]fracttal-flows demo[/]

For a tenant: set FRACTTAL_EMAIL, FRACTTAL_PASSWORD and FRACTTAL_VAULT, then
[bold]fracttal-flows create --name "ERP bridge" --permission-group Reportes[/]

Exit codes: 0 done, 1 technical failure, 2 usage or configuration, 3 refused, 4 needs a person, 5 difference found.
""",
)
for commands in (demo, consumers, onboarding, place, check, guide, schedule, sandbox):
    commands.add_to(app)


def main() -> None:
    """Run the command."""
    app()
