"""The documented steps in four languages, each sentence with an id of its own and placeholders for labels."""

from __future__ import annotations

from flows.articles.reading import Article, ArticleStep, Figure, Sentence, load_article

__all__ = ["Article", "ArticleStep", "Figure", "Sentence", "load_article"]
