"""A page with all pictures of a set."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from flows.articles import load_article
from flows.guide.pages import render
from flows.guide.worded import labels_of

if TYPE_CHECKING:
    from flows.guide.manifest import PictureSet


def gallery(pictures: PictureSet, where: str) -> str:
    """Return the page.

    Args:
        pictures: The set.
        where: The way from the page to the set's folder.
    """
    entries = sorted(pictures.entries.values(), key=lambda entry: (entry.step, entry.id))
    english = load_article("en")
    headings = {step.number: step.heading.template for step in english.steps}
    steps = []
    for number, same in groupby(entries, key=lambda entry: entry.step):
        steps.append(
            {
                "number": number,
                "heading": headings[number],
                "pictures": [
                    {
                        "id": entry.id,
                        "language": entry.language,
                        "theme": entry.theme,
                        "src": f"{where}/{entry.file}",
                        "alt": _alt(pictures, entry.language, entry.step),
                        "width": entry.width,
                        "height": entry.height,
                    }
                    for entry in same
                ],
            }
        )
    videos = [
        {
            "language": language,
            "theme": video["theme"],
            "src": f"{where}/{video['file']}",
            "alt": load_article(language).title.template,
            "width": video["width"],
            "height": video["height"],
            "seconds": round(video["milliseconds"] / 1000),
            "chapters": [chapter["name"] for chapter in video["chapters"]],
        }
        for language, video in sorted(pictures.videos.items())
    ]
    filters = [
        ("Language", sorted({entry.language for entry in entries})),
        ("Theme", sorted({entry.theme for entry in entries})),
    ]
    return render("gallery", total=len(entries), steps=steps, videos=videos, filters=filters)


def _alt(pictures: PictureSet, language: str, step: int) -> str:
    labels = labels_of(pictures, language)
    figure = load_article(language).steps[step - 1].figure
    return figure.worded({key: labels.get(key, "") for key in figure.labels})
