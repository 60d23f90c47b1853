"""The plugin in projects of its users: pytest runs in a process of its own, with nothing but the plugin."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from automation.leak_scan import scan

pytestmark = pytest.mark.browser

# Playwright films with an ffmpeg of its own, which `playwright install` brings and a system's browser does not.
FFMPEG = any(Path("~/.cache/ms-playwright").expanduser().glob("ffmpeg-*/ffmpeg*"))
EXAMPLE = Path(__file__).parents[2] / "examples/qa"

# What goes wrong in every way that could tell a secret, and what must work all the same.
PROJECT = """
import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from automation.screens import ConsumerRequest
from automation.screens.preferences import Preferences

REQUEST = ConsumerRequest(name="ERP bridge", permission_group="Reportes")
DOTS = "element => getComputedStyle(element).webkitTextSecurity"


def note(tenant):
    state = tenant.sandbox.state
    consumer = list(state.consumers)[-1]
    secrets = [tenant.password.get_secret_value(), consumer.key, consumer.secret, *state.api_keys.values()]
    with Path("secrets.jsonl").open("a") as file:
        file.write(json.dumps(secrets) + "\\n")


def test_saved(consumer_form, tenant, page):
    consumer_form.fill(REQUEST)
    consumer_form.save.click()
    secret = consumer_form.credentials.secret
    expect(secret).to_be_visible()
    note(tenant)
    assert len(secret.input_value()) == 32
    assert secret.evaluate(DOTS) == "disc"
    covered = secret.screenshot()
    secret.evaluate("element => element.style.removeProperty('-webkit-text-security')")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert secret.evaluate(DOTS) == "disc", "it is covered again before it is painted"
    assert covered


def test_expect_fails_on_a_shown_secret(consumer_form, tenant):
    consumer_form.fill(REQUEST)
    consumer_form.save.click()
    expect(consumer_form.credentials.secret).to_be_visible()
    note(tenant)
    print("printed", consumer_form.credentials.secret.input_value())
    expect(consumer_form.credentials.secret).to_have_value("something else", timeout=300)


def test_password_typed_into_the_recorded_page(sign_in, tenant):
    assert sign_in.sign_in(tenant.email, tenant.password, origin=tenant.base_url) == "home"
    note(tenant)


@pytest.fixture
def impatient(tenant):
    tenant.timeout = 4


@pytest.mark.fracttal(mutations=("no-tab",))
def test_landmark(impatient, oauth_consumers):
    raise AssertionError("not reached")


@pytest.mark.fracttal(language="fr", theme="dark", two_factor=True, companies=("North", "South"))
def test_marker(settings_panel):
    assert settings_panel.app.labels.language == "fr"
    assert settings_panel.app.page.evaluate("document.documentElement.lang") == "fr"
    assert Preferences(settings_panel.app).theme() == "dark"
    assert settings_panel.company() == "North"
"""


@dataclass
class Ran:
    folder: Path
    output: str

    @property
    def outcomes(self):
        return {
            name: outcome
            for outcome, name in re.findall(r"^(PASSED|FAILED|ERROR) \S+::(\w+)", self.output, re.MULTILINE)
        }

    @property
    def secrets(self):
        lines = (self.folder / "secrets.jsonl").read_text(encoding="utf-8").splitlines()
        return [secret for line in lines for secret in json.loads(line)]


def run_pytest(folder: Path, *arguments: str) -> Ran:
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "DEBUG": "pw:*"},
        capture_output=True,
        text=True,
        check=False,
    )
    return Ran(folder, ended.stdout + ended.stderr)


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    (folder / "test_own.py").write_text(PROJECT, encoding="utf-8")
    recorded = ("--tracing=on", "--screenshot=on", *(["--video=on"] if FFMPEG else []))
    return run_pytest(folder, *recorded, "--fracttal-timeout=20", "--junitxml=junit.xml")


def test_each_test_of_a_project_ends_as_it_should(ran):
    assert ran.outcomes == {
        "test_saved": "PASSED",
        "test_expect_fails_on_a_shown_secret": "FAILED",
        "test_password_typed_into_the_recorded_page": "PASSED",
        "test_landmark": "ERROR",
        "test_marker": "PASSED",
    }, ran.output[-3000:]


def test_a_failed_landmark_reads_as_the_documented_step(ran):
    assert "Step 3. Click API Connections in the left side panel: API Connections did not open" in ran.output


def test_the_flags_of_pytest_playwright_still_record(ran):
    for kind in ("trace.zip", "test-*.png", *(["video.webm"] if FFMPEG else [])):
        assert len(list((ran.folder / "test-results").glob(f"*/{kind}"))) == 5, kind


def test_a_trace_still_tells_what_was_done(ran):
    (trace,) = (ran.folder / "test-results").glob("*test-saved*/trace.zip")
    with zipfile.ZipFile(trace) as archive:
        lines = [json.loads(line) for line in archive.read("trace.trace").decode().splitlines()]
        frames = [name for name in archive.namelist() if name.endswith(".jpeg")]
        assert archive.read("trace.network") == b""

    assert {"click", "fill"} <= {line.get("method") for line in lines}
    assert frames


def test_no_secret_is_in_what_was_recorded_printed_or_reported(ran):
    assert len(ran.secrets) >= 9
    for secret in ran.secrets:
        assert secret not in ran.output
    assert scan([ran.folder / "test-results", ran.folder / "junit.xml"], ran.secrets) == []


def test_the_example_project_passes_as_its_users_run_it(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "qa", ignore=shutil.ignore_patterns("test-results", "__pycache__"))

    ran = run_pytest(tmp_path / "qa")

    assert set(ran.outcomes.values()) == {"PASSED"}, ran.output[-3000:]
    assert not list((tmp_path / "qa").glob("test-results/*")), "recordings are kept of failures only"


def test_a_real_tenant_without_settings_is_refused_and_one_that_needs_a_replica_is_skipped(tmp_path):
    (tmp_path / "test_own.py").write_text(
        "import pytest\n\n\ndef test_plain(tenant): ...\n\n\n"
        "@pytest.mark.fracttal(consumers=3)\ndef test_of_a_replica(tenant): ...\n",
        encoding="utf-8",
    )
    ran = run_pytest(tmp_path, "--fracttal-tenant=real")

    assert "FRACTTAL_EMAIL and FRACTTAL_PASSWORD are not set" in ran.output
    assert "needs a replica: a real tenant cannot be given consumers" in ran.output
