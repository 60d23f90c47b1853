"""One run over the Spanish, light pictures serves most tests; whoever changes something works on a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from automation.config import Config
from automation.redaction import Redactor
from automation.sandbox import Sandbox, SandboxOptions
from automation.screens import ConsumerRequest, register_finder
from flows.guide.capturing import Capture, Outcome, Wanted
from flows.guide.keeping import Keeper
from flows.guide.look import load_look
from flows.guide.manifest import PictureSet
from flows.opening import browser_for

COMMAND = Path(sys.executable).with_name("fracttal-flows")
REQUEST = ConsumerRequest("ERP", "Reportes", "SAP")
STEPS = (1, 2, 3, 4, 5, 6, 7)


@dataclass
class Studio:
    """Takes pictures of a tenant."""

    browser: object
    folder: Path

    def config(self, tenant: Sandbox) -> Config:
        return Config.load(
            env_file=None,
            base_url=tenant.base_url,
            email=tenant.email,
            password=tenant.password,
            state_dir=self.folder / f"state-{tenant.base_url.rsplit(':', 1)[1]}",
            runs_dir=self.folder / "runs",
            timeout=15,
        )

    def take(
        self,
        tenant,
        out,
        *,
        languages=("es",),
        themes=("light",),
        scales=(1,),
        steps=STEPS,
        adopt=True,
        allowed=(),
        beside=None,
    ) -> Outcome:
        wanted = Wanted(languages, themes, scales, steps, REQUEST, allowed)
        keeper = Keeper(out, load_look(), adopt)
        return Capture(self.browser, self.config(tenant), Redactor(), wanted, keeper, another=beside).run()

    def another(self):
        """Open a browser in whatever thread asks for one."""
        return browser_for(Config.load(env_file=None), lambda _text: None)

    def command(self, tenant, *arguments) -> tuple[int, str]:
        """Run the command as its users do; return its exit code and what it printed."""
        config = self.config(tenant)
        environment = {
            **os.environ,
            "FRACTTAL_BASE_URL": tenant.base_url,
            "FRACTTAL_EMAIL": tenant.email,
            "FRACTTAL_PASSWORD": tenant.password,
            "FRACTTAL_STATE_DIR": str(config.state_dir),
            "FRACTTAL_RUNS_DIR": str(config.runs_dir),
            "FRACTTAL_TIMEOUT": "15",
        }
        ended = subprocess.run(
            [COMMAND, *arguments], env=environment, cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert ended.stdout, ended.stderr
        return ended.returncode, ended.stdout


@pytest.fixture(scope="session")
def studio(browser, playwright, tmp_path_factory) -> Studio:
    register_finder(playwright)
    return Studio(browser, tmp_path_factory.mktemp("studio"))


@pytest.fixture(scope="session")
def _taken(studio, tmp_path_factory) -> tuple[Path, Outcome]:
    out = tmp_path_factory.mktemp("pictures")
    with Sandbox(SandboxOptions()) as tenant:
        outcome = studio.take(tenant, out)
    return out, outcome


@pytest.fixture
def first_run(_taken) -> Outcome:
    return _taken[1]


@pytest.fixture
def pictures(_taken, tmp_path) -> PictureSet:
    """The seven pictures, in a folder of the test's own."""
    out = tmp_path / "screenshots"
    shutil.copytree(_taken[0], out)
    return PictureSet.load(out)
