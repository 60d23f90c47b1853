"""A manifest file as data, with the line every value stands on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from automation.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Where = tuple[str | int, ...]
DEEPEST = 20
MOST_VALUES = 5_000_000
SHOWN_PROBLEMS = 50
YES_AND_NO = {"true": True, "yes": True, "1": True, "sí": True, "si": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: the line (from 1), the field, and what to do; never a value that may be a secret."""

    line: int
    field: str
    message: str


@dataclass
class Source:
    """A manifest's data and where each part of it stands.

    Args:
        path: The file.
        data: Dictionaries, lists and scalars.
        lines: Place in the data to line of the file, from 1.
        problems: What is wrong with the file itself.
    """

    path: Path
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, where: Where) -> int:
        """Return the line of a place, or of the nearest place around it that is in the file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def complain(self, where: Where, message: str) -> None:
        """Note that something at this place is wrong."""
        self.problems.append(Problem(self.line_of(where), _spelled(where), message))

    def refuse(self) -> None:
        """Raise all problems at once, if there are any.

        Raises:
            BadInput: Each with file, line and field, in the file's order.
        """
        if not self.problems:
            return
        found = sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line)
        lines = [
            f"  {self.path}:{problem.line}: {problem.field + ': ' if problem.field else ''}{problem.message}"
            for problem in found[:SHOWN_PROBLEMS]
        ]
        if len(found) > SHOWN_PROBLEMS:
            lines.append(f"  … and {len(found) - SHOWN_PROBLEMS} more")
        count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
        raise BadInput(f"The manifest has {count}; nothing was started:\n" + "\n".join(lines))


def read(path: Path) -> Source:
    """Read a manifest: CSV by its ending, else YAML.

    Raises:
        BadInput: The file cannot be read at all.
    """
    source = Source(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        source.problems.append(Problem(line, "", "is not UTF-8 text; save the file as UTF-8"))
        return source
    except OSError as error:
        raise BadInput(f"{path}:1: the manifest cannot be read: {error.strerror}.") from None
    (_read_csv if path.suffix.casefold() == ".csv" else _read_yaml)(source, text)
    return source


def _read_yaml(source: Source, text: str) -> None:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(source, yaml.parse(text, Loader=loader))
        root = None if source.problems else yaml.compose(text, Loader=loader)
        if root is not None:
            source.data = _Walk(source).value(root, ())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.problem, error.context) if part)
        source.problems.append(Problem(mark.line + 1 if mark else 1, "", f"is not YAML: {said}"))
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        source.problems.append(Problem(line, "", "holds a character that YAML does not allow"))
    except _TooMuchError:
        source.problems.append(Problem(1, "", f"has more than {MOST_VALUES} values, counting what aliases repeat"))
    if source.problems:
        return
    if not isinstance(source.data, dict):
        source.data = {}
        source.complain((), "must be a mapping with `accounts` and `consumers`")


def _check_depth(source: Source, events: Iterator[Any]) -> None:
    import yaml

    depth = 0
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            source.problems.append(Problem(event.start_mark.line + 1, "", f"is nested more than {DEEPEST} deep"))
            return


class _TooMuchError(Exception):
    pass


class _Walk:
    """Turns YAML nodes into data, noting lines, and refusing what a reader would be misled by."""

    def __init__(self, source: Source) -> None:
        import yaml

        self._source = source
        self._yaml = yaml
        self._scalars = yaml.SafeLoader("")
        self._count = 0

    def value(self, node: Any, where: Where) -> Any:
        self._count += 1
        if self._count > MOST_VALUES:
            raise _TooMuchError
        self._source.lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, self._yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, self._yaml.SequenceNode):
            return [self.value(item, (*where, index)) for index, item in enumerate(node.value)]
        try:
            return self._scalars.construct_object(node)
        except (self._yaml.YAMLError, ValueError, OverflowError):
            self._source.complain(where, "has a value that YAML cannot make out; put it in quotes")
            return None

    def _mapping(self, node: Any, where: Where) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key, item in node.value:
            name = key.value if isinstance(key, self._yaml.ScalarNode) else None
            line = key.start_mark.line + 1
            if name is None:
                self._source.problems.append(Problem(line, _spelled(where), "has a key that is not a word"))
                continue
            inside = (*where, name)
            if name in data:
                first = self._source.lines[inside]
                self._source.problems.append(
                    Problem(line, _spelled(inside), f"is there twice; the first is on line {first}")
                )
                continue
            self._source.lines[inside] = line
            data[name] = self.value(item, inside)
        return data


def _read_csv(source: Source, text: str) -> None:
    head = text.splitlines()[0] if text.strip() else ""
    # Spreadsheets of some countries separate by semicolons.
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    consumers: list[dict[str, Any]] = []
    try:
        names = [name.strip().casefold().replace(" ", "_") for name in next(rows, [])]
        for name in [name for name in dict.fromkeys(names) if names.count(name) > 1]:
            source.complain((), f"the column “{name}” is there twice")
        start = rows.line_num + 1
        for row in rows:
            line, start = start, rows.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            where: Where = ("consumers", len(consumers))
            source.lines[where] = line
            if len(row) != len(names):
                source.complain(where, f"has {len(row)} cells where the header has {len(names)}")
            cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if cell.strip()}
            source.lines |= dict.fromkeys(((*where, name) for name in cells), line)
            consumers.append({**cells, **_truth(source, where, cells)})
    except csv.Error as error:
        source.problems.append(Problem(max(rows.line_num, 1), "", f"is not CSV: {error}"))
        return
    source.lines[("consumers",)] = 1
    source.data = {"consumers": consumers}


def _truth(source: Source, where: Where, cells: dict[str, str]) -> dict[str, bool]:
    if "hub" not in cells:
        return {}
    known = YES_AND_NO.get(cells["hub"].casefold())
    if known is None:
        source.complain((*where, "hub"), "must be true or false")
    return {"hub": bool(known)}


def _spelled(where: Where) -> str:
    text = ""
    for part in where:
        text += f"[{part + 1}]" if isinstance(part, int) else f"{'.' if text else ''}{part}"
    return text
