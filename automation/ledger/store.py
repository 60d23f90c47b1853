"""What the ledger needs of a database, and the tables it keeps there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from automation.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# One list of statements a version, in SQL that SQLite and PostgreSQL both understand. Never change one; add one.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE fracttal_flows_intents (
            id TEXT PRIMARY KEY, identity TEXT NOT NULL, tenant TEXT NOT NULL, account TEXT NOT NULL,
            company TEXT NOT NULL, name TEXT NOT NULL, request TEXT NOT NULL, known_keys TEXT NOT NULL,
            intended_at TEXT NOT NULL, clicked_at TEXT, settled_at TEXT, outcome TEXT, consumer_key TEXT,
            reference TEXT, note TEXT, writer TEXT NOT NULL, revision BIGINT NOT NULL)""",
        "CREATE INDEX fracttal_flows_intents_identity ON fracttal_flows_intents (identity)",
        # Every change takes the next number, so that a run can tell what happened since it began; clocks cannot.
        "CREATE TABLE fracttal_flows_counter (value BIGINT NOT NULL)",
        "INSERT INTO fracttal_flows_counter (value) VALUES (0)",
    ),
)
VERSION_TABLE = "CREATE TABLE IF NOT EXISTS fracttal_flows_schema (version INTEGER NOT NULL)"


class Store(Protocol):
    """A database. Statements use "?" for their values; errors of the database are raised as `FlowsError`."""

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[Mapping[str, Any]]:
        """Return rows; none where nothing has been written yet."""

    def write(self, statement: str, values: Sequence[Any] = (), *, holding: str = "") -> None:
        """Number and make one change; it is on the disk when this returns.

        Args:
            statement: Harmless when it is made twice.
            values: What its "?" stand for.
            holding: What must be claimed without a break until the change is made.
        """

    def claim(self, identity: str, *, patience_seconds: float) -> bool:
        """Take one consumer for this process, and give back the one before: a run is at work on one at a time.

        It lasts until the store is closed or the process ends, however it ends.

        Args:
            identity: 64 hexadecimal digits.
            patience_seconds: How long to try, for a holder that is just ending.

        Returns:
            Whether it is this process's now.
        """

    def close(self) -> None:
        """Give back all claims and let go of the database."""


def missing(version: int) -> tuple[tuple[str, ...], ...]:
    """Return the migrations that a database of this version lacks.

    Raises:
        BadInput: A newer release of this program made it.
    """
    if version > len(MIGRATIONS):
        raise BadInput(
            f"The ledger was made by a newer fracttal-flows (its version is {version}, this one knows "
            f"{len(MIGRATIONS)}); update fracttal-flows, or name another FRACTTAL_STATE_DIR or FRACTTAL_DATABASE_URL"
        )
    return MIGRATIONS[version:]
