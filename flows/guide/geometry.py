from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import FloatRect


@dataclass(frozen=True)
class Rect:
    """A rectangle; the unit is the caller's.

    Args:
        x: Left edge.
        y: Top edge.
        width: To the right.
        height: Downward.
    """

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, data: FloatRect) -> Rect:
        """Take a rectangle as the browser tells it."""
        return cls(data["x"], data["y"], data["width"], data["height"])

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.y + self.height

    def padded(self, by: float) -> Rect:
        """Return it larger on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def scaled(self, factor: float) -> Rect:
        """Return it in device pixels."""
        return Rect(self.x * factor, self.y * factor, self.width * factor, self.height * factor)

    def moved(self, x: float, y: float) -> Rect:
        """Return it elsewhere."""
        return Rect(self.x + x, self.y + y, self.width, self.height)

    def meets(self, other: Rect) -> bool:
        """Tell whether both share any area."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom

    def within(self, other: Rect) -> bool:
        """Tell whether it lies wholly inside."""
        return self.x >= other.x and self.y >= other.y and self.right <= other.right and self.bottom <= other.bottom

    def clipped(self, other: Rect) -> Rect:
        """Return the part inside the other."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def outward(self) -> Rect:
        """Return the smallest rectangle of whole units that holds it."""
        x, y = floor(self.x), floor(self.y)
        return Rect(x, y, ceil(self.right) - x, ceil(self.bottom) - y)

    def rounded(self) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom in whole pixels, as Pillow crops."""
        return round(self.x), round(self.y), round(self.right), round(self.bottom)


def around(rects: Iterable[Rect]) -> Rect:
    """Return the smallest rectangle that holds all."""
    return reduce(_both, rects)


def _both(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)
