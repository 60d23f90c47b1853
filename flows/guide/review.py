"""The page on which a person sees what changed: before, after, difference, in one file that can be sent around."""

from __future__ import annotations

import base64
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from flows.guide.comparing import TOLERANCE, read_picture
from flows.guide.pages import render

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from flows.guide.causes import Cause, Change
    from flows.guide.manifest import PictureSet

NAMES: dict[Cause, str] = {
    "missing": "Missing",
    "text": "Text",
    "layout": "Layout",
    "colour": "Colour",
    "new": "New",
}
# What differs is drawn in this colour over the faded old picture.
MARKED = (214, 0, 108)


def write_review(path: Path, found: Sequence[Change], approved: PictureSet, pending: PictureSet) -> None:
    """Write the review page, with every picture in it.

    Args:
        path: Where it goes.
        found: What changed, sorted by cause.
        approved: The approved pictures.
        pending: Those that wait.
    """
    cards = [_card(number, change, approved, pending) for number, change in enumerate(found, start=1)]
    groups = [(cause, list(same)) for cause, same in groupby(cards, key=lambda card: card["cause"])]
    filters = [(name, sorted({card[name.lower()] for card in cards})) for name in ("Language", "Theme")] + [
        ("Cause", [cause for cause, _ in groups])
    ]
    text = render("review", changes=found, total=len(approved.entries), groups=groups, names=NAMES, filters=filters)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _card(number: int, change: Change, approved: PictureSet, pending: PictureSet) -> dict[str, Any]:
    language, theme, _ = change.id.split("/")
    before = approved.path(change.before) if change.before else None
    after = pending.path(change.after) if change.after else None
    before = before if before is not None and before.exists() else None
    shown = change.after or change.before
    return {
        "number": number,
        "id": change.id,
        "cause": change.cause,
        "details": change.details,
        "language": language,
        "theme": theme,
        "before": _embedded(before.read_bytes()) if before else "",
        "after": _embedded(after.read_bytes()) if after else "",
        "difference": _embedded(_difference(before, after)) if before and after else "",
        "width": shown.width if shown else 0,
        "height": shown.height if shown else 0,
    }


def _difference(before: Path, after: Path) -> bytes:
    one, other = (read_picture(path) for path in (before, after))
    size = (max(one.width, other.width), max(one.height, other.height))
    one, other = (_on(size, picture) for picture in (one, other))
    mask = ImageChops.difference(one, other).convert("L").point(lambda value: 255 if value > 255 * TOLERANCE else 0)
    faded = Image.blend(one.convert("L").convert("RGB"), Image.new("RGB", size, "white"), 0.7)
    faded.paste(Image.new("RGB", size, MARKED), mask=mask)
    buffer = BytesIO()
    faded.save(buffer, "WEBP", quality=70)
    return buffer.getvalue()


def _on(size: tuple[int, int], picture: Image.Image) -> Image.Image:
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture)
    return sheet


def _embedded(data: bytes) -> str:
    return "data:image/webp;base64," + base64.b64encode(data).decode("ascii")
