from __future__ import annotations

import base64
import socket
import threading
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from automation.credential import Credential
from automation.redaction import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from starlette.requests import Request

SECRET = "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA"
TOKEN = "tok-5vQ2mZ8rB1nL7xK4"


class Stub:
    """A service whose next answers a test sets; it remembers what it was asked."""

    def __init__(self) -> None:
        self.token: Response = JSONResponse({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600})
        self.items: Response = JSONResponse({"success": True, "message": "", "data": [], "total": 0})
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        self.base = ""

    async def answer(self, request: Request) -> Response:
        body = (await request.body()).decode()
        self.asked.append((request.method, str(request.url.path), dict(request.headers), body or request.url.query))
        return self.token if request.url.path.endswith("/token") else self.items

    @property
    def basic(self) -> str:
        scheme, _, pair = self.asked[0][2]["authorization"].partition(" ")
        assert scheme == "Basic"
        return base64.b64decode(pair).decode()


@pytest.fixture(scope="module")
def service() -> Iterator[Stub]:
    """One server for all tests of a file: stopping one takes a tenth of a second."""
    made = Stub()
    routes = [Route(path, made.answer, methods=["GET", "POST"]) for path in ("/oauth/token", "/api/items/")]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="error", lifespan="off"))
    listening = socket.create_server(("127.0.0.1", 0))
    made.base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield made
    server.should_exit = True
    thread.join()
    listening.close()


@pytest.fixture
def stub(service: Stub) -> Stub:
    base = service.base
    vars(service).update(vars(Stub()), base=base)
    return service


@pytest.fixture
def made() -> Callable[..., Credential]:
    """Makes a credential, with changes by field name."""

    def make(**changes: Any) -> Credential:
        values = {"key": "KEY0123456789abcde", "secret": Secret(SECRET), "grant_type": "client_credentials", **changes}
        return Credential(tenant="https://t", company="", name="n", permission_group="g", **values)

    return make
