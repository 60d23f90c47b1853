"""What only the redesign has: nested entries, pages, a second way to save, and nothing of MUI."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Page

CONSUMERS = "/config/api-connections/oauth-consumers"
LOOK = {"variant": "redesign"}


def fill(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Tipo de autorización").click()
    page.get_by_role("option", name="Credenciales de cliente").click()
    page.get_by_role("textbox", name="Nombre").fill(name)
    page.get_by_role("combobox", name="Grupo de Permisos").click()
    page.get_by_role("option", name="Reportes", exact=True).click()


def test_the_whole_way_leads_through_nested_entries(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=0, appearance=LOOK)
    page = at.go("/")
    expect(page.get_by_role("menuitem")).to_have_count(0)  # nothing is kept mounted
    page.get_by_role("button", name="Menú de usuario").click()
    page.get_by_role("menuitem", name="Configuración").click()
    expect(page.get_by_text("FRACTTAL - Activación", exact=True)).to_be_visible()
    entry = page.get_by_role("link", name="Conexiones API")
    expect(entry).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("link", name="Consumidores OAuth")).to_have_count(0)
    entry.click()
    expect(entry).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("heading", name="Claves de conexión para Fracttal API")).to_be_visible()
    page.get_by_role("link", name="Consumidores OAuth").click()
    page.get_by_role("button", name="Agregar", exact=True).click()
    fill(page, "ERP bridge")
    page.get_by_role("button", name="Guardar", exact=True).click()
    dialog = page.get_by_role("dialog", name="ERP bridge")
    [saved] = at.consumers()
    expect(dialog.get_by_role("textbox", name="Clave")).to_have_value(saved["key"])
    expect(dialog.get_by_role("textbox", name="Secreto")).to_have_value(saved["secret"])
    dialog.get_by_role("button", name="Cerrar").click()
    page.wait_for_url(f"**{CONSUMERS}")
    expect(page.get_by_role("row", name=re.compile("ERP bridge"))).to_be_visible()
    expect(page.get_by_text("Mostrando 1-1 de 1 filas", exact=True)).to_be_visible()


def test_there_are_no_tabs_and_nothing_of_mui(visit: Callable[..., Visit]) -> None:
    at = visit(appearance=LOOK)
    requested: list[str] = []
    at.page.on("request", lambda request: requested.append(request.url))
    for path in ("/", CONSUMERS, f"{CONSUMERS}/new"):
        page = at.go(path)
        expect(page.locator("button.qa-main-menu-btn")).to_be_visible()
        expect(page.locator('[class*="Mui"], [id^="notistack"], [role="tab"]')).to_have_count(0)
    assert any("RedesignApp" in address for address in requested)
    assert not any("LiveApp" in address for address in requested)


def test_the_list_is_a_table_with_pages_of_twenty(visit: Callable[..., Visit]) -> None:
    page = visit(consumers=45, appearance=LOOK).go(CONSUMERS)
    rows = page.locator("table tbody tr")
    expect(page.get_by_text("Mostrando 1-20 de 45 filas", exact=True)).to_be_visible()
    expect(rows).to_have_count(20)
    first = rows.first.text_content()
    back, forward = page.get_by_role("button", name="Anterior"), page.get_by_role("button", name="Siguiente")
    expect(back).to_be_disabled()
    forward.click()
    expect(page.get_by_text("Mostrando 21-40 de 45 filas", exact=True)).to_be_visible()
    expect(rows.first).not_to_have_text(first or "")
    forward.click()
    expect(page.get_by_text("Mostrando 41-45 de 45 filas", exact=True)).to_be_visible()
    expect(rows).to_have_count(5)
    expect(forward).to_be_disabled()
    back.click()
    expect(page.get_by_text("Mostrando 21-40 de 45 filas", exact=True)).to_be_visible()


def test_a_search_begins_at_the_first_page(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=45, appearance=LOOK)
    wanted = at.consumers()[40]["name"]
    page = at.go(CONSUMERS)
    page.get_by_role("button", name="Siguiente").click()
    expect(page.get_by_text("Mostrando 21-40", exact=False)).to_be_visible()
    page.locator('input[placeholder="Buscar..."]').fill(wanted)
    expect(page.get_by_text(re.compile(r"^Mostrando 1-\d+ de \d filas$"))).to_be_visible()
    expect(page.get_by_role("cell", name=wanted, exact=True)).to_be_visible()


def test_save_stands_beside_save_and_create_another(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=0, appearance=LOOK)
    page = at.open_form()
    another = page.get_by_role("button", name="Guardar y crear otro")
    expect(another).to_be_disabled()
    fill(page, "First")
    another.click()
    dialog = page.get_by_role("dialog", name="First")
    expect(dialog.get_by_role("textbox", name="Secreto")).to_have_value(re.compile(r"^\w{32}$"))
    dialog.get_by_role("button", name="Cerrar").click()
    expect(page.get_by_role("textbox", name="Nombre")).to_have_value("")
    assert page.url.endswith("/new")
    fill(page, "Second")
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_role("dialog", name="Second")).to_be_visible()
    assert [one["name"] for one in at.consumers()] == ["First", "Second"]


def test_the_add_button_is_in_the_toolbar_and_says_what_it_does(visit: Callable[..., Visit]) -> None:
    page = visit(appearance=LOOK).go(CONSUMERS)
    add = page.get_by_role("button", name="Agregar", exact=True)
    expect(add).to_have_text("Agregar")
    box = add.bounding_box()
    assert box
    assert box["y"] < 300
    assert box["width"] > box["height"] * 2


def test_the_figures_are_the_articles_too(visit: Callable[..., Visit]) -> None:
    page = visit(appearance=LOOK).go("/")
    for figure in ("80", "14", "101", "21", "39,2 %", "60,8 %", "51,8 %", "2", "129", "42", "16", "57", "27"):
        expect(page.locator("main").get_by_text(figure, exact=True)).to_be_visible()
