"""Which processes are alive: a lock that each holds for as long as it lives, and that dies with it."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from automation.files import PRIVATE_FILE, private_folder
from flows.onboarding.database import folder_of, is_postgres, postgres_url

if TYPE_CHECKING:
    from types import TracebackType

    from automation.config import Config


class Alive:
    """Names held by living processes: file locks on one machine, advisory locks in PostgreSQL for many.

    Args:
        config: Which database.
    """

    def __init__(self, config: Config) -> None:
        self._postgres = is_postgres(config)
        self._url = postgres_url(config) if self._postgres else ""
        self._folder = folder_of(config) / "alive"
        self._held: dict[str, Any] = {}
        self._connection: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lock in self._held.values():
            if lock is not None:
                lock.release()
                with suppress(OSError):
                    Path(lock.lock_file).unlink()  # its name is used once
        self._held.clear()
        if self._connection is not None:
            self._connection.close()

    def hold(self, name: str) -> None:
        """Hold a name until this process ends, or lets go of all."""
        if self._postgres:
            self._take_in_postgres(name)
            self._held[name] = None
            return
        lock = self._file_lock(name)
        lock.acquire(timeout=0)
        self._held[name] = lock

    def renew(self) -> None:
        """Hold the same names again, where the connection that held them was lost."""
        if self._postgres and self._held and (self._connection is None or self._connection.closed):
            for name in self._held:
                self._take_in_postgres(name)

    def holds(self, name: str) -> bool:
        """Tell whether a living process holds this name."""
        if name in self._held:
            return True
        if self._postgres:
            got = self._ask("SELECT pg_try_advisory_lock(%s)", name)
            if got:
                self._ask("SELECT pg_advisory_unlock(%s)", name)
            return not got
        from filelock import Timeout

        lock = self._file_lock(name)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        lock.release()
        return False

    def _take_in_postgres(self, name: str) -> None:
        self._ask("SELECT pg_advisory_lock(%s)", name)

    def _ask(self, statement: str, name: str) -> bool:
        import psycopg

        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._url, autocommit=True, connect_timeout=10, keepalives_idle=15)
        number = int.from_bytes(sha256(f"alive:{name}".encode()).digest()[:8], signed=True)
        row = self._connection.execute(statement, (number,)).fetchone()
        return bool(row and row[0])

    def _file_lock(self, name: str) -> Any:
        from filelock import FileLock

        private_folder(self._folder)
        digest = sha256(name.encode()).hexdigest()[:32]
        return FileLock(self._folder / f"{digest}.lock", mode=PRIVATE_FILE, thread_local=False)
