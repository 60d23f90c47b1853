"""From HTTP to a route's Call and from its Answer back to HTTP, with the faults that belong to the way."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, Literal

from starlette.responses import JSONResponse, Response

from automation.sandbox.call import Answer, Call, Refusal
from automation.sandbox.sessions import LIFETIME
from automation.sandbox.steps import step_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from automation.sandbox.sessions import Session
    from automation.sandbox.state import TenantState

COOKIE = "fracttal_session"
# Who may call a route: anybody; whoever gave the password; whoever is signed in; who works in a company.
Access = Literal["anybody", "password", "signed-in", "company"]


def endpoint(
    state: TenantState, route: Callable[[Call], Answer], access: Access
) -> Callable[[Request], Awaitable[Response]]:
    """Make a route of the screens' JSON into one that Starlette can call."""

    async def handle(request: Request) -> Response:
        text = await request.body()
        if state.options.latency_ms:
            await _pause(request, state.options.latency_ms)
        try:
            with state.lock:
                session = _session(state, request)
                _check_access(session, access)
                if session is not None and access != "anybody":
                    _step_faults(state, request, session)
                answer = route(Call(state, request.query_params, _json(text), request.path_params, session))
        except Refusal as refusal:
            answer = refusal.answer
        return await send(request, answer)

    return handle


async def send(request: Request, answer: Answer) -> Response:
    """Send an answer, or do to it what its fault demands."""
    if answer.after_ms:
        await _pause(request, answer.after_ms)
    if answer.ending == "dropped":
        request.state.drop_connection()
    if answer.ending != "sent":
        await _gone(request)
    response = JSONResponse(answer.body, answer.status, {"cache-control": "no-store", **answer.headers})
    if answer.cookie:
        response.set_cookie(COOKIE, answer.cookie, max_age=int(LIFETIME.total_seconds()), httponly=True, samesite="lax")
    elif answer.cookie == "":
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response


async def _gone(request: Request) -> None:
    """Wait until the browser, or the server at its end, has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _pause(request: Request, milliseconds: float) -> None:
    # Ends early when nobody waits for the answer any more, so that a tenant can stop at once.
    try:
        await asyncio.wait_for(_gone(request), milliseconds / 1000)
    except TimeoutError:
        return


def _json(text: bytes) -> dict[str, Any]:
    if not text:
        return {}
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal(400, "malformed", "the body must be a JSON object")
    return body


def _session(state: TenantState, request: Request) -> Session | None:
    session = state.sessions.find(request.cookies.get(COOKIE))
    if session is None or state.appearance["session"] == "cookie":
        return session
    return session if request.headers.get("x-session") == session.hint else None


def _check_access(session: Session | None, access: Access) -> None:
    if access == "anybody":
        return
    if session is None or (session.stage == "two-factor" and access != "password"):
        raise _not_signed_in()
    if session.company is None and access == "company":
        raise Refusal(403, "company_needed", "choose a company first")


def _not_signed_in() -> Refusal:
    return Refusal(401, "not_signed_in", "the session has ended or never began")


def _step_faults(state: TenantState, request: Request, session: Session) -> None:
    path = request.url.path
    step = step_of(request.method, path, request.headers.get("referer", ""), session)
    if step is None:
        return
    if state.faults.take_at("session-drop", step):
        state.sessions.end(session)
        raise _not_signed_in()
    # Nobody sees a poll fail, so it does not use the fault up.
    if path != "/bff/poll" and state.faults.take_at("server-error", step):
        raise Refusal(500, "server_error", "the tenant failed to answer")
