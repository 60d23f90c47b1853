"""`/sandbox/control`: looks into a tenant and changes it while it runs; exists only in the sandbox."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse

from automation.sandbox.faults import parse_fault
from automation.sandbox.switches import unknown

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from automation.sandbox.state import TenantState

_ORDERS = {
    "faults": list,
    "appearance": dict,
    "renamed": dict,
    "mutations": list,
    "drop_sessions": bool,
    "add_consumers": int,
}


def control_endpoint(state: TenantState) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Make the route: GET shows the tenant, POST changes it and shows it; nothing changes when an order is refused."""

    async def handle(request: Request) -> JSONResponse:
        if request.method == "POST":
            try:
                obey(state, json.loads(await request.body() or b"{}"))
            except ValueError as error:
                return JSONResponse({"error": "refused", "message": str(error)}, 400)
        secrets = request.query_params.get("secrets") == "1"
        return JSONResponse(state.snapshot(secrets=secrets))

    return handle


def obey(state: TenantState, orders: Mapping[str, Any]) -> None:
    """Carry out orders; each replaces what was set before.

    Args:
        state: The tenant.
        orders: faults, appearance, renamed, mutations, drop_sessions, add_consumers.

    Raises:
        ValueError: An order, fault or switch that does not exist; nothing has changed then.
    """
    if not isinstance(orders, dict):
        raise ValueError("orders are a JSON object")  # noqa: TRY004 -- one kind of error for all orders
    for name, value in orders.items():
        if name not in _ORDERS:
            raise unknown("order", name, _ORDERS)
        if type(value) is not _ORDERS[name]:
            raise ValueError(f"order {name!r} needs {_ORDERS[name].__name__}, not {type(value).__name__}")
    if orders.get("add_consumers", 0) < 0:
        raise ValueError("add_consumers must be at least 0")
    faults = [parse_fault(str(text)) for text in orders.get("faults", ())]
    with state.lock:
        state.set_look(orders.get("appearance"), orders.get("renamed"), orders.get("mutations"))
        if "faults" in orders:
            state.faults.set(faults)
        if orders.get("drop_sessions"):
            state.sessions.end_all()
        state.add_consumers(orders.get("add_consumers", 0))
