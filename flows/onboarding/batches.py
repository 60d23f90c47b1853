"""What goes through the queue: batches of one account's consumers, and what became of them."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from automation.names import normalise_name
from flows.onboarding.database import QUEUE, VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dbos import DBOSClient

    from flows.onboarding.manifest import AccountLine, Line, Wanted

WORKFLOW = "onboard"
BATCH = 25
"""Consumers a batch: many enough to make one sign-in cheap, few enough to be shared between workers."""
UNFINISHED = ("ENQUEUED", "PENDING", "DELAYED")


@dataclass(frozen=True)
class Batch:
    """One entry of the queue.

    Args:
        id: `KIND-DIGEST-TIME-NUMBERxSIZE`: tells the apply it belongs to and how many lines it has.
        state: As the queue has it.
        executor: The process that has it, or None.
    """

    id: str
    state: str
    executor: str | None = None

    @property
    def apply(self) -> str:
        """The apply it belongs to."""
        return self.id.rpartition("-")[0]

    @property
    def size(self) -> int:
        """How many lines it has."""
        return int(self.id.rpartition("x")[2])

    @property
    def unfinished(self) -> bool:
        """Whether there is still something to come."""
        return self.state in UNFINISHED


@dataclass
class Progress:
    """What became of the lines of one apply so far.

    Args:
        id: The apply.
        batches: Its batches.
        results: Line number to result, as far as known.
    """

    id: str
    batches: list[Batch] = field(default_factory=list)
    results: dict[int, dict[str, Any]] = field(default_factory=dict)
    _read: set[str] = field(default_factory=set, repr=False)

    @property
    def total(self) -> int:
        """How many lines were enqueued."""
        return sum(batch.size for batch in self.batches)

    @property
    def running(self) -> bool:
        """Whether any batch is waiting or under way."""
        return any(batch.unfinished for batch in self.batches)

    @property
    def final(self) -> list[dict[str, Any]]:
        """The results that no further try will change."""
        return [result for result in self.results.values() if not result.get("again")]

    def totals(self) -> dict[str, int]:
        """Count the results of each status."""
        return dict(Counter(result["status"] for result in self.final))


def digest_of(wanted: Wanted) -> str:
    """Name what is wanted, so that the same manifest applied again goes on where it was left."""
    lines = [{**line.as_json(), "line": 0, "number": 0} for line in wanted.lines]
    accounts = [asdict(account) for account in wanted.accounts.values()]
    return sha256(json.dumps([accounts, lines], sort_keys=True).encode()).hexdigest()[:12]


def enqueue(
    client: DBOSClient,
    wanted: Wanted,
    lines: Iterable[Line],
    options: dict[str, Any],
    *,
    detached: bool,
    now: datetime | None = None,
) -> str:
    """Put lines into the queue, in batches of one account, company by company.

    Args:
        client: The queue.
        wanted: The manifest they are from.
        lines: What is to be done.
        options: How; JSON values.
        detached: Whether nobody waits for it.
        now: The time that names the apply.

    Returns:
        The name of the apply.
    """
    stamp = (now or datetime.now(UTC)).strftime("%Y%m%d%H%M%S")
    from dbos import WorkflowSerializationFormat

    apply = f"{'detached' if detached else 'apply'}-{digest_of(wanted)}-{stamp}"
    number = 0
    ordered = sorted(lines, key=lambda line: (line.account, normalise_name(line.company), line.number))
    for key, of_account in groupby(ordered, key=lambda line: line.account):
        account = wanted.accounts[key]
        rest = list(of_account)
        for start in range(0, len(rest), BATCH):
            part = rest[start : start + BATCH]
            number += 1
            client.enqueue(
                {
                    "workflow_name": WORKFLOW,
                    "queue_name": QUEUE,
                    "workflow_id": f"{apply}-{number:05}x{len(part)}",
                    "queue_partition_key": partition_of(account),
                    "app_version": VERSION,
                    "serialization_type": WorkflowSerializationFormat.PORTABLE,  # readable to whoever looks
                },
                {
                    "apply": apply,
                    "base": str(wanted.path.absolute().parent),
                    "account": asdict(account),
                    "options": options,
                    "lines": [line.as_json() for line in part],
                },
            )
    return apply


def partition_of(account: AccountLine) -> str:
    """Name an account for the queue, which lets one worker at a time work as it."""
    return sha256(f"{account.base_url}\n{(account.email or '').casefold()}".encode()).hexdigest()[:16]


def find(
    client: DBOSClient, prefix: str | Sequence[str] = ("apply-", "detached-"), *, unfinished: bool = False
) -> list[Batch]:
    """Return batches by the beginning of their names, oldest first."""
    found = client.list_workflows(
        workflow_id_prefix=prefix if isinstance(prefix, str) else list(prefix),
        name=WORKFLOW,
        status=list(UNFINISHED) if unfinished else None,
        load_input=False,
        load_output=False,
    )
    return [Batch(each.workflow_id, each.status, each.executor_id) for each in found]


def refresh(client: DBOSClient, progress: Progress) -> None:
    """Bring the progress up to date; what a finished batch left is read once."""
    progress.batches = find(client, f"{progress.id}-")
    for batch in progress.batches:
        if batch.state == "ENQUEUED" or batch.id in progress._read:  # noqa: SLF001 -- the one who fills it
            continue
        for step in client.list_workflow_steps(batch.id):
            result = step["output"]
            if isinstance(result, dict) and "number" in result:
                progress.results[result["number"]] = result
        if not batch.unfinished:
            progress._read.add(batch.id)  # noqa: SLF001 -- as above


def cancel(client: DBOSClient, batches: Iterable[Batch]) -> None:
    """Take batches off the queue; a consumer under way is still brought to its end."""
    ids = [batch.id for batch in batches if batch.unfinished]
    if ids:
        client.cancel_workflows(ids)
