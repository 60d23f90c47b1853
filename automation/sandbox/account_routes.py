"""Routes of signing in and out, of the account's preferences, and of what every screen needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from automation.sandbox.call import Answer, Call, Refusal
from automation.sandbox.options import LANGUAGES, THEMES
from automation.sandbox.sessions import TRIES_WITHIN, SignInRefused

if TYPE_CHECKING:
    from automation.sandbox.model import Company
    from automation.sandbox.sessions import Session

_REFUSED = {
    "bad_credentials": (401, "wrong e-mail or password"),
    "locked": (423, "the account is locked after too many wrong passwords"),
    "too_many_tries": (429, "too many tries; wait a minute"),
}

# Step 1 of the article shows these figures.
DASHBOARD = {
    "work_orders": {"in_progress": 80, "in_review": 14, "finished": 101},
    "tasks": {"overdue": 21, "planned_percent": 39.2, "unplanned_percent": 60.8, "compliance_percent": 51.8},
    "failures": {"with_damage": 2},
    "assets": {"stopped": 129, "planned_stops": 42, "unplanned_stops": 16},
    "work_requests": {"created": 57, "solved": 27},
}


def bootstrap(call: Call) -> Answer:
    """Tell the screens what they need before they can draw anything."""
    state, options, session = call.state, call.state.options, call.given_session
    signed_in = session if session is not None and session.stage != "two-factor" else None
    account = signed_in.account if signed_in else None
    preferences = state.preferences[account.email] if account else None
    return Answer(
        {
            "signed_in": account is not None,
            "language": preferences.language if preferences else options.language,
            "theme": preferences.theme if preferences else options.theme,
            "appearance": state.appearance,
            "renamed": state.renamed,
            "mutations": state.mutations,
            "super_admin": bool(signed_in and signed_in.super_admin),
            "user": {"name": account.name, "initials": account.name[:2].upper(), "email": account.email}
            if account
            else None,
            "company": _company(signed_in.company) if signed_in and signed_in.company else None,
            "companies": [_company(one) for one in account.companies] if account else [],
            "add_on": options.add_on,
            "hub": options.hub,
            "secret_policy": options.secret_policy,
        }
    )


def sign_in(call: Call) -> Answer:
    """Take e-mail and password; the answer says what comes next and sets the cookie."""
    try:
        session = call.state.sessions.sign_in(call.text("email"), call.text("password"))
    except SignInRefused as refused:
        status, message = _REFUSED[refused.code]
        headers = {"retry-after": str(int(TRIES_WITHIN.total_seconds()))} if status == 429 else {}  # noqa: PLR2004 -- HTTP
        return Answer({"error": refused.code, "message": message}, status, headers)
    return Answer(_next(call, session), cookie=session.token)


def two_factor(call: Call) -> Answer:
    """Take the six digits."""
    if call.session.stage != "two-factor":
        raise Refusal(400, "malformed", "no code is expected")
    if not call.state.sessions.check_code(call.session, call.text("code")):
        raise Refusal(401, "wrong_code", "wrong code")
    return Answer(_next(call, call.session))


def choose_company(call: Call) -> Answer:
    """Take the company to work in; another one than before is recorded as harm."""
    before = call.session.company
    if not call.state.sessions.choose_company(call.session, str(call.body.get("id", ""))):
        raise Refusal(404, "not_found", "the account does not have this company")
    if before is not None and call.session.company != before:
        call.state.harm.append("company_changed")
    return Answer()


def sign_out(call: Call) -> Answer:
    """End the session; recorded as harm."""
    call.state.sessions.end(call.session)
    call.state.harm.append("signed_out")
    return Answer(cookie="")


def set_preferences(call: Call) -> Answer:
    """Take language and theme; they stay with the account."""
    language, theme = call.text("language"), call.text("theme")
    if (language and language not in LANGUAGES) or (theme and theme not in THEMES):
        raise Refusal(400, "malformed", f"languages: {', '.join(LANGUAGES)}; themes: {', '.join(THEMES)}")
    preferences = call.state.preferences[call.session.account.email]
    preferences.language = language or preferences.language
    preferences.theme = theme or preferences.theme
    return Answer()


def dashboard(_call: Call) -> Answer:
    """Show the figures of the article's first picture."""
    return Answer(DASHBOARD)


def poll(_call: Call) -> Answer:
    """Answer what the screens ask once a second."""
    return Answer()


def _company(company: Company) -> dict[str, str]:
    return {"id": company.id, "name": company.name}


def _next(call: Call, session: Session) -> dict[str, Any]:
    answer: dict[str, Any] = {"next": session.stage}
    if call.state.appearance["session"] == "indexeddb":
        answer["session_hint"] = session.hint
    return answer
