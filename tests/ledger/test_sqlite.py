from __future__ import annotations

import multiprocessing
import sqlite3
import stat
import time

import pytest

from automation.config import Config
from automation.errors import BadInput, TechnicalFailure
from automation.ledger import open_ledger


@pytest.fixture
def config(tmp_path) -> Config:
    return Config.load(env_file=None, state_dir=tmp_path / "state")


def intend(ledger, name="n"):
    return ledger.intend(tenant="https://t", account="a@b", company="c", name=name, request={})


def test_looking_makes_no_file(config):
    with open_ledger(config) as ledger:
        assert ledger.history() == []
    assert not config.state_dir.exists()


def test_file_log_and_folders_are_for_their_owner_only(config):
    with open_ledger(config) as ledger:
        intend(ledger)
        modes = {
            path.relative_to(config.state_dir).as_posix(): stat.S_IMODE(path.stat().st_mode)
            for path in config.state_dir.rglob("*")
        }
    assert stat.S_IMODE(config.state_dir.stat().st_mode) == 0o700
    assert {"ledger.sqlite3", "ledger.sqlite3-wal", "ledger.sqlite3-shm"} <= modes.keys()
    folders = {name for name in modes if (config.state_dir / name).is_dir()}
    assert {modes[name] for name in folders} == {0o700}
    assert {mode for name, mode in modes.items() if name not in folders} == {0o600}


def test_an_intent_is_flushed_to_the_disk_before_the_click(config):
    with open_ledger(config) as ledger:
        intend(ledger)
        connection = ledger._store._connection
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL


def test_a_file_that_others_could_read_is_closed_to_them(config):
    with open_ledger(config) as ledger:
        intend(ledger)
    path = config.state_dir / "ledger.sqlite3"
    path.chmod(0o644)
    with open_ledger(config):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_that_is_no_ledger_is_refused_and_left_as_it_is(config):
    config.state_dir.mkdir()
    path = config.state_dir / "ledger.sqlite3"
    path.write_bytes(b"not a database at all " * 100)
    with pytest.raises(BadInput, match="damaged or no ledger"):
        open_ledger(config)
    assert path.read_bytes() == b"not a database at all " * 100


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    config = Config.load(env_file=None, state_dir=tmp_path / "file" / "state")
    with open_ledger(config) as ledger, pytest.raises(BadInput, match="Choose another FRACTTAL_STATE_DIR"):
        intend(ledger)


def test_a_write_that_fails_is_told_and_nothing_half_is_kept(config):
    with open_ledger(config) as ledger:
        first = intend(ledger)
        ledger._store._connection.execute("PRAGMA max_page_count = 1")  # as on a full disk
        with pytest.raises(TechnicalFailure, match="cannot be used now: database or disk is full"):
            ledger.intend(tenant="https://t", account="", company="", name="x", request={"text": "x" * 100_000})
        ledger._store._connection.execute("PRAGMA max_page_count = 100000")
        assert [intent.id for intent in ledger.history()] == [first.id]
        ledger.settle(first, "stored")


def test_another_place_can_be_named(tmp_path):
    config = Config.load(env_file=None, state_dir=tmp_path, database_url=f"sqlite:///{tmp_path}/other/l.db")
    with open_ledger(config) as ledger:
        intend(ledger)
    assert (tmp_path / "other" / "l.db").exists()
    assert not (tmp_path / "ledger.sqlite3").exists()


def begin(state_dir: object, number: int, start: object) -> None:
    start.wait()  # type: ignore[attr-defined]
    with open_ledger(Config.load(env_file=None, state_dir=state_dir)) as ledger:
        for each in range(5):
            ledger.settle(ledger.clicked(intend(ledger, f"{number}-{each}")), "stored")


def test_processes_that_begin_the_ledger_at_once_lose_nothing(config):
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(5)
    workers = [fork.Process(target=begin, args=(config.state_dir, number, start)) for number in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 5
    with open_ledger(config) as ledger:
        found = ledger.history(100)
    assert len(found) == 25
    assert {intent.outcome for intent in found} == {"stored"}
    with sqlite3.connect(config.state_dir / "ledger.sqlite3") as connection:
        revisions = connection.execute("SELECT revision FROM fracttal_flows_intents").fetchall()
        counter = connection.execute("SELECT value FROM fracttal_flows_counter").fetchone()[0]
    connection.close()
    assert len(set(revisions)) == 25
    assert counter == 75


def wait_with_a_copy_of_everything(config: Config, ready: object) -> None:
    ready.set()  # type: ignore[attr-defined]
    time.sleep(60)


def test_closing_the_ledger_frees_the_claim_even_while_a_child_process_lives_on(config):
    """A forked child holds copies of all open files, the lock's too."""
    fork = multiprocessing.get_context("fork")
    with open_ledger(config) as ledger:
        ledger.open_intents("https://t", "c", "n")
        ready = fork.Event()
        child = fork.Process(target=wait_with_a_copy_of_everything, args=(config, ready))
        child.start()
        ready.wait()
    try:
        with open_ledger(config) as ledger:
            assert ledger.open_intents("https://t", "c", "n") == []
    finally:
        child.kill()
        child.join()
