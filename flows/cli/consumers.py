"""`create`, `list`, `read`: consumers of one tenant."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from flows.cli.common import Common, Company, VaultOption, browser_coming, command, configured
from flows.result import Result

NoVerify = Annotated[bool, typer.Option("--no-verify", help="Do not ask the token endpoint whether the pair works.")]
KEEPING = ("flows.create_oauth_consumer", "flows.cli.report", "automation.oauth")
Reveal = Annotated[bool, typer.Option("--reveal", help="Print the secret too.")]


def create(
    common: Common,
    name: Annotated[str, typer.Option(help="Field B: a name that identifies the consumer.")],
    permission_group: Annotated[str, typer.Option(help="Field D: the permission group, created beforehand.")],
    description: Annotated[str, typer.Option(help="Field C.")] = "",
    grant_type: Annotated[
        Literal["client-credentials", "authorization-code"], typer.Option(help="Field A.")
    ] = "client-credentials",
    callback_url: Annotated[str, typer.Option(help="For authorization-code only.")] = "",
    hub: Annotated[bool, typer.Option("--hub", help="Tick “Activate Fracttal Hub (Middleware)”.")] = False,
    company: Company = None,
    vault: VaultOption = None,
    if_exists: Annotated[
        Literal["reuse", "fail"], typer.Option(help="What to do with a consumer of that name.")
    ] = "reuse",
    no_verify: NoVerify = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Stop before Save.")] = False,
    reveal: Reveal = False,
) -> Result:
    """Create one OAuth consumer and keep its key and secret in a vault.

    Run it again with the same name and it reuses what is there: it never makes a second one.
    """
    with browser_coming(*KEEPING), configured(common, company=company, vault=vault) as config:
        from automation.screens import ConsumerRequest
        from flows.cli.report import show
        from flows.creating import CreateOptions
        from flows.creating import create as create_consumer

        request = ConsumerRequest(
            name=name,
            permission_group=permission_group,
            description=description,
            grant_type="authorization_code" if grant_type == "authorization-code" else "client_credentials",
            callback_url=callback_url,
            hub=hub,
        )
        options = CreateOptions(
            if_exists=if_exists, verify=not no_verify, dry_run=dry_run, trace=common.trace, reveal=reveal
        )
        result = create_consumer(config, request, options, say=common.say, listeners=common.watching)
        show(result, common)
        return result


def list_consumers(common: Common, company: Company = None) -> Result:
    """List the OAuth consumers that exist; nothing is changed."""
    with browser_coming(), configured(common, company=company) as config:
        from flows.cli.report import show_list
        from flows.reading import list_all

        result, rows = list_all(config, trace=common.trace, say=common.say, listeners=common.watching)
        show_list(result, rows, common)
        return result


def read(
    common: Common,
    name: Annotated[str, typer.Argument(help="The consumer's name.")],
    vault: VaultOption = None,
    company: Company = None,
    no_verify: NoVerify = False,
    reveal: Reveal = False,
) -> Result:
    """Adopt an existing consumer: read its key and secret and keep them in a vault."""
    with browser_coming(*KEEPING), configured(common, company=company, vault=vault) as config:
        from flows.cli.report import show
        from flows.creating import CreateOptions
        from flows.reading import read_one

        options = CreateOptions(verify=not no_verify, trace=common.trace, reveal=reveal)
        result = read_one(config, name, options, say=common.say, listeners=common.watching)
        show(result, common)
        return result


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(command(create))
    app.command("list")(command(list_consumers))
    app.command()(command(read))
