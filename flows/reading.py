"""`list` and `read`: what exists, and how an existing consumer's credential gets into a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.creating import perform
from flows.journal import journal, watchers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from automation.config import Config
    from automation.screens.consumer_list import ConsumerRow
    from flows.creating import CreateOptions
    from flows.result import Result
    from flows.runner import Listener


def list_all(
    config: Config, *, trace: bool, say: Callable[[str], None], listeners: Sequence[Listener] = ()
) -> tuple[Result, tuple[ConsumerRow, ...]]:
    """Return every consumer that the tenant lists.

    Args:
        config: Tenant, account, browser.
        trace: Keep Playwright's trace.
        say: Told what the user should know meanwhile.
        listeners: Who watches besides the log.
    """
    rows: tuple[ConsumerRow, ...] = ()
    with journal("list", config) as diary:
        from flows.context import Run
        from flows.opening import app_in, browser_for, needed_settings
        from flows.read_oauth_consumers import list_flow
        from flows.runner import run

        config.require(*needed_settings(config))
        with browser_for(config, say) as browser, app_in(browser, config, diary.folder.redactor) as opened:
            watching = [*watchers(opened, diary.folder, trace=trace), *listeners]
            context = Run(
                app=opened.app,
                config=config,
                redactor=diary.folder.redactor,
                result=diary.result,
                keep_session=opened.keep_session,
                forget_session=opened.forget_session,
                listeners=watching,
            )
            found: list[ConsumerRow] = []
            record = run(list_flow(found), context, watching)
            diary.result.status = "planned"
            diary.result.take(record, opened.app.labels.drift, opened.app.labels.language)
            rows = tuple(found)
    return diary.result, rows


def read_one(
    config: Config,
    name: str,
    options: CreateOptions,
    *,
    say: Callable[[str], None],
    listeners: Sequence[Listener] = (),
) -> Result:
    """Adopt an existing consumer: its credential goes into the vault.

    Args:
        config: Tenant, account, browser, vault.
        name: The consumer's name.
        options: Conduct.
        say: Told what the user should know meanwhile.
        listeners: Who watches besides the log.
    """
    with journal("read", config) as diary:
        from automation.screens import ConsumerRequest
        from flows.read_oauth_consumers import READ

        request = ConsumerRequest(name=name, permission_group="")
        perform(READ, config, request, options, diary=diary, say=say, listeners=listeners)
    return diary.result
