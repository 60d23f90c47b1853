from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

LOGGER = "pw:"
CLIENT = "playwright._impl.utils.debug_logger"


def silence_debug(environ: MutableMapping[str, str]) -> str | None:
    """Take Playwright's own loggers out of DEBUG, since they print what is typed into password fields.

    Call it before Playwright starts: its driver reads the variable once, and so does its client for Python when it is
    imported. One that was imported by somebody else already is made to read it again.

    Args:
        environ: The environment, changed in place; loggers of others stay.

    Returns:
        A warning for the user, None where there was nothing to take out.
    """
    wanted = environ.get("DEBUG", "").replace(",", " ").split()
    kept = [pattern for pattern in wanted if not _reaches_playwright(pattern)]
    if kept == wanted:
        return None
    if kept:
        environ["DEBUG"] = ",".join(kept)
    else:
        del environ["DEBUG"]
    if CLIENT in sys.modules and environ is os.environ:
        # No public way leads there. Should the place have moved, this fails, and nothing secret is typed.
        logger = sys.modules[CLIENT].debug_logger
        vars(logger).update(vars(type(logger)()))
    taken = ", ".join(pattern for pattern in wanted if pattern not in kept)
    return f"DEBUG={taken} is ignored: with it, Playwright would print passwords and secrets."


def _reaches_playwright(pattern: str) -> bool:
    if pattern.startswith("-"):
        return False  # switches loggers off
    stem, star, _ = pattern.partition("*")
    return stem.startswith(LOGGER) or stem == LOGGER.rstrip(":") or bool(star and LOGGER.startswith(stem))
