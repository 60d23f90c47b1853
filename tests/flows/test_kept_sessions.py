from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from automation.browser import SessionStore
from automation.redaction import Secret
from automation.sandbox import Sandbox
from automation.screens import ConsumerRequest
from flows.result import Result
from tests.flows.conftest import NAME, Operator, Start, made
from tests.flows.test_refusals_before_the_form import said

HOLD = """
import sys
from pathlib import Path
from automation.browser import SessionStore
with SessionStore(Path(sys.argv[1])).lock(*sys.argv[2:]):
    print("held", flush=True)
    sys.stdin.read()
"""


def attempts(tenant: Sandbox) -> int:
    return tenant.state.snapshot()["sign_in_attempts"].get(tenant.email, 0)


def planned(result: Result) -> bool:
    return (result.exit_code, result.status) == (0, "planned")


@pytest.mark.parametrize("kind", ["cookie", "indexeddb"])
def test_a_kept_session_is_proven_and_used_without_a_password(start: Start, operator: Operator, kind: str) -> None:
    tenant = start(appearance={"session": kind})
    assert planned(operator.create(tenant, dry_run=True))
    again = operator.create(tenant, config=operator.config(tenant, password=None), dry_run=True)
    assert planned(again), again.error
    assert attempts(tenant) == 1
    (kept,) = (operator.home / "state" / "sessions").glob("*.json")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_session_that_needs_indexeddb_is_none_without_it(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(appearance={"session": "indexeddb"})
    assert planned(operator.create(tenant, dry_run=True))
    load = SessionStore.load

    def without(self: SessionStore, tenant: str, account: str) -> object:
        state = load(self, tenant, account)
        assert state is not None
        return {"cookies": state["cookies"], "origins": []}

    monkeypatch.setattr(SessionStore, "load", without)
    assert planned(operator.create(tenant, dry_run=True))
    assert attempts(tenant) == 2


def test_a_kept_session_that_has_ended_costs_one_sign_in(start: Start, operator: Operator) -> None:
    tenant = start()
    assert planned(operator.create(tenant, dry_run=True))
    tenant.state.sessions.end_all()
    assert planned(operator.create(tenant, dry_run=True))
    assert planned(operator.create(tenant, dry_run=True))
    assert attempts(tenant) == 2


def test_a_kept_session_that_has_ended_says_what_to_do_where_no_password_is_set(
    start: Start, operator: Operator
) -> None:
    tenant = start()
    assert planned(operator.create(tenant, dry_run=True))
    tenant.state.sessions.end_all()
    config = operator.config(tenant, password=None)
    message = said(operator.create(tenant, config=config, dry_run=True), 2, "settings_missing")
    assert "the kept session has ended" in message
    assert "FRACTTAL_PASSWORD is not set" in message
    assert "fracttal-flows login" in message


def test_an_account_of_several_companies_works_in_the_one_that_is_named(start: Start, operator: Operator) -> None:
    tenant = start(companies=("Planta Norte", "Planta Sur"))
    result = operator.create(tenant, config=operator.config(tenant, company="planta sur"), verify=False)
    assert (result.exit_code, result.company) == (0, "planta sur"), result.error
    (mine,) = [one for one in tenant.state.consumers if one.name == NAME]
    assert mine.company.name == "Planta Sur"
    assert tenant.state.harm == []


def test_the_company_is_changed_where_the_kept_session_is_in_another_one(start: Start, operator: Operator) -> None:
    tenant = start(companies=("Planta Norte", "Planta Sur"))
    for company in ("Planta Norte", "Planta Sur"):
        config = operator.config(tenant, company=company)
        result = operator.create(tenant, ConsumerRequest(f"For {company}", "Reportes"), config=config, verify=False)
        assert (result.exit_code, result.status) == (0, "created"), result.error
    assert attempts(tenant) == 1
    assert {one.company.name for one in tenant.state.consumers if one.name.startswith("For ")} == {
        "Planta Norte",
        "Planta Sur",
    }
    assert [one.company.name for one in tenant.state.consumers if one.name == "For Planta Sur"] == ["Planta Sur"]


def test_an_account_is_used_by_one_process_at_a_time(start: Start, operator: Operator) -> None:
    tenant = start()
    store = Path(operator.config(tenant).state_dir)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            HOLD,
            str(store),
            tenant.base_url,
            tenant.email,
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        message = said(operator.create(tenant, config=operator.config(tenant, timeout=1)), 1, "technical_failure")
        holder.communicate()
    assert "Another run on this machine is signed in" in message
    assert attempts(tenant) == 0
    assert planned(operator.create(tenant, dry_run=True))


def test_a_run_in_another_place_that_ends_the_session_is_noticed_and_outlived(start: Start, operator: Operator) -> None:
    from flows.runner import Listener

    tenant = start(two_factor=True)
    config = operator.config(tenant, totp_secret=Secret(tenant.totp_secret))

    class Elsewhere(Listener):
        done = False

        def step_started(self, step: object) -> None:
            if getattr(step, "number", 0) == 4 and not self.done:
                self.done = True
                tenant.state.sessions.end_all()

    result = operator.create(tenant, config=config, listeners=(Elsewhere(),), verify=False)
    assert (result.exit_code, result.status) == (0, "created"), result.error
    assert made(tenant) == operator.kept()
    assert attempts(tenant) == 2
