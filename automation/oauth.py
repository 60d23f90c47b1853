"""Asks the token address whether a key and secret work, and the API whether they open anything.

The addresses and answers are those of facts §4: docs of the API, and what integrators met.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from httpx2 import HTTPError, HTTPStatusError, InvalidURL, Response

from automation.redaction import Redactor

if TYPE_CHECKING:
    from automation.credential import Credential

_RATE_LIMITS = (406, 429)  # 406 is what this API says instead of 429
_REFUSALS = (400, 401, 403)
_NOT_THE_PAIR_S_FAULT = ("unsupported_grant_type", "invalid_request", "invalid_scope", "temporarily_unavailable")
_LONGEST_QUOTE = 120
_ASK_LATER = "the pair could not be checked, and is kept"


@dataclass(frozen=True)
class Verification:
    """Whether a pair works.

    Args:
        verified: True, the token address took it; False, it refused it; None, that could not be found out.
        text: What was asked and answered, for people; without secrets.
    """

    verified: bool | None
    text: str


def check_token(token_url: str, api_url: str, credential: Credential, *, timeout_seconds: float = 20) -> Verification:
    """Get a token with the pair, and read one item with the token; nothing is raised, whatever answers or does not.

    Args:
        token_url: The token address, https://one.fracttal.com/oauth/token.
        api_url: The API's root, https://app.fracttal.com/api.
        credential: The pair and its kind.
        timeout_seconds: For connecting and for each answer.
    """
    redactor = Redactor()
    redactor.add(credential.secret)
    with OAuth2Client(
        client_id=credential.key,
        client_secret=credential.secret.get_secret_value(),
        token_endpoint_auth_method="client_secret_basic",  # noqa: S106  # the name of a method
        leeway=0,
        timeout=timeout_seconds,
    ) as client:
        result = _token(client, token_url, credential, redactor)
        if isinstance(result, Verification):
            found = result
        else:
            for value in result.values():
                if isinstance(value, str):
                    redactor.add(value)  # the tokens; the service might repeat them in a message
            found = _items(client, f"{api_url.rstrip('/')}/items/", redactor)
    return Verification(found.verified, redactor.redact(found.text))


class _NoTokenError(Exception):
    def __init__(self, answer: Response) -> None:
        super().__init__(answer.status_code)
        self.answer = answer


def _only_success(answer: Response) -> Response:
    if answer.status_code != HTTPStatus.OK:
        raise _NoTokenError(answer)
    return answer


def _token(client: OAuth2Client, url: str, credential: Credential, redactor: Redactor) -> dict[str, Any] | Verification:
    """Return the token's answer, or what to say where there is none."""
    client.register_compliance_hook("access_token_response", _only_success)
    try:
        token: dict[str, Any] = client.fetch_token(url, grant_type="client_credentials")
    except _NoTokenError as exc:
        return _without_token(exc.answer, credential, url, redactor)
    except AuthlibBaseError as exc:  # an OAuth error that came with status 200
        return _refused(credential, f"200 {exc.error}", url)
    except (HTTPError, InvalidURL) as exc:
        return Verification(None, f"the token address did not answer ({_cause(exc)}); {_ASK_LATER}")
    except ValueError:
        token = {}
    if not isinstance(token.get("access_token"), str):
        return Verification(None, "the token address answered 200 without a token; is FRACTTAL_TOKEN_URL right?")
    return token


def _without_token(answer: Response, credential: Credential, url: str, redactor: Redactor) -> Verification:
    status, body = answer.status_code, _object(answer)
    code = redactor.redact(str(body.get("error") or body.get("message") or ""))[:_LONGEST_QUOTE]
    said = f"{status} {code}".strip()
    if status in _RATE_LIMITS:
        return Verification(None, f"too many requests ({said}{_when(answer)}); {_ASK_LATER}")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in _NOT_THE_PAIR_S_FAULT:
        return Verification(None, f"the token address answered {said}; {_ASK_LATER}")
    # A bare 400 or 403 is how gateways and firewalls refuse; a bare 401 is about the pair all the same.
    if status in _REFUSALS and (body or status == HTTPStatus.UNAUTHORIZED):
        return _refused(credential, said, url)
    return Verification(None, f"the token address answered {said}; is FRACTTAL_TOKEN_URL right? {_ASK_LATER}")


def _refused(credential: Credential, said: str, url: str) -> Verification:
    if credential.grant_type != "authorization_code":
        return Verification(False, f"the token address refused the pair ({said})")
    where = urlsplit(url)._replace(path="/oauth/authorize", query=urlencode({"response_type": "code"}))
    return Verification(
        None,
        f"an authorization code consumer gets its first token when a user grants it (asked without one: {said}); open "
        f"{where.geturl()}&client_id={credential.key}&redirect_uri=CALLBACK_URL, grant it, and exchange the code that "
        "arrives at the callback URL at the token address",
    )


def _items(client: OAuth2Client, url: str, redactor: Redactor) -> Verification:
    """Read one item; a token was issued, so the pair works, and what is in question is how far it reaches."""
    try:
        answer = client.get(url, params={"limit": 1})
    except (HTTPError, InvalidURL, AuthlibBaseError) as exc:
        return Verification(True, f"token issued; items could not be asked ({_cause(exc)})")
    status, body = answer.status_code, _object(answer)
    message = redactor.redact(str(body.get("message") or ""))[:_LONGEST_QUOTE]
    said = f"{status} {message}".strip()
    if status == HTTPStatus.OK and body.get("success") is True:
        return Verification(True, "token issued, items readable")
    if message == "UNAUTHORIZED_ENDPOINT" or status == HTTPStatus.FORBIDDEN:
        return Verification(True, f"token issued; the permission group does not allow items ({said})")
    if status == HTTPStatus.UNAUTHORIZED:
        doubt = "is FRACTTAL_API_URL that of the same tenant?"
        return Verification(None, f"token issued, but the API refused it ({said}); {doubt}")
    if status in _RATE_LIMITS:
        reason = f"could not be asked: too many requests ({said}{_when(answer)})"
    elif status == HTTPStatus.OK and "success" in body:
        reason = f"refused: success false ({said})"
    else:
        reason = f"answered {said}: is FRACTTAL_API_URL right?"
    return Verification(True, f"token issued; items {reason}")


def _object(answer: Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _when(answer: Response) -> str:
    seconds = answer.headers.get("retry-after") or answer.headers.get("ratelimit-reset") or ""
    return f", again in {seconds} s" if seconds.isdecimal() else ""


def _cause(exc: Exception) -> str:
    if isinstance(exc, HTTPStatusError):
        return str(exc.response.status_code)
    return f"{type(exc).__name__}: {exc}" if str(exc) else type(exc).__name__
