"""A worker: takes batches from the queue and does them in one browser, in a thread of its own."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from automation.errors import FlowsError
from flows.onboarding.accounts import config_of
from flows.onboarding.alive import Alive
from flows.onboarding.database import APP, QUEUE, SCHEDULED, VERSION, engine_url, quiet
from flows.onboarding.desk import Desk
from flows.onboarding.manifest import AccountLine, Line
from flows.onboarding.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from automation.config import Config
    from flows.onboarding.desk import AccountDesk

TEND = 3.0
"""Seconds between two looks for workers that have died."""


def capped(asked: int, cores: int | None = None) -> int:
    """Return how many workers make sense: one a core, since more only slow each other down."""
    return max(1, min(asked, cores or cores_here()))


def cores_here() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class StoppedError(BaseException):
    """This worker takes no more work; not an `Exception`, so that the engine leaves the batch for the next worker."""


class Bench:
    """Does one line at a time in a thread of its own, which owns the browser; Playwright's objects must not leave it.

    Args:
        config: This process's settings.
        say: Told what the user should know meanwhile.
        tell: Told each result.
    """

    def __init__(self, config: Config, say: Callable[[str], None], tell: Callable[[dict[str, Any]], None]) -> None:
        self._config, self._say, self._tell = config, say, tell
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")
        self._desk: Desk | None = None
        self._closing = False
        self._batch = ""
        self._account: AccountDesk | None = None
        self._stack = ExitStack()

    def do(self, name: str, batch: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
        """Bring one line to its end.

        Args:
            name: The batch's name; the account stays open until `leave`.
            batch: Account by reference, options, folder of relative paths.
            line: What is wanted.

        Returns:
            The result as `create --json` has it, and "exit_code".
        """
        if self._closing:
            raise StoppedError
        return self._thread.submit(self._do, name, batch, line).result()

    def leave(self, name: str) -> None:
        """Let go of the account of a batch that is done: the next one may be another worker's.

        Args:
            name: The batch's name.
        """
        if not self._closing:
            self._thread.submit(self._leave, name).result()

    def close(self) -> None:
        """End the browser and the thread; a consumer under way is brought to its end first."""
        self._closing = True
        self._thread.submit(self._end).result()
        self._thread.shutdown()

    def _do(self, name: str, batch: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
        from flows.creating import CreateOptions

        wanted = Line(**line)
        try:
            account = self._open(name, batch)
        except FlowsError as error:
            result = _refused(wanted, error)
        else:
            result = account.do(wanted, CreateOptions(base=Path(batch["base"]), **batch["options"]))
        done = {**result.as_json(), "exit_code": result.exit_code}
        self._tell(done)
        return done

    def _open(self, name: str, batch: dict[str, Any]) -> AccountDesk:
        if self._account is None or name != self._batch:
            self._leave(self._batch)
            settings = self._config.model_copy(update={"runs_dir": self._config.runs_dir / batch["apply"]})
            config = config_of(AccountLine(**batch["account"]), settings, Path(batch["base"]))
            if self._desk is None:
                self._desk = Desk(self._config, self._say, Pace())
            self._account = self._stack.enter_context(self._desk.account(config))
            self._batch = name
        return self._account

    def _leave(self, name: str) -> None:
        if name == self._batch:
            self._account = None
            self._stack.close()

    def _end(self) -> None:
        self._leave(self._batch)
        if self._desk is not None:
            self._desk.close()


class Worker:
    """The engine in this process: takes batches, and takes over those of workers that died.

    Args:
        config: This process's settings.
        say: Told what the user should know meanwhile.
        tell: Told each result of this process.
        scheduled: Whether scheduled runs are taken too.
    """

    def __init__(
        self,
        config: Config,
        *,
        say: Callable[[str], None],
        tell: Callable[[dict[str, Any]], None] = lambda _: None,
        scheduled: bool = False,
    ) -> None:
        self._config, self._say, self._scheduled = config, say, scheduled
        self._bench = Bench(config, say, tell)
        self._alive = Alive(config)
        self._tended = 0.0
        self.name = uuid4().hex

    def __enter__(self) -> Self:
        from dbos import DBOS

        from flows.onboarding import schedules, workflows

        quiet()
        workflows.employ(self._bench.do, self._bench.leave)
        schedules.employ(self._config)
        # Held before anything is taken from the queue: whoever is not alive loses its work to the others.
        self._alive.hold(self.name)
        DBOS(
            config={
                "name": APP,
                "system_database_url": engine_url(self._config),
                "executor_id": self.name,
                "application_version": VERSION,
                "log_level": "ERROR",
                "scheduler_polling_interval_sec": 5.0,
            }
        )
        DBOS.listen_queues([QUEUE, SCHEDULED] if self._scheduled else [QUEUE])
        DBOS.launch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from dbos import DBOS

        # The line under way is finished first; the rest of its batch stays for the next worker.
        self._bench.close()
        DBOS.destroy(workflow_completion_timeout_sec=5)
        with self._alive:
            pass

    def tend(self) -> int:
        """Put the work of dead workers back into the queue, at most every few seconds.

        Returns:
            How many batches were put back.
        """
        if monotonic() - self._tended < TEND:
            return 0
        self._tended = monotonic()
        self._alive.renew()
        from dbos import DBOS

        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        owners = {each.executor_id for each in pending if each.executor_id and each.executor_id != self.name}
        dead = [owner for owner in owners if not self._alive.holds(owner)]
        if not dead:
            return 0
        # The engine's own recovery; it is public only for its own service, which this project does without.
        handles = DBOS._recover_pending_workflows(dead)  # noqa: SLF001 -- see above
        if handles:
            self._say(f"{len(handles)} batches of a worker that died are taken over.")
        return len(handles)


def _refused(line: Line, error: FlowsError) -> Any:
    from flows.result import ConsumerFacts, Result

    result = Result("create", line.tenant, company=line.company or None)
    result.consumer = ConsumerFacts(line.name, line.description, line.grant_type, line.permission_group)
    result.fail(error)
    return result
