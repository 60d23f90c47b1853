"""What was intended and what became of it: SQLite, or PostgreSQL for many machines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from automation.errors import BadInput
from automation.ledger.intent import OUTCOMES, Intent, Outcome
from automation.ledger.ledger import Ledger
from automation.redaction import Redactor

if TYPE_CHECKING:
    from automation.config import Config
    from automation.ledger.store import Store

__all__ = ["OUTCOMES", "Intent", "Ledger", "Outcome", "open_ledger"]

FILE = "ledger.sqlite3"


def open_ledger(config: Config, redactor: Redactor | None = None) -> Ledger:
    """Open the ledger that the settings name; a file is made only when something is written.

    Open it before the consumers are listed: it notices what other runs did since then.

    Args:
        config: `database_url` names a PostgreSQL database or a SQLite file (sqlite:///PATH); without it the file is in
            `state_dir`.
        redactor: Knows the run's secrets; the settings' own are added.

    Raises:
        BadInput: The database does not answer, its library is not installed, or it is no ledger.
    """
    redactor = redactor or Redactor()
    for secret in config.secrets:
        redactor.add(secret)
    return Ledger(_store(config), redactor)


def _store(config: Config) -> Store:
    url = config.database_url.get_secret_value() if config.database_url else ""
    scheme = urlsplit(url).scheme.partition("+")[0]
    if scheme in ("postgresql", "postgres"):
        try:
            from automation.ledger.postgres_store import PostgresStore
        except ImportError as exc:
            raise BadInput(
                "A ledger in PostgreSQL needs psycopg, which is not installed: pip install 'fracttal-flows[postgres]'"
            ) from exc
        from automation.redaction import Secret

        return PostgresStore(Secret(url.replace(urlsplit(url).scheme, "postgresql", 1)))
    if scheme not in ("", "sqlite"):
        raise BadInput(f"FRACTTAL_DATABASE_URL begins with {scheme}://; it can be postgresql://… or sqlite:///PATH")
    from automation.ledger.sqlite_store import SqliteStore

    named = unquote(urlsplit(url).path.removeprefix("/"))
    return SqliteStore(Path(named).absolute() if named else config.state_dir / FILE)
