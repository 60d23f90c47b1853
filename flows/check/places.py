"""Places in the words of the four articles, so that a sentence about a place can be corrected."""

from __future__ import annotations

# What an article calls a place on the screen; "middle" is where neither row nor column is named.
_EN = {"top": "top", "bottom": "bottom", "left": "left", "right": "right", "middle": "middle"}
_ES = {"top": "superior", "bottom": "inferior", "left": "izquierda", "right": "derecha", "middle": "central"}
_FR = {"top": "en haut", "bottom": "en bas", "left": "à gauche", "right": "à droite", "middle": "au milieu"}
_PT = {"top": "superior", "bottom": "inferior", "left": "esquerdo", "right": "direito", "middle": "central"}

SPOTS = ("top left", "top", "top right", "left", "right", "bottom left", "bottom", "bottom right", "middle")

# The side alone, as it is said of the side panel: before, after.
_SIDES = {
    "en": (("left side panel", "right side panel"), ("on the left", "on the right")),
    "es": (("panel lateral izquierdo", "panel lateral derecho"), ("a la izquierda", "a la derecha")),
    "fr": (("panneau latéral de gauche", "panneau latéral de droite"), ("à gauche", "à droite")),
    "pt": (("painel lateral esquerdo", "painel lateral direito"), ("à esquerda", "à direita")),
}


def phrase(language: str, spot: str) -> str:
    """Say a place as that article does.

    Args:
        language: es, en, fr or pt.
        spot: One of `SPOTS`.
    """
    words = spot.split()
    if language == "en":
        return ("in the " if spot == "middle" else "at the ") + " ".join(_EN[word] for word in words)
    if language == "es":
        return "de la parte " + " ".join(_ES[word] for word in words)
    if language == "fr":
        return " ".join(_FR[word] for word in words)
    return "no canto " + " ".join(_PT[word] for word in words)


def reworded(language: str, sentence: str, spot: str) -> str:
    """Return a sentence with another place in it; the sentence itself where it names no place.

    Args:
        language: es, en, fr or pt.
        sentence: As the article has it.
        spot: The new place, one of `SPOTS`.
    """
    # The longest first: "en bas" is part of "en bas à droite".
    for known in sorted(SPOTS, key=lambda one: -len(phrase(language, one))):
        words = phrase(language, known)
        if " " in known and words in sentence:
            return sentence.replace(words, phrase(language, spot))
    if spot.endswith("right"):
        for left, right in _SIDES[language]:
            if left in sentence:
                return sentence.replace(left, right)
    return sentence
