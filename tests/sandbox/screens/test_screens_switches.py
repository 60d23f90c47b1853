"""Each appearance switch makes the screens what it says, so that the traps for page objects are really there."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Page


pytestmark = pytest.mark.always(1)

CONSUMERS = "/config/api-connections/oauth-consumers"
VARIANTS_BY_TURNS = ["live", "redesign"]
VARIANTS = pytest.mark.parametrize("variant", VARIANTS_BY_TURNS)


def search_box(page: Page) -> None:
    page.locator('input[placeholder="Buscar..."]').filter(visible=True).last.fill("Reportes")


def choose_in_select(page: Page, field: str, option: str, search: bool) -> None:
    page.get_by_role("combobox", name=field).click()
    if search:
        search_box(page)
    page.get_by_role("option", name=option, exact=True).click()


def choose_in_menu(page: Page, field: str, option: str, search: bool) -> None:
    page.get_by_role("textbox", name=field).click()
    if search:
        search_box(page)
    page.get_by_role("menuitem", name=option, exact=True).click()


def choose_in_drawer(page: Page, field: str, option: str, search: bool) -> None:
    page.get_by_role("textbox", name=field).click()
    accept = page.locator('button[aria-label="Aceptar"]')
    expect(accept).to_be_disabled()
    if search:
        search_box(page)
    page.locator(".MuiTableCell-root, td").filter(has_text=re.compile(f"^{re.escape(option)}$")).click()
    accept.click()
    expect(accept).to_have_count(0)


def choose_natively(page: Page, field: str, option: str, search: bool) -> None:
    select = page.locator("select").nth(0 if field.startswith("Tipo") else 1)
    expect(select.locator("option", has_text=re.compile(f"^{option}$"))).to_have_count(1)
    select.select_option(label=option)


CHOOSE = {
    "select": choose_in_select,
    "menu": choose_in_menu,
    "drawer": choose_in_drawer,
    "native": choose_natively,
    "popover": choose_in_select,
}


# Every kind of dropdown with every kind of options, each in one of the two layouts; each kind comes in both.
KINDS_AND_OPTIONS = [
    (VARIANTS_BY_TURNS[place % 2], dropdown, options)
    for place, (dropdown, options) in enumerate(product(CHOOSE, ["plain", "virtual", "server"]))
]


@pytest.mark.parametrize(("variant", "dropdown", "options"), KINDS_AND_OPTIONS)
def test_every_kind_of_dropdown_chooses_a_group_out_of_many(
    visit: Callable[..., Visit], variant: str, dropdown: str, options: str
) -> None:
    at = visit(consumers=0, groups=300, appearance={"variant": variant, "dropdown": dropdown, "options": options})
    page = at.open_form()
    choose = CHOOSE[dropdown]
    choose(page, "Tipo de autorización", "Credenciales de cliente", False)
    page.get_by_role("textbox", name="Nombre").fill("x")
    if options == "virtual" and dropdown in {"select", "menu"}:
        opener = {"select": "combobox", "menu": "textbox"}[dropdown]
        page.get_by_role(opener, name="Grupo de Permisos").click()
        items = page.get_by_role("option" if dropdown == "select" else "menuitem")
        expect(items.first).to_be_visible()
        for _ in range(80):
            if items.get_by_text("Reportes", exact=True).count():
                break
            assert items.count() < 60
            last = items.last.text_content()
            items.last.scroll_into_view_if_needed()
            expect(items.last).not_to_have_text(last or "")
        items.get_by_text("Reportes", exact=True).click()
    else:
        choose(page, "Grupo de Permisos", "Reportes", options != "plain")
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_text("Proceso Realizado").first).to_be_visible()
    assert [one["permission_group"] for one in at.consumers()] == ["Reportes"]


@VARIANTS
def test_options_in_a_window_are_only_in_part_in_the_page(visit: Callable[..., Visit], variant: str) -> None:
    for options, expected in (("plain", 300), ("virtual", 30)):
        page = visit(groups=300, appearance={"variant": variant, "options": options}).open_form()
        page.get_by_role("combobox", name="Grupo de Permisos").click()
        expect(page.get_by_role("option").first).to_be_visible()
        count = page.get_by_role("option").count()
        assert count == expected if options == "plain" else count < expected


@VARIANTS
def test_options_from_the_server_come_when_asked_for(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(groups=300, appearance={"variant": variant, "options": "server"}).open_form()
    page.get_by_role("combobox", name="Grupo de Permisos").click()
    expect(page.get_by_role("option", name="Almacén Este", exact=True)).to_be_visible()
    expect(page.get_by_role("option", name="Reportes", exact=True)).to_have_count(0)
    with page.expect_response("**/bff/permission-groups?search=Reportes*"):
        search_box(page)
    expect(page.get_by_role("option", name="Reportes", exact=True)).to_be_visible()
    expect(page.get_by_role("option", name="Reportes (solo lectura)")).to_be_visible()  # the exact name is not alone


def test_the_drawer_hides_the_page_behind_it_and_is_no_dialog(visit: Callable[..., Visit]) -> None:
    page = visit(appearance={"dropdown": "drawer"}).open_form()
    expect(page.get_by_role("button", name="toggle password visibility")).to_have_count(2)  # wrongly named, as seen
    page.get_by_role("textbox", name="Grupo de Permisos").click()
    expect(page.locator(".MuiDrawer-paperAnchorRight div.MuiTableCell-root").first).to_be_visible()
    assert page.locator("#root").get_attribute("aria-hidden") == "true"
    expect(page.get_by_role("dialog")).to_have_count(0)


@VARIANTS
def test_labels_above_their_fields_are_tied_to_nothing(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant, "labels": "above"}).open_form()
    expect(page.get_by_text("Nombre", exact=True)).to_be_visible()
    for name in ("Nombre", "Descripción", "Clave", "Secreto"):
        expect(page.get_by_label(name, exact=True)).to_have_count(0)
    expect(page.get_by_role("combobox", name="Grupo de Permisos")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_have_count(2)


@VARIANTS
def test_split_text_reads_the_same_but_is_in_no_single_node(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant, "text": "split"}).open_form()
    nodes = page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) found.push(walker.currentNode.data);
            return found;
        }"""
    )
    for text in ("Configuración", "Conexiones API", "Nombre", "Grupo de Permisos", "Guardar"):
        assert text not in nodes
    expect(page.get_by_role("button", name="Guardar", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Configuración", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Nombre", exact=True)).to_be_visible()


@VARIANTS
@pytest.mark.parametrize("where", ["hidden", "offscreen"])
def test_duplicates_are_dead_and_out_of_sight(visit: Callable[..., Visit], variant: str, where: str) -> None:
    at = visit(appearance={"variant": variant, "duplicates": where})
    page = at.go(CONSUMERS)
    add = page.locator("button.qa-add-btn")
    expect(add).to_have_count(2)
    copy = add.first
    if where == "hidden":
        expect(copy).to_be_hidden()
    else:
        expect(copy).to_be_visible()
        box = copy.bounding_box()
        assert box
        assert box["x"] < -5000
    copy.dispatch_event("click")
    assert page.url.endswith(CONSUMERS)
    add.last.click()
    page.wait_for_url("**/new")
    expect(page.locator("button.qa-btn-save-details")).to_have_count(2)


@VARIANTS
def test_a_bare_user_menu_is_no_button_but_opens(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant, "user_menu": "bare"}).go("/")
    expect(page.get_by_text("Fabián", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Menú de usuario")).to_have_count(0)
    expect(page.get_by_role("button", name="Fabián")).to_have_count(0)
    page.get_by_text("Fabián", exact=True).click()
    page.get_by_role("menuitem", name="Configuración").click()
    page.wait_for_url("**/config/general")


def test_a_speed_dial_opens_a_further_button(visit: Callable[..., Visit]) -> None:
    page = visit(appearance={"add": "speed-dial"}).go(CONSUMERS)
    page.locator('.MuiSpeedDial-root button.MuiSpeedDial-fab[aria-label="SpeedDial"]').click()
    page.get_by_role("menuitem", name="Agregar").click()
    page.wait_for_url("**/new")


@VARIANTS
def test_an_unnamed_add_button_has_only_its_hook_and_its_place(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant, "add": "unnamed"}).go(CONSUMERS)
    add = page.locator("button.qa-add-btn")
    expect(add).to_be_visible()
    expect(add).to_have_accessible_name("")
    add.click()
    page.wait_for_url("**/new")


@VARIANTS
def test_save_as_an_icon_is_in_a_drawer(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant, "save": "icon"}).open_form()
    save = page.locator('button.qa-save-btn[aria-label="Guardar"]')
    expect(save).to_be_visible()
    expect(save).to_have_text("")
    expect(page.locator("button.qa-btn-save-details")).to_have_count(0)
    box = page.locator(".qa-btn-back-drawer").bounding_box()
    assert box
    assert box["x"] > 683  # in the right half, over the list
    page.locator(".qa-btn-back-drawer").click()
    page.wait_for_url(f"**{CONSUMERS}")
    expect(save).to_have_count(0)


@VARIANTS
def test_values_as_text_are_no_inputs(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"variant": variant, "values": "text"})
    [consumer] = at.consumers()
    page = at.go(CONSUMERS)
    page.get_by_text(consumer["name"], exact=True).click()
    for value in ("key", "secret"):
        expect(page.get_by_text(consumer[value], exact=True)).to_be_visible()
    for label in ("Clave", "Secreto"):
        expect(page.get_by_role("textbox", name=label)).to_have_count(0)


@VARIANTS
def test_without_animations_nothing_moves(visit: Callable[..., Visit], variant: str) -> None:
    moving = {}
    for animations in ("on", "off"):
        page = visit(still=False, appearance={"variant": variant, "animations": animations}).open_form()
        moving[animations] = page.evaluate(
            """async () => {
                let most = 0;
                const watch = setInterval(() => { most = Math.max(most, document.getAnimations().length); }, 4);
                const boxes = document.querySelectorAll('[role=combobox]');
                const press = {bubbles: true, button: 0, pointerType: 'mouse'};
                boxes[0].dispatchEvent(new MouseEvent('mousedown', press));
                boxes[0].dispatchEvent(new PointerEvent('pointerdown', press));
                await new Promise((resolve) => setTimeout(resolve, 400));
                clearInterval(watch);
                return most;
            }"""
        )
    assert moving["on"] > 0
    assert moving["off"] == 0


@VARIANTS
def test_a_survey_comes_by_itself_and_covers_everything_until_it_is_closed(
    visit: Callable[..., Visit], variant: str
) -> None:
    at = visit(appearance={"variant": variant, "survey": "on"})
    errors: list[str] = []
    at.page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page = at.go(CONSUMERS)
    survey = page.get_by_role("dialog", name="¿Qué tan probable es que recomiende Fracttal One?")
    expect(survey).to_be_visible()
    assert any("survey" in text for text in errors)
    at_add = page.evaluate("document.elementFromPoint(1300, 700).closest('.vendor-survey') !== null")
    assert at_add is True
    survey.get_by_role("button", name="Cerrar").click()
    expect(survey).to_have_count(0)


def wait_until_on_add(page: Page, what: str) -> None:
    """Wait until what lies over the middle of the add button matches this selector."""
    page.wait_for_function(
        """(what) => {
            const box = document.querySelector("button.qa-add-btn").getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return top !== null && top.closest(what) !== null;
        }""",
        arg=what,
    )


@VARIANTS
def test_a_toast_lies_over_the_add_button_for_a_while(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"variant": variant, "toast_over_add": "on"})
    page = at.go(CONSUMERS)
    toast = at.toast("La información está actualizada")
    expect(toast).to_be_visible()
    wait_until_on_add(page, "[role=alert], [role=status]")
    wait_until_on_add(page, "button.qa-add-btn")


@VARIANTS
@pytest.mark.parametrize("answer", ["no", "yes"])
def test_save_can_ask_for_confirmation(visit: Callable[..., Visit], variant: str, answer: str) -> None:
    at = visit(consumers=0, appearance={"variant": variant, "confirm_save": "on"})
    page = at.open_form()
    choose_in_select(page, "Tipo de autorización", "Credenciales de cliente", False)
    page.get_by_role("textbox", name="Nombre").fill("x")
    choose_in_select(page, "Grupo de Permisos", "Reportes", False)
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_text("¿Desea continuar?")).to_be_visible()
    assert at.consumers() == []
    page.locator(f"button.qa-action-{answer}").click()
    expect(page.get_by_text("¿Desea continuar?")).to_be_hidden()
    if answer == "yes":
        expect(at.page.get_by_text("Proceso Realizado").first).to_be_visible()
    assert len(at.consumers()) == (1 if answer == "yes" else 0)


@VARIANTS
def test_without_hooks_none_is_left(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"variant": variant, "hooks": "off"}, signed_in=False)
    page = at.go("/signin")
    expect(page.get_by_role("button", name="Siguiente")).to_be_visible()
    left = page.locator('[data-cy], [class*="qa-"]')
    expect(left).to_have_count(0)
    at.sign_in()
    at.go(CONSUMERS)
    expect(page.get_by_role("button", name="Agregar")).to_be_visible()
    expect(left).to_have_count(0)
    page.get_by_role("button", name="Agregar").click()
    expect(page.get_by_role("button", name="Guardar", exact=True)).to_be_visible()
    expect(left).to_have_count(0)


@VARIANTS
@pytest.mark.parametrize("where", ["form", "dialog", "list"])
def test_key_and_secret_appear_where_the_tenant_shows_them(
    visit: Callable[..., Visit], variant: str, where: str
) -> None:
    at = visit(consumers=0, secret_policy="shown-once", appearance={"variant": variant, "credentials": where})
    page = at.open_form()
    choose_in_select(page, "Tipo de autorización", "Credenciales de cliente", False)
    page.get_by_role("textbox", name="Nombre").fill("x")
    choose_in_select(page, "Grupo de Permisos", "Reportes", False)
    page.get_by_role("button", name="Guardar", exact=True).click()
    place = {"form": page.locator("main"), "list": page.locator("main"), "dialog": page.get_by_role("dialog")}[where]
    secret = place.get_by_role("textbox", name="Secreto")
    expect(secret).to_have_value(re.compile(r"^\w{32}$"))
    assert secret.input_value() == at.consumers()[0]["secret"]
    expect(place.get_by_role("textbox", name="Clave")).to_have_value(at.consumers()[0]["key"])
    assert page.url.endswith("/new") is (where != "list")
    page.reload()
    page.locator("main").wait_for()
    at.go(CONSUMERS)
    page.get_by_text("x", exact=True).click()
    expect(page.get_by_role("textbox", name="Clave")).to_have_value(at.consumers()[0]["key"])
    expect(page.get_by_role("textbox", name="Secreto")).to_have_value("")  # gone for good


@VARIANTS
def test_the_chat_bubble_is_nearer_to_the_corner_than_the_add_button(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(appearance={"variant": variant, "chat": "on"}).go(CONSUMERS)
    bubble = page.get_by_role("button", name="Chat").bounding_box()
    add = page.get_by_role("button", name="Agregar")
    expect(add).to_be_visible()
    assert bubble
    assert bubble["x"] + bubble["width"] > 1350
    assert bubble["y"] + bubble["height"] > 750
    wait_until_on_add(page, "button.qa-add-btn")  # its middle stays free
