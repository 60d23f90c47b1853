"""From an account's references to settings with the secrets in them; they never leave this process."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from automation.errors import BadInput, SettingsMissing
from automation.redaction import Secret

if TYPE_CHECKING:
    from automation.config import Config
    from flows.onboarding.manifest import AccountLine


def config_of(account: AccountLine, config: Config, base: Path) -> Config:
    """Return the settings of one account.

    Args:
        account: Who, by references.
        config: This process's settings.
        base: The folder that relative vault paths start from.

    Raises:
        BadInput: A reference leads nowhere; says which, without a value.
    """
    own = {name: getattr(config, name) for name in ("password", "totp_secret")} if account.from_settings else {}
    for name, reference in (("password", account.password), ("totp_secret", account.totp_secret)):
        if reference is not None:
            own[name] = _resolved(reference, f"accounts.{account.key}.{name}", base, config)
    settings = {
        "base_url": account.base_url,
        "email": account.email,
        # Another account's password is never tried here: accounts lock.
        "password": own.get("password"),
        "totp_secret": own.get("totp_secret"),
        "language": account.language or config.language,
    }
    if account.base_url != config.base_url:
        from automation.config import Config

        fresh = Config.load(env_file=None, base_url=account.base_url)
        settings |= {"token_url": fresh.token_url, "api_url": fresh.api_url}
    return config.model_copy(update=settings)


def _resolved(reference: dict[str, str], field: str, base: Path, config: Config) -> Secret:
    way, where = next(iter(reference.items()))
    if way == "env":
        value = os.environ.get(where) or _from_env_file(where)
        if not value:
            raise SettingsMissing(f"{field} is in the environment variable {where}, which is not set here.")
        return Secret(value)
    if way == "keyring":
        return Secret(_from_keyring(where, field))
    from automation.vaults import open_vault

    try:
        return open_vault(where, base=base, identity=config.age_identity).get(where).secret
    except BadInput as error:
        raise type(error)(f"{field}: {error.message}") from None


def _from_env_file(name: str) -> str | None:
    from dotenv import dotenv_values

    return dotenv_values(Path(".env"), interpolate=False).get(name)


def _from_keyring(where: str, field: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ModuleNotFoundError:
        raise BadInput(
            f"{field} is in the keyring, and its library is not installed: pip install 'fracttal-flows[keyring]'"
        ) from None
    service, _, user = where.partition("/")
    try:
        value = keyring.get_password(service, user)
    except KeyringError as error:
        raise BadInput(f"{field}: the keyring cannot be read: {error}.") from None
    if not value:
        raise SettingsMissing(f"{field}: the keyring has no entry {service} for {user}.")
    return value
