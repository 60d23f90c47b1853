from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from automation.names import normalise_name

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 5


def nearest(wanted: str, names: Sequence[str]) -> str:
    """Word the names most like a wanted one, as the middle of a sentence: '; the nearest are “A”, “B”'."""
    by_plain = {normalise_name(name): name for name in names}
    plain = normalise_name(wanted)
    close = get_close_matches(plain, by_plain, n=MOST, cutoff=0.4)
    close += [other for other in by_plain if plain and plain in other and other not in close][: MOST - len(close)]
    if not close:
        close = list(by_plain)[:MOST]
    listed = ", ".join(f"“{by_plain[name]}”" for name in close)
    return f"; the nearest are {listed}" if listed else ""
