from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from automation.labels.catalogue import LANGUAGES, Catalogue
from automation.labels.patterns import pattern_of, placeholders
from automation.names import normalise

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable


@dataclass(frozen=True)
class Drift:
    """A control that was found, but not by any name the catalogue has for it.

    Args:
        control: "consumer_form.save".
        step: The documented step it was met in.
        expected: The names that were looked for, preferred first.
        seen: The name on the screen, or "" where it has none.
        found_by: What led to it instead: a hook, or its position.
        edit: What to write, and where, so that the name is known from now on.
    """

    control: str
    step: str
    expected: tuple[str, ...]
    seen: str
    found_by: str
    edit: str


class Labels:
    """The names to look for on a tenant's screens, in the one language it shows once that is known.

    Args:
        catalogue: All names.
        language: The language the screens are known to be in, or "auto" to find out by `settle`.
    """

    def __init__(self, catalogue: Catalogue, language: str = "auto") -> None:
        if language not in (*LANGUAGES, "auto"):
            raise ValueError(f"no such language: {language}; there are auto, {', '.join(LANGUAGES)}")
        self.catalogue = catalogue
        self._language = None if language == "auto" else language
        self._patterns: dict[tuple[str | None, str, bool], re.Pattern[str]] = {}
        self._drift: dict[tuple[str, str], Drift] = {}

    @property
    def language(self) -> str | None:
        """The language of the screens, None until it is settled."""
        return self._language

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages names are looked for in: the one, or all until it is settled."""
        return (self._language,) if self._language else LANGUAGES

    @property
    def drift(self) -> tuple[Drift, ...]:
        """Every control met so far under a name the catalogue does not have."""
        return tuple(self._drift.values())

    def names(self, control: str) -> tuple[str, ...]:
        """List what a control may be called, preferred names of all languages first, no name twice."""
        entries = [self.catalogue.entry(language, control) for language in self.languages]
        names = [entry.name for entry in entries] + [name for entry in entries for name in entry.synonyms]
        once: dict[str, str] = {}
        for name in names:
            once.setdefault(normalise(name), name)
        return tuple(once.values())

    def name(self, control: str) -> str:
        """Return the preferred name, for a message."""
        return self.names(control)[0]

    def pattern(self, control: str, *, whole: bool = True) -> re.Pattern[str]:
        """Match a control's names, for Playwright's `name=` and `has_text=`; `pattern_of` says how."""
        key = (self._language, control, whole)
        if key not in self._patterns:
            self._patterns[key] = pattern_of(self.names(control), whole=whole)
        return self._patterns[key]

    def knows(self, control: str, text: str) -> bool:
        """Tell whether a text on the screen is one of a control's names."""
        return self.pattern(control).search(text) is not None

    def read(self, control: str, text: str) -> dict[str, str] | None:
        """Read what stands in the place of a name's placeholders; None where the text has another form.

        "Mostrando 1 de 12" for oauth_consumers.footer gives {"shown": "1", "total": "12"}.
        """
        for name in self.names(control):
            found = pattern_of([name]).search(text)
            if found:
                return dict(zip(placeholders(name), found.groups(), strict=True))
        return None

    def canonical(self, text: str, among: Iterable[str] = ()) -> str | None:
        """Return the one control a text on the screen names, None where none or several have that name.

        Args:
            text: What the screen shows.
            among: The controls it can be; all if none are given.
        """
        known = [control for control in among or self.catalogue.controls if self.knows(control, text)]
        return known[0] if len(known) == 1 else None

    def vote(self, seen: Iterable[str]) -> str | None:
        """Return the language that knows most of some texts, None where none does or two know as many."""
        texts = {normalise(text.strip(" *:")) for text in seen}
        votes = Counter(language for language, vocabulary in self._vocabularies.items() for _ in texts & vocabulary)
        ranking = votes.most_common(2)
        if not ranking or (len(ranking) > 1 and ranking[0][1] == ranking[1][1]):
            return None
        return ranking[0][0]

    def settle(self, seen: Iterable[str]) -> str | None:
        """Settle on the language of the screens; one that was configured or settled before stays.

        Args:
            seen: Visible texts of one screen: menu entries, headings, labels.

        Returns:
            The language settled on, None while it stays open.
        """
        if self._language is None:
            self._language = self.vote(seen)
        return self._language

    def note_drift(self, control: str, *, step: str, seen: str, found_by: str) -> Drift:
        """Keep, once, that a control was found although its name is unknown.

        Args:
            control: "consumer_form.save".
            step: The documented step, "7. Click Save".
            seen: The name on the screen, "" where it has none.
            found_by: What led to it, "hook button.qa-save-btn".
        """
        seen = " ".join(seen.split())
        return self._drift.setdefault(
            (control, seen),
            Drift(control, step, self.names(control), seen, found_by, self._edit(control, seen)),
        )

    def _edit(self, control: str, seen: str) -> str:
        screen, key = control.split(".")
        language = self._language or f"<{'|'.join(LANGUAGES)}>"
        if not seen:
            return f"nothing to edit: {control} has no name on the screen, it is found another way"
        quoted = seen.replace("\\", "\\\\").replace('"', '\\"')
        return (
            f'[{language}.{screen}] {key} = "{quoted}" in your label file (FRACTTAL_LABELS), '
            f"or for everybody [{screen}] {key} in automation/labels/{language}.toml"
        )

    @cached_property
    def _vocabularies(self) -> dict[str, set[str]]:
        return {
            language: {normalise(name) for entry in controls.values() for name in entry.names}
            for language, controls in self.catalogue.entries.items()
        }
