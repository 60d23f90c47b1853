from __future__ import annotations

import logging
import re
import socket

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from automation.oauth import Verification, check_token

SECRET = "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA"
TOKEN = "tok-5vQ2mZ8rB1nL7xK4"


@pytest.fixture
def check(stub, made):
    def ask(**changes: object) -> Verification:
        return check_token(f"{stub.base}/oauth/token", f"{stub.base}/api", made(**changes), timeout_seconds=5)

    return ask


def test_a_working_pair_gets_a_token_and_reads_one_item(stub, check):
    assert check() == Verification(True, "token issued, items readable")

    (post, token_path, token_headers, form), (get, items_path, items_headers, query) = stub.asked
    assert (post, token_path, form) == ("POST", "/oauth/token", "grant_type=client_credentials")
    assert token_headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert stub.basic == f"KEY0123456789abcde:{SECRET}"
    assert (get, items_path, query) == ("GET", "/api/items/", "limit=1")
    assert items_headers["authorization"] == f"Bearer {TOKEN}"


def test_an_expiry_that_is_near_is_not_a_reason_to_ask_twice(stub, check):
    stub.token = JSONResponse({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 5, "refresh_token": "r"})
    assert check().verified is True
    assert len(stub.asked) == 2


TOKEN_ANSWERS = {
    "invalid_client": (JSONResponse({"error": "invalid_client"}, 401), False, "refused the pair (401 invalid_client)"),
    "400": (JSONResponse({"error": "invalid_grant"}, 400), False, "refused the pair (400 invalid_grant)"),
    "403": (JSONResponse({"message": "Forbidden client"}, 403), False, "refused the pair (403 Forbidden client)"),
    "bare 401": (Response(status_code=401), False, "refused the pair (401)"),
    "error with 200": (JSONResponse({"error": "invalid_client"}), False, "refused the pair (200 invalid_client)"),
    "a firewall": (PlainTextResponse("blocked", 403), None, "answered 403; is FRACTTAL_TOKEN_URL right?"),
    "unsupported": (
        JSONResponse({"error": "unsupported_grant_type"}, 400),
        None,
        "answered 400 unsupported_grant_type",
    ),
    "404": (PlainTextResponse("nothing here", 404), None, "answered 404; is FRACTTAL_TOKEN_URL right?"),
    "a redirect": (RedirectResponse("/signin", 302), None, "answered 302; is FRACTTAL_TOKEN_URL right?"),
    "500": (PlainTextResponse("oops", 500), None, "answered 500; the pair could not be checked, and is kept"),
    "503": (JSONResponse({"error": "maintenance"}, 503), None, "answered 503 maintenance; the pair could not"),
    "406": (
        JSONResponse({"message": "RATE"}, 406, {"ratelimit-reset": "42"}),
        None,
        "too many requests (406 RATE, again in 42 s)",
    ),
    "429": (Response(status_code=429), None, "too many requests (429)"),
    "a page": (PlainTextResponse("<html>"), None, "answered 200 without a token"),
    "a list": (JSONResponse([1]), None, "answered 200 without a token"),
    "no token": (JSONResponse({"token_type": "Bearer"}), None, "answered 200 without a token"),
    "no text": (JSONResponse({"access_token": 5}), None, "answered 200 without a token"),
}


@pytest.mark.parametrize("case", TOKEN_ANSWERS)
def test_what_the_token_address_answers_is_told_apart(stub, check, case):
    stub.token, verified, text = TOKEN_ANSWERS[case]
    found = check()
    assert found.verified is verified
    assert text in found.text
    assert len(stub.asked) == 1  # a refusal is not tried again, and nothing is asked without a token


ITEM_ANSWERS = {
    "not allowed": (
        JSONResponse({"success": False, "message": "UNAUTHORIZED_ENDPOINT"}, 401),
        True,
        "token issued; the permission group does not allow items (401 UNAUTHORIZED_ENDPOINT)",
    ),
    "not allowed, with 200": (
        JSONResponse({"success": False, "message": "UNAUTHORIZED_ENDPOINT"}),
        True,
        "token issued; the permission group does not allow items (200 UNAUTHORIZED_ENDPOINT)",
    ),
    "403": (PlainTextResponse("no", 403), True, "token issued; the permission group does not allow items (403)"),
    "another tenant's": (
        JSONResponse({"success": False, "message": "INVALID_TOKEN"}, 401),
        None,
        "token issued, but the API refused it (401 INVALID_TOKEN); is FRACTTAL_API_URL that of the same tenant?",
    ),
    "success false": (
        JSONResponse({"success": False, "message": "boom"}),
        True,
        "token issued; items refused: success false (200 boom)",
    ),
    "rate limit": (
        JSONResponse({"message": "RATE"}, 406, {"ratelimit-reset": "7"}),
        True,
        "token issued; items could not be asked: too many requests (406 RATE, again in 7 s)",
    ),
    "500": (PlainTextResponse("x", 500), True, "token issued; items answered 500: is FRACTTAL_API_URL right?"),
    "404": (PlainTextResponse("x", 404), True, "token issued; items answered 404: is FRACTTAL_API_URL right?"),
    "a page": (PlainTextResponse("<html>"), True, "token issued; items answered 200: is FRACTTAL_API_URL right?"),
}


@pytest.mark.parametrize("case", ITEM_ANSWERS)
def test_what_the_api_answers_is_told_apart(stub, check, case):
    stub.items, verified, text = ITEM_ANSWERS[case]
    assert check() == Verification(verified, text)


@pytest.mark.parametrize(
    "answer", [JSONResponse({"error": "invalid_client"}, 401), JSONResponse({"error": "unauthorized_client"}, 400)]
)
def test_an_authorization_code_consumer_is_told_how_to_go_on(stub, check, answer):
    stub.token = answer
    found = check(grant_type="authorization_code")
    assert found.verified is None
    assert "gets its first token when a user grants it" in found.text
    assert f"{stub.base}/oauth/authorize?response_type=code&client_id=KEY0123456789abcde&redirect_uri=" in found.text


def test_an_authorization_code_consumer_that_gets_a_token_is_verified(check):
    assert check(grant_type="authorization_code").verified is True


def test_an_address_that_does_not_answer_is_told(made):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    found = check_token(f"http://127.0.0.1:{port}/oauth/token", "http://127.0.0.1/api", made())
    assert found.verified is None
    assert re.match(r"the token address did not answer \(ConnectError", found.text)


def test_an_address_that_takes_the_request_and_stays_silent_is_given_up(made):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        found = check_token(f"{url}/oauth/token", f"{url}/api", made(), timeout_seconds=0.3)
    assert found.verified is None
    assert "ReadTimeout" in found.text


def test_a_connection_that_breaks_between_token_and_items_leaves_the_pair_verified(stub, made):
    found = check_token(f"{stub.base}/oauth/token", "http://127.0.0.1:9/api", made(), timeout_seconds=5)
    assert found.verified is True
    assert found.text.startswith("token issued; items could not be asked (Connect")


@pytest.mark.parametrize("url", ["not an address", "http://", "ftp://x/y", "http://[::1"])
def test_an_address_that_is_none_is_told_and_not_raised(made, url):
    assert check_token(url, url, made()).verified is None


def test_a_service_that_repeats_what_it_was_told_is_not_quoted_with_it(stub, check):
    stub.token = JSONResponse({"error": f"bad secret {SECRET}"}, 401)
    assert SECRET not in check().text
    stub.token = JSONResponse({"error": "x" * 100 + SECRET + "y" * 100}, 401)  # quoted as far as its middle
    assert SECRET[:8] not in check().text
    stub.token = JSONResponse({"access_token": TOKEN, "token_type": "Bearer"})
    stub.items = JSONResponse({"success": False, "message": "x" * 100 + f" token {TOKEN} is " + "y" * 100}, 401)
    text = check().text
    assert TOKEN not in text
    assert TOKEN[:8] not in text
    assert "yyyyy" not in text


def test_no_log_at_any_level_holds_secret_or_token(check, caplog):
    caplog.set_level(logging.DEBUG)
    assert check().verified is True
    assert caplog.text
    assert SECRET not in caplog.text
    assert TOKEN not in caplog.text
