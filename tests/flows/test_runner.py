from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from automation.errors import ControlNotFound, FlowsError, SessionExpired, TechnicalFailure
from flows.create_oauth_consumer import FLOW
from flows.runner import Flow, Go, Listener, Record, Step, StepRecord, run


@dataclass
class Notes:
    done: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    renewed: int = 0

    def begin(self, title: str) -> None:
        self.titles.append(title)

    def renew(self) -> None:
        self.renewed += 1


class Witness(Listener):
    def __init__(self) -> None:
        self.seen: list[str] = []

    def flow_started(self, flow: Flow[Any]) -> None:
        self.seen.append(f"start {flow.name}")

    def step_started(self, step: Step[Any]) -> None:
        self.seen.append(f"begin {step.number}")

    def step_finished(self, step: Step[Any], record: StepRecord) -> None:
        self.seen.append(f"end {step.number} {record.status}")

    def step_failed(self, step: Step[Any], error: FlowsError) -> None:
        self.seen.append(f"failed {step.number} {error.kind}")

    def session_renewed(self, step: Step[Any]) -> None:
        self.seen.append(f"renewed in {step.number}")

    def flow_finished(self, flow: Flow[Any], record: Record) -> None:
        self.seen.append("over")


def one(notes: Notes) -> None:
    """Do the first thing.

    More about it.
    """
    notes.done.append("one")


def two(notes: Notes) -> None:
    """Do the second thing."""
    notes.done.append("two")


def stop(notes: Notes) -> Go:
    """See that it is enough."""
    return Go.NO_FURTHER


def test_steps_are_named_by_their_docstring_and_numbered_from_one() -> None:
    flow = Flow.of("demo", one, two)
    assert [step.title for step in flow.steps] == ["1. Do the first thing", "2. Do the second thing"]


def test_the_create_flow_has_the_article_s_seven_steps_and_only_save_is_never_repeated() -> None:
    assert [step.name for step in FLOW.steps] == [
        "Sign in and click the menu at the top right",
        "Choose Settings in the menu",
        "Click API Connections in the left side panel",
        "Click OAuth Consumers",
        "Click the + button to add a consumer",
        "Fill the fields marked A to D",
        "Click Save, and keep the key and the secret",
    ]
    assert [step.number for step in FLOW.steps if step.once] == [7]


def test_steps_are_done_in_order_and_listeners_see_each() -> None:
    notes, witness = Notes(), Witness()
    record = run(Flow.of("demo", one, two), notes, [witness])
    assert notes.done == ["one", "two"]
    assert record.error is None
    assert [entry.status for entry in record.steps] == ["done", "done"]
    assert witness.seen == ["start demo", "begin 1", "end 1 done", "begin 2", "end 2 done", "over"]
    assert notes.titles == ["1. Do the first thing", "2. Do the second thing"]


def test_a_step_may_end_the_flow_and_the_rest_is_skipped() -> None:
    notes = Notes()
    record = run(Flow.of("demo", one, stop, two), notes)
    assert notes.done == ["one"]
    assert [entry.status for entry in record.steps] == ["done", "done", "skipped"]


def test_a_failure_carries_its_step_and_is_reported_not_raised() -> None:
    def fails(notes: Notes) -> None:
        """Look for something."""
        raise ControlNotFound("Looked for it.")

    witness = Witness()
    record = run(Flow.of("demo", one, fails, two), Notes(), [witness])
    assert str(record.error) == "Step 2. Look for something: Looked for it."
    assert [entry.status for entry in record.steps] == ["done", "failed", "skipped"]
    assert witness.seen[-2:] == ["failed 2 control_not_found", "over"]


def test_a_stranger_s_error_is_named_by_its_first_line_only() -> None:
    def fails(notes: Notes) -> None:
        """Type something."""
        raise ValueError('Timeout\nCall log:\n  - fill("hunter2")')

    record = run(Flow.of("demo", fails), Notes())
    assert isinstance(record.error, TechnicalFailure)
    assert record.error.message == "ValueError: Timeout"


def test_an_ended_session_is_renewed_once_and_the_steps_begin_again() -> None:
    times = iter([True, False])

    def drops_once(notes: Notes) -> None:
        """Open the list."""
        if next(times):
            raise SessionExpired("gone")

    notes, witness = Notes(), Witness()
    record = run(Flow.of("demo", one, drops_once), notes, [witness])
    assert record.error is None
    assert record.renewals == notes.renewed == 1
    assert notes.done == ["one", "one"]
    assert "renewed in 2" in witness.seen


def test_a_session_that_ends_twice_is_a_failure() -> None:
    def drops(notes: Notes) -> None:
        """Open the list."""
        raise SessionExpired("gone")

    record = run(Flow.of("demo", drops), Notes())
    assert isinstance(record.error, SessionExpired)
    assert record.renewals == 1


def test_a_step_that_must_not_be_repeated_is_not_even_after_an_ended_session() -> None:
    def save(notes: Notes) -> None:
        """Click Save."""
        notes.done.append("save")
        raise SessionExpired("gone")

    notes = Notes()
    record = run(Flow.of("demo", one, save, once=(save,)), notes)
    assert notes.done == ["one", "save"]
    assert isinstance(record.error, SessionExpired)


def test_listeners_are_told_the_end_even_when_the_program_is_interrupted() -> None:
    def interrupted(notes: Notes) -> None:
        """Wait for ever."""
        raise KeyboardInterrupt

    witness = Witness()
    with pytest.raises(KeyboardInterrupt):
        run(Flow.of("demo", interrupted), Notes(), [witness])
    assert witness.seen[-1] == "over"


def test_a_page_that_goes_away_under_a_step_is_a_session_that_ended() -> None:
    tries: list[int] = []

    def reads(notes: Notes) -> None:
        """Read."""
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("Locator.count: Execution context was destroyed, most likely because of a navigation")

    context = Notes()
    record = run(Flow.of("read", reads), context)
    assert (record.error, record.renewals, len(tries)) == (None, 1, 2)
