"""What a flow tells programs: one JSON object, the contract of `--json` and of `result.json`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from automation.errors import FlowsError
    from automation.labels import Drift
    from automation.redaction import Redactor
    from flows.runner import Record

Status = Literal["created", "reused", "planned", "refused", "failed", "orphaned", "unknown"]


@dataclass
class ConsumerFacts:
    """What is known of the consumer; None where the screens did not tell."""

    name: str
    description: str | None = None
    grant_type: str | None = None
    permission_group: str | None = None
    created_at: str | None = None
    key: str | None = None


@dataclass
class Result:
    """What became of one run.

    Args:
        flow: "create", "read", …
        status: In one word.
        tenant: Origin of the tenant.
        company: The company, where one was chosen or shown.
        consumer: What is known of it.
        credential: Where the secret is kept, or None.
        verified: Whether the token endpoint took the pair; None if it was not asked or could not tell.
        verification: The same in words.
        language: The language the screens were in.
        steps: Number, name, status and seconds of each documented step.
        drift: Controls that were found under names the catalogue does not have.
        run: The run folder.
        error: Kind, message and step of what ended the run early.
        note: What else a person should know, "" if nothing.
        secret: Only with `--reveal`.
        failure: The error itself, for the exit code; not part of the JSON.
    """

    flow: str
    tenant: str
    status: Status = "failed"
    company: str | None = None
    consumer: ConsumerFacts | None = None
    credential: str | None = None
    verified: bool | None = None
    verification: str = ""
    language: str | None = None
    steps: list[dict[str, Any]] = field(default_factory=list)
    drift: list[dict[str, Any]] = field(default_factory=list)
    run: str | None = None
    error: dict[str, str | None] | None = None
    note: str = ""
    secret: str | None = None
    failure: FlowsError | None = field(default=None, repr=False)

    def take(self, record: Record, drift: tuple[Drift, ...], language: str | None) -> None:
        """Add what the runner and the labels know."""
        self.steps = [{**asdict(step), "seconds": round(step.seconds, 3)} for step in record.steps]
        self.drift = [asdict(each) for each in drift]
        self.language = language
        if record.error is not None:
            self.fail(record.error)

    def fail(self, error: FlowsError) -> None:
        """Note the error that ended the run, and the status that follows from it."""
        self.failure = error
        self.error = {"kind": error.kind, "message": error.message, "step": error.step}
        self.status = _status_of(error)

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        return self.failure.exit_code if self.failure else 0

    def redact(self, redactor: Redactor) -> None:
        """Pass every text that came from outside through the Redactor; words of our own are not touched."""
        for name in ("company", "credential", "verification", "drift", "note"):
            setattr(self, name, redactor.redact_data(getattr(self, name)))
        if self.consumer is not None:
            self.consumer = ConsumerFacts(**redactor.redact_data(asdict(self.consumer)))
        if self.error is not None:
            self.error["message"] = redactor.redact(self.error["message"] or "")

    def as_json(self) -> dict[str, Any]:
        """Return the object of the contract; the secret is left out unless it was asked for."""
        data = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "failure"}
        data["consumer"] = asdict(self.consumer) if self.consumer else None
        if self.secret is None:
            del data["secret"]
        return data


def _status_of(error: FlowsError) -> Status:
    by_exit_code: dict[int, Status] = {3: "refused", 4: "unknown"}
    return "orphaned" if error.kind == "orphaned" else by_exit_code.get(error.exit_code, "failed")
