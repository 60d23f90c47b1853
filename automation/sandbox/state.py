from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from automation.sandbox import names
from automation.sandbox.consumers import Consumers
from automation.sandbox.faults import Faults, parse_fault
from automation.sandbox.model import Company, Consumer, PermissionGroup
from automation.sandbox.options import SandboxOptions, check_renamed
from automation.sandbox.seeding import made_accounts, made_groups
from automation.sandbox.sessions import Sessions
from automation.sandbox.switches import check_mutations, full_appearance
from automation.sandbox.tokens import RateLimit, Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_FIRST_DAY = datetime(2025, 3, 3, 14, 20, tzinfo=UTC)  # when the oldest consumer was created


def utc_now() -> datetime:
    """Tell the time in the tenant's time zone."""
    return datetime.now(UTC)


@dataclass
class Preferences:
    """Language and theme; they follow the account, not the browser."""

    language: str
    theme: str


class TenantState:
    """Everything one tenant knows, in memory; each start has its own.

    Methods may be called from any thread. Whoever touches the parts directly holds `lock` meanwhile.

    Args:
        options: What the tenant is like at the start.
        clock: Tells the time, with a time zone.
    """

    def __init__(self, options: SandboxOptions, clock: Callable[[], datetime] = utc_now) -> None:
        self.options = options
        self.clock = clock
        self.lock = threading.RLock()
        self.accounts = made_accounts(options)
        self.companies = list(dict.fromkeys(company for one in self.accounts for company in one.companies))
        self.groups = made_groups(options.groups)
        self.preferences = {account.email: Preferences(options.language, options.theme) for account in self.accounts}
        self.sessions = Sessions(
            self.accounts, two_factor=options.two_factor, super_admin=options.super_admin, clock=clock
        )
        self.tokens = Tokens(clock)
        self.rate_limit = RateLimit(clock)
        self.faults = Faults(parse_fault(text) for text in options.faults)
        self.consumers = Consumers()
        self.harm: list[str] = []
        self.saves = 0
        self._drawn = names.Draw(options.seed, "keys")
        self._ids = 0
        self.api_keys = {company.id: self._drawn.key() for company in self.companies}
        self.api_secrets = {company.id: self._drawn.secret() for company in self.companies}
        self.set_look(options.appearance, options.renamed, options.mutations)
        for company in self.companies:
            self.add_consumers(options.consumers, company)

    def set_look(
        self,
        appearance: Mapping[str, str] | None = None,
        renamed: Mapping[str, Mapping[str, str]] | None = None,
        mutations: Sequence[str] | None = None,
    ) -> None:
        """Change how the screens look; None leaves a part as it is, switches left out get their default.

        Raises:
            ValueError: A switch, value, mutation or language that does not exist; nothing has changed then.
        """
        with self.lock:
            if renamed is not None:
                check_renamed(renamed)
            check_mutations(mutations or ())
            if appearance is not None:
                self.appearance = full_appearance(appearance)
            if renamed is not None:
                self.renamed = {language: dict(labels) for language, labels in renamed.items()}
            if mutations is not None:
                self.mutations = list(mutations)

    def create_consumer(
        self,
        company: Company,
        group: PermissionGroup,
        *,
        name: str,
        description: str = "",
        grant_type: str = "client_credentials",
        callback_url: str = "",
        hub: bool = False,
        created_at: datetime | None = None,
    ) -> Consumer:
        """Create a consumer with a new key and secret."""
        with self.lock:
            self._ids += 1
            consumer = Consumer(
                id=str(2000 + self._ids),
                company=company,
                name=name.strip(),
                description=description.strip(),
                grant_type=grant_type,
                group=group,
                callback_url=callback_url,
                hub=hub,
                created_at=created_at or self.clock(),
                key=self._drawn.key(),
                secret=self._drawn.secret(),
            )
            self.consumers.add(consumer)
            return consumer

    def add_consumers(self, count: int, company: Company | None = None) -> None:
        """Add made-up consumers to a company (the first one unless told), older than all that is created now."""
        company = company or self.companies[0]
        group = self.group_named("Reportes") or PermissionGroup("100", "Reportes", ("items",))
        with self.lock:
            there = sum(1 for _ in self.consumers.of(company))
            for index in range(there, there + count):
                self.create_consumer(
                    company,
                    group,
                    name=names.consumer_name(index),
                    description="Integración",
                    created_at=_FIRST_DAY + timedelta(minutes=37 * index),
                )

    def delete_consumer(self, consumer: Consumer) -> None:
        """Delete a consumer and take its tokens back; recorded as harm."""
        with self.lock:
            self.consumers.remove(consumer)
            self.tokens.revoke(consumer)
            self.harm.append("consumer_deleted")

    def regenerate_api_secret(self, company: Company) -> str:
        """Replace the API secret of tab 1, which deletes the old one; recorded as harm."""
        with self.lock:
            self.harm.append("api_secret_regenerated")
            self.api_secrets[company.id] = self._drawn.secret()
            return self.api_secrets[company.id]

    def newest_listed(self) -> datetime | None:
        """Say from when on the lists leave consumers out (list-lag); None if they show all."""
        fault = self.faults.take("list-lag")
        return self.clock() - timedelta(seconds=fault.figure) if fault else None

    def group_named(self, name: str) -> PermissionGroup | None:
        """Find a permission group by its exact name."""
        return next((group for group in self.groups if group.name == name), None)

    def lock_account(self, email: str) -> None:
        """Lock an account as five wrong passwords would."""
        with self.lock:
            self.sessions.lock(email)

    def snapshot(self, *, secrets: bool = False) -> dict[str, Any]:
        """Say what there is, in a form that stays equal as long as nothing changes.

        Args:
            secrets: Whether each consumer comes with its secret.
        """
        with self.lock:
            return {
                "consumers": [consumer_facts(one, secret=secrets) for one in self.consumers],
                "sign_in_attempts": dict(sorted(self.sessions.attempts.items())),
                "harm": list(self.harm),
                "saves": self.saves,
                "sessions": len(self.sessions),
                "faults": self.faults.left(),
            }


def consumer_facts(consumer: Consumer, *, secret: bool) -> dict[str, Any]:
    """Describe a consumer as JSON has it, the date as the screens show it."""
    facts: dict[str, Any] = {
        "id": consumer.id,
        "company": consumer.company.name,
        "name": consumer.name,
        "description": consumer.description,
        "grant_type": consumer.grant_type,
        "permission_group": consumer.group.name,
        "callback_url": consumer.callback_url,
        "hub": consumer.hub,
        "created_at": f"{consumer.created_at:%Y-%m-%d %H:%M}",
        "key": consumer.key,
    }
    return {**facts, "secret": consumer.secret} if secret else facts
