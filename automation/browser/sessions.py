"""Signed-in sessions, kept between runs in files only their owner can read."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from automation.errors import TechnicalFailure
from automation.files import PRIVATE_FILE, one_writer, private_folder, write_private
from automation.redaction import Secret

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, StorageState

FORMAT = 1
TOKEN = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[^\s@]{12,}")
"""Apps also keep names, addresses and settings; redacting those would blacken results that must stay readable."""


class SessionStore:
    """The kept session of each account at each tenant.

    Args:
        state_dir: The folder of all that is kept between runs.
    """

    def __init__(self, state_dir: Path) -> None:
        self._folder = state_dir / "sessions"

    def path(self, tenant: str, account: str) -> Path:
        """Return where a session is kept; the name tells neither the tenant nor the account.

        Args:
            tenant: Its origin.
            account: The e-mail address it signs in with.
        """
        name = sha256(f"{tenant}\n{account.casefold()}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.json"

    def load(self, tenant: str, account: str) -> StorageState | None:
        """Return a kept session for `new_context`, None where there is none that can be read.

        The tenant may have ended it since: look whether the app lets it in before relying on it.
        """
        state = self._read(tenant, account).get("state")
        return cast("StorageState", state) if isinstance(state, dict) else None

    def proven(self, tenant: str, account: str) -> frozenset[str]:
        """Return what runs of the kept session have found out about the tenant; a new session starts with nothing."""
        facts = self._read(tenant, account).get("proven")
        return frozenset(facts) if isinstance(facts, list) else frozenset()

    def note_proven(self, tenant: str, account: str, fact: str) -> None:
        """Keep something found out about the tenant for later runs of the same session, if one is kept."""
        path = self.path(tenant, account)
        if not path.exists():
            return
        with one_writer(path):
            kept = self._read(tenant, account)
            if kept:
                facts = sorted({*self.proven(tenant, account), fact})
                write_private(path, json.dumps({**kept, "proven": facts}))

    def save(self, tenant: str, account: str, context: BrowserContext) -> StorageState:
        """Keep a context's session, cookies, local storage and IndexedDB, and return it.

        Databases without a record are left out: an app makes its own, and bringing one back costs a page load.

        Raises:
            TechnicalFailure: The context holds no session at all.
        """
        state = _without_empty_storage(context.storage_state(indexed_db=True))
        if not state["cookies"] and not state["origins"]:
            raise TechnicalFailure(
                f"There is no session to keep: the browser holds no cookie and no storage of {tenant}."
            )
        private_folder(self._folder)
        path = self.path(tenant, account)
        with one_writer(path):  # removes what a killed run left half written
            write_private(path, json.dumps({"format": FORMAT, "tenant": tenant, "state": state}))
        return state

    def _read(self, tenant: str, account: str) -> dict[str, Any]:
        try:
            kept = json.loads(self.path(tenant, account).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        mine = isinstance(kept, dict) and (kept.get("format"), kept.get("tenant")) == (FORMAT, tenant)
        return kept if mine else {}

    def forget(self, tenant: str, account: str) -> None:
        """Delete a kept session, if there is one."""
        self.path(tenant, account).unlink(missing_ok=True)

    @contextmanager
    def lock(self, tenant: str, account: str, *, timeout: float = 0) -> Iterator[None]:
        """Hold an account for one run on this machine, since a second sign-in ends the first one's session.

        Args:
            tenant: Its origin.
            account: The e-mail address it signs in with.
            timeout: Seconds to wait for another run to let go of it.

        Raises:
            TechnicalFailure: Another run still holds it.
        """
        from filelock import FileLock, Timeout  # only a run that signs in pays for it

        private_folder(self._folder)
        lock = FileLock(self.path(tenant, account).with_suffix(".lock"), mode=PRIVATE_FILE)
        try:
            lock.acquire(timeout=timeout)
        except Timeout:
            raise TechnicalFailure(
                f"Another run on this machine is signed in to {tenant} with this account, and a second sign-in would "
                "end its session. Wait until it is done."
            ) from None
        try:
            yield
        finally:
            lock.release()


def session_secrets(state: StorageState) -> tuple[Secret, ...]:
    """List what must never be written about a session, for the Redactor: cookies, and tokens in the storages."""
    cookies = state.get("cookies", [])
    values = [cookie["value"] for cookie in cookies if cookie.get("httpOnly")]
    kept = [cookie["value"] for cookie in cookies]
    for origin in state.get("origins", []):
        kept += _texts(origin)
    values += [value for value in kept if TOKEN.fullmatch(value) and "://" not in value]
    return tuple(Secret(value) for value in dict.fromkeys(values) if value)


def _without_empty_storage(state: StorageState) -> StorageState:
    origins = []
    for origin in cast("list[dict[str, Any]]", state["origins"]):
        databases = [
            database
            for database in origin.get("indexedDB", [])
            if any(store.get("records") for store in database.get("stores", []))
        ]
        if databases or origin.get("localStorage"):
            origins.append({**origin, "indexedDB": databases})
    return cast("StorageState", {**state, "origins": origins})


def _texts(value: object) -> Iterator[str]:
    """Walk through stored values, and through the JSON that apps like to store as text."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("origin", "name", "keyPath"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
        if value[:1] in "{[":
            try:
                yield from _texts(json.loads(value))
            except ValueError:
                return
