"""The frame of every run: a run folder, a Redactor, a result, and a leak scan that has the last word."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from automation.errors import FlowsError, LeakFound, TechnicalFailure
from automation.redaction import Redactor
from flows.result import Result
from flows.run_folder import RunFolder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from automation.config import Config
    from automation.redaction import Secret
    from flows.opening import Opened
    from flows.runner import Listener


@dataclass
class Journal:
    """What a run leaves behind.

    Args:
        result: For `--json` and the table.
        folder: The run folder.
        revealed: The secret, where the user asked to see it.
    """

    result: Result
    folder: RunFolder
    revealed: Secret | None = None


@contextmanager
def journal(flow: str, config: Config, redactor: Redactor | None = None) -> Iterator[Journal]:
    """Keep a run folder around a flow; errors become part of the result.

    Args:
        flow: The flow's name.
        config: Its secrets are never written from here on.
        redactor: Knows the secrets of runs in the same browser; a new one if None.
    """
    redactor = redactor or Redactor()
    for secret in config.secrets:
        redactor.add(secret)
    folder = RunFolder.create(config.runs_dir, flow, redactor)
    diary = Journal(Result(flow=flow, tenant=config.base_url, run=str(folder.path)), folder)
    result = diary.result
    try:
        yield diary
    except FlowsError as error:
        result.fail(error)
    except Exception as error:  # noqa: BLE001 -- a defect must not take the result and the leak scan with it
        result.fail(_unforeseen(error, folder))
    except KeyboardInterrupt:
        result.fail(TechnicalFailure("Stopped. Run the same command again: it goes on from what is there."))
        _close(diary)
        raise
    _close(diary)
    if diary.revealed is not None:
        result.secret = diary.revealed.get_secret_value()


def _close(diary: Journal) -> None:
    """Write the result down, and look for secrets in all that was written."""
    result, folder = diary.result, diary.folder
    folder.close()
    result.redact(folder.redactor)
    _write(diary)
    try:
        leak = folder.scan()
    except OSError as error:
        leak = LeakFound(f"{folder.path} could not be searched for secrets ({error.strerror}); delete it.")
    if leak is not None:
        result.fail(leak)
        _write(diary)


def _write(diary: Journal) -> None:
    try:
        diary.folder.write_result(diary.result.as_json())
    except OSError as error:
        text = f"The result could not be written to {diary.folder.path}: {error.strerror}."
        diary.result.note = f"{diary.result.note} {text}".strip()


def _unforeseen(error: Exception, folder: RunFolder) -> TechnicalFailure:
    """Put an error that nobody expected into the log, redacted, and name it without quoting it."""
    folder.logger().opt(exception=error).error("unforeseen: {}", type(error).__name__)
    return TechnicalFailure(
        f"Something failed that was not foreseen ({type(error).__name__}); run.log in the run folder says where. Run "
        "the same command again: it goes on from what is there."
    )


def watchers(opened: Opened, folder: RunFolder, *, trace: bool, pictures: bool = False) -> list[Listener]:
    """Return who watches every run: the log, the picture of a failed step, what else was asked for."""
    from flows.listeners.log import Log
    from flows.listeners.screenshot import FailedStepScreenshot

    watching: list[Listener] = [Log(folder.logger()), FailedStepScreenshot(opened.app.page, folder.path)]
    if pictures:
        from flows.listeners.screenshot import EveryStepScreenshot

        watching.append(EveryStepScreenshot(opened.app.page, folder.path))
    if trace:
        from flows.listeners.trace import Trace

        watching.append(Trace(opened.context, folder.path))
    return watching
