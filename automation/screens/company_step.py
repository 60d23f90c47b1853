from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import CompanyNotFound, ScreenNotOpened
from automation.names import normalise_name
from automation.screens.finding import by_role, union, whats_there
from automation.screens.top_bar import TopBar

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App


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
        """The companies offered, as a person can choose them."""
        page = self.app.page
        scope = union(page.get_by_role("dialog"), page.get_by_role("main"), page.locator("form")).filter(
            has=self.landmark
        )
        roles = union(
            scope.get_by_role("option"),
            scope.get_by_role("radio"),
            scope.get_by_role("listitem").get_by_role("button"),
            scope.get_by_role("menuitem"),
        )
        return union(roles, scope.locator("li[role=button], .MuiListItemButton-root")).filter(visible=True)

    def choose(self, company: str | None) -> TopBar:
        """Choose the company of that name.

        Args:
            company: The name, whatever its case and accents; None is accepted when there is only one.

        Raises:
            CompanyNotFound: There is none of that name, or there are several and none was named.
        """
        try:
            self.companies.first.wait_for(timeout=self.app.timeout * 1000)
        except PlaywrightTimeout:
            raise ScreenNotOpened(f"The app asks for a company and lists none. {whats_there(self.app.page)}") from None
        names = [" ".join(name.split()) for name in self.companies.all_inner_texts()]
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
        self.companies.nth(matches[0]).click(timeout=self.app.timeout * 1000)
        confirm = by_role(self.app.page, ["button"], self.app.labels.pattern("company_step.submit")).filter(
            visible=True
        )
        top_bar = TopBar(self.app)
        top_bar.landmark.or_(confirm).first.wait_for(timeout=self.app.timeout * 1000)
        if confirm.count() and not top_bar.landmark.count():
            confirm.click(timeout=self.app.timeout * 1000)
        return top_bar.wait()
