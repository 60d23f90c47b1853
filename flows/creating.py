"""One `create` from settings to result."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from flows.journal import journal, watchers
from flows.result import ConsumerFacts, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from automation.config import Config
    from automation.ledger import Ledger
    from automation.screens import ConsumerRequest
    from automation.vaults import Vault
    from flows.context import CreateRun
    from flows.journal import Journal
    from flows.opening import Opened
    from flows.runner import Flow, Listener
    from flows.verify import Verifier


@dataclass(frozen=True)
class CreateOptions:
    """How a consumer is created or read.

    Args:
        if_exists: Whether an existing consumer of that name is taken or refused.
        verify: Ask the token endpoint whether the pair works.
        dry_run: Stop before Save.
        trace: Keep Playwright's trace between sign-in and Save.
        pictures: Keep a picture of every step, with all that is secret covered.
        reveal: Put the secret into the result.
        base: Folder that relative vault paths start from.
    """

    if_exists: Literal["reuse", "fail"] = "reuse"
    verify: bool = True
    dry_run: bool = False
    trace: bool = False
    pictures: bool = False
    reveal: bool = False
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
        config: Tenant, account, browser, vault.
        request: The consumer that is wanted.
        options: Conduct.
        say: Told what the user should know meanwhile.
        listeners: Who watches besides the log.
    """
    with journal("create", config) as diary:
        from flows.create_oauth_consumer import FLOW

        perform(FLOW, config, request, options, diary=diary, say=say, listeners=listeners)
    return diary.result


def perform(
    flow: Flow[CreateRun],
    config: Config,
    request: ConsumerRequest,
    options: CreateOptions,
    *,
    diary: Journal,
    say: Callable[[str], None],
    listeners: Sequence[Listener],
) -> None:
    """Do a flow that ends with a credential in a vault, in a browser of its own.

    Raises:
        BadInput: Settings are missing, or the vault or the browser cannot be used; nothing was started.
    """
    from automation.vaults import open_vault
    from flows.opening import app_in, browser_for, needed_settings
    from flows.verify import Verifier

    diary.result.consumer = facts_of(request)
    config.require(*needed_settings(config), *([] if options.dry_run else ["vault"]))
    uri = config.vault or f"json:{config.state_dir / 'dry-run.json'}"
    vault = open_vault(uri, base=options.base, identity=config.age_identity)
    with (
        Verifier(config, enabled=options.verify and not options.dry_run) as verifier,
        browser_for(config, say, meanwhile=(lambda: None) if options.dry_run else vault.check) as browser,
        app_in(browser, config, diary.folder.redactor) as opened,
    ):
        desk = Desk(config, opened, vault, verifier)
        perform_in(desk, flow, request, options, diary=diary, listeners=listeners)


@dataclass(frozen=True)
class Desk:
    """What stays the same for many consumers of one account.

    Args:
        config: Tenant, account, browser.
        opened: The app in a browser.
        vault: Where credentials go.
        verifier: Asks the token endpoint.
        ledger: What was intended and what became of it; opened for the one run if None.
        standing: The company whose consumers the page shows since the run before.
    """

    config: Config
    opened: Opened
    vault: Vault
    verifier: Verifier
    ledger: Ledger | None = None
    standing: str | None = None


def perform_in(
    desk: Desk,
    flow: Flow[CreateRun],
    request: ConsumerRequest,
    options: CreateOptions,
    *,
    diary: Journal,
    listeners: Sequence[Listener] = (),
) -> None:
    """Do a flow that ends with a credential in a vault, in an app that is open already."""
    from automation.ledger import open_ledger
    from flows.context import CreateRun
    from flows.rescue import Rescue
    from flows.runner import run

    diary.result.consumer = diary.result.consumer or facts_of(request)
    opened, folder, result = desk.opened, diary.folder, diary.result
    watching = [*watchers(opened, folder, trace=options.trace, pictures=options.pictures), *listeners]
    with nullcontext(desk.ledger) if desk.ledger else open_ledger(desk.config, folder.redactor) as ledger:
        context = CreateRun(
            app=opened.app,
            config=desk.config,
            redactor=folder.redactor,
            result=result,
            keep_session=opened.keep_session,
            forget_session=opened.forget_session,
            listeners=watching,
            standing=desk.standing,
            request=request,
            vault=desk.vault,
            rescue=Rescue(desk.config.state_dir),
            ledger=ledger,
            verify=desk.verifier.start,
            if_exists=options.if_exists,
            dry_run=options.dry_run,
        )
        record = run(flow, context, watching)
    result.take(record, opened.app.labels.drift, opened.app.labels.language)
    desk.verifier.finish(result)
    if options.reveal and context.credential is not None:
        diary.revealed = context.credential.secret


def facts_of(request: ConsumerRequest) -> ConsumerFacts:
    """Return what is known of a consumer before anything is done."""
    return ConsumerFacts(request.name, request.description, request.grant_type, request.permission_group or None)
