from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.runner import Listener

if TYPE_CHECKING:
    from loguru import Logger

    from automation.errors import FlowsError
    from flows.runner import Flow, Record, Step, StepRecord


class Log(Listener):
    """Writes each event to the run's log.

    Args:
        logger: One whose every record passes the Redactor; see `flows.run_folder`.
    """

    def __init__(self, logger: Logger) -> None:
        self.logger = logger

    def flow_started(self, flow: Flow[Any]) -> None:
        """Note the start."""
        self.logger.info("flow {} of {} steps", flow.name, len(flow.steps))

    def step_started(self, step: Step[Any]) -> None:
        """Note which step is under way."""
        self.logger.debug("step {}", step.title)

    def step_finished(self, step: Step[Any], record: StepRecord) -> None:
        """Note the end of a step."""
        self.logger.info("step {}: {} in {:.2f} s", step.title, record.status, record.seconds)

    def step_failed(self, step: Step[Any], error: FlowsError) -> None:
        """Note the failure, in full."""
        self.logger.error("step {}: {}: {}", step.title, error.kind, error.message)

    def session_renewed(self, step: Step[Any]) -> None:
        """Note that the session ended."""
        self.logger.warning("step {}: the session ended; signing in once more", step.title)

    def secret_ahead(self) -> None:
        """Note from when on nothing is recorded."""
        self.logger.debug("a secret may be on the screen from now on")

    def flow_finished(self, flow: Flow[Any], record: Record) -> None:
        """Note the end."""
        self.logger.info("flow {} ended: {}", flow.name, record.error.kind if record.error else "done")
