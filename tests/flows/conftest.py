"""What the tests of flows share: somebody who runs them against a replica tenant, and a look at what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from automation.config import Config
from automation.ledger import open_ledger
from automation.redaction import Secret
from automation.sandbox import Sandbox, SandboxOptions
from automation.screens import ConsumerRequest, register_finder
from flows.create_oauth_consumer import FLOW
from flows.creating import CreateOptions, perform
from flows.journal import journal
from flows.result import Result
from flows.runner import Listener

NAME = "ERP bridge"
Start = Callable[..., Sandbox]


def made(tenant: Sandbox, name: str = NAME) -> dict[str, str]:
    """Key to secret of every consumer of that name that the tenant has."""
    return {one.key: one.secret for one in tenant.state.consumers if one.name == name}


@dataclass
class Operator:
    """Somebody who runs flows against a replica tenant, with folders of their own."""

    home: Path
    heard: list[str] = field(default_factory=list)

    def config(self, tenant: Sandbox, **changes: Any) -> Config:
        settings: dict[str, Any] = {
            "base_url": tenant.base_url,
            "email": tenant.email,
            "password": Secret(tenant.password),
            "vault": f"json:{self.home / 'credentials.json'}",
            "state_dir": self.home / "state",
            "runs_dir": self.home / "runs",
            "timeout": 10,
            "settle": 3,
        }
        return Config.load(env_file=None, **(settings | changes))

    def create(
        self,
        tenant: Sandbox,
        request: ConsumerRequest | None = None,
        *,
        config: Config | None = None,
        flow: Any = FLOW,
        listeners: Sequence[Listener] = (),
        **options: Any,
    ) -> Result:
        """Run the flow as the command does, in a browser that the tests share."""
        config = config or self.config(tenant)
        request = request or ConsumerRequest(NAME, "Reportes", "Work orders")
        choices = CreateOptions(base=self.home, **options)
        with journal(flow.name, config) as diary:
            perform(flow, config, request, choices, diary=diary, say=self.heard.append, listeners=listeners)
        return diary.result

    def kept(self) -> dict[str, str]:
        """Key to secret of everything in the vault."""
        vault = self.home / "credentials.json"
        entries = json.loads(vault.read_text()) if vault.exists() else {}
        return {entry["key"]: entry["secret"] for entry in entries.values()}

    def outcomes(self, tenant: Sandbox) -> list[str | None]:
        """What the ledger says became of each intent, newest first."""
        with open_ledger(self.config(tenant)) as ledger:
            return [intent.outcome for intent in ledger.history()]

    def files(self) -> list[Path]:
        """Every file of every run folder."""
        return [path for path in (self.home / "runs").rglob("*") if path.is_file()]


@pytest.fixture
def operator(playwright: Playwright, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Operator:
    register_finder(playwright)

    def shared(config: Config, say: Any, meanwhile: Callable[[], object] = lambda: None) -> Any:
        meanwhile()
        return nullcontext(browser)

    # A start of one's own takes most of a second.
    monkeypatch.setattr("flows.opening.browser_for", shared)
    return Operator(tmp_path)


@pytest.fixture
def start() -> Iterator[Start]:
    """Start replica tenants that end with the test."""
    with ExitStack() as running:
        yield lambda **options: running.enter_context(Sandbox(SandboxOptions(**({"groups": 8} | options))))


@pytest.fixture
def secrets_of() -> Callable[[Sandbox], list[str]]:
    """Everything about a tenant that no file of a run may hold."""

    def collect(tenant: Sandbox) -> list[str]:
        return [tenant.password, *(consumer.secret for consumer in tenant.state.consumers)]

    return collect
