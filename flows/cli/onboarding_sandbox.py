"""A replica tenant that has what a manifest names, to rehearse an apply before the real one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flows.cli.common import Common, configured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from automation.config import Config
    from flows.onboarding.manifest import Wanted


@contextmanager
def replica_for(common: Common, file: Path) -> Iterator[tuple[Config, Wanted]]:
    """Start a replica with as many accounts as the manifest names, each with all its companies.

    Credentials go into a vault that ends with the replica; the real tenants and vaults are not touched.
    """
    from automation.config import Config
    from automation.redaction import Secret
    from automation.sandbox import Sandbox, SandboxOptions
    from flows.onboarding.manifest import load

    with configured(replace(common, sandbox=False)) as config:
        named = config if config.email else config.model_copy(update={"email": "rehearsal@example.com"})
        wanted = load(file, named)
        companies = tuple(dict.fromkeys(line.company for line in wanted.lines if line.company))
        options = SandboxOptions(accounts=len(wanted.accounts))
        if companies:
            options = replace(options, companies=companies)
    with Sandbox(options) as tenant, TemporaryDirectory(prefix="fracttal-flows-") as state:
        common.say(f"Replica tenant at {tenant.base_url}")
        accounts = {}
        for number, (key, account) in enumerate(wanted.accounts.items()):
            variable = f"FRACTTAL_SANDBOX_PASSWORD_{number + 1}"
            os.environ[variable] = tenant.accounts[number].password
            accounts[key] = replace(
                account,
                base_url=tenant.base_url,
                email=tenant.accounts[number].email,
                password={"env": variable},
                totp_secret=None,
                from_settings=False,
            )
        lines = tuple(
            replace(line, tenant=tenant.base_url, vault=f"json:{Path(state) / 'credentials.json'}")
            for line in wanted.lines
        )
        yield (
            Config.load(
                base_url=tenant.base_url,
                email=tenant.email,
                password=Secret(tenant.password),
                token_url=f"{tenant.base_url}/oauth/token",
                api_url=f"{tenant.base_url}/api",
                state_dir=Path(state),
                runs_dir=common.runs_dir,
                timeout=common.timeout,
                headless=False if common.headed else None,
            ).model_copy(update={"database_url": None}),
            replace(wanted, accounts=accounts, lines=lines),
        )
