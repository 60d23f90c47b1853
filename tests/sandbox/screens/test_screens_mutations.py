"""Each mutation departs from the article in the one way its name says, today and in the redesign."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from automation.sandbox.switches import MUTATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Locator, Page

CONSUMERS = "/config/api-connections/oauth-consumers"
FORM = f"{CONSUMERS}/new"


def text(page: Page, wanted: str) -> Locator:
    return page.get_by_text(wanted, exact=True).filter(visible=True)


def left(found: Locator) -> float:
    box = found.bounding_box()
    assert box
    return box["x"]


def top(found: Locator) -> float:
    box = found.bounding_box()
    assert box
    return box["y"]


def add_is_at_the_left(page: Page) -> bool:
    add = page.get_by_role("button", name="Agregar")
    expect(add).to_be_visible()
    page.wait_for_load_state()
    return left(add) < 683


def group_is_before_name(page: Page) -> bool:
    group, name = text(page, "Grupo de Permisos").first, text(page, "Nombre").first
    expect(group).to_be_visible()
    return (top(group), left(group)) < (top(name), left(name))


def is_textbox(name: str) -> Callable[[Page], bool]:
    def look(page: Page) -> bool:
        expect(text(page, name).first).to_be_visible()
        return (
            page.get_by_role("textbox", name=name).count() == 1 and page.get_by_role("combobox", name=name).count() == 0
        )

    return look


def name_is_a_textarea(page: Page) -> bool:
    expect(page.get_by_role("textbox", name="Nombre")).to_be_visible()
    return str(page.get_by_role("textbox", name="Nombre").evaluate("(field) => field.tagName")) == "TEXTAREA"


def is_gone(wanted: str, beside: str) -> Callable[[Page], bool]:
    def look(page: Page) -> bool:
        expect(text(page, beside).first).to_be_visible()
        return text(page, wanted).count() == 0

    return look


def placeholder_is_gone(wanted: str) -> Callable[[Page], bool]:
    def look(page: Page) -> bool:
        expect(page.get_by_role("textbox", name="Nombre")).to_be_visible()
        return page.get_by_placeholder(wanted).count() == 0

    return look


def group_list_is_empty(page: Page) -> bool:
    page.get_by_role("combobox", name="Grupo de Permisos").click()
    options = page.get_by_role("option").or_(page.get_by_text("Sin datos para mostrar"))
    expect(options.first).to_be_visible()
    return page.get_by_role("option", disabled=False).count() == 0


def something_more_is_needed(page: Page) -> bool:
    page.get_by_role("combobox", name="Tipo de autorización").click()
    page.get_by_role("option", name="Credenciales de cliente").click()
    page.get_by_role("textbox", name="Nombre").fill("x")
    page.get_by_role("combobox", name="Grupo de Permisos").click()
    page.get_by_role("option", name="Reportes", exact=True).click()
    expect(page.get_by_role("option")).to_have_count(0)
    return page.get_by_role("button", name="Guardar", exact=True).is_disabled()


def save_is_gone(page: Page) -> bool:
    expect(page.get_by_role("textbox", name="Nombre")).to_be_visible()
    return page.get_by_role("button", name="Guardar").count() == 0


def save_is_below_the_fields(page: Page) -> bool:
    save, name = page.get_by_role("button", name="Guardar", exact=True), page.get_by_role("textbox", name="Nombre")
    expect(save).to_be_visible()
    return top(save) > top(name)


def title_is_gone(page: Page) -> bool:
    expect(page.get_by_role("textbox", name="Nombre")).to_be_visible()
    return page.get_by_text("Nuevo(a) Cliente OAuth").count() == 0


def copy_is_gone(page: Page) -> bool:
    expect(text(page, "Clave").first).to_be_visible()
    return page.get_by_role("button", name="Copiar").count() == 0


def footer_is_gone(page: Page) -> bool:
    expect(page.get_by_role("button", name="Agregar")).to_be_visible()
    return page.get_by_text("Mostrando").count() == 0


def part_is_gone(page: Page) -> bool:
    expect(page.get_by_text("Autorizaciones de Apps", exact=True)).to_be_visible()
    return (
        page.get_by_role("tab", name="Consumidores OAuth")
        .or_(page.get_by_role("link", name="Consumidores OAuth"))
        .count()
        == 0
    )


def menu_is_at_the_left(page: Page) -> bool:
    trigger = page.get_by_role("button", name="Menú de usuario")
    expect(trigger).to_be_visible()
    return left(trigger) < 683


def settings_are_in_the_main_menu(page: Page) -> bool:
    page.get_by_role("button", name="Menú de usuario").click()
    expect(page.get_by_role("menuitem", name="Lenguaje")).to_be_visible()
    in_menu = page.get_by_role("menuitem", name="Configuración").count()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menuitem", name="Lenguaje")).to_have_count(0)
    return in_menu == 0 and page.get_by_role("button", name="Configuración").count() == 1


def side_panel_is_at_the_right(page: Page) -> bool:
    entry = text(page, "Portal de Invitados").first
    expect(entry).to_be_visible()
    return left(entry) > 683


DEPARTS: dict[str, tuple[str, Callable[[Page], bool]]] = {
    "move-add": (CONSUMERS, add_is_at_the_left),
    "field-order": (FORM, group_is_before_name),
    "grant-as-text": (FORM, is_textbox("Tipo de autorización")),
    "group-as-text": (FORM, is_textbox("Grupo de Permisos")),
    "name-as-textarea": (FORM, name_is_a_textarea),
    "no-placeholder-name": (FORM, placeholder_is_gone("Ingrese un nombre para identificar el consumidor")),
    "no-placeholder-description": (FORM, placeholder_is_gone("ingrese una descripciones")),
    "no-tab": ("/config/api-connections", part_is_gone),
    "no-side-entry": ("/config/general", is_gone("Conexiones API", beside="Seguridad")),
    "save-hidden": (FORM, save_is_gone),
    "save-bottom": (FORM, save_is_below_the_fields),
    "no-group-options": (FORM, group_list_is_empty),
    "extra-required-field": (FORM, something_more_is_needed),
    "no-description": (FORM, is_gone("Descripción", beside="Nombre")),
    "no-hub": (FORM, is_gone("Activar Fracttal Hub (Middleware)", beside="Nombre")),
    "no-credentials": (FORM, is_gone("Credenciales", beside="Nombre")),
    "no-copy": (FORM, copy_is_gone),
    "no-key-field": (FORM, is_gone("Clave", beside="Secreto")),
    "no-secret-field": (FORM, is_gone("Secreto", beside="Clave")),
    "no-creation-date": (FORM, is_gone("Fecha de creación", beside="Clave")),
    "form-title-gone": (FORM, title_is_gone),
    "footer-gone": (CONSUMERS, footer_is_gone),
    "menu-left": ("/", menu_is_at_the_left),
    "settings-elsewhere": ("/", settings_are_in_the_main_menu),
    "side-panel-right": ("/config/general", side_panel_is_at_the_right),
}


def test_every_mutation_is_looked_at() -> None:
    assert set(DEPARTS) == set(MUTATIONS)


@pytest.mark.always(4)
@pytest.mark.parametrize("variant", ["live", "redesign"])
@pytest.mark.parametrize("mutation", list(DEPARTS))
def test_a_mutation_departs_from_the_article_and_nothing_else_does(
    visit: Callable[..., Visit], mutation: str, variant: str
) -> None:
    path, departs = DEPARTS[mutation]
    at = visit(appearance={"variant": variant, "credentials": "form"})
    assert departs(at.go(path)) is False
    at.page.request.post(f"{at.tenant.base_url}/sandbox/control", data={"mutations": [mutation]})
    assert departs(at.go(path)) is True
