"""Choosing from lists that come late, go away under the click, or never end."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route

from automation.errors import TechnicalFailure
from automation.labels import Catalogue, Labels
from automation.screens import App
from automation.screens.dropdown import Missing, by_name, choose
from automation.screens.finding import Control

FIELD = """<!doctype html><input id=field readonly><div id=list role=listbox hidden></div><script>
const field = document.querySelector('#field'), list = document.querySelector('#list')
const draw = names => { list.hidden = false; list.replaceChildren(...names.map(name => {
  const option = document.createElement('div'); option.role = 'option'; option.textContent = name
  option.onclick = () => { field.value = name; list.hidden = true }
  return option })) }
%s
</script>"""


@pytest.fixture
def dropdown(finder: None, page: Page):
    def at(script: str, timeout: float = 8) -> Control:
        page.route("**/form", lambda route: route.fulfill(body=FIELD % script, content_type="text/html"))
        page.goto("http://tenant.test/form")
        app = App(page, Labels(Catalogue.load(None)), timeout=timeout)
        return Control(app, "consumer_form.permission_group", (("hook", page.locator("#field")),))

    return at


def test_a_choice_that_goes_away_under_the_click_is_chosen_when_it_is_back(dropdown, monkeypatch):
    # Every pointer that comes near takes the rows away; they are drawn anew for good after the third time.
    control = dropdown(
        "let left = 3; const names = ['Reportes', 'Lectura']\n"
        "field.onclick = () => draw(names)\n"
        "list.addEventListener('mouseover', () => { if (left-- > 0) { list.replaceChildren(); list.hidden = true;"
        "setTimeout(() => draw(names), 900) } })\n"
        "list.addEventListener('click', event => { if (left > 0) event.stopPropagation() }, true)"
    )
    assert choose(control, by_name("Reportes"), "Reportes") == "Reportes"


def test_rows_that_are_on_their_way_are_waited_for(dropdown, page: Page):
    held: list[Route] = []
    page.route("**/more", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright cannot wrap a built-in method
    control = dropdown(
        "field.onclick = () => { draw(['Lectura']); fetch('/more').then(() => draw(['Lectura', 'Reportes'])) }"
    )
    # Answered long after a quiet list would have been taken for a whole one.
    page.on("console", lambda _message: held.pop().fulfill(body="[]"))
    page.evaluate("() => { setTimeout(() => console.log('answer'), 2500) }")
    assert choose(control, by_name("Reportes"), "Reportes") == "Reportes"


def test_a_list_that_never_ends_is_no_proof_that_a_choice_is_missing(dropdown):
    control = dropdown(
        "let count = 0\nfield.onclick = () => setInterval(() => { count++; "
        "draw(Array.from({ length: count }, (_, index) => 'Grupo ' + index)) }, 100)",
        timeout=3,
    )
    with pytest.raises(TechnicalFailure, match="could not be read to their end within 3 s"):
        choose(control, by_name("Reportes"), "Reportes")


def test_a_list_read_to_its_end_without_the_choice_tells_what_it_has(dropdown):
    control = dropdown("field.onclick = () => draw(['Lectura', 'Tickets'])")
    assert choose(control, by_name("Reportes"), "Reportes") == Missing(("Lectura", "Tickets"))


def test_a_list_that_stands_still_before_its_end_is_waited_for(dropdown):
    # Rows drawn in and out can throw a list back to where it was, here for longer than a whole list stays quiet.
    control = dropdown(
        "list.style = 'height: 60px; overflow: auto'; const rows = [...Array(40).keys()].map(row => `Lectura ${row}`)\n"
        "field.onclick = () => { draw(rows); const back = setInterval(() => { list.scrollTop = 0 })\n"
        "  Object.defineProperty(list, 'scrollTop', { configurable: true, set() {}, get: () => 0 })\n"
        "  setTimeout(() => { delete list.scrollTop; clearInterval(back) }, 2000) }\n"
        "let all = false; list.onscroll = () => { if (!all && list.scrollTop > 500) { all = true; draw([...rows, 'Reportes']) } }"
    )
    assert choose(control, by_name("Reportes"), "Reportes") == "Reportes"
