"""Accept pictures that wait."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from automation.errors import BadInput
from flows.guide.keeping import PENDING
from flows.guide.manifest import PictureSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def approve(out: Path, only: Sequence[str] = ()) -> list[str]:
    """Put pictures that wait in the place of the approved ones.

    Args:
        out: Folder of the approved set.
        only: Ids or parts of ids: "es/light/06-fields", "es", "dark", "06-fields", "es/*/06-*"; all that waits if none.

    Returns:
        The ids that were accepted.

    Raises:
        BadInput: One of `only` fits nothing that waits.
    """
    approved, pending = PictureSet.load(out), PictureSet.load(out / PENDING)
    chosen = chosen_of(pending.entries, only)
    for known in chosen:
        entry = pending.entries[known]
        approved.put(entry, pending.path(entry).read_bytes())
        pending.drop(known)
    if chosen:
        approved.save()
        pending.save_or_clear()
        if not pending.entries and not pending.failed:
            (out / "review.html").unlink(missing_ok=True)
    return chosen


def chosen_of(ids: Iterable[str], only: Sequence[str]) -> list[str]:
    """Return the ids that any of some patterns fits.

    Raises:
        BadInput: A pattern fits none.
    """
    every = sorted(ids)
    if not only:
        return every
    fitting = {pattern: [known for known in every if fits(known, pattern)] for pattern in only}
    useless = [pattern for pattern, known in fitting.items() if not known]
    if useless:
        waiting = ", ".join(every) or "nothing"
        raise BadInput(f"--only {' '.join(useless)} fits no picture that waits for approval. Waiting: {waiting}.")
    return [known for known in every if any(known in found for found in fitting.values())]


def fits(known: str, pattern: str) -> bool:
    """Tell whether a pattern is a picture's id, one of the id's parts, or matches the id with * and ?."""
    return fnmatchcase(known, pattern) or any(fnmatchcase(part, pattern) for part in known.split("/"))
