"""One `create` from settings to result: browser, steps, vault, token check, run folder and leak scan."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from automation.errors import FlowsError
from automation.redaction import Redactor
from flows.result import ConsumerFacts, Result
from flows.run_folder import RunFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from automation.config import Config
    from automation.screens import ConsumerRequest
    from flows.opening import Opened
    from flows.runner import Listener


@dataclass(frozen=True)
class CreateOptions:
    """How a consumer is created.

    Args:
        vault: URI of the vault; see docs/vaults.md.
        if_exists: Whether an existing consumer of that name is taken or refused.
        verify: Ask the token endpoint whether the pair works.
        dry_run: Stop before Save.
        trace: Keep Playwright's trace between sign-in and Save.
        base: Folder that relative vault paths start from.
    """

    vault: str
    if_exists: Literal["reuse", "fail"] = "reuse"
    verify: bool = True
    dry_run: bool = False
    trace: bool = False
    base: Path = field(default_factory=Path.cwd)


def create(
    config: Config,
    request: ConsumerRequest,
    options: CreateOptions,
    *,
    say: Callable[[str], None],
    listeners: Sequence[Listener] = (),
) -> Result:
    """Create one consumer and report what became of it; failures are in the result, not raised.

    Args:
        config: Tenant, account, browser.
        request: The consumer that is wanted.
        options: Vault and conduct.
        say: Told what the user should know meanwhile.
        listeners: Who watches besides the log.
    """
    with journal("create", config) as (result, folder):
        result.consumer = ConsumerFacts(
            name=request.name,
            description=request.description,
            grant_type=request.grant_type,
            permission_group=request.permission_group,
        )
        from automation.vaults import open_vault

        config.require("vault") if not options.vault else None
        vault = open_vault(options.vault, base=options.base)
        vault.check()
        from flows.opening import app_in, browser_for
        from flows.verify import Verifier

        with (
            Verifier(config, enabled=options.verify and not options.dry_run) as verifier,
            browser_for(config, say) as browser,
            app_in(browser, config, folder.redactor) as opened,
        ):
            from automation.ledger import Ledger

            from flows.context import CreateRun
            from flows.create_oauth_consumer import FLOW
            from flows.rescue import Rescue
            from flows.runner import run

            watching = [*watchers(opened, folder, trace=options.trace), *listeners]
            with Ledger(config) as ledger:
                context = CreateRun(
                    app=opened.app,
                    config=config,
                    redactor=folder.redactor,
                    result=result,
                    keep_session=opened.keep_session,
                    forget_session=opened.forget_session,
                    listeners=watching,
                    request=request,
                    vault=vault,
                    rescue=Rescue(config.state_dir),
                    ledger=ledger,
                    verify=verifier.start,
                    if_exists=options.if_exists,
                    dry_run=options.dry_run,
                )
                record = run(FLOW, context, watching)
            result.take(record, opened.app.labels.drift, opened.app.labels.language)
            verifier.finish(result)
    return result


@contextmanager
def journal(flow: str, config: Config) -> Iterator[tuple[Result, RunFolder]]:
    """Keep a run folder around a flow: errors become part of the result, and the leak scan has the last word."""
    redactor = Redactor()
    for secret in config.secrets:
        redactor.add(secret)
    folder = RunFolder.create(config.runs_dir, flow, redactor)
    result = Result(flow=flow, tenant=config.base_url, run=str(folder.path))
    try:
        yield result, folder
    except FlowsError as error:
        result.fail(error)
    result.redact(redactor)
    folder.write_result(result.as_json())
    leak = folder.scan()
    if leak is not None:
        result.fail(leak)


def watchers(opened: Opened, folder: RunFolder, *, trace: bool) -> list[Listener]:
    """Return who watches every run: the log, the picture of a failed step, the trace if it was asked for."""
    from flows.listeners.log import Log
    from flows.listeners.screenshot import FailedStepScreenshot

    watching: list[Listener] = [Log(folder.logger()), FailedStepScreenshot(opened.app.page, folder.path)]
    if trace:
        from flows.listeners.trace import Trace

        watching.append(Trace(opened.context, folder.path))
    return watching
