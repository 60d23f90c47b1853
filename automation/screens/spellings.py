"""What to type into a search box of which nobody knows whether it folds case and accents, or finds parts of words."""

from __future__ import annotations

import re

from automation.names import normalise_name

# Fewer letters would find half the list.
SHORTEST = 3
# Letters that the four languages spell without accents, and digits.
_CERTAIN = re.compile(r"[bdfghjklmpqrstvwxz0-9]+", re.IGNORECASE)
_MAY_CARRY_ACCENTS = re.compile(r"[aeioucny]")


def certain_part(name: str) -> str:
    """Return the longest part of a name that no accent can change, in the other case; "" if it is too short.

    A search that finds any part of a word, whatever its case, finds every spelling of the name by it. Small and capital
    letters are swapped, so that an answer proves at the same time that case does not count.

    Args:
        name: As wanted.
    """
    longest = max(_CERTAIN.findall(name), key=len, default="")
    return longest.swapcase() if len(longest) >= SHORTEST else ""


def inside_a_word(part: str, text: str) -> bool:
    """Tell whether a text has the part only in another case and behind a word's first letter.

    A search that answers with such a text finds any part of a word, whatever its case.

    Args:
        part: What was searched for.
        text: All cells of one row of the answer.
    """
    starts = [place.start() for place in re.finditer(re.escape(part), text, re.IGNORECASE)]
    return bool(starts) and part not in text and all(text[start - 1 : start].isalnum() for start in starts)


def spellings(name: str) -> tuple[str, ...]:
    """Return the name, the name without case and accents, and its longest part that no accent can change.

    Args:
        name: As wanted.
    """
    given = " ".join(name.split())
    plain = normalise_name(name)
    sturdy = max(_MAY_CARRY_ACCENTS.sub(" ", plain).split(), key=len, default="")
    texts = [given, plain, *([sturdy] if len(sturdy) >= SHORTEST else [])]
    return tuple(dict.fromkeys(texts))
