from __future__ import annotations

from typing import TYPE_CHECKING

import pyotp
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Visit


def fill(visit: Visit, email: str, password: str) -> None:
    visit.page.locator('[data-cy="email-input"] input[name="email"]').fill(email)
    visit.page.locator('[data-cy="pwd-input"] input[name="password"]').fill(password)


def test_the_submit_button_waits_for_both_fields_and_enter_works(visit: Callable[..., Visit]) -> None:
    at = visit(signed_in=False)
    page = at.go("/")
    expect(page.get_by_role("heading", name="Ingrese sus datos para iniciar sesión")).to_be_visible()
    submit = page.locator('button[data-cy="next-button"]')
    expect(submit).to_be_disabled()
    fill(at, at.tenant.email, "")
    expect(submit).to_be_disabled()
    fill(at, at.tenant.email, at.tenant.password)
    expect(submit).to_be_enabled()
    page.locator('input[name="password"]').press("Enter")
    expect(page.locator("button.qa-main-menu-btn")).to_be_visible()
    assert "/signin" not in page.url


def test_a_wrong_password_then_a_locked_account_are_told_apart(visit: Callable[..., Visit]) -> None:
    at = visit(signed_in=False)
    page = at.go("/signin")
    for _ in range(5):
        fill(at, at.tenant.email, "wrong")
        with page.expect_response("**/bff/signin"):
            page.locator('button[data-cy="next-button"]').click()
    expect(at.toast("Usuario o clave no válida").first).to_be_visible()
    expect(page.locator("#notistack-snackbar").first).to_be_visible()
    fill(at, at.tenant.email, at.tenant.password)
    page.locator('button[data-cy="next-button"]').click()
    expect(at.toast("Su cuenta está bloqueada")).to_be_visible()


def test_too_many_tries_have_a_message_of_their_own(visit: Callable[..., Visit]) -> None:
    at = visit(signed_in=False)
    page = at.go("/signin")
    for _ in range(11):
        page.request.post(f"{at.tenant.base_url}/bff/signin", data={"email": at.tenant.email, "password": "wrong"})
    fill(at, at.tenant.email, "wrong")
    page.locator('button[data-cy="next-button"]').click()
    expect(at.toast("Demasiados intentos")).to_be_visible()


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_two_factor_and_company_come_one_after_the_other(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(
        signed_in=False, two_factor=True, companies=("Planta Norte", "Planta Sur"), appearance={"variant": variant}
    )
    page = at.go("/signin")
    fill(at, at.tenant.email, at.tenant.password)
    page.locator('button[data-cy="next-button"]').click()
    expect(page.get_by_role("heading", name="Autenticación de dos pasos")).to_be_visible()
    code = page.get_by_label("Código de verificación")
    code.fill("000000")
    page.get_by_role("button", name="Verificar").click()
    expect(at.toast("Código no válido")).to_be_visible()
    code.fill(pyotp.TOTP(at.tenant.totp_secret).now())
    page.get_by_role("button", name="Verificar").click()
    expect(page.get_by_role("heading", name="Seleccione una compañía")).to_be_visible()
    expect(page.get_by_role("button", name="Continuar")).to_be_disabled()
    page.get_by_text("Planta Sur").click()
    page.get_by_role("button", name="Continuar").click()
    expect(page.locator("button.qa-main-menu-btn")).to_be_visible()
    at.go("/config")
    expect(page.get_by_text("Planta Sur", exact=True)).to_be_visible()


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_a_session_that_ended_leads_to_the_sign_in_page_by_itself(visit: Callable[..., Visit], variant: str) -> None:
    at = visit(appearance={"variant": variant})
    page = at.go("/config/general")
    expect(page.get_by_role("heading", name="Configuración")).to_be_visible()
    page.request.post(f"{at.tenant.base_url}/sandbox/control", data={"drop_sessions": True})
    page.wait_for_url("**/signin?expired=1")  # the poll notices
    expect(page.get_by_text("Su sesión ha expirado")).to_be_visible()


def test_the_screens_poll_once_a_second(visit: Callable[..., Visit]) -> None:
    at = visit()
    page = at.page
    with page.expect_request("**/bff/poll"):
        at.go("/")
    with page.expect_request("**/bff/poll"):
        page.evaluate("1")


def test_a_session_in_indexeddb_is_refused_without_its_other_half(visit: Callable[..., Visit]) -> None:
    at = visit(signed_in=False, appearance={"session": "indexeddb"})
    page = at.go("/signin")
    fill(at, at.tenant.email, at.tenant.password)
    page.locator('button[data-cy="next-button"]').click()
    expect(page.locator("button.qa-main-menu-btn")).to_be_visible()
    page.reload()
    expect(page.locator("button.qa-main-menu-btn")).to_be_visible()
    page.evaluate(
        """() => new Promise((resolve) => {
            const opening = indexedDB.open("fracttal");
            opening.onsuccess = () => {
                const change = opening.result.transaction("auth", "readwrite");
                change.objectStore("auth").clear();
                change.oncomplete = () => { opening.result.close(); resolve(); };
            };
        })"""
    )
    page.reload()
    expect(page.locator('input[name="email"]')).to_be_visible()


@pytest.mark.parametrize("variant", ["live", "redesign"])
@pytest.mark.parametrize(("answer", "expected"), [("Autorizar", "code="), ("Rechazar", "error=access_denied")])
def test_an_application_is_let_in_or_not(visit: Callable[..., Visit], variant: str, answer: str, expected: str) -> None:
    at = visit(appearance={"variant": variant})
    callback = f"{at.tenant.base_url}/signin"
    group = at.page.request.get(f"{at.tenant.base_url}/bff/permission-groups?search=Reportes").json()["data"][0]
    made = at.page.request.post(
        f"{at.tenant.base_url}/bff/oauth-consumers",
        data={
            "name": "App",
            "description": "",
            "grant_type": "authorization_code",
            "permission_group": group["id"],
            "callback_url": callback,
            "hub": False,
        },
    ).json()
    page = at.go(f"/oauth/authorize?response_type=code&client_id={made['key']}&redirect_uri={callback}&state=s1")
    with page.expect_request(lambda request: request.url.startswith(callback) and "state=s1" in request.url) as caught:
        page.get_by_role("button", name=answer).click()
    assert expected in caught.value.url
