"""The forms in which one secret value may turn up in a text or in a file.

Every form has an anchor, a plain piece of text that must be there for the form to be there: looking for it is some
thirty times faster than running the form's pattern, and nearly always settles the matter.

The patterns are written for characters 0 to 255 as well as for real text, so that they find the value both in a
`str` and in the bytes of a file read as Latin-1.
"""

from __future__ import annotations

import base64
import json
import re
import unicodedata
from contextlib import suppress
from functools import cached_property, lru_cache
from html.entities import codepoint2name
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 4
"""Shorter values are replaced only as whole words, and a scan of files leaves them out."""

_LETTERS = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}
_HTML_NAMES = {chr(code): name for code, name in codepoint2name.items()} | {"'": "apos"}
_BACKSLASH = r"(?:\\|%(?:25)*5[cC]|&#0*92;)"
_BASE64_SIGNS = {
    "+": r"(?:[+-]|%(?:25)*2[bB]|&#(?:43|[xX]2[bB]);|\\{1,8}u002[bB])",
    "/": r"(?:\\{0,8}/|_|%(?:25)*2[fF]|&#(?:47|[xX]2[fF]);|\\{1,8}u002[fF])",
}
_BASE64_EDGE = "[A-Za-z0-9+/_-]?={0,2}"  # the sign that the value shares with what follows it, and the padding


class Found(NamedTuple):
    """Where a value stands in a text: characters `start` to `end`, as plain, escaped, base64 or hex."""

    start: int
    end: int
    form: str


class _Form:
    def __init__(self, name: str, anchor: str, pattern: str) -> None:
        self.name = name
        self.anchor = anchor
        self._pattern = pattern

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self._pattern)


class SecretForms:
    """One value in plain, and in URL, JSON, HTML, shell, CSV and Python escapes (mixed and nested), Base64 and hex.

    Base64 is found in the standard and the URL-safe alphabet, and at each of the three positions that a value can
    have inside a longer encoded text, such as the "key:secret" of an HTTP Basic header.

    Args:
        value: The secret, at least one character.
    """

    def __init__(self, value: str) -> None:
        self._plain = {value, _utf8(value).decode("latin-1")}
        self._forms = tuple(_forms(value))

    def find(self, text: str) -> Iterator[Found]:
        """Yield every place where the value stands, in no particular order; places may overlap.

        Args:
            text: Real text, or bytes decoded as Latin-1.
        """
        for form in self._forms:
            if form.anchor in text:
                for match in form.pattern.finditer(text):
                    name = "plain" if match.group() in self._plain else form.name
                    yield Found(match.start(), match.end(), name)


def _utf8(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")  # the environment may hold bytes that are no UTF-8


def _forms(value: str) -> Iterator[_Form]:
    if len(value) < SHORTEST:
        yield _Form("plain", value, rf"(?<!\w){re.escape(value)}(?!\w)")
        return
    cores = {}
    for spelling in _spellings(value):
        runs = re.findall("[A-Za-z0-9]+", spelling)
        yield _Form("escaped", max(runs, key=len, default=""), _escaped(spelling))
        for digits in (_utf8(spelling).hex(), _utf8(spelling).hex().upper()):
            yield _Form("hex", digits, digits)
        cores.update(dict.fromkeys(_base64_cores(spelling)))
    for core in cores:
        pattern = "".join(_BASE64_SIGNS.get(sign, sign) for sign in core)
        yield _Form("base64", max(re.split("[+/]", core), key=len), pattern + _BASE64_EDGE)


def _spellings(value: str) -> list[str]:
    """Add what programs do to a value before they write it: compose accents, drop spaces around and inside."""
    composed = [unicodedata.normalize(form, value) for form in ("NFC", "NFD")]
    wanted = (value, *composed, value.strip(), "".join(value.split()))
    return [spelling for spelling in dict.fromkeys(wanted) if len(spelling) >= SHORTEST]


def _escaped(value: str) -> str:
    """Write a pattern that matches the value with any of its characters behind any escape."""
    lossy = sum(char.isascii() for char in value) >= SHORTEST
    parts = []
    for piece in re.findall(r"\\+|[^\\]", value):
        if piece[0] == "\\":  # a run as one: its members' escapes could be told apart in too many ways
            parts.append(f"{_BACKSLASH}{{{len(piece)},{len(piece) * 8}}}")
        else:
            parts.append(_escaped_character(piece, lossy=lossy))
    return "".join(parts)


@lru_cache(maxsize=512)
def _escaped_character(char: str, *, lossy: bool) -> str:
    if char.isascii() and char.isalnum():
        return char
    code = ord(char)
    ways = [re.escape(char), f"&(?:amp;)*#(?:0*{code}|[xX]0*{_any_case(f'{code:x}')});"]
    if char in _HTML_NAMES:
        ways.append(f"&(?:amp;)*{_HTML_NAMES[char]};")
    if char in _LETTERS:
        ways.append(_BACKSLASH + _LETTERS[char])
    ways.append(_each(char.encode("utf-16-be", "surrogatepass").hex(), 4, f"{_BACKSLASH}{{1,8}}u"))
    ways.append(f"{_BACKSLASH}{{1,8}}U{_any_case(f'{code:08x}')}")
    for encoding in ("utf-8", "latin-1"):
        digits = char.encode(encoding, "ignore").hex()
        if digits:
            ways += [_each(digits, 2, "%(?:25)*"), _each(digits, 2, f"{_BACKSLASH}{{1,8}}x")]
    if not char.isascii():  # bytes read as Latin-1, as a file scan sees them
        raw = (char.encode(encoding, "ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
        ways += [re.escape(data.replace(b"\0", b"").decode("latin-1")) for data in raw if data]
    if lossy and code > ord("\xff"):  # what a narrower encoding writes instead; the rest of the value still tells
        ways += [r"\?", "%3F", "\ufffd"]
    ways += {" ": [r"\+"], "'": ["''", r"'\\''", "'\"'\"'"], '"': ['""']}.get(char, [])
    return f"{_BACKSLASH}{{0,8}}(?:{'|'.join(sorted(set(ways), key=len, reverse=True))})"


def _each(digits: str, width: int, before: str) -> str:
    """Put an escape's opening before each group of hexadecimal digits, which may be of either case."""
    return "".join(before + _any_case(digits[at : at + width]) for at in range(0, len(digits), width))


def _any_case(digits: str) -> str:
    return "".join(f"[{digit}{digit.upper()}]" if digit.isalpha() else digit for digit in digits)


def _base64_cores(value: str) -> Iterator[str]:
    """Encode the value alone and inside a longer text, less the signs that it shares with its neighbours."""
    raw = _utf8(value)
    spellings = (value, quote(raw, safe=""), quote_plus(raw), json.dumps(value)[1:-1])
    sources = {_utf8(spelling) for spelling in spellings}
    with suppress(UnicodeEncodeError):  # of a value that Latin-1 cannot write, only a harmless rest would be left
        sources.add(value.encode("latin-1"))
    for source in sources:
        for shift in range(3):
            signs = base64.b64encode(b"\0" * shift + source).decode()
            yield signs[(shift * 8 + 5) // 6 : (shift + len(source)) * 8 // 6]
