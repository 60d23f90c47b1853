"""The ledger in PostgreSQL, for many machines."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psycopg
from psycopg.rows import dict_row

from automation.errors import BadInput, FlowsError, TechnicalFailure
from automation.ledger.store import VERSION_TABLE, missing
from automation.redaction import Redactor, Secret

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MIGRATION_LOCK = 0x46524143  # any number that all releases agree on
_PAUSE = 0.1


class PostgresStore:
    """Tables in a PostgreSQL database.

    A claim is an advisory lock of the connection's session, which the server frees when the connection ends. So the
    address must lead to the server itself or to a pooler in session mode.

    Args:
        url: postgresql://user:password@host/database

    Raises:
        BadInput: The database does not answer or refuses.
    """

    def __init__(self, url: Secret) -> None:
        self._url = url
        self._claimed = ""
        self._redactor = Redactor()
        self._redactor.add(url)
        self._redactor.add(urlsplit(url.get_secret_value()).password or "")
        with self._told(BadInput):
            self._connection = self._connect()
            try:
                self._migrate()
            except BaseException:
                self._connection.close()
                raise

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Mapping[str, Any]]:
        with self._told():
            return [*self._alive().execute(_adapted(statement), values)]

    def write(self, statement: str, values: Sequence[Any] = (), *, holding: str = "") -> None:
        with self._told():
            try:
                self._write(statement, values, holding)
            except psycopg.OperationalError:
                if holding or not self._connection.closed:
                    raise
                self._write(statement, values, holding)  # on a new connection: an outcome must not get lost

    def _write(self, statement: str, values: Sequence[Any], holding: str) -> None:
        connection = self._alive()
        if holding not in ("", self._claimed):
            raise TechnicalFailure(
                "The connection to the ledger's database was lost, and with it the right to click Save for this "
                "consumer; nothing was clicked: run the command again"
            )
        with connection.transaction():
            connection.execute("UPDATE fracttal_flows_counter SET value = value + 1")
            connection.execute(_adapted(statement), values)

    def claim(self, identity: str, *, patience_seconds: float) -> bool:
        if identity == self._claimed and not self._connection.closed:
            return True
        with self._told():
            self._alive().execute("SELECT pg_advisory_unlock_all()")
        self._claimed = ""
        deadline = time.monotonic() + patience_seconds
        while True:
            with self._told():
                row = self._alive().execute("SELECT pg_try_advisory_lock(%s) AS got", [_number(identity)]).fetchone()
            if row and row["got"]:
                self._claimed = identity
                return True
            if time.monotonic() >= deadline:
                return False
            time.sleep(_PAUSE)  # the server tells nobody that a lock became free, except who waits without an end

    def close(self) -> None:
        self._claimed = ""
        self._connection.close()

    def _connect(self) -> psycopg.Connection[dict[str, Any]]:
        connection = psycopg.Connection[dict[str, Any]].connect(
            self._url.get_secret_value(),
            autocommit=True,
            row_factory=dict_row,
            connect_timeout=10,
            application_name="fracttal-flows",
            keepalives_idle=15,
            keepalives_interval=5,
            keepalives_count=3,
        )
        connection.execute("SET synchronous_commit = on")  # whatever the database's default: an intent must last
        return connection

    def _alive(self) -> psycopg.Connection[dict[str, Any]]:
        if self._connection.closed:
            self._claimed = ""  # the server has freed them with the old connection
            self._connection = self._connect()
        return self._connection

    def _migrate(self) -> None:
        with self._connection.transaction():
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", [_MIGRATION_LOCK])
            self._connection.execute(VERSION_TABLE)
            row = self._connection.execute(
                "SELECT COALESCE(MAX(version), 0) AS version FROM fracttal_flows_schema"
            ).fetchone()
            version = row["version"] if row else 0
            for number, statements in enumerate(missing(version), version + 1):
                for statement in statements:
                    self._connection.execute(statement.encode())
                self._connection.execute("INSERT INTO fracttal_flows_schema (version) VALUES (%s)", [number])

    @contextmanager
    def _told(self, kind: type[FlowsError] = TechnicalFailure) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as exc:
            said = self._redactor.redact(" ".join(str(exc).split()))
            # Not chained: the driver's own message is not redacted.
            raise kind(f"The ledger's database (FRACTTAL_DATABASE_URL) cannot be used: {said}") from None


def _adapted(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


def _number(identity: str) -> int:
    return int.from_bytes(bytes.fromhex(identity[:16]), signed=True)
