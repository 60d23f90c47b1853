from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import pytest

from automation.browser import SessionStore, session_secrets
from automation.errors import TechnicalFailure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, StorageState

TENANT, ACCOUNT = "https://one.fracttal.com", "ops@example.com"
STATE = {
    "cookies": [{"name": "fracttal_session", "value": "c00kie-value-0123456789", "domain": "one.fracttal.com"}],
    "origins": [
        {
            "origin": TENANT,
            "localStorage": [
                {"name": "language", "value": "es"},
                {"name": "last_page", "value": "https://one.fracttal.com/config/4"},
                {
                    "name": "auth",
                    "value": json.dumps(
                        {"jwt": "eyJhbGciOi.t0ken.xyz", "theme": "dark", "company": "Planta 4 - Activación"}
                    ),
                },
            ],
            "indexedDB": [
                {
                    "name": "fracttal",
                    "stores": [{"name": "auth", "records": [{"value": {"hint": "hint-0123456789abcdef"}}]}],
                }
            ],
        }
    ],
}


class Context:
    """Stands for a browser context: the store asks it for one thing."""

    def __init__(self, state: dict[str, Any]) -> None:
        self.state = state

    def storage_state(self, *, indexed_db: bool) -> dict[str, Any]:
        assert indexed_db, "a session without its IndexedDB is not kept whole"
        return self.state


def context(state: dict[str, Any]) -> BrowserContext:
    return cast("BrowserContext", Context(state))


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "state")


def test_a_session_comes_back_as_it_was_kept(store: SessionStore) -> None:
    store.save(TENANT, ACCOUNT, context(STATE))
    assert store.load(TENANT, ACCOUNT) == STATE


def test_a_kept_session_is_for_its_owners_eyes_only(store: SessionStore) -> None:
    before = os.umask(0)
    try:
        store.save(TENANT, ACCOUNT, context(STATE))
    finally:
        os.umask(before)
    path = store.path(TENANT, ACCOUNT)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_the_name_of_the_file_tells_neither_tenant_nor_account(store: SessionStore) -> None:
    name = store.path(TENANT, ACCOUNT).name
    assert "fracttal" not in name
    assert "ops" not in name
    assert "example" not in name


def test_each_account_at_each_tenant_has_a_session_of_its_own(store: SessionStore) -> None:
    store.save(TENANT, ACCOUNT, context(STATE))
    assert store.load("https://app.fracttal.com", ACCOUNT) is None
    assert store.load(TENANT, "qa@example.com") is None
    assert store.load(TENANT, "OPS@example.com") == STATE


def test_an_empty_session_is_not_kept(store: SessionStore) -> None:
    with pytest.raises(TechnicalFailure, match="There is no session to keep"):
        store.save(TENANT, ACCOUNT, context({"cookies": [], "origins": []}))
    assert store.load(TENANT, ACCOUNT) is None


def test_storage_without_a_record_in_it_is_not_kept(store: SessionStore) -> None:
    empty = {"name": "drafts", "stores": [{"name": "auth", "records": []}]}
    origin = cast("list[dict[str, Any]]", STATE["origins"])[0]
    state = {
        "cookies": STATE["cookies"],
        "origins": [
            {**origin, "indexedDB": [*origin["indexedDB"], empty]},
            {"origin": "https://sso.example.com", "localStorage": [], "indexedDB": [empty]},
        ],
    }
    store.save(TENANT, ACCOUNT, context(state))
    assert store.load(TENANT, ACCOUNT) == STATE
    with pytest.raises(TechnicalFailure, match="no session to keep"):
        store.save(TENANT, ACCOUNT, context({"cookies": [], "origins": [state["origins"][1]]}))


def test_a_forgotten_session_is_gone_and_forgetting_twice_is_no_mistake(store: SessionStore) -> None:
    store.save(TENANT, ACCOUNT, context(STATE))
    store.forget(TENANT, ACCOUNT)
    store.forget(TENANT, ACCOUNT)
    assert store.load(TENANT, ACCOUNT) is None
    assert not store.path(TENANT, ACCOUNT).exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"format": 99, "state": {}}',
        '{"format": 1, "tenant": "other", "state": {}}',
        '{"format": 1, "tenant": "https://one.fracttal.com"}',
    ],
)
def test_a_file_that_is_no_session_of_this_tenant_counts_as_none(store: SessionStore, content: str) -> None:
    store.save(TENANT, ACCOUNT, context(STATE))
    store.path(TENANT, ACCOUNT).write_text(content)
    assert store.load(TENANT, ACCOUNT) is None


def test_what_was_proven_of_a_tenant_lasts_as_long_as_its_session(store: SessionStore) -> None:
    store.note_proven(TENANT, ACCOUNT, "fact")
    assert store.proven(TENANT, ACCOUNT) == frozenset(), "there is no session to keep it with"
    store.save(TENANT, ACCOUNT, context(STATE))
    store.note_proven(TENANT, ACCOUNT, "fact")
    assert store.proven(TENANT, ACCOUNT) == {"fact"}
    assert store.load(TENANT, ACCOUNT) == STATE
    assert stat.S_IMODE(store.path(TENANT, ACCOUNT).stat().st_mode) == 0o600
    store.save(TENANT, ACCOUNT, context(STATE))
    assert store.proven(TENANT, ACCOUNT) == frozenset()


def test_cookies_and_tokens_of_a_session_are_secrets_and_settings_are_not() -> None:
    secrets = {secret.get_secret_value() for secret in session_secrets(cast("StorageState", STATE))}
    assert {"c00kie-value-0123456789", "eyJhbGciOi.t0ken.xyz", "hint-0123456789abcdef"} <= secrets
    assert secrets.isdisjoint(
        {
            "es",
            "dark",
            TENANT,
            "https://one.fracttal.com/config/4",
            "fracttal_session",
            "Planta 4 - Activación",
            "fracttal",
        }
    )


def test_a_cookie_that_scripts_cannot_read_is_secret_whatever_it_looks_like() -> None:
    state = {"cookies": [{"name": "sid", "value": "abcdef", "httpOnly": True}, {"name": "lang", "value": "es"}]}
    assert [secret.get_secret_value() for secret in session_secrets(cast("StorageState", state))] == ["abcdef"]


HOLDS_THE_ACCOUNT = """
import sys, pathlib
from automation.browser import SessionStore
with SessionStore(pathlib.Path(sys.argv[1])).lock(sys.argv[2], sys.argv[3]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another_run(state_dir: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", HOLDS_THE_ACCOUNT, str(state_dir), TENANT, ACCOUNT]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other


def test_an_account_is_held_by_one_run_at_a_time(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    with another_run(tmp_path):
        with (
            pytest.raises(TechnicalFailure, match="Another run on this machine is signed in to"),
            store.lock(TENANT, ACCOUNT, timeout=0.1),
        ):
            pytest.fail("the account was held twice")
        with store.lock(TENANT, "another@example.com"):
            pass
    with store.lock(TENANT, ACCOUNT):
        pass


def test_a_run_that_is_killed_lets_go_of_its_account(tmp_path: Path) -> None:
    with another_run(tmp_path) as other:
        other.kill()
        other.wait(30)
        with SessionStore(tmp_path).lock(TENANT, ACCOUNT):
            pass


def test_what_a_killed_run_left_half_written_is_removed_by_the_next_one(tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    store.save(TENANT, ACCOUNT, context(STATE))
    path = store.path(TENANT, ACCOUNT)
    half = path.with_name(f".{path.name}.0123456789ab.tmp")
    half.write_text(json.dumps(STATE))
    store.save(TENANT, ACCOUNT, context(STATE))
    assert not half.exists()
    assert store.load(TENANT, ACCOUNT) == STATE
