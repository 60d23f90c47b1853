"""What was intended and what became of it: the memory that makes Save safe to interrupt."""

from __future__ import annotations

import json
import uuid
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Self

from automation.errors import AnotherRun, TechnicalFailure
from automation.ledger.intent import OPEN, Intent, Outcome
from automation.names import normalise_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from automation.ledger.store import Store
    from automation.redaction import Redactor

_PATIENCE_SECONDS = 0.5  # for a run that is just ending

_INSERT = """INSERT INTO fracttal_flows_intents (id, identity, tenant, account, company, name, request, known_keys,
    intended_at, writer, revision)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT value FROM fracttal_flows_counter))"""
_CLICK = """UPDATE fracttal_flows_intents SET clicked_at = ?, writer = ?,
    revision = (SELECT value FROM fracttal_flows_counter) WHERE id = ?"""
_SETTLE = """UPDATE fracttal_flows_intents SET outcome = ?, settled_at = ?, consumer_key = COALESCE(?, consumer_key),
    reference = COALESCE(?, reference), note = COALESCE(?, note), writer = ?,
    revision = (SELECT value FROM fracttal_flows_counter) WHERE id = ?"""
_OF_ONE = "SELECT * FROM fracttal_flows_intents WHERE identity = ? ORDER BY intended_at, revision"
_LATEST = """SELECT * FROM fracttal_flows_intents WHERE ? = '' OR tenant = ?
    ORDER BY intended_at DESC, revision DESC LIMIT ?"""


class Ledger:
    """The intents of this machine, or of all machines on one database; one object a run.

    It never holds a secret: what is written passes the Redactor. Accounts are written shortened.

    Args:
        store: The database.
        redactor: Knows the run's secrets.
    """

    def __init__(self, store: Store, redactor: Redactor) -> None:
        self._store = store
        self._redactor = redactor
        self._me = uuid.uuid4().hex
        rows = store.read("SELECT value FROM fracttal_flows_counter")
        self._began = rows[0]["value"] if rows else 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back what this run claimed."""
        self._store.close()

    def open_intents(self, tenant: str, company: str, name: str) -> list[Intent]:
        """Return what earlier runs left unsettled for a consumer, oldest first; from here on it is this run's alone.

        It stays so until the run asks for another consumer, ends, or dies. Called before the list is read, it keeps
        the list from being outdated by another run.

        Args:
            tenant: The tenant's origin.
            company: The company, or "".
            name: The consumer's name; case, accents and spaces make no difference.

        Raises:
            AnotherRun: A run that is still alive is at work on it.
        """
        identity = self._identity(tenant, company, name)
        self._claim(identity, name)
        return [intent for intent in self._intents(identity) if intent.is_open]

    def intend(
        self,
        *,
        tenant: str,
        account: str,
        company: str,
        name: str,
        request: Mapping[str, Any],
        known_keys: Sequence[str] = (),
    ) -> Intent:
        """Write down that Save is about to be clicked; it is on the disk when this returns.

        Args:
            tenant: The tenant's origin.
            account: The account's e-mail address; only its beginning and its domain are kept.
            company: The company, or "".
            name: The consumer's name.
            request: The fields of the form.
            known_keys: The keys of the consumers that have that name already.

        Raises:
            AnotherRun: Another run is at work on this consumer, or was since this one began: what was read in the
                list may be outdated.
            TechnicalFailure: An intent of an earlier run is not settled yet, or the ledger cannot be written.
        """
        identity = self._identity(tenant, company, name)
        self._claim(identity, name)
        self._nothing_unsettled(identity, name)
        intent = Intent(
            id=uuid.uuid4().hex,
            tenant=tenant,
            account=_shortened(account),
            company=company,
            name=self._redactor.redact(name),
            at=datetime.now(UTC),
            request=self._redactor.redact_data(dict(request)),
            known_keys=tuple(known_keys),
        )
        self._store.write(
            _INSERT,
            (
                intent.id,
                identity,
                tenant,
                intent.account,
                company,
                intent.name,
                json.dumps(intent.request, ensure_ascii=False),
                json.dumps(intent.known_keys),
                intent.at.isoformat(),
                self._me,
            ),
            holding=identity,
        )
        return intent

    def clicked(self, intent: Intent) -> Intent:
        """Write down that the click comes now; called right before it, so what is not noted was surely not clicked.

        Raises:
            TechnicalFailure: It could not be written, or the claim was lost meanwhile: do not click.
        """
        now = datetime.now(UTC)
        self._store.write(
            _CLICK,
            (now.isoformat(), self._me, intent.id),
            holding=self._identity(intent.tenant, intent.company, intent.name),
        )
        return replace(intent, clicked_at=now)

    def settle(
        self,
        intent: Intent,
        outcome: Outcome,
        key: str | None = None,
        reference: str | None = None,
        note: str | None = None,
    ) -> Intent:
        """Write down what became of it; a later outcome takes the place of an earlier one.

        Args:
            intent: What `intend` or `open_intents` returned.
            outcome: created and unknown stay open for the next run; all others end the matter.
            key: The consumer's key; None leaves what is known.
            reference: Where its secret is; None leaves what is known.
            note: Why, in a few words; None leaves what is known.
        """
        now = datetime.now(UTC)
        key, reference, note = (
            None if value is None else self._redactor.redact(value) for value in (key, reference, note)
        )
        self._store.write(_SETTLE, (outcome, now.isoformat(), key, reference, note, self._me, intent.id))
        return replace(
            intent,
            outcome=outcome,
            settled_at=now,
            key=key or intent.key,
            reference=reference or intent.reference,
            note=note or intent.note,
        )

    def history(self, limit: int = 20, tenant: str | None = None) -> list[Intent]:
        """Return the latest intents, newest first.

        Args:
            limit: How many at most.
            tenant: Only those of this origin.
        """
        rows = self._store.read(_LATEST, (tenant or "", tenant or "", limit))
        return [Intent.from_row(row) for row in rows]

    def _identity(self, tenant: str, company: str, name: str) -> str:
        """Name one consumer by a digest: names that are one to a person are one here."""
        name = self._redactor.redact(name)  # as `intend` keeps it
        return sha256(json.dumps((tenant, normalise_name(company), normalise_name(name))).encode()).hexdigest()

    def _claim(self, identity: str, name: str) -> None:
        if self._store.claim(identity, patience_seconds=_PATIENCE_SECONDS):
            return
        going_on = [intent.at for intent in self._intents(identity) if intent.is_open]
        since = f" since {going_on[-1]:%Y-%m-%d %H:%M:%S} UTC" if going_on else ""
        raise AnotherRun(
            f"Another run is at work on “{name}”{since}. Wait until it has ended and run this again: it will find what "
            "the other one made"
        )

    def _nothing_unsettled(self, identity: str, name: str) -> None:
        for row in self._store.read(_OF_ONE, [identity]):
            by_others_meanwhile = row["revision"] > self._began and row["writer"] != self._me
            if by_others_meanwhile and row["outcome"] not in ("not_created", "abandoned"):
                self._began = row["revision"]  # the next try will have read the list anew
                raise AnotherRun(
                    f"Another run was at work on “{name}” while this one was on its way, so the list it read may be "
                    "outdated. Run this again: it will find what the other one made"
                )
            if row["outcome"] is None or row["outcome"] in OPEN:
                raise TechnicalFailure(
                    f"An earlier run left “{name}” open ({row['outcome'] or 'begun'}, {row['intended_at'][:19]} UTC); "
                    "what became of it must be settled before Save may be clicked"
                )

    def _intents(self, identity: str) -> list[Intent]:
        return [Intent.from_row(row) for row in self._store.read(_OF_ONE, [identity])]


def _shortened(account: str) -> str:
    """Keep of an e-mail address what tells two operators apart, and no more."""
    person, at, domain = account.partition("@")
    return f"{person[:2]}…{at}{domain}" if account else ""
