"""The loop of the command `worker`."""

from __future__ import annotations

import threading
from time import monotonic
from typing import IO, TYPE_CHECKING, Any

from flows.onboarding import batches
from flows.onboarding.database import client_for
from flows.onboarding.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from automation.config import Config

LOOK = 0.5
IDLE = 2.0
"""Seconds without work after which a worker that may end does."""


def serve(
    config: Config,
    *,
    say: Callable[[str], None],
    tell: Callable[[dict[str, Any]], None],
    scheduled: bool,
    until_idle: bool = False,
    stdin: IO[bytes] | None = None,
) -> None:
    """Take work from the queue until told to stop.

    Args:
        config: This process's settings.
        say: Told what the user should know meanwhile.
        tell: Told each result of this process.
        scheduled: Whether scheduled runs are taken too.
        until_idle: End when nothing is waiting or under way.
        stdin: End when this is closed: whoever started this process has ended.
    """
    gone = threading.Event()
    if stdin is not None:
        threading.Thread(target=_watch, args=(stdin, gone), daemon=True).start()
    with client_for(config) as client, Worker(config, say=say, tell=tell, scheduled=scheduled) as worker:
        busy_at = monotonic()
        while not gone.wait(LOOK):
            worker.tend()
            if not until_idle:
                continue
            if batches.find(client, unfinished=True):
                busy_at = monotonic()
            elif monotonic() - busy_at > IDLE:
                return


def _watch(stdin: IO[bytes], gone: threading.Event) -> None:
    stdin.read()
    gone.set()
