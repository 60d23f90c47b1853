"""Top bar, settings, tabs and list of the product as it is today."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit

CONSUMERS = "/config/api-connections/oauth-consumers"
USER_MENU = [
    "Configuración",
    "¿Qué hay de nuevo?",
    "Lenguaje",
    "Modo Oscuro",
    "Ayuda y Soporte Técnico",
    "Cambiar de compañía",
    "Cerrar Sesión",
]
SECTIONS = [
    "General",
    "Cuentas de Usuarios",
    "Calendario Laboral",
    "Módulos",
    "Financiero",
    "Catálogos Auxiliares",
    "Gestión Documental",
    "Log de Transacciones",
    "Seguridad",
    "Conexiones API",
    "Portal de Invitados",
    "Cuenta",
]


def test_the_dashboard_shows_the_figures_of_the_article(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    for figure in ("80", "14", "101", "21", "39,2 %", "60,8 %", "51,8 %", "2", "129", "42", "16", "57", "27"):
        expect(page.locator("main").get_by_text(figure, exact=True)).to_be_visible()


def test_the_user_menu_stays_in_the_page_while_it_is_closed(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    entries = page.locator('[role="menuitem"]')
    expect(entries).to_have_text(USER_MENU)
    expect(entries.first).to_be_hidden()
    trigger = page.get_by_role("button", name="Menú de usuario")
    expect(trigger).to_contain_text("Fabián")
    box = trigger.bounding_box()
    assert box
    assert box["x"] + box["width"] > 1300  # at the right end
    trigger.click()
    expect(entries.first).to_be_visible()
    # a modal is open: the rest of the page is out of reach
    assert page.locator("#root").get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_a_chosen_language_is_kept_and_told_to_the_browser(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant}).go("/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.get_by_role("button", name="Menú de usuario").click()
    page.get_by_role("menuitem", name="Lenguaje").click()
    page.get_by_role("dialog").get_by_role("button", name="Français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.get_by_role("button", name="Menu utilisateur").click()
    expect(page.get_by_role("menuitem", name="Réglages")).to_be_visible()


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_dark_mode_is_kept(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant}).go("/")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    menu = page.locator("button.qa-main-menu-btn")
    expect(menu).to_be_visible()
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Menú de usuario").click()
    page.get_by_role("menuitem", name="Modo Oscuro").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(menu).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_logging_out_ends_the_session(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"variant": variant})
    page = at.go("/")
    page.get_by_role("button", name="Menú de usuario").click()
    page.get_by_role("menuitem", name="Cerrar Sesión").click()
    page.wait_for_url("**/signin")
    assert at.tenant.state.harm == ["signed_out"]


def test_each_of_the_twelve_sections_opens_a_page_with_its_title(visit: Callable[..., Visit]) -> None:
    page = visit().go("/config")
    entries = page.locator(".qa-item-menu-tabdetails")
    expect(entries).to_have_text(SECTIONS)
    for name in SECTIONS:
        page.get_by_role("button", name=name, exact=True).click()
        title = "Claves de conexión para Fracttal API" if name == "Conexiones API" else name
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_visible()
        expect(page.get_by_role("heading", name="Configuración")).to_be_visible()
        expect(page.get_by_text("FRACTTAL - Activación", exact=True)).to_be_visible()


def test_the_main_menu_opens_and_its_entries_carry_their_hook(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    entries = page.locator('.MuiListItem-root.qa-item-menu-sidebar[role="button"]')
    expect(entries.first).to_have_attribute("aria-label", "Dashboard")
    expect(entries.get_by_text("Órdenes de Trabajo")).to_have_count(0)
    page.locator("button.qa-main-menu-btn").click()
    expect(entries.get_by_text("Órdenes de Trabajo")).to_be_visible()


def test_tab_names_are_capitals_by_style_only(visit: Callable[..., Visit]) -> None:
    page = visit().go("/config/api-connections")
    tabs = page.get_by_role("tab")
    expect(tabs).to_have_text(["Conexión API", "Consumidores OAuth", "Autorizaciones de Apps"])
    expect(tabs.first).to_have_attribute("aria-selected", "true")
    expect(tabs.first).to_have_css("text-transform", "uppercase")
    tabs.nth(2).click()
    expect(page.get_by_role("heading", name="Autorizaciones de Apps")).to_be_visible()


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_tab_1_is_the_articles_and_regenerating_there_does_harm(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"variant": variant})
    page = at.go("/config/api-connections")
    for text in (
        "Claves de conexión para Fracttal API",
        "Método de autenticación deprecado, te invitamos a usar OAuth2",
        "Solo el Súper Administrador puede acceder al API Secret",
    ):
        expect(page.get_by_text(text, exact=True)).to_be_visible()
    expect(page.get_by_label("API Key")).to_have_value(re.compile(r"^\w{8,}$"))
    page.get_by_role("button", name="Ver API Secret").click()
    secret = page.get_by_label("API Secret", exact=True)
    expect(secret).to_have_value(re.compile(r"^\w{8,}$"))
    before = secret.input_value()
    assert at.tenant.state.harm == []
    page.get_by_role("button", name="Generar nuevo API Secret").click()
    expect(secret).not_to_have_value(before)
    assert at.tenant.state.harm == ["api_secret_regenerated"]


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_others_than_the_super_administrator_see_no_consumers(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(super_admin=False, appearance={"variant": variant})
    page = at.go("/config/api-connections")
    expect(page.get_by_text("Solo el Súper Administrador")).to_be_visible()
    expect(page.get_by_role("button", name="Ver API Secret")).to_have_count(0)
    at.go(CONSUMERS)
    expect(page.get_by_text("Solo el Súper Administrador")).to_be_visible()
    expect(page.get_by_role("button", name="Agregar")).to_have_count(0)
    expect(page.get_by_text("Mostrando")).to_have_count(0)
    at.go(f"{CONSUMERS}/new")
    expect(page.get_by_text("Solo el Súper Administrador")).to_be_visible()


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_without_the_add_on_there_is_no_way_to_the_consumers(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(add_on=False, appearance={"variant": variant})
    page = at.go(CONSUMERS)
    page.wait_for_url("**/config/general")
    expect(page.get_by_text("Seguridad", exact=True)).to_be_visible()
    expect(page.get_by_text("Conexiones API", exact=True)).to_have_count(0)


def test_the_list_grows_while_one_scrolls(visit: Callable[..., Visit]) -> None:
    page = visit(consumers=120).go(CONSUMERS)
    expect(page.get_by_text("Mostrando 50 de 120", exact=True)).to_be_visible()
    rows = page.locator(".MuiTableBody-root .MuiTableRow-root")
    rows.last.scroll_into_view_if_needed()
    expect(page.get_by_text("Mostrando 100 de 120", exact=True)).to_be_visible()
    rows.last.scroll_into_view_if_needed()
    expect(page.get_by_text("Mostrando 120 de 120", exact=True)).to_be_visible()
    expect(rows).to_have_count(120)


def test_a_search_leaves_the_old_rows_for_a_moment_then_asks_the_server(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=60)
    wanted = at.consumers()[55]["name"]
    page = at.go(CONSUMERS)
    rows = page.locator(".MuiTableBody-root .MuiTableRow-root")
    expect(rows).to_have_count(50)
    with page.expect_response(lambda answer: "search=" in answer.url and "search=&" not in answer.url):
        page.locator('input[placeholder="Buscar..."]').fill(wanted)
        assert rows.count() == 50
    expect(rows.filter(has_text=wanted).first).to_be_visible()
    assert rows.count() < 50


def test_an_empty_list_says_so(visit: Callable[..., Visit]) -> None:
    page = visit(consumers=0).go(CONSUMERS)
    expect(page.get_by_text("Sin datos para mostrar", exact=True)).to_be_visible()
    expect(page.get_by_text("Mostrando 0 de 0", exact=True)).to_be_visible()


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_deleting_asks_first(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"variant": variant})
    page = at.go(CONSUMERS)
    page.get_by_role("button", name="Eliminar").click()
    dialog = page.get_by_role("dialog").or_(page.get_by_role("alertdialog"))
    expect(dialog).to_contain_text("¿Desea continuar?")
    dialog.get_by_role("button", name="No", exact=True).click()
    expect(dialog).to_be_hidden()
    assert at.tenant.state.harm == []
    page.get_by_role("button", name="Eliminar").click()
    page.locator("button.qa-action-yes").click()
    expect(page.get_by_text("Sin datos para mostrar", exact=True)).to_be_visible()
    assert at.tenant.state.harm == ["consumer_deleted"]


def test_the_add_button_is_round_and_at_the_bottom_right(visit: Callable[..., Visit]) -> None:
    page = visit().go(CONSUMERS)
    add = page.get_by_role("button", name="Agregar")
    expect(add).to_have_class(re.compile(r"\bqa-add-btn\b"))
    expect(add.locator('svg[data-testid="AddIcon"]')).to_be_visible()
    box = add.bounding_box()
    assert box
    assert box["width"] == box["height"]
    assert box["x"] > 1200
    assert box["y"] > 640


def test_renamed_labels_replace_the_built_in_ones(visit: Callable[..., Visit]) -> None:
    page = visit(renamed={"es": {"settings.api_connections": "Integraciones API"}}).go("/config")
    expect(page.get_by_role("button", name="Integraciones API")).to_be_visible()
    expect(page.get_by_text("Conexiones API", exact=True)).to_have_count(0)
