"""What is packed inside a file: archive members, compressed bodies, the texts in a picture."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b\x08"
# xz, bzip2, Zstandard, 7-Zip, RAR: nothing here writes them, and to pass them unread would be a guess
_CLOSED = (b"\xfd7zXZ\x00", b"BZh", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07")
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_PIECE = 1 << 20


class UnreadableError(Exception):
    """A container that cannot be unpacked: encrypted, of an unknown kind, or larger than allowed."""


class Allowance:
    """How many bytes may still be unpacked, so that a crafted archive cannot fill the memory.

    Args:
        size: Bytes.
    """

    def __init__(self, size: int) -> None:
        self._left = size

    def take(self, piece: bytes) -> bytes:
        """Count a piece, and give it back.

        Raises:
            UnreadableError: That was more than is allowed.
        """
        self._left -= len(piece)
        if self._left < 0:
            raise UnreadableError
        return piece


def members(data: bytes, allowance: Allowance) -> Iterator[tuple[str, bytes]]:
    """Unpack one level of a file; cut-off and damaged archives give what can still be read of them.

    Args:
        data: The whole file.
        allowance: Shared by all levels of one file.

    Returns:
        Name and content of each member; nothing for a file that packs nothing.

    Raises:
        UnreadableError: It is a container, and its content cannot be seen.
    """
    if data.startswith(_ZIP):
        yield from _zip(data, allowance)
    elif data.startswith(_GZIP):
        yield "gzip", _gunzip(data, allowance)
    elif data.startswith(_PNG):
        yield from _png(data, allowance)
    elif data.startswith(_CLOSED):
        raise UnreadableError


def _zip(data: bytes, allowance: Allowance) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                if entry.comment:
                    yield f"{entry.filename} comment", entry.comment
                with archive.open(entry) as file:
                    pieces = iter(lambda: file.read(_PIECE), b"")  # used up before the next member
                    yield entry.filename, b"".join(allowance.take(piece) for piece in pieces)
    except (zipfile.BadZipFile, EOFError, zlib.error):
        yield from _salvage(data, allowance)  # a killed run leaves archives without their table of contents
    except (RuntimeError, NotImplementedError) as exc:  # encrypted, or packed in a way zipfile does not know
        raise UnreadableError from exc


def _salvage(data: bytes, allowance: Allowance) -> Iterator[tuple[str, bytes]]:
    for found in re.finditer(_ZIP[0], data):
        header = data[found.start() : found.start() + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size:
            continue
        _, _, flags, method, *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        if flags & 1:
            raise UnreadableError
        begin = found.start() + _LOCAL_HEADER.size
        name = data[begin : begin + name_length].decode("utf-8", "replace")
        if method == zipfile.ZIP_DEFLATED:
            yield name, _inflate(data[begin + name_length + extra_length :], -zlib.MAX_WBITS, allowance)[0]
        elif method != zipfile.ZIP_STORED:  # what is stored as it is can be seen in the file itself
            raise UnreadableError


def _gunzip(data: bytes, allowance: Allowance) -> bytes:
    parts = []
    while data.startswith(_GZIP):
        part, data = _inflate(data, zlib.MAX_WBITS | 16, allowance)
        parts.append(part)
    return b"".join(parts)


def _png(data: bytes, allowance: Allowance) -> Iterator[tuple[str, bytes]]:
    """Give the compressed texts of a picture; the plain ones can be seen in the file itself."""
    at = len(_PNG)
    while at + 8 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        at += length + 12
        name = f"{kind.decode('latin-1')} {body.partition(bytes(1))[0][:80].decode('latin-1')}"
        rest = body.partition(b"\0")[2]
        if kind in (b"zTXt", b"iCCP"):
            yield name, _inflate(rest[1:], zlib.MAX_WBITS, allowance)[0]
        elif kind == b"iTXt" and rest[:1] == b"\x01":
            yield name, _inflate(rest[2:].split(b"\0", 2)[-1], zlib.MAX_WBITS, allowance)[0]


def _inflate(data: bytes, window: int, allowance: Allowance) -> tuple[bytes, bytes]:
    """Inflate one stream as far as it goes; return that, and what comes after the stream."""
    machine = zlib.decompressobj(window)
    parts = []
    while data and not machine.eof:
        try:
            parts.append(allowance.take(machine.decompress(data, _PIECE)))
        except zlib.error:
            break
        data = machine.unconsumed_tail
    return b"".join(parts), machine.unused_data
