"""What a screen shows, as data: for those who judge a screen instead of using it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

from automation.redaction import STAND_IN

if TYPE_CHECKING:
    from playwright.sync_api import Page

Kind = Literal["heading", "button", "link", "tab", "menuitem", "option", "field", "text"]


@dataclass(frozen=True)
class Box:
    """A place on the screen, in CSS pixels from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True)
class Item:
    """One thing on the screen.

    Args:
        kind: What it is to a person. The text of a control or the label of a field is its name, no item of its own.
        name: What it is called; the placeholder of secrets where it looks like one.
        box: Where it is.
        group: Number of the list, menu or row of tabs it is in; -1 if in none.
        behind: Whether an open menu or dialog makes it unreachable.
        row: Whether it is in a row of a table, hence the tenant's own data.
        overlay: Whether it is in a menu or dialog.
        banner: Whether it is in the bar at the top.
        icon: A control without visible text.
        selected: A tab or entry that is open.
        control: What kind of field: "text", "dropdown", "checkbox", or "value" where nothing can be typed.
        multiline: A text field of several lines.
        placeholder: The hint in an empty field.
        required: Whether the field says that it must be filled.
        filled: Whether the field holds anything.
        beside: How many buttons belong to the field.
    """

    kind: Kind
    name: str
    box: Box
    group: int = -1
    behind: bool = False
    row: bool = False
    overlay: bool = False
    banner: bool = False
    icon: bool = False
    selected: bool = False
    control: Literal["", "text", "dropdown", "checkbox", "value"] = ""
    multiline: bool = False
    placeholder: str = ""
    required: bool = False
    filled: bool = False
    beside: int = 0


@dataclass(frozen=True)
class Sight:
    """All that a screen shows, in reading order.

    Args:
        width: Of the visible part, in CSS pixels.
        height: Of the visible part, in CSS pixels.
        items: What is on it.
        mui: Whether it is drawn by the component library of today's app, which the redesign leaves.
    """

    width: float
    height: float
    items: tuple[Item, ...]
    mui: bool = True


def look(page: Page) -> Sight:
    """Describe what a person sees on the page now, without what its fields hold."""
    script = resources.files(__package__).joinpath("sight.js").read_text(encoding="utf-8")
    seen: dict[str, Any] = page.evaluate(script, STAND_IN)
    return Sight(seen["width"], seen["height"], tuple(map(_item, seen["items"])), seen["mui"])


def _item(seen: dict[str, Any]) -> Item:
    box = Box(seen["left"], seen["top"], seen["width"], seen["height"])
    return Item(
        kind=seen["kind"],
        name=seen["name"],
        box=box,
        group=seen["group"],
        behind=seen["behind"],
        row=seen["row"],
        overlay=seen["overlay"],
        banner=seen["fixed"],
        icon=seen.get("icon", False),
        selected=seen.get("selected", False),
        control=seen.get("control", ""),
        multiline=seen.get("multiline", False),
        placeholder=seen.get("placeholder", ""),
        required=seen.get("required", False),
        filled=seen.get("filled", False),
        beside=seen.get("beside", 0),
    )
