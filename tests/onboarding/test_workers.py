from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from automation.config import Config
from flows.onboarding.worker import Bench, capped
from flows.onboarding.workflows import may_be_tried_again


@pytest.mark.parametrize(("asked", "cores", "workers"), [(1, 2, 1), (2, 2, 2), (8, 2, 2), (3, 64, 3)])
def test_there_are_never_more_workers_than_cores(asked: int, cores: int, workers: int) -> None:
    assert capped(asked, cores) == workers


def result(status: str, exit_code: int, kind: str) -> dict[str, Any]:
    return {"status": status, "exit_code": exit_code, "error": {"kind": kind, "message": "", "step": None}}


@pytest.mark.parametrize(
    ("what", "again"),
    [
        (result("failed", 1, "screen_not_opened"), True),
        (result("failed", 1, "save_refused"), True),
        (result("failed", 1, "leak_found"), False),
        (result("refused", 3, "wrong_password"), False),
        (result("unknown", 4, "save_unknown"), False),
        (result("orphaned", 4, "orphaned"), False),
        (result("failed", 2, "vault_unusable"), False),
    ],
)
def test_only_technical_failures_are_tried_again(what: dict[str, Any], again: bool) -> None:
    assert may_be_tried_again(what) is again


class Accounts:
    """Stands for the browser: notes which accounts are held."""

    def __init__(self) -> None:
        self.held: list[str] = []

    @contextmanager
    def account(self, config: Config) -> Iterator[Any]:
        assert config.email
        self.held.append(config.email)
        yield self
        self.held.remove(config.email)

    def do(self, line: Any, options: Any) -> Any:
        from flows.result import Result

        return Result("create", line.tenant, status="created")

    def close(self) -> None:
        pass


def test_a_worker_lets_go_of_an_account_when_its_batch_is_done(tmp_path: Path) -> None:
    bench = Bench(Config.load(env_file=None, runs_dir=tmp_path), lambda _: None, lambda _: None)
    bench._desk = accounts = Accounts()  # type: ignore[assignment]
    line = {"number": 1, "line": 1, "account": "a", "tenant": "https://t", "company": "", "name": "n"}
    line |= {"permission_group": "g", "vault": "json:v"}
    account = {"key": "a", "base_url": "https://t", "email": "a@b", "password": None}
    batch = {"apply": "x", "base": str(tmp_path), "account": account, "options": {}}
    bench.do("first", batch, line)
    bench.do("first", batch, line)
    assert accounts.held == ["a@b"], "it stays signed in from line to line"
    bench.leave("another")
    assert accounts.held == ["a@b"]
    bench.leave("first")
    assert accounts.held == []
    bench.do("second", {**batch, "account": {**account, "email": "c@d"}}, line)
    assert accounts.held == ["c@d"]
    bench.close()
    assert accounts.held == []
