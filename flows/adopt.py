"""A consumer of the wanted name exists already: take it up, or say why not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from automation.errors import NameTaken
from flows.keep import keep, kept_already
from flows.settle import look, read_values, several, take_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from automation.errors import DuplicateConsumer
    from automation.ledger import Intent
    from automation.screens import OAuthConsumers, Shown
    from automation.screens.consumer_list import ConsumerRow
    from flows.context import CreateRun

# A click is recent for so many times the seconds that a save may take to come to light.
RECENT = 10


def taken_up(run: CreateRun, consumers: OAuthConsumers) -> bool:
    """Take up what exists, or what an earlier run of this request left open.

    Returns:
        Whether there is a consumer and nothing is left to do; False means that it may be created.

    Raises:
        NameTaken: It exists and must not, or cannot, be reused.
        NeedsPerson: An earlier run made it, and its secret is lost or it made two.
    """
    # The claim comes first: what the list shows from here on is not overtaken by another run.
    intents = run.open_intents()
    rows, run.listed = consumers.rows.look_up(run.request.name)
    clicked = [intent for intent in intents if intent.clicked_at is not None]
    if not rows and clicked:
        consumers, rows = look(run, _patience_left(run, clicked))
    if not rows:
        for intent in intents:
            run.ledger.settle(intent, "not_created", note="not in the list when the next run looked")
        return False
    if run.dry_run:
        run.result.status = "planned"
        run.result.note = "A consumer of that name exists; a run without --dry-run would reuse it."
        return True
    for intent in intents:
        if intent not in clicked:
            # What is there is somebody else's: this program did not click.
            run.note_outcome(intent, "not_created", note="not clicked; a consumer of that name came from elsewhere")
    if clicked:
        take_one(run, consumers, rows, clicked[-1])
        run.result.status = "reused"
        return True
    if run.if_exists == "fail":
        raise NameTaken(
            f"The tenant already has a consumer “{run.request.name}”, and --if-exists is fail. "
            "Choose another name, or use --if-exists reuse."
        )
    adopt(run, consumers, rows)
    run.result.status = "reused"
    return True


def _patience_left(run: CreateRun, intents: list[Intent]) -> float:
    """Return the seconds for which a click of an earlier run may still come to light.

    As long again as that run had: it saw nothing in that time, so this tenant may be a slow one.
    """
    latest = max(intent.clicked_at or intent.at for intent in intents)
    recent = (datetime.now(UTC) - latest).total_seconds() < RECENT * run.config.settle
    return run.config.settle if recent else 0.0


def adopt(run: CreateRun, consumers: OAuthConsumers, rows: tuple[ConsumerRow, ...]) -> None:
    """Bring the credential of an existing consumer into the vault.

    Args:
        run: The request and the vault.
        consumers: The list.
        rows: What it has of that name.

    Raises:
        NameTaken: There are several, or the secret is neither shown again nor kept.
        DuplicateConsumer: There are several, and the vault has the secret of one.
    """
    run.vault.check()
    if len(rows) > 1:
        raise _which_one(run, [read_values(run, consumers, rows, at) for at in range(len(rows))])
    shown = read_values(run, consumers, rows, 0)
    run.take_facts(shown)
    kept = kept_already(run, [shown])
    if kept is not None:
        run.result.credential = kept[1]
    elif shown is not None and shown.secret is not None:
        keep(run, shown, None)
    else:
        raise NameTaken(
            f"The tenant has a consumer “{run.request.name}” (key {run.key}); its secret is neither shown again nor "
            "in the "
            "vault. Use the vault that holds it (--vault), choose another name, or delete the consumer in Fracttal."
        )
    run.verify_meanwhile()


def _which_one(run: CreateRun, shown: Sequence[Shown | None]) -> NameTaken | DuplicateConsumer:
    kept = kept_already(run, shown)
    if kept is not None:
        run.take_facts(kept[0])
        run.result.credential = kept[1]
        return several(run, shown, f"The tenant has {len(shown)} consumers").error
    keys = ", ".join(each.key if each else "unknown" for each in shown)
    return NameTaken(
        f"The tenant has {len(shown)} consumers called “{run.request.name}” (keys {keys}); which one is meant cannot "
        "be told. Delete or rename all but one in Fracttal."
    )
