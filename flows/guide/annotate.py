"""Draw frames, letters and arrows on a picture; everything is computed from where the controls are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from automation.errors import PictureRefused
from flows.guide.geometry import Rect, around

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flows.guide.look import Look

# Shapes are drawn this much larger and made smaller again, which smooths their edges.
SMOOTH = 4


@dataclass(frozen=True)
class Target:
    """What is framed.

    Args:
        rect: The control, in CSS pixels.
        letter: Its letter, "" for none.
        arrow: Whether an arrow points to it.
    """

    rect: Rect
    letter: str = ""
    arrow: bool = False


@dataclass(frozen=True)
class Drawn:
    """What was drawn for a target, in CSS pixels.

    Args:
        frame: The outer edge of the frame.
        badge: The square round the letter's badge, None without a letter.
        arrow: The area of the arrow, None without one.
    """

    frame: Rect
    badge: Rect | None = None
    arrow: Rect | None = None


def annotate(
    picture: Image.Image, targets: Sequence[Target], texts: Sequence[Rect], look: Look, scale: float
) -> list[Drawn]:
    """Draw on a picture, in place.

    Args:
        picture: The screen.
        targets: What is framed.
        texts: Where letters are that no badge and no arrow may cover, in CSS pixels.
        look: Colours and sizes.
        scale: Device pixels for each CSS pixel.

    Returns:
        What was drawn, in the targets' order.

    Raises:
        PictureRefused: There is no free room for a badge or an arrow.
    """
    window = Rect(0, 0, picture.width / scale, picture.height / scale)
    frames = [target.rect.padded(look.box.padding + look.box.width).clipped(window) for target in targets]
    taken = [*texts, *frames]
    drawn = []
    for target, frame in zip(targets, frames, strict=True):
        badge = arrow = None
        if target.letter:
            badge = _free(_beside(frame, look), window, taken, f"the letter {target.letter}")
            taken.append(badge)
        if target.arrow:
            arrow = _free([area for area, _ in _arrows(frame, look)], window, taken, "the arrow")
            taken.append(arrow)
        drawn.append(Drawn(frame, badge, arrow))
    for target, one in zip(targets, drawn, strict=True):
        _draw(picture, target, one, look, scale)
    return drawn


def _beside(frame: Rect, look: Look) -> list[Rect]:
    """Where a badge may be: outside the corners, then outside the sides."""
    size, gap = look.badge.diameter, look.badge.gap
    left, right = frame.x - gap - size, frame.right + gap
    above, below = frame.y - gap - size, frame.bottom + gap
    middle = frame.y + (frame.height - size) / 2
    spots = [
        (left, frame.y),
        (right, frame.y),
        (left, above),
        (right, above),
        (left, below),
        (right, below),
        (frame.x, above),
        (frame.right - size, above),
        (frame.x, below),
        (frame.right - size, below),
        (left, middle),
        (right, middle),
    ]
    return [Rect(x, y, size, size) for x, y in spots]


def _arrows(frame: Rect, look: Look) -> list[tuple[Rect, tuple[float, float, float, float]]]:
    """Where an arrow may be, and from where to where it goes: from the left, above, the right, below."""
    half, gap, length = look.arrow.head / 2, look.arrow.gap, look.arrow.length
    x, y = frame.x + frame.width / 2, frame.y + frame.height / 2
    return [
        (
            Rect(frame.x - gap - length, y - half, length, 2 * half),
            (frame.x - gap - length, y, frame.x - gap, y),
        ),
        (Rect(x - half, frame.y - gap - length, 2 * half, length), (x, frame.y - gap - length, x, frame.y - gap)),
        (Rect(frame.right + gap, y - half, length, 2 * half), (frame.right + gap + length, y, frame.right + gap, y)),
        (
            Rect(x - half, frame.bottom + gap, 2 * half, length),
            (x, frame.bottom + gap + length, x, frame.bottom + gap),
        ),
    ]


def _free(spots: Sequence[Rect], window: Rect, taken: Sequence[Rect], what: str) -> Rect:
    for spot in spots:
        if spot.within(window) and not any(spot.meets(other) for other in taken):
            return spot
    raise PictureRefused(
        f"There is no room for {what}: text, another frame or the window's edge is on every side of its control. "
        "Make the window larger, or badge and frame smaller, in look.toml."
    )


def _draw(picture: Image.Image, target: Target, drawn: Drawn, look: Look, scale: float) -> None:
    frame, width = drawn.frame, look.box.width

    def outline(pen: Pen) -> None:
        pen.draw.rounded_rectangle(
            pen.box(frame), radius=pen.length(look.box.radius), outline=look.box.colour, width=round(pen.length(width))
        )

    _stamp(picture, frame.padded(1), scale, outline)
    if drawn.badge is not None:
        badge = drawn.badge

        def letter(pen: Pen) -> None:
            pen.draw.ellipse(pen.box(badge), fill=look.badge.colour)
            middle = pen.point(badge.x + badge.width / 2, badge.y + badge.height / 2)
            font = _font(look.badge.font, pen.length(look.badge.size))
            stroke = round(pen.length(0.4))
            pen.draw.text(
                middle, target.letter, fill=look.badge.text, font=font, anchor="mm", stroke_width=stroke,
                stroke_fill=look.badge.text,
            )  # fmt: skip

        _stamp(picture, badge.padded(1), scale, letter)
    if drawn.arrow is not None:
        lines = dict(_arrows(frame, look))
        x1, y1, x2, y2 = lines[drawn.arrow]

        def arrow(pen: Pen) -> None:
            length, head = look.arrow.length, look.arrow.head
            along = ((x2 - x1) / length, (y2 - y1) / length)
            across = (-along[1] * head / 2, along[0] * head / 2)
            neck = (x2 - along[0] * head, y2 - along[1] * head)
            pen.draw.line(
                [pen.point(x1, y1), pen.point(*neck)],
                fill=look.arrow.colour,
                width=round(pen.length(look.arrow.width)),
            )
            pen.draw.polygon(
                [
                    pen.point(x2, y2),
                    pen.point(neck[0] + across[0], neck[1] + across[1]),
                    pen.point(neck[0] - across[0], neck[1] - across[1]),
                ],
                fill=look.arrow.colour,
            )

        _stamp(picture, drawn.arrow.padded(1), scale, arrow)


class Pen:
    """Draws in CSS pixels of the window on a small, enlarged layer."""

    def __init__(self, origin: tuple[int, int], size: tuple[int, int], scale: float) -> None:
        self.layer = Image.new("RGBA", (size[0] * SMOOTH, size[1] * SMOOTH), (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.layer)
        self._origin = origin
        self._scale = scale

    def length(self, css: float) -> float:
        """Return a length on the layer."""
        return css * self._scale * SMOOTH

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return a point on the layer."""
        return (
            (x * self._scale - self._origin[0]) * SMOOTH,
            (y * self._scale - self._origin[1]) * SMOOTH,
        )

    def box(self, rect: Rect) -> tuple[float, float, float, float]:
        """Return a rectangle on the layer, as Pillow draws one: the last pixel is part of it."""
        left, top = self.point(rect.x, rect.y)
        right, bottom = self.point(rect.right, rect.bottom)
        return left, top, right - 1, bottom - 1


def _stamp(picture: Image.Image, area: Rect, scale: float, draw: Callable[[Pen], None]) -> None:
    whole = Rect(0, 0, picture.width, picture.height)
    left, top, right, bottom = around([area.scaled(scale)]).padded(1).clipped(whole).rounded()
    pen = Pen((left, top), (right - left, bottom - top), scale)
    draw(pen)
    small = pen.layer.resize((right - left, bottom - top), Image.Resampling.BOX)
    picture.paste(small, (left, top), small)


@cache
def _font(path: str, size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(path, size) if path else ImageFont.load_default(size)
