from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

from automation.covering import covered
from flows.runner import Listener

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from automation.errors import FlowsError
    from flows.runner import Step


class FailedStepScreenshot(Listener):
    """Takes a picture of the screen a step failed on, with everything that may be secret covered.

    Args:
        page: The page that is driven.
        folder: The run folder.
    """

    def __init__(self, page: Page, folder: Path) -> None:
        self.page = page
        self.folder = folder

    def step_failed(self, step: Step[Any], error: FlowsError) -> None:  # noqa: ARG002 -- the signature of a listener
        """Take the picture; without one where the browser is gone, since the step's own error counts."""
        try:
            with covered(self.page):
                self.page.screenshot(path=self.folder / f"failed-step-{step.number}.png", timeout=5000)
        except Error:
            return
