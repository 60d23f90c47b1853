"""uvicorn, taught two things: to close a connection instead of answering, and to start and stop without delay."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import socket
    import threading

    from starlette.applications import Starlette


class DroppableConnection(H11Protocol):
    """A connection that a route can close: `request.state.drop_connection()`."""

    def __init__(self, *args: Any, app_state: dict[str, Any], **kwargs: Any) -> None:
        kwargs["app_state"] = {**app_state, "drop_connection": self._drop}
        super().__init__(*args, **kwargs)

    def _drop(self) -> None:
        self.transport.close()


class Server(uvicorn.Server):
    """A uvicorn server for a thread of its own.

    Args:
        app: What it serves.
        ready: Set as soon as it accepts requests.
    """

    def __init__(self, app: Starlette, ready: threading.Event) -> None:
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http=DroppableConnection,
            ws="none",
            lifespan="off",
            log_config=None,  # the logging of the program around it is not the sandbox's to set up
            log_level="warning",
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_keep_alive=600,  # an idle connection must not be closed just when a browser saves on it
        )
        super().__init__(config)
        self._ready = ready
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does, then say so."""
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await super().startup(sockets)
        self._ready.set()

    async def main_loop(self) -> None:
        """Wait to be stopped; uvicorn itself looks ten times a second."""
        assert self._stop is not None
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close everything at once: whoever still waits for an answer is not going to get it."""
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await asyncio.gather(*self.server_state.tasks, return_exceptions=True)
        for listening in sockets or []:
            listening.close()

    def stop(self) -> None:
        """Ask it to stop, from any thread."""
        assert self._loop is not None
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
