"""`demo`: everything at once, from nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from flows.cli.common import Common, command, configured
from flows.result import Result


def demo(
    common: Common,
    name: Annotated[str, typer.Option(help="What the consumer is called.")] = "ERP bridge",
    permission_group: Annotated[str, typer.Option(help="One that the replica tenant has.")] = "Reportes",
) -> Result:
    """Start a replica tenant, create a consumer in it, keep and verify the credential, and take pictures.

    It needs no account and touches nothing but the run folder and a vault file beside it.
    """
    with configured(replace(common, sandbox=True)) as config:
        from automation.screens import ConsumerRequest
        from flows.cli.report import show
        from flows.creating import CreateOptions, create

        request = ConsumerRequest(name=name, permission_group=permission_group, description="Work orders to the ERP")
        options = CreateOptions(trace=common.trace, pictures=True)
        result = create(config, request, options, say=common.say, listeners=common.watching)
        show(result, common)
        common.say("The run folder has a picture of every step; whatever is secret is covered on them.")
        return result


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command()(command(demo))
