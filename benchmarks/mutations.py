"""Departures from the article, one by one, and whether `check` reports each at its claim and nowhere else.

`python -m benchmarks.mutations --write docs/mutations.md` renews the table that the documentation has.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from automation.labels import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

# What each mutation of the sandbox must lead to: claim and verdict.
DEPARTURES: dict[str, dict[str, str]] = {
    "move-add": {"add-place": "moved"},
    "field-order": {"field-order": "moved"},
    "grant-as-text": {"field-a-type": "missing"},
    "group-as-text": {"field-d-type": "missing"},
    "name-as-textarea": {"field-b-type": "missing"},
    "no-placeholder-name": {"field-b-placeholder": "missing"},
    "no-placeholder-description": {"field-c-placeholder": "missing"},
    "no-tab": {"oauth-consumers-entry": "missing"},
    "no-side-entry": {"panel-api-connections": "missing"},
    "save-hidden": {"save": "missing"},
    "save-bottom": {"save-place": "moved"},
    "no-group-options": {"field-d-choices": "missing"},
    "extra-required-field": {"field-no-other": "missing"},
    "no-description": {"field-c": "missing"},
    "no-hub": {"field-hub": "missing"},
    "no-credentials": {"credentials": "missing"},
    "no-copy": {"key-copy": "missing", "secret-copy": "missing"},
    "no-key-field": {"key": "missing"},
    "no-secret-field": {"secret": "missing"},
    "no-creation-date": {"creation-date": "missing"},
    "form-title-gone": {"form-title": "missing"},
    "footer-gone": {"list-footer": "missing"},
    "menu-left": {"user-menu-place": "moved"},
    "settings-elsewhere": {"menu-settings": "moved"},
    "side-panel-right": {"side-panel-place": "moved"},
}
# Mutations that do not hide each other, for a test of all of them in few walks.
TOGETHER: tuple[tuple[str, ...], ...] = (
    (
        "move-add",
        "field-order",
        "no-placeholder-name",
        "no-placeholder-description",
        "no-copy",
        "no-creation-date",
        "form-title-gone",
        "footer-gone",
        "save-bottom",
        "menu-left",
    ),
    (
        "settings-elsewhere",
        "side-panel-right",
        "grant-as-text",
        "group-as-text",
        "name-as-textarea",
        "extra-required-field",
        "no-key-field",
        "no-secret-field",
        "save-hidden",
    ),
    ("no-group-options", "no-description", "no-hub", "no-credentials"),
    ("no-tab",),
    ("no-side-entry",),
)
NEW_NAME = "Zeta"
# The footer is known by its figures, and the redesign words it with a label of its own.
NEW_FOOTER = {
    "live": ("oauth_consumers.footer", "Zeta {shown} / {total}"),
    "redesign": ("oauth_consumers.footer_rows", "Zeta {first} / {last} / {total}"),
}


VARIANTS = ("live", "redesign")
INTRO = """# What `check` notices

Made by `python -m benchmarks.mutations --write docs/mutations.md` on the replica tenant. Each line is one walk through a
tenant that departs from the article in one way. A walk is right if exactly the claims of the line differ, with this verdict, and
every claim that cannot be judged names one of them as the reason.
"""


@dataclass(frozen=True)
class Departure:
    """One way to depart from the article.

    Args:
        name: What is changed.
        language: The walk's language.
        look: For `SandboxOptions`.
        expected: Claim to verdict.
    """

    name: str
    language: str
    look: dict[str, Any]
    expected: dict[str, str]


@dataclass(frozen=True)
class Reported:
    """What a walk reported.

    Args:
        departure: What was changed.
        differing: Claim to verdict.
        unexplained: Claims that cannot be judged although none that differs explains it.
    """

    departure: Departure
    differing: dict[str, str]
    unexplained: frozenset[str]

    @property
    def is_right(self) -> bool:
        """Whether it is what the departure must lead to, and nothing else."""
        return self.differing == self.departure.expected and not self.unexplained


def departures(variant: str) -> list[Departure]:
    """List the departures of one variant: every mutation in Spanish, every label renamed in one of the languages.

    What a layout shows only after Save cannot be mutated before it.

    Args:
        variant: live or redesign.
    """
    from flows.check.claims import CLAIMS
    from flows.check.layouts import REDESIGN, TODAY

    absent = (REDESIGN if variant == "redesign" else TODAY).absent
    mutated = [
        Departure(f"`{name}`", "es", {"mutations": (name,)}, expected)
        for name, expected in DEPARTURES.items()
        if not absent & expected.keys()
    ]
    renamed = [claim for claim in CLAIMS if claim.key and claim.id not in absent]
    languages = [LANGUAGES[number % len(LANGUAGES)] for number in range(len(renamed))]
    for claim, language in zip(renamed, languages, strict=True):
        key, name = NEW_FOOTER[variant] if claim.id == "list-footer" else (claim.key, NEW_NAME)
        look = {"renamed": {language: {key: name}}}
        mutated.append(Departure(f"`{key}` renamed", language, look, {claim.id: "renamed"}))
    return mutated


def table(variant: str, rows: Sequence[Reported]) -> Iterator[str]:
    """Word the results of one variant as Markdown."""
    yield f"\n## The app of {'today' if variant == 'live' else 'the redesign'}\n"
    right = sum(row.is_right for row in rows)
    yield f"{right} of {len(rows)} departures are reported at the right claim with the right verdict, and nowhere else.\n"
    yield "| departure | language | reported at | verdict | right |"
    yield "|---|---|---|---|---|"
    for row in rows:
        claims = ", ".join(f"`{claim}`" for claim in (*row.differing, *sorted(row.unexplained))) or "nothing"
        verdicts = ", ".join(dict.fromkeys(row.differing.values())) or "holds"
        yield (
            f"| {row.departure.name} | {row.departure.language} | {claims} | {verdicts} | {'yes' if row.is_right else 'NO'} |"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Judge every departure on its own and print the score; exit code 1 if any was reported otherwise than it should."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutations", description=__doc__)
    parser.add_argument("--variant", choices=VARIANTS, action="append", help="Only this one.")
    parser.add_argument("--only", default="", help="Only departures that have this in their name.")
    parser.add_argument("--write", type=Path, help="Also write the tables into this file.")
    given = parser.parse_args(argv)
    lines: list[str] = []
    wrong = 0
    for variant in given.variant or VARIANTS:
        chosen = [one for one in departures(variant) if given.only in one.name]
        rows = []
        with _walks(variant) as walk:
            for number, departure in enumerate(chosen, start=1):
                rows.append(walk(departure))
                mark = "ok " if rows[-1].is_right else "BAD"
                print(f"{mark} {number:3}/{len(chosen)} {variant} {departure.language} {departure.name}", flush=True)
        wrong += sum(not row.is_right for row in rows)
        lines += table(variant, rows)
    text = "\n".join(lines)
    print(text)
    if given.write is not None:
        given.write.write_text(f"{INTRO}{text}\n", encoding="utf-8")
    return 1 if wrong else 0


@contextmanager
def _walks(variant: str) -> Iterator[Callable[[Departure], Reported]]:
    """Yield a function that walks through a replica that departs from the article."""
    from playwright.sync_api import sync_playwright

    from automation.browser import find_browser, launch_options
    from automation.config import Config
    from automation.labels import Catalogue, Labels
    from automation.redaction import Redactor, Secret
    from automation.sandbox import Sandbox, SandboxOptions
    from automation.screens import App, register_finder
    from flows.check.findings import Verdict
    from flows.check.walking import FLOW, CheckRun
    from flows.runner import run

    with sync_playwright() as playwright:
        register_finder(playwright)
        browser = playwright.chromium.launch(**launch_options(find_browser(Config.load(env_file=None))))

        def walk(departure: Departure) -> Reported:
            language = departure.language
            options = SandboxOptions(language=language, appearance={"variant": variant}, **departure.look)
            context = browser.new_context(viewport={"width": 1366, "height": 1000}, reduced_motion="reduce")
            with Sandbox(options) as tenant:
                config = Config.load(
                    env_file=None, base_url=tenant.base_url, email=tenant.email, password=Secret(tenant.password)
                )
                app = App(context.new_page(), Labels(Catalogue.load()), 10)
                check = CheckRun(
                    app=app,
                    config=config,
                    redactor=Redactor(),
                    language=language,
                    theme=None,
                    patience=1,
                    keep_session=lambda: None,
                    forget_session=lambda: None,
                )
                check.rest(run(FLOW, check).error)
                context.close()
            found = check.findings.values()
            differing = {one.claim.id: one.ruling.verdict.value for one in found if one.differs}
            open_ends = [one for one in found if one.ruling.verdict is Verdict.UNJUDGED]
            unexplained = frozenset(one.claim.id for one in open_ends if one.ruling.follows not in differing)
            return Reported(departure, differing, unexplained)

        yield walk
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
