"""Who and what a tenant has before anybody works in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.sandbox import names
from automation.sandbox.model import Account, Company, PermissionGroup
from automation.sandbox.options import DEFAULT_COMPANIES

if TYPE_CHECKING:
    from automation.sandbox.options import SandboxOptions

COMPANIES_PER_ACCOUNT = 5  # of tenants with several accounts
_NO_ITEMS = "Solo "  # groups of such a name do not open the items


def made_accounts(options: SandboxOptions) -> tuple[Account, ...]:
    """Make the accounts and their companies."""
    drawn = names.Draw(options.seed, "accounts")
    own = options.accounts > 1 and options.companies == DEFAULT_COMPANIES
    shared = tuple(Company(str(11 + index), name) for index, name in enumerate(options.companies))
    accounts = []
    for index in range(options.accounts):
        first = index * COMPANIES_PER_ACCOUNT
        companies = (
            tuple(
                Company(str(11 + number), names.company_name(number))
                for number in range(first, first + COMPANIES_PER_ACCOUNT)
            )
            if own
            else shared
        )
        accounts.append(
            Account(
                email=f"ops{index + 1}@fracttal.example",
                name="Fabián" if index == 0 else f"Fabián {index + 1}",
                password=drawn.password(),
                totp_secret=drawn.totp_secret(),
                companies=companies,
            )
        )
    return tuple(accounts)


def made_groups(count: int) -> tuple[PermissionGroup, ...]:
    """Make the permission groups, sorted as the screens show them."""
    return tuple(
        PermissionGroup(
            str(101 + index),
            name,
            ("assets",) if name.startswith(_NO_ITEMS) else ("items", "work_orders"),
        )
        for index, name in enumerate(names.group_names(count))
    )
