"""One screen under judgement, and what all screens are judged by."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from flows.check.findings import Ruling, holds, missing, moved, renamed
from flows.check.layouts import layout_of, spanned, spot, where
from flows.check.naming import Match, expected_name, how_named, match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from automation.labels import Labels
    from automation.screens.sight import Box, Item, Sight
    from flows.check.layouts import Layout

ENTRY_KINDS = ("button", "link", "tab", "menuitem")
# From so many known names on, a list is taken for the menu or the panel.
ENOUGH = 2


@dataclass(frozen=True)
class Located:
    """Where a page object found a control that has no name to go by.

    Args:
        box: Its place.
        name: Its accessible name, "" if it has none.
    """

    box: Box
    name: str


@dataclass(frozen=True)
class Scene:
    """A screen, the names it should show, and what only its page object could find out.

    Args:
        sight: What is on it.
        labels: The article's names, in one language.
        located: Controls found by a hook or by their place, by label key.
        choices: What dropdowns offer, by label key; missing where they could not be opened.
        empty_credentials: Whether no key and no secret is shown.
    """

    sight: Sight
    labels: Labels
    located: dict[str, Located] = field(default_factory=dict)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    empty_credentials: bool = True

    @cached_property
    def layout(self) -> Layout:
        """Today's layout or the redesign's."""
        return layout_of(self.sight)

    @property
    def reachable(self) -> tuple[Item, ...]:
        """What no open menu or dialog covers."""
        return tuple(item for item in self.sight.items if not item.behind)

    def name(self, key: str) -> str:
        """Return the article's name of a control."""
        return expected_name(self.labels, key)

    def entries(self, keys: Sequence[str]) -> tuple[Item, ...]:
        """Return the list or menu that has most of these entries, and every list beside it that has some too.

        Returns:
            Its items in reading order; none where no list has enough of them.
        """
        clickable = [item for item in self.reachable if item.kind in ENTRY_KINDS and item.group >= 0]
        known = [item.group for item in clickable if any(how_named(self.labels, key, item.name) for key in keys)]
        groups = {group for group in known if known.count(group) >= ENOUGH}
        return tuple(item for item in clickable if item.group in groups)

    def content(self, panel: Sequence[Item]) -> tuple[Item, ...]:
        """Return what is beside the side panel: neither in it, nor above it, nor in another list."""
        edge = spanned(list(panel)) if panel else None
        return tuple(
            item
            for item in self.reachable
            if not item.banner
            and not item.row
            and not (item.kind in ENTRY_KINDS and item.group >= 0)
            and (edge is None or item.box.left >= edge.right or item.box.right <= edge.left)
        )

    def match(self, keys: Sequence[str], among: Sequence[Item]) -> dict[str, Match]:
        """Find documented controls among some things."""
        return match(keys, among, self.labels)

    def elsewhere(self, key: str, among: Sequence[Item]) -> Item | None:
        """Find a control by its name among what is not in its documented place, covered or not."""
        others = [item for item in self.sight.items if item not in among and item.kind in ENTRY_KINDS]
        return next((item for item in others if how_named(self.labels, key, item.name)), None)

    def rule(self, key: str, found: Match | None, *, place: str = "", among: Sequence[Item] | None = None) -> Ruling:
        """Judge a claim about a control's name.

        Args:
            key: The control.
            found: What it was recognised as, if anything.
            place: The documented place, for a control that is elsewhere.
            among: What is in that place; None where being elsewhere is no option.
        """
        expected = self.name(key)
        if found is None:
            item = self.elsewhere(key, among) if among is not None else None
            if item is not None:
                return moved(f"“{expected}” {place}", where(item.box, self.sight), item.box, spot(item.box, self.sight))
            return missing(expected)
        if found.how == "name":
            return holds(found.item.name, found.item.box, expected=expected)
        known = "It is known by that name too." if found.how == "synonym" else "Nothing else there is unknown."
        return renamed(expected, found.item.name, found.item.box, known)
