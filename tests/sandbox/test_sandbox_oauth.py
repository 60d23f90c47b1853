from __future__ import annotations

import pytest
from authlib.integrations.httpx_client import OAuth2Client

CALLBACK = "https://erp.example/callback?tenant=1"


def token(visitor, auth=None, **form):
    return visitor.post("/oauth/token", auth=auth, data={"grant_type": "client_credentials", **form})


@pytest.fixture
def pair(visit):
    visitor = visit()
    consumer = visitor.save().json()
    return visitor, (consumer["key"], consumer["secret"])


@pytest.mark.parametrize("by", ["client_secret_basic", "client_secret_post"])
def test_a_third_party_client_gets_a_token_and_reads_items(pair, by):
    visitor, (key, secret) = pair
    base = visitor.tenant.base_url
    with OAuth2Client(key, secret, token_endpoint_auth_method=by, verify=False) as client:
        answer = client.fetch_token(f"{base}/oauth/token", grant_type="client_credentials")
        assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)
        assert client.get(f"{base}/api/items/", params={"limit": 1}).json()["success"] is True


@pytest.mark.parametrize("how", ["wrong secret", "wrong key", "no pair", "no Basic"])
def test_a_wrong_pair_is_an_invalid_client(pair, how):
    visitor, (key, secret) = pair
    answer = {
        "wrong secret": lambda: token(visitor, (key, "x" * 32)),
        "wrong key": lambda: token(visitor, ("x" * 18, secret)),
        "no pair": lambda: token(visitor),
        "no Basic": lambda: visitor.post(
            "/oauth/token", data={"grant_type": "client_credentials"}, headers={"Authorization": "Basic %%%"}
        ),
    }[how]()
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.headers["www-authenticate"].startswith("Basic")


def test_a_request_that_is_wrong_in_itself_says_how(pair):
    visitor, auth = pair
    assert token(visitor, auth, grant_type="").json()["error"] == "invalid_request"
    assert token(visitor, auth, grant_type="password").json()["error"] == "unsupported_grant_type"
    assert token(visitor, auth, grant_type="authorization_code").json()["error"] == "unauthorized_client"
    as_json = visitor.post("/oauth/token", auth=auth, json={"grant_type": "client_credentials"})
    assert (as_json.status_code, as_json.json()["error"]) == (400, "invalid_request")
    assert visitor.get("/oauth/token").status_code == 405


def test_a_refresh_token_works_once_and_only_for_its_consumer(pair):
    visitor, auth = pair
    other = visitor.save("Other").json()
    refresh = token(visitor, auth).json()["refresh_token"]
    form = {"grant_type": "refresh_token", "refresh_token": refresh}
    assert token(visitor, (other["key"], other["secret"]), **form).json()["error"] == "invalid_grant"
    renewed = token(visitor, auth, **form).json()
    assert renewed["refresh_token"] != refresh
    assert token(visitor, auth, **form).json()["error"] == "invalid_grant"


def test_a_token_ends_after_an_hour_and_with_its_consumer(pair, clock):
    visitor, auth = pair
    answer = token(visitor, auth).json()
    bearer = {"Authorization": f"Bearer {answer['access_token']}"}
    clock.forward(seconds=3599)
    assert visitor.get("/api/items/", headers=bearer).status_code == 200
    clock.forward(seconds=1)
    expired = visitor.get("/api/items/", headers=bearer)
    assert (expired.status_code, expired.json()["message"]) == (401, "INVALID_TOKEN")
    bearer = {"Authorization": f"Bearer {token(visitor, auth).json()['access_token']}"}
    visitor.http.delete(f"/bff/oauth-consumers/{visitor.control()['consumers'][-1]['id']}").raise_for_status()
    assert visitor.get("/api/items/", headers=bearer).status_code == 401
    assert token(visitor, auth).status_code == 401


def consent(visitor, key, **changes):
    request = {"response_type": "code", "client_id": key, "redirect_uri": CALLBACK, "state": "s 1"}
    return visitor.post("/bff/authorize", json={**request, **changes})


def test_a_third_party_client_trades_the_code_of_a_consent_for_a_token(visit):
    visitor = visit()
    consumer = visitor.save(grant_type="authorization_code", callback_url=CALLBACK).json()
    redirect = consent(visitor, consumer["key"]).json()["redirect"]
    assert redirect.startswith(f"{CALLBACK}&code=")
    endpoint = f"{visitor.tenant.base_url}/oauth/token"
    with OAuth2Client(consumer["key"], consumer["secret"], redirect_uri=CALLBACK, verify=False) as client:
        client.fetch_token(endpoint, authorization_response=redirect, state="s 1")
        assert client.get(f"{visitor.tenant.base_url}/api/items/").status_code == 200
    code = redirect.partition("code=")[2].partition("&")[0]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": CALLBACK}
    assert token(visitor, (consumer["key"], consumer["secret"]), **form).json()["error"] == "invalid_grant"


def test_a_code_dies_with_time_and_at_another_address(visit, clock):
    visitor = visit()
    consumer = visitor.save(grant_type="authorization_code", callback_url=CALLBACK).json()
    auth = (consumer["key"], consumer["secret"])

    def trade(redirect_uri, wait):
        code = consent(visitor, consumer["key"]).json()["redirect"].partition("code=")[2].partition("&")[0]
        clock.forward(minutes=wait)
        return token(visitor, auth, grant_type="authorization_code", code=code, redirect_uri=redirect_uri)

    assert trade(CALLBACK, 4).status_code == 200
    assert trade(CALLBACK, 5).json()["error"] == "invalid_grant"
    assert trade("https://erp.example/callback", 0).json()["error"] == "invalid_grant"
    assert token(visitor, auth).json()["error"] == "unauthorized_client"


def test_consent_is_only_given_to_the_registered_address(visit):
    visitor = visit()
    consumer = visitor.save(grant_type="authorization_code", callback_url=CALLBACK).json()
    credentials = visitor.save("Other").json()
    assert consent(visitor, consumer["key"], redirect_uri=CALLBACK + "/").json()["error"] == "redirect_mismatch"
    assert consent(visitor, "unknown").json()["error"] == "invalid_client"
    assert consent(visitor, credentials["key"]).json()["error"] == "invalid_client"
    assert consent(visitor, consumer["key"], response_type="token").json()["error"] == "unsupported_response_type"
    denied = consent(visitor, consumer["key"], deny=True).json()["redirect"]
    assert denied == f"{CALLBACK}&error=access_denied&state=s+1"
    visitor.post("/bff/signout")
    assert consent(visitor, consumer["key"]).status_code == 401


def test_consent_is_given_in_the_company_of_the_consumer(visit):
    visitor = visit(companies=("Planta Norte", "Planta Sur"))
    north, south = visitor.get("/bff/bootstrap").json()["companies"]
    visitor.post("/bff/company", json={"id": north["id"]})
    consumer = visitor.save(grant_type="authorization_code", callback_url=CALLBACK).json()
    visitor.post("/bff/company", json={"id": south["id"]})
    refused = consent(visitor, consumer["key"])
    assert (refused.status_code, refused.json()["error"]) == (403, "wrong_company")
    assert "Planta Norte" in refused.json()["message"]
