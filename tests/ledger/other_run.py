"""A run in a process of its own, told what to do step by step; it can be killed in between."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from automation.config import Config
from automation.errors import FlowsError
from automation.ledger import open_ledger

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# One server imports the program once; a Python for each run would import it each time.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload([__name__])


def obey(orders: Connection, state_dir: str, url: str | None) -> None:
    """Do what is ordered with a ledger of this process's own, and answer each order."""
    ledger = open_ledger(Config.load(env_file=None, state_dir=Path(state_dir), database_url=url))
    intent: Any = None
    while True:
        act = orders.recv()
        answer: object = None
        try:
            if act["do"] == "open":
                answer = [found.outcome for found in ledger.open_intents("https://t", "c", act["name"])]
            elif act["do"] == "intend":
                intent = ledger.intend(tenant="https://t", account="a@b", company="c", name=act["name"], request={})
                answer = "intended"
            elif act["do"] == "click":
                ledger.clicked(intent)
                answer = "clicked"
            elif act["do"] == "settle":
                ledger.settle(intent, act["outcome"])
                answer = "settled"
        except FlowsError as error:
            answer = error.kind
        orders.send(answer)


class OtherRun:
    """The process, as the tests speak to it.

    Args:
        config: Its ledger's settings.
    """

    def __init__(self, config: Config) -> None:
        url = config.database_url.get_secret_value() if config.database_url else None
        self._orders, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=obey, args=(theirs, str(config.state_dir), url), daemon=True)
        self._process.start()
        theirs.close()

    def tell(self, do: str, name: str = "ERP bridge", **more: object) -> None:
        self._orders.send({"do": do, "name": name, **more})

    def hear(self) -> object:
        return self._orders.recv()

    def __call__(self, do: str, name: str = "ERP bridge", **more: object) -> object:
        self.tell(do, name, **more)
        return self.hear()

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._orders.close()

    @property
    def lives(self) -> bool:
        return self._process.is_alive()
