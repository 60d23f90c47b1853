"""Signing in, and what is known of each browser that did."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from automation.sandbox.model import Account, Company

WRONG_PASSWORDS = 5  # so many wrong passwords in a row lock an account
FAILED_TRIES = 10  # so many failed tries for one e-mail within TRIES_WITHIN are too many
TRIES_WITHIN = timedelta(minutes=1)
LIFETIME = timedelta(hours=12)

Stage = Literal["two-factor", "company", "home"]


@dataclass
class Session:
    """One browser that gave the right password.

    Args:
        account: Who signed in.
        super_admin: The role, kept from sign-in on.
        stage: What comes next: the code, the choice of a company, or nothing ("home").
        ends_at: When it is over.
        company: The company worked in, once there is one.
        saved: Whether a consumer was saved in it.
        token: The cookie's value.
        hint: What the browser must keep in IndexedDB besides, where the tenant asks for it.
    """

    account: Account
    super_admin: bool
    stage: Stage
    ends_at: datetime
    company: Company | None = None
    saved: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    hint: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)


class SignInRefused(Exception):  # noqa: N818 -- named after what the tenant does
    """Signing in was refused; code is bad_credentials, locked or too_many_tries."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Sessions:
    """The tenant's sessions: one per account, the newest; not for several threads at once (the state's lock).

    Args:
        accounts: Who may sign in.
        two_factor: Whether a code is asked for.
        super_admin: The role of every account.
        clock: Tells the time.
    """

    def __init__(
        self, accounts: Iterable[Account], *, two_factor: bool, super_admin: bool, clock: Callable[[], datetime]
    ) -> None:
        self._accounts = {account.email: account for account in accounts}
        self._two_factor = two_factor
        self._super_admin = super_admin
        self._clock = clock
        self._sessions: dict[str, Session] = {}
        self._wrong: Counter[str] = Counter()
        self._failed: defaultdict[str, deque[datetime]] = defaultdict(deque)
        self.attempts: Counter[str] = Counter()

    def __len__(self) -> int:
        return sum(session.stage != "two-factor" for session in self._sessions.values())

    def sign_in(self, email: str, password: str) -> Session:
        """Start a session; the account's other one ends as soon as this one is fully signed in.

        Raises:
            SignInRefused: Wrong pair, locked account, or too many tries.
        """
        email = email.strip().casefold()
        self.attempts[email] += 1
        now, failed = self._clock(), self._failed[email]
        while failed and now - failed[0] > TRIES_WITHIN:
            failed.popleft()
        if len(failed) >= FAILED_TRIES:
            raise SignInRefused("too_many_tries")
        account = self._accounts.get(email)
        locked = self._wrong[email] >= WRONG_PASSWORDS and account is not None
        if locked or account is None or not secrets.compare_digest(password.encode(), account.password.encode()):
            failed.append(now)
            self._wrong[email] += 1
            raise SignInRefused("locked" if locked else "bad_credentials")
        del self._wrong[email]
        failed.clear()
        session = Session(account, self._super_admin, "two-factor", now + LIFETIME)
        self._sessions[session.token] = session
        if not self._two_factor:
            self._proven(session)
        return session

    def lock(self, email: str) -> None:
        """Lock an account as wrong passwords would."""
        self._wrong[email.strip().casefold()] = WRONG_PASSWORDS

    def check_code(self, session: Session, code: str) -> bool:
        """Say whether the two-factor code is right; if it is, the session goes on to its next stage."""
        import pyotp  # late: few tenants ask for a code

        digits = "".join(code.split())
        right = pyotp.TOTP(session.account.totp_secret).verify(digits, for_time=self._clock(), valid_window=1)
        if right:
            self._proven(session)
        return right

    def _proven(self, session: Session) -> None:
        for other in list(self._sessions.values()):
            if other.account is session.account and other is not session:
                del self._sessions[other.token]
        companies = session.account.companies
        if len(companies) == 1:
            session.company = companies[0]
        session.stage = "company" if session.company is None else "home"

    def choose_company(self, session: Session, company_id: str) -> bool:
        """Go on in that company; False when the account does not have it."""
        for company in session.account.companies:
            if company.id == company_id:
                session.company, session.stage = company, "home"
                return True
        return False

    def find(self, token: str | None) -> Session | None:
        """Look a session up by its cookie's value; None when there is none or it is over."""
        session = self._sessions.get(token or "")
        if session is not None and self._clock() >= session.ends_at:
            self.end(session)
            return None
        return session

    def end(self, session: Session) -> None:
        """End a session; nothing happens if it has ended already."""
        self._sessions.pop(session.token, None)

    def end_all(self) -> None:
        """End every session, as a restart of the tenant would."""
        self._sessions.clear()
