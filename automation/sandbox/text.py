from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Bring a text into the form in which names are searched and compared: no case, no accents, no outer spaces."""
    decomposed = unicodedata.normalize("NFKD", text.strip())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
