"""What the steps of a flow share while it runs."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from automation.errors import FlowsError
from automation.screens import Shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from automation.config import Config
    from automation.credential import Credential
    from automation.ledger import Intent, Ledger, Outcome
    from automation.redaction import Redactor
    from automation.screens import App, ConsumerRequest
    from automation.vaults import Vault
    from flows.rescue import Rescue
    from flows.result import Result
    from flows.runner import Listener

S = TypeVar("S")


@dataclass
class Run:
    """A flow's page, settings and result.

    Args:
        app: The page, and what its controls are called.
        config: The settings.
        redactor: Learns every secret the moment it is known.
        result: Filled while the flow goes on.
        keep_session: Keeps the browser's session, once somebody signed in and it is proven.
        forget_session: Drops the session, kept and in the browser.
        listeners: Who watches; told before a secret comes on the screen.
        screen: The screen the last step ended on.
        standing: The company whose consumers the page shows since the run before, None where the app is to be entered
            anew.
    """

    app: App
    config: Config
    redactor: Redactor
    result: Result
    keep_session: Callable[[], None]
    forget_session: Callable[[], None]
    listeners: Sequence[Listener] = ()
    screen: object = None
    standing: str | None = None

    def begin(self, title: str) -> None:
        """Note the documented step under way, for what screens report."""
        self.app.step = title

    def renew(self) -> None:
        """Forget a session that has ended."""
        self.screen = None
        self.forget_session()

    def screen_as(self, kind: type[S]) -> S:
        """Return the screen the last step ended on."""
        assert isinstance(self.screen, kind), f"the step before ended on {type(self.screen).__name__}"
        return self.screen

    def secret_ahead(self) -> None:
        """Tell the listeners that a secret may be on the screen from now on."""
        for listener in self.listeners:
            listener.secret_ahead()

    def remark(self, text: str) -> None:
        """Add a sentence to what else a person should know."""
        self.result.note = f"{self.result.note} {text}".strip()


@dataclass
class CreateRun(Run):
    """What the flow `create` needs beyond that.

    Args:
        request: The consumer that is wanted.
        vault: Where its credential goes.
        rescue: Where it goes when the vault fails after Save.
        ledger: What was intended and what became of it.
        verify: Proves a credential in the background.
        if_exists: Whether an existing consumer of that name is taken or refused.
        dry_run: Stop before Save.
        key: The consumer's key, once it is known.
        listed: How many consumers the whole list had before Save, None where nothing says so.
    """

    request: ConsumerRequest = field(kw_only=True)
    vault: Vault = field(kw_only=True)
    rescue: Rescue = field(kw_only=True)
    ledger: Ledger = field(kw_only=True)
    verify: Callable[[Credential], None] = field(kw_only=True)
    if_exists: Literal["reuse", "fail"] = field(default="reuse", kw_only=True)
    dry_run: bool = field(default=False, kw_only=True)
    credential: Credential | None = field(default=None, kw_only=True)
    listed: int | None = field(default=None, kw_only=True)

    @property
    def company(self) -> str:
        """The company as the ledger and the vault know it; empty where the tenant shows none."""
        return self.result.company or ""

    @property
    def key(self) -> str | None:
        """The consumer's key, once it is known."""
        return self.result.consumer.key if self.result.consumer else None

    def intend(self) -> Intent:
        """Write down, durably, that Save is about to be clicked."""
        return self.ledger.intend(
            tenant=self.config.base_url,
            account=self.config.email or "",
            company=self.company,
            name=self.request.name,
            request=asdict(self.request),
            known_keys=[],
        )

    def open_intents(self) -> list[Intent]:
        """Return what earlier runs of this request left open."""
        return self.ledger.open_intents(self.config.base_url, self.company, self.request.name)

    def note_outcome(
        self,
        intent: Intent,
        outcome: Outcome,
        *,
        key: str | None = None,
        reference: str | None = None,
        note: str | None = None,
    ) -> None:
        """Write an outcome into the ledger; a ledger that fails now must not hide what became of the consumer."""
        try:
            self.ledger.settle(intent, outcome, key=key, reference=reference, note=note)
        except FlowsError as error:
            self.remark(f"The next run of this request looks into the list by itself: {error.message}.")

    def learn(self, credential: Credential) -> None:
        """Take a credential as this run's: its secret is never written from now on, its facts are reported."""
        self.redactor.add(credential.secret)
        self.credential = credential
        self.take_facts(Shown(credential.key, None, credential.created_at))

    def take_facts(self, shown: Shown | None) -> None:
        """Report what a screen showed of the consumer."""
        consumer = self.result.consumer
        if consumer is not None and shown is not None:
            consumer.key = shown.key or consumer.key
            consumer.created_at = shown.created_at or consumer.created_at

    def verify_meanwhile(self) -> None:
        """Ask the token endpoint while the browser goes on."""
        if self.credential is not None:
            self.verify(self.credential)
