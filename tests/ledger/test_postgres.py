from __future__ import annotations

import sys

import psycopg
import pytest

from automation.config import Config
from automation.errors import BadInput, TechnicalFailure
from automation.ledger import open_ledger


@pytest.fixture
def config(postgres, tmp_path) -> Config:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return Config.load(env_file=None, state_dir=tmp_path / "state", database_url=postgres)


def intend(ledger, name="n"):
    return ledger.intend(tenant="https://t", account="a@b", company="c", name=name, request={})


def cut(ledger, postgres):
    """End the ledger's connection from the server's side, as a restart or a firewall would."""
    pid = ledger._store._connection.info.backend_pid
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_nothing_is_kept_on_this_machine(config):
    with open_ledger(config) as ledger:
        intend(ledger)
    assert not config.state_dir.exists()


def test_a_lost_connection_stops_the_click(config, postgres):
    with open_ledger(config) as ledger:
        intent = intend(ledger)
        cut(ledger, postgres)
        with pytest.raises(TechnicalFailure, match=r"cannot be used|connection"):
            ledger.clicked(intent)
        with pytest.raises(TechnicalFailure, match="nothing was clicked: run the command again"):
            ledger.clicked(intent)


def test_an_outcome_survives_a_lost_connection(config, postgres):
    with open_ledger(config) as ledger:
        intent = ledger.clicked(intend(ledger))
        cut(ledger, postgres)
        ledger.settle(intent, "stored", key="K")
        assert [(found.outcome, found.key) for found in ledger.history()] == [("stored", "K")]


def test_after_a_lost_connection_the_claim_is_another_s_to_take(config, postgres):
    with open_ledger(config) as ledger, open_ledger(config) as other:
        ledger.open_intents("https://t", "c", "n")
        cut(ledger, postgres)
        intend(other)
        with pytest.raises(TechnicalFailure):
            intend(ledger)
        with pytest.raises(TechnicalFailure, match="Another run"):
            intend(ledger)


def test_an_intent_waits_for_the_disk_whatever_the_database_s_default(config, postgres):
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("ALTER ROLE flows SET synchronous_commit = off")
        try:
            with open_ledger(config) as ledger:
                row = ledger._store.read("SHOW synchronous_commit")
                assert row == [{"synchronous_commit": "on"}]
        finally:
            connection.execute("ALTER ROLE flows RESET synchronous_commit")


@pytest.mark.parametrize("wrong", ["password", "database", "host"])
def test_a_database_that_refuses_is_told_without_its_password(config, postgres, tmp_path, wrong):
    url = {
        "password": postgres.replace("pg-", "Wr0ng-"),
        "database": postgres.replace("/postgres?", "/missing?"),
        "host": postgres.partition("?")[0] + f"?host={tmp_path}",
    }[wrong]
    refused = Config.load(env_file=None, state_dir=tmp_path, database_url=url)
    with pytest.raises(BadInput, match=r"The ledger's database \(FRACTTAL_DATABASE_URL\) cannot be used") as caught:
        open_ledger(refused)
    assert "Passw0rd" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_missing_library_is_answered_with_the_command_that_installs_it(config, monkeypatch):
    monkeypatch.delitem(sys.modules, "automation.ledger.postgres_store", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadInput, match=r"pip install 'fracttal-flows\[postgres\]'"):
        open_ledger(config)
