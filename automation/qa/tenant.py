"""The tenant a test runs against: a replica of its own, or a real one."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from automation.redaction import Redactor, Secret

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from automation.sandbox import Sandbox

# A replica on this machine answers at once; what takes longer than this in it will not come.
SANDBOX_TIMEOUT = 10.0


@dataclass
class Tenant:
    """A tenant, and the account that tests sign in with.

    Args:
        base_url: Its origin.
        email: The account.
        password: Its password.
        totp_secret: Seed of its second factor, Base32; None if it has none.
        company: Which of its companies; None for accounts of one.
        timeout: Seconds a screen or control may take.
        language: Language the test is to run in; None leaves the account's own.
        theme: light or dark; None leaves the account's own.
        labels: The user's own label file.
        sandbox: The replica, with its `state` to look into and to prepare; None for a real tenant.
        redactor: Knows every secret of the test.
    """

    base_url: str
    email: str
    password: Secret
    totp_secret: Secret | None = None
    company: str | None = None
    timeout: float = 30.0
    language: str | None = None
    theme: str | None = None
    labels: Path | None = None
    sandbox: Sandbox | None = field(default=None, repr=False)
    redactor: Redactor = field(default_factory=Redactor, repr=False)

    @property
    def is_sandbox(self) -> bool:
        """Whether it is a replica, hence can be told to misbehave."""
        return self.sandbox is not None

    def learn(self) -> None:
        """Take note of the secrets a replica holds by now."""
        if self.sandbox is None:
            return
        state = self.sandbox.state
        with state.lock:
            for secret in (
                *(one.secret for one in state.consumers),
                *(one.key for one in state.consumers),
                *state.api_keys.values(),
                *state.api_secrets.values(),
            ):
                self.redactor.add(secret)


@contextmanager
def sandbox_tenant(options: dict[str, Any], timeout: float | None) -> Iterator[Tenant]:
    """Start a replica for one test.

    Args:
        options: What it is like, as `SandboxOptions` has it.
        timeout: Seconds a screen or control may take.
    """
    from automation.sandbox import Sandbox, SandboxOptions

    with Sandbox(SandboxOptions(**options)) as sandbox:
        seed = Secret(sandbox.totp_secret)
        tenant = Tenant(
            base_url=sandbox.base_url,
            email=sandbox.email,
            password=Secret(sandbox.password),
            totp_secret=seed,
            company=sandbox.options.companies[0],
            timeout=timeout or SANDBOX_TIMEOUT,
            sandbox=sandbox,
        )
        tenant.redactor.add(tenant.password)
        tenant.redactor.add(seed)
        yield tenant


def real_tenant(timeout: float | None) -> Tenant:
    """Return the tenant of the settings (environment, `.env`).

    Args:
        timeout: Seconds a screen or control may take; the setting's own if None.

    Raises:
        BadInput: E-mail or password are not set.
    """
    from automation.config import Config

    config = Config.load(timeout=timeout)
    config.require("email", "password")
    assert config.email is not None
    assert config.password is not None
    tenant = Tenant(
        base_url=config.base_url,
        email=config.email,
        password=config.password,
        totp_secret=config.totp_secret,
        company=config.company,
        timeout=config.timeout,
        labels=config.labels,
    )
    for secret in config.secrets:
        tenant.redactor.add(secret)
    return tenant
