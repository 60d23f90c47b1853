from __future__ import annotations

import os
import socket
import threading
from typing import TYPE_CHECKING, Self

from automation.sandbox.options import SandboxOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from automation.sandbox.connection import Server
    from automation.sandbox.model import Account
    from automation.sandbox.state import TenantState

_HOST = "127.0.0.1"


class Sandbox:
    """A replica tenant that runs as long as the `with` block around it.

    Args:
        options: What the tenant is like.
        clock: Tells the tenant the time, with a time zone; the real time unless given.
        static: Folder of the built screens; the package's own unless given.

    Raises:
        OSError: On entering, when options.port is taken.
    """

    def __init__(
        self,
        options: SandboxOptions | None = None,
        *,
        clock: Callable[[], datetime] | None = None,
        static: Path | None = None,
    ) -> None:
        self.options = options or SandboxOptions()
        self._clock = clock
        self._static = static
        self._state: TenantState | None = None
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self._port = 0

    def __enter__(self) -> Self:
        # Late, so that programs which only name the sandbox do not pay for a web server.
        from automation.sandbox.connection import Server
        from automation.sandbox.server import STATIC, create_app

        state = self.state
        listening = _listen(self.options.port)
        self._port = listening.getsockname()[1]
        ready = threading.Event()
        failure: list[BaseException] = []
        server = Server(create_app(state, self._static or STATIC), ready)

        def run() -> None:
            try:
                server.run(sockets=[listening])
            except BaseException as error:  # noqa: BLE001 -- raised again where the tenant was started
                failure.append(error)
            finally:
                ready.set()

        self._thread = threading.Thread(target=run, name="sandbox", daemon=True)
        self._thread.start()
        ready.wait()
        if failure:
            listening.close()
            raise RuntimeError("the sandbox did not start") from failure[0]
        self._server = server
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.stop()
        self._thread.join()

    @property
    def state(self) -> TenantState:
        """The tenant's memory, for tests that look inside or prepare it."""
        from automation.sandbox.state import TenantState, utc_now  # late: see __enter__

        if self._state is None:
            self._state = TenantState(self.options, self._clock or utc_now)
        return self._state

    @property
    def base_url(self) -> str:
        """The tenant's address, "http://127.0.0.1:43210"."""
        return f"http://{_HOST}:{self._port}"

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Everybody who can sign in, with password, two-factor seed and companies."""
        return self.state.accounts

    @property
    def email(self) -> str:
        """The first account's e-mail."""
        return self.accounts[0].email

    @property
    def password(self) -> str:
        """The first account's password."""
        return self.accounts[0].password

    @property
    def totp_secret(self) -> str:
        """The first account's two-factor seed, Base32; used only when options.two_factor is on."""
        return self.accounts[0].totp_secret


def _listen(port: int) -> socket.socket:
    # The protocol is named because asyncio turns Nagle's algorithm off only where it is: without that, every
    # answer whose body follows its headers takes 40 ms longer. socket.create_server() does not name it.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two servers share the port
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((_HOST, port))
        listening.listen(256)
    except OSError:
        listening.close()
        raise
    return listening
