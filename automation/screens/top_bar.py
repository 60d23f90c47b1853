from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Self

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import ScreenNotOpened, SessionExpired
from automation.screens.finding import Control, appears, by_role, engine, signed_out, union, whats_there
from automation.screens.guard import avoided
from automation.screens.user_menu import UserMenu

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

# How long a menu may stay on the screen after one of its entries was clicked, in seconds.
CLOSING = 0.8


@dataclass(frozen=True)
class TopBar:
    """The bar at the top of every screen, with the user at its right end (article step 1)."""

    app: App

    @property
    def landmark(self) -> Locator:
        """What proves that somebody is signed in; the home screen itself differs per user."""
        page = self.app.page
        return union(page.locator("button.qa-main-menu-btn"), self.user_menu.locator).filter(visible=True)

    @property
    def user_menu(self) -> Control:
        """What opens "the menu at the top right": named, or an icon, or only the user's initials."""
        page = self.app.page
        banner = union(page.get_by_role("banner"), page.locator(".MuiAppBar-root"))
        return Control(
            self.app,
            "top_bar.user_menu",
            (
                ("name", by_role(banner, ["button"], self.app.labels.pattern("top_bar.user_menu"))),
                ("position", engine(page, "top-right", avoid=avoided(self.app.labels, "top_bar.user_menu"))),
            ),
        )

    def wait(self) -> Self:
        """Wait until somebody is signed in.

        Raises:
            SessionExpired: The sign-in form is shown instead.
            ScreenNotOpened: The app did not appear in time.
        """
        page = self.app.page
        try:
            appears(self.landmark.or_(signed_out(page)), monotonic() + self.app.timeout)
        except PlaywrightTimeout:
            raise ScreenNotOpened(f"The app did not open. {whats_there(page)}") from None
        if signed_out(page).count():
            raise SessionExpired("The app shows its sign-in form: nobody is signed in.")
        return self

    def open_user_menu(self) -> UserMenu:
        """Click the menu at the top right, unless it is open already (article step 1)."""
        menu = UserMenu(self.app)
        if not menu.landmark.count() or self._closing(menu):
            self.user_menu.click()
        return menu.wait()

    def _closing(self, menu: UserMenu) -> bool:
        """Tell whether a menu that is shown is only on its way out, after the click on one of its entries."""
        try:
            menu.landmark.first.wait_for(state="hidden", timeout=CLOSING * 1000)
        except PlaywrightTimeout:
            return False
        return True
