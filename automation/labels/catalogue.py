"""The names of all controls, from one TOML file for each language and, above them, the user's own file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

from automation.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("es", "en", "fr", "pt")

Certainty = Literal["documented", "observed", "assumed"]
FIELDS = ("name", "synonyms", "certainty", "only")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one control is called in one language.

    Args:
        name: The preferred name. `{shown}`, `{total}` and `{first}` in it stand for numbers, any other
            `{word}` for a text.
        synonyms: Names it has elsewhere or may have; none is surer than `name`.
        certainty: Where `name` comes from: an official page, the live product or its prototype, or a guess.
    """

    name: str
    synonyms: tuple[str, ...] = ()
    certainty: Certainty = "assumed"

    @property
    def names(self) -> tuple[str, ...]:
        """The preferred name, then the synonyms."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True)
class Catalogue:
    """Every control's entry in every language; a control is "table.key", as in "consumer_form.save".

    Args:
        entries: Language to control to entry.
    """

    entries: Mapping[str, Mapping[str, Entry]]

    @classmethod
    def load(cls, overrides: Path | None = None) -> Catalogue:
        """Read the built-in names, and above them the user's.

        Args:
            overrides: A TOML file with tables like `[fr.consumer_form]` and lines like `save = "Valider"`, or
                `save = { name = "Valider", synonyms = ["OK"], only = true }`. What it names comes first; the
                built-in names stay as synonyms unless `only` is true.

        Raises:
            BadInput: The file cannot be read, or names a language or control that does not exist; all such
                mistakes at once, with the nearest name that does exist.
        """
        entries = dict(_built_in())
        if overrides is not None:
            problems: list[str] = []
            for language, table in _read(overrides).items():
                if language not in LANGUAGES:
                    problems.append(f"[{language}] is no language; there are {', '.join(LANGUAGES)}")
                    continue
                entries[language] = _overridden(entries[language], table, language, problems)
            if problems:
                raise BadInput(f"{overrides} (FRACTTAL_LABELS):\n" + "\n".join(f"  {line}" for line in problems))
        return cls(entries)

    @property
    def controls(self) -> tuple[str, ...]:
        """Every control, in the order of the screens."""
        return tuple(self.entries[LANGUAGES[0]])

    def entry(self, language: str, control: str) -> Entry:
        """Return what a control is called in a language.

        Raises:
            KeyError: There is no such control: a programming error, named with the nearest one.
        """
        try:
            return self.entries[language][control]
        except KeyError:
            raise KeyError(f"{language}: {control} is not in the catalogue{_nearest(control, self.controls)}") from None


@cache
def _built_in() -> Mapping[str, Mapping[str, Entry]]:
    folder = Path(__file__).parent
    problems: list[str] = []
    entries = {}
    for language in LANGUAGES:
        entries[language] = {
            f"{screen}.{key}": _entry(value, f"{language}.toml [{screen}] {key}", problems)
            for screen, table in _read(folder / f"{language}.toml").items()
            for key, value in cast("dict[str, object]", table).items()
        }
    for language, controls in entries.items():
        for other in LANGUAGES:
            problems += [
                f"{other}.toml lacks {control}, {language}.toml has it" for control in controls.keys() - entries[other]
            ]
    if problems:
        raise BadInput("The built-in label files are broken:\n" + "\n".join(f"  {line}" for line in sorted(problems)))
    return entries


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput(f"The label file {path} (FRACTTAL_LABELS) cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"The label file {path} (FRACTTAL_LABELS) is not valid TOML: {error}.") from None


def _overridden(known: Mapping[str, Entry], tables: object, language: str, problems: list[str]) -> Mapping[str, Entry]:
    if not isinstance(tables, dict):
        problems.append(f"{language} must be a table: [{language}.consumer_form]")
        return known
    screens = tuple(dict.fromkeys(control.split(".")[0] for control in known))
    merged = dict(known)
    for screen, table in tables.items():
        if screen not in screens:
            problems.append(f"[{language}.{screen}] is no screen{_nearest(screen, screens)}")
        elif not isinstance(table, dict):
            problems.append(f"[{language}] {screen} must be a table: [{language}.{screen}]")
        else:
            keys = [control.split(".")[1] for control in known if control.startswith(f"{screen}.")]
            for key, value in table.items():
                place, control = f"[{language}.{screen}] {key}", f"{screen}.{key}"
                if key in keys:
                    merged[control] = _merged(known[control], value, place, problems)
                else:
                    problems.append(f"{place} is no control{_nearest(key, keys)}")
    return merged


def _merged(before: Entry, value: object, place: str, problems: list[str]) -> Entry:
    given = _entry(value, place, problems, before=before)
    if isinstance(value, dict) and value.get("only") is True:
        return given
    kept = tuple(name for name in before.names if name not in given.names)
    return Entry(given.name, (*given.synonyms, *kept), given.certainty)


def _entry(value: object, place: str, problems: list[str], *, before: Entry | None = None) -> Entry:
    """Check one entry; a user's may be a bare string or leave out the name, and counts as observed."""
    if isinstance(value, str) and before is not None:
        value = {"name": value}
    if not isinstance(value, dict):
        problems.append(f'{place} must be a name in quotes, or a table like {{ name = "…", synonyms = ["…"] }}')
        return before or Entry("?")
    problems += [f"{place}: {field} is no field{_nearest(field, FIELDS)}" for field in value if field not in FIELDS]
    name = value.get("name", before.name if before else None)
    synonyms = value.get("synonyms", [])
    certainty = value.get("certainty", "observed" if before else None)
    if not _is_name(name):
        problems.append(f"{place}: name must be a text that is not empty")
    if not (isinstance(synonyms, list) and all(_is_name(synonym) for synonym in synonyms)):
        problems.append(f"{place}: synonyms must be a list of texts that are not empty")
        synonyms = []
    if certainty not in get_args(Certainty):
        problems.append(f"{place}: certainty must be one of {', '.join(get_args(Certainty))}")
    return Entry(str(name), tuple(map(str, synonyms)), cast("Certainty", certainty))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else ""
