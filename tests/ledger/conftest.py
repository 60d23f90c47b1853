from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from automation.config import Config
from automation.ledger import Ledger, open_ledger
from benchmarks.postgres import postgres_server
from tests.ledger.other_run import OtherRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of its own, reached by a socket in a folder, so that no port is taken."""
    with postgres_server("pg-Passw0rd/of the test") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def config(request: pytest.FixtureRequest, tmp_path: Path) -> Config:
    """Settings that lead to an empty ledger of each kind."""
    url = None
    if request.param == "postgres":
        import psycopg

        url = request.getfixturevalue("postgres")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
    return Config.load(env_file=None, state_dir=tmp_path / "state", database_url=url)


@pytest.fixture
def ledger(config: Config) -> Iterator[Ledger]:
    with open_ledger(config) as opened:
        yield opened


@pytest.fixture
def other_run(config: Config) -> Iterator[Callable[[], OtherRun]]:
    started: list[OtherRun] = []

    def start() -> OtherRun:
        started.append(OtherRun(config))
        return started[-1]

    yield start
    for run in started:
        if run.lives:
            run.kill()
