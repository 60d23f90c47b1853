"""What the engine runs: a batch of consumers, each a step that is done once and whose result is kept.

The engine decides who does what when. Whether a consumer exists already is decided by the ledger and by looking.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dbos import DBOS, WorkflowSerializationFormat

from flows.onboarding.batches import WORKFLOW

TRIES = 3
PAUSE = 2.0
"""Seconds before the second try, twice as many before the third."""
NEVER_AGAIN = ("leak_found",)

Do = Callable[[str, dict[str, Any], dict[str, Any]], dict[str, Any]]
Leave = Callable[[str], None]
_bench: list[tuple[Do, Leave]] = []


def employ(do: Do, leave: Leave) -> None:
    """Name who works in this process.

    Args:
        do: Does one line of a batch; gets the batch's name, the batch and the line.
        leave: Lets go of what a batch held, its account above all; gets the batch's name.
    """
    _bench[:] = [(do, leave)]


@DBOS.workflow(name=WORKFLOW, serialization_type=WorkflowSerializationFormat.PORTABLE)
def onboard(batch: dict[str, Any]) -> dict[str, int]:
    """Do the lines of one batch; those that failed technically are done again at the end.

    Args:
        batch: Account and vaults by reference, and the lines; no secrets.

    Returns:
        Status to number of lines.
    """
    name = DBOS.workflow_id or ""
    try:
        results = _done(name, batch)
    finally:
        _bench[0][1](name)
    return {status: list(results.values()).count(status) for status in set(results.values())}


def _done(name: str, batch: dict[str, Any]) -> dict[int, str]:
    results: dict[int, str] = {}
    todo = batch["lines"]
    for attempt in range(1, TRIES + 1):
        again = []
        for line in todo:
            result = DBOS.run_step({"name": f"line {line['number']}, try {attempt}"}, _do, name, batch, line, attempt)
            results[line["number"]] = result["status"]
            if result["again"]:
                again.append(line)
        if not again:
            break
        DBOS.sleep(PAUSE * attempt)
        todo = again
    return results


def _do(name: str, batch: dict[str, Any], line: dict[str, Any], attempt: int) -> dict[str, Any]:
    result = _bench[0][0](name, batch, line)
    return {
        **result,
        "number": line["number"],
        "line": line["line"],
        "attempt": attempt,
        "again": attempt < TRIES and may_be_tried_again(result),
    }


def may_be_tried_again(result: dict[str, Any]) -> bool:
    """Tell whether a new session may try once more: after a technical failure, never after a refusal or a doubt."""
    return result["status"] == "failed" and result["exit_code"] == 1 and result["error"]["kind"] not in NEVER_AGAIN
