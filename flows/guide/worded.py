"""The article in one language, worded with the labels that its pictures show."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from automation.errors import BadInput, PictureRefused
from flows.guide.pages import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flows.articles import Article, ArticleStep, Sentence
    from flows.guide.manifest import Entry, PictureSet


def labels_of(pictures: PictureSet, language: str) -> dict[str, str]:
    """Return the labels that the pictures of a language show; light ones at scale 1 before others."""
    entries = [entry for entry in pictures.entries.values() if entry.language == language]
    ranked = sorted(entries, key=lambda entry: (entry.scale, entry.theme != "light", entry.step), reverse=True)
    return {key: text for entry in ranked for key, text in entry.labels.items()}


class Worded:
    """One article with its labels and pictures.

    Args:
        article: The sentences.
        pictures: The approved pictures.
        theme: Which of them.
        where: The way from the article to the pictures.
    """

    def __init__(self, article: Article, pictures: PictureSet, theme: str, where: str) -> None:
        self.article = article
        self.where = where
        self.labels = labels_of(pictures, article.language)
        unseen = [key for key in article.labels if key not in self.labels]
        if unseen:
            raise PictureRefused(
                f"The article in {article.language} names {', '.join(unseen)}, and no approved picture shows a label "
                "that is known for it. Take the pictures again; if a label has a new name, add it to your own label "
                "file (FRACTTAL_LABELS)."
            )
        self.pictures: dict[int, Entry] = {
            entry.step: entry
            for entry in pictures.entries.values()
            if (entry.language, entry.theme, entry.scale) == (article.language, theme, 1)
        }
        without = [str(step.number) for step in article.steps if step.number not in self.pictures]
        if without:
            raise BadInput(
                f"There is no {theme} picture in {article.language} of step {', '.join(without)}. Take it with "
                f"fracttal-flows guide capture --language {article.language} --theme {theme}."
            )

    def markdown(self) -> str:
        """Return the article as Markdown."""
        parts = [f"# {self._plain(self.article.title)}", self._flowing(self.article.introduction)]
        for step in self.article.steps:
            parts.append(f"## {step.number}. {self._plain(step.heading)}")
            for _, block in groupby(step.sentences, key=lambda one: one.paragraph):
                sentences = list(block)
                if sentences[0].letter:
                    parts.append("\n".join(f"- **{one.letter}** {self._worded(one)}" for one in sentences))
                else:
                    parts.append(self._flowing(sentences))
            parts.append(f"![{self._plain(step.figure)}]({self._src(step)})")
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """Return the article as HTML without styles and scripts, ready to be pasted into a help centre."""
        return render(
            "article",
            article=self.article,
            title=self._plain(self.article.title),
            introduction=self._html(self._flowing(self.article.introduction)),
            steps=[self._step(step) for step in self.article.steps],
        )

    def _step(self, step: ArticleStep) -> dict[str, Any]:
        blocks: list[dict[str, Any]] = []
        for _, block in groupby(step.sentences, key=lambda one: one.paragraph):
            sentences = list(block)
            if sentences[0].letter:
                points = [self._html(f"**{one.letter}** {self._worded(one)}") for one in sentences]
                blocks.append({"points": points, "text": ""})
            else:
                blocks.append({"points": [], "text": self._html(self._flowing(sentences))})
        picture = self.pictures[step.number]
        return {
            "number": step.number,
            "heading": self._plain(step.heading),
            "blocks": blocks,
            "src": self._src(step),
            "alt": self._plain(step.figure),
            "width": picture.width,
            "height": picture.height,
        }

    def _src(self, step: ArticleStep) -> str:
        return f"{self.where}/{self.pictures[step.number].file}"

    def _worded(self, sentence: Sentence) -> str:
        return sentence.worded(self.labels, _escaped)

    def _plain(self, sentence: Sentence) -> str:
        return sentence.worded(self.labels)

    def _flowing(self, sentences: Sequence[Sentence]) -> str:
        return " ".join(self._worded(one) for one in sentences)

    def _html(self, markdown: str) -> object:
        from markdown_it import MarkdownIt
        from markupsafe import Markup

        return Markup(MarkdownIt("commonmark", {"html": False}).renderInline(markdown))  # noqa: S704 -- the renderer escapes


def _escaped(label: str) -> str:
    """Keep a label's own characters from being taken for Markdown."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", label)
