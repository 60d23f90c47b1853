"""Where the article's controls are: on the app of today and on its announced redesign, behind one chooser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from automation.screens.sight import Box, Item, Kind, Sight


@dataclass(frozen=True)
class Place:
    """A documented place.

    Args:
        words: As the article has it, "at the bottom right".
        test: Tells whether a box is there.
    """

    words: str
    test: Callable[[Box, Sight], bool]


@dataclass(frozen=True)
class Layout:
    """What one layout has where.

    Args:
        name: "today" or "redesign".
        entry_kinds: What "OAuth Consumers" is.
        entry: Where it is.
        add: Where the "+" is.
        save: Where Save is.
        absent: Claims that this layout does not make, because what they are about comes only after Save.
    """

    name: str
    entry_kinds: tuple[Kind, ...]
    entry: str
    add: Place
    save: Place
    absent: frozenset[str] = frozenset()

    def worded(self, text: str) -> str:
        """Put this layout's places into a claim's text."""
        return text.format(entry=self.entry, add=self.add.words, save=self.save.words)


def is_top_right(box: Box, sight: Sight) -> bool:
    """Tell whether a box is in the bar's right end."""
    x, y = box.middle
    return x > sight.width * 0.7 and y < sight.height * 0.12


def is_left(box: Box, sight: Sight) -> bool:
    """Tell whether a box is in the left half and leaves room for a page at its right."""
    return box.right < sight.width * 0.5


def is_bottom_right(box: Box, sight: Sight) -> bool:
    """Tell whether a box is in the corner at the bottom right."""
    x, y = box.middle
    return x > sight.width * 0.75 and y > sight.height * 0.75


def _is_above_the_list(box: Box, sight: Sight) -> bool:
    rows = [item.box.top for item in sight.items if item.row]
    first = min(rows, default=sight.height / 2)
    return box.bottom <= first + 4 and box.middle[0] > sight.width * 0.5


def _is_top_right_of_the_form(box: Box, sight: Sight) -> bool:
    fields = [item.box.top for item in sight.items if item.kind == "field" and not item.behind]
    first = min(fields, default=sight.height / 2)
    return box.bottom <= first + 4 and box.middle[0] > sight.width * 0.5


TODAY = Layout(
    "today",
    ("tab",),
    "a tab of API Connections",
    Place("at the bottom right", is_bottom_right),
    Place("at the top right of the form", _is_top_right_of_the_form),
)
REDESIGN = Layout(
    "redesign",
    ("link", "button", "menuitem"),
    "an entry nested under API Connections in the side panel",
    Place("in the toolbar above the list", _is_above_the_list),
    Place("at the top right of the form", _is_top_right_of_the_form),
    # It shows the credentials in a dialog once they exist, and this never saves.
    frozenset({"credentials", "creation-date", "key", "key-copy", "secret", "secret-copy"}),
)


def layout_of(sight: Sight) -> Layout:
    """Recognise the layout by what the app is built with: the redesign leaves today's component library."""
    return TODAY if sight.mui else REDESIGN


def spot(box: Box, sight: Sight) -> str:
    """Name a place: "top left", "right", "middle"."""
    x, y = box.middle
    row = "top" if y < sight.height / 3 else "bottom" if y > sight.height * 2 / 3 else ""
    column = "left" if x < sight.width / 3 else "right" if x > sight.width * 2 / 3 else ""
    return " ".join(part for part in (row, column) if part) or "middle"


def where(box: Box, sight: Sight) -> str:
    """Put a place into words: "at the top left (24, 60)"."""
    x, y = box.middle
    words = spot(box, sight)
    return f"{'in' if words == 'middle' else 'at'} the {words} ({x:.0f}, {y:.0f})"


def spanned(items: list[Item]) -> Box:
    """Return the smallest box around some items."""
    from automation.screens.sight import Box

    left, top = min(item.box.left for item in items), min(item.box.top for item in items)
    right, bottom = max(item.box.right for item in items), max(item.box.bottom for item in items)
    return Box(left, top, right - left, bottom - top)
