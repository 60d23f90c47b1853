from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.runner import Listener

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext

    from automation.errors import FlowsError
    from flows.runner import Record, Step, StepRecord

SIGN_IN = 1


class Trace(Listener):
    """Records Playwright's trace between sign-in and Save, and never while a secret is typed or shown.

    It holds the actions, their times and the console. It holds neither pictures nor snapshots: a snapshot records
    cookies and answers of the network too, and API Connections opens on a tab that shows the old API key.

    Args:
        context: The browser context that is driven.
        folder: The run folder.
    """

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self.context = context
        self.folder = folder
        self.recording = False
        self.parts = 0

    def step_finished(self, step: Step[Any], record: StepRecord) -> None:  # noqa: ARG002 -- the signature of a listener
        """Begin once sign-in has left the page."""
        if step.number == SIGN_IN and not self.recording:
            self.context.tracing.start(screenshots=False, snapshots=False, sources=False)
            self.recording = True

    def step_started(self, step: Step[Any]) -> None:
        """Stop before a step that must not be repeated: after it, a secret is shown."""
        if step.once:
            self._stop()

    def secret_ahead(self) -> None:
        """Stop: a secret comes on the screen."""
        self._stop()

    def session_renewed(self, step: Step[Any]) -> None:  # noqa: ARG002 -- the signature of a listener
        """Stop: a password is typed next."""
        self._stop()

    def step_failed(self, step: Step[Any], error: FlowsError) -> None:  # noqa: ARG002 -- the signature of a listener
        """Keep what there is."""
        self._stop()

    def flow_finished(self, flow: Any, record: Record) -> None:  # noqa: ARG002 -- the signature of a listener
        """Keep what there is."""
        self._stop()

    def _stop(self) -> None:
        if not self.recording:
            return
        self.recording = False
        self.parts += 1
        name = "trace.zip" if self.parts == 1 else f"trace-{self.parts}.zip"
        self.context.tracing.stop(path=self.folder / name)
