"""The baseline: what a screen is made of, without what is secret or somebody's own, and how that differs today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING, Literal

from automation.redaction import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from flows.check.scene import Scene

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_SECRET = re.compile(r"(?=[A-Za-z0-9_\-+/=]*\d)(?=[A-Za-z0-9_\-+/=]*[A-Za-z])[A-Za-z0-9_\-+/=]{16,}")
_NUMBER = re.compile(r"(?<![\w&#=])\d(?:[\d.,:/\u00a0\u202f-]*\d)?(?!\w)")
# What was last done on a screen is no part of what it is made of.
_STATE = re.compile(r" \[(?:checked|active|expanded)\]")
# - textbox "Nombre": whatever is in it
_VALUE = re.compile(
    r"^(\s*- (?:textbox|searchbox|combobox|spinbutton)\b(?: \"(?:[^\"\\]|\\.)*\")?(?: \[[^\]]*\])*): \S.*$"
)


@dataclass(frozen=True)
class Structure:
    """One screen against its baseline.

    Args:
        language: es, en, fr or pt.
        screen: "settings".
        status: "new" where there was no baseline, else "same" or "different".
        diff: What differs, as a unified diff.
    """

    language: str
    screen: str
    status: Literal["new", "same", "different"]
    diff: str = ""


def own_texts(scene: Scene) -> set[str]:
    """Return what the tables of a screen hold: the tenant's own data, their headings excepted."""
    return {item.name for item in scene.sight.items if item.row and not _is_label(scene, item.name)}


def _is_label(scene: Scene, text: str) -> bool:
    return any(scene.labels.knows(control, text) for control in scene.labels.catalogue.controls)


def cleaned(snapshot: str, rows: Iterable[str], personal: Iterable[str]) -> str:
    """Replace what is secret, personal, the tenant's own or a figure in an aria snapshot; equal neighbours become one.

    Args:
        snapshot: As Playwright gives it.
        rows: What the tables hold; replaced only in tables, since a menu may have an entry of the same name.
        personal: Names of user and company, replaced wherever they stand.
    """
    of_rows, of_persons = _any_of(rows), _any_of(personal)
    lines: list[str] = []
    row = _Row()
    for line in snapshot.splitlines():
        in_row = row.covers(line)
        plain = of_persons.sub("<own>", _VALUE.sub(r"\1: <value>", _STATE.sub("", line)))
        plain = of_rows.sub("<own>", plain) if in_row or len(of_rows.findall(line)) > 1 else plain
        plain = _NUMBER.sub("#", _SECRET.sub(STAND_IN, _EMAIL.sub("<e-mail>", plain)))
        plain = re.sub(r"(?:<own>|#)(?:[ ,·]*(?:<own>|#))+", "<own>", plain)
        if not row.repeats(plain) and (not lines or lines[-1] != plain):
            lines.append(plain)
    return "\n".join(lines) + "\n"


@dataclass
class _Row:
    """Which row of a table a snapshot is in, and whether it is made like the row before."""

    indent: int | None = None
    before: str = ""
    repeated: bool = False

    def covers(self, line: str) -> bool:
        """Tell whether a line belongs to a row."""
        indent = len(line) - len(line.lstrip())
        if self.indent is not None and indent <= self.indent:
            self.indent, self.repeated = None, False
        if self.indent is None and line.lstrip().startswith("- row "):
            self.indent = indent
        return self.indent is not None

    def repeats(self, plain: str) -> bool:
        """Tell whether a line, cleaned, belongs to a row that is made like the one before."""
        if self.indent is not None and plain.lstrip().startswith("- row "):
            self.repeated, self.before = plain == self.before, plain
        return self.repeated


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted((text for text in texts if len(text) > 1), key=len, reverse=True)
    either = "|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in ordered)
    return re.compile(either or r"(?!)")  # which matches nothing


def compared(folder: Path, structures: dict[tuple[str, str], str], *, update: bool = False) -> tuple[Structure, ...]:
    """Compare screens with their baseline, and write what has none yet.

    A baseline is never overwritten by itself: what changed would be forgotten the moment it is noticed.

    Args:
        folder: Holds `<language>/<screen>.yml`.
        structures: Language and screen to what it is made of now.
        update: Overwrite the baseline with what is there now.
    """
    found = []
    for (language, screen), now in structures.items():
        path = folder / language / f"{screen}.yml"
        if not path.exists():
            _write(path, now)
            found.append(Structure(language, screen, "new"))
            continue
        before = path.read_text(encoding="utf-8")
        if before == now:
            found.append(Structure(language, screen, "same"))
            continue
        found.append(Structure(language, screen, "different", _diff(before, now, f"{language}/{screen}.yml")))
        if update:
            _write(path, now)
    return tuple(found)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _diff(before: str, now: str, name: str) -> str:
    lines = unified_diff(before.splitlines(), now.splitlines(), f"{name} (baseline)", f"{name} (now)", n=1, lineterm="")
    return "\n".join(lines)
