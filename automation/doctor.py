"""Is everything in place? Each question with what was found, and the command that mends it."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from dotenv import dotenv_values

from automation.browser import find_browser, launch, silence_debug
from automation.config import PREFIX, PRODUCT, Config, setting_name
from automation.errors import FlowsError
from automation.files import private_folder, prove_writable, readable_by_others

if TYPE_CHECKING:
    from collections.abc import MutableMapping

OLDEST_PYTHON = (3, 11)
SCREENS = Path(__file__).parent / "sandbox" / "static" / "index.html"
SOURCES = Path(__file__).parent / "sandbox" / "web"


@dataclass(frozen=True)
class Check:
    """One question and its answer.

    Args:
        name: What was looked at.
        ok: True and False speak for themselves; None is not set up, which only some uses need.
        found: What there is.
        mend: What to do about it; "" where there is nothing to do.
    """

    name: str
    ok: bool | None
    found: str
    mend: str = ""


def checks(
    config: Config, *, environ: MutableMapping[str, str] = os.environ, env_file: Path = Path(".env")
) -> list[Check]:
    """Look at everything a run needs; really starts the browser, asks the tenant and tries the vault.

    Args:
        config: The settings.
        environ: The environment, for names that are no settings.
        env_file: The file of settings.
    """
    return [
        python(),
        browser(config, environ),
        screens(),
        account(config),
        spelling(environ, env_file),
        privacy(env_file),
        tenant(config),
        vault(config),
        state(config),
        ledger(config),
    ]


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Check:
    """Tell whether this Python is new enough."""
    found = ".".join(map(str, version))
    oldest = ".".join(map(str, OLDEST_PYTHON))
    ok = version >= OLDEST_PYTHON
    return Check("Python", ok, found, "" if ok else f"Install Python {oldest} or newer.")


def browser(config: Config, environ: MutableMapping[str, str] = os.environ) -> Check:
    """Start the browser, or connect to it, and open an empty page."""
    name = "Browser"
    said = [text for text in [silence_debug(environ)] if text]
    try:
        found = None if config.browser_endpoint else find_browser(config)
    except FlowsError as error:
        return Check(name, ok=False, found="none", mend=str(error))
    from playwright.sync_api import Error, sync_playwright  # 0.3 s that --help should not pay

    where = f"{found.path} ({found.origin})" if found else "at FRACTTAL_BROWSER_ENDPOINT"
    try:
        with sync_playwright() as playwright:
            started = launch(playwright, config, found, say=said.append)
            context = started.new_context()
            context.new_page().goto("about:blank")
            context.close()
            version = started.version
            started.close()
    except FlowsError as error:
        return Check(name, ok=False, found=f"{where}, which does not start", mend=str(error))
    except Error as error:
        mend = "Try another one: FRACTTAL_BROWSER_PATH=<program>"
        return Check(name, ok=False, found=f"{where}, which broke: {str(error).splitlines()[0]}", mend=mend)
    return Check(name, ok=True, found=f"Chromium {version}, {where}", mend=" ".join(said))


def screens() -> Check:
    """Tell whether the replica tenant's screens are there."""
    if SCREENS.is_file():
        return Check("Sandbox screens", ok=True, found="built")
    mend = "make web" if SOURCES.is_dir() else "Install the package again: pip install --force-reinstall fracttal-flows"
    return Check("Sandbox screens", ok=False, found="not built", mend=mend)


def account(config: Config) -> Check:
    """Tell whether there is an account to sign in with; the sandbox brings its own."""
    missing = [setting_name(name) for name in ("email", "password") if getattr(config, name) is None]
    if not missing:
        return Check("Account", ok=True, found="e-mail and password are set")
    mend = f"For a real tenant, set {' and '.join(missing)} in the environment or in .env."
    return Check("Account", ok=None, found=f"{' and '.join(missing)} not set", mend=mend)


def spelling(environ: MutableMapping[str, str] = os.environ, env_file: Path = Path(".env")) -> Check:
    """Look for names that start like a setting and are none: a misspelt setting would be ignored without a word."""
    known = [setting_name(name) for name in Config.model_fields]
    given = {*environ, *(dotenv_values(env_file, encoding="utf-8-sig") if env_file.is_file() else ())}
    unknown = sorted(name for name in given if name.upper().startswith(PREFIX) and name.upper() not in known)
    if not unknown:
        return Check("Names of settings", ok=True, found="all known")
    ends = {name.removeprefix(PREFIX): name for name in known}
    near = [(name, get_close_matches(name.upper().removeprefix(PREFIX), ends, n=1)) for name in unknown]
    mend = " ".join(f"{name}: did you mean {ends[end[0]]}?" if end else f"{name}: remove it." for name, end in near)
    return Check("Names of settings", ok=False, found=f"unknown: {', '.join(unknown)}", mend=mend)


def privacy(env_file: Path = Path(".env")) -> Check:
    """Tell whether only its owner can read the file of settings."""
    name = "File of settings"
    if not env_file.is_file():
        return Check(name, ok=None, found=f"no {env_file} here", mend="cp .env.example .env, if you want one")
    mode = readable_by_others(env_file) if os.name == "posix" else ""
    if mode:
        mend = f"chmod 600 {env_file}"
        return Check(name, ok=False, found=f"{env_file} can be read by others (mode {mode})", mend=mend)
    return Check(name, ok=True, found=f"{env_file}, for its owner only")


def tenant(config: Config) -> Check:
    """Ask the tenant's address for any answer at all; unless nothing says which tenant is meant."""
    name = "Tenant"
    if config.email is None and config.base_url == PRODUCT:
        return Check(name, ok=None, found=f"{config.base_url}, not asked: no account is set")
    import httpx2  # a tenth of a second that --help should not pay

    try:
        status = httpx2.get(config.base_url, timeout=config.timeout).status_code
    except httpx2.HTTPError as error:
        reason = str(error) or type(error).__name__
        mend = "Look at FRACTTAL_BASE_URL, the network and its proxy (HTTPS_PROXY)."
        return Check(name, ok=False, found=f"{config.base_url} does not answer: {reason}", mend=mend)
    if status >= httpx2.codes.INTERNAL_SERVER_ERROR:
        return Check(name, ok=False, found=f"{config.base_url} answers {status}", mend="Try again later.")
    return Check(name, ok=True, found=f"{config.base_url} answers")


def vault(config: Config) -> Check:
    """Try whether the vault could take a credential now."""
    name = "Vault"
    if config.vault is None:
        mend = "Set FRACTTAL_VAULT, or give --vault each time; for example json:credentials.json"
        return Check(name, ok=None, found="none set", mend=mend)
    from automation.vaults import open_vault  # only this check needs it

    try:
        open_vault(config.vault, base=Path.cwd(), identity=config.age_identity).check()
    except FlowsError as error:
        return Check(name, ok=False, found=f"{config.vault} cannot be used", mend=str(error))
    return Check(name, ok=True, found=f"{config.vault} can take a credential")


def state(config: Config) -> Check:
    """Try whether sessions and the ledger can be kept."""
    name = "State folder"
    try:
        prove_writable(private_folder(config.state_dir) / "probe")
    except OSError as error:
        mend = "Make it writable, or set FRACTTAL_STATE_DIR to another folder."
        return Check(name, ok=False, found=f"{config.state_dir}: {error.strerror or error}", mend=mend)
    return Check(name, ok=True, found=str(config.state_dir))


def ledger(config: Config) -> Check:
    """Open the ledger, the record of what was intended and what became of it."""
    from automation.ledger import open_ledger  # only this check needs it

    name = "Ledger"
    try:
        with open_ledger(config):
            pass
    except FlowsError as error:
        return Check(name, ok=False, found="cannot be opened", mend=str(error))
    where = "FRACTTAL_DATABASE_URL" if config.database_url else "in the state folder"
    return Check(name, ok=True, found=f"readable, {where}")
