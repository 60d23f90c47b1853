"""Departures from the article, one by one, and whether `check` reports each at its claim and nowhere else.

`python -m benchmarks.mutations [live|redesign]` prints the table of docs/qa.md.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from automation.labels import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def main(variant: str = "live") -> int:
    """Judge every departure on its own and print the score.

    Args:
        variant: The layout: live or redesign.

    Returns:
        How many departures were not reported right.
    """
    from flows.check.claims import CLAIMS
    from flows.check.layouts import REDESIGN, TODAY

    # What a layout shows only after Save cannot be mutated before it.
    absent = (REDESIGN if variant == "redesign" else TODAY).absent
    departures = {name: expected for name, expected in DEPARTURES.items() if not absent & expected.keys()}
    renamed = {claim.id: claim.key for claim in CLAIMS if claim.key and claim.id not in absent}
    wrong = 0
    print("| departure | in | reported at | verdict | right and nowhere else | seconds |")
    print("|---|---|---|---|---|---|")
    with _walks(variant) as walk:
        for name, expected in departures.items():
            wrong += _line(f"`{name}`", "es", expected, walk, mutations=(name,))
        for at, (claim, key) in enumerate(renamed.items()):
            language = LANGUAGES[at % len(LANGUAGES)]
            look = {language: {key: NEW_NAME}}
            wrong += _line(f"`{key}` renamed", language, {claim: "renamed"}, walk, renamed=look)
    total = len(departures) + len(renamed)
    print(
        f"\n{total - wrong} of {total} departures reported at the right claim with the right verdict, and nowhere else."
    )
    return wrong


def _line(name: str, language: str, expected: dict[str, str], walk: Any, **look: Any) -> int:
    start = monotonic()
    differing, unexplained = walk(language, **look)
    right = differing == expected and not unexplained
    claims = ", ".join(f"`{claim}`" for claim in differing) or "nothing"
    verdicts = ", ".join(dict.fromkeys(differing.values())) or "holds"
    print(
        f"| {name} | {language} | {claims} | {verdicts} | {'yes' if right else 'NO'} | {monotonic() - start:.1f} |",
        flush=True,
    )
    return not right


@contextmanager
def _walks(variant: str) -> Iterator[Any]:
    """Yield a function that walks through a replica and returns what differs, and what no difference explains."""
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

        def walk(language: str, **look: Any) -> tuple[dict[str, str], set[str]]:
            options = SandboxOptions(language=language, appearance={"variant": variant}, **look)
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
            return differing, {one.claim.id for one in open_ends if one.ruling.follows not in differing}

        yield walk
        browser.close()


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:2]) else 0)
