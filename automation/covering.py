"""Cover on the page whatever may be secret, at one fixed width, for as long as a picture is taken."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from automation.redaction import STAND_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import ElementHandle, FloatRect, Page

EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"


@dataclass(frozen=True)
class Place:
    """Elements that are covered whatever they hold: a field's value, all texts below an element, and its images.

    Args:
        name: What is covered, "api_key".
        elements: Where it is.
        stand_in: What is shown instead.
        short: What is shown instead of texts of up to three characters, initials beside a name; "" treats all alike.
    """

    name: str
    elements: Sequence[ElementHandle]
    stand_in: str = STAND_IN
    short: str = ""


@dataclass(frozen=True)
class Value:
    """A value that is covered wherever it stands as a whole word.

    Args:
        name: What is covered, "person".
        value: The value.
        stand_in: What is shown instead.
        pattern: A JavaScript regular expression that finds it, instead of the value.
    """

    name: str
    value: str = field(repr=False)
    stand_in: str = STAND_IN
    pattern: str = ""


@dataclass(frozen=True)
class Spot:
    """One covered text or image.

    Args:
        name: As in `Place` and `Value`.
        rect: Where its letters are, in CSS pixels of the window.
        before: What it says uncovered; "" for an image.
    """

    name: str
    rect: FloatRect
    before: str = field(repr=False)


@dataclass(frozen=True)
class Unknown:
    """A visible text that looks like a secret and belongs to none of the known ones.

    Args:
        label: The label of its field, or the text before it.
        text: What it says.
    """

    label: str
    text: str = field(repr=False)


@dataclass
class Cover:
    """What is covered on a page.

    Args:
        spots: Every covered text and image.
        unknown: What else looks like a secret; covered as well where that was asked for.
        lost: How many stand-ins the app had replaced again; known once the cover is off.
    """

    spots: tuple[Spot, ...]
    unknown: tuple[Unknown, ...]
    lost: int = 0


@contextmanager
def covered(
    page: Page,
    places: Sequence[Place] = (),
    values: Sequence[Value] = (),
    *,
    shapes: bool = True,
    silent: bool = False,
) -> Iterator[Cover]:
    """Replace what may be secret by stand-ins of fixed length; put all back afterwards. The app's state is not touched.

    Args:
        page: What will be pictured.
        places: Elements whose content is replaced.
        values: Values that are replaced wherever they are.
        shapes: Replace too whatever looks secret: what a password field or a read-only field holds, and every run of
            sixteen or more letters and digits mixed. A failed step may be on any screen.
        silent: Leave out of the answer what was covered: a trace that is running would record it.

    Yields:
        What is covered.
    """
    cover = _run(page, places, values, shapes=shapes, look=False, silent=silent)
    try:
        yield cover
    finally:
        cover.lost = page.evaluate("() => window.__uncover ? window.__uncover() : 0")


def coverable(page: Page, places: Sequence[Place] = (), values: Sequence[Value] = (), *, silent: bool = False) -> Cover:
    """Tell what `covered` would replace, and change nothing."""
    return _run(page, places, values, shapes=False, look=True, silent=silent)


def _run(
    page: Page, places: Sequence[Place], values: Sequence[Value], *, shapes: bool, look: bool, silent: bool
) -> Cover:
    # Longer values first: one that is part of another must not cut it in two.
    ordered = sorted(values, key=lambda one: -len(one.value))
    found: dict[str, Any] = page.evaluate(
        _script(),
        {
            "shapes": STAND_IN if shapes else "",
            "look": look,
            "silent": silent,
            "places": [
                {"name": one.name, "elements": list(one.elements), "standIn": one.stand_in, "short": one.short}
                for one in places
            ],
            "values": [
                {"name": one.name, "value": one.value, "standIn": one.stand_in, "pattern": one.pattern}
                for one in ordered
            ],
        },
    )
    spots = tuple(Spot(one["name"], one["rect"], one["before"]) for one in found["covered"])
    return Cover(spots, tuple(Unknown(one["label"], one["text"]) for one in found["unknown"]))


@cache
def _script() -> str:
    return resources.files(__package__).joinpath("covering.js").read_text(encoding="utf-8")
