"""What Save leaves behind when something breaks around it; `make chaos` does the same with processes that die."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator

import flows.save_once
from automation.credential import Credential
from automation.errors import TechnicalFailure, VaultUnusable
from automation.ledger import Ledger
from automation.screens import Credentials
from automation.screens.save_answer import SaveWatch
from automation.vaults.json_file import JsonVault
from flows.rescue import Rescue
from tests.flows.conftest import NAME, Operator, Start, made


def breaking(monkeypatch: pytest.MonkeyPatch, then: Callable[[Locator], None]) -> None:
    """Do something right after the click, once."""
    click_and_watch = flows.save_once.click_and_watch

    class Clicked:
        def __init__(self, save: Locator) -> None:
            self.save = save

        def click(self, **named: Any) -> None:
            self.save.click(**named)
            monkeypatch.setattr(flows.save_once, "click_and_watch", click_and_watch)
            then(self.save)

    monkeypatch.setattr(
        flows.save_once, "click_and_watch", lambda run, form, save: click_and_watch(run, form, Clicked(save))
    )


def test_one_click_makes_one_consumer_and_its_secret_is_in_the_vault(start: Start, operator: Operator) -> None:
    tenant = start()
    result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status, result.note) == (0, "created", "")
    assert made(tenant) == operator.kept()
    assert tenant.state.saves == 1
    assert operator.outcomes(tenant) == ["stored"]
    again = operator.create(tenant, verify=False)
    assert (again.exit_code, again.status, again.credential) == (0, "reused", result.credential)
    assert tenant.state.saves == 1


@pytest.mark.parametrize("variant", ["live", "redesign"])
def test_a_confirmation_is_given_once_however_long_its_dialog_stays(
    start: Start, operator: Operator, variant: str
) -> None:
    look = {"variant": variant, "confirm_save": "on"}
    tenant = start(faults=("save-slow@1500",), appearance=look, secret_policy="shown-once")
    result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status, result.note) == (0, "created", "")
    assert made(tenant) == operator.kept()
    assert tenant.state.saves == 1


def test_a_list_that_lags_longer_than_the_first_run_waits_makes_no_second_consumer(
    start: Start, operator: Operator
) -> None:
    tenant = start(faults=("list-lag@8", "save-error"))
    config = operator.config(tenant).model_copy(update={"settle": 4.0})
    first = operator.create(tenant, config=config, verify=False)
    assert (first.exit_code, first.status) == (4, "unknown")
    again = operator.create(tenant, config=config, verify=False)
    assert (again.exit_code, again.status) == (0, "reused")
    assert made(tenant) == operator.kept()
    assert tenant.state.saves == 1


def test_a_browser_that_dies_after_the_click_is_no_mere_failure_and_the_next_run_settles_it(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(faults=("save-slow@1500",))
    breaking(monkeypatch, lambda save: save.page.context.close())
    result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status) == (4, "unknown")
    assert result.error is not None
    assert "Run the same command again: it looks first" in result.error["message"]
    assert "TargetClosedError" in result.note
    assert operator.create(tenant, verify=False).exit_code == 0
    assert made(tenant) == operator.kept()
    assert len(made(tenant)) == 1


def test_a_defect_after_the_click_does_not_lose_what_the_click_made(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start()
    read = Credentials.read

    def broken(self: Credentials) -> Any:
        shown = read(self)
        if shown is not None and shown.secret is not None:
            monkeypatch.setattr(Credentials, "read", read)
            raise RuntimeError(f"broken while holding {shown.secret.get_secret_value()}")
        return shown

    monkeypatch.setattr(Credentials, "read", broken)
    result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status) == (0, "created")
    assert "(RuntimeError)" in result.note
    assert made(tenant) == operator.kept()
    assert all(secret not in json.dumps(result.as_json()) for secret in made(tenant).values())


def test_a_ledger_that_fails_after_the_click_does_not_hide_that_the_secret_is_safe(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start()

    def full(*_: Any, **__: Any) -> None:
        raise TechnicalFailure("The ledger cannot be used now: database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "settle", full)
        result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status) == (0, "created")
    assert "disk is full" in result.note
    assert result.credential is not None
    assert made(tenant) == operator.kept()
    again = operator.create(tenant, verify=False)
    assert (again.exit_code, again.status) == (0, "reused")
    assert tenant.state.saves == 1


def test_a_vault_that_fails_after_save_leaves_the_secret_in_a_private_file_for_the_next_run(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(secret_policy="shown-once")
    with monkeypatch.context() as broken:
        break_vault(broken)
        result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.error and result.error["kind"]) == (4, "secret_rescued")
    assert result.error is not None
    files = list((operator.home / "state" / "rescue").glob("*.json"))
    assert str(files[0]) in result.error["message"]
    assert "run the same command again" in result.error["message"]
    assert files[0].stat().st_mode & 0o777 == 0o600
    assert files[0].parent.stat().st_mode & 0o777 == 0o700
    again = operator.create(tenant, verify=False)
    assert (again.exit_code, again.status) == (0, "reused")
    assert made(tenant) == operator.kept()
    assert not files[0].exists()


def test_a_secret_that_could_be_kept_nowhere_is_named_as_orphaned(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(secret_policy="shown-once")
    with monkeypatch.context() as broken:
        break_vault(broken)
        broken.setattr(Rescue, "put", lambda self, credential: 1 / 0)
        result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status) == (4, "orphaned")
    assert result.error is not None
    (key,) = made(tenant)
    assert f"key {key}" in result.error["message"]
    assert "delete the consumer in Fracttal" in result.error["message"]
    assert operator.kept() == {}


def test_a_lost_secret_is_named_with_the_remedy_and_the_remedy_works(start: Start, operator: Operator) -> None:
    tenant = start(secret_policy="shown-once", faults=("save-error",))
    result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status) == (4, "orphaned")
    assert result.error is not None
    (key,) = made(tenant)
    assert f"key {key}" in result.error["message"]
    assert "Delete it in Fracttal (Settings, API Connections, OAuth Consumers)" in result.error["message"]
    assert operator.outcomes(tenant) == ["orphaned"]
    unheeded = operator.create(tenant, verify=False)
    assert (unheeded.exit_code, unheeded.error and unheeded.error["kind"]) == (3, "name_taken")
    tenant.state.delete_consumer(next(one for one in tenant.state.consumers if one.key == key))
    assert operator.create(tenant, verify=False).status == "created"
    assert made(tenant) == operator.kept()


# In a list too long to be shown, that it has grown by two is what tells.
@pytest.mark.parametrize(("already", "runs"), [(1, 2), (120, 1)])
def test_two_consumers_of_one_click_are_both_accounted_for_in_every_run(
    already: int, runs: int, start: Start, operator: Operator
) -> None:
    tenant = start(faults=("save-drop",), consumers=already)
    for _ in range(runs):
        result = operator.create(tenant, verify=False)
        assert (result.exit_code, result.error and result.error["kind"]) == (4, "duplicate_consumer")
        assert result.error is not None
        assert len(made(tenant)) == 2
        (mine,) = operator.kept()
        (other,) = made(tenant).keys() - {mine}
        assert f"The one with key {mine} is kept" in result.error["message"]
        assert f"Delete every other one in Fracttal: key {other}" in result.error["message"]
        assert operator.kept()[mine] == made(tenant)[mine]
    assert tenant.state.saves == 2


def test_two_consumers_whose_secrets_are_lost_are_both_named(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(secret_policy="shown-once", faults=("save-drop",))
    breaking(monkeypatch, lambda save: save.page.wait_for_timeout(700) or save.page.context.close())
    monkeypatch.setattr(SaveWatch, "credentials", lambda watch: None)  # the answer does not arrive
    operator.create(tenant, verify=False)
    assert len(made(tenant)) == 2
    result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.status) == (4, "orphaned")
    assert result.error is not None
    assert all(key in result.error["message"] for key in made(tenant))


def test_a_consumer_of_somebody_else_is_never_called_orphaned(
    start: Start, operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenant = start(secret_policy="shown-once")
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "clicked", lambda self, intent: 1 / 0)  # ended after the intent, before the click
        assert operator.create(tenant, verify=False).exit_code == 1
    assert tenant.state.saves == 0
    group = tenant.state.group_named("Reportes")
    tenant.state.create_consumer(tenant.state.companies[0], group, name=NAME)
    result = operator.create(tenant, verify=False)
    assert (result.exit_code, result.error and result.error["kind"]) == (3, "name_taken")


def break_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every vault but the rescue file fail, after it was proven usable."""
    put = JsonVault.put

    def full(self: JsonVault, credential: Credential) -> str:
        if "rescue" in str(self._file.path):
            return put(self, credential)
        raise VaultUnusable("the disk is full")

    monkeypatch.setattr(JsonVault, "put", full)


@pytest.mark.parametrize("change", [{"faults": ("session-drop@after-save",)}, {"mutations": ("no-secret-field",)}])
def test_a_secret_that_left_the_screen_unread_is_taken_from_the_answer(
    start: Start, operator: Operator, change: dict[str, Any]
) -> None:
    tenant = start(secret_policy="shown-once", **change)
    result = operator.create(tenant, config=operator.config(tenant, timeout=4), verify=False)
    assert (result.exit_code, result.status) == (0, "created"), result.error
    assert made(tenant) == operator.kept()
    assert tenant.state.saves == 1
