from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from automation.screens.finding import Control, by_role, union
from automation.screens.landmark import wait_for
from automation.screens.oauth_consumers import OAuthConsumers

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App


@dataclass(frozen=True)
class ApiConnections:
    """API Connections in Settings, with its tabs or nested entries (article steps 3 and 4)."""

    app: App

    @property
    def landmark(self) -> Locator:
        """The way to the OAuth consumers, whatever it looks like."""
        return self.oauth_consumers.locator

    @property
    def oauth_consumers(self) -> Control:
        """The tab "OAuth Consumers"; in the redesign an entry nested in the side panel."""
        return self._tab("oauth_consumers")

    @property
    def api_connection(self) -> Control:
        """The tab of the deprecated API key. It is here to be looked at: regenerating there deletes the old secret."""
        return self._tab("api_connection")

    def _tab(self, name: str) -> Control:
        page = self.app.page
        pattern = self.app.labels.pattern(f"api_connections.{name}")
        return Control(
            self.app,
            f"api_connections.{name}",
            (
                ("name", by_role(page, ["tab"], pattern)),
                ("text", by_role(page, ["link", "button", "menuitem"], pattern)),
                ("hook", page.locator(".qa-item-menu-tabdetails").filter(has_text=pattern)),
                (
                    "text",
                    union(*(page.locator(place).get_by_text(pattern) for place in ("nav", "aside", "ul"))),
                ),
            ),
        )

    def wait(self) -> Self:
        """Wait until API Connections is open."""
        wait_for(self.app, self.landmark, "API Connections")
        return self

    def go_to_oauth_consumers(self) -> OAuthConsumers:
        """Click "OAuth Consumers" (article step 4)."""
        self.oauth_consumers.click()
        return OAuthConsumers(self.app).wait()
