"""Walks for the tests of `check`, with the browser that pytest-playwright has open."""

from __future__ import annotations

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

    from playwright.sync_api import BrowserContext


# What slides and fades is where it goes to at once; test_the_article_holds.py walks with the app's own animations.
AT_ONCE = """(() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*, ::before, ::after { transition-duration: 1ms !important; animation-duration: 1ms !important }')
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
})()"""


@dataclass
class Walked:
    """What one walk found, and the tenant it was made in."""

    findings: dict[str, Finding]
    tenant: Sandbox

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


@pytest.fixture(scope="module")
def signed_in(browser, playwright) -> Iterator[tuple[Sandbox, BrowserContext]]:
    """One replica and one session for all walks of a file: nothing that a walk does stays in the tenant."""
    register_finder(playwright)
    context = browser.new_context(viewport={"width": 1366, "height": 1000}, reduced_motion="reduce")
    with Sandbox(SandboxOptions()) as tenant:
        yield tenant, context
        context.close()


@pytest.fixture
def walked(signed_in, monkeypatch) -> Callable[..., Walked]:
    """Walk through a replica that looks as the test wants it; what it draws late, it draws after an answer."""
    monkeypatch.setattr("flows.check.walking.STILL", 0.25)
    tenant, context = signed_in

    def go(language: str = "es", *, appearance: Any = None, renamed: Any = None, mutations: Any = ()) -> Walked:
        tenant.state.set_look(appearance or {}, renamed or {}, mutations)
        tenant.state.preferences[tenant.email].language = language
        page = context.new_page()
        if not appearance:
            page.add_init_script(AT_ONCE)
        try:
            config = Config.load(
                env_file=None, base_url=tenant.base_url, email=tenant.email, password=Secret(tenant.password)
            )
            walk = CheckRun(
                app=App(page, Labels(Catalogue.load()), 5),
                config=config,
                redactor=Redactor(),
                language=language,
                theme=None,
                patience=1,
                keep_session=lambda: None,
                forget_session=lambda: None,
            )
            record = run(FLOW, walk)
            walk.rest(record.error)
            return Walked(walk.findings, tenant)
        finally:
            page.close()

    return go
