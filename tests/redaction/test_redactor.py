from __future__ import annotations

import base64
import csv
import html
import io
import json
import re
import shlex
import sys
import threading
from urllib.parse import quote, quote_plus, unquote, unquote_plus, urlencode
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from loguru import logger

from automation.redaction import STAND_IN, Redactor, Secret

SECRET = "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA"
PASSWORD = 'Señor "O\'Neil" <50%&+/\\> ß€🔑'


def csv_row(value: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow(["x", value])
    return buffer.getvalue()


def fail(message: str) -> None:
    raise RuntimeError(message)


ENCODERS = {
    "plain": str,
    "quote": quote,
    "quote everything": lambda value: quote(value, safe=""),
    "quote_plus": quote_plus,
    "urlencode": lambda value: urlencode({"secret": value}),
    "percent lowercase": lambda value: re.sub("%..", lambda m: m.group().lower(), quote(value, safe="")),
    "URL twice": lambda value: quote(quote(value, safe=""), safe=""),
    "latin-1 URL": lambda value: quote(value, safe="", encoding="latin-1", errors="replace"),
    "JSON": lambda value: json.dumps({"a": value}),
    "JSON with letters": lambda value: json.dumps({"a": value}, ensure_ascii=False),
    "JSON inside JSON": lambda value: json.dumps(json.dumps({"a": value})),
    "JSON with escaped slashes": lambda value: json.dumps(value).replace("/", "\\/"),
    "JSON for a script element": lambda value: json.dumps(value)
    .replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026"),
    "HTML": html.escape,
    "HTML numbers": lambda value: value.encode("ascii", "xmlcharrefreplace").decode(),
    "HTML twice": lambda value: html.escape(html.escape(value)),
    "HTML of JSON": lambda value: html.escape(json.dumps(value)),
    "XML attribute": lambda value: quoteattr(value, {'"': "&#x22;"}),
    "repr": repr,
    "bytes repr": lambda value: repr(value.encode()),
    "shell": shlex.quote,
    "CSV": csv_row,
    "Base64": lambda value: base64.b64encode(value.encode()).decode(),
    "URL-safe Base64": lambda value: base64.urlsafe_b64encode(value.encode()).decode(),
    "Base64 in a URL": lambda value: quote(base64.b64encode(value.encode()).decode(), safe=""),
    "Base64 of JSON": lambda value: base64.b64encode(json.dumps({"a": value}).encode()).decode(),
    "Basic header": lambda value: base64.b64encode(f"key0123456789:{value}".encode()).decode(),
    "Basic header, quoted": lambda value: base64.b64encode(f"key:{quote_plus(value)}".encode()).decode(),
    "hex": lambda value: value.encode().hex(),
    "uppercase hex": lambda value: value.encode().hex().upper(),
}  # fmt: skip


@pytest.fixture
def redactor() -> Redactor:
    made = Redactor()
    for value in (SECRET, PASSWORD):
        made.add(Secret(value))
    return made


@pytest.mark.parametrize("name", ENCODERS)
@pytest.mark.parametrize("value", [SECRET, PASSWORD], ids=["secret", "password"])
def test_every_encoded_form_is_replaced_and_what_stands_around_it_stays(redactor, name, value):
    encoded = ENCODERS[name](value)
    text = redactor.redact(f"before={encoded};after")

    assert encoded not in text
    assert STAND_IN in text
    assert text.startswith("before=")
    assert text.endswith(";after")
    # Nothing long enough to help a guess is left of the encoded value.
    left = text.removeprefix("before=").removesuffix(";after")
    pieces = [piece for piece in left.split(STAND_IN) if piece]
    assert all(ENCODERS[name]("key0123456789").find(piece) >= 0 or len(piece) < 20 for piece in pieces)


@pytest.mark.parametrize("before", range(4))
@pytest.mark.parametrize("after", range(4))
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_base64_is_found_at_every_position_inside_a_longer_text(redactor, before, after, encode):
    whole = b"\xfa" * before + PASSWORD.encode() + b"\xfb" * after
    text = redactor.redact(encode(whole).decode())
    rest = text.replace(STAND_IN, "")

    assert STAND_IN in text
    assert len(rest) <= (before * 8 + 5) // 6 + (after * 8 + 5) // 6 + 2


def read_json(text: str) -> str:
    """Read a JSON string; one that was cut inside an escape is none any more, and is what it says."""
    try:
        return str(json.loads(text))
    except json.JSONDecodeError:
        return text


@settings(deadline=None)  # a machine may be busy
@example(value="0000", around=("À", ""), decoder="json")
@given(
    value=st.text(min_size=4, max_size=24).filter(lambda value: re.search(r"\w{2}", value)),
    around=st.tuples(st.text(max_size=5), st.text(max_size=5)),
    decoder=st.sampled_from(["plain", "quote", "quote_plus", "json", "html", "base64"]),
)
def test_no_value_can_be_read_back_from_redacted_text(value, around, decoder):
    encode, decode = {
        "plain": (str, str),
        "quote": (lambda text: quote(text, safe="", errors="ignore"), unquote),
        "quote_plus": (lambda text: quote_plus(text, errors="ignore"), unquote_plus),
        "json": (json.dumps, read_json),
        "html": (html.escape, html.unescape),
        "base64": (
            lambda text: base64.b64encode(text.encode("utf-8", "ignore")).decode(),
            lambda text: text,
        ),
    }[decoder]
    assume(value.encode("utf-8", "ignore").decode() == value)
    assume(set(value) - set("•●*∙·⬤ "))
    redactor = Redactor()
    redactor.add(value)
    encoded = encode(around[0] + value + around[1])
    cleaned = redactor.redact(encoded)

    assert cleaned != encoded
    if decoder != "base64":
        assert value not in decode(cleaned).replace(STAND_IN, "\0")


ORDINARY = """2025-01-31 10:20:05 | INFO | 7. Click Save ... ok (1.2 s) -> C:\\new\\table "quoted" 'it''s' \\u00e9 ????
{"status": "created", "consumer": {"name": "ERP bridge", "key": "KEY0123456789abcde"}, "x": "\\ud83d\\udd11 \\n"}
<td class="a">Grupo de Permisos &amp; m&aacute;s &#39;</td> https://one.fracttal.com/config?a=%20b&c=%C3%B1+d
Zm9vYmFyYmF6cXV4 636f6e736f6c65 日本 ação        (8 spaces)
"""


@settings(deadline=None)
@given(value=st.text(min_size=4, max_size=24))
@example("𡱼瀢\x9c\U000f1d6d")
@example("日本語字")
@example("\x80\x81\u0100\u0101")
def test_ordinary_text_stays_as_it_is(value):
    assume(" ".join(value.split()) not in ORDINARY)
    redactor = Redactor()
    redactor.add(value)
    assert redactor.redact(ORDINARY) == ORDINARY


def test_the_stand_in_has_one_width_for_all_secrets(redactor):
    redactor.add("abcd")
    assert redactor.redact(SECRET) == redactor.redact("abcd") == STAND_IN


def test_a_secret_that_contains_another_is_replaced_whole_whichever_was_added_first():
    for values in (("abcdef", "xx-abcdef-yy"), ("xx-abcdef-yy", "abcdef")):
        redactor = Redactor()
        for value in values:
            redactor.add(value)
        assert redactor.redact("[xx-abcdef-yy] [abcdef]") == f"[{STAND_IN}] [{STAND_IN}]"


def test_secrets_that_overlap_leave_nothing_of_either():
    redactor = Redactor()
    redactor.add("token-one")
    redactor.add("one-more-token")
    assert redactor.redact("<token-one-more-token>") == f"<{STAND_IN}>"


def test_a_very_short_value_is_replaced_only_as_a_whole_word():
    redactor = Redactor()
    redactor.add("ab1")
    assert redactor.redact("the password ab1, cab1n, ab12") == f"the password {STAND_IN}, cab1n, ab12"


@pytest.mark.parametrize("value", ["", "   ", "••••••••", "●●●●", "****"])
def test_what_is_no_value_is_not_taken_for_a_secret(value):
    redactor = Redactor()
    redactor.add(value)
    assert redactor.values == ()
    assert redactor.redact("a   b **** ●●●●") == "a   b **** ●●●●"


def test_redacting_twice_changes_nothing_more(redactor):
    once = redactor.redact(f"{SECRET} and {PASSWORD}")
    assert redactor.redact(once) == once


def test_accents_written_the_other_way_are_found():
    redactor = Redactor()
    redactor.add("Contrase\u00f1a!")
    assert redactor.redact("Contrasen\u0303a!") == STAND_IN


def test_a_seed_shown_in_groups_is_found_without_its_spaces():
    redactor = Redactor()
    redactor.add("JBSW Y3DP EHPK 3PXP")
    assert redactor.redact("secret=JBSWY3DPEHPK3PXP&issuer") == f"secret={STAND_IN}&issuer"


def test_data_is_redacted_in_keys_values_and_numbers_and_stays_data(redactor):
    redactor.add("90210777")
    data = {
        "a": [SECRET, 1, 2.5, None, True],
        SECRET: {"deep": (PASSWORD,)},
        "n": 90210777,
        "s": Secret("never told"),
    }
    cleaned = redactor.redact_data(data)
    assert cleaned == {
        "a": [STAND_IN, 1, 2.5, None, True],
        STAND_IN: {"deep": [STAND_IN]},
        "n": STAND_IN,
        "s": STAND_IN,
    }
    assert data["a"][0] == SECRET
    json.dumps(cleaned)


def test_what_json_does_not_know_becomes_redacted_text(redactor):
    assert redactor.redact_data({"error": ValueError(f"bad {SECRET}"), "raw": SECRET.encode()}) == {
        "error": f"bad {STAND_IN}",
        "raw": STAND_IN,
    }


def test_the_log_shows_neither_message_nor_exception_nor_extra_with_a_secret(redactor):
    lines: list[str] = []
    sink = logger.add(lines.append, format="{message} {extra} {exception}", diagnose=False, backtrace=True)
    logger.configure(patcher=redactor.patch)
    try:
        try:
            try:
                fail(f"first: {SECRET}")
            except RuntimeError as exc:
                raise ValueError(f"then: {PASSWORD}") from exc
        except ValueError:
            logger.bind(token=SECRET, nested={"p": [PASSWORD]}).exception("signing in with {}", PASSWORD)
        logger.opt(colors=True).info("<red>{}</red>", SECRET)
    finally:
        logger.remove(sink)
        logger.configure(patcher=None)

    text = "".join(lines)
    assert SECRET not in text
    assert PASSWORD not in text
    assert repr(PASSWORD) not in text
    assert f"RuntimeError: first: {STAND_IN}" in text
    assert f"ValueError: then: {STAND_IN}" in text
    assert f"'token': '{STAND_IN}'" in text
    assert text.count(STAND_IN) >= 6


def test_threads_that_add_and_redact_at_once_lose_no_value():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    redactor = Redactor()
    values = [f"thread-{thread}-value-{number}" for thread in range(8) for number in range(25)]
    start = threading.Barrier(9)
    problems: list[str] = []

    def add(part: list[str]) -> None:
        start.wait()
        for value in part:
            redactor.add(value)
            if redactor.redact(value) != STAND_IN:
                problems.append(value)

    def read() -> None:
        start.wait()
        for _ in range(200):
            redactor.redact("nothing of interest")

    threads = [threading.Thread(target=add, args=(values[at::8],)) for at in range(8)]
    threads.append(threading.Thread(target=read))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sys.setswitchinterval(before)

    assert problems == []
    assert {value.get_secret_value() for value in redactor.values} == set(values)


def test_a_run_of_backslashes_in_a_password_does_not_stall():
    redactor = Redactor()
    redactor.add("a\\\\\\\\\\\\\\\\'\\\"b")
    assert redactor.redact(json.dumps("\\" * 3000) + json.dumps("a\\\\\\\\\\\\\\\\'\\\"b")).endswith(f'"{STAND_IN}"')


def test_a_password_that_is_no_valid_text_is_redacted_too():
    redactor = Redactor()
    redactor.add("caf\udce9-1234")
    assert redactor.redact("password=caf\udce9-1234;") == f"password={STAND_IN};"
