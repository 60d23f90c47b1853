"""What the article would have to say: its corrected sentences, and a patch to `flows/articles/`."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from flows.articles import load_article
from flows.articles.reading import article_source
from flows.check.findings import Verdict
from flows.check.places import reworded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from automation.labels import Catalogue
    from flows.articles import Sentence
    from flows.check.findings import Finding

# Claims about a place, and the sentences that give it.
PLACES = {
    "user-menu-place": ("1-user-menu",),
    "side-panel-place": ("3-api-connections", "5-form"),
    "add-place": ("5-add",),
}
FIELDS = {"A": "6-authorization-type", "B": "6-name", "C": "6-description", "D": "6-permission-group"}


@dataclass(frozen=True)
class Correction:
    """One sentence of the article as it is and as the screens would have it.

    Args:
        claims: The claims it follows from.
        sentence: The sentence's id.
        before: As it reads now.
        after: As it would read.
    """

    claims: tuple[str, ...]
    sentence: str
    before: str
    after: str


@dataclass(frozen=True)
class Corrected:
    """All corrections of one language's article.

    Args:
        language: es, en, fr or pt.
        corrections: The sentences, in the article's order.
        patch: A unified diff for `git apply`; "" if nothing is to be corrected.
    """

    language: str
    corrections: tuple[Correction, ...]
    patch: str


def corrected(language: str, findings: Sequence[Finding], catalogue: Catalogue) -> Corrected:
    """Correct the article of one language by what was renamed and moved.

    Args:
        language: es, en, fr or pt.
        findings: Of that language.
        catalogue: What the placeholders stand for.
    """
    source = article_source(language)
    article = load_article(language)
    changed = {verdict: [one for one in findings if one.ruling.verdict is verdict] for verdict in _MENDED}
    text = source
    reasons: dict[str, list[str]] = {}
    # What moves moves with its label, whatever that is called by now.
    for finding in changed[Verdict.MOVED]:
        text, touched = _moved(language, text, finding)
        _note(reasons, touched, finding.claim.id)
    for finding in changed[Verdict.RENAMED]:
        key = finding.claim.key
        text = text.replace(f"{{{key}}}", finding.ruling.seen)
        _note(reasons, [one.id for one in article.sentences if key and key in one.labels], finding.claim.id)
    names = {key: catalogue.entry(language, key).name for key in article.labels}
    after = load_article(language, text)
    corrections = tuple(
        Correction(tuple(reasons[one.id]), one.id, _worded(one, names), _worded(after.sentence(one.id), names))
        for one in article.sentences
        if one.id in reasons and _worded(one, names) != _worded(after.sentence(one.id), names)
    )
    path = f"flows/articles/{language}.md"
    before, now = source.splitlines(keepends=True), text.splitlines(keepends=True)
    return Corrected(language, corrections, "".join(unified_diff(before, now, f"a/{path}", f"b/{path}", n=1)))


_MENDED = (Verdict.MOVED, Verdict.RENAMED)


def _note(reasons: dict[str, list[str]], sentences: Iterable[str], claim: str) -> None:
    for sentence in sentences:
        reasons.setdefault(sentence, []).append(claim)


def _moved(language: str, text: str, finding: Finding) -> tuple[str, list[str]]:
    spot = finding.ruling.spot
    lines = text.splitlines(keepends=True)
    if finding.claim.id == "field-order":
        return _reordered(lines, spot.split(", "))
    touched = []
    for sentence in PLACES.get(finding.claim.id, ()):
        at = _line_of(lines, sentence)
        lines[at] = reworded(language, lines[at], spot)
        touched.append(sentence)
    return "".join(lines), touched


def _reordered(lines: list[str], order: list[str]) -> tuple[str, list[str]]:
    """Keep the letters in order, and let each field's sentence move to where the field is now."""
    places = {letter: _line_of(lines, FIELDS[letter]) for letter in sorted(order)}
    contents = {letter: lines[at].replace(f"**{letter}**", "**{}**", 1) for letter, at in places.items()}
    for letter, now in zip(places, order, strict=True):
        lines[places[letter]] = contents[now].replace("**{}**", f"**{letter}**", 1)
    return "".join(lines), [FIELDS[letter] for letter, now in zip(places, order, strict=True) if letter != now]


def _line_of(lines: list[str], sentence: str) -> int:
    return next(at for at, line in enumerate(lines) if line.rstrip().endswith(f"{{#{sentence}}}"))


def _worded(sentence: Sentence, names: Mapping[str, str]) -> str:
    letter = f"{sentence.letter}: " if sentence.letter else ""
    return letter + sentence.worded(names)
