"""No secret in anything a run writes or says, also where it fails; `make chaos` adds killed runs, `ps` and DEBUG."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page
from typer.testing import CliRunner

import flows.adopt
import flows.cli
import flows.creating
from automation.covering import covered
from automation.leak_scan import scan
from automation.ledger import open_ledger
from automation.redaction import STAND_IN
from automation.sandbox import Sandbox
from automation.screens import SettingsPanel
from automation.vaults.json_file import JsonVault
from flows.listeners.screenshot import take
from flows.rescue import Rescue
from flows.runner import Listener
from tests.flows.conftest import NAME, Operator, Start, made
from tests.flows.test_refusals_before_the_form import said

SECRET = "q7Xw2Lk9Zt4Bv8Nm1Rs6Yd3Fh5Jc0PaG"


def written(operator: Operator) -> list[Path]:
    """Every file below the test's folder but those that are made for secrets."""
    made_for_secrets = {operator.home / "credentials.json", *operator.home.glob("state/sessions/*.json")}
    return [path for path in operator.home.rglob("*") if path.is_file() and path not in made_for_secrets]


def secrets_of(tenant: Sandbox) -> list[str]:
    account = tenant.state.accounts[0]
    return [account.password, account.totp_secret, *(one.secret for one in tenant.state.consumers)]


def test_a_defect_in_a_step_leaves_no_secret_behind(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start()

    def broken(panel: SettingsPanel) -> None:
        password = tenant.password
        raise RuntimeError(f"could not go on with {password}")

    monkeypatch.setattr(SettingsPanel, "go_to_api_connections", broken)
    result = operator.create(tenant, trace=True)
    message = said(result, 1, "technical_failure")
    assert message == f"RuntimeError: could not go on with {STAND_IN}"
    assert {path.name for path in written(operator)} >= {"run.log", "result.json", "trace.zip", "failed-step-3.png"}
    assert scan(written(operator), secrets_of(tenant)) == []


def test_a_defect_outside_the_steps_is_a_result_and_not_a_traceback(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start()

    def broken(*_: Any, **__: Any) -> None:
        password = tenant.password
        raise RuntimeError(f"could not go on with {password}")

    monkeypatch.setattr(flows.creating, "watchers", broken)
    result = operator.create(tenant)
    message = said(result, 1, "technical_failure")
    assert "was not foreseen (RuntimeError); run.log in the run folder says where" in message
    assert result.run is not None
    log = (Path(result.run) / "run.log").read_text()
    assert "Traceback" in log
    assert f"could not go on with {STAND_IN}" in log
    assert json.loads((Path(result.run) / "result.json").read_text())["status"] == "failed"
    assert scan(written(operator), secrets_of(tenant)) == []


def test_ctrl_c_leaves_a_result_and_no_secret(start: Start, operator: Operator) -> None:
    tenant = start()

    class Impatient(Listener):
        def step_started(self, step: Any) -> None:
            if step.number == 2:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        operator.create(tenant, listeners=(Impatient(),))
    (folder,) = (operator.home / "runs").iterdir()
    assert json.loads((folder / "result.json").read_text())["error"]["message"].startswith("Stopped.")
    assert scan(written(operator), secrets_of(tenant)) == []


def test_a_result_that_cannot_be_written_is_still_told(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.run_folder import RunFolder

    def full(self: RunFolder, data: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(RunFolder, "write_result", full)
    result = operator.create(start(), dry_run=True)
    assert (result.exit_code, result.status) == (0, "planned")
    assert "could not be written" in result.note
    assert "No space left on device" in result.note


@pytest.mark.parametrize("arguments", [[], ["--json"], ["-v"]])
def test_a_defect_of_the_command_is_named_without_its_message(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("automation.ledger.open_ledger", broken)
    ran = CliRunner().invoke(flows.cli.app, ["history", *arguments])
    assert ran.exit_code == 1
    assert "RuntimeError in test_leaks.py" in " ".join(ran.output.split())
    assert SECRET not in ran.output
    assert SECRET not in str(ran.exception)


def test_no_trace_runs_while_a_password_is_typed_in_the_middle(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start()
    config = operator.config(tenant)
    with open_ledger(config) as ledger:  # what a run that was killed after its click leaves behind
        company = tenant.state.companies[0].name
        intent = ledger.intend(tenant=tenant.base_url, account="", company=company, name=NAME, request={})
        ledger.clicked(intent)

    look = flows.adopt.look

    def when_the_session_has_ended(*given: Any) -> Any:
        tenant.state.sessions.end_all()
        return look(*given)

    monkeypatch.setattr(flows.adopt, "look", when_the_session_has_ended)
    result = operator.create(tenant, trace=True)
    assert (result.exit_code, result.status) == (0, "created"), result.error
    assert tenant.state.snapshot()["sign_in_attempts"] == {tenant.email: 2}
    traces = [path for path in written(operator) if path.name.startswith("trace")]
    assert traces
    assert scan(written(operator), secrets_of(tenant)) == []


def test_a_trace_holds_the_steps_from_sign_in_to_save_and_no_picture_of_them(start: Start, operator: Operator) -> None:
    tenant = start(two_factor=True)
    from automation.redaction import Secret

    config = operator.config(tenant, totp_secret=Secret(tenant.totp_secret))
    result = operator.create(tenant, config=config, trace=True, pictures=True)
    assert (result.exit_code, result.status) == (0, "created"), result.error
    assert result.run is not None
    with zipfile.ZipFile(Path(result.run) / "trace.zip") as trace:
        names = trace.namelist()
        text = b"".join(trace.read(name) for name in names)
    assert b'"ERP bridge"' in text, "the fields of step 6 are in it"
    assert not [name for name in names if name.endswith((".jpeg", ".png", ".html"))]
    keys = tenant.state.api_keys.values(), tenant.state.api_secrets.values()
    assert scan(written(operator), [*secrets_of(tenant), *(value for values in keys for value in values)]) == []


def visible_values(page: Page) -> str:
    """Everything a picture could show: the text, and what fields hold."""
    values: list[str] = page.evaluate(
        "() => [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(one => one.value)]"
    )
    return "\n".join(values)


class Uncovered(Listener):
    """Takes a picture of its own, with nothing covered and with the known values replaced by hand."""

    def __init__(self, tenant: Sandbox, pages: list[Page]) -> None:
        self.tenant = tenant
        self.pages = pages
        self.bare = b""
        self.by_hand = b""
        self.where: dict[str, float] = {}

    def step_failed(self, step: Any, error: Any) -> None:
        (page,) = self.pages
        ((key, secret),) = made(self.tenant).items()
        self.bare = page.screenshot()
        field = page.locator("input").filter(visible=True)
        index = [one.input_value() for one in field.all()].index(secret)
        self.where = field.nth(index).bounding_box() or {}  # type: ignore[assignment]
        page.evaluate(
            """([values, standIn]) => document.querySelectorAll('input').forEach(one => {
                 if (values.includes(one.value)) one.value = standIn })""",
            [[key, secret], STAND_IN],
        )
        self.by_hand = page.screenshot()


def test_the_picture_of_a_failed_save_shows_the_stand_in_where_the_secret_is(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(appearance={"animations": "off"})
    pages: list[Page] = []
    shown_meanwhile: list[str] = []
    screenshot = Page.screenshot

    def watched(page: Page, **named: Any) -> bytes:
        pages[:] = [page]
        shown_meanwhile.append(visible_values(page))
        return screenshot(page, **named)

    def fails(*_: Any) -> str:
        raise OSError("no space left on device")

    monkeypatch.setattr(JsonVault, "put", fails)
    monkeypatch.setattr(Rescue, "put", fails)
    monkeypatch.setattr(Page, "screenshot", watched)
    bare = Uncovered(tenant, pages)
    result = operator.create(tenant, listeners=(bare,))
    said(result, 4, "orphaned")
    (secret,) = made(tenant).values()
    assert secret not in shown_meanwhile[0], "the page held it while the picture was taken"
    assert secret in shown_meanwhile[1], "it was on the screen: the test would notice"
    assert result.run is not None
    covered_picture = Image.open(Path(result.run) / "failed-step-7.png").convert("RGB")
    box = tuple(int(bare.where[name]) for name in ("x", "y"))
    field = (*box, box[0] + int(bare.where["width"]), box[1] + int(bare.where["height"]))

    def part(picture: bytes) -> Image.Image:
        return Image.open(BytesIO(picture)).convert("RGB").crop(field)

    assert ImageChops.difference(covered_picture.crop(field), part(bare.bare)).getbbox(), "nothing was covered"
    assert not ImageChops.difference(covered_picture.crop(field), part(bare.by_hand)).getbbox()
    assert scan(written(operator), [secret]) == []


@pytest.fixture
def secretive(page: Page) -> Page:
    """A page that shows a secret in a field, and puts it back whenever something else stands there."""
    page.set_content(f"<label>Secret <input readonly id=secret value='{SECRET}'></label>")
    return page


def test_an_app_that_draws_a_secret_anew_gets_no_picture(secretive: Page, tmp_path: Path) -> None:
    take(secretive, tmp_path / "once.png")
    assert (tmp_path / "once.png").stat().st_mode & 0o777 == 0o600
    secretive.evaluate(
        f"() => setInterval(() => {{ document.querySelector('#secret').value = '{SECRET}' }}, 1)",
    )
    take(secretive, tmp_path / "anew.png")
    assert not (tmp_path / "anew.png").exists()


def test_a_secret_that_appears_while_a_picture_is_taken_is_covered_by_the_next_one(
    secretive: Page, tmp_path: Path
) -> None:
    secretive.evaluate(
        f"""() => {{
          const change = () => {{
            if (document.querySelector('#secret').value === '{SECRET}') return setTimeout(change, 1)
            const late = document.createElement('p')
            late.textContent = '{SECRET.swapcase()}'
            document.body.append(late)
          }}
          change()
        }}""",
    )
    tries: list[str] = []
    screenshot = Page.screenshot

    def when_it_is_there(page: Page, **named: Any) -> bytes:
        page.wait_for_selector("p")
        tries.append(visible_values(page))
        return screenshot(page, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "screenshot", when_it_is_there)
        take(secretive, tmp_path / "late.png")
    assert SECRET.swapcase() in tries[0], "the first picture shows it"
    assert SECRET.swapcase() not in tries[1]
    assert len(tries) == 2
    assert (tmp_path / "late.png").exists()


def test_a_code_of_two_factors_is_covered(page: Page) -> None:
    page.set_content("<label>Code <input autocomplete=one-time-code value=314159></label>")
    with covered(page):
        assert "314159" not in visible_values(page)
    assert "314159" in visible_values(page)


def test_the_password_is_in_no_message_when_it_cannot_be_typed(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start()
    from automation.screens import SignIn

    password = SignIn.password.fget  # type: ignore[attr-defined]
    assert password is not None

    class Stubborn:
        def __init__(self, control: Any) -> None:
            self.control = control
            self.locator = control.locator

        def find(self) -> Any:
            found = self.control.find()
            found.evaluate("element => { element.disabled = true }")
            found.page.set_default_timeout(500)
            return found

    monkeypatch.setattr(SignIn, "password", property(lambda form: Stubborn(password(form))))
    message = said(operator.create(tenant), 1, "technical_failure")
    assert message == "A secret could not be typed into its field (time-out)."
    assert scan(written(operator), secrets_of(tenant)) == []
    assert tenant.state.snapshot()["sign_in_attempts"] == {}


def test_tokens_and_cookies_are_nowhere(start: Start, operator: Operator) -> None:
    tenant = start(appearance={"session": "indexeddb"})
    handed_out: list[str] = []
    issue, sign_in = tenant.state.tokens.issue, tenant.state.sessions.sign_in

    def issued(consumer: Any) -> Any:
        pair = issue(consumer)
        handed_out.extend((pair.access, pair.refresh))
        return pair

    def signed_in(*given: str) -> Any:
        session = sign_in(*given)
        handed_out.extend((session.token, session.hint))
        return session

    tenant.state.tokens.issue = issued  # type: ignore[method-assign]
    tenant.state.sessions.sign_in = signed_in  # type: ignore[method-assign]
    result = operator.create(tenant, trace=True)
    assert (result.exit_code, result.verified) == (0, True), result.error
    assert len(handed_out) == 4
    ledger = operator.home / "state" / "ledger.sqlite3"
    assert ledger in written(operator)
    assert scan(written(operator), handed_out) == []
    everything = json.dumps(result.as_json()) + " ".join(operator.heard)
    assert not [value for value in (*handed_out, *secrets_of(tenant)) if value in everything]
