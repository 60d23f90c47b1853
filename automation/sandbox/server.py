"""The replica tenant as one ASGI application: which address is answered by what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from automation.sandbox import account_routes as account
from automation.sandbox import consumer_routes as consumers
from automation.sandbox import oauth
from automation.sandbox.control import control_endpoint
from automation.sandbox.items import api_refusal, items_endpoint
from automation.sandbox.screens import screen_routes
from automation.sandbox.wire import Access, endpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from automation.sandbox.call import Answer, Call
    from automation.sandbox.state import TenantState

STATIC = Path(__file__).parent / "static"
_ALL_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]

_BFF: tuple[tuple[str, str, Callable[[Call], Answer], Access], ...] = (
    ("GET", "/bootstrap", account.bootstrap, "anybody"),
    ("POST", "/signin", account.sign_in, "anybody"),
    ("POST", "/two-factor", account.two_factor, "password"),
    ("POST", "/company", account.choose_company, "signed-in"),
    ("POST", "/signout", account.sign_out, "signed-in"),
    ("PUT", "/preferences", account.set_preferences, "signed-in"),
    ("GET", "/poll", account.poll, "signed-in"),
    ("GET", "/dashboard", account.dashboard, "company"),
    ("GET", "/permission-groups", consumers.list_groups, "company"),
    ("GET", "/oauth-consumers", consumers.list_consumers, "company"),
    ("POST", "/oauth-consumers", consumers.create_consumer, "company"),
    ("GET", "/oauth-consumers/{id}", consumers.read_consumer, "company"),
    ("DELETE", "/oauth-consumers/{id}", consumers.delete_consumer, "company"),
    ("GET", "/api-key", consumers.read_api_key, "company"),
    ("GET", "/api-key/secret", consumers.read_api_secret, "company"),
    ("POST", "/api-key/secret", consumers.regenerate_api_secret, "company"),
    ("POST", "/authorize", oauth.authorize, "company"),
)


def create_app(state: TenantState, static: Path = STATIC) -> Starlette:
    """Put a tenant together.

    Args:
        state: What the tenant knows.
        static: Folder of the built screens; without them their addresses answer 503 and say what to do.
    """
    return Starlette(
        routes=[
            *(
                Route(f"/bff{path}", endpoint(state, route, access), methods=[method])
                for method, path, route, access in _BFF
            ),
            Route("/bff/{rest:path}", _no_such_route, methods=_ALL_METHODS),
            Route("/oauth/token", oauth.token_endpoint(state), methods=["POST"]),
            Route("/oauth/token", api_refusal(405, "METHOD_NOT_ALLOWED"), methods=_ALL_METHODS),
            *(
                route
                for path in ("/api/items", "/api/items/")
                for route in (
                    Route(path, items_endpoint(state)),
                    Route(path, api_refusal(405, "METHOD_NOT_ALLOWED"), methods=_ALL_METHODS),
                )
            ),
            Route("/api/{rest:path}", api_refusal(404, "NOT_FOUND"), methods=_ALL_METHODS),
            Route("/sandbox/control", control_endpoint(state), methods=["GET", "POST"]),
            *screen_routes(static),
        ]
    )


async def _no_such_route(request: Request) -> JSONResponse:
    message = f"there is no {request.method} {request.url.path}"
    return JSONResponse({"error": "not_found", "message": message}, 404)
