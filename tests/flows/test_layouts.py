"""The flow on other looks: the redesign, single switches, and a tenant of which only the documented names are known."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from automation.labels import Catalogue
from automation.sandbox import Sandbox, SandboxOptions
from benchmarks.matrix import Case, pairwise, run_case

from .conftest import Operator

CATALOGUE = Catalogue.load(None)
SOME = [
    Case("redesign", "en", "authorization_code"),
    Case("redesign", "pt"),
    Case("live", "es", looks={"dropdown": "drawer", "options": "server", "text": "split", "save": "icon"}),
    Case("live", "fr", looks={"dropdown": "menu", "add": "speed-dial", "survey": "on", "credentials": "dialog"}),
    Case("redesign", "es", looks={"options": "virtual", "labels": "above", "values": "text", "confirm_save": "on"}),
    Case("live", "en", looks={"user_menu": "bare", "duplicates": "offscreen", "hooks": "off", "session": "indexeddb"}),
]


@pytest.mark.always(3)
@pytest.mark.parametrize("case", SOME, ids=lambda case: f"{case.variant}-{case.language}-{case.name}")
def test_a_consumer_is_created_and_verified_on_another_look(operator: Operator, browser: Browser, case: Case) -> None:
    outcome = run_case(case, browser, operator.home)
    assert outcome.good, outcome


def test_the_pairwise_cases_let_any_two_values_meet() -> None:
    cases = [{"variant": case.variant, "language": case.language, **case.looks} for case in pairwise()]
    for language in ("es", "en", "fr", "pt"):
        for dropdown in ("menu", "drawer", "native", "popover"):
            assert any(case["language"] == language and case.get("dropdown") == dropdown for case in cases)


@pytest.mark.always(1)
@pytest.mark.parametrize(("language", "variant"), [("pt", "live"), ("en", "redesign")])
def test_built_from_the_article_alone_the_flow_completes_and_names_what_drifted(
    operator: Operator, language: str, variant: str
) -> None:
    renamed = {
        key: f"Qx{number} {key.split('.')[1][::-1]}"
        for number, key in enumerate(CATALOGUE.controls)
        if CATALOGUE.entry(language, key).certainty == "assumed" and "{" not in CATALOGUE.entry(language, key).name
    }
    options = SandboxOptions(
        language=language, appearance={"variant": variant, "hooks": "off"}, renamed={language: renamed}
    )
    with Sandbox(options) as tenant:
        result = operator.create(tenant)
    assert (result.status, result.verified, result.note) == ("created", True, ""), result.error
    drifted = {each["control"]: each for each in result.drift}
    used = {"sign_in.password", "top_bar.user_menu", "oauth_consumers.add", "consumer_form.authorization_type"}
    assert used | {"consumer_form.save"} <= drifted.keys()
    for control, each in drifted.items():
        assert each["seen"] == renamed[control]
        assert each["found_by"] in ("hook", "position")
        assert f'{control.split(".")[1]} = "{renamed[control]}"' in each["edit"]
