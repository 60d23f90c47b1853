"""A user's consent, as an application of the tenant's would ask for it: the only proof of an authorization code pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from automation.sandbox import Sandbox

STATE = "matrix"


def proven_by_consent(tenant: Sandbox, key: str, secret: str, callback: str) -> str:
    """Let the tenant's user grant the consumer, trade the code for a token, and read an item with it.

    Args:
        tenant: The replica.
        key: The consumer's key, as the flow read it.
        secret: Its secret, as the vault keeps it.
        callback: The registered callback address.

    Returns:
        "consent's code exchanged, items readable".

    Raises:
        AuthlibBaseError: The token address did not take the pair.
        HTTPStatusError: The tenant refused something on the way.
    """
    import httpx2
    from authlib.integrations.httpx_client import OAuth2Client

    with httpx2.Client(base_url=tenant.base_url, verify=False) as user:
        account = {"email": tenant.email, "password": tenant.password}
        signed_in = user.post("/bff/signin", json=account).raise_for_status().json()
        # A tenant that keeps part of its session in IndexedDB wants that part back with each request.
        user.headers["x-session"] = signed_in.get("session_hint", "")
        asked = {"response_type": "code", "client_id": key, "redirect_uri": callback, "state": STATE}
        answer = user.post("/bff/authorize", json=asked).raise_for_status().json()
    with OAuth2Client(key, secret, redirect_uri=callback, verify=False) as application:
        application.fetch_token(
            f"{tenant.base_url}/oauth/token", authorization_response=answer["redirect"], state=STATE
        )
        application.get(f"{tenant.base_url}/api/items/", params={"limit": 1}).raise_for_status()
    return "consent's code exchanged, items readable"
