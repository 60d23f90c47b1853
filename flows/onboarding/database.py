"""Where the engine keeps its queue and its schedules: beside the ledger, in a file or in PostgreSQL."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from automation.errors import BadInput
from automation.files import PRIVATE_FILE, private_folder
from automation.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dbos import DBOSClient

    from automation.config import Config

APP = "fracttal-flows"
VERSION = "1"
"""Of what is enqueued; workers take only batches of a version they understand."""
QUEUE = "onboarding"
SCHEDULED = "schedules"
POLL = 0.3
"""Seconds between two looks into the queue."""


def is_postgres(config: Config) -> bool:
    """Tell whether the settings name a PostgreSQL database."""
    return _named(config).partition("://")[0].partition("+")[0] in ("postgresql", "postgres")


def postgres_url(config: Config) -> str:
    """Return the database's address as its driver wants it; it holds a password."""
    return "postgresql://" + _named(config).partition("://")[2]


def folder_of(config: Config) -> Path:
    """Return the folder of the engine's file, and of locks beside it."""
    named = unquote(urlsplit(_named(config)).path.removeprefix("/")) if not is_postgres(config) else ""
    return Path(named).absolute().parent if named else config.state_dir


def engine_url(config: Config) -> str:
    """Return the address of the engine's database, and make the file for its owner only.

    Raises:
        BadInput: The folder cannot be written.
    """
    if is_postgres(config):
        return postgres_url(config)
    path = folder_of(config) / "engine.sqlite3"
    try:
        private_folder(path.parent)
        # SQLite itself would make it 0644.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE))
    except OSError as error:
        raise BadInput(f"The engine's file {path} cannot be written: {error.strerror}.") from None
    return f"sqlite:///{path}"


@contextmanager
def client_for(config: Config) -> Iterator[DBOSClient]:
    """Open the queue for enqueueing, looking and scheduling; tables are made where they are missing.

    Raises:
        BadInput: The database does not answer or refuses.
    """
    from dbos import DBOS, DBOSClient

    quiet()
    url = engine_url(config)
    redactor = Redactor()
    for secret in config.secrets:
        redactor.add(secret)
    try:
        DBOS.migrate(url)
        client = DBOSClient(system_database_url=url, application_name=APP, retry_connection_errors=False)
        register_queues(client)
    except Exception as error:  # noqa: BLE001 -- drivers raise what they like, and their words must be redacted
        said = redactor.redact(" ".join(str(error).split()))[:300]
        raise BadInput(f"The database of queue and schedules (FRACTTAL_DATABASE_URL) cannot be used: {said}") from None
    try:
        yield client
    finally:
        client.destroy()


def register_queues(client: DBOSClient) -> None:
    """Declare the queues: one batch a worker, one worker an account; one scheduled run at a time."""
    client.register_queue(
        QUEUE, worker_concurrency=1, partition_concurrency=1, polling_interval_sec=POLL, on_conflict="always_update"
    )
    client.register_queue(SCHEDULED, worker_concurrency=1, global_concurrency=1, on_conflict="always_update")


def quiet() -> None:
    """Keep the engine's own log to what an operator must know."""
    logging.getLogger("dbos").setLevel(logging.ERROR)


def _named(config: Config) -> str:
    return config.database_url.get_secret_value() if config.database_url else ""
