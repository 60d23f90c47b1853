"""Choose in a dropdown, whichever kind the app draws.

Seen on the live product and its announced redesign: a combobox with options in a portal; a read-only input that opens
a menu; the same input opening a drawer with a searchable table and a confirming button; a native select; a popover
with a search box. Lists may be drawn row by row while scrolling, or be searched on the server.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import ControlNotFound, TechnicalFailure
from automation.names import normalise_name
from automation.screens.finding import Control, appears, left, read_off, signed_out, union, whats_there
from automation.screens.long_list import LongList, Sweep

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

# Where a list of choices opens: in a portal of its own, a dialog, or a drawer.
OVERLAYS = (
    "[role=dialog]",
    "[role=presentation]",
    "[role=listbox]",
    "[data-radix-popper-content-wrapper]",
    ".MuiDrawer-root",
    ".MuiPopover-root",
)
OPTIONS = (
    "[role=option], [role=menuitem], [role=menuitemradio], [role=listbox] li, [role=menu] li, li:has(h2), "
    "[role=dialog] [role=row], [role=dialog] tbody tr, "
    ".MuiDrawer-root .MuiTableRow-root, .MuiDrawer-root [role=row], .MuiDrawer-root tbody tr"
)
SEARCH = (
    "input[type=search], [role=searchbox], input[type=text], input:not([type]), input[role=combobox]:not([readonly])"
)
# A list is complete when nothing was added for this long at its end, in seconds; rows come over the network.
QUIET = 0.8
# A choice is clicked within this, in seconds, or looked for again: thousands of rows in one page answer that slowly.
CLICKED = 6.0
# A list that goes on and on may take so many times as long as anything else.
LONG = 10
# A list that was closed is gone within this, in seconds; what stays longer was no list.
GONE = 1.0

_VISIBLE_TEXTS = """elements => elements.map(element => {
  const heading = element.querySelector('h2')
  const cell = heading || element.querySelector('td, [role=cell], .MuiTableCell-root') || element
  const usable = element.checkVisibility() && !element.closest('[aria-disabled=true]')
  return { text: (cell.innerText || '').replace(/\\s+/g, ' ').trim(), shown: usable }
})"""

_SHOWN = "element => ('value' in element && element.matches('input') ? element.value : element.innerText) || ''"
_SHOWN_UNLESS_NATIVE = f"element => element.matches('select') ? false : ({_SHOWN})(element)"


@dataclass(frozen=True)
class Missing:
    """What a dropdown held when the wanted option was not among it."""

    seen: tuple[str, ...]


def choose(control: Control, wanted: Callable[[str], bool], search: str) -> str | Missing:
    """Choose one option of a dropdown, unless it shows that option already.

    Args:
        control: The dropdown's field.
        wanted: Tells whether an option's text is the one.
        search: What to type where the list offers a search.

    Returns:
        The text chosen, or `Missing` with every option seen; the list is closed again then.
    """
    return _Dropdown(control, wanted, search).choose()


def offered(control: Control) -> tuple[str, ...]:
    """Open a dropdown, read the first screenful of its choices, and close it again; nothing is chosen.

    Args:
        control: The dropdown's field.
    """
    return _Dropdown(control, lambda _text: False, "").peek()


class _Dropdown:
    def __init__(self, control: Control, wanted: Callable[[str], bool], search: str) -> None:
        self.app = control.app
        self.page = control.app.page
        self.control = control
        self.wanted = wanted
        self.search_text = search
        self.deadline = monotonic() + self.app.timeout
        self.seen: dict[str, None] = {}
        # A form may stand in a drawer itself: its own fields are no search boxes of the list.
        self.boxes_before = 0
        self.lists_before = 0

    def choose(self) -> str | Missing:
        field = self.control.find(self.deadline)
        shown = read_off(field, _SHOWN_UNLESS_NATIVE)
        if shown is False:
            return self._choose_native(field)
        already = str(shown or "").strip()
        if already and self.wanted(already):
            return already
        self._open(field)
        chosen = self._pick()
        if chosen is None:
            self._close()
            return Missing(tuple(self.seen))
        self._confirm()
        self._wait_shown(chosen)
        return chosen

    def peek(self) -> tuple[str, ...]:
        field = self.control.find(self.deadline)
        if read_off(field, "element => element.tagName") == "SELECT":
            native = self._choose_native(field)
            return native.seen if isinstance(native, Missing) else ()
        self._open(field)
        if not any(self._read()):
            self._grows(0)
        self._close()
        self._wait_closed()
        return tuple(self.seen)

    def _choose_native(self, field: Locator) -> str | Missing:
        texts: list[str] = field.evaluate("element => [...element.options].map(option => option.text.trim())")
        for text in texts:
            if self.wanted(text):
                field.select_option(label=text, timeout=left(self.deadline))
                return text
        return Missing(tuple(text for text in texts if text))

    def _options(self) -> Locator:
        return self.page.locator(OPTIONS).filter(visible=True)

    def _list(self) -> LongList:
        return LongList(self.page, OPTIONS)

    def _search_box(self) -> Locator:
        """Return the search box that came with the open list: portals are appended behind all that was there."""
        return self._search_boxes().nth(self.boxes_before)

    def _search_boxes(self) -> Locator:
        placeholder = self.page.get_by_placeholder(self.app.labels.pattern("dialog.search"))
        overlays = self.page.locator(", ".join(OVERLAYS))
        return union(overlays.locator(SEARCH), overlays.locator(placeholder)).filter(visible=True)

    def _lists(self) -> Locator:
        """Return the lists themselves: one without a single choice is open all the same."""
        return self.page.locator("[role=listbox], [role=menu]").filter(visible=True)

    def _open(self, field: Locator) -> None:
        # The list of the field before may still be on its way out: counted in, this one's would seem never to come.
        with suppress(PlaywrightTimeout):
            self._open_lists().first.wait_for(state="hidden", timeout=min(left(self.deadline), GONE * 1000))
        before = 0
        if union(self._options(), self._search_boxes(), self._lists()).count():
            before = self._options().count()
            self.boxes_before = self._search_boxes().count()
            self.lists_before = self._lists().count()
        field.click(timeout=left(self.deadline))
        opened = union(self._search_box(), self._options().nth(before), self._lists().nth(self.lists_before))
        try:
            appears(opened.or_(signed_out(self.page)), self.deadline)
        except PlaywrightTimeout:
            raise ControlNotFound(
                f"The dropdown {self.control.key} was clicked, and no list of choices appeared within "
                f"{self.app.timeout:g} s. {whats_there(self.page)}"
            ) from None

    def _pick(self) -> str | None:
        found = self._click_visible()
        if found:
            return found
        box = self._search_box()
        if box.count() == 1:
            box.fill(self.search_text, timeout=left(self.deadline))
            found = self._await_option(QUIET * 3)
            if found:
                return found
            # Without the filter, so that the error can tell what there is.
            box.fill("", timeout=left(self.deadline))
        return self._scroll_through()

    def _scroll_through(self) -> str | None:
        if self._list().leap_to(self.search_text, self.wanted):
            found = self._click_visible()
            if found:
                return found
        anew = True
        at_last = monotonic() + LONG * self.app.timeout
        while monotonic() < self.deadline:
            found = self._click_visible()
            if found:
                return found
            read = self._list().sweep(anew=anew)
            anew = anew and read is None
            sweep = read or Sweep({}, ended=not self.seen)
            nothing = self.app.labels.pattern("oauth_consumers.empty")
            self.seen.update(dict.fromkeys(text for text in sweep.places if not nothing.search(text)))
            if sweep.advanced:
                # Thousands of choices take longer to read than anything else may take.
                self.deadline = min(monotonic() + self.app.timeout, at_last)
            place = next((top for text, top in sweep.places.items() if self.wanted(text)), None)
            if place is not None:
                self._list().scroll_to(place)
                continue
            # A choice that was there, and went away under the click, comes back.
            ended = sweep.ended and not self._grows(len(self.seen))
            if ended and monotonic() < self.deadline and not any(map(self.wanted, self.seen)):
                return None
            self._next_frame()
        raise TechnicalFailure(
            f"The choices of {self.control.key} could not be read to their end within {self.app.timeout:g} s; "
            f"{len(self.seen)} were seen. Whether “{self.search_text}” is among them cannot be told. "
            f"{whats_there(self.page)}"
        )

    def _grows(self, count: int) -> bool:
        until = monotonic() + QUIET
        while monotonic() < self.deadline and (monotonic() < until or self.app.loading.awaits(until)):
            self._next_frame()
            self._read()
            if len(self.seen) > count:
                return True
        return False

    def _await_option(self, seconds: float) -> str | None:
        until = monotonic() + seconds
        while monotonic() < self.deadline and (monotonic() < until or self.app.loading.awaits(until)):
            found = self._click_visible()
            if found:
                return found
            self._next_frame()
        return None

    def _next_frame(self) -> None:
        self.page.evaluate("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 30))")

    def _read(self) -> list[str]:
        rows: list[dict[str, object]] = self._options().evaluate_all(_VISIBLE_TEXTS)
        nothing = self.app.labels.pattern("oauth_consumers.empty")
        texts = [str(row["text"]) if row["shown"] and not nothing.search(str(row["text"])) else "" for row in rows]
        self.seen.update(dict.fromkeys(text for text in texts if text))
        return texts

    def _click_visible(self) -> str | None:
        for text in self._read():
            if text and self.wanted(text):
                option = self._options().filter(has_text=text)
                exact = [
                    index for index, other in enumerate(option.evaluate_all(_VISIBLE_TEXTS)) if other["text"] == text
                ]
                if not exact:
                    return None
                # A debounced search redraws the rows: a row that goes away under the click is looked for again.
                try:
                    option.nth(exact[-1]).click(timeout=min(left(self.deadline), CLICKED * 1000))
                except PlaywrightTimeout:
                    return None
                return text
        return None

    def _confirm(self) -> None:
        accept = self.page.get_by_role("button", name=self.app.labels.pattern("dialog.accept")).filter(visible=True)
        drawer = self.page.locator(".MuiDrawer-root, [role=dialog]").filter(has=accept).filter(visible=True)
        if drawer.count():
            accept.click(timeout=left(self.deadline))

    def _wait_shown(self, chosen: str) -> None:
        """Wait until the field itself shows the choice; while a list is open or closing, the form is out of reach."""
        field = self.control.find(self.deadline)
        while not self.wanted(_shown_choice(field)):
            if monotonic() > self.deadline:
                raise TechnicalFailure(
                    f"“{chosen}” was chosen in {self.control.key}, and the field shows “{_shown_choice(field)}”. "
                    f"{whats_there(self.page)}"
                )
            self._next_frame()

    def _open_lists(self) -> Locator:
        overlay = self.page.locator(
            ".MuiPopover-root, .MuiDrawer-root, [role=listbox], [data-radix-popper-content-wrapper]"
        )
        return overlay.filter(visible=True, has=self.page.locator(OPTIONS))

    def _wait_closed(self) -> None:
        """Wait until the open list is gone."""
        try:
            self._open_lists().first.wait_for(state="hidden", timeout=left(self.deadline))
        except PlaywrightTimeout:
            raise ControlNotFound(
                f"The list of {self.control.key} stayed open after the choice. {whats_there(self.page)}"
            ) from None

    def _close(self) -> None:
        if self._options().count() or self._search_box().count() or self._lists().count() > self.lists_before:
            self.page.keyboard.press("Escape")


def _shown_choice(field: Locator) -> str:
    return str(read_off(field, _SHOWN) or "").strip()


def by_name(name: str) -> Callable[[str], bool]:
    """Return a test for the option of that name, whatever its case, accents and outer spaces."""
    plain = normalise_name(name)
    return lambda text: normalise_name(text) == plain
