"""The ledger in one file, for the processes of one machine."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from automation.errors import BadInput, TechnicalFailure
from automation.files import PRIVATE_FILE, private_folder
from automation.ledger.store import VERSION_TABLE, missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_WAIT_SECONDS = 30.0  # for another process that is writing


class SqliteStore:
    """A SQLite file with a write-ahead log, made when something is first written.

    A claim is a lock on an empty file beside it, which the system frees when its holder dies.

    Args:
        path: The file, on a disk of this machine.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._claimed = ""
        self._lock: FileLock | None = None

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Mapping[str, Any]]:
        with self._told():
            if self._connection is None and not self._path.exists():
                return []
            return [dict(row) for row in self._open().execute(statement, values)]

    def write(self, statement: str, values: Sequence[Any] = (), *, holding: str = "") -> None:
        assert holding in ("", self._claimed), "claim first"
        with self._told():
            connection = self._open()
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.execute("UPDATE fracttal_flows_counter SET value = value + 1")
                connection.execute(statement, values)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def claim(self, identity: str, *, patience_seconds: float) -> bool:
        if identity == self._claimed:
            return True
        self._release()
        with self._told():
            folder = private_folder(self._path.with_name(f"{self._path.name}.claims"))
            lock = FileLock(folder / f"{identity[:32]}.lock", mode=PRIVATE_FILE, thread_local=False)
            try:
                lock.acquire(timeout=patience_seconds)
            except Timeout:
                return False
        self._claimed, self._lock = identity, lock
        return True

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
        self._claimed, self._lock = "", None

    def close(self) -> None:
        self._release()
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            private_folder(self._path.parent)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))  # SQLite itself would make it 0644
            self._path.chmod(PRIVATE_FILE)
            connection = sqlite3.connect(
                self._path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA synchronous = FULL")  # with a write-ahead log: flushed at every commit
                self._migrate(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _migrate(self, connection: sqlite3.Connection) -> None:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(VERSION_TABLE)
        version = connection.execute("SELECT COALESCE(MAX(version), 0) FROM fracttal_flows_schema").fetchone()[0]
        for number, statements in enumerate(missing(version), version + 1):
            for statement in statements:
                connection.execute(statement)
            connection.execute("INSERT INTO fracttal_flows_schema (version) VALUES (?)", (number,))
        connection.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as exc:  # locked, full, read-only: another time it may work
            raise TechnicalFailure(f"The ledger {self._path} cannot be used now: {exc}") from exc
        except sqlite3.DatabaseError as exc:
            raise BadInput(
                f"The ledger {self._path} is damaged or no ledger ({exc}); it was left as it is. Move it away, after "
                "looking into the tenants for consumers it may know of"
            ) from exc
        except OSError as exc:
            raise BadInput(f"The ledger {self._path} cannot be used: {exc}. Choose another FRACTTAL_STATE_DIR") from exc
