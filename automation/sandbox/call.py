"""What a route is given and what it answers, free of any web framework."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from automation.sandbox.sessions import Session
    from automation.sandbox.state import TenantState

LARGEST_PAGE = 500
WHOLE_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class Call:
    """One request.

    Args:
        state: The tenant.
        query: The address's parameters.
        body: The JSON object that came with it, or {}.
        path: The variable parts of the path.
        given_session: The session, if there is one.
    """

    state: TenantState
    query: Mapping[str, str]
    body: Mapping[str, Any]
    path: Mapping[str, Any]
    given_session: Session | None

    @property
    def session(self) -> Session:
        """The session, on routes that are not reached without one."""
        assert self.given_session is not None
        return self.given_session

    def text(self, name: str) -> str:
        """Take a text out of the body, "" if it is missing or no text."""
        value = self.body.get(name)
        return value if isinstance(value, str) else ""

    def figure(self, name: str, default: int, *, most: int = LARGEST_PAGE) -> int:
        """Take a count out of the address, at most `most`.

        Raises:
            Refusal: 400 malformed, when it is no whole number or below 0.
        """
        text = self.query.get(name, "")
        if not text:
            return default
        if not WHOLE_NUMBER.fullmatch(text):
            raise Refusal(400, "malformed", f"{name} must be a whole number of at least 0")
        return min(int(text), most)


@dataclass(frozen=True)
class Answer:
    """One answer.

    Args:
        body: What becomes JSON.
        status: The HTTP status.
        headers: Further headers.
        cookie: The session cookie to set; "" takes it away, None leaves it.
        after_ms: Milliseconds to wait before it is sent.
        ending: sent, or silent (it never comes), or dropped (the connection is closed instead).
    """

    body: Any = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cookie: str | None = None
    after_ms: float = 0
    ending: Literal["sent", "silent", "dropped"] = "sent"


class Refusal(Exception):  # noqa: N818 -- an answer, not an error of the program
    """The tenant says no: becomes {"error": code, "message": message, …more} with that status."""

    def __init__(self, status: int, code: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.answer = Answer({"error": code, "message": message, **more}, status)
