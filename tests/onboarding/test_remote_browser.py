"""A browser that runs elsewhere: a Chromium with a debugging port, FRACTTAL_BROWSER_ENDPOINT."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from automation.config import Config
from automation.redaction import Secret
from automation.sandbox import Sandbox
from flows.creating import CreateOptions
from flows.onboarding.desk import Desk
from flows.onboarding.manifest import Line
from flows.onboarding.pace import Pace

if TYPE_CHECKING:
    from pathlib import Path

    from flows.result import Result

pytestmark = pytest.mark.browser


def two_consumers(config: Config, folder: Path) -> list[Result]:
    desk = Desk(config, lambda _: None, Pace())
    try:
        with desk.account(config) as account:
            return [
                account.do(
                    Line(number, number, "a", config.base_url, "", f"Remote {number}", "Reportes", "json:vault.json"),
                    CreateOptions(base=folder),
                )
                for number in (1, 2)
            ]
    finally:
        desk.close()


def test_consumers_are_created_in_a_browser_that_runs_elsewhere(
    debugging_port: tuple[str, str], tmp_path: Path
) -> None:
    with Sandbox() as tenant:
        config = Config.load(
            env_file=None,
            base_url=tenant.base_url,
            email=tenant.email,
            password=Secret(tenant.password),
            state_dir=tmp_path / "state",
            runs_dir=tmp_path / "runs",
            browser_endpoint=Secret(debugging_port[0]),
        )
        # As a worker does: this thread may belong to the Playwright of pytest's own fixtures.
        with ThreadPoolExecutor(max_workers=1) as thread:
            results = thread.submit(two_consumers, config, tmp_path).result()
        assert [(each.status, each.verified) for each in results] == [("created", True)] * 2
        assert [step["status"] for step in results[1].steps] == ["skipped"] * 4 + ["done"] * 3
        assert tenant.state.saves == 2
