from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from automation.config import Config
from automation.redaction import Secret
from automation.sandbox import Sandbox
from automation.screens import ConsumerRequest, register_finder
from automation.vaults import open_vault
from flows.create_oauth_consumer import FLOW
from flows.creating import CreateOptions, Desk, perform_in
from flows.journal import journal
from flows.opening import app_in
from flows.result import Result
from flows.verify import Verifier


@dataclass
class Operator:
    """Somebody who runs flows against a replica tenant, with folders of their own."""

    browser: Browser
    home: Path

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
        **options: Any,
    ) -> Result:
        """Run the flow as the command does, in a browser that the tests share."""
        config = config or self.config(tenant)
        request = request or ConsumerRequest("ERP bridge", "Reportes", "Work orders")
        choices = CreateOptions(base=self.home, **options)
        with journal(flow.name, config) as diary:
            assert config.vault is not None
            vault = open_vault(config.vault, base=self.home)
            with (
                Verifier(config, enabled=choices.verify and not choices.dry_run) as verifier,
                app_in(self.browser, config, diary.folder.redactor) as opened,
            ):
                perform_in(Desk(config, opened, vault, verifier), flow, request, choices, diary=diary)
        return diary.result

    def files(self) -> list[Path]:
        """Every file of every run folder."""
        return [path for path in (self.home / "runs").rglob("*") if path.is_file()]


@pytest.fixture
def operator(playwright: Playwright, browser: Browser, tmp_path: Path) -> Operator:
    register_finder(playwright)
    return Operator(browser, tmp_path)


@pytest.fixture
def secrets_of() -> Callable[[Sandbox], list[str]]:
    """Everything about a tenant that no file of a run may hold."""

    def collect(tenant: Sandbox) -> list[str]:
        return [tenant.password, *(consumer.secret for consumer in tenant.state.consumers)]

    return collect
