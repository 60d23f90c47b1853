"""A tenant with a browser in front of it, driven by hand: these tests look at the screens, not at the page objects."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from automation.browser import stand_still
from automation.sandbox import Sandbox, SandboxOptions

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Locator, Page

CONSUMERS = "/config/api-connections/oauth-consumers"


@dataclass
class Visit:
    """A tenant, and a page of a browser that is signed in to it."""

    tenant: Sandbox
    page: Page

    def go(self, path: str) -> Page:
        self.page.goto(self.tenant.base_url + path)
        return self.page

    def sign_in(self) -> None:
        """Sign in behind the screens' back, which is quicker than through them."""
        base, state = self.tenant.base_url, self.tenant
        answer = self.page.request.post(f"{base}/bff/signin", data={"email": state.email, "password": state.password})
        assert answer.ok

    def open_form(self) -> Page:
        self.go(f"{CONSUMERS}/new")
        self.page.get_by_text("Nombre", exact=True).filter(visible=True).first.wait_for()
        return self.page

    def toast(self, text: str | re.Pattern[str]) -> Locator:
        """A message at the edge of the screen; the role is "alert" today and "status" in the redesign."""
        return self.page.get_by_role("alert").or_(self.page.get_by_role("status")).filter(has_text=text).first

    def consumers(self) -> list[dict[str, Any]]:
        snapshot: dict[str, Any] = self.page.request.get(f"{self.tenant.base_url}/sandbox/control?secrets=1").json()
        found: list[dict[str, Any]] = snapshot["consumers"]
        return found


@pytest.fixture
def visit(context: BrowserContext) -> Iterator[Callable[..., Visit]]:
    """Start a tenant with these options and sign in, unless told otherwise; nothing moves, which is quicker."""
    context.set_default_timeout(8000)
    with ExitStack() as stack:

        def start(*, signed_in: bool = True, still: bool = True, **options: Any) -> Visit:
            if still:
                stand_still(context)
            tenant = stack.enter_context(Sandbox(SandboxOptions(**options)))
            found = Visit(tenant, context.new_page())
            found.page.set_viewport_size({"width": 1366, "height": 768})
            if signed_in:
                found.sign_in()
            return found

        # The pages end with their context: closing a page that is on its way elsewhere may wait for ever.
        yield start
