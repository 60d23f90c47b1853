"""A list of choices longer than its window: read in place, screenful by screenful, or leapt through by its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from automation.names import normalise_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

# Screenfuls read in one go: more would leave a choice that was found waiting, fewer would ask the browser more often.
SCREENFULS = 40
# Halvings of a list until a place in it is found; a million rows need twenty.
LEAPS = 20
# A list of fewer screenfuls is read faster than leapt through.
WORTH_LEAPING = 3

_LIST = """
const scrolls = box => box.scrollHeight > box.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(box).overflowY)
const tidy = text => (text || '').replace(/\\s+/g, ' ').trim()
const rows = () => [...document.querySelectorAll(options)].filter(row => row.checkVisibility()
  && row.getBoundingClientRect().width > 0 && !row.closest('[aria-disabled=true]'))
// Found anew each time: rows are drawn in and out, and one that is gone lies in no list.
let box = rows().at(-1)
if (!box) return null
while (box && !scrolls(box)) box = box.parentElement
const texts = () => rows().map(row =>
  tidy((row.querySelector('h2') || row.querySelector('td, [role=cell], .MuiTableCell-root') || row).innerText))
// Rows are drawn after the list has scrolled: without waiting for the lowest, whole screens would be skipped. What
// stays blank for long is told, unless it is the space below the last row.
const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
const atEnd = () => box.isConnected && box.scrollTop + box.clientHeight >= box.scrollHeight - 2
const drawn = async () => {
  const until = performance.now() + (atEnd() ? 300 : 3000)
  do {
    await frame()
    const edge = box.getBoundingClientRect().bottom
    const places = rows().map(row => row.getBoundingClientRect())
    if (places.some(place => place.top <= edge && place.bottom >= edge - 48)) return true
  } while (performance.now() < until)
  return atEnd()
}
"""

_VIEW = (
    """async ({ options, top }) => {"""
    + _LIST
    + """
  if (!box) return null
  if (top !== null) {
    box.scrollTop = top
    if (!await drawn()) return null
  }
  return { top: box.scrollTop, screenful: box.clientHeight, most: box.scrollHeight - box.clientHeight, texts: texts() }
}"""
)

_SWEEP = (
    """async ({ options, screenfuls, anew }) => {"""
    + _LIST
    + """
  const seen = []
  const note = () => { for (const text of texts()) seen.push([text, box ? box.scrollTop : 0]) }
  if (box && anew && box.scrollTop > 0) {
    box.scrollTop = 0
    if (!await drawn()) return null
  }
  note()
  // A list that nothing scrolls is all there is.
  if (!box) return { seen, ended: true }
  for (let screenful = 0; screenful < screenfuls; screenful++) {
    if (atEnd()) return { seen, ended: true }
    const before = box.scrollTop
    box.scrollTop = before + box.clientHeight * 0.9
    if (!await drawn()) {
      box.scrollTop = before
      break
    }
    note()
    if (box.scrollTop <= before) break
  }
  return { seen, ended: false }
}"""
)


@dataclass(frozen=True)
class Sweep:
    """What some screenfuls of a list held.

    Args:
        places: Text to where the list was scrolled to when it was seen, in pixels.
        ended: Whether the list's end was reached; more may still be on its way.
        advanced: Whether the list has scrolled.
    """

    places: dict[str, float]
    ended: bool
    advanced: bool = False


@dataclass(frozen=True)
class LongList:
    """An open list of choices.

    Args:
        page: Where it is open.
        options: The CSS selector of its rows.
    """

    page: Page
    options: str

    def sweep(self, *, anew: bool) -> Sweep | None:
        """Read some screenfuls of the list; None where it shows no row at this moment.

        Args:
            anew: From its beginning, not from where it is.
        """
        given = {"options": self.options, "screenfuls": SCREENFULS, "anew": anew}
        read: dict[str, Any] | None = self.page.evaluate(_SWEEP, given)
        if read is None:
            return None
        places = {text: top for text, top in read["seen"] if text}
        return Sweep(places, bool(read["ended"]), len({top for _, top in read["seen"]}) > 1)

    def scroll_to(self, top: float) -> None:
        """Scroll the list to a place that `sweep` named, and wait until its rows are drawn."""
        self._view(top)

    def leap_to(self, name: str, wanted: Callable[[str], bool]) -> bool:
        """Scroll to a choice by halving, as one looks a word up in a dictionary, where the list is long and in order.

        Args:
            name: Where it stands in the order of names without case and accents.
            wanted: Tells whether a text is the choice.

        Returns:
            Whether it is on the screen now. If not, nothing is proven, and the list is wherever it is.
        """
        view = self._view(None)
        if view is None or view["most"] < WORTH_LEAPING * view["screenful"] or view["top"] > 0:
            return False
        plain = normalise_name(name)
        low, high = 0.0, float(view["most"])
        for _ in range(LEAPS):
            view = self._view((low + high) / 2)
            if view is None:
                return False
            texts = [text for text in view["texts"] if text]
            if any(map(wanted, texts)):
                return True
            order = [normalise_name(text) for text in texts]
            if not order or order != sorted(order) or high - low < view["screenful"] / 2:
                return False
            if plain < order[0]:
                high = view["top"]
            elif plain > order[-1]:
                low = view["top"]
            else:
                return False
        return False

    def _view(self, top: float | None) -> dict[str, Any] | None:
        view: dict[str, Any] | None = self.page.evaluate(_VIEW, {"options": self.options, "top": top})
        return view
