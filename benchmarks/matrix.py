"""The flow on every layout: `make matrix` runs it on the replica in every language and look, and prints the table.

Two variants, four languages and both grant types in full; every switch alone on both variants; and all of them by
pairwise combination, so that any two values meet in at least one case.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser

    from flows.result import Result

VARIANTS = ("live", "redesign")
LANGUAGES = ("es", "en", "fr", "pt")
GRANTS = ("client_credentials", "authorization_code")
# Switches that change what a screen looks like; "variant" is a factor of its own.
LOOKS: dict[str, tuple[str, ...]] = {
    "dropdown": ("select", "menu", "drawer", "native", "popover"),
    "options": ("plain", "virtual", "server"),
    "labels": ("tied", "above"),
    "text": ("whole", "split"),
    "duplicates": ("none", "hidden", "offscreen"),
    "user_menu": ("button", "bare"),
    "add": ("named", "speed-dial", "unnamed"),
    "save": ("text", "icon"),
    "values": ("inputs", "text"),
    "animations": ("on", "off"),
    "survey": ("off", "on"),
    "toast_over_add": ("off", "on"),
    "confirm_save": ("off", "on"),
    "hooks": ("on", "off"),
    "session": ("cookie", "indexeddb"),
    "credentials": ("form", "dialog", "list"),
    "chat": ("off", "on"),
}
MANY_GROUPS = 300
CALLBACK = "https://example.com/back"
TOKEN = "token issued, items readable"


@dataclass(frozen=True)
class Case:
    """One tenant the flow is run on."""

    variant: str = "live"
    language: str = "es"
    grant: str = "client_credentials"
    looks: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What differs from today's app."""
        return ", ".join(f"{switch} {value}" for switch, value in self.looks.items()) or "as it is"


def in_full() -> list[Case]:
    """Return every variant in every language with every grant type."""
    return [Case(variant, language, grant) for variant in VARIANTS for language in LANGUAGES for grant in GRANTS]


def alone() -> list[Case]:
    """Return every value of every switch, alone, on both variants."""
    return [
        Case(variant, looks={switch: value})
        for variant in VARIANTS
        for switch, values in LOOKS.items()
        for value in values[1:]
    ]


def pairwise() -> list[Case]:
    """Return combinations in which any two values of any two factors meet at least once."""
    from covertable import make

    factors = {"variant": VARIANTS, "language": LANGUAGES, "grant": GRANTS, **LOOKS}
    rows: list[dict[str, str]] = make({name: list(values) for name, values in factors.items()})
    cases = []
    for row in rows:
        looks = {switch: row[switch] for switch, values in LOOKS.items() if row[switch] != values[0]}
        cases.append(Case(row["variant"], row["language"], row["grant"], looks))
    return cases


@dataclass(frozen=True)
class Outcome:
    """What became of a case, and how its pair was proven to work ("" if it was not)."""

    result: Result
    proof: str

    @property
    def good(self) -> bool:
        """Created without a remark, and the pair got a token and read items with it."""
        return self.result.status == "created" and bool(self.proof) and not self.result.note


def run_case(case: Case, browser: Browser, home: Path, *, timeout: float = 15) -> Outcome:
    """Create a consumer on a tenant that looks like the case, and prove its pair.

    Args:
        case: The tenant.
        browser: From `flows.opening.browser_for`, or a test's own with the finder registered.
        home: Folder for vault, state and run folders.
        timeout: Seconds a control may take.
    """
    from automation.config import Config
    from automation.redaction import Secret
    from automation.sandbox import Sandbox, SandboxOptions
    from automation.screens import ConsumerRequest
    from automation.vaults import open_vault
    from benchmarks.consent import proven_by_consent
    from flows.create_oauth_consumer import FLOW
    from flows.creating import CreateOptions, Desk, perform_in
    from flows.journal import journal
    from flows.opening import app_in
    from flows.verify import Verifier

    many = case.looks.get("options", "plain") != "plain"
    options: dict[str, Any] = {"groups": MANY_GROUPS} if many else {}
    appearance = {"variant": case.variant, **case.looks}
    with Sandbox(SandboxOptions(language=case.language, appearance=appearance, **options)) as tenant:
        config = Config.load(
            env_file=None,
            base_url=tenant.base_url,
            email=tenant.email,
            password=Secret(tenant.password),
            vault=f"json:{home / 'credentials.json'}",
            state_dir=home / "state",
            runs_dir=home / "runs",
            timeout=timeout,
            settle=5,
        )
        code = case.grant == "authorization_code"
        request = ConsumerRequest(
            name="ERP bridge",
            permission_group="Reportes",
            description="Work orders",
            grant_type="authorization_code" if code else "client_credentials",
            callback_url=CALLBACK if code else "",
        )
        with journal("create", config) as diary, Verifier(config) as verifier:
            vault = open_vault(config.vault or "", base=home)
            with app_in(browser, config, diary.folder.redactor) as opened:
                desk = Desk(config, opened, vault, verifier)
                perform_in(desk, FLOW, request, CreateOptions(base=home), diary=diary)
        result = diary.result
        proof = TOKEN if result.verified and result.verification == TOKEN else ""
        kept = vault.get(result.credential) if code and result.credential else None
        if kept is not None:
            # Such a consumer is no client for client credentials: what proves its pair is a user's consent.
            proof = proven_by_consent(tenant, kept.key, kept.secret.get_secret_value(), CALLBACK)
        return Outcome(result, proof)


def table(rows: Sequence[tuple[Case, Outcome]]) -> Iterator[str]:
    """Word the results as a Markdown table."""
    yield "| # | variant | language | grant type | what is different | result | proof | drift |"
    yield "|---|---|---|---|---|---|---|---|"
    for number, (case, outcome) in enumerate(rows, start=1):
        drift = ", ".join(sorted({each["control"] for each in outcome.result.drift})) or "-"
        yield (
            f"| {number} | {case.variant} | {case.language} | {case.grant.replace('_', ' ')} | {case.name} "
            f"| {outcome.result.status} | {outcome.proof or '-'} | {drift} |"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the matrix and print it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matrix", description=__doc__)
    parser.add_argument("--write", type=Path, help="Also write the table into this file, below its heading.")
    parser.add_argument("--only", default="", help="Only cases whose variant, language or looks have this in them.")
    given = parser.parse_args(argv)

    from automation.config import Config
    from flows.opening import browser_for

    cases = [*in_full(), *alone(), *pairwise()]
    cases = [case for case in cases if given.only in f"{case.variant} {case.language} {case.name}"]
    rows: list[tuple[Case, Outcome]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        browser_for(Config.load(env_file=None), lambda _text: None) as browser,
    ):
        for number, case in enumerate(cases, start=1):
            outcome = run_case(case, browser, Path(folder) / str(number))
            rows.append((case, outcome))
            mark, result = "ok " if outcome.good else "BAD", outcome.result
            error = result.error["message"] if result.error else result.note
            sys.stdout.write(f"{mark} {number:3}/{len(cases)} {case.variant} {case.language} {case.name} {error}\n")
            sys.stdout.flush()
    bad = sum(not outcome.good for _, outcome in rows)
    summary = f"{len(rows)} cases · created and verified {len(rows) - bad} · not {bad}"
    text = "\n".join(table(rows))
    sys.stdout.write(f"\n{text}\n\n{summary}\n")
    if given.write is not None:
        intro = "# The flow on every layout\n\nMade by `make matrix` on the replica tenant.\n\n"
        given.write.write_text(f"{intro}{summary}\n\n{text}\n", encoding="utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
