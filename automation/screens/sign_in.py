from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import (
    AccountLocked,
    ScreenNotOpened,
    SessionExpired,
    TechnicalFailure,
    TwoFactorNeeded,
    WrongOrigin,
    WrongPassword,
)
from automation.redaction import quotable
from automation.screens.company_step import CompanyStep
from automation.screens.fields import labelled
from automation.screens.finding import Control, appears, by_role, engine, union, whats_there
from automation.screens.guard import in_every_language
from automation.screens.reaching import go_to, is_at
from automation.screens.toasts import alerts, statuses
from automation.screens.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page, Response

    from automation.redaction import Secret
    from automation.screens.app import App

After = Literal["home", "company", "two-factor"]


@dataclass(frozen=True)
class SignIn:
    """The sign-in form (article step 1)."""

    app: App

    @property
    def email(self) -> Control:
        """The e-mail field."""
        page = self.app.page
        return Control(
            self.app,
            "sign_in.email",
            (
                (
                    "name",
                    engine(page, "field", names=[self.app.labels.pattern("sign_in.email").pattern], kinds=["text"]),
                ),
                ("hook", page.locator("input[name=email], [data-cy=email-input] input, input[type=email]")),
                ("position", engine(page, "nth-field", kind="text", index=0)),
            ),
        )

    @property
    def password(self) -> Control:
        """The password field; its type is as sure a sign as its name."""
        page = self.app.page
        return Control(
            self.app,
            "sign_in.password",
            (("name", labelled(self.app, "sign_in.password", "text")), ("hook", page.locator("input[type=password]"))),
        )

    @property
    def submit(self) -> Control:
        """The button under the two fields."""
        page = self.app.page
        return Control(
            self.app,
            "sign_in.submit",
            (
                ("name", by_role(page, ["button"], self.app.labels.pattern("sign_in.submit"))),
                ("hook", page.locator("button[data-cy=next-button]")),
                ("position", page.locator("form:has(input[type=password]) button[type=submit]")),
            ),
        )

    def open(self, base_url: str, timeout: float) -> bool:
        """Go to the tenant and tell whether it asks to sign in.

        Args:
            base_url: Origin of the tenant.
            timeout: Seconds for the first load; 20 to 60 were recorded.

        Returns:
            True when the sign-in form is shown, False when a kept session is still valid.

        Raises:
            TenantUnreachable: The address does not answer.
            ScreenNotOpened: Neither the form nor the app appeared.
        """
        deadline = monotonic() + timeout
        go_to(self.app.page, base_url, deadline)
        form = self.password.locator
        home = TopBar(self.app).landmark
        company = CompanyStep(self.app).landmark
        try:
            appears(union(form, home, company), deadline)
        except PlaywrightTimeout:
            raise ScreenNotOpened(
                f"Neither the sign-in form nor the app appeared within {timeout:g} s. {whats_there(self.app.page)}"
            ) from None
        return form.count() > 0

    def sign_in(self, email: str, password: Secret, *, origin: str) -> After:
        """Type the two values, submit once, and tell what the app asks next.

        Args:
            email: The account.
            password: Its password.
            origin: The configured tenant's origin; the password is typed nowhere else.

        Raises:
            WrongOrigin: The page is not the tenant's.
            WrongPassword: The tenant refused the pair; it is not tried again.
            AccountLocked: The account is locked, or there were too many tries.
        """
        page = self.app.page
        self.email.find().fill(email)
        if not is_at(page, origin):
            parts = urlsplit(page.url)
            raise WrongOrigin(
                f"The sign-in form is at {parts.scheme}://{parts.netloc}, and the configured tenant is {origin}. "
                "The password was not typed. Check FRACTTAL_BASE_URL; use `fracttal-flows login` for single sign-on."
            )
        type_secret(self.password.find(), password)
        with _answers(page, origin) as answers:
            self.submit.click()
            return self._after(answers)

    def _after(self, answers: list[int]) -> After:
        page = self.app.page
        home = TopBar(self.app).landmark
        company = CompanyStep(self.app).landmark
        code = TwoFactor(self.app).landmark
        refused, said = alerts(page), statuses(page)
        deadline = monotonic() + self.app.timeout
        try:
            appears(union(home, company, code, refused, said), deadline)
            if said.count() and max(answers, default=0) < HTTPStatus.BAD_REQUEST:
                # It may say anything; only beside a refusing answer is it the refusal.
                appears(union(home, company, code, refused), deadline)
        except PlaywrightTimeout:
            raise ScreenNotOpened(f"The app did not open after signing in. {whats_there(page)}") from None
        if code.count():
            return "two-factor"
        if company.count():
            return "company"
        if home.count():
            return "home"
        raise self._refusal(answers, " ".join(refused.all_inner_texts() or said.all_inner_texts()))

    def _refusal(self, answers: list[int], text: str) -> Exception:
        said = quotable(text)
        if answers and max(answers) < HTTPStatus.BAD_REQUEST:
            return SessionExpired(
                f"The tenant took the password and asked to sign in again at once{f': “{said}”' if said else ''}. "
                "Somebody else may be signing in with the same account."
            )
        if not said and not answers:
            return ScreenNotOpened(f"The app did not open after signing in. {whats_there(self.app.page)}")
        knows = in_every_language(self.app.labels).knows
        last = max(answers, default=0)
        if knows("sign_in.locked", said) or last == HTTPStatus.LOCKED:
            return AccountLocked(
                f"The tenant says: “{said}”. The account is locked; an administrator of the tenant unlocks it."
            )
        if knows("sign_in.too_many_tries", said) or last == HTTPStatus.TOO_MANY_REQUESTS:
            return AccountLocked(f"The tenant says: “{said}”. Wait some minutes before signing in again.")
        if last >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return TechnicalFailure(f"The tenant answered the sign-in with {last}: “{said}”. Try again later.")
        return WrongPassword(
            f"The tenant refused the e-mail or the password: “{said}”. It was tried once and is not tried again, "
            "because accounts lock. Check FRACTTAL_EMAIL and FRACTTAL_PASSWORD."
        )


@dataclass(frozen=True)
class TwoFactor:
    """The screen that asks for a code after the password (two-step authentication)."""

    app: App

    @property
    def landmark(self) -> Locator:
        """What proves that a code is asked for."""
        page = self.app.page
        heading = page.get_by_text(self.app.labels.pattern("two_factor.heading"))
        return union(heading, page.locator("input[autocomplete=one-time-code]")).filter(visible=True)

    @property
    def code(self) -> Control:
        """The field for the code."""
        page = self.app.page
        return Control(
            self.app,
            "two_factor.code",
            (
                (
                    "name",
                    engine(page, "field", names=[self.app.labels.pattern("two_factor.code").pattern], kinds=["text"]),
                ),
                ("hook", page.locator("input[autocomplete=one-time-code]")),
                ("position", engine(page, "nth-field", kind="text", index=0)),
            ),
        )

    @property
    def submit(self) -> Control:
        """The button that sends the code."""
        page = self.app.page
        names = self.app.labels
        return Control(
            self.app,
            "two_factor.submit",
            (
                ("name", by_role(page, ["button"], names.pattern("two_factor.submit"))),
                ("hook", page.locator("button[data-cy=next-button]")),
                ("position", page.locator("form button[type=submit]")),
            ),
        )

    def enter(self, code: Secret) -> After:
        """Type the code, submit it once, and tell what the app asks next.

        Raises:
            SessionExpired: The tenant took the code and ended the session at once.
            TwoFactorNeeded: The tenant refused the code.
        """
        type_secret(self.code.find(), code)
        parts = urlsplit(self.app.page.url)
        with _answers(self.app.page, f"{parts.scheme}://{parts.netloc}") as answers:
            self.submit.click()
            return self._after(answers)

    def _after(self, answers: list[int]) -> After:
        home = TopBar(self.app).landmark
        company = CompanyStep(self.app).landmark
        refused = alerts(self.app.page)
        try:
            appears(union(home, company, refused), monotonic() + self.app.timeout)
        except PlaywrightTimeout:
            raise ScreenNotOpened(f"The app did not open after the code. {whats_there(self.app.page)}") from None
        if company.count():
            return "company"
        if home.count():
            return "home"
        if answers and max(answers) < HTTPStatus.BAD_REQUEST:
            raise SessionExpired("The tenant took the code and asked to sign in again at once.")
        raise TwoFactorNeeded(
            f"The tenant refused the code: “{quotable(' '.join(refused.all_inner_texts()))}”. "
            "Check FRACTTAL_TOTP_SECRET and this machine's clock, or use `fracttal-flows login`."
        )


@contextmanager
def _answers(page: Page, origin: str) -> Iterator[list[int]]:
    """Collect the status codes with which the tenant answers what is submitted meanwhile."""
    answers: list[int] = []

    def note(response: Response) -> None:
        if response.request.method == "POST" and response.url.startswith(origin):
            answers.append(response.status)

    page.on("response", note)
    try:
        yield answers
    finally:
        page.remove_listener("response", note)


def type_secret(locator: Locator, secret: Secret) -> None:
    """Fill a field with a secret; Playwright's own message would print it, so it is not passed on.

    Raises:
        TechnicalFailure: The field could not be filled.
    """
    try:
        locator.fill(secret.get_secret_value())
    except Error as error:
        reason = "time-out" if isinstance(error, PlaywrightTimeout) else "the browser refused"
        raise TechnicalFailure(f"A secret could not be typed into its field ({reason}).") from None
