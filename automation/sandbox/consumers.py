from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from automation.sandbox.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from automation.sandbox.model import Company, Consumer

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Part of a list, and how many rows the list has in all."""

    total: int
    rows: Sequence[Row]


def page(rows: Iterable[Row], start: int, limit: int) -> Page[Row]:
    """Cut a page out of a list, start counted from 0."""
    found = list(rows)
    return Page(len(found), list(islice(found, start, start + limit)))


class Consumers:
    """The OAuth consumers of all companies, oldest first; not for several threads at once (the state's lock)."""

    def __init__(self) -> None:
        self._by_company: dict[str, dict[str, Consumer]] = {}
        self._by_key: dict[str, Consumer] = {}

    def __iter__(self) -> Iterator[Consumer]:
        return iter(list(self._by_key.values()))

    def __len__(self) -> int:
        return len(self._by_key)

    def add(self, consumer: Consumer) -> None:
        """Keep a new consumer."""
        self._by_company.setdefault(consumer.company.id, {})[consumer.id] = consumer
        self._by_key[consumer.key] = consumer

    def remove(self, consumer: Consumer) -> None:
        """Forget a consumer."""
        del self._by_company[consumer.company.id][consumer.id]
        del self._by_key[consumer.key]

    def of(self, company: Company) -> Iterator[Consumer]:
        """List a company's consumers."""
        return iter(self._by_company.get(company.id, {}).values())

    def get(self, company: Company, consumer_id: str) -> Consumer | None:
        """Look a consumer up in its company."""
        return self._by_company.get(company.id, {}).get(consumer_id)

    def with_key(self, key: str) -> Consumer | None:
        """Look a consumer up by its key."""
        return self._by_key.get(key)

    def named(self, company: Company, name: str) -> Consumer | None:
        """Find a consumer of that name; case, accents and outer spaces do not count."""
        wanted = fold(name)
        return next((one for one in self.of(company) if wanted in one.folded and fold(one.name) == wanted), None)

    def search(self, company: Company, words: str, *, before: datetime | None = None) -> Iterator[Consumer]:
        """List the consumers whose name or description has these words.

        Args:
            company: Whose consumers.
            words: Part of the name or the description; "" finds all.
            before: Leave out what was created later than this.
        """
        wanted = fold(words)
        return (
            one for one in self.of(company) if wanted in one.folded and (before is None or one.created_at <= before)
        )
