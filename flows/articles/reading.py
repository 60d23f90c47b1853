"""Read an article: Markdown with one sentence a line, each line ending in its id, labels as placeholders.

The ids are the same in every language, so that whoever judges or corrects a sentence can name it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Literal

from automation.errors import BadInput
from automation.labels.catalogue import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Kind = Literal["heading", "paragraph", "item", "figure"]

_LINE = re.compile(
    r"(?P<mark>#{1,2} |- (?:\*\*(?P<letter>[A-Z])\*\* )?|!\[)?(?P<text>.*?)(?:\]\(step-\d+\))?[ ]?\{#(?P<id>[\w-]+)\}"
)
_PLACEHOLDER = re.compile(r"\{(\w+\.\w+)\}")


@dataclass(frozen=True)
class Sentence:
    """One line of an article.

    Args:
        id: "6-name", the same in every language.
        template: Markdown, with label keys in braces: "Choose **{user_menu.settings}** in the menu."
        line: Its line in the file, from 1.
        letter: The letter that marks its field on the picture, "" for most.
        paragraph: Which block of its step it belongs to, from 0; the sentences of a block flow on.
    """

    id: str
    template: str
    line: int
    letter: str = ""
    paragraph: int = 0

    @property
    def labels(self) -> tuple[str, ...]:
        """The label keys of its placeholders, in order."""
        return tuple(_PLACEHOLDER.findall(self.template))

    def worded(self, labels: Mapping[str, str], quote: Callable[[str], str] = str) -> str:
        """Return the sentence with labels in the place of their keys.

        Args:
            labels: Label key to text.
            quote: What a label passes before it is put in, to escape it.

        Raises:
            KeyError: A label is not given.
        """
        return _PLACEHOLDER.sub(lambda found: quote(labels[found[1]]), self.template)


class Figure(Sentence):
    """What a picture shows, for those who do not see it."""


@dataclass(frozen=True)
class ArticleStep:
    """One documented step.

    Args:
        number: From 1.
        heading: Its heading.
        sentences: What to do.
        figure: Its picture.
    """

    number: int
    heading: Sentence
    sentences: tuple[Sentence, ...]
    figure: Figure


@dataclass(frozen=True)
class Article:
    """The whole article in one language.

    Args:
        language: es, en, fr or pt.
        title: Its title.
        introduction: What stands before the first step.
        steps: The seven steps.
    """

    language: str
    title: Sentence
    introduction: tuple[Sentence, ...]
    steps: tuple[ArticleStep, ...]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every line in order: title, introduction, and of each step the heading, the sentences, the figure."""
        inner = [one for step in self.steps for one in (step.heading, *step.sentences, step.figure)]
        return (self.title, *self.introduction, *inner)

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label key the article uses, each once."""
        return tuple(dict.fromkeys(key for sentence in self.sentences for key in sentence.labels))

    def sentence(self, sentence_id: str) -> Sentence:
        """Return one sentence.

        Raises:
            KeyError: There is none of that id.
        """
        return {one.id: one for one in self.sentences}[sentence_id]


def article_source(language: str) -> str:
    """Return the article's Markdown as it is kept."""
    return resources.files(__package__).joinpath(f"{language}.md").read_text(encoding="utf-8")


def load_article(language: str, source: str | None = None) -> Article:
    """Read the article of one language.

    Args:
        language: es, en, fr or pt.
        source: Markdown to read instead of the article that is kept.

    Raises:
        BadInput: A line without an id, an id that comes twice, or a step without heading or figure.
    """
    if language not in LANGUAGES:
        raise BadInput(f"There is no article in “{language}”; there are {', '.join(LANGUAGES)}.")
    lines = list(_lines(language, article_source(language) if source is None else source))
    seen: set[str] = set()
    for _, sentence in lines:
        if sentence.id in seen:
            raise BadInput(f"{language}.md, line {sentence.line}: the id {sentence.id} is taken.")
        seen.add(sentence.id)
    heads = [index for index, (_, sentence) in enumerate(lines) if re.fullmatch(r"step-\d+", sentence.id)]
    if not lines or lines[0][0] != "heading" or not heads:
        raise BadInput(f"{language}.md must begin with its title and have steps.")
    title, *introduction = (sentence for _, sentence in lines[: heads[0]])
    ends = [*heads[1:], len(lines)]
    steps = tuple(_step(language, lines[start:end]) for start, end in zip(heads, ends, strict=True))
    return Article(language, title, tuple(introduction), steps)


def _lines(language: str, source: str) -> list[tuple[Kind, Sentence]]:
    found: list[tuple[Kind, Sentence]] = []
    paragraph = 0
    for number, text in enumerate(source.splitlines(), start=1):
        if not text.strip():
            paragraph += 1
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            raise BadInput(f"{language}.md, line {number}: no id at its end, {{#step-1}} for example.")
        mark = match["mark"] or ""
        kind: Kind = "figure" if mark == "![" else "heading" if "#" in mark else "item" if mark else "paragraph"
        make = Figure if kind == "figure" else Sentence
        found.append((kind, make(match["id"], match["text"], number, match["letter"] or "", paragraph)))
    return found


def _step(language: str, lines: list[tuple[Kind, Sentence]]) -> ArticleStep:
    kinds = [kind for kind, _ in lines]
    heading, *sentences, figure = (sentence for _, sentence in lines)
    if kinds[0] != "heading" or kinds[-1] != "figure" or {"heading", "figure"} & set(kinds[1:-1]):
        raise BadInput(f"{language}.md, line {heading.line}: a step has a heading, sentences and, last, one figure.")
    assert isinstance(figure, Figure)
    return ArticleStep(int(heading.id.removeprefix("step-")), heading, tuple(sentences), figure)
