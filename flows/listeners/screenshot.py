from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error

from automation.covering import coverable, covered
from automation.files import write_private
from flows.runner import Listener

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from automation.errors import FlowsError
    from flows.runner import Step, StepRecord

# A picture is a courtesy: a browser that does not deliver one in this many milliseconds is left alone.
PATIENCE = 5000
# How often a picture is taken anew when the app drew on it meanwhile.
TRIES = 3


@dataclass
class FailedStepScreenshot(Listener):
    """Takes a picture of the screen a step failed on, with everything that may be secret covered.

    Args:
        page: The page that is driven.
        folder: The run folder.
    """

    page: Page
    folder: Path

    def step_failed(self, step: Step[Any], error: FlowsError) -> None:  # noqa: ARG002 -- the signature of a listener
        """Take the picture."""
        take(self.page, self.folder / f"failed-step-{step.number}.png")


@dataclass
class EveryStepScreenshot(Listener):
    """Takes a picture of the screen each step ended on, with everything that may be secret covered.

    Args:
        page: The page that is driven.
        folder: The run folder.
    """

    page: Page
    folder: Path

    def step_finished(self, step: Step[Any], record: StepRecord) -> None:  # noqa: ARG002 -- the signature of a listener
        """Take the picture."""
        take(self.page, self.folder / f"step-{step.number}.png")


def take(page: Page, path: Path) -> None:
    """Take a picture without secrets; none where the browser is gone, since what the step says counts more.

    An app may draw a value anew while its picture is taken: such a picture is thrown away and taken once more.
    """
    for _ in range(TRIES):
        try:
            with covered(page, silent=True) as cover:
                picture = page.screenshot(timeout=PATIENCE)
                uncovered = coverable(page, silent=True).unknown
        except Error:
            return
        if not cover.lost and not uncovered:
            write_private(path, picture)
            return
