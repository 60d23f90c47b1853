"""Keep what was taken: an unchanged picture keeps its bytes, a changed one waits for approval."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Literal

from flows.guide.comparing import read_picture, same_to_the_eye
from flows.guide.manifest import Entry, PictureSet, hash_of_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from PIL import Image

    from flows.guide.finishing import Finished
    from flows.guide.look import Look
    from flows.guide.manifest import Shot
    from flows.guide.taking import Taken

Verdict = Literal["unchanged", "changed", "new"]
PENDING = "pending"


@dataclass
class Keeper:
    """Two sets of pictures: the approved ones, and those that wait.

    Args:
        out: Folder of the approved set; what waits is in its folder `pending`.
        look: How pictures are encoded.
        adopt: Whether a picture that never was there is approved at once: it takes nobody's place.
    """

    out: Path
    look: Look
    adopt: bool
    approved: PictureSet = field(init=False)
    pending: PictureSet = field(init=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        self.approved = PictureSet.load(self.out)
        self.pending = PictureSet.load(self.out / PENDING)

    def keep(self, entry: Entry, finished: Finished) -> Verdict:
        """Compare a picture with the approved one, and keep it where it belongs.

        Args:
            entry: What is known of it; the hash of its file is filled in.
            finished: The picture.
        """
        before = self.approved.entries.get(entry.id)
        if before is not None and self._is_same(before, finished):
            with self._lock:
                self._settle(entry.id)
            return "unchanged"
        data = encoded(finished.image, self.look)
        entry = replace(entry, sha256=hash_of_bytes(data))
        with self._lock:
            if before is None and self.adopt:
                self._settle(entry.id)
                self.approved.put(entry, data)
            else:
                self.pending.failed.pop(entry.id, None)
                self.pending.put(entry, data)
        return "changed" if before else "new"

    def miss(self, picture: str, why: str) -> None:
        """Note that a picture could not be taken; the approved one stays."""
        with self._lock:
            self.pending.drop(picture)
            self.pending.failed[picture] = why

    def written(self) -> list[Path]:
        """Return every file written so far."""
        return [*self.approved.written, *self.pending.written]

    def save(self) -> None:
        """Write both manifests where they say anything new."""
        if self.approved.entries or self.approved.videos:
            self.approved.save()
        self.pending.save_or_clear()

    def _settle(self, picture: str) -> None:
        self.pending.drop(picture)
        self.pending.failed.pop(picture, None)

    def _is_same(self, before: Entry, finished: Finished) -> bool:
        path = self.approved.path(before)
        if not path.exists() or hash_of_bytes(path.read_bytes()) != before.sha256:
            return False
        return before.pixels == finished.pixels or same_to_the_eye(read_picture(path), finished.image)


def entry_of(shot: Shot, taken: Taken, finished: Finished) -> Entry:
    """Return what the manifest says of a picture; the hash of its file is still open."""
    return Entry(
        **asdict(shot),
        width=finished.image.width,
        height=finished.image.height,
        sha256="",
        pixels=finished.pixels,
        boxes=finished.boxes,
        covers=sorted({spot.name for spot in taken.spots}),
        labels=taken.labels,
        texts=finished.texts,
        app=taken.build,
        tool=f"fracttal-flows {version('fracttal-flows')}",
    )


def encoded(image: Image.Image, look: Look) -> bytes:
    """Return a picture as lossless WebP; the same pixels give the same bytes."""
    buffer = BytesIO()
    image.save(buffer, "WEBP", lossless=True, **look.webp)
    return buffer.getvalue()
