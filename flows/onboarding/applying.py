"""Apply a plan: enqueue what is to do, work on it, and see it through, also after a crash."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import sleep
from typing import TYPE_CHECKING, Any

from automation.errors import AnotherRun, FlowsError, NameTaken, Refused, TechnicalFailure
from flows.onboarding import batches
from flows.onboarding.batches import Progress
from flows.onboarding.children import more_workers
from flows.onboarding.worker import Worker
from flows.result import ConsumerFacts, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dbos import DBOSClient

    from automation.config import Config
    from flows.onboarding.alive import Alive
    from flows.onboarding.manifest import Line, Wanted
    from flows.onboarding.planning import Planned

LOOK = 0.5
"""Seconds between two looks at the progress."""
GOOD = ("created", "reused", "planned")
WORST_FIRST = (4, 3, 2, 1)


@dataclass(frozen=True)
class Applying:
    """How an apply is carried out.

    Args:
        workers: Processes, this one among them.
        verify: Whether the token endpoint is asked.
        stop_after: Failures after which the rest is left, or None.
    """

    workers: int = 1
    verify: bool = True
    stop_after: int | None = None


def left_by_a_crash(client: DBOSClient, wanted: Wanted, alive: Alive, say: Callable[[str], None]) -> str | None:
    """Return the unfinished apply of the same manifest, and give up those of others that nobody waits for.

    Raises:
        AnotherRun: A living process is applying this manifest.
    """
    same = None
    digest = batches.digest_of(wanted)
    unfinished = batches.find(client, unfinished=True)
    for apply in sorted({batch.apply for batch in unfinished}):
        attended = apply.startswith("apply-")
        if digest in apply:
            if attended and alive.holds(apply):
                raise AnotherRun(
                    "Another process is applying this manifest at this moment; see `fracttal-flows status`."
                )
            same = apply
        elif attended and not alive.holds(apply):
            batches.cancel(client, [batch for batch in unfinished if batch.apply == apply])
            say(f"{apply} of another manifest was broken off and is given up; apply its file again to go on with it.")
    return same


def carry_out(
    client: DBOSClient,
    apply: str,
    config: Config,
    how: Applying,
    alive: Alive,
    *,
    say: Callable[[str], None],
    show: Callable[[Progress], None],
) -> Progress:
    """Work on an apply until nothing of it is left.

    Args:
        client: The queue.
        apply: What was enqueued.
        config: This process's settings.
        how: Workers and limits.
        alive: Holds the apply, for as long as this process lives.
        say: Told what the user should know meanwhile.
        show: Told the progress, twice a second.
    """
    progress = Progress(apply)
    alive.hold(apply)
    try:
        with more_workers(how.workers - 1, config), Worker(config, say=say) as worker:
            while True:
                batches.refresh(client, progress)
                show(progress)
                if not progress.running:
                    break
                if how.stop_after is not None and sum(map(is_failure, progress.final)) >= how.stop_after:
                    say(f"{how.stop_after} failures: the rest is left.")
                    batches.cancel(client, progress.batches)
                    break
                worker.tend()
                sleep(LOOK)
    except KeyboardInterrupt:
        batches.cancel(client, progress.batches)
        raise
    batches.refresh(client, progress)  # consumers under way were still brought to their end
    return progress


def is_failure(result: dict[str, Any]) -> bool:
    """Tell whether a result is neither created nor reused, and will not be tried again."""
    return result["status"] not in GOOD and not result.get("again")


def results_of(
    wanted: Wanted, done: dict[int, dict[str, Any]], plan: Sequence[Planned], *, stopped: bool = False
) -> list[dict[str, Any]]:
    """Return one result a line, in the manifest's order.

    Args:
        wanted: The manifest.
        done: What the workers did, by line number.
        plan: What was known before, for lines that needed nothing or could not be done.
        stopped: Whether lines without a result were left on purpose.
    """
    planned = {each.line.number: each for each in plan}
    results = []
    for line in wanted.lines:
        result = done.get(line.number)
        if result is None:
            result = _from_plan(line, planned.get(line.number), stopped=stopped)
        results.append({name: value for name, value in result.items() if name not in ("again", "attempt")})
    return results


def exit_code_of(results: Sequence[dict[str, Any]]) -> int:
    """Return the exit code of all: a person is needed before refused, before technical failure."""
    codes = {result["exit_code"] for result in results}
    return next((code for code in WORST_FIRST if code in codes), 0)


def remaining(wanted: Wanted, done: dict[int, dict[str, Any]]) -> Wanted:
    """Return the manifest without the lines that have a result."""
    return replace(wanted, lines=tuple(line for line in wanted.lines if line.number not in done))


def _from_plan(line: Line, planned: Planned | None, *, stopped: bool) -> dict[str, Any]:
    result = Result("create", line.tenant, company=line.company or None)
    result.consumer = ConsumerFacts(line.name, line.description, line.grant_type, line.permission_group)
    if planned is not None and planned.action == "reuse" and planned.reference:
        result.company = planned.company or result.company
        result.status, result.credential, result.note = "reused", planned.reference, planned.detail
    else:
        result.fail(_why(planned, stopped=stopped))
    return {**result.as_json(), "number": line.number, "line": line.line, "exit_code": result.exit_code}


def _why(planned: Planned | None, *, stopped: bool) -> FlowsError:
    if planned is None or planned.to_do:
        left = "It was left when the apply was stopped." if stopped else "It was not done."
        return TechnicalFailure(f"{left} Apply the manifest again.")
    if planned.action == "conflict":
        return NameTaken(f"The tenant has a consumer “{planned.line.name}”: {planned.detail}.")
    kind = Refused if planned.action == "refused" else TechnicalFailure
    return kind(planned.detail)
