"""Secret values, and the one Redactor that every way out of the program passes."""

from __future__ import annotations

import re
import threading
import traceback
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr as Secret

from automation.secret_forms import SecretForms

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STAND_IN", "Redactor", "Secret", "quotable"]

STAND_IN = "••••••••"
"""What is shown in place of a secret; its width never tells the secret's length."""

_LIKE_A_SECRET = re.compile(r"(?=[\w\-+/=]*[0-9])(?=[\w\-+/=]*[A-Za-z])[\w\-+/=]{16,}")
_DOTS = set("•●*∙·⬤ ")


class Redactor:
    """Replaces every secret it was told, in every form of `secret_forms`, in whatever leaves the program.

    It goes by value, not by field name, so a secret is found wherever it turns up. Values of one to three characters
    are replaced only where they stand as a whole word: as parts of words they would blacken every text. Redact
    before cutting a text short, or half a secret is left at the cut. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._secrets: dict[str, SecretForms] = {}

    def add(self, value: Secret | str) -> None:
        """Replace this value from now on; an empty value, or one that is only dots, is no secret and is passed over."""
        plain = value.get_secret_value() if isinstance(value, Secret) else value
        if not set(plain) - _DOTS or plain in self._secrets:
            return
        with self._lock:
            # A new dictionary, not a change of the old one: `redact` reads it without the lock.
            self._secrets = {**self._secrets, plain: SecretForms(plain)}

    @property
    def values(self) -> tuple[Secret, ...]:
        """All values told so far, as a scan of the written files needs them."""
        return tuple(Secret(value) for value in self._secrets)

    def redact(self, text: str) -> str:
        """Return the text with the stand-in in the place of every secret."""
        places = sorted((place.start, place.end) for forms in self._secrets.values() for place in forms.find(text))
        if not places:
            return text
        parts, kept_to = [], 0
        for start, end in places:
            if end <= kept_to:
                continue
            if start >= kept_to:  # else it overlaps the last one, and one stand-in serves both
                parts += [text[kept_to:start], STAND_IN]
            kept_to = end
        return "".join([*parts, text[kept_to:]])

    def redact_data(self, data: Any) -> Any:
        """Return a copy of JSON-like data, keys included, with every secret replaced.

        Args:
            data: Dictionaries, lists, texts, numbers. A `Secret` becomes the stand-in, a number that spells a secret
                too, and any object that JSON does not know becomes its redacted `str`.
        """
        if isinstance(data, dict):
            return {self.redact(str(key)): self.redact_data(value) for key, value in data.items()}
        if isinstance(data, (list, tuple, set, frozenset)):
            return [self.redact_data(value) for value in data]
        if data is None or isinstance(data, (bool, int, float)):
            return STAND_IN if str(data) in self._secrets else data
        if isinstance(data, Secret):
            return STAND_IN
        return self.redact(data.decode("utf-8", "replace") if isinstance(data, bytes) else str(data))

    def patch(self, record: Mapping[str, Any]) -> None:
        """Clean a log record before any sink formats it; for `logger.configure(patcher=redactor.patch)`.

        The traceback joins the message as redacted text: left to the sinks, it would be formatted out of the reach
        of this method.

        Args:
            record: loguru's record; changed in place.
        """
        entry: Any = record
        message = str(entry["message"])
        if entry["exception"] is not None:
            kind, value, trace = entry["exception"]
            message += "\n" + "".join(traceback.format_exception(kind, value, trace)).rstrip()
            entry["exception"] = None
        entry["message"] = self.redact(message)
        entry["extra"].update(self.redact_data(entry["extra"]))


def quotable(text: str, most: int = 200) -> str:
    """Make a text of the screen fit for a message, when nobody knows yet what on that screen is a secret.

    Args:
        text: As the screen shows it; words of sixteen or more letters and digits mixed become the stand-in.
        most: Characters to keep, in whole words: half a secret would not be recognised by a Redactor.
    """
    words = _LIKE_A_SECRET.sub(STAND_IN, text).split()
    kept = ""
    for word in words:
        if len(kept) + len(word) + 1 > most:
            return f"{kept} …".strip()
        kept = f"{kept} {word}".strip()
    return kept
