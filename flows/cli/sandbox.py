"""`sandbox`: the replica tenant by hand."""

from __future__ import annotations

import contextlib
import json
import signal
import sys
import threading
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.cli.common import Common, errors_shown


def sandbox(
    language: Annotated[Literal["es", "en", "fr", "pt"], typer.Option(help="Language of the accounts.")] = "es",
    theme: Annotated[Literal["light", "dark"], typer.Option(help="Theme of the accounts.")] = "light",
    port: Annotated[int, typer.Option(help="TCP port on this machine; 0 takes a free one.")] = 0,
    variant: Annotated[
        Literal["live", "redesign"], typer.Option(help="The app of today, or its announced redesign.")
    ] = "live",
    switch: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="An appearance switch, several times.")
    ] = None,
    rename: Annotated[
        list[str] | None, typer.Option(metavar="LANG:KEY=TEXT", help="Show a label differently, several times.")
    ] = None,
    fault: Annotated[
        list[str] | None, typer.Option(metavar="NAME[@WHERE][xN]", help="What goes wrong, several times.")
    ] = None,
    mutation: Annotated[list[str] | None, typer.Option(help="A change of the screens, several times.")] = None,
    role: Annotated[
        Literal["super-administrator", "user"], typer.Option(help="What the accounts may do.")
    ] = "super-administrator",
    company: Annotated[list[str] | None, typer.Option(help="A company of the accounts, several times.")] = None,
    secret_policy: Annotated[
        Literal["shown-again", "shown-once"], typer.Option(help="Whether a secret can be read again later.")
    ] = "shown-again",
    groups: Annotated[int, typer.Option(help="How many permission groups.")] = 40,
    consumers: Annotated[int, typer.Option(help="How many consumers at the start.")] = 1,
    accounts: Annotated[int, typer.Option(help="How many accounts.")] = 1,
    seed: Annotated[int, typer.Option(help="The same seed gives the same names and keys.")] = 0,
    latency: Annotated[int, typer.Option(metavar="MS", help="Delay of every answer, in milliseconds.")] = 0,
    no_add_on: Annotated[bool, typer.Option("--no-add-on", help="Without API Connections.")] = False,
    no_hub: Annotated[bool, typer.Option("--no-hub", help="Without the Hub checkbox.")] = False,
    two_factor: Annotated[bool, typer.Option("--two-factor", help="Ask for a code at sign-in.")] = False,
    env_file: Annotated[
        Path | None, typer.Option(help="Write the settings into this file, readable by you only.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object once it answers.")] = False,
) -> None:
    """Start a replica tenant to try, to train and to rehearse; Ctrl-C ends it.

    Each start is a tenant of its own: nothing is kept.
    """
    with errors_shown(Common(as_json=as_json)):
        from automation.errors import BadInput
        from automation.sandbox import Sandbox, SandboxOptions

        try:
            options = SandboxOptions(
                language=language,
                theme=theme,
                super_admin=role == "super-administrator",
                **({"companies": tuple(company)} if company else {}),
                groups=groups,
                consumers=consumers,
                secret_policy=secret_policy,
                add_on=not no_add_on,
                hub=not no_hub,
                two_factor=two_factor,
                latency_ms=latency,
                appearance={"variant": variant, **_pairs(switch or [], "--switch", "NAME=VALUE")},
                renamed=_renamed(rename or []),
                mutations=tuple(mutation or ()),
                faults=tuple(fault or ()),
                accounts=accounts,
                seed=seed,
                port=port,
            )
        except ValueError as error:
            raise BadInput(str(error)) from None
        with Sandbox(options) as tenant:
            settings = {
                "FRACTTAL_BASE_URL": tenant.base_url,
                "FRACTTAL_EMAIL": tenant.email,
                "FRACTTAL_PASSWORD": tenant.password,
                **({"FRACTTAL_TOTP_SECRET": tenant.totp_secret} if two_factor else {}),
            }
            _announce(settings, env_file, as_json=as_json)
            _wait_for_the_end()


def _wait_for_the_end() -> None:
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    with contextlib.suppress(KeyboardInterrupt):
        ended.wait()


def _announce(settings: dict[str, str], env_file: Path | None, *, as_json: bool) -> None:
    if env_file is not None:
        from automation.files import write_private

        write_private(env_file, "".join(f"{name}={value}\n" for name, value in settings.items()))
    if as_json:
        sys.stdout.write(json.dumps(settings) + "\n")
    else:
        sys.stdout.write("A replica tenant is ready; its password is made up and good for nothing else.\n\n")
        sys.stdout.write("".join(f"export {name}={value}\n" for name, value in settings.items()))
        sys.stdout.write("\nCtrl-C ends it.\n")
    sys.stdout.flush()


def _pairs(given: list[str], option: str, form: str) -> dict[str, str]:
    from automation.errors import BadInput

    pairs = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not (name and equals):
            raise BadInput(f"{option} takes {form}, not “{each}”.")
        pairs[name.strip()] = value.strip()
    return pairs


def _renamed(given: list[str]) -> dict[str, dict[str, str]]:
    from automation.errors import BadInput

    renamed: dict[str, dict[str, str]] = {}
    for place, text in _pairs(given, "--rename", "LANG:KEY=TEXT").items():
        language, colon, key = place.partition(":")
        if not (key and colon):
            raise BadInput(f"--rename takes LANG:KEY=TEXT, not “{place}={text}”.")
        renamed.setdefault(language, {})[key] = text
    return renamed


def add_to(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(sandbox)
