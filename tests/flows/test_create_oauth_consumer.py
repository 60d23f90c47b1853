"""The main job: the article replayed, in four languages, with both grant types."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable

import pytest
from oauthlib.oauth2 import BackendApplicationClient
from requests_oauthlib import OAuth2Session

from automation.sandbox import Sandbox, SandboxOptions
from automation.screens import ConsumerRequest
from automation.vaults import open_vault
from flows.read_oauth_consumers import READ

from .conftest import Operator

Secrets = Callable[[Sandbox], list[str]]


@pytest.mark.parametrize("language", ["es", "en", "fr", "pt"])
def test_a_consumer_is_created_kept_and_verified(operator: Operator, secrets_of: Secrets, language: str) -> None:
    with Sandbox(SandboxOptions(language=language)) as tenant:
        result = operator.create(tenant)
        assert result.status == "created", result.error
        assert result.language == language
        assert [step["status"] for step in result.steps] == ["done"] * 7
        assert result.verified is True
        assert result.verification == "token issued, items readable"
        assert result.drift == []
        assert result.note == ""

        vault = operator.home / "credentials.json"
        assert stat.S_IMODE(vault.stat().st_mode) == 0o600
        assert result.credential is not None
        kept = open_vault(f"json:{vault}", base=operator.home).get(result.credential)
        made = next(consumer for consumer in tenant.state.consumers if consumer.name == "ERP bridge")
        assert (kept.key, kept.secret.get_secret_value()) == (made.key, made.secret)

        printed = json.dumps(result.as_json())
        written = b"".join(path.read_bytes() for path in operator.files())
        assert written
        for secret in secrets_of(tenant):
            assert secret not in printed
            assert secret.encode() not in written


def test_the_same_name_again_is_reused_and_still_there_is_one(operator: Operator) -> None:
    with Sandbox() as tenant:
        first = operator.create(tenant)
        again = operator.create(tenant, ConsumerRequest("  erp BRIDGE ", "Reportes"))
        assert (first.status, again.status) == ("created", "reused")
        assert again.consumer is not None
        assert first.consumer is not None
        assert again.consumer.key == first.consumer.key
        assert again.verified is True
        assert [step["status"] for step in again.steps] == ["done"] * 5 + ["skipped"] * 2
        assert tenant.state.saves == 1
        assert [consumer.name for consumer in tenant.state.consumers].count("ERP bridge") == 1


def test_an_authorization_code_consumer_gets_its_callback_url(operator: Operator) -> None:
    with Sandbox() as tenant:
        request = ConsumerRequest(
            "Portal", "Reportes", grant_type="authorization_code", callback_url="https://example.com/back", hub=True
        )
        result = operator.create(tenant, request)
        assert result.status == "created", result.error
        made = next(consumer for consumer in tenant.state.consumers if consumer.name == "Portal")
        assert (made.grant_type, made.callback_url, made.hub) == (
            "authorization_code",
            "https://example.com/back",
            True,
        )


def test_a_dry_run_stops_before_save_and_keeps_nothing(operator: Operator) -> None:
    with Sandbox() as tenant:
        result = operator.create(tenant, dry_run=True)
        assert result.status == "planned"
        assert [step["status"] for step in result.steps] == ["done"] * 6 + ["skipped"]
        assert tenant.state.saves == 0
        assert not (operator.home / "credentials.json").exists()


def test_if_exists_fail_refuses_and_changes_nothing(operator: Operator) -> None:
    with Sandbox() as tenant:
        name = next(iter(tenant.state.consumers)).name
        result = operator.create(tenant, ConsumerRequest(name, "Reportes"), if_exists="fail")
        assert (result.status, result.exit_code) == ("refused", 3)
        assert result.error is not None
        assert "Choose another name, or use --if-exists reuse" in str(result.error["message"])
        assert tenant.state.saves == 0


def test_an_existing_consumer_is_adopted_by_read(operator: Operator) -> None:
    with Sandbox() as tenant:
        existing = next(iter(tenant.state.consumers))
        result = operator.create(tenant, ConsumerRequest(existing.name, ""), flow=READ)
        assert result.status == "reused", result.error
        assert result.credential is not None
        kept = open_vault(f"json:{operator.home / 'credentials.json'}", base=operator.home).get(result.credential)
        assert kept.secret.get_secret_value() == existing.secret
        assert tenant.state.saves == 0


def test_a_third_party_client_can_use_the_pair(operator: Operator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the replica is on loopback
    with Sandbox() as tenant:
        result = operator.create(tenant)
        assert result.credential is not None
        pair = open_vault(f"json:{operator.home / 'credentials.json'}", base=operator.home).get(result.credential)
        with OAuth2Session(client=BackendApplicationClient(client_id=pair.key)) as client:
            client.fetch_token(f"{tenant.base_url}/oauth/token", client_secret=pair.secret.get_secret_value())
            answer = client.get(f"{tenant.base_url}/api/items/?limit=1").json()
        assert answer["success"] is True
        assert len(answer["data"]) == 1


def test_a_group_that_does_not_open_items_is_said_and_still_verified(operator: Operator) -> None:
    with Sandbox() as tenant:
        closed = next(group.name for group in tenant.state.groups if "items" not in group.modules)
        result = operator.create(tenant, ConsumerRequest("ERP bridge", closed))
        assert result.status == "created", result.error
        assert result.verified is True
        assert "permission group" in result.verification


def test_a_kept_session_needs_no_second_sign_in(operator: Operator) -> None:
    with Sandbox() as tenant:
        operator.create(tenant)
        operator.create(tenant, ConsumerRequest("Second", "Reportes"))
        assert tenant.state.snapshot()["sign_in_attempts"] == {tenant.email: 1}
