"""A short film of the article for each language: the same screens, a pointer on its way, the step's name below.

Its frames are made of the covered, proven pictures, never of the screen itself: nobody signs in on it, and what the
app shows between two pictures is not on it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageDraw, ImageFont

from flows.articles import load_article
from flows.guide.manifest import hash_of_bytes

if TYPE_CHECKING:
    from flows.guide.finishing import Finished
    from flows.guide.geometry import Rect
    from flows.guide.manifest import PictureSet, Shot
    from flows.guide.taking import Taken

WIDTH = 960
BAR = 40
# Frames of the pointer's way to a control, and milliseconds: of each of them, of the screen before, of the frame drawn.
WAY, STEP, BEFORE, MARKED = 6, 60, 700, 1800
SCALE = 1.0
POINTER = ((0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12))
BAR_COLOUR, BAR_TEXT = "#141a24", "#ffffff"


@dataclass(frozen=True)
class Scene:
    """One step of the film.

    Args:
        number: The article's step.
        plain: The screen, made smaller.
        marked: The same with its frames.
        goals: Where the pointer goes, one after the other, in pixels of the film.
    """

    number: int
    plain: Image.Image
    marked: Image.Image
    goals: tuple[tuple[float, float], ...]


@dataclass
class Filming:
    """Collects the scenes of every language while the pictures are taken.

    Args:
        theme: The theme that is filmed.
    """

    theme: str
    scenes: dict[str, dict[int, Scene]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def shown(self, shot: Shot, taken: Taken, finished: Finished) -> None:
        """Take a finished picture as a scene, if it is of the film's theme and at scale 1."""
        if shot.theme != self.theme or shot.scale != SCALE:
            return
        factor = WIDTH / finished.window.width
        size = (WIDTH, round(finished.window.height * factor))
        small = [one.resize(size, Image.Resampling.LANCZOS) for one in (finished.plain, finished.window)]
        goals = tuple(_goal(target.rect.scaled(factor)) for _, target in taken.targets)
        with self._lock:
            self.scenes.setdefault(shot.language, {})[shot.step] = Scene(shot.step, small[0], small[1], goals)

    def write(self, pictures: PictureSet, steps: int) -> list[str]:
        """Write the film of every language of which all scenes are there; one that shows the same keeps its bytes.

        Args:
            pictures: Where films are kept.
            steps: How many scenes a whole film has.

        Returns:
            The languages whose film was written.
        """
        written = []
        for language, scenes in sorted(self.scenes.items()):
            if len(scenes) < steps:
                continue
            film = Film(language)
            for _, scene in sorted(scenes.items()):
                film.add(scene)
            if film.put(pictures, self.theme):
                written.append(language)
        return written


class Film:
    """One film, frame by frame.

    Args:
        language: Whose step names are shown.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.names = {step.number: step.heading.template for step in load_article(language).steps}
        self.frames: list[Image.Image] = []
        self.durations: list[int] = []
        self.chapters: list[dict[str, Any]] = []
        self.pointer = (WIDTH / 2, WIDTH / 3)

    def add(self, scene: Scene) -> None:
        """Add a step: its screen, the pointer's way, its frames."""
        name = f"{scene.number}. {self.names[scene.number]}"
        self.chapters.append({"step": scene.number, "name": name, "start": sum(self.durations)})
        self._show(scene.plain, name, BEFORE)
        for goal in scene.goals:
            start = self.pointer
            for at in range(1, WAY + 1):
                # Slower toward the goal, as a hand moves.
                share = 1 - (1 - at / WAY) ** 2
                self.pointer = (start[0] + (goal[0] - start[0]) * share, start[1] + (goal[1] - start[1]) * share)
                self._show(scene.plain, name, STEP)
            self._show(scene.marked, name, MARKED)

    def put(self, pictures: PictureSet, theme: str) -> bool:
        """Keep the film as an animated WebP in a set, unless the set has it already.

        Returns:
            Whether it was written.
        """
        shown = hashlib.sha256(repr(self.durations).encode())
        for frame in self.frames:
            shown.update(frame.tobytes())
        known = pictures.videos.get(self.language)
        file = f"{self.language}/walkthrough.webp"
        path = pictures.folder / file
        if known and known["pixels"] == shown.hexdigest() and path.exists() and known["file"] == file:
            return False
        buffer = BytesIO()
        first, *rest = self.frames
        first.save(
            buffer, "WEBP", save_all=True, append_images=rest, duration=self.durations, loop=0, quality=60, method=4
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(buffer.getvalue())
        pictures.written.append(path)
        pictures.videos[self.language] = {
            "file": file,
            "theme": theme,
            "width": first.width,
            "height": first.height,
            "milliseconds": sum(self.durations),
            "sha256": hash_of_bytes(buffer.getvalue()),
            "pixels": shown.hexdigest(),
            "chapters": self.chapters,
        }
        return True

    def _show(self, picture: Image.Image, name: str, milliseconds: int) -> None:
        frame = Image.new("RGB", (picture.width, picture.height + BAR), BAR_COLOUR)
        frame.paste(picture)
        draw = ImageDraw.Draw(frame)
        draw.text((16, picture.height + BAR / 2), name, fill=BAR_TEXT, font=ImageFont.load_default(18), anchor="lm")
        x, y = self.pointer
        draw.polygon([(x + dx, y + dy) for dx, dy in POINTER], fill="black", outline="white")
        self.frames.append(frame)
        self.durations.append(milliseconds)


def _goal(rect: Rect) -> tuple[float, float]:
    """Where the pointer rests: on the control, right of its middle, so that it does not hide the label."""
    return rect.x + rect.width * 0.6, rect.y + rect.height * 0.65
