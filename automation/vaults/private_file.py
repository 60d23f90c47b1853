"""A text file that several processes may change, and that only its owner may read."""

from __future__ import annotations

import codecs
from contextlib import contextmanager
from typing import TYPE_CHECKING

from loguru import logger

from automation.errors import VaultUnusable
from automation.files import clear_half_written, one_writer, prove_writable, readable_by_others, write_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class PrivateFile:
    """One vault file.

    Args:
        path: Absolute; its folder must be there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> str:
        """Return the content with its line ends as they are; "" for a file that is missing.

        Raises:
            VaultUnusable: It cannot be read, or is no UTF-8 text.
        """
        with self._told():
            try:
                return self.path.read_bytes().removeprefix(codecs.BOM_UTF8).decode()
            except FileNotFoundError:
                return ""
            except UnicodeDecodeError:
                # The error itself holds the file's bytes, so it is not passed on.
                raise VaultUnusable(f"{self.path} is not a UTF-8 text; it was left as it is") from None

    def check(self) -> None:
        """Prove that the file can be replaced, and leave nothing behind.

        Raises:
            VaultUnusable: It cannot.
        """
        if not self.path.parent.is_dir():
            raise VaultUnusable(f"The folder {self.path.parent} does not exist; make it, or choose another place")
        with self._told():
            clear_half_written(self.path)
            prove_writable(self.path)

    def change(self, rewrite: Callable[[str], str]) -> None:
        """Replace the content by what a function makes of it, while no other process does the same.

        A file that others could read is closed to them, with a warning.

        Args:
            rewrite: Gets the present content and returns the new one; what it raises leaves the file as it was.

        Raises:
            VaultUnusable: The file cannot be read or replaced.
        """
        with self._told(), one_writer(self.path):
            content = rewrite(self.read())
            open_to = readable_by_others(self.path)
            write_private(self.path, content)
        if open_to:
            logger.warning(f"{self.path} was open to other users ({open_to}); now only its owner may read it (0600)")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise VaultUnusable(f"The vault file {self.path} cannot be used: {exc}") from exc
