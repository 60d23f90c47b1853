"""The command, run as its users run it: first against the untouched replica, then against one that has changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from automation.leak_scan import scan
from automation.sandbox import Sandbox, SandboxOptions
from flows.check.claims import CLAIMS

COMMAND = Path(sys.executable).with_name("fracttal-flows")
LANGUAGES = ["es", "fr"]

pytestmark = pytest.mark.browser


@dataclass
class Ran:
    code: int
    data: dict[str, Any]
    folder: Path
    before: dict[str, Any]
    after: dict[str, Any]

    def text(self, name):
        return (self.folder / name).read_text(encoding="utf-8")


class Desk:
    """One tenant and one place for runs and baselines."""

    def __init__(self, tenant: Sandbox, folder: Path) -> None:
        self.tenant, self.folder = tenant, folder

    def check(self, *arguments: str) -> Ran:
        environment = {
            **os.environ,
            "FRACTTAL_BASE_URL": self.tenant.base_url,
            "FRACTTAL_EMAIL": self.tenant.email,
            "FRACTTAL_PASSWORD": self.tenant.password,
            "FRACTTAL_STATE_DIR": str(self.folder / "state"),
            "FRACTTAL_RUNS_DIR": str(self.folder / "runs"),
        }
        before = self.state()
        ended = subprocess.run(
            [COMMAND, "check", "--json", "--baseline", "baseline", "--timeout", "20", *arguments],
            env=environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.stdout, ended.stderr
        data = json.loads(ended.stdout)
        return Ran(ended.returncode, data, Path(data.get("run") or self.folder), before, self.state())

    def state(self) -> dict[str, Any]:
        state = self.tenant.state
        chosen = {account: (one.language, one.theme) for account, one in state.preferences.items()}
        counted = {"sessions", "sign_in_attempts"}
        whole = {key: value for key, value in state.snapshot(secrets=True).items() if key not in counted}
        return {**whole, "preferences": chosen}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with Sandbox(SandboxOptions(consumers=3)) as tenant:
        yield Desk(tenant, tmp_path_factory.mktemp("check"))


@pytest.fixture(scope="module")
def untouched(desk):
    return desk.check(*(part for language in LANGUAGES for part in ("--language", language)))


@pytest.fixture(scope="module")
def changed(desk, untouched):
    desk.tenant.state.set_look(
        renamed={"es": {"consumer_form.save": "Confirmar", "settings.title": "Ajustes"}}, mutations=["move-add"]
    )
    try:
        yield desk.check(
            *("--language", "es", "--theme", "light", "--theme", "dark", "--skip", "settings-title"),
            *("--junit", "out/junit.xml", "--html", "out/report.html"),
        )
    finally:
        desk.tenant.state.set_look(renamed={}, mutations=[])


def test_every_claim_holds_in_each_language(untouched):
    wrong = [one for one in untouched.data["claims"] if one["verdict"] != "holds"]

    assert wrong == []
    assert untouched.data["totals"] == {
        "holds": len(LANGUAGES) * len(CLAIMS),
        "renamed": 0,
        "moved": 0,
        "missing": 0,
        "cannot be judged": 0,
    }
    assert {one["language"] for one in untouched.data["claims"]} == set(LANGUAGES)
    assert untouched.code == 0


def test_checking_changes_nothing_in_the_tenant(untouched, changed):
    assert untouched.after == untouched.before
    assert changed.after == changed.before
    assert set(changed.after["preferences"].values()) == {("es", "light")}


def test_a_changed_screen_ends_with_exit_code_5_and_both_names(changed):
    wrong = {one["id"]: one for one in changed.data["claims"] if one["verdict"] != "holds"}

    assert changed.code == 5
    assert {claim: one["verdict"] for claim, one in wrong.items()} == {"save": "renamed", "add-place": "moved"}
    assert (wrong["save"]["expected"], wrong["save"]["seen"]) == ("Guardar", "Confirmar")
    assert {one["theme"] for one in changed.data["claims"]} == {"light", "dark"}


def test_a_claim_that_is_skipped_is_not_reported(changed):
    assert changed.data["skipped"] == ["settings-title"]
    assert "settings-title" not in {one["id"] for one in changed.data["claims"]}


def test_the_structure_differs_even_where_no_claim_was_made(untouched, changed):
    assert {one["status"] for one in untouched.data["structure"]} == {"new"}
    different = {one["screen"]: one["diff"] for one in changed.data["structure"] if one["status"] == "different"}
    assert '+  - heading "Ajustes" [level=1]' in different["settings"]
    assert "user-menu" not in different


def test_what_changed_since_the_last_run_is_told_for_what_both_runs_judged(untouched, changed):
    since = changed.data["since"]

    assert untouched.data["since"] == {"run": None, "changes": []}
    assert since["run"] == untouched.folder.name
    assert {(one["claim"], one["theme"], one["before"]) for one in since["changes"]} == {
        ("save", "light", "holds"),
        ("add-place", "light", "holds"),
    }


def test_the_patch_has_the_corrected_sentences(changed):
    patch = changed.text("corrections.patch")

    assert "+Haga clic en **Confirmar**" in patch
    assert "+Haga clic en el botón «+» de la parte superior izquierda. {#5-add}" in patch
    assert {one["sentence"] for one in changed.data["corrections"]} >= {"5-add", "7-save"}


def test_junit_has_a_case_for_each_claim_and_a_failure_for_each_difference(desk, changed):
    root = ET.fromstring(changed.text("junit.xml"))

    suite, dark = root
    assert dark.get("name") == "es, dark"
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == (str(len(CLAIMS) - 1), "2", "0")
    messages = [failure.get("message") for failure in suite.iter("failure")]
    assert "renamed: “Guardar” is now “Confirmar”." in [message.removesuffix(" ") for message in messages]
    for name in ("junit.xml", "report.html"):
        assert (desk.folder / "out" / name).read_text(encoding="utf-8") == changed.text(name)


def test_axe_is_reported_beside_the_claims_and_decides_nothing(untouched):
    barriers = untouched.data["accessibility"]

    assert {one["screen"] for one in barriers} <= {claim.screen for claim in CLAIMS}
    assert all(one["impact"] in ("minor", "moderate", "serious", "critical") for one in barriers)
    assert untouched.code == 0


def test_nothing_secret_is_in_what_a_run_leaves(desk, untouched, changed):
    state = desk.tenant.state
    secrets = [desk.tenant.password, *(one.secret for one in state.consumers), *state.api_keys.values()]

    assert scan([desk.folder / "runs", desk.folder / "baseline"], secrets) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_stands_alone_shows_its_pictures_and_passes_axe(page, changed, scheme):
    from axe_playwright_python.sync_playwright import Axe

    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.emulate_media(color_scheme=scheme)
    page.goto((changed.folder / "report.html").as_uri())

    assert [url for url in requests if not url.startswith(("data:", "file:"))] == []
    assert page.get_by_role("heading", level=1).inner_text() == "The article no longer holds everywhere"
    moved = page.get_by_role("img", name="The + is at the bottom right").first
    assert moved.locator("i").bounding_box()["width"] > 40
    assert moved.evaluate("element => getComputedStyle(element).backgroundImage").startswith('url("data:image/jpeg')
    for details in page.locator("details").all():
        details.locator("summary").click()
    grave = [one for one in Axe().run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], len(one["nodes"])) for one in grave] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--language", "xx"], "There is no language “xx”; there are es, en, fr, pt."),
        (["--theme", "blue"], "There is no theme “blue”; there are light, dark."),
        (["--skip", "field-z"], "There is no claim “field-z”"),
    ],
)
def test_what_does_not_exist_is_refused_before_anything_starts(desk, arguments, message):
    ran = desk.check(*arguments)

    assert ran.code == 2
    assert message in ran.data["error"]["message"]
