from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import CompanyNotFound, ScreenNotOpened
from automation.names import normalise_name
from automation.screens.finding import NAME_OF, appears, by_role, union, whats_there
from automation.screens.top_bar import TopBar

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App


_HOLDS_CHOICES = """.//input[@type="radio"]
  or .//*[@role="option" or @role="radio" or @role="menuitem" or @aria-pressed]
  or .//li or .//*[contains(@class, "MuiListItemButton-root")] or count(.//button) > 2"""


@dataclass(frozen=True)
class CompanyStep:
    """The choice of a company, shown after sign-in to users of several companies and by "Change company"."""

    app: App

    @property
    def landmark(self) -> Locator:
        """What proves that a company is asked for."""
        return by_role(self.app.page, ["heading"], self.app.labels.pattern("company_step.heading")).filter(visible=True)

    @property
    def companies(self) -> Locator:
        """The companies offered, as a person can choose them: whole rows before what is inside them."""
        kinds = self._kinds()
        return next((kind for kind in kinds if kind.count()), union(*kinds))

    def _kinds(self) -> tuple[Locator, ...]:
        # The smallest part of the screen that has both the heading and something to choose.
        scope = self.landmark.locator(f"xpath=ancestor::*[{_HOLDS_CHOICES}][1]")
        confirm = by_role(self.app.page, ["button"], self.app.labels.pattern("company_step.submit"))
        return tuple(
            kind.filter(visible=True)
            for kind in (
                scope.get_by_role("option"),
                scope.get_by_role("menuitem"),
                scope.locator("li[role=button], .MuiListItemButton-root"),
                scope.get_by_role("listitem").get_by_role("button"),
                scope.locator("button[aria-pressed]"),
                scope.get_by_role("radio"),
                scope.locator("button:not([type=submit])").filter(has_not=confirm),
            )
        )

    def choose(self, company: str | None) -> TopBar:
        """Choose the company of that name.

        Args:
            company: The name, whatever its case and accents; None is accepted when there is only one.

        Raises:
            CompanyNotFound: There is none of that name, or there are several and none was named.
        """
        try:
            # Only proves that waiting is over; which of them is meant is decided by name.
            appears(union(*self._kinds()), monotonic() + self.app.timeout)
        except PlaywrightTimeout:
            raise ScreenNotOpened(f"The app asks for a company and lists none. {whats_there(self.app.page)}") from None
        companies = self.companies
        names: list[str] = companies.evaluate_all(f"elements => elements.map({NAME_OF})")
        listed = ", ".join(f"“{name}”" for name in names[:20])
        if company is None and len(names) > 1:
            raise CompanyNotFound(f"The account belongs to {len(names)} companies: {listed}. Name one with --company.")
        matches = [
            index
            for index, name in enumerate(names)
            if company is None or normalise_name(name) == normalise_name(company)
        ]
        if len(matches) != 1:
            raise CompanyNotFound(
                f"The account has no company “{company}”; it has {len(names)}: {listed}. Check --company."
                if not matches
                else f"The account has {len(matches)} companies called “{company}”; rename one in Fracttal."
            )
        companies.nth(matches[0]).click(timeout=self.app.timeout * 1000)
        confirm = by_role(self.app.page, ["button"], self.app.labels.pattern("company_step.submit")).filter(
            visible=True
        )
        top_bar = TopBar(self.app)
        appears(top_bar.landmark.or_(confirm), monotonic() + self.app.timeout)
        if confirm.count() and not top_bar.landmark.count():
            confirm.click(timeout=self.app.timeout * 1000)
        return top_bar.wait()
