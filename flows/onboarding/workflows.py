"""What the engine runs: a batch of consumers, each a step that is done once and whose result is kept.

The engine decides who does what when. Whether a consumer exists already is decided by the ledger and by looking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dbos import DBOS, WorkflowSerializationFormat

from flows.onboarding.batches import WORKFLOW

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 3
PAUSE = 2.0
"""Seconds before the second try, twice as many before the third."""
NEVER_AGAIN = ("leak_found",)

_bench: list[Callable[[str, dict[str, Any], dict[str, Any]], dict[str, Any]]] = []


def employ(do: Callable[[str, dict[str, Any], dict[str, Any]], dict[str, Any]]) -> None:
    """Name who does one line of a batch in this process: gets the batch's name, the batch and the line."""
    _bench[:] = [do]


@DBOS.workflow(name=WORKFLOW, serialization_type=WorkflowSerializationFormat.PORTABLE)
def onboard(batch: dict[str, Any]) -> dict[str, int]:
    """Do the lines of one batch; those that failed technically are done again at the end.

    Args:
        batch: Account and vaults by reference, and the lines; no secrets.

    Returns:
        Status to number of lines.
    """
    name = DBOS.workflow_id or ""
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
    return {status: list(results.values()).count(status) for status in set(results.values())}


def _do(name: str, batch: dict[str, Any], line: dict[str, Any], attempt: int) -> dict[str, Any]:
    result = _bench[0](name, batch, line)
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
