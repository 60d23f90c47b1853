"""The look through everything a run wrote: is a secret in it, in any form, inside any container?"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from automation.containers import Allowance, UnreadableError, members
from automation.redaction import Redactor, Secret
from automation.secret_forms import SHORTEST, SecretForms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

UNREADABLE = "unreadable"
_DEEPEST = 6  # archives inside archives
_MOST = 1 << 30  # bytes that one file may unpack to
# UTF-16 and UTF-32 texts are plain texts with zeros beside each sign; patterns that begin with a sign are fast.
_WIDE = (re.compile(r"\0[^\0]\0[^\0]\0[^\0]\0"), re.compile(r"\0\0\0[^\0]\0\0\0"))


@dataclass(frozen=True)
class Leak:
    """A file that holds a secret, or that cannot be shown to hold none.

    Args:
        path: The file.
        form: plain, escaped, base64 or hex; "file name" where the name holds it; `UNREADABLE` for a container that
            cannot be unpacked.
        member: Where inside the file, outermost archive first ("trace.zip!0-trace.network"); "" for the file itself.
    """

    path: Path
    form: str
    member: str = ""

    def __str__(self) -> str:
        place = f"{self.path} ({self.member})" if self.member else str(self.path)
        if self.form == UNREADABLE:
            return f"{place} cannot be unpacked, so nothing shows that it holds no secret"
        return f"{place} holds a secret ({self.form})"


def scan(paths: Path | Iterable[Path], values: Iterable[Secret | str]) -> list[Leak]:
    """Search files for secrets: plain and encoded, as UTF-8 and UTF-16, inside archives and picture metadata.

    Pixels are not read. Values under four characters are left out: they are in every file by chance. Symbolic links
    are not followed, since what they name is not the run's.

    Args:
        paths: A folder, with everything below it, or files and folders.
        values: The secrets; `Redactor.values` has them.

    Returns:
        One leak for each file, member and form; empty when nothing was found.

    Raises:
        OSError: A file could not be read; nothing shows that it is clean.
    """
    search = _Search(values)
    found: dict[Leak, None] = {}
    for file in _files([paths] if isinstance(paths, Path) else paths):
        if search.forms_in(os.fsencode(file.name)):
            found[Leak(file, "file name")] = None
        if file.is_file() and not file.is_symlink():
            for member, form in search.whole_file(file.read_bytes()):
                found[Leak(file, form, member)] = None
    return list(found)


def purge(leaks: Iterable[Leak]) -> list[Path]:
    """Delete the files that leak.

    Args:
        leaks: What `scan` returned.

    Returns:
        The files that were deleted, each once.

    Raises:
        OSError: A file could not be deleted; it still holds the secret.
    """
    files = list(dict.fromkeys(leak.path for leak in leaks))
    for file in files:
        file.unlink(missing_ok=True)
    return files


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            for folder, _, names in os.walk(path, onerror=_stop):
                yield from (Path(folder, name) for name in names)
        elif path.exists() or path.is_symlink():
            yield path


def _stop(problem: OSError) -> None:
    raise problem  # os.walk would pass over a folder it cannot read


class _Search:
    def __init__(self, values: Iterable[Secret | str]) -> None:
        plain = {value.get_secret_value() if isinstance(value, Secret) else value for value in values}
        self._forms = [SecretForms(value) for value in plain if len(value) >= SHORTEST]
        self._redactor = Redactor()
        for value in plain:
            self._redactor.add(value)

    def forms_in(self, data: bytes) -> set[str]:
        text = data.decode("latin-1")
        views = [text]
        if any(wide.search(text) for wide in _WIDE):
            views.append(text.replace("\0", ""))
        return {found.form for forms in self._forms for view in views for found in forms.find(view)}

    def whole_file(self, data: bytes) -> Iterator[tuple[str, str]]:
        """Yield where inside the file a secret is, and in which form."""
        yield from (("", form) for form in self.forms_in(data))
        yield from self._inside(data, "", Allowance(_MOST), 1)

    def _inside(self, data: bytes, place: str, allowance: Allowance, depth: int) -> Iterator[tuple[str, str]]:
        try:
            for name, inner in members(data, allowance):
                inner_place = self._redactor.redact(f"{place}!{name}" if place else name)
                if depth > _DEEPEST:
                    yield inner_place, UNREADABLE
                    return
                for form in self.forms_in(name.encode("utf-8", "replace")) | self.forms_in(inner):
                    yield inner_place, form
                yield from self._inside(inner, inner_place, allowance, depth + 1)
        except UnreadableError:
            yield place, UNREADABLE
