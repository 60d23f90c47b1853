from __future__ import annotations

import base64
import gzip
import io
import json
import sqlite3
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from automation.leak_scan import UNREADABLE, purge, scan
from automation.redaction import Redactor, Secret

SECRET = "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA"
PASSWORD = 'pa"ss wörd/€1'
VALUES = [Secret(SECRET), PASSWORD]
FILLING = ("nothing of interest here\n" * 400).encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">2I5B", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + pixels + chunk(b"IEND", b"")


def webp(kind: bytes, body: bytes) -> bytes:
    inner = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def around(data: bytes) -> bytes:
    return FILLING + data + FILLING


HIDING_PLACES = {
    "a log": around(SECRET.encode()),
    "a password in UTF-8": around(PASSWORD.encode()),
    "JSON": json.dumps({"value": PASSWORD}).encode(),
    "JSON in UTF-16": json.dumps({"value": PASSWORD}).encode("utf-16"),
    "UTF-16, little end first": around(b"") + PASSWORD.encode("utf-16-le") + b"\n\0",
    "UTF-16, big end first": PASSWORD.encode("utf-16-be"),
    "UTF-32": SECRET.encode("utf-32"),
    "Latin-1": 'pa"ss wörd/'.encode("latin-1") + b"?1",
    "a Basic header": b"authorization: Basic " + base64.b64encode(f"key:{SECRET}".encode()),
    "hex": SECRET.encode().hex().encode(),
    "a zip member": zipped({"0-trace.network": around(SECRET.encode())}),
    "a zip in a zip": zipped({"data/attachment": zipped({"body": around(PASSWORD.encode())})}),
    "a zip packed with bzip2": zipped({"a": around(SECRET.encode())}, zipfile.ZIP_BZIP2),
    "a zip packed with lzma": zipped({"a": around(SECRET.encode())}, zipfile.ZIP_LZMA),
    "a zip cut off in the middle": zipped({"a": around(SECRET.encode()), "b": FILLING})[:-120],
    "a zip without its table of contents": zipped({"a": FILLING, "b": around(SECRET.encode())}).split(b"PK\1\2")[0],
    "a zip inside a cut-off zip": zipped({"a": zipped({"b": around(SECRET.encode())}), "z": FILLING})[:-100],
    "a zip member's name": zipped({f"resources/{SECRET}": b"x"}),
    "gzip": gzip.compress(around(SECRET.encode())),
    "gzip, second member": gzip.compress(FILLING) + gzip.compress(around(SECRET.encode())),
    "gzip cut off": gzip.compress(around(SECRET.encode()))[:-12],
    "PNG text": png(chunk(b"tEXt", b"Comment\0" + SECRET.encode())),
    "PNG compressed text": png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(around(SECRET.encode())))),
    "PNG international text": png(
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\1\0en\0t\0" + zlib.compress(around(PASSWORD.encode())))
    ),
    "PNG international text, plain": png(chunk(b"iTXt", b"Title\0\0\0\0\0" + PASSWORD.encode())),
    "behind the end of a PNG": png() + SECRET.encode(),
    "a PNG in a zip": zipped({"1.png": png(chunk(b"zTXt", b"C\0\0" + zlib.compress(around(SECRET.encode()))))}),
    "WebP EXIF": webp(b"EXIF", around(SECRET.encode())),
    "WebP XMP": webp(b"XMP ", f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()),
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_a_secret_is_found_wherever_it_hides_and_the_file_deleted(tmp_path, place):
    guilty = tmp_path / "deep" / "guilty"
    guilty.parent.mkdir()
    guilty.write_bytes(HIDING_PLACES[place])
    innocent = tmp_path / "innocent.log"
    innocent.write_bytes(FILLING)

    leaks = scan(tmp_path, VALUES)

    assert {leak.path for leak in leaks} == {guilty}
    assert UNREADABLE not in {leak.form for leak in leaks}
    assert purge(leaks) == [guilty]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [innocent]


@pytest.mark.parametrize(
    ("place", "form", "member"),
    [
        ("a log", "plain", ""),
        ("JSON", "escaped", ""),
        ("a Basic header", "base64", ""),
        ("hex", "hex", ""),
        ("a zip member", "plain", "0-trace.network"),
        ("a zip in a zip", "plain", "data/attachment!body"),
        ("PNG compressed text", "plain", "zTXt Comment"),
    ],
)
def test_a_leak_says_where_and_in_which_form_but_never_the_value(tmp_path, place, form, member):
    (tmp_path / "file").write_bytes(HIDING_PLACES[place])
    leaks = [leak for leak in scan(tmp_path, VALUES) if leak.form != "escaped" or form == "escaped"]

    assert [(leak.form, leak.member) for leak in leaks] == [(form, member)]
    assert SECRET not in repr(leaks) + str(leaks[0])
    assert str(leaks[0]).endswith(f"holds a secret ({form})")


def test_a_member_whose_name_is_the_secret_is_named_without_it(tmp_path):
    (tmp_path / "file.zip").write_bytes(HIDING_PLACES["a zip member's name"])
    assert SECRET not in repr([leak.member for leak in scan(tmp_path, VALUES)])


@pytest.mark.parametrize("ending", ["", "-wal"])
def test_a_row_is_found_in_a_database_and_in_its_write_ahead_log(tmp_path, ending):
    path = tmp_path / "ledger.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    connection.execute("CREATE TABLE t (v TEXT)")
    connection.execute("INSERT INTO t VALUES (?)", (SECRET,))
    if not ending:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = {leak.path.name for leak in scan(tmp_path, VALUES)}
    connection.close()
    assert found == {path.name + ending}


def test_a_file_name_that_holds_the_secret_is_a_leak(tmp_path):
    (tmp_path / f"{SECRET}.txt").write_text("x")
    assert [leak.form for leak in scan(tmp_path, VALUES)] == ["file name"]


@pytest.mark.parametrize("magic", [b"\xfd7zXZ\x00", b"BZh9", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c"])
def test_a_container_nobody_can_open_is_not_taken_for_clean(tmp_path, magic):
    (tmp_path / "packed").write_bytes(magic + b"...")
    leaks = scan(tmp_path, VALUES)
    assert [leak.form for leak in leaks] == [UNREADABLE]
    assert "nothing shows that it holds no secret" in str(leaks[0])


def test_an_encrypted_zip_is_not_taken_for_clean(tmp_path):
    data = bytearray(zipped({"a": b"content"}))
    data[6] |= 1  # the flag in the local header
    data[data.index(b"PK\1\2") + 8] |= 1  # and in the table of contents
    (tmp_path / "locked.zip").write_bytes(bytes(data))
    assert [leak.form for leak in scan(tmp_path, VALUES)] == [UNREADABLE]


def test_archives_nested_without_end_are_not_taken_for_clean(tmp_path):
    data = b"content"
    for _ in range(9):
        data = zipped({"inner.zip": data})
    (tmp_path / "nested.zip").write_bytes(data)
    assert [leak.form for leak in scan(tmp_path, VALUES)] == [UNREADABLE]


def test_an_archive_that_unpacks_to_more_than_the_limit_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr("automation.leak_scan._MOST", 1 << 20)
    (tmp_path / "bomb.zip").write_bytes(zipped({"zeros": bytes(50 << 20)}))
    assert [leak.form for leak in scan(tmp_path, VALUES)] == [UNREADABLE]


def test_clean_files_of_every_kind_stay(tmp_path):
    clean = {
        "run.log": FILLING,
        "result.json": json.dumps({"credential": "json:/vault.json#a/b"}).encode(),
        "trace.zip": zipped({"a": FILLING, "b.zip": zipped({"c": FILLING})}),
        "1.png": png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"text"))),
        "log.gz": gzip.compress(FILLING),
        "empty": b"",
    }
    for name, data in clean.items():
        (tmp_path / name).write_bytes(data)
    assert scan(tmp_path, VALUES) == []
    assert purge([]) == []


def test_a_value_under_four_characters_is_left_out(tmp_path):
    (tmp_path / "run.log").write_text("abc")
    assert scan(tmp_path, ["abc"]) == []
    assert scan(tmp_path, ["abcd"]) == []
    assert scan(tmp_path, ["abc", "run.log"]) != []


def test_a_link_out_of_the_folder_is_not_followed_and_its_target_not_deleted(tmp_path):
    outside = tmp_path / "vault.json"
    outside.write_text(SECRET)
    run = tmp_path / "run"
    run.mkdir()
    (run / "link").symlink_to(outside)
    (run / "folder").symlink_to(tmp_path)
    (run / "nowhere").symlink_to(tmp_path / "missing")
    assert scan(run, VALUES) == []
    assert outside.exists()


def test_single_files_can_be_scanned_and_the_redactor_has_the_values(tmp_path):
    redactor = Redactor()
    redactor.add(SECRET)
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text(SECRET)
    other.write_text(SECRET)
    assert [leak.path for leak in scan([one, tmp_path / "missing"], redactor.values)] == [one]


def test_what_the_redactor_cleaned_the_scan_finds_clean(tmp_path):
    redactor = Redactor()
    for value in (SECRET, PASSWORD):
        redactor.add(value)
    text = "\n".join(
        [json.dumps({"p": PASSWORD}), base64.b64encode(f"key:{SECRET}".encode()).decode(), repr(PASSWORD.encode())]
    )
    path = tmp_path / "run.log"
    Path(path).write_text(text)
    assert scan(tmp_path, redactor.values)
    path.write_text(redactor.redact(text))
    assert scan(tmp_path, redactor.values) == []
