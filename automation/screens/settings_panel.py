from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from automation.errors import AddOnMissing, ControlNotFound
from automation.labels.patterns import pattern_of
from automation.screens.api_connections import ApiConnections
from automation.screens.finding import Control, by_role, union
from automation.screens.landmark import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

ENTRIES = (
    "general",
    "user_accounts",
    "work_calendar",
    "modules",
    "financial",
    "auxiliary_catalogues",
    "document_management",
    "transaction_log",
    "security",
    "api_connections",
    "guest_portal",
    "account",
)


@dataclass(frozen=True)
class SettingsPanel:
    """The side panel of Settings (article steps 2 and 3)."""

    app: App

    @property
    def landmark(self) -> Locator:
        """Any entry that only this panel has; which of them a tenant shows depends on its add-ons."""
        sure = ("security", "modules", "user_accounts", "api_connections")
        return union(*(self.entry(name).locator for name in sure)).filter(visible=True)

    @property
    def api_connections(self) -> Control:
        """The entry "API Connections"."""
        return self.entry("api_connections")

    def entry(self, name: str) -> Control:
        """Return one of the panel's twelve entries.

        Args:
            name: As in `ENTRIES`.
        """
        page = self.app.page
        pattern = self.app.labels.pattern(f"settings.{name}")
        hooked = page.locator(".qa-item-menu-sidebar[role=button]").filter(has_text=pattern)
        return Control(
            self.app,
            f"settings.{name}",
            (
                ("name", by_role(page, ["button", "link", "tab", "menuitem"], pattern)),
                ("hook", hooked),
                ("text", page.locator("nav, aside, [role=navigation], ul").get_by_text(pattern)),
            ),
        )

    def company(self) -> str | None:
        """Return the company shown under the title, None where no company is shown there."""
        title = self.app.page.get_by_role("heading", name=self.app.labels.pattern("settings.title")).filter(
            visible=True
        )
        below = title.locator("xpath=following-sibling::*[1]").filter(visible=True, has_not=self.app.page.locator("*"))
        names = [" ".join(text.split()) for text in below.all_inner_texts()]
        return names[0] if len(names) == 1 and names[0] else None

    def shows_company(self, company: str) -> bool:
        """Tell whether the screen names this company as the one it is about."""
        return self.app.page.get_by_text(pattern_of([company])).filter(visible=True).count() > 0

    def wait(self) -> Self:
        """Wait until Settings is open."""
        wait_for(self.app, self.landmark, "Settings")
        return self

    def go_to_api_connections(self) -> ApiConnections:
        """Click "API Connections" in the left side panel (article step 3).

        Raises:
            AddOnMissing: The panel is there and has no such entry.
        """
        try:
            self.api_connections.click()
        except ControlNotFound:
            names = " or ".join(f"“{name}”" for name in self.app.labels.names("settings.api_connections"))
            there = ", ".join(self.app.labels.name(f"settings.{entry}") for entry in ENTRIES if self.entry(entry).shown)
            raise AddOnMissing(
                f"The side panel of Settings has no entry {names}; it has {there}. API Connections is an add-on: ask "
                "Fracttal to activate it for this tenant."
            ) from None
        return ApiConnections(self.app).wait()
