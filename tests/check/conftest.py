"""Walks for the tests of `check`, with the browser that pytest-playwright has open."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from automation.config import Config
from automation.labels import Catalogue, Labels
from automation.redaction import Redactor, Secret
from automation.sandbox import Sandbox, SandboxOptions
from automation.screens import App, register_finder
from flows.check.findings import Finding, Verdict
from flows.check.walking import FLOW, CheckRun
from flows.runner import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass
class Walked:
    """What one walk found, the tenant it was made in, and the page it ended on."""

    findings: dict[str, Finding]
    tenant: Sandbox
    walk: CheckRun
    own: list[Any]

    @property
    def differing(self) -> dict[str, str]:
        return {claim: one.ruling.verdict.value for claim, one in self.findings.items() if one.differs}

    @property
    def unexplained(self) -> set[str]:
        """Claims that cannot be judged although no other claim that differs explains it."""
        return {
            claim
            for claim, one in self.findings.items()
            if one.ruling.verdict is Verdict.UNJUDGED and one.ruling.follows not in self.differing
        }


@pytest.fixture
def walked(browser, playwright) -> Iterator[Callable[..., Walked]]:
    """Walk through a replica that is as the test wants it."""
    register_finder(playwright)
    with replica() as open_tenant:

        def go(language: str = "es", theme: str | None = None, **options: Any) -> Walked:
            tenant = open_tenant(SandboxOptions(**{"language": language, **options}))
            context = browser.new_context(viewport={"width": 1366, "height": 1000}, reduced_motion="reduce")
            try:
                app = App(context.new_page(), Labels(Catalogue.load()), 5)
                config = Config.load(
                    env_file=None, base_url=tenant.base_url, email=tenant.email, password=Secret(tenant.password)
                )
                walk = CheckRun(
                    app=app,
                    config=config,
                    redactor=Redactor(),
                    language=language,
                    theme=theme,
                    patience=1,
                    keep_session=lambda: None,
                    forget_session=lambda: None,
                )
                record = run(FLOW, walk)
                walk.rest(record.error)
                return Walked(walk.findings, tenant, walk, walk.own)
            finally:
                context.close()

        yield go


@contextmanager
def replica() -> Iterator[Callable[[SandboxOptions], Sandbox]]:
    running: list[Sandbox] = []

    def start(options: SandboxOptions) -> Sandbox:
        running.append(Sandbox(options).__enter__())
        return running[-1]

    try:
        yield start
    finally:
        for tenant in running:
            tenant.__exit__(None, None, None)
