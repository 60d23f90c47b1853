from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.runner import Listener

if TYPE_CHECKING:
    from rich.console import Console

    from automation.errors import FlowsError
    from flows.runner import Record, Step, StepRecord


class Progress(Listener):
    """Shows each step on a terminal while it is under way, and one line when it is done.

    Args:
        console: Where to; standard error, since results go to standard output.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.status = console.status("")

    def step_started(self, step: Step[Any]) -> None:
        """Show which step is under way."""
        self.status.update(step.title)
        self.status.start()

    def step_finished(self, step: Step[Any], record: StepRecord) -> None:
        """Leave a line behind."""
        self.console.print(f"[green]✓[/] {step.title} [dim]{record.seconds:.1f} s[/]", highlight=False)

    def step_failed(self, step: Step[Any], error: FlowsError) -> None:  # noqa: ARG002 -- the command prints the message
        """Leave a line behind."""
        self.console.print(f"[red]✗[/] {step.title}", highlight=False)

    def session_renewed(self, step: Step[Any]) -> None:
        """Say why the steps begin again."""
        self.console.print(f"[yellow]↻[/] {step.title}: the session had ended; signing in once more", highlight=False)

    def flow_finished(self, flow: Any, record: Record) -> None:  # noqa: ARG002 -- the signature of a listener
        """Give the terminal back."""
        self.status.stop()
