"""The price of breadth: steps 2 to 6 by the page objects, beside the same clicks written out by hand for that variant.

Both work in turn, each in a context of its own of one browser, on one tenant; `python -m benchmarks.breadth`. The
page objects work as `create` lets them, on pages where nothing moves. The clicks by hand are timed twice, on pages as
the app has them, as anybody would write them, and on pages where nothing moves either.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser, Page

    from automation.sandbox import Sandbox

VARIANTS = ("live", "redesign")
ROUNDS = 15
BOUND = 1.15
GROUP = "Reportes"


def by_hand(page: Page, variant: str) -> None:
    """Do steps 2 to 6 with the names and kinds of one variant, in Spanish; the user menu is open."""
    role = "link" if variant == "redesign" else "button"
    page.get_by_role("menuitem", name="Configuración").click()
    page.get_by_role(role, name="Conexiones API").click()
    page.get_by_role("link" if variant == "redesign" else "tab", name="Consumidores OAuth").click()
    page.get_by_role("button", name="Agregar", exact=True).click()
    page.get_by_role("combobox", name="Tipo de autorización").click()
    page.get_by_role("option", name="Credenciales de cliente").click()
    page.get_by_role("textbox", name="Nombre").fill("Price of breadth")
    page.get_by_role("textbox", name="Descripción").fill("Work orders")
    page.get_by_role("combobox", name="Grupo de Permisos").click()
    page.get_by_role("option", name=GROUP, exact=True).click()
    # The page objects look that the field shows the choice; so does whoever writes this out with care.
    page.get_by_role("combobox", name="Grupo de Permisos").filter(has_text=GROUP).wait_for()


def by_page_objects(page: Page, language: str) -> None:
    """Do steps 2 to 6 with the page objects; the user menu is open."""
    from automation.labels import Catalogue, Labels
    from automation.screens import App, ConsumerRequest, UserMenu

    app = App(page, Labels(Catalogue.load(None), language), 30)
    form = UserMenu(app).wait().go_to_settings().go_to_api_connections().go_to_oauth_consumers().go_to_new()
    form.fill(ConsumerRequest("Price of breadth", GROUP, "Work orders"))


def timed(page: Page, tenant: Sandbox, steps: Callable[[Page], None]) -> float:
    """Return the seconds that the steps take from an open user menu on."""
    page.goto(tenant.base_url)
    page.get_by_role("button", name="Menú de usuario").click()
    page.get_by_role("menuitem").first.wait_for()
    begun = perf_counter()
    steps(page)
    return perf_counter() - begun


def compare(browser: Browser, tenant: Sandbox, variant: str, rounds: int) -> dict[str, float]:
    """Return the median seconds of each way, after one round that does not count."""
    from automation.browser import new_context, stand_still

    with ExitStack() as stack:
        ways: list[tuple[str, Page, Callable[[Page], None]]] = []
        kept = None
        for name, still in (("by page objects", True), ("by hand", False), ("by hand, nothing moves", True)):
            context = new_context(browser, storage_state=kept)
            stack.callback(context.close)
            if still:
                stand_still(context)
            page = context.new_page()
            if kept is None:
                page.goto(tenant.base_url)
                page.fill("input[name=email]", tenant.email)
                page.fill("input[name=password]", tenant.password)
                page.click("button[data-cy=next-button]")
                page.wait_for_selector("button.qa-main-menu-btn")
                kept = context.storage_state()
            hand = name != "by page objects"
            ways.append((name, page, (lambda page: by_hand(page, variant)) if hand else _in_spanish))
        seconds: dict[str, list[float]] = {name: [] for name, _, _ in ways}
        for number in range(rounds + 1):
            for name, page, steps in ways:
                taken = timed(page, tenant, steps)
                if number:
                    seconds[name].append(taken)
    return {name: median(taken) for name, taken in seconds.items()}


def _in_spanish(page: Page) -> None:
    by_page_objects(page, "es")


def main(argv: Sequence[str] | None = None) -> int:
    """Compare both variants and print the table; 1 if breadth costs more than it may."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.breadth", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"How often each (default {ROUNDS}).")
    given = parser.parse_args(argv)
    from automation.config import Config
    from automation.redaction import Secret
    from automation.sandbox import Sandbox, SandboxOptions
    from flows.opening import browser_for

    sys.stdout.write(
        "| steps 2 to 6, seconds (median) | by page objects | by hand | ratio | by hand, nothing moves |\n"
    )
    sys.stdout.write("|---|---|---|---|---|\n")
    dearest = 0.0
    for variant in VARIANTS:
        look = SandboxOptions(appearance={"variant": variant})
        with tempfile.TemporaryDirectory() as state, Sandbox(look) as tenant:
            config = Config.load(
                base_url=tenant.base_url, email=tenant.email, password=Secret(tenant.password), state_dir=Path(state)
            )
            with browser_for(config, lambda _text: None) as browser:
                found = compare(browser, tenant, variant, given.rounds)
        ratio = found["by page objects"] / found["by hand"]
        dearest = max(dearest, ratio)
        cells = [found["by page objects"], found["by hand"], ratio, found["by hand, nothing moves"]]
        sys.stdout.write(f"| {variant} | {' | '.join(f'{cell:.2f}' for cell in cells)} |\n")
        sys.stdout.flush()
    return int(dearest > BOUND)


if __name__ == "__main__":
    sys.exit(main())
