"""Why a picture differs from the approved one: from what both say and where, before any pixel is looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from flows.guide.geometry import Rect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.guide.manifest import Entry, PictureSet

Cause = Literal["missing", "text", "layout", "colour", "new"]
# Text, left, top, width, height, as the manifest has it.
Text = list[Any]
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
    kept, gone, come = _matched(before.texts, after.texts)
    renamed = []
    for old in list(gone):
        heirs = [new for new in come if _near(old, new)]
        if heirs:
            heir = min(heirs, key=lambda new: _distance(old, new))
            renamed.append(f"“{old[0]}” is now “{heir[0]}”")
            gone.remove(old)
            come.remove(heir)
    moved = _moved(before, after, kept)
    added = [f"“{new[0]}” is new" for new in come]
    missing = [f"“{old[0]}” is gone" for old in gone]
    for cause, found in (("missing", missing), ("text", renamed), ("layout", added + moved)):
        if found:
            said = [*found, *(one for one in renamed + added + moved if one not in found)]
            return cause, _first(said)  # type: ignore[return-value] # the literals of the tuple above
    return "colour", ("Every text and every frame is where it was; only colours or drawings differ.",)


def _matched(before: Sequence[Text], after: Sequence[Text]) -> tuple[list[tuple[Text, Text]], list[Text], list[Text]]:
    """Pair equal texts of two pictures, the nearest first; return the pairs and what only one of the two has."""
    pairs = [(old, new) for old in before for new in after if old[0] == new[0]]
    gone, come, kept = list(before), list(after), []
    for old, new in sorted(pairs, key=lambda pair: _distance(*pair)):
        if any(one is old for one in gone) and any(one is new for one in come):
            gone = [one for one in gone if one is not old]
            come = [one for one in come if one is not new]
            kept.append((old, new))
    return kept, gone, come


def _moved(before: Entry, after: Entry, kept: Sequence[tuple[Text, Text]]) -> list[str]:
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
    shifted = sum(_distance(old, new) > STILL for old, new in kept)
    if shifted:
        found.append(f"{shifted} text{'s' if shifted > 1 else ''} moved")
    return found


def _near(old: Text, new: Text) -> bool:
    return Rect(*old[1:]).padded(NEAR / 2).meets(Rect(*new[1:]).padded(NEAR / 2)) and abs(old[2] - new[2]) <= NEAR


def _distance(one: Text, other: Text) -> float:
    return float(max(abs(one[1] - other[1]), abs(one[2] - other[2])))


def _first(found: list[str]) -> tuple[str, ...]:
    return tuple(found) if len(found) <= MOST else (*found[:MOST], f"and {len(found) - MOST} more")
