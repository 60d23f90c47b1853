"""`doctor`, `login`, `history`: is everything in place, and what was done from here?"""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.common import Common, command, configured, print_json

MARKS = {True: "[green]✓[/]", False: "[red]✗[/]", None: "[dim]-[/]"}


def doctor(
    common: Common,
    fix: Annotated[bool, typer.Option("--fix", help="Install a browser if there is none.")] = False,
) -> int:
    """Say what is in place and what is missing, with the command that mends it."""
    from automation.doctor import checks

    with configured(common) as config:
        if fix:
            from automation.browser import install_browser

            install_browser(config, say=common.say)
        found = checks(config)
        if common.as_json:
            print_json({"checks": [{"name": c.name, "ok": c.ok, "found": c.found, "mend": c.mend} for c in found]})
        else:
            from rich.console import Console
            from rich.markup import escape
            from rich.table import Table

            table = Table("", "", "Found", "To mend it", show_edge=False)
            for check in found:
                table.add_row(MARKS[check.ok], check.name, escape(check.found), escape(check.mend))
            Console().print(table)
        return 2 if any(check.ok is False for check in found) else 0


def history(
    common: Common,
    limit: Annotated[int, typer.Option(help="How many, newest first.")] = 20,
) -> None:
    """Show what was intended from this machine, and what became of it; no secrets."""
    from automation.ledger import open_ledger

    with configured(common) as config, open_ledger(config) as ledger:
        intents = ledger.history(limit)
        if common.as_json:
            print_json({"history": [intent.as_json() for intent in intents]})
            return
        from rich.console import Console
        from rich.markup import escape
        from rich.table import Table

        table = Table("When", "Tenant", "Company", "Consumer", "Became", "Key", "Credential")
        for intent in intents:
            table.add_row(
                f"{intent.at:%Y-%m-%d %H:%M}",
                *(escape(text or "") for text in (intent.tenant, intent.company, intent.name)),
                intent.outcome or "open",
                *(escape(text or "") for text in (intent.key, intent.reference)),
            )
        Console().print(table)


def login(common: Common) -> None:
    """Sign in by hand once (single sign-on, two-factor, captcha), and keep the session for later runs.

    It opens a window, waits until somebody is signed in, and proves the kept session before it says so.
    """
    from flows.signing_in_by_hand import sign_in_by_hand

    with configured(common, headless=False) as config:
        sign_in_by_hand(config, say=common.say)


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(command(doctor))
    app.command()(command(login))
    app.command()(command(history))
