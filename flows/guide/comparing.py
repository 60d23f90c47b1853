"""Is a picture the same to the eye?"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from pathlib import Path

# How far two colours may be apart and still be one to the eye, from 0 to 1 (pixelmatch's measure).
TOLERANCE = 0.05
# Pixels round a difference that are looked at too: whether a pixel is part of a smoothed edge depends on them.
MARGIN = 4


def read_picture(path: Path) -> Image.Image:
    """Read a picture's pixels, and leave no file open."""
    return Image.open(BytesIO(path.read_bytes())).convert("RGB")


def same_to_the_eye(before: Image.Image, after: Image.Image) -> bool:
    """Tell whether two pictures differ at most in how edges were smoothed, or in colours hardly apart."""
    if before.size != after.size:
        return False
    before, after = before.convert("RGB"), after.convert("RGB")
    area = ImageChops.difference(before, after).getbbox()
    if area is None:
        return True
    from pixelmatch.contrib.PIL import pixelmatch

    left, top, right, bottom = area
    around = (
        max(0, left - MARGIN),
        max(0, top - MARGIN),
        min(before.width, right + MARGIN),
        min(before.height, bottom + MARGIN),
    )
    one, other = (picture.crop(around).convert("RGBA") for picture in (before, after))
    return pixelmatch(one, other, threshold=TOLERANCE, fail_fast=True) == 0
