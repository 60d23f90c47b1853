"""Make a documentation picture of what the browser gave: prove it, annotate it, crop it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from automation.errors import PictureRefused
from flows.guide.annotate import annotate
from flows.guide.geometry import Rect
from flows.guide.showing import theme_of
from flows.guide.taking import spot_key

if TYPE_CHECKING:
    from automation.covering import Spot
    from flows.guide.look import Look
    from flows.guide.taking import Taken

# How much of what is drawn at a place uncovered may look the same covered: two texts share some of their strokes.
MOST_ALIKE = 0.6
# How far a pixel is from the background (of 255) to count as drawn.
DRAWN = 48


@dataclass(frozen=True)
class Finished:
    """A picture ready to be kept.

    Args:
        image: The picture, annotated and cropped.
        window: The whole window, annotated.
        plain: The whole window as it was taken, covered.
        pixels: Hash of its pixels.
        boxes: What is framed: label key, letter, and the frame's place on the picture in pixels.
        texts: What it says: text, left, top, width, height in CSS pixels of the picture.
    """

    image: Image.Image
    window: Image.Image
    plain: Image.Image
    pixels: str
    boxes: list[dict[str, Any]]
    texts: list[list[Any]]


def finish(taken: Taken, theme: str, look: Look, scale: float) -> Finished:
    """Turn a taken picture into a documentation picture.

    Args:
        taken: From `Taker.take`.
        theme: The theme it must be in.
        look: Colours and sizes.
        scale: Device pixels for each CSS pixel.

    Raises:
        PictureRefused: It is in the other theme, a cover did not hold, or there is no room for a letter.
    """
    image = Image.open(BytesIO(taken.png)).convert("RGB")
    shown = theme_of(image)
    if shown != theme:
        raise PictureRefused(f"The screen is {shown}, not {theme}.")
    for spot in taken.spots:
        bare = taken.bare.get(spot_key(spot))
        if bare is not None:
            prove_covered(image, spot, Image.open(BytesIO(bare)).convert("RGB"), scale)
    area = taken.crop.scaled(scale).rounded()
    plain = image.copy()
    drawn = annotate(image, [target for _, target in taken.targets], [one.rect for one in taken.texts], look, scale)
    window, image = image, image.crop(area)
    left, top = area[0], area[1]
    boxes = []
    for (key, target), one in zip(taken.targets, drawn, strict=True):
        x, y, right, bottom = one.frame.scaled(scale).moved(-left, -top).rounded()
        boxes.append(
            {"control": key, "letter": target.letter, "x": x, "y": y, "width": right - x, "height": bottom - y}
        )
    texts = [
        [one.text, *(round(edge) for edge in (rect.x, rect.y, rect.width, rect.height))]
        for one in taken.texts
        if (rect := one.rect.moved(-taken.crop.x, -taken.crop.y)).meets(Rect(0, 0, taken.crop.width, taken.crop.height))
    ]
    return Finished(image, window, plain, hash_of(image), boxes, texts)


def hash_of(image: Image.Image) -> str:
    """Return a hash of a picture's pixels, whatever file they came from."""
    return hashlib.sha256(f"{image.size}".encode() + image.convert("RGB").tobytes()).hexdigest()


def prove_covered(image: Image.Image, spot: Spot, bare: Image.Image, scale: float) -> None:
    """Compare a covered place with its uncovered look.

    Args:
        image: The picture of the whole window.
        spot: What was covered, and where.
        bare: That place uncovered.
        scale: Device pixels for each CSS pixel.

    Raises:
        PictureRefused: The strokes of the uncovered text are still there.
    """
    if alikeness(image, Rect.of(spot.rect).outward().scaled(scale), bare) > MOST_ALIKE:
        raise PictureRefused(f"The cover of {spot.name} did not hold: its place looks as it does uncovered.")


def alikeness(image: Image.Image, place: Rect, bare: Image.Image) -> float:
    """Return how much of what is drawn uncovered is drawn the same on the picture, from 0 to 1.

    Args:
        image: The picture of the whole window.
        place: The covered place, in pixels of the picture.
        bare: That place uncovered.
    """
    left, top, _, _ = place.rounded()
    there = image.crop((left, top, left + bare.width, top + bare.height))
    strokes = _mask(ImageChops.difference(bare, Image.new("RGB", bare.size, _ground(bare))))
    same = ImageChops.invert(_mask(ImageChops.difference(bare, there)))
    drawn = strokes.histogram()[255]
    return ImageChops.multiply(strokes, same).histogram()[255] / drawn if drawn else 0.0


def _ground(image: Image.Image) -> tuple[int, ...]:
    """Return the colour that most of a picture has."""
    counted = image.getcolors(image.width * image.height) or []
    _, colour = max(counted)
    assert isinstance(colour, tuple)
    return colour


def _mask(difference: Image.Image) -> Image.Image:
    return difference.convert("L").point(lambda value: 255 if value >= DRAWN else 0)
