"""Which thing on the screen is which documented control: by its names, else by the gap its name has left."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from automation.labels.patterns import pattern_of
from automation.names import normalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from automation.labels import Labels
    from automation.screens.sight import Item

How = Literal["name", "synonym", "gap"]


@dataclass(frozen=True)
class Match:
    """A documented control on the screen.

    Args:
        item: What it is there.
        how: "name" for the article's own name, "synonym" for another known one, "gap" where nothing with a known name
            is left and exactly this stands in its place.
    """

    item: Item
    how: How


def expected_name(labels: Labels, key: str) -> str:
    """Return the article's name of a control in the language of the screens."""
    assert labels.language is not None
    return labels.catalogue.entry(labels.language, key).name


def how_named(labels: Labels, key: str, text: str) -> Literal["name", "synonym"] | None:
    """Tell whether a text is a control's name: the article's own, or another that is known.

    Where the project itself only assumes a name, every known one counts as the article's own.
    """
    assert labels.language is not None
    if not labels.knows(key, text):
        return None
    entry = labels.catalogue.entry(labels.language, key)
    own = entry.names if entry.certainty == "assumed" else (entry.name,)
    return "name" if pattern_of(own).search(text) else "synonym"


def match(keys: Sequence[str], seen: Sequence[Item], labels: Labels) -> dict[str, Match]:
    """Find documented controls among the things of one list, menu or form.

    A control whose names are all gone is recognised by elimination: between the neighbours that the article gives it,
    one thing of unknown name is left.

    Args:
        keys: The controls in the article's order.
        seen: What there is, in reading order; nothing else than such controls and additions to them.
        labels: The names, in one language.

    Returns:
        The controls that were found.
    """
    found: dict[str, Match] = {}
    taken: set[int] = set()
    for key in keys:
        for at, item in enumerate(seen):
            how = how_named(labels, key, item.name) if at not in taken else None
            if how is not None:
                found[key] = Match(item, how)
                taken.add(at)
                break
    strangers = [at for at, item in enumerate(seen) if at not in taken and item.name and _is_stranger(labels, item)]
    places = {key: seen.index(found[key].item) for key in found}
    for key in keys:
        if key in found:
            continue
        gap = [at for at in strangers if at not in taken and _is_between(at, key, keys, places)]
        chosen = _likest(expected_name(labels, key), gap, seen)
        if chosen is not None:
            found[key] = Match(seen[chosen], "gap")
            taken.add(chosen)
            places[key] = chosen
    return found


def _is_stranger(labels: Labels, item: Item) -> bool:
    return not any(labels.knows(control, item.name) for control in labels.catalogue.controls)


def _is_between(at: int, key: str, keys: Sequence[str], places: dict[str, int]) -> bool:
    where = keys.index(key)
    before = [places[other] for other in keys[:where] if other in places]
    after = [places[other] for other in keys[where + 1 :] if other in places]
    return (not before or at > before[-1]) and (not after or at < after[0])


def _likest(name: str, gap: Sequence[int], seen: Sequence[Item]) -> int | None:
    """Choose what a missing name has probably become: of several, the one most like it, the first if none is."""
    if not gap:
        return None

    def likeness(at: int) -> float:
        return SequenceMatcher(None, normalise(name), normalise(seen[at].name)).ratio()

    return max(gap, key=lambda at: (round(likeness(at), 1), -at))
