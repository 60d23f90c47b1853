"""Build the article round the pictures, and a gallery of all of them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from automation.errors import BadInput
from flows.articles import load_article
from flows.guide.gallery import gallery
from flows.guide.manifest import PictureSet
from flows.guide.worded import Worded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def build(out: Path, to: Path, languages: Sequence[str], theme: str) -> list[Path]:
    """Write the article of each language as Markdown and as HTML, and the gallery.

    Args:
        out: Folder of the approved pictures.
        to: Where the article goes; it refers to the pictures where they are.
        languages: es, en, fr, pt.
        theme: The theme of the article's pictures.

    Returns:
        The files written.

    Raises:
        BadInput: There are no approved pictures, or not all of a language.
        PictureRefused: A label of the article is on none of the pictures.
    """
    pictures = PictureSet.load(out)
    if not pictures.entries:
        raise BadInput(f"{out} has no pictures. Take them first: fracttal-flows guide capture --out {out}")
    to.mkdir(parents=True, exist_ok=True)
    where = os.path.relpath(out, to).replace(os.sep, "/")
    written = []
    for language in languages:
        article = load_article(language)
        worded = Worded(article, pictures, theme, where)
        for path, text in ((to / f"{language}.md", worded.markdown()), (to / f"{language}.html", worded.html())):
            path.write_text(text, encoding="utf-8")
            written.append(path)
    page = to / "gallery.html"
    page.write_text(gallery(pictures, where), encoding="utf-8")
    return [*written, page]
