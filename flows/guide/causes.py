"""Why a picture differs from the approved one: from what both say and where, before any pixel is looked at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from flows.guide.geometry import Rect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.guide.manifest import Entry, PictureSet

Cause = Literal["missing", "text", "layout", "colour", "new"]
CAUSES: tuple[Cause, ...] = ("missing", "text", "layout", "colour", "new")

# CSS pixels that a text may move by rounding alone, and how near a new text is to the one it took the place of.
STILL = 1
NEAR = 12
# Details are for people: the first few tell what happened.
MOST = 6


@dataclass(frozen=True)
class Change:
    """One picture that is not as approved.

    Args:
        id: "es/light/06-fields".
        cause: What it differs in first: something is missing, a text, the layout, or only colours; "new" has no
            approved picture.
        details: In words.
        before: The approved picture, if there is one.
        after: The one taken now, if it could be taken.
    """

    id: str
    cause: Cause
    details: tuple[str, ...]
    before: Entry | None
    after: Entry | None


def changes(approved: PictureSet, pending: PictureSet) -> list[Change]:
    """List every picture that waits for approval or could not be taken, the gravest causes first."""
    found = [
        Change(known, "missing", (why,), approved.entries.get(known), None) for known, why in pending.failed.items()
    ]
    for known, after in pending.entries.items():
        before = approved.entries.get(known)
        if before is None:
            found.append(Change(known, "new", ("There is no approved picture yet.",), None, after))
        else:
            cause, details = why_different(before, after)
            found.append(Change(known, cause, details, before, after))
    return sorted(found, key=lambda change: (CAUSES.index(change.cause), change.id))


def why_different(before: Entry, after: Entry) -> tuple[Cause, tuple[str, ...]]:
    """Tell what a picture differs in, gravest first: what is gone, what reads otherwise, what moved, else colours.

    Args:
        before: The approved picture.
        after: The one taken now.
    """
    gone, come = _unmatched(before.texts, after.texts)
    renamed = []
    for old in list(gone):
        heirs = [new for new in come if _near(old, new)]
        if heirs:
            heir = min(heirs, key=lambda new: _distance(old, new))
            renamed.append(f"“{old[0]}” is now “{heir[0]}”")
            gone.remove(old)
            come.remove(heir)
    moved = _moved(before, after)
    added = [f"“{new[0]}” is new" for new in come]
    missing = [f"“{old[0]}” is gone" for old in gone]
    for cause, found in (("missing", missing), ("text", renamed), ("layout", added + moved)):
        if found:
            said = [*found, *(one for one in renamed + added + moved if one not in found)]
            return cause, _first(said)  # type: ignore[return-value] # the literals of the tuple above
    return "colour", ("Every text and every frame is where it was; only colours or drawings differ.",)


def _unmatched(before: Sequence[list[Any]], after: Sequence[list[Any]]) -> tuple[list[list[Any]], list[list[Any]]]:
    """Return the texts that only one of two pictures has."""
    both = Counter(text for text, *_ in before) & Counter(text for text, *_ in after)

    def rest(texts: Sequence[list[Any]]) -> list[list[Any]]:
        left = Counter(both)
        alone = []
        for one in texts:
            if left[one[0]] > 0:
                left[one[0]] -= 1
            else:
                alone.append(one)
        return alone

    return rest(before), rest(after)


def _moved(before: Entry, after: Entry) -> list[str]:
    found = []
    if (before.width, before.height) != (after.width, after.height):
        found.append(f"its size was {before.width} by {before.height}, now {after.width} by {after.height}")
    frames = {one["control"]: one for one in after.boxes}
    for one in before.boxes:
        new = frames.get(one["control"])
        if new is None:
            found.append(f"the frame round {one['control']} is gone")
        elif any(abs(one[edge] - new[edge]) > STILL * before.scale for edge in ("x", "y", "width", "height")):
            found.append(f"{one['control']} moved or changed its size")
    shifted = 0
    places: dict[str, list[list[Any]]] = {}
    for text in after.texts:
        places.setdefault(text[0], []).append(text)
    for text in before.texts:
        same = places.get(text[0], [])
        shifted += bool(same) and min(_distance(text, other) for other in same) > STILL
    if shifted:
        found.append(f"{shifted} text{'s' if shifted > 1 else ''} moved")
    return found


def _near(old: Sequence[Any], new: Sequence[Any]) -> bool:
    return Rect(*old[1:]).padded(NEAR / 2).meets(Rect(*new[1:]).padded(NEAR / 2)) and abs(old[2] - new[2]) <= NEAR


def _distance(one: Sequence[Any], other: Sequence[Any]) -> float:
    return float(max(abs(one[1] - other[1]), abs(one[2] - other[2])))


def _first(found: list[str]) -> tuple[str, ...]:
    return tuple(found) if len(found) <= MOST else (*found[:MOST], f"and {len(found) - MOST} more")
