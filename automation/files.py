"""Files that hold secrets: written whole or not at all, for the owner's eyes from their first byte on."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def private_folder(path: Path) -> Path:
    """Make a folder, and those above it that are missing, which only its owner may enter.

    Args:
        path: A folder; one that is there already keeps its mode.
    """
    for folder in (*reversed(path.parents), path):
        with suppress(FileExistsError):
            folder.mkdir(mode=PRIVATE_FOLDER)
    return path


def write_private(path: Path, content: bytes | str) -> None:
    """Replace a file in one step, mode 0600, so that a reader or a crash sees the old content or the new.

    A symbolic link stays one: the file it names is replaced. The bytes are on the disk before this returns.

    Args:
        path: The file; its folder must exist.
        content: The whole content; text is written as UTF-8 with its line ends as they are.

    Raises:
        OSError: The folder or the disk refuses; the old file is untouched.
    """
    data = content.encode() if isinstance(content, str) else content
    target = Path(os.path.realpath(path))
    temporary = _temporary_name(target, "tmp")
    try:
        _write_new(temporary, data, owner_of=target)
        temporary.replace(target)
    except BaseException:
        with suppress(FileNotFoundError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def prove_writable(path: Path, *, room: int = 4096) -> None:
    """Do what `write_private` would do, beside the file instead of to it, and leave nothing behind.

    Args:
        path: The file that will be written; it need not exist.
        room: Bytes that the disk must take beyond the file's present size.

    Raises:
        OSError: What writing would have raised, with a message for people.
    """
    target = Path(os.path.realpath(path))
    size = 0
    if target.exists():
        if not target.is_file():
            raise OSError(f"{target} is not a regular file")
        if os.path.ismount(target):
            raise OSError(f"{target} is mounted as a single file and cannot be replaced; mount its folder")
        facts = target.stat()
        if os.geteuid() not in (0, facts.st_uid):
            raise OSError(f"{target} belongs to another user")
        os.close(os.open(target, os.O_WRONLY))  # read-only, immutable, or on a read-only disk
        size = facts.st_size
    first, second = _temporary_name(target, "probe"), _temporary_name(target, "probe")
    try:
        _write_new(first, b"\0" * (size + room), owner_of=target)
        first.replace(second)
    finally:
        for probe in (first, second):
            with suppress(FileNotFoundError):
                probe.unlink()


def readable_by_others(path: Path) -> str:
    """Say the mode of a file that others than its owner may read or write ("0644"); "" if only the owner may.

    Args:
        path: A file; one that is missing is readable by nobody.
    """
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            return f"{mode:04o}"
    return ""


@contextmanager
def one_writer(path: Path, *, timeout_seconds: float = 30) -> Iterator[None]:
    """Let one process at a time read and replace a file; the others wait for their turn.

    The lock is an empty hidden file beside the file, and the system frees it when its holder dies. What a killed
    writer left half written is removed by the next one.

    Args:
        path: The file to be changed; its folder must exist.
        timeout_seconds: How long to wait for the turn.

    Raises:
        TimeoutError: Another process kept the file for longer than that.
    """
    from filelock import FileLock, Timeout

    target = Path(os.path.realpath(path))
    lock = FileLock(target.with_name(f".{target.name.lstrip('.')}.lock"), mode=PRIVATE_FILE)
    try:
        with lock.acquire(timeout=timeout_seconds):
            for left in _half_written(target):
                left.unlink(missing_ok=True)
            yield
    except Timeout as exc:
        raise TimeoutError(f"another process has been writing {target} for {timeout_seconds:g} s") from exc


def clear_half_written(path: Path) -> None:
    """Remove what a killed writer left beside a file, if there is any; one that is alive is waited for.

    Raises:
        TimeoutError: Another process kept the file for too long.
    """
    if _half_written(Path(os.path.realpath(path))):
        with one_writer(path):
            return


def _half_written(target: Path) -> list[Path]:
    return list(target.parent.glob(f".{escape(target.name.lstrip('.'))}.*.tmp"))


def _temporary_name(target: Path, ending: str) -> Path:
    return target.with_name(f".{target.name.lstrip('.')}.{secrets.token_hex(6)}.{ending}")


def _write_new(path: Path, data: bytes, *, owner_of: Path) -> None:
    """Write a file that does not exist yet, 0600 from its creation, with the owner of the one it replaces."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE)
    with os.fdopen(handle, "wb") as file:
        with suppress(FileNotFoundError):
            facts = owner_of.stat()
            if os.geteuid() == 0 and (facts.st_uid, facts.st_gid) != (0, 0):
                os.fchown(handle, facts.st_uid, facts.st_gid)
        file.write(data)
        file.flush()
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no handle for a folder; its rename is on the disk by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
