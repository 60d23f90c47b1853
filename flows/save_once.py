"""Save once (article step 7): one click, a verdict from evidence, and the secret in the vault before anything else.

Killed at any instant and run again, there is one consumer and its secret is in the vault, or a person is told exactly
what to do. Never two consumers, never a silent loss.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.redaction import quotable
from automation.screens.finding import left, signed_out, union
from automation.screens.save_answer import SaveWatch
from automation.screens.toasts import alerts
from flows.keep import keep
from flows.settle import prove_single, settle

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens import ConsumerForm, Shown
    from flows.context import CreateRun

# How long the credentials may stay behind what a toast says, in seconds.
AFTER_TOAST = 5.0
# How often it is looked whether the answer failed while nothing appears, in seconds.
GLANCE = 0.25


@dataclass(frozen=True)
class Evidence:
    """What was seen after the click.

    Args:
        shown: Key and secret, if they appeared.
        said: What toasts and alerts said.
        refused: Whether the tenant answered that nothing was saved, or the form sent nothing.
    """

    shown: Shown | None
    said: str
    refused: bool


def save_once(run: CreateRun, form: ConsumerForm) -> None:
    """Click Save exactly once, and bring back what it made.

    Args:
        run: The request, the vault and the ledger.
        form: The form, filled.

    Raises:
        SaveRefused: Nothing was created; the tenant said why.
        SaveUnknown: Nobody can tell; a person must look.
        Orphaned: The consumer exists and its secret is lost.
        DuplicateConsumer: The one click made two consumers.
    """
    # Whatever can fail without harm comes before the intent: the vault, and a button that can be clicked.
    run.vault.check()
    save = form.save.ready()
    run.secret_ahead()
    intent = run.ledger.clicked(run.intend())
    evidence = click_and_watch(run, form, save)
    if evidence.shown is None or evidence.shown.secret is None:
        settle(run, intent, evidence.said, refused=evidence.refused)
    else:
        keep(run, evidence.shown, intent)
        run.verify_meanwhile()
        prove_single(run, intent)
    run.result.status = "created"


def click_and_watch(run: CreateRun, form: ConsumerForm, save: Locator) -> Evidence:
    """Click once, and wait for what a person would see: the credentials, or a message."""
    page = run.app.page
    with SaveWatch(page, run.config.base_url) as watch:
        shown, said, trouble = None, "", None
        try:
            before = set(alerts(page).all_inner_texts())
            # On a time-out the click may have been delivered all the same: what follows decides.
            with suppress(PlaywrightTimeout):
                save.click(timeout=run.app.timeout * 1000)
            shown, said = _wait(run, form, watch, before)
        except Exception as error:  # noqa: BLE001 -- after the click the list decides, not what went wrong on the way
            trouble = error
        if shown is None or shown.secret is None:
            # The screen may have gone away before it was read, or calls the secret by a name nobody knows.
            shown = watch.credentials() or shown
    if trouble is not None and not (shown and isinstance(trouble, Error)):
        # Only its name: what a stranger's error says may hold what stands on the screen.
        run.remark(f"Waiting for the credentials ended early ({type(trouble).__name__}).")
    return Evidence(shown, said, watch.refused or (trouble is None and watch.sent == 0 and shown is None))


def _wait(run: CreateRun, form: ConsumerForm, watch: SaveWatch, before: set[str]) -> tuple[Shown | None, str]:
    page = run.app.page
    credentials = form.credentials
    deadline = monotonic() + run.app.timeout
    said = ""
    until = deadline
    awaited = [credentials.secret, credentials.key, signed_out(page)]
    asked = [form.confirmation.locator]
    while monotonic() < until:
        with suppress(PlaywrightTimeout):
            union(*awaited, *asked).first.wait_for(timeout=min(left(until), GLANCE * 1000))
        shown = credentials.read()
        if shown is not None and shown.secret is not None:
            return shown, said
        if asked and form.confirmation.shown:
            # Once, like Save: the dialog can still be clicked on its way out, and would save a second time.
            asked.clear()
            form.confirmation.click()
        if watch.failed or signed_out(page).count():
            return shown, said
        news = [text for text in alerts(page).all_inner_texts() if text not in before]
        if news or shown is not None:
            said = said or quotable(" ".join(news))
            if any(status not in range(200, 400) for status in watch.statuses):
                return shown, said
            until = min(until, monotonic() + AFTER_TOAST) if until == deadline else until
    return None, said
