"""When two names are one name: the tenant, a form and a person do not spell alike."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = {"Cf", "Cc"}  # zero-width joiners, direction marks, control characters: pasted, never meant

APOSTROPHES = "'\u2019\u2018\u02bc\u00b4`"
_ONE_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))


def normalise(text: str) -> str:
    """Fold a text of the screen as `normalise_name` does, and all kinds of apostrophe into one.

    Args:
        text: A label or a choice as the screen shows it.
    """
    return normalise_name(text.translate(_ONE_APOSTROPHE))


def normalise_name(name: str) -> str:
    """Fold what people and lists change in a name: case, accents, invisible characters and spaces.

    Two names that fold to the same text are treated as one consumer: a false "same" asks a person, a false
    "different" makes a duplicate.

    Args:
        name: A name as typed or as the tenant shows it.
    """
    decomposed = unicodedata.normalize("NFKD", name)
    kept = "".join(
        " " if char.isspace() else char
        for char in decomposed
        if char.isspace() or not (unicodedata.combining(char) or unicodedata.category(char) in _INVISIBLE)
    )
    # Case folding can bring new marks to light (İ), so they are taken off once more.
    folded = unicodedata.normalize("NFKD", kept.casefold())
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


def slug(*parts: str, separator: str = "-") -> str:
    """Make a name for a file or a variable of letters a-z, digits and the separator; may be empty.

    Args:
        parts: Names to join; other characters than letters and digits become one separator.
        separator: One character.
    """
    return re.sub(r"[^a-z0-9]+", separator, normalise_name(" ".join(parts))).strip(separator)
