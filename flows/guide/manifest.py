"""What is known of every picture of a set, in one file that differs as little as the pictures do."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from automation.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Shot:
    """Which picture one is.

    Args:
        step: Its step in the article.
        name: "06-fields".
        language: es, en, fr or pt.
        theme: light or dark.
        scale: Device pixels for each CSS pixel.
    """

    step: int
    name: str
    language: str
    theme: str
    scale: float = 1

    @property
    def id(self) -> str:
        """Spelled as "es/light/06-fields", "@2x" after it for device scale 2; its file's path without the ending."""
        return f"{self.language}/{self.theme}/{self.name}" + ("" if self.scale == 1 else f"@{self.scale:g}x")


@dataclass(frozen=True, kw_only=True)
class Entry(Shot):
    """What is known of one picture.

    Args:
        width: In pixels.
        height: In pixels.
        sha256: Hash of the file.
        pixels: Hash of its pixels before they were encoded.
        boxes: What is framed: control, letter, x, y, width, height in pixels.
        covers: What is covered, each once.
        labels: Label key to the name seen on the screen.
        texts: What it says: text, left, top, width, height in CSS pixels.
        app: The build of the app it was taken of.
        tool: What took it.
    """

    width: int
    height: int
    sha256: str
    pixels: str
    boxes: list[dict[str, Any]]
    covers: list[str]
    labels: dict[str, str]
    texts: list[list[Any]]
    app: str
    tool: str

    @property
    def file(self) -> str:
        """The picture's path in its folder."""
        return f"{self.id}.webp"


@dataclass
class PictureSet:
    """A folder of pictures with its manifest.

    Args:
        folder: Where it is; it need not exist.
        entries: Id to picture.
        videos: Language to walkthrough: file, size, hash, chapters.
        failed: Id to why the last run has no such picture.
        written: The files written so far.
    """

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    videos: dict[str, dict[str, Any]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list, repr=False)

    @classmethod
    def load(cls, folder: Path) -> PictureSet:
        """Read a set; one that is not there is empty.

        Raises:
            BadInput: The manifest cannot be read.
        """
        path = folder / NAME
        if not path.exists():
            return cls(folder)
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            if data["format"] != FORMAT:
                raise BadInput(f"{path} is of format {data['format']}; this version reads format {FORMAT}.")
            entries = [Entry(**one) for one in data["pictures"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadInput(
                f"{path} cannot be read ({type(error).__name__}). Take it from version control again, or delete it and "
                "all pictures beside it."
            ) from None
        return cls(folder, {entry.id: entry for entry in entries}, data.get("videos", {}), data.get("failed", {}))

    def path(self, entry: Entry) -> Path:
        """Return where a picture is."""
        return self.folder / entry.file

    def put(self, entry: Entry, data: bytes) -> None:
        """Write a picture, and note it; `save` writes the manifest."""
        path = self.path(entry)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.written.append(path)
        self.entries[entry.id] = entry

    def drop(self, picture: str) -> None:
        """Remove a picture, if it is there."""
        entry = self.entries.pop(picture, None)
        if entry is not None:
            self.path(entry).unlink(missing_ok=True)

    def save(self) -> bool:
        """Write the manifest if it says anything new.

        Returns:
            Whether it was written.
        """
        path = self.folder / NAME
        text = self._text()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return False
        self.folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.written.append(path)
        return True

    def save_or_clear(self) -> None:
        """Write the manifest; a set without pictures and failures leaves no folder behind."""
        if self.entries or self.failed:
            self.save()
            return
        (self.folder / NAME).unlink(missing_ok=True)
        for folder in sorted(self.folder.rglob("*"), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        if self.folder.exists() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def problems(self) -> list[str]:
        """List the pictures whose file is missing or is not the one the manifest speaks of."""
        found = []
        for entry in self.entries.values():
            path = self.path(entry)
            if not path.exists():
                found.append(f"{entry.id} is missing")
            elif hash_of_bytes(path.read_bytes()) != entry.sha256:
                found.append(f"{entry.id} is not the picture that was approved")
        return found

    def _text(self) -> str:
        # One picture a line: a changed picture is a changed line.
        ordered = sorted(self.entries.values(), key=lambda entry: entry.id)
        lines = ",\n".join(f"    {json.dumps(asdict(entry), ensure_ascii=False)}" for entry in ordered)
        videos = json.dumps(dict(sorted(self.videos.items())), ensure_ascii=False)
        failed = json.dumps(dict(sorted(self.failed.items())), ensure_ascii=False)
        more = f'  "failed": {failed},\n' if self.failed else ""
        return f'{{\n  "format": {FORMAT},\n  "videos": {videos},\n{more}  "pictures": [\n{lines}\n  ]\n}}\n'


def hash_of_bytes(data: bytes) -> str:
    """Return the hash that the manifest has of a file."""
    return hashlib.sha256(data).hexdigest()
