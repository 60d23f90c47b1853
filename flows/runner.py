"""A flow is a name and a tuple of plain functions; the runner loops over them, and listeners watch.

A step's name is the first line of its function's docstring, everywhere: on the console, in the report, in a caption.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from inspect import getdoc
from time import monotonic
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar

from automation.errors import FlowsError, SessionExpired, TechnicalFailure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# What Playwright says when another page takes the place of the one it reads.
PAGE_LEFT = "Execution context was destroyed"

Status = Literal["done", "skipped", "failed"]


class Go(Enum):
    """What a step tells the runner about the steps after it."""

    ON = "on"
    THERE = "there"  # where the step leads, the app is already; it was not done
    NO_FURTHER = "no further"


class Context(Protocol):
    """What the steps of one flow share; the runner itself needs only this much of it."""

    def begin(self, title: str) -> None:
        """Learn which documented step is under way."""

    def renew(self) -> None:
        """Forget the session that has ended, so that the first step signs in anew."""


C = TypeVar("C", bound=Context)


@dataclass(frozen=True)
class Step(Generic[C]):
    """One documented step.

    Args:
        number: Its number in the article.
        act: The function that does it.
        once: Whether it must never be done a second time.
    """

    number: int
    act: Callable[[C], Go | None]
    once: bool = False

    @cached_property
    def name(self) -> str:
        """The first line of the function's docstring, without its full stop."""
        return (getdoc(self.act) or self.act.__name__).splitlines()[0].rstrip(".")

    @property
    def title(self) -> str:
        """Number and name, as messages show them."""
        return f"{self.number}. {self.name}"


@dataclass(frozen=True)
class Flow(Generic[C]):
    """A name and its steps, in the article's order.

    Args:
        name: "create", as the command and the run folder have it.
        steps: What is done.
    """

    name: str
    steps: tuple[Step[C], ...]

    @classmethod
    def of(cls, name: str, *acts: Callable[[C], Go | None], once: Sequence[Callable[[C], Go | None]] = ()) -> Flow[C]:
        """Number plain functions from 1."""
        return cls(name, tuple(Step(number, act, act in once) for number, act in enumerate(acts, start=1)))


@dataclass
class StepRecord:
    """What became of one step; seconds of wall time, all its tries together."""

    number: int
    name: str
    status: Status = "skipped"
    seconds: float = 0.0


@dataclass
class Record:
    """What became of a flow.

    Args:
        steps: One record per step, also for those not reached.
        error: What ended it early, if anything did.
        renewals: How often a session ended in the middle and was renewed.
    """

    steps: list[StepRecord] = field(default_factory=list)
    error: FlowsError | None = None
    renewals: int = 0


class Listener:
    """Watches a flow and never steers it; each method may be left as it is."""

    def flow_started(self, flow: Flow[C]) -> None:
        """The first step is about to begin."""

    def step_started(self, step: Step[C]) -> None:
        """A step is about to begin."""

    def step_finished(self, step: Step[C], record: StepRecord) -> None:
        """A step is done."""

    def step_failed(self, step: Step[C], error: FlowsError) -> None:
        """A step failed; the screen still shows how."""

    def session_renewed(self, step: Step[C]) -> None:
        """The session ended in this step; the flow begins again with a new sign-in."""

    def secret_ahead(self) -> None:
        """A secret may be on the screen from now on; whatever records must have stopped when this returns."""

    def flow_finished(self, flow: Flow[C], record: Record) -> None:
        """Nothing more will be done, for better or worse."""


def run(flow: Flow[C], context: C, listeners: Sequence[Listener] = ()) -> Record:
    """Do a flow's steps in order, until the end, a step that ends the flow, or a failure.

    A session that ends in the middle is renewed once, and the steps are done again from the first, except where a step
    that must never be repeated has begun.

    Args:
        flow: What to do.
        context: What the steps share.
        listeners: Who watches.

    Returns:
        What became of every step. Failures are in `Record.error`, not raised: what happened must be reported.
    """
    record = Record([StepRecord(step.number, step.name) for step in flow.steps])
    for listener in listeners:
        listener.flow_started(flow)
    try:
        while not _through(flow, context, listeners, record):
            context.renew()
    finally:
        for listener in listeners:
            listener.flow_finished(flow, record)
    return record


def _through(flow: Flow[C], context: C, listeners: Sequence[Listener], record: Record) -> bool:
    """Go through the steps; False asks for another round in a new session."""
    for step, entry in zip(flow.steps, record.steps, strict=True):
        for listener in listeners:
            listener.step_started(step)
        context.begin(step.title)
        start = monotonic()
        try:
            go = step.act(context)
        except Exception as error:  # noqa: BLE001 -- whatever a step meets is reported, never lost
            entry.seconds += monotonic() - start
            entry.status = "failed"
            failure = _as_failure(error, step)
            if isinstance(failure, SessionExpired) and not step.once and record.renewals == 0:
                record.renewals += 1
                for listener in listeners:
                    listener.session_renewed(step)
                return False
            record.error = failure
            for listener in listeners:
                listener.step_failed(step, failure)
            return True
        entry.seconds += monotonic() - start
        entry.status = "skipped" if go is Go.THERE else "done"
        for listener in listeners:
            listener.step_finished(step, entry)
        if go is Go.NO_FURTHER:
            return True
    return True


def _as_failure(error: Exception, step: Step[C]) -> FlowsError:
    """Give an error its step, and a stranger's error a name; only its first line, since the rest may quote values."""
    if isinstance(error, FlowsError):
        error.step = error.step or step.title
        return error
    # Not cut short: half a secret would not be recognised any more when the message is redacted.
    first = (str(error).splitlines() or [""])[0]
    if PAGE_LEFT in first:
        said = "The app left the screen while it was read, as it does to ask for a new sign-in."
        return SessionExpired(said, step=step.title)
    return TechnicalFailure(f"{type(error).__name__}: {first}", step=step.title)
