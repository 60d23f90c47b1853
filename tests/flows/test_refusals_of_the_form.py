from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from automation.ledger import open_ledger
from automation.redaction import Secret
from automation.screens import ConsumerRequest
from flows.runner import Listener
from tests.flows.conftest import NAME, Operator, Start, made
from tests.flows.test_refusals_before_the_form import said


def test_a_group_that_does_not_exist_is_refused_with_the_nearest_and_how_many_there_are(
    start: Start, operator: Operator
) -> None:
    tenant = start()
    message = said(operator.create(tenant, ConsumerRequest(NAME, "Report")), 3, "permission_group_not_found")
    assert message.startswith("The tenant has no permission group “Report”. It has 8; the nearest are “Reportes”")
    assert "Create the group in Fracttal first, or name one that exists" in message
    assert (tenant.state.saves, operator.outcomes(tenant)) == (0, [])


def test_a_name_that_is_taken_is_refused_where_the_secret_cannot_be_read(start: Start, operator: Operator) -> None:
    tenant = start(secret_policy="shown-once")
    (theirs,) = tenant.state.consumers
    message = said(operator.create(tenant, ConsumerRequest(theirs.name, "Reportes")), 3, "name_taken")
    assert f"(key {theirs.key}); its secret is neither shown again nor in the vault" in message
    assert "choose another name" in message
    assert tenant.state.saves == 0


def test_two_consumers_of_that_name_are_both_named_and_none_is_taken(start: Start, operator: Operator) -> None:
    tenant = start()
    group = tenant.state.group_named("Reportes")
    theirs = [
        tenant.state.create_consumer(tenant.state.companies[0], group, name=name) for name in (NAME, "erp BRIDGE")
    ]
    message = said(operator.create(tenant), 3, "name_taken")
    assert all(one.key in message for one in theirs)
    assert "Delete or rename all but one" in message
    assert (tenant.state.saves, operator.kept()) == (0, {})


def test_a_save_that_the_tenant_refuses_is_quoted_and_nothing_is_created(start: Start, operator: Operator) -> None:
    tenant = start(faults=("save-refused",))
    message = said(operator.create(tenant), 1, "save_refused")
    assert "The app said: “" in message
    assert "Nothing was created. Correct what it objects to and run the command again." in message
    assert (made(tenant), operator.outcomes(tenant)) == ({}, ["not_created"])


def test_a_save_of_which_nobody_can_tell_needs_a_person(start: Start, operator: Operator) -> None:
    tenant = start(faults=("server-error@save",))
    message = said(operator.create(tenant), 4, "save_unknown")
    assert "Save was clicked once" in message
    assert "clicks only if nothing was created" in message
    assert operator.outcomes(tenant) == ["unknown"]


def test_a_save_button_that_cannot_be_clicked_is_no_click(start: Start, operator: Operator) -> None:
    tenant = start(mutations=("extra-required-field",))
    message = said(operator.create(tenant, config=operator.config(tenant, timeout=3)), 1, "technical_failure")
    assert "consumer_form.save is on the screen but could not be clicked within 3 s: it stayed disabled" in message
    assert (tenant.state.saves, operator.outcomes(tenant)) == (0, [])


def test_groups_that_never_load_are_no_missing_group(start: Start, operator: Operator) -> None:
    tenant = start(faults=("groups-failx9",))
    message = said(operator.create(tenant, config=operator.config(tenant, timeout=4)), 1, "nothing_to_choose")
    assert "the groups did not load" in message
    assert tenant.state.saves == 0


def test_another_run_at_work_on_the_same_consumer_is_waited_out(start: Start, operator: Operator) -> None:
    tenant = start()
    config = operator.config(tenant)
    with open_ledger(config) as other:
        other.open_intents(tenant.base_url, tenant.state.companies[0].name, NAME.upper())
        message = said(operator.create(tenant), 1, "another_run")
    assert "Wait until it has ended and run this again" in message
    assert tenant.state.saves == 0


def test_a_secret_in_a_file_of_the_run_fails_it_and_the_file_is_gone(start: Start, operator: Operator) -> None:
    tenant = start()

    class Careless(Listener):
        def step_finished(self, step: Any, record: Any) -> None:
            (folder,) = (operator.home / "runs").iterdir()
            (folder / "notes.txt").write_text(f"signed in with {tenant.password}")

    result = operator.create(tenant, listeners=(Careless(),), dry_run=True)
    assert "notes.txt holds a secret (plain). Deleted: notes.txt" in said(result, 1, "leak_found")
    assert result.run is not None
    assert not (Path(result.run) / "notes.txt").exists()
    assert json.loads((Path(result.run) / "result.json").read_text())["error"]["kind"] == "leak_found"


@pytest.mark.parametrize(
    ("step", "two_factor"),
    [
        ("menu", False),
        ("menu", True),
        ("settings", False),
        ("api-connections", False),
        ("list", False),
        ("form", False),
    ],
)
def test_a_session_that_ends_in_the_middle_is_renewed_once(
    start: Start, operator: Operator, step: str, two_factor: bool
) -> None:
    tenant = start(faults=(f"session-drop@{step}",), two_factor=two_factor)
    config = operator.config(tenant, totp_secret=Secret(tenant.totp_secret))
    result = operator.create(tenant, config=config, dry_run=True)
    assert (result.exit_code, result.status) == (0, "planned"), result.error
    assert tenant.state.snapshot()["sign_in_attempts"] == {tenant.email: 2}


def test_a_session_that_ends_twice_is_not_renewed_again(start: Start, operator: Operator) -> None:
    tenant = start(faults=("session-drop@listx2",))
    message = said(operator.create(tenant, dry_run=True), 1, "session_expired")
    assert "asked to sign in again" in message
    assert tenant.state.snapshot()["sign_in_attempts"] == {tenant.email: 2}


def test_a_session_that_ends_at_save_never_saves_again_by_itself(start: Start, operator: Operator) -> None:
    tenant = start(faults=("session-drop@save",))
    message = said(operator.create(tenant), 1, "save_refused")
    assert "Nothing was created" in message
    assert (tenant.state.saves, made(tenant)) == (0, {})
