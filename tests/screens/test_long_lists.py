"""Lists too long to be shown: what is searched for, what an answer proves, and choices far down."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from automation.errors import TechnicalFailure
from automation.labels import Catalogue, Labels
from automation.names import normalise_name
from automation.screens import App, dropdown
from automation.screens.consumer_list import ConsumerList
from automation.screens.dropdown import Missing, by_name, choose
from automation.screens.finding import Control
from automation.screens.spellings import certain_part, inside_a_word, spellings

LIST = """<!doctype html><input placeholder="Buscar..."><table><tbody></tbody></table><p id=footer></p><script>
const box = document.querySelector('input'), body = document.querySelector('tbody')
let last = 0
const load = async words => {
  const mine = ++last
  if (CLEARS && words) draw({ rows: [], total: 0 })
  const answer = await (await fetch('/rows?search=' + encodeURIComponent(words))).json()
  if (mine === last) draw(answer)
}
const draw = ({ rows, total }) => {
  body.replaceChildren(...rows.map(name => { const row = document.createElement('tr')
    row.innerHTML = '<td></td>'; row.firstChild.textContent = name; return row }))
  footer.textContent = `Mostrando ${rows.length} de ${total}`
}
let timer
box.oninput = () => { clearTimeout(timer); timer = setTimeout(() => load(box.value), 60) }
load('')
</script>"""

SEARCHES: dict[str, Callable[[str, str], bool]] = {
    "parts": lambda words, name: normalise_name(words) in normalise_name(name),
    "parts with accents": lambda words, name: words.casefold() in name.casefold(),
    "parts with case": lambda words, name: words in name,
    "beginnings": lambda words, name: normalise_name(name).startswith(normalise_name(words)),
    "whole words": lambda words, name: set(normalise_name(words).split()) <= set(normalise_name(name).split()),
}
OTHERS = tuple(f"Bodega {number}" for number in range(400))


class Tenant:
    """A list of consumers of which 20 are shown, and a search of one kind."""

    def __init__(self, page: Page, names: tuple[str, ...], search: str, *, clears: bool = False, slow: float = 0):
        self.names, self.finds, self.asked = names, SEARCHES[search], list[str]()
        page.route("**/rows?**", self._answer)
        html = LIST.replace("CLEARS", json.dumps(clears))
        if slow:
            html = html.replace(
                "const answer", f"if (words) await new Promise(done => setTimeout(done, {slow * 1000}))\n  const answer"
            )
        page.route("**/list", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("http://tenant.test/list")
        self.app = App(page, Labels(Catalogue.load(None)), timeout=8)
        self.list = ConsumerList(self.app)

    def _answer(self, route) -> None:
        from urllib.parse import parse_qs, urlsplit

        words = parse_qs(urlsplit(route.request.url).query, keep_blank_values=True)["search"][0]
        found = [name for name in self.names if self.finds(words, name)]
        if words:
            self.asked.append(words)
        route.fulfill(json={"rows": found[:20], "total": len(found)})

    def find(self, name: str) -> list[str]:
        return [row.name for row in self.list.find(name)]


@pytest.fixture
def tenant(finder: None, page: Page) -> Callable[..., Tenant]:
    return lambda *args, **kwargs: Tenant(page, *args, **kwargs)


@pytest.mark.parametrize("search", SEARCHES)
def test_a_name_that_exists_is_found_by_whatever_the_search_finds(tenant, search) -> None:
    there = tenant((*OTHERS, "Growth plan"), search)
    assert there.find("Growth plan") == ["Growth plan"]


@pytest.mark.parametrize(
    ("search", "there", "wanted"),
    [
        ("parts", "GROWTH PLÁN", "Growth plan"),
        ("parts with accents", "Gröwth plán", "Growth plan"),
        ("parts with case", "growth plan", "Growth plan"),
        ("beginnings", "Growth Plán", "growth plan"),
    ],
)
def test_another_spelling_is_found_too(tenant, search, there, wanted) -> None:
    assert tenant((*OTHERS, there), search).find(wanted) == [there]


def test_what_was_proven_of_the_search_spares_later_ones(tenant) -> None:
    there = tenant((*OTHERS, "Growth plan"), "parts")
    assert there.find("Growing") == []
    assert len(there.asked) > 1, "nothing is known of the search yet"
    assert not there.app.search_finds_parts
    assert there.find("Growth plan") == ["Growth plan"]
    assert there.app.search_finds_parts
    there.asked.clear()
    assert there.find("Strength") == []
    assert there.asked == ["sTR"]


@pytest.mark.parametrize("search", ["parts with case", "beginnings", "whole words"])
def test_a_search_that_misses_parts_is_never_taken_for_one_that_finds_them(tenant, search) -> None:
    there = tenant((*OTHERS, "Growth plan", "WTH report"), search)
    for name in ("Growth plan", "WTH report", "Growing"):
        there.find(name)
    assert not there.app.search_finds_parts


def test_a_list_that_says_it_is_empty_while_it_searches_is_not_believed(tenant) -> None:
    there = tenant((*OTHERS, "Growth plan"), "parts", clears=True, slow=1.3)
    there.app.search_finds_parts = True
    assert there.find("Growth plan") == ["Growth plan"]


def test_only_accentless_letters_in_the_other_case_are_searched_for_alone() -> None:
    assert certain_part("Growth plan") == "WTH"
    assert certain_part("Integración 0042") == "0042"
    assert certain_part("ERP bridge") == ""
    assert spellings("Ñandú  Štít") == ("Ñandú Štít", "nandu stit", "st")[:2]


@pytest.mark.parametrize(
    ("part", "text", "proves"),
    [
        ("WTH", "Growth plan", True),
        ("WTH", "Wthree", False),
        ("WTH", "GROWTH", False),
        ("WTH", "Growth wthree", False),
        ("0042", "Integration 0042", False),
        ("WTH", "Bodega", False),
    ],
)
def test_an_answer_proves_that_parts_are_found_only_by_a_part_inside_a_word(part, text, proves) -> None:
    assert inside_a_word(part, text) is proves


CHOICES = """<!doctype html><input id=field readonly><div id=list role=listbox hidden
  style="height: 180px; width: 200px; overflow: auto"><div id=inner style="position: relative"></div></div><script>
const field = document.querySelector('#field'), list = document.querySelector('#list'), names = NAMES
inner.style.height = names.length * 30 + 'px'
let drawn = 0
const draw = () => { drawn++; const first = Math.max(0, Math.floor(list.scrollTop / 30) - 2)
  inner.replaceChildren(...names.slice(first, first + 10).map((name, index) => {
    const option = document.createElement('div'); option.role = 'option'; option.textContent = name
    option.style = `position: absolute; height: 30px; width: 100%; top: ${(first + index) * 30}px`
    option.onclick = () => { field.value = name; list.hidden = true }
    return option })) }
// As frameworks do: a frame after the list has scrolled, not at once.
list.onscroll = () => requestAnimationFrame(() => setTimeout(draw, 20))
field.onclick = () => { list.hidden = false; draw() }
</script>"""


@pytest.fixture
def windowed(finder: None, page: Page) -> Callable[[list[str]], Control]:
    def at(names: list[str]) -> Control:
        html = CHOICES.replace("NAMES", json.dumps(names))
        page.route("**/form", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto("http://tenant.test/form")
        app = App(page, Labels(Catalogue.load(None)), timeout=25)
        return Control(app, "consumer_form.permission_group", (("hook", page.locator("#field")),))

    return at


SORTED = sorted([f"Grupo {number:04}" for number in range(3000)] + ["Reportes", "Técnicos", "Ventas"])


def test_a_choice_far_down_a_long_list_in_order_is_leapt_to(windowed, page: Page) -> None:
    control = windowed(SORTED)
    assert choose(control, by_name("grupo 2345"), "grupo 2345") == "Grupo 2345"
    # Reading that far would have drawn some 400 screenfuls.
    assert page.evaluate("() => drawn") < 40


def test_a_choice_in_a_long_list_without_order_is_found_all_the_same(windowed) -> None:
    names = [*SORTED[:1200:2], "Reportes", *SORTED[1:600:2]]
    assert choose(windowed(names), by_name("Reportes"), "Reportes") == "Reportes"


def test_a_long_list_without_the_choice_is_read_to_its_end(windowed) -> None:
    control = windowed(SORTED[-600:])
    control.app.timeout = 2  # reading takes twice as long: it goes on for as long as the list does
    missing = choose(control, by_name("Nobody"), "Nobody")
    assert isinstance(missing, Missing)
    assert sorted(missing.seen) == sorted(SORTED[-600:])


def test_rows_that_are_never_drawn_are_no_proof_that_a_choice_is_missing(windowed, page: Page, monkeypatch) -> None:
    monkeypatch.setattr(dropdown, "QUIET", 0.1)
    control = windowed(SORTED[-200:])
    control.app.timeout = 4
    page.evaluate("() => { list.onscroll = () => { list.scrollTop = 0 } }")
    with pytest.raises(TechnicalFailure, match="could not be read to their end"):
        choose(control, by_name("Reportes"), "Reportes")
