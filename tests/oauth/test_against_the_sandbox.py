"""The check, and a client that others wrote, against the replica tenant."""

from __future__ import annotations

from dataclasses import replace

import pytest
import requests
from requests_oauthlib import OAuth2Session

from automation.credential import Credential
from automation.oauth import Verification, check_token
from automation.redaction import Secret
from automation.sandbox import Sandbox, SandboxOptions


@pytest.fixture(scope="module")
def tenant():
    with Sandbox(SandboxOptions()) as running:
        yield running


@pytest.fixture
def pair(tenant):
    """Saves a consumer as the screens do, and makes a credential of the answer."""

    def save(group: str = "Integraciones", grant_type: str = "client_credentials", callback: str = "") -> Credential:
        with requests.Session() as session:
            sign_in = {"email": tenant.email, "password": tenant.password}
            session.post(f"{tenant.base_url}/bff/signin", json=sign_in, timeout=10).raise_for_status()
            found = tenant.state.group_named(group)
            assert found is not None
            request = {"name": "n", "description": "", "permission_group": found.id, "hub": False}
            request |= {"grant_type": grant_type, "callback_url": callback}
            answer = session.post(f"{tenant.base_url}/bff/oauth-consumers", json=request, timeout=10)
            answer.raise_for_status()
        saved = answer.json()
        return Credential(tenant.base_url, "", saved["name"], saved["key"], Secret(saved["secret"]), grant_type, group)

    return save


@pytest.fixture
def check(tenant):
    return lambda credential: check_token(f"{tenant.base_url}/oauth/token", f"{tenant.base_url}/api", credential)


def test_a_pair_whose_group_opens_items_reads_them(pair, check):
    assert check(pair()) == Verification(True, "token issued, items readable")


def test_a_pair_whose_group_does_not_open_items_works_and_that_is_said(pair, check):
    assert check(pair("Solo Activos")) == Verification(
        True, "token issued; the permission group does not allow items (401 UNAUTHORIZED_ENDPOINT)"
    )


def test_a_wrong_secret_is_refused(pair, check):
    found = check(replace(pair(), secret=Secret("0" * 32)))
    assert found == Verification(False, "the token address refused the pair (401 invalid_client)")


def test_an_authorization_code_pair_cannot_be_proven_alone(pair, check):
    found = check(pair(grant_type="authorization_code", callback="https://app.example/callback"))
    assert found.verified is None
    assert "when a user grants it" in found.text


def test_a_third_party_client_gets_a_token_with_the_pair_and_reads_items(pair, tenant, monkeypatch):
    from oauthlib.oauth2 import BackendApplicationClient

    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    credential = pair()
    with OAuth2Session(client=BackendApplicationClient(client_id=credential.key)) as session:
        session.fetch_token(
            f"{tenant.base_url}/oauth/token", auth=(credential.key, credential.secret.get_secret_value()), timeout=10
        )
        answer = session.get(f"{tenant.base_url}/api/items/", params={"limit": 1}, timeout=10).json()
    assert answer["success"] is True
    assert len(answer["data"]) == 1
