"""What became of a Save that did not show its credentials: never click again; reload, search, compare."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import (
    DuplicateConsumer,
    FlowsError,
    Orphaned,
    SaveRefused,
    SaveUnknown,
    SessionExpired,
    TechnicalFailure,
)
from automation.names import normalise_name
from automation.screens import ApiConnections, ConsumerForm, OAuthConsumers
from automation.screens.consumer_search import READ_WHOLE
from flows.entering import choose_settings, click_api_connections, click_oauth_consumers, sign_in_and_open_the_menu
from flows.keep import keep, kept_already

if TYPE_CHECKING:
    from collections.abc import Sequence

    from automation.ledger import Intent
    from automation.screens import Shown
    from automation.screens.consumer_list import ConsumerRow
    from flows.context import CreateRun

# Between two looks at the list, in seconds: a tenant that is slow already is not to be hurried.
PAUSE = 1.0
# How long a save that showed its credentials may take to be in the list, in seconds.
SHOWN_BUT_NOT_LISTED = 10.0
# How long key and secret of an opened consumer may take to appear, in seconds.
VALUES = 5.0


def settle(run: CreateRun, intent: Intent, said: str, *, refused: bool) -> None:
    """Find out what became of a click on Save that brought no credentials, and mend what can be mended.

    Args:
        run: The request, the vault and the ledger.
        intent: What the ledger knows of the click.
        said: What the app said.
        refused: Whether the tenant's answer, or the form, says that nothing was saved.

    Raises:
        SaveRefused: Nothing was created.
        SaveUnknown: It does not show, and may still.
        Orphaned: It exists and its secret cannot be read.
        DuplicateConsumer: There are two; one is kept.
    """
    quoted = f" The app said: “{said}”." if said else ""
    patience = min(PAUSE * 2, run.config.settle) if refused else run.config.settle
    try:
        consumers, rows = look(run, patience)
    except Exception as error:  # noqa: BLE001 -- whatever it is, Save was clicked, and that must be said
        run.note_outcome(intent, "unknown", note=error.kind if isinstance(error, FlowsError) else type(error).__name__)
        raise SaveUnknown(
            f"Save was clicked once for “{run.request.name}”, and what became of it could not be looked up: "
            f"{first_words(error)}{quoted} Run the same command again: it looks first, and clicks only if nothing was "
            "created."
        ) from None
    if not rows and refused:
        run.note_outcome(intent, "not_created", note="refused")
        raise SaveRefused(
            f"The tenant did not save “{run.request.name}”.{quoted or ' It did not say why.'} "
            "Nothing was created. Correct what it objects to and run the command again."
        )
    if not rows:
        run.note_outcome(intent, "unknown", note="not in the list")
        raise SaveUnknown(
            f"Save was clicked once for “{run.request.name}”, nothing confirmed it, and the list does not show it "
            "after "
            f"{run.config.settle:g} s.{quoted} Run the same command again later: it looks first, and clicks only if "
            "nothing was created."
        )
    take_one(run, consumers, rows, intent)


def take_one(run: CreateRun, consumers: OAuthConsumers, rows: tuple[ConsumerRow, ...], intent: Intent) -> None:
    """Bring back the credential of the consumer that a save is known to have made, and name a second one.

    Raises:
        Orphaned: Its secret cannot be read.
        DuplicateConsumer: There are several; one is kept in the vault, the others are named.
    """
    shown = [read_values(run, consumers, rows, at) for at in range(len(rows))]
    readable = [each for each in shown if each is not None and each.secret is not None]
    kept = kept_already(run, shown)
    if not readable and kept is None:
        raise _orphaned(run, shown, intent)
    if kept is not None:
        run.take_facts(kept[0])
        run.result.credential = kept[1]
        run.note_outcome(intent, "stored", key=kept[0].key, reference=kept[1])
    else:
        keep(run, readable[0], intent)
    run.verify_meanwhile()
    if len(rows) > 1:
        duplicate = several(run, shown, f"One click on Save made {len(rows)} consumers")
        run.note_outcome(intent, "duplicate", key=run.key, reference=run.result.credential, note=duplicate.others)
        raise duplicate.error


@dataclass(frozen=True)
class Several:
    """Consumers of one name, one of which is in the vault.

    Args:
        others: The keys of the others.
        error: What a person is told.
    """

    others: str
    error: DuplicateConsumer


def several(run: CreateRun, shown: Sequence[Shown | None], happened: str) -> Several:
    """Name every consumer besides the one that is in the vault.

    Args:
        run: Its key is the one that is kept.
        shown: What each of them shows.
        happened: How it came to that, as the beginning of a sentence.
    """
    others = ", ".join(_keys([each for each in shown if each is None or each.key != run.key]))
    return Several(
        others,
        DuplicateConsumer(
            f"{happened} called “{run.request.name}”. The one with key {run.key} is kept, its secret is in "
            f"{run.result.credential}. Delete every other one in Fracttal: key {others}."
        ),
    )


def _orphaned(run: CreateRun, shown: Sequence[Shown | None], intent: Intent) -> Orphaned:
    keys = _keys(shown)
    run.take_facts(shown[0])
    run.note_outcome(intent, "orphaned", key=", ".join(keys))
    which = (
        f"The consumer “{run.request.name}” (key {keys[0]}) was created, and its secret cannot be read"
        if len(keys) == 1
        else f"{len(keys)} consumers “{run.request.name}” (keys {', '.join(keys)}) were created, and no secret of "
        "theirs can be read"
    )
    return Orphaned(
        f"{which}: the tenant shows a secret only once, or shows dots. Delete {'it' if len(keys) == 1 else 'them all'} "
        "in Fracttal (Settings, API Connections, OAuth Consumers) and run the same command again."
    )


def _keys(shown: Sequence[Shown | None]) -> list[str]:
    return [each.key if each else "unknown" for each in shown]


def read_values(run: CreateRun, consumers: OAuthConsumers, rows: tuple[ConsumerRow, ...], at: int) -> Shown | None:
    """Open one consumer and read its key and secret; None where not even the key is shown."""
    run.secret_ahead()
    credentials = consumers.open(rows[at].name, at=at, of=len(rows)).credentials
    try:
        credentials.key.wait_for(timeout=min(VALUES, run.app.timeout) * 1000)
    except PlaywrightTimeout:
        return None
    shown = credentials.read()
    if len(rows) > 1:
        walk_to_list(run)
    return shown


def look(run: CreateRun, patience: float) -> tuple[OAuthConsumers, tuple[ConsumerRow, ...]]:
    """Reload, search the whole list for the name, and again until it shows or the patience ends (seconds)."""
    deadline = monotonic() + patience
    while True:
        consumers = walk_to_list(run)
        rows = consumers.rows.find(run.request.name)
        if rows or monotonic() > deadline:
            return consumers, rows
        # Nothing on the screen tells when a list will have caught up; asking without a pause would only burden it.
        sleep(min(PAUSE, max(0.0, deadline - monotonic())))


def first_words(error: Exception) -> str:
    """Say what went wrong on the way, as a sentence; of a stranger's error only its name, since it may quote values."""
    if isinstance(error, FlowsError):
        return error.message if error.message.endswith(".") else f"{error.message}."
    return f"the browser or the program failed ({type(error).__name__})."


def walk_to_list(run: CreateRun) -> OAuthConsumers:
    """Go through the article's steps 1 to 4 once more, with a new sign-in if the session has ended."""
    for may_renew in (True, False):
        try:
            for step in (sign_in_and_open_the_menu, choose_settings, click_api_connections, click_oauth_consumers):
                step(run)
            return run.screen_as(OAuthConsumers)
        except SessionExpired:
            if not may_renew:
                raise
            run.renew()
        except Error as error:
            raise TechnicalFailure(f"The browser does not answer any more: {error.message.splitlines()[0]}") from None
    raise AssertionError("unreachable")


def prove_single(run: CreateRun, intent: Intent) -> None:
    """Look that the one click made one consumer: a browser may send a request a second time by itself.

    The secret is in the vault by now; what fails here is noted, not raised.

    Raises:
        DuplicateConsumer: There are two; the one in the vault is kept.
    """
    try:
        consumers = back_to_list(run)
        if _one_more(run, consumers):
            return
        rows = consumers.rows.find(run.request.name)
        if not rows:
            consumers, rows = look(run, min(SHOWN_BUT_NOT_LISTED, run.config.settle))
    except Exception as error:  # noqa: BLE001 -- the credential is safe; that must not turn into a failure
        run.remark(
            f"The list could not be compared after Save ({first_words(error)}) Look for a second consumer of that name."
        )
        return
    if not rows:
        run.remark("The list does not show the new consumer yet; look for a second one of that name later.")
    elif len(rows) > 1:
        take_one(run, consumers, rows, intent)


def _one_more(run: CreateRun, consumers: OAuthConsumers) -> bool:
    """Tell whether a list too long to be shown at once has grown by exactly one, without a second of that name in view.

    That needs neither scrolling nor a search. Where lists are so long that they are searched, the search for the new
    consumer is not spared before it has shown what the tenant's search finds: later ones are the shorter for it.
    """
    if run.listed is None or (run.listed > READ_WHOLE and not run.app.search_finds_parts):
        return False
    shown, total = consumers.rows.overview()
    wanted = normalise_name(run.request.name)
    in_view = sum(normalise_name(row.name) == wanted for row in shown)
    return in_view <= 1 and len(shown) < run.listed and total == run.listed + 1


def back_to_list(run: CreateRun) -> OAuthConsumers:
    """Leave the form for the list, the short way where the screen offers one."""
    form = ConsumerForm(run.app)
    form.credentials.leave()
    back = form.back
    tab = ApiConnections(run.app).oauth_consumers
    for way in (back, tab):
        if way.shown:
            way.click()
            return OAuthConsumers(run.app).wait()
    return walk_to_list(run)
