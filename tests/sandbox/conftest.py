from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from automation.sandbox import Sandbox, SandboxOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Clock:
    """A time that moves only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 19, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


def browser(tenant: Sandbox) -> httpx.Client:
    """Make a client of its own; without certificates, whose loading takes longer than most tests."""
    return httpx.Client(base_url=tenant.base_url, verify=False)


class Visitor:
    """A tenant and somebody who talks to it without a browser."""

    def __init__(self, tenant: Sandbox, http: httpx.Client, stop: Callable[[], None]) -> None:
        self.tenant = tenant
        self.http = http
        self.stop = stop
        self.get = http.get
        self.post = http.post

    def another_browser(self) -> httpx.Client:
        return browser(self.tenant)

    def sign_in(self, **changes: str) -> httpx.Response:
        return self.post("/bff/signin", json={"email": self.tenant.email, "password": self.tenant.password, **changes})

    def group(self, name: str = "Reportes") -> str:
        group = self.tenant.state.group_named(name)
        assert group is not None
        return group.id

    def save(self, name: str = "ERP bridge", **changes: Any) -> httpx.Response:
        values = {
            "name": name,
            "description": "Work orders to SAP",
            "grant_type": "client_credentials",
            "permission_group": self.group(),
            "hub": False,
        }
        return self.post("/bff/oauth-consumers", json={**values, **changes})

    def names(self, **query: Any) -> list[str]:
        answer = self.get("/bff/oauth-consumers", params=query).raise_for_status().json()
        return [row["name"] for row in answer["data"]]

    def control(self, **orders: Any) -> dict[str, Any]:
        if not orders:
            return self.get("/sandbox/control").raise_for_status().json()
        return self.post("/sandbox/control", json=orders).raise_for_status().json()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visit(clock: Clock) -> Iterator[Callable[..., Visitor]]:
    """Start a tenant with these options and visit it; `signed_in=False` stays at the door."""
    with ExitStack() as stack:

        def start(*, signed_in: bool = True, static: Any = None, **options: Any) -> Visitor:
            own = stack.enter_context(ExitStack())
            tenant = own.enter_context(Sandbox(SandboxOptions(**options), clock=clock, static=static))
            http = own.enter_context(browser(tenant))
            visitor = Visitor(tenant, http, own.close)
            if signed_in:
                visitor.sign_in().raise_for_status()
            return visitor

        yield start
