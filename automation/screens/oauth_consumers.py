from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Self

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import (
    AmbiguousControl,
    ConsumerNotFound,
    NotSuperAdministrator,
    SessionExpired,
    TechnicalFailure,
)
from automation.screens.consumer_form import ConsumerForm
from automation.screens.consumer_list import ConsumerList
from automation.screens.finding import Control, appears, by_role, engine, left, signed_out, union, whats_there
from automation.screens.guard import avoided
from automation.screens.landmark import wait_for

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

# How long the list may stay behind the notice of the tab before, in seconds.
NOTICE_ALONE = 2.0
# A speed dial's action is clicked within this, in seconds, or the dial has folded again.
DIAL_OPEN = 2.0


@dataclass(frozen=True)
class OAuthConsumers:
    """The list of OAuth consumers and its "+" (article steps 4 and 5)."""

    app: App

    @property
    def landmark(self) -> Locator:
        """The "+", by whatever it is found."""
        return self.add.locator

    @property
    def add(self) -> Control:
        """The "+" button: round at the bottom right, or in the toolbar of the redesign."""
        page = self.app.page
        pattern = self.app.labels.pattern("oauth_consumers.add")
        return Control(
            self.app,
            "oauth_consumers.add",
            (
                ("name", by_role(page, ["button"], pattern)),
                ("hook", page.locator(".qa-add-btn, .MuiSpeedDial-fab, button[aria-label=SpeedDial]")),
                ("position", engine(page, "add", avoid=avoided(self.app.labels, "oauth_consumers.add"))),
            ),
        )

    @property
    def rows(self) -> ConsumerList:
        """The list itself."""
        return ConsumerList(self.app)

    def wait(self) -> Self:
        """Wait until the list is open.

        Raises:
            NotSuperAdministrator: The app says that only that role gets further.
            SessionExpired: The sign-in form appeared instead.
        """
        notice = self.app.page.get_by_text(self.app.labels.pattern("api_connections.super_admin_notice")).filter(
            visible=True
        )
        wait_for(self.app, union(self.landmark, notice), "OAuth Consumers")
        if not self.landmark.count():
            gone = signed_out(self.app.page)
            try:
                # The notice of the tab before may still be there while the list is drawn, or the session found ended.
                appears(union(self.landmark, gone), monotonic() + min(NOTICE_ALONE, self.app.timeout))
            except PlaywrightTimeout:
                raise NotSuperAdministrator(
                    "The tenant shows OAuth consumers to its Super Administrator only: "
                    f"“{' '.join(notice.all_inner_texts())}”. Sign in with that account. {whats_there(self.app.page)}"
                ) from None
            if gone.count():
                raise SessionExpired("The app asked to sign in again while OAuth Consumers was opened.")
        return self

    def go_to_new(self) -> ConsumerForm:
        """Click the "+" to add a consumer (article step 5)."""
        form = ConsumerForm(self.app)
        self.add.click()
        wait_for(self.app, union(form.landmark, self._speed_dial_action()), "The form of a new consumer")
        if form.landmark.count():
            return form
        self._choose_in_speed_dial()
        return form.wait()

    def open(self, name: str, *, at: int = 0, of: int = 1) -> ConsumerForm:
        """Open a consumer of that name.

        Args:
            name: Its name, whatever its case, accents and outer spaces.
            at: Which of several, from 0 in the list's order.
            of: How many are expected.

        Raises:
            ConsumerNotFound: There is none.
            AmbiguousControl: There are more or fewer than expected.
        """
        found = self.rows.find(name)
        if not found:
            raise ConsumerNotFound(f"The tenant has no consumer “{name}”. `fracttal-flows list` shows all.")
        if len(found) != of:
            raise AmbiguousControl(
                f"The tenant has {len(found)} consumers called “{name}”; delete or rename all but one in Fracttal."
            )
        self.rows.row(name, at).click(timeout=self.app.timeout * 1000)
        return ConsumerForm(self.app).wait()

    def _choose_in_speed_dial(self) -> None:
        """Click the action a speed dial opened; "add" is the one the article means."""
        action = self._speed_dial_action()
        deadline = monotonic() + self.app.timeout
        while monotonic() < deadline:
            try:
                return action.click(timeout=min(left(deadline), DIAL_OPEN * 1000))
            except PlaywrightTimeout:
                # It folds as soon as something else takes the focus, a survey over the app for one.
                if not action.count():
                    self.add.click()
        raise TechnicalFailure(
            f"oauth_consumers.add opened a speed dial, and its action could not be clicked within "
            f"{self.app.timeout:g} s. {whats_there(self.app.page)}"
        )

    def _speed_dial_action(self) -> Locator:
        pattern = self.app.labels.pattern("oauth_consumers.add")
        return self.app.page.get_by_role("menuitem", name=pattern).filter(visible=True)
