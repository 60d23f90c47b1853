"""`GET /api/items/`: the public API's answers, codes and limits, as facts §4 describes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from automation.sandbox.call import WHOLE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request

    from automation.sandbox.state import TenantState

ITEMS = 130  # of every company: more than one page
LARGEST_PAGE = 100
_KINDS = ("Bomba", "Motor", "Compresor", "Caldera", "Ventilador")


def items_endpoint(state: TenantState) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Make the route; a consumer reaches it if its permission group opens the items."""

    async def handle(request: Request) -> JSONResponse:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        with state.lock:
            consumer = state.tokens.owner(token.strip()) if scheme.lower() == "bearer" else None
            if consumer is None:
                return _refused(401, "INVALID_TOKEN")
            allowance = state.rate_limit.count(consumer.company)
        headers = allowance.headers()
        if not allowance.allowed:
            return _refused(406, "RATE_LIMIT_EXCEEDED", headers)
        if "items" not in consumer.group.modules:
            return _refused(401, "UNAUTHORIZED_ENDPOINT", headers)
        start, limit = request.query_params.get("start", "0"), request.query_params.get("limit", str(LARGEST_PAGE))
        if not (WHOLE_NUMBER.fullmatch(start) and WHOLE_NUMBER.fullmatch(limit)):
            return _refused(400, "MALFORMED_REQUEST", headers)
        rows = range(ITEMS)[int(start) :][: min(int(limit), LARGEST_PAGE)]
        data = [_item(index) for index in rows]
        return JSONResponse({"success": True, "message": "", "data": data, "total": ITEMS}, headers=headers)

    return handle


def api_refusal(status: int, message: str) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Make a route that always refuses, for paths and methods the API does not have."""

    async def handle(_request: Request) -> JSONResponse:
        return _refused(status, message)

    return handle


def _refused(status: int, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"success": False, "message": message, "data": [], "total": 0}, status, headers)


def _item(index: int) -> dict[str, Any]:
    kind = _KINDS[index % len(_KINDS)]
    number = index // len(_KINDS) + 1
    return {"id": 5001 + index, "code": f"{kind[:3].upper()}-{number:03d}", "description": f"{kind} {number}"}
