"""What the article would have to say: its corrected sentences, and a patch to `flows/articles/`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING

from flows.articles import load_article
from flows.articles.reading import article_source
from flows.check.findings import Verdict
from flows.check.places import reworded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from automation.labels import Catalogue
    from flows.articles import Article, Sentence
    from flows.check.findings import Finding

# Claims about a place, and the sentence that gives it.
PLACES = {
    "user-menu-place": ("1-user-menu",),
    "side-panel-place": ("3-api-connections", "5-form"),
    "add-place": ("5-add",),
}
_ID = re.compile(r" \{#[\w-]+\}$")
FIELDS = {"A": "6-authorization-type", "B": "6-name", "C": "6-description", "D": "6-permission-group"}


@dataclass(frozen=True)
class Correction:
    """One sentence of the article as it is and as the screens would have it.

    Args:
        claim: The claim it follows from.
        sentence: The sentence's id.
        before: As it reads now.
        after: As it would read.
    """

    claim: str
    sentence: str
    before: str
    after: str


@dataclass(frozen=True)
class Corrected:
    """All corrections of one language's article.

    Args:
        language: es, en, fr or pt.
        corrections: The sentences.
        patch: A unified diff for `git apply`; "" if nothing is to be corrected.
    """

    language: str
    corrections: tuple[Correction, ...]
    patch: str


def corrected(language: str, findings: Iterable[Finding], catalogue: Catalogue) -> Corrected:
    """Correct the article of one language by what was renamed and moved.

    Args:
        language: es, en, fr or pt.
        findings: Of that language.
        catalogue: What the placeholders stand for.
    """
    article = load_article(language)
    source = article_source(language)
    names = {key: catalogue.entry(language, key).name for key in article.labels}
    text, corrections = source, []
    for finding in findings:
        if finding.ruling.verdict is Verdict.RENAMED and finding.claim.key:
            changes = _renamed(article, finding.claim.key, finding.ruling.seen)
        elif finding.ruling.verdict is Verdict.MOVED:
            changes = _moved(article, finding)
        else:
            continue
        for sentence, after in changes.items():
            text = _replaced(text, sentence, after)
            corrections.append(Correction(finding.claim.id, sentence.id, sentence.worded(names), _filled(after, names)))
    path = f"flows/articles/{language}.md"
    lines = unified_diff(source.splitlines(True), text.splitlines(True), f"a/{path}", f"b/{path}", n=1)
    return Corrected(language, tuple(corrections), "".join(lines))


def _renamed(article: Article, key: str, name: str) -> dict[Sentence, str]:
    return {
        sentence: sentence.template.replace(f"{{{key}}}", name)
        for sentence in article.sentences
        if key in sentence.labels
    }


def _moved(article: Article, finding: Finding) -> dict[Sentence, str]:
    if finding.claim.id == "field-order":
        return _reordered(article, finding.ruling.spot.split(", "))
    changes = {}
    for sentence_id in PLACES.get(finding.claim.id, ()):
        sentence = article.sentence(sentence_id)
        after = reworded(article.language, sentence.template, finding.ruling.spot)
        if after != sentence.template:
            changes[sentence] = after
    return changes


def _reordered(article: Article, order: list[str]) -> dict[Sentence, str]:
    """Keep the letters in order and give each the sentence, with its id, of the field that is now there."""
    lines = {letter: article.sentence(FIELDS[letter]) for letter in FIELDS}
    return {
        lines[letter]: lines[now].template for letter, now in zip(sorted(order), order, strict=True) if letter != now
    }


def _replaced(text: str, sentence: Sentence, after: str) -> str:
    """Put a sentence in the place of another; one that brings its id along takes the other's away."""
    lines = text.splitlines(keepends=True)
    before = sentence.template + (f" {{#{sentence.id}}}" if _ID.search(after) else "")
    lines[sentence.line - 1] = lines[sentence.line - 1].replace(before, after)
    return "".join(lines)


def _filled(template: str, names: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+\.\w+)\}", lambda found: names.get(found[1], found[0]), template)
