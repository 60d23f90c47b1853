from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from automation.screens import ConsumerRequest
from flows.cli.common import Common
from flows.creating import CreateOptions, create
from flows.read_oauth_consumers import READ
from flows.result import Result
from tests.flows.conftest import Operator, Start, made


def said(result: Result, code: int, kind: str) -> str:
    """What the run said, once exit code and kind are proven."""
    assert result.error is not None
    assert (result.exit_code, result.error["kind"]) == (code, kind), result.error
    return str(result.error["message"])


@contextmanager
def web_server(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """Run something that is not a tenant; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_missing_settings_are_named_all_at_once(start: Start, operator: Operator) -> None:
    tenant = start()
    config = operator.config(tenant, email="", password=None, vault="")
    message = said(operator.create(tenant, config=config), 2, "settings_missing")
    assert message.startswith("FRACTTAL_EMAIL, FRACTTAL_PASSWORD and FRACTTAL_VAULT are not set.")
    assert "Set them in the environment or in a file .env" in message


def test_an_unusable_vault_stops_the_run_before_anybody_signs_in(start: Start, operator: Operator) -> None:
    tenant = start()
    config = operator.config(tenant, vault=f"json:{operator.home / 'nowhere' / 'v.json'}")
    message = said(operator.create(tenant, config=config), 2, "vault_unusable")
    assert "nowhere does not exist; make it, or choose another place" in message
    assert tenant.state.snapshot()["sign_in_attempts"] == {}


def test_a_vault_that_breaks_on_the_way_stops_the_run_before_save(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start()
    folder = operator.home / "vault"
    folder.mkdir()
    config = operator.config(tenant, vault=f"json:{folder / 'v.json'}")
    from automation.screens import ConsumerForm

    fill = ConsumerForm.fill
    monkeypatch.setattr(ConsumerForm, "fill", lambda form, request: (folder.rmdir(), fill(form, request)))
    message = said(operator.create(tenant, config=config), 2, "vault_unusable")
    assert "does not exist" in message
    assert (tenant.state.saves, made(tenant), operator.outcomes(tenant)) == (0, {}, [])


def test_a_closed_port_is_a_tenant_that_cannot_be_reached(operator: Operator, start: Start) -> None:
    tenant = start()
    with web_server(lambda handler: None) as address:
        pass
    message = said(operator.create(tenant, config=operator.config(tenant, base_url=address)), 1, "tenant_unreachable")
    assert message == (
        f"{address} cannot be reached (ERR_CONNECTION_REFUSED): nothing listens there; check FRACTTAL_BASE_URL and its "
        "port."
    )


def test_an_unknown_host_points_to_the_address_and_to_dns(operator: Operator, start: Start) -> None:
    tenant = start()
    config = operator.config(tenant, base_url="https://tenant.invalid")
    message = said(operator.create(tenant, config=config), 1, "tenant_unreachable")
    assert message.startswith("https://tenant.invalid cannot be reached (ERR_NAME_NOT_RESOLVED): no such host is known")


def test_a_tenant_out_of_order_is_not_waited_for(operator: Operator, start: Start) -> None:
    tenant = start()
    with web_server(lambda handler: handler.send_error(503)) as address:
        result = operator.create(tenant, config=operator.config(tenant, base_url=address))
    assert (
        said(result, 1, "tenant_unreachable") == f"{address} answered 503: the tenant is out of order. Try again later."
    )


def test_a_password_is_never_typed_into_a_page_of_another_origin(start: Start, operator: Operator) -> None:
    tenant = start()

    def elsewhere(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("location", f"{tenant.base_url}/signin")
        handler.end_headers()

    with web_server(elsewhere) as address:
        result = operator.create(tenant, config=operator.config(tenant, base_url=address))
    message = said(result, 3, "wrong_origin")
    assert f"The sign-in form is at {tenant.base_url}, and the configured tenant is {address}" in message
    assert "The password was not typed" in message
    assert tenant.state.snapshot()["sign_in_attempts"] == {}


def test_a_browser_that_is_not_there_is_named_with_the_way_to_get_one(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # a browser of its own, as the command starts it
    tenant = start()
    config = operator.config(tenant, browser_path=Path("/nowhere/chrome"))
    options = CreateOptions(base=operator.home)
    result = create(config, ConsumerRequest("ERP", "Reportes"), options, say=Common().say)
    message = said(result, 2, "browser_missing")
    assert "/nowhere/chrome" in message
    assert "FRACTTAL_BROWSER_PATH" in message


def test_several_companies_are_listed_when_none_was_named(start: Start, operator: Operator) -> None:
    tenant = start(companies=("Planta Norte", "Planta Sur"))
    message = said(operator.create(tenant), 3, "company_not_found")
    assert message == "The account belongs to 2 companies: “Planta Norte”, “Planta Sur”. Name one with --company."


def test_a_company_that_the_account_does_not_have_is_refused_with_those_it_has(
    start: Start, operator: Operator
) -> None:
    tenant = start(companies=("Planta Norte", "Planta Sur"))
    message = said(operator.create(tenant, config=operator.config(tenant, company="Este")), 3, "company_not_found")
    assert "The account has no company “Este”; it has 2: “Planta Norte”, “Planta Sur”" in message
    assert "company_changed" not in tenant.state.harm


def test_who_is_not_super_administrator_is_told_which_role_it_takes(start: Start, operator: Operator) -> None:
    tenant = start(super_admin=False)
    message = said(operator.create(tenant), 3, "not_super_administrator")
    assert "Super Administrator" in message
    assert tenant.state.saves == 0


def test_a_tenant_without_the_add_on_is_told_so_with_what_the_panel_has(start: Start, operator: Operator) -> None:
    tenant = start(add_on=False)
    message = said(operator.create(tenant, config=operator.config(tenant, timeout=3)), 3, "add_on_missing")
    assert "The side panel of Settings has no entry “Conexiones API”" in message
    assert "Portal de Invitados" in message
    assert "API Connections is an add-on: ask Fracttal to activate it" in message


def test_reading_a_consumer_that_does_not_exist_is_refused(start: Start, operator: Operator) -> None:
    tenant = start()
    result = operator.create(tenant, ConsumerRequest("Nobody's", ""), flow=READ)
    assert said(result, 3, "consumer_not_found").startswith("The tenant has no consumer “Nobody's”.")
