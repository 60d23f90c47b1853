"""The form "New OAuth client" of the product as it is today: steps 6 and 7 of the article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit
    from playwright.sync_api import Page

CONSUMERS = "/config/api-connections/oauth-consumers"


def choose(page: Page, field: str, option: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=option, exact=True).click()


def fill(page: Page, name: str = "ERP bridge") -> None:
    choose(page, "Tipo de autorización", "Credenciales de cliente")
    page.get_by_placeholder("Ingrese un nombre para identificar el consumidor").fill(name)
    page.get_by_placeholder("ingrese una descripciones").fill("Work orders")
    choose(page, "Grupo de Permisos", "Reportes")


def test_what_is_saved_is_what_was_typed_and_what_is_shown(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=0)
    page = at.open_form()
    expect(page.get_by_role("button", name="Conexiones API")).to_be_visible()  # the side panel is still there
    save = page.locator("button.qa-btn-save-details")
    expect(save).to_have_text("Guardar")
    fill(page)
    expect(page.get_by_role("textbox", name="Clave")).to_have_value("")
    expect(page.get_by_role("textbox", name="Secreto")).to_have_value("")
    save.click()
    expect(at.toast("Proceso Realizado")).to_be_visible()
    [saved] = at.consumers()
    assert (saved["name"], saved["description"], saved["grant_type"], saved["permission_group"], saved["hub"]) == (
        "ERP bridge",
        "Work orders",
        "client_credentials",
        "Reportes",
        False,
    )
    expect(page.get_by_role("textbox", name="Clave")).to_have_value(saved["key"])
    expect(page.get_by_role("textbox", name="Secreto")).to_have_value(saved["secret"])
    expect(page.get_by_role("textbox", name="Fecha de creación")).to_have_value(saved["created_at"])
    expect(page.get_by_role("textbox", name="Nombre")).to_have_value("ERP bridge")  # in the same form
    expect(save).to_be_disabled()


def test_the_list_is_read_again_right_after_a_save(visit: Callable[..., Visit]) -> None:
    at = visit()
    page = at.open_form()
    fill(page)
    with page.expect_request(lambda request: request.method == "GET" and "/bff/oauth-consumers?" in request.url):
        page.locator("button.qa-btn-save-details").click()


def test_save_waits_for_what_is_needed_and_a_blank_field_says_so(visit: Callable[..., Visit]) -> None:
    page = visit().open_form()
    save = page.locator("button.qa-btn-save-details")
    expect(save).to_be_disabled()
    page.get_by_role("textbox", name="Nombre").focus()
    page.get_by_role("textbox", name="Nombre").blur()
    expect(page.locator(".qa-alert-error")).to_have_text("Nombre no puede estar en blanco")
    expect(page.locator(".MuiInputBase-root.Mui-error")).to_have_count(1)
    choose(page, "Tipo de autorización", "Credenciales de cliente")
    page.get_by_role("textbox", name="Nombre").fill("  ")
    choose(page, "Grupo de Permisos", "Reportes")
    expect(save).to_be_disabled()
    page.get_by_role("textbox", name="Nombre").fill("x")
    expect(save).to_be_enabled()  # a description is not needed
    expect(page.locator(".qa-alert-error")).to_have_count(0)


def test_an_authorization_code_needs_a_callback_address(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=0)
    page = at.open_form()
    fill(page)
    expect(page.get_by_role("textbox", name="URL de callback")).to_have_count(0)
    choose(page, "Tipo de autorización", "Código de Autorización")
    expect(page.locator("button.qa-btn-save-details")).to_be_disabled()
    page.get_by_role("textbox", name="URL de callback").fill("https://example.com/back")
    page.get_by_role("checkbox", name="Activar Fracttal Hub (Middleware)").check()
    page.locator("button.qa-btn-save-details").click()
    expect(at.toast("Proceso Realizado")).to_be_visible()
    [saved] = at.consumers()
    assert (saved["grant_type"], saved["callback_url"], saved["hub"]) == (
        "authorization_code",
        "https://example.com/back",
        True,
    )


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_without_the_hub_there_is_no_checkbox(visit: Callable[..., Visit], variant: str) -> None:
    page = visit(hub=False, appearance={"variant": variant}).open_form()
    expect(page.get_by_text("Grupo de Permisos").filter(visible=True).first).to_be_visible()
    expect(page.get_by_role("checkbox")).to_have_count(0)


@pytest.mark.parametrize("variant", ["live", "redesign"])
@pytest.mark.parametrize("policy", ["shown-again", "shown-once"])
def test_a_row_opens_the_form_with_the_secret_or_without(
    visit: Callable[..., Visit], variant: str, policy: str
) -> None:
    at = visit(secret_policy=policy, appearance={"variant": variant})
    [consumer] = at.consumers()
    page = at.go(CONSUMERS)
    page.get_by_text(consumer["name"], exact=True).click()
    expect(page.get_by_role("textbox", name="Clave")).to_have_value(consumer["key"])
    expect(page.get_by_role("textbox", name="Secreto")).to_have_value(
        consumer["secret"] if policy == "shown-again" else ""
    )
    expect(page.get_by_role("textbox", name="Nombre")).to_have_value(consumer["name"])


def test_a_secret_that_may_not_be_read_is_shown_as_dots(visit: Callable[..., Visit]) -> None:
    at = visit(faults=("secret-dots",))
    page = at.go(CONSUMERS)
    page.get_by_text(at.consumers()[0]["name"], exact=True).click()
    expect(page.get_by_role("textbox", name="Secreto")).to_have_value(re.compile("^•+$"))


@pytest.mark.parametrize("variant", ["live", "redesign"])
@pytest.mark.parametrize(
    ("fault", "text", "left"),
    [
        ("save-refused", "No se pudo completar el proceso", 0),
        ("save-error", "No se pudo completar el proceso", 1),
        ("server-error@save", "No se pudo completar el proceso", 0),
    ],
)
def test_a_save_that_fails_says_so_and_can_be_repeated(
    visit: Callable[..., Visit], variant: str, fault: str, text: str, left: int
) -> None:
    at = visit(consumers=0, faults=(fault,), appearance={"variant": variant})
    page = at.open_form()
    fill(page)
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(at.toast(text)).to_be_visible()
    assert len(at.consumers()) == left
    expect(page.get_by_role("button", name="Guardar", exact=True)).to_be_enabled()


def test_a_save_without_an_answer_shows_nothing_at_all(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=0, faults=("save-no-answer",))
    page = at.open_form()
    fill(page)
    with page.expect_request("**/bff/oauth-consumers"):
        page.locator("button.qa-btn-save-details").click()
    with page.expect_response("**/bff/poll"), page.expect_response("**/bff/poll"):
        expect(page.locator("button.qa-btn-save-details")).to_be_disabled()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("textbox", name="Clave")).to_have_value("")
    assert len(at.consumers()) == 1


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_a_name_that_is_taken_is_refused_where_names_are_unique(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"unique_names": "on", "variant": variant})
    page = at.open_form()
    fill(page, name=at.consumers()[0]["name"])
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(at.toast("Ya existe un registro con ese nombre")).to_be_visible()
    assert len(at.consumers()) == 1


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_groups_that_cannot_be_read_leave_an_empty_list(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(faults=("groups-fail",), appearance={"variant": variant})
    page = at.open_form()
    expect(at.toast("Ha ocurrido un error")).to_be_visible()
    page.get_by_role("combobox", name="Grupo de Permisos").click()
    expect(page.get_by_text("Sin datos para mostrar")).to_be_visible()


def test_a_session_that_ends_after_the_save_throws_the_person_out(visit: Callable[..., Visit]) -> None:
    at = visit(consumers=0, faults=("session-drop@after-save",))
    page = at.open_form()
    fill(page)
    page.locator("button.qa-btn-save-details").click()
    page.wait_for_url("**/signin?expired=1")
    assert len(at.consumers()) == 1


def test_the_copy_buttons_copy(visit: Callable[..., Visit]) -> None:
    at = visit()
    at.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = at.go(CONSUMERS)
    [consumer] = at.consumers()
    page.get_by_text(consumer["name"], exact=True).click()
    expect(page.get_by_role("textbox", name="Secreto")).not_to_have_value("")
    page.get_by_role("button", name="Copiar secreto").click()
    expect(at.toast("Copiado")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == consumer["secret"]
