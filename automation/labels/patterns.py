"""A name as a regular expression that Python and the browser read alike.

Playwright hands a Python pattern's source to JavaScript as it is, so only what both spell the same is used:
no named groups, no inline flags, quotes and slashes by number (Playwright's own escaping trips over them).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from automation.names import APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Iterable

NUMBERS = ("shown", "total", "first")
# thousands are grouped with points, commas or thin spaces
NUMBER = r"(\d[\d.,\u00a0\u202f]*)"
TEXT = r"(.+?)"
# the letters that carry accents in the four languages; each one more slows down the compiling of every pattern
ACCENTED = {
    "a": "àáâãäå",
    "c": "ç",
    "e": "èéêë",
    "i": "ìíîï",
    "n": "ñ",
    "o": "òóôõö",
    "u": "ùúûü",
    "y": "ýÿ",
}

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SPECIAL = frozenset(r".^$*+?()[]{}|\-")


def pattern_of(names: Iterable[str], *, whole: bool = True) -> re.Pattern[str]:
    """Match any of some names as people read them: whatever the case, accents, apostrophes and white space.

    Args:
        names: The names; placeholders as in the catalogue.
        whole: The text is the name, but for outer spaces and the marks of a label ("Name *:"). Otherwise the
            name may stand anywhere in the text.
    """
    any_of = "|".join(_source(name) for name in names)
    return re.compile(rf"^\s*(?:{any_of})[\s*:]*$" if whole else f"(?:{any_of})", re.IGNORECASE)


def placeholders(name: str) -> tuple[str, ...]:
    """Name the placeholders of a name in the order of the pattern's groups."""
    return tuple(_PLACEHOLDER.findall(name))


def _source(name: str) -> str:
    pieces = _PLACEHOLDER.split(name.strip())
    # split() alternates between what is around the placeholders and their names
    return "".join(
        _literal(piece) if at % 2 == 0 else NUMBER if piece in NUMBERS else TEXT for at, piece in enumerate(pieces)
    )


def _literal(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("...", "\u2026")
    # white space may be missing where text is split over nodes
    return r"\s*".join("".join(map(_character, word)) for word in re.split(r"\s+", text))


@cache
def _character(char: str) -> str:
    if char in APOSTROPHES:
        return "[" + "".join(f"\\u{ord(each):04x}" for each in APOSTROPHES) + "]"
    if char == "\u2026":
        return r"(?:\.\.\.|\u2026)"
    if char in "/\"'`":
        return f"\\u{ord(char):04x}"
    if char in _SPECIAL:
        return f"\\{char}"
    base = unicodedata.normalize("NFD", char)[0].lower()
    if base not in ACCENTED:
        return char
    rarer = "" if char.lower() in base + ACCENTED[base] else char
    return f"[{base}{ACCENTED[base]}{rarer}]"
