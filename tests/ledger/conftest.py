from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from automation.config import Config
from automation.ledger import Ledger, open_ledger
from benchmarks.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A server of its own, reached by a socket in a folder, so that no port is taken."""
    with postgres_server("pg-Passw0rd/of the test") as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.thorough)])
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


WORKER = """
import json, sys
from pathlib import Path
from automation.config import Config
from automation.errors import FlowsError
from automation.ledger import open_ledger
facts = json.loads(sys.argv[1])
config = Config.load(env_file=None, state_dir=Path(facts["state_dir"]), database_url=facts["url"])
ledger = open_ledger(config)
for line in sys.stdin:
    act = json.loads(line)
    try:
        if act["do"] == "open":
            answer = [intent.outcome for intent in ledger.open_intents("https://t", "c", act["name"])]
        elif act["do"] == "intend":
            intent = ledger.intend(tenant="https://t", account="a@b", company="c", name=act["name"], request={})
            answer = "intended"
        elif act["do"] == "click":
            ledger.clicked(intent)
            answer = "clicked"
        elif act["do"] == "settle":
            ledger.settle(intent, act["outcome"])
            answer = "settled"
    except FlowsError as exc:
        answer = exc.kind
    print(json.dumps(answer), flush=True)
"""


class OtherRun:
    """A run in a process of its own, told what to do line by line."""

    def __init__(self, config: Config) -> None:
        facts = {
            "state_dir": str(config.state_dir),
            "url": config.database_url.get_secret_value() if config.database_url else None,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKER, json.dumps(facts)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def tell(self, do: str, name: str = "ERP bridge", **more: object) -> None:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"do": do, "name": name, **more}) + "\n")
        self.process.stdin.flush()

    def hear(self) -> object:
        assert self.process.stdout
        return json.loads(self.process.stdout.readline())

    def __call__(self, do: str, name: str = "ERP bridge", **more: object) -> object:
        self.tell(do, name, **more)
        return self.hear()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()


@pytest.fixture
def other_run(config: Config) -> Iterator[Callable[[], OtherRun]]:
    started: list[OtherRun] = []

    def start() -> OtherRun:
        started.append(OtherRun(config))
        return started[-1]

    yield start
    for run in started:
        if run.process.returncode is None:
            run.kill()
