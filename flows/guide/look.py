from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True)
class BoxLook:
    """The frame round a control."""

    colour: str
    width: float
    radius: float
    padding: float


@dataclass(frozen=True)
class BadgeLook:
    """The round letter beside a frame."""

    diameter: float
    colour: str
    text: str
    font: str
    size: float
    gap: float


@dataclass(frozen=True)
class ArrowLook:
    """The arrow toward a frame."""

    colour: str
    length: float
    width: float
    head: float
    gap: float


@dataclass(frozen=True)
class StandIns:
    """What stands in the place of what nobody should see."""

    person: str
    initials: str
    e_mail: str


@dataclass(frozen=True)
class ScreenLook:
    """The window, its clock, and what is not shown in it."""

    width: int
    height: int
    clock: datetime
    hide: tuple[str, ...]


@dataclass(frozen=True)
class Look:
    """How all pictures look; lengths in CSS pixels. `look.toml` explains each entry."""

    box: BoxLook
    badge: BadgeLook
    arrow: ArrowLook
    crop_padding: float
    stand_ins: StandIns
    screen: ScreenLook
    webp: dict[str, int]


@cache
def load_look() -> Look:
    """Read look.toml."""
    data: dict[str, Any] = tomllib.loads(resources.files(__package__).joinpath("look.toml").read_text(encoding="utf-8"))
    screen = data["screen"]
    return Look(
        BoxLook(**data["box"]),
        BadgeLook(**data["badge"]),
        ArrowLook(**data["arrow"]),
        data["crop"]["padding"],
        StandIns(**data["stand_ins"]),
        ScreenLook(screen["width"], screen["height"], screen["clock"], tuple(screen["hide"])),
        data["file"],
    )
