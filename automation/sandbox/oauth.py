"""The token endpoint and the consent it depends on, as facts §4 describes them."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from starlette.responses import JSONResponse

from automation.sandbox.call import Answer, Call, Refusal
from automation.sandbox.tokens import EXPIRES_IN, TokenPair

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from automation.sandbox.model import Consumer
    from automation.sandbox.state import TenantState


class _OAuthError(Exception):
    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.status = status


def token_endpoint(state: TenantState) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Make `POST /oauth/token`: client credentials, refresh token and authorization code, by Basic or form."""

    async def handle(request: Request) -> JSONResponse:
        body = await request.body()
        headers = {"cache-control": "no-store"}
        try:
            with state.lock:
                pair = _grant(state, _form(request, body), request.headers.get("authorization", ""))
        except _OAuthError as error:
            if error.status == 401:  # noqa: PLR2004 -- HTTP
                headers["www-authenticate"] = 'Basic realm="oauth"'
            answer = {"error": error.code, "error_description": error.description}
            return JSONResponse(answer, error.status, headers)
        return JSONResponse(
            {
                "access_token": pair.access,
                "token_type": "Bearer",
                "expires_in": EXPIRES_IN,
                "refresh_token": pair.refresh,
            },
            headers=headers,
        )

    return handle


def authorize(call: Call) -> Answer:
    """Grant (or, with {"deny": true}, refuse) what `GET /oauth/authorize` asks; answers where to send the browser.

    Unknown consumers and redirect addresses that are not the registered one are refused without a redirect.
    """
    consumer = call.state.consumers.with_key(call.text("client_id"))
    if consumer is None or consumer.grant_type != "authorization_code":
        raise Refusal(400, "invalid_client", "no such consumer, or not one for authorization codes")
    if consumer.company != call.session.company:
        raise Refusal(403, "wrong_company", f"the consumer belongs to {consumer.company.name}")
    redirect_uri = call.text("redirect_uri")
    if redirect_uri != consumer.callback_url:
        raise Refusal(400, "redirect_mismatch", "redirect_uri is not the registered callback address")
    if call.text("response_type") not in {"", "code"}:
        raise Refusal(400, "unsupported_response_type", "response_type must be code")
    granted = call.body.get("deny") is not True
    answer = {"code": call.state.tokens.code(consumer, redirect_uri)} if granted else {"error": "access_denied"}
    if call.text("state"):
        answer["state"] = call.text("state")
    parts = urlsplit(redirect_uri)
    query = "&".join(filter(None, (parts.query, urlencode(answer))))
    return Answer({"redirect": urlunsplit(parts._replace(query=query))})


def _form(request: Request, body: bytes) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise _OAuthError("invalid_request", "the body must be application/x-www-form-urlencoded")
    return dict(parse_qsl(body.decode("utf-8", "replace")))


def _grant(state: TenantState, form: Mapping[str, str], authorization: str) -> TokenPair:
    consumer = _client(state, form, authorization)
    grant_type = form.get("grant_type", "")
    match grant_type:
        case "client_credentials" | "authorization_code" if grant_type != consumer.grant_type:
            raise _OAuthError("unauthorized_client", f"the consumer's grant type is {consumer.grant_type}")
        case "client_credentials":
            return state.tokens.issue(consumer)
        case "authorization_code":
            pair = state.tokens.exchange(consumer, form.get("code", ""), form.get("redirect_uri", ""))
        case "refresh_token":
            pair = state.tokens.refresh(consumer, form.get("refresh_token", ""))
        case "":
            raise _OAuthError("invalid_request", "grant_type is missing")
        case _:
            raise _OAuthError("unsupported_grant_type", f"{grant_type} is not supported")
    if pair is None:
        raise _OAuthError("invalid_grant", "unknown, used or expired, or for another redirect address")
    return pair


def _client(state: TenantState, form: Mapping[str, str], authorization: str) -> Consumer:
    key, secret = form.get("client_id", ""), form.get("client_secret", "")
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() == "basic":
        try:
            pair = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            pair = ""
        key, _, secret = (unquote_plus(part) for part in pair.partition(":"))
    consumer = state.consumers.with_key(key)
    if consumer is None or consumer.secret != secret:
        raise _OAuthError("invalid_client", "unknown client or wrong secret", 401)
    return consumer
