"""What the queue asks of PostgreSQL, by how much is waiting: batches of nothing, so that only the engine works.

python -m benchmarks.queue_load --waiting 10 1000 100000

Each batch has one consumer and an account of its own, the dearest case: as many entries of the queue, and as many
partitions of it, as there are tenants.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psycopg

COUNTERS = ("xact_commit", "tup_fetched", "tup_inserted", "tup_updated")


@dataclass(frozen=True)
class Load:
    """What one worker and one look at the progress cost while so much was waiting.

    Args:
        waiting: Batches in the queue.
        first: Seconds until the worker had its first batch.
        done: Batches it took in the time given.
        rate: Batches a minute.
        transactions, read, written: Of the database, for each batch: commits, rows fetched, rows inserted or updated.
        idle_transactions: A second, of a worker for which there is nothing to do.
        look: Seconds of one look at the progress, as `apply` and `status` take it.
        bytes: Of the database for each batch that waits.
    """

    waiting: int
    first: float
    done: int
    rate: float
    transactions: float
    read: float
    written: float
    idle_transactions: float
    look: float
    bytes: float


class Nothing:
    """A worker's bench at which every line is done at once."""

    def __init__(self) -> None:
        self.done: list[float] = []

    def do(self, name: str, batch: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
        self.done.append(time.monotonic())
        return {"status": "created", "exit_code": 0, "error": None, "number": line["number"]}

    def leave(self, name: str) -> None:
        pass

    def close(self) -> None:
        pass


def measure(url: str, waiting: int, seconds: float, folder: Path) -> Load:
    """Fill a queue, let one worker work at nothing for a while, and read the database's own counters.

    Args:
        url: An empty database.
        waiting: Batches to fill it with.
        seconds: For which the worker works, and for which it is idle.
        folder: Gets the manifest.
    """
    import psycopg

    from automation.config import Config
    from flows.onboarding import batches
    from flows.onboarding.database import client_for

    config = Config.load(env_file=None, database_url=url, state_dir=folder / "state", runs_dir=folder / "runs")
    with client_for(config) as client, psycopg.connect(url, autocommit=True) as connection:
        before = _size(connection)
        apply = batches.enqueue(client, _wanted(folder), _wanted(folder).lines, {"verify": True}, detached=True)
        _multiply(connection, apply, waiting)
        size = _size(connection) - before
        begun = time.monotonic()
        batches.refresh(client, batches.Progress(apply))
        look = time.monotonic() - begun
        bench, begun, worked = _work(config, connection, seconds)
        connection.execute("DELETE FROM dbos.workflow_status WHERE status = 'ENQUEUED'")
        _, _, idle = _work(config, connection, seconds)
    many = max(1, len(bench.done))
    span = bench.done[-1] - bench.done[0] if many > 1 else 0.0
    return Load(
        waiting=waiting,
        first=round(bench.done[0] - begun, 2),
        done=len(bench.done),
        rate=round((many - 1) / span * 60, 1) if span else 0.0,
        transactions=round(worked["xact_commit"] / many, 1),
        read=round(worked["tup_fetched"] / many, 1),
        written=round((worked["tup_inserted"] + worked["tup_updated"]) / many, 1),
        idle_transactions=round(idle["xact_commit"] / seconds, 1),
        look=round(look, 2),
        bytes=round(size / waiting, 0),
    )


def _wanted(folder: Path) -> Any:
    from flows.onboarding.manifest import load

    manifest = {
        "defaults": {"permission_group": "Reportes", "vault": "json:vault.json"},
        "accounts": {"a": {"base_url": "https://one.fracttal.com", "email": "ops@example.com"}},
        "consumers": [{"account": "a", "company": "Planta Norte", "name": "ERP bridge", "description": "Work orders"}],
    }
    path = folder / "manifest.yaml"
    path.write_text(json.dumps(manifest))
    from automation.config import Config

    return load(path, Config.load(env_file=None, password="x"))


def _multiply(connection: psycopg.Connection, apply: str, waiting: int) -> None:
    """Make many batches of the one that was enqueued, each of an account of its own."""
    new = f"'{apply}-' || to_char(g, 'FM0000000') || 'x1'"
    for table, changed in (
        ("workflow_status", {"workflow_uuid": new, "queue_partition_key": "md5(g::text)"}),
        ("workflow_input", {"workflow_uuid": new}),
    ):
        columns = [
            row[0]
            for row in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'dbos' AND table_name = %s "
                "AND is_generated = 'NEVER'",
                [table],
            )
        ]
        values = ", ".join(changed.get(column, f't."{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        connection.execute(
            f"INSERT INTO dbos.{table} ({names}) SELECT {values} FROM dbos.{table} t, generate_series(2, {waiting}) g "  # type: ignore[arg-type]
            f"WHERE t.workflow_uuid LIKE '{apply}-00001x%'"
        )
    connection.execute("ANALYZE")


def _work(config: Any, connection: psycopg.Connection, seconds: float) -> tuple[Nothing, float, dict[str, int]]:
    from flows.onboarding.worker import Worker

    bench = Nothing()
    worker = Worker(config, say=lambda _: None)
    worker._bench = bench  # type: ignore[assignment]
    before = _counters(connection)
    begun = time.monotonic()
    with worker:
        while time.monotonic() - begun < seconds:
            worker.tend()
            time.sleep(0.5)
    time.sleep(2.0)  # the server adds a session's counts up after the session
    after = _counters(connection)
    return bench, begun, {name: after[name] - before[name] for name in COUNTERS}


def _counters(connection: psycopg.Connection) -> dict[str, int]:
    row = connection.execute(
        f"SELECT {', '.join(COUNTERS)} FROM pg_stat_database WHERE datname = current_database()"  # type: ignore[arg-type]
    ).fetchone()
    assert row is not None
    return dict(zip(COUNTERS, row, strict=True))


def _size(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row is not None
    return int(row[0])


def main(argv: Sequence[str] | None = None) -> int:
    """Measure each filling in a process of its own, and print a table and JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.queue_load", description=__doc__)
    parser.add_argument("--waiting", type=int, nargs="+", default=[10, 1000, 100_000])
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--json", type=Path, default=Path("build/queue_load.json"))
    parser.add_argument("--url", help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.url:
        with tempfile.TemporaryDirectory() as name:
            sys.stdout.write(json.dumps(asdict(measure(given.url, given.waiting[0], given.seconds, Path(name)))))
        return 0
    import psycopg

    loads: list[dict[str, Any]] = []
    with postgres_server() as url:
        for waiting in given.waiting:
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE queue_{waiting}")  # type: ignore[arg-type]
            arguments = ["--waiting", str(waiting), "--seconds", str(given.seconds)]
            one = url.replace("/postgres?", f"/queue_{waiting}?")
            command = [sys.executable, "-m", "benchmarks.queue_load", *arguments, "--url", one]
            loads.append(json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout))
            print(loads[-1], flush=True)
    given.json.parent.mkdir(parents=True, exist_ok=True)
    given.json.write_text(json.dumps(loads, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
