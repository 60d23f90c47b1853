"""Take one picture: settle, verify, cover, look where everything is, take it, prove that the covers held."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from automation.covering import Place, coverable, covered
from automation.errors import PictureRefused
from automation.screens.finding import NAME_OF
from flows.articles import load_article
from flows.guide.annotate import Target
from flows.guide.geometry import Rect, around
from flows.guide.showing import language_problem
from flows.guide.targets import PATIENCE, not_yet_there, value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import ElementHandle

    from automation.covering import Spot, Unknown
    from automation.labels import Labels
    from automation.redaction import Redactor
    from flows.guide.pictures import Picture
    from flows.guide.screen import ShownText
    from flows.guide.stage import Stage
    from flows.guide.targets import Mark


@dataclass
class Taken:
    """A picture as the browser gave it, with all that the rest of the work needs.

    Args:
        png: The whole window, covered.
        targets: What is framed, with label keys.
        texts: What the screen says, covered, and where.
        crop: What is kept of the window, in CSS pixels.
        labels: Label key to the name seen on the screen.
        spots: What was covered, and where its letters would have been.
        bare: Uncovered pictures of some of these places, PNG, by spot; never written anywhere.
        build: The build of the app.
    """

    png: bytes = field(repr=False)
    targets: list[tuple[str, Target]]
    texts: list[ShownText]
    crop: Rect
    labels: dict[str, str]
    spots: list[Spot]
    bare: dict[str, bytes] = field(repr=False)
    build: str


class Taker:
    """Takes pictures on one stage.

    Args:
        stage: The page.
        redactor: Learns every covered value.
        allowed: Names of texts that look secret and may be shown.
        language: The pictures' language. The uncovered look of a place is asked for once in each language and theme.
    """

    def __init__(self, stage: Stage, redactor: Redactor, allowed: Sequence[str], language: str) -> None:
        self.stage = stage
        self.redactor = redactor
        self.allowed = {one.casefold() for one in allowed}
        self.language = language
        self._bare: dict[str, bytes] = {}

    def take(self, picture: Picture) -> Taken:
        """Take a picture of the screen as it is.

        Raises:
            PictureRefused: It would have been wrong or unsafe.
            ControlNotFound: Something to be framed or covered is missing.
        """
        stage, screen = self.stage, self.stage.screen
        if not screen.settle():
            raise PictureRefused("The screen did not come to rest: something on it keeps changing or moving.")
        problem = language_problem(stage, self.language)
        if problem:
            raise PictureRefused(f"The screen is not in the language {self.language}. {problem}")
        later = not_yet_there(stage)
        marked = [(mark, mark.find(stage)) for mark in picture.marks if mark.key not in later]
        self._wait_until_free(marked)
        cropped = picture.crop(stage) if picture.crop else []
        places = [stage.person(), *(Place(key, value_of(stage, key)) for key in picture.covers if key not in later)]
        values = stage.personal_values()
        bare = self._uncovered(coverable(stage.page, places, values).spots)
        with covered(stage.page, places, values, shapes=False) as cover:
            self._refuse_unknown(cover.unknown)
            targets = [(mark.key, self._target(mark, elements)) for mark, elements in marked]
            texts = screen.texts()
            window = Rect(0, 0, stage.look.screen.width, stage.look.screen.height)
            crop = window
            if cropped:
                kept = around(screen.place(element, is_field=False).rect for element in cropped)
                crop = kept.padded(stage.look.crop_padding).clipped(window)
            names = {mark.key: str(elements[0].evaluate(NAME_OF)) for mark, elements in marked}
            png = screen.picture()
        if cover.lost:
            raise PictureRefused("The app drew a covered value anew while the picture was taken; it was thrown away.")
        labels = seen_labels(stage.app.labels, self.language, texts, names)
        return Taken(png, targets, texts, crop, labels, list(cover.spots), bare, screen.build())

    def _wait_until_free(self, marked: Sequence[tuple[Mark, Sequence[ElementHandle]]]) -> None:
        """Wait for a menu that is on its way out: it may be gone to the eye and still lie over a control."""
        until = monotonic() + PATIENCE
        while monotonic() < until and any(
            self.stage.screen.place(one, is_field=False).over
            for mark, elements in marked
            for one in elements
            if not mark.behind
        ):
            self.stage.screen.settle()

    def _target(self, mark: Mark, elements: Sequence[ElementHandle]) -> Target:
        window = Rect(0, 0, self.stage.look.screen.width, self.stage.look.screen.height)
        places = [self.stage.screen.place(one, is_field=mark.is_field) for one in elements]
        for place in places:
            if not place.in_window or not place.rect.within(window):
                raise PictureRefused(f"{mark.key} is not wholly in the window; make the window larger in look.toml.")
            if place.over and not mark.behind:
                raise PictureRefused(f"{place.over} lies over {mark.key}.")
        return Target(around(place.rect for place in places), mark.letter, mark.arrow)

    def _uncovered(self, spots: Sequence[Spot]) -> dict[str, bytes]:
        """Picture what will be covered, in memory only, so that its glyphs can be looked for on the picture."""
        bare = {}
        for spot in spots:
            self.redactor.add(spot.before)
            key = spot_key(spot)
            if key not in self._bare and spot.before.strip():
                self._bare[key] = self.stage.screen.picture(Rect.of(spot.rect).outward())
            if key in self._bare:
                bare[key] = self._bare[key]
        return bare

    def _refuse_unknown(self, unknown: Sequence[Unknown]) -> None:
        for one in unknown:
            self.redactor.add(one.text)
        names = sorted({one.label for one in unknown if one.label.casefold() not in self.allowed})
        if names:
            listed = ", ".join(f"“{name}”" for name in names)
            raise PictureRefused(
                f"What stands beside {listed} looks like a secret, and nothing says that it may be shown. If it may, "
                "allow it by that name: " + " ".join(f'--allow "{name}"' for name in names)
            )


def spot_key(spot: Spot) -> str:
    """Name a covered place; the same place on another picture has the same name."""
    rect = spot.rect
    return f"{spot.name} {rect['x']:.2f} {rect['y']:.2f} {rect['width']:.2f} {rect['height']:.2f}"


def seen_labels(labels: Labels, language: str, texts: Sequence[ShownText], names: dict[str, str]) -> dict[str, str]:
    """Return the names on the screen of the labels that the article is worded with.

    Args:
        labels: The names to look for.
        language: The article's language.
        texts: What the screen says.
        names: The names of the framed controls, which may be other than the catalogue knows.
    """
    found = {}
    for key in load_article(language).labels:
        known = [one.text for one in texts if labels.knows(key, one.text)]
        name = " ".join(names.get(key, "").split())
        if known or name:
            found[key] = (name if name and not known else known[0]).rstrip(" *:")
    return found
