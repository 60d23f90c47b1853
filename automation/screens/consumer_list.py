"""The rows of the consumers list, read whole: pages, endless scrolling and the search box alike."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from automation.errors import SessionExpired, TechnicalFailure
from automation.names import normalise_name
from automation.screens.consumer_search import READ_WHOLE, named, search_for
from automation.screens.finding import by_role, signed_out, union, whats_there

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from playwright.sync_api import Locator

    from automation.screens.app import App

# A list is at its end when it showed nothing new for this long, in seconds; rows come over the network.
QUIET = 1.0
ROWS = "tbody tr, .MuiTableRow-root, [role=row]"

_CELLS = """rows => rows.map(row => [
  ...row.querySelectorAll('td, th, [role=cell], [role=gridcell], .MuiTableCell-root')
].map(cell => (cell.innerText || '').replace(/\\s+/g, ' ').trim()))"""

_ROWS = """() => {
  const rows = [...document.querySelectorAll('tbody tr, .MuiTableRow-root, [role=row]')]
    .filter(row => row.checkVisibility() && !row.closest('thead, .MuiTableHead-root, [aria-hidden=true]')
      && !row.querySelector('th[scope=col], [role=columnheader]')
      && !row.parentElement.closest('tbody tr, .MuiTableRow-root, [role=row]'))
  return rows.map(row => [...row.querySelectorAll('td, th, [role=cell], [role=gridcell], .MuiTableCell-root')]
    .map(cell => (cell.innerText || '').replace(/\\s+/g, ' ').trim()))
}"""

_SCROLL = """() => {
  const rows = [...document.querySelectorAll('tbody tr, .MuiTableRow-root, [role=row]')]
    .filter(row => row.checkVisibility())
  const last = rows[rows.length - 1]
  if (!last) return false
  let box = last
  const scrolls = box => box.scrollHeight > box.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(box).overflowY)
  while (box && !scrolls(box)) box = box.parentElement
  box = box || document.scrollingElement
  const before = box.scrollTop
  box.scrollTop = box.scrollHeight
  return box.scrollTop > before + 1
}"""


@dataclass(frozen=True)
class ConsumerRow:
    """One line of the list: the cells as shown, the name first."""

    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ConsumerList:
    """The rows of the OAuth consumers list."""

    app: App

    @property
    def search(self) -> Locator:
        """The search box above the list."""
        page = self.app.page
        pattern = self.app.labels.pattern("oauth_consumers.search")
        named = union(page.get_by_role("searchbox"), page.get_by_placeholder(pattern), page.get_by_label(pattern))
        return named.filter(visible=True)

    def total(self) -> int | None:
        """Return how many consumers the footer says there are; None where there is no footer."""
        pattern = self.app.labels.pattern("oauth_consumers.footer")
        footer = self.app.page.get_by_text(pattern).filter(visible=True)
        for text in footer.all_inner_texts():
            numbers = self.app.labels.read("oauth_consumers.footer", text)
            if numbers and "total" in numbers:
                return int("".join(filter(str.isdigit, numbers["total"])))
        return None

    def settled(self) -> tuple[ConsumerRow, ...]:
        """Wait until the list has drawn what its footer promises, and return the rows shown."""
        return self._settled()[0]

    def _settled(self) -> tuple[tuple[ConsumerRow, ...], int | None]:
        """Return the rows and the total of the footer, once they fit each other.

        A list that says it is empty is believed only once it has said so for a while: many say it while they load,
        and a consumer taken for absent would be made twice.
        """
        empty = self.app.page.get_by_text(self.app.labels.pattern("oauth_consumers.empty")).filter(visible=True)
        rows: tuple[ConsumerRow, ...] = ()
        total: int | None = None
        until = monotonic() + QUIET
        doubly = monotonic() + QUIET / 2
        deadline = monotonic() + self.app.timeout
        while monotonic() < deadline:
            rows = self.shown()
            total = self.total()
            if rows and total is not None and len(rows) <= total:
                return rows, total
            # A footer and a notice that agree are believed sooner than one of them.
            said = total == 0, empty.count() > 0
            if not rows and any(said) and monotonic() > (doubly if all(said) else until) and not self.busy(until):
                return rows, total
            if rows and total is None and monotonic() > until and not self.app.loading.awaits(until):
                return rows, total
            patient = monotonic() > until + self.app.timeout / 2
            if not rows and total is None and patient and self._table_is_empty(until):
                return rows, total
            self.next_frame()
        self._raise_if_signed_out()
        raise TechnicalFailure(
            f"The list of consumers says it has {'an unknown number' if total is None else total} and showed "
            f"{len(rows)} within {self.app.timeout:g} s. Whether a name is taken cannot be told from that. "
            f"{whats_there(self.app.page)}"
        )

    def shown(self) -> tuple[ConsumerRow, ...]:
        """Return the rows on the screen right now."""
        cells: list[list[str]] = self.app.page.locator("body").evaluate_all(_ROWS)
        return tuple(ConsumerRow(_name_of(row), tuple(row)) for row in cells if any(row))

    def everything(self, limit: int | None = None) -> tuple[ConsumerRow, ...]:
        """Read the list to its end, by scrolling and by pages.

        Args:
            limit: Stop after about that many rows; all if None.
        """
        first, total = self._settled()
        rows = list(first)
        if total is not None and len(rows) >= total:
            return tuple(rows)
        deadline = monotonic() + 10 * self.app.timeout
        while monotonic() < deadline and (limit is None or len(rows) < limit):
            if total is not None and len(rows) >= total:
                return tuple(rows)
            more = self._next_page() or self._scroll_further(rows)
            if more is None:
                if total is not None and len(rows) < total:
                    raise TechnicalFailure(
                        f"The list of consumers says it has {total} and showed {len(rows)}. Whether a name is taken "
                        f"cannot be told from that. {whats_there(self.app.page)}"
                    )
                return tuple(rows)
            rows = _joined(rows, more)
        return tuple(rows)

    def overview(self) -> tuple[tuple[ConsumerRow, ...], int | None]:
        """Return the rows shown, and how many the whole list has: None where no footer tells or a search narrows it."""
        rows, total = self._settled()
        return rows, None if self._narrowed else total

    def find(self, name: str) -> tuple[ConsumerRow, ...]:
        """Return every consumer of that name in the whole list; see `look_up`."""
        return self.look_up(name)[0]

    def look_up(self, name: str) -> tuple[tuple[ConsumerRow, ...], int | None]:
        """Return every consumer of that name in the whole list, and how many that list has, None if nothing tells.

        A short list is read to its end. A long one is searched, as a person would, and left showing the answer. Where
        this session's search is known to find any part of a word, the part of the name that has one spelling only is
        enough; otherwise every spelling is tried that the tenant's search might need, since nobody knows what it folds.

        Args:
            name: Compared without case, accents and outer spaces.
        """
        shown, total = self.overview()
        whole = self._whole(shown, total)
        return (search_for(self, name, shown) if whole is None else named(whole, name)), total

    def find_each(self, names: Iterable[str]) -> dict[str, tuple[ConsumerRow, ...]]:
        """Return every consumer of each name; a short list is read once for all of them.

        Args:
            names: Compared without case, accents and outer spaces.
        """
        whole = self._whole(*self.overview())
        return {name: self.find(name) if whole is None else named(whole, name) for name in names}

    def _whole(self, shown: tuple[ConsumerRow, ...], total: int | None) -> tuple[ConsumerRow, ...] | None:
        """Return the whole list, None where it is so long, or so narrowed by a search, that it is to be searched."""
        if total is not None and total <= len(shown):
            return shown
        if (total is not None and total <= READ_WHOLE) or not self.search.count():
            return self.everything()
        return None

    def row(self, name: str, at: int = 0) -> Locator:
        """Return one row of a name that `find` has brought on the screen.

        Args:
            name: Compared without case, accents and outer spaces.
            at: Which of several rows of that name, from 0.
        """
        rows = self.app.page.locator(ROWS).filter(visible=True)
        cells: list[list[str]] = rows.evaluate_all(_CELLS)
        same = [index for index, row in enumerate(cells) if normalise_name(_name_of(row)) == normalise_name(name)]
        if at >= len(same):
            raise TechnicalFailure(
                f"“{name}” was in the list of consumers a moment ago and is not on the screen now. "
                f"{whats_there(self.app.page)}"
            )
        return rows.nth(same[at])

    @property
    def _narrowed(self) -> bool:
        return self.search.count() == 1 and self.search.input_value() != ""

    def _table_is_empty(self, begun_before: float) -> bool:
        head = self.app.page.locator("thead, .MuiTableHead-root, [role=columnheader]").filter(visible=True)
        return head.count() > 0 and not self.busy(begun_before)

    def _raise_if_signed_out(self) -> None:
        if signed_out(self.app.page).count():
            raise SessionExpired("The app asked to sign in again while the list of consumers was read.")

    def busy(self, begun_before: float) -> bool:
        """Whether the list says that it is loading, or the app waits for an answer to a request of before a moment."""
        shown = self.app.page.locator("[aria-busy=true], [role=progressbar]").filter(visible=True)
        return self.app.loading.awaits(begun_before) or shown.count() > 0

    def _next_page(self) -> list[ConsumerRow] | None:
        page = self.app.page
        following = union(
            page.locator("button[aria-label*='next' i], a[rel=next], button[aria-label*='siguiente' i]"),
            by_role(page, ["button"], self.app.labels.pattern("oauth_consumers.next_page")),
        ).filter(visible=True)
        if following.count() != 1 or not following.is_enabled():
            return None
        before = self.shown()
        following.click(timeout=self.app.timeout * 1000)
        return self._changed(lambda: self.shown() != before)

    def _scroll_further(self, rows: list[ConsumerRow]) -> list[ConsumerRow] | None:
        self.app.page.evaluate(_SCROLL)
        return self._changed(lambda: len(_joined(rows, list(self.shown()))) > len(rows))

    def _changed(self, has: Callable[[], bool]) -> list[ConsumerRow] | None:
        until = monotonic() + 3 * QUIET
        while monotonic() < until or self.app.loading.awaits(until):
            if has():
                return list(self.shown())
            self.next_frame()
        return None

    def next_frame(self) -> None:
        """Let the app draw before the next look."""
        try:
            self.app.page.evaluate("() => new Promise(done => setTimeout(() => requestAnimationFrame(done), 25))")
        except Error as error:
            raise TechnicalFailure(f"The list of consumers cannot be read: {error.message.splitlines()[0]}") from None


def _name_of(cells: list[str] | tuple[str, ...]) -> str:
    return next((cell for cell in cells if cell), "")


def _joined(rows: list[ConsumerRow], more: list[ConsumerRow]) -> list[ConsumerRow]:
    """Add the rows that are new; a page or a window of an endless list may repeat what was seen."""
    if more[: len(rows)] == rows:
        return list(more)
    overlap = next((size for size in range(min(len(rows), len(more)), 0, -1) if rows[-size:] == more[:size]), 0)
    return rows + more[overlap:]
