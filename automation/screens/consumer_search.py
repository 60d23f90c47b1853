"""Search the list of consumers for a name, where nobody knows what the tenant's search finds."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from automation.errors import TechnicalFailure
from automation.names import normalise_name
from automation.screens.finding import whats_there
from automation.screens.spellings import certain_part, inside_a_word, spellings

if TYPE_CHECKING:
    from automation.screens.consumer_list import ConsumerList, ConsumerRow

# Up to here a list, or an answer, is read whole; a longer list is searched, as a person would.
READ_WHOLE = 200
# An answer that did not change anything is believed after this, in seconds: rows come over the network.
QUIET = 1.0


@dataclass(frozen=True)
class Answer:
    """The answer to a search, and whether it was read to its end."""

    rows: tuple[ConsumerRow, ...]
    whole: bool


def search_for(consumers: ConsumerList, name: str, shown: tuple[ConsumerRow, ...]) -> tuple[ConsumerRow, ...]:
    """Return every consumer of a name by searching for it in as many ways as it takes.

    Args:
        consumers: The list; it is left showing the last answer.
        name: Compared without case, accents and outer spaces.
        shown: The rows on the screen right now.
    """
    app = consumers.app
    part = certain_part(name)
    if part:
        answer = _searched(consumers, part, shown)
        found = named(answer.rows, name)
        if any(inside_a_word(part, " ".join(row.cells)) for row in answer.rows):
            app.search_finds_parts = True
        if found or (answer.whole and app.search_finds_parts):
            return found
    for text in spellings(name):
        found = named(_searched(consumers, text, consumers.shown()).rows, name)
        if found:
            return found
    return ()


def _searched(consumers: ConsumerList, text: str, before: tuple[ConsumerRow, ...]) -> Answer:
    """Search, and return the answer: the old rows stay for a moment after the last letter is typed.

    That nothing was found is believed once the tenant has answered this search and the footer says so too, at two
    looks: the app may have the answer and not have drawn it yet.
    """
    app = consumers.app
    typed = monotonic()
    consumers.search.fill(text)
    words = normalise_name(text)
    deadline = monotonic() + app.timeout
    quiet = monotonic() + QUIET
    said_empty = False
    while monotonic() < deadline:
        rows, total = consumers.shown(), consumers.total()
        if not rows and total == 0 and app.loading.answered(text, typed) and not consumers.busy(quiet):
            if said_empty:
                return Answer((), whole=True)
            said_empty = True
        else:
            said_empty = False
            waited = monotonic() > quiet and not app.loading.awaits(quiet)
            fits = all(words in normalise_name(" ".join(row.cells)) for row in rows)
            if fits and (waited or (rows and rows != before)):
                found = consumers.everything(limit=READ_WHOLE)
                total = consumers.total()
                return Answer(found, whole=total is not None and len(found) >= total)
        consumers.next_frame()
    raise TechnicalFailure(
        f"The list of consumers did not answer a search for “{text}” within {app.timeout:g} s. {whats_there(app.page)}"
    )


def named(rows: tuple[ConsumerRow, ...], name: str) -> tuple[ConsumerRow, ...]:
    """Return the rows of a name, compared without case, accents and outer spaces."""
    plain = normalise_name(name)
    return tuple(row for row in rows if normalise_name(row.name) == plain)
