"""What is claimed, and what became of each claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from automation.screens.sight import Box


class Verdict(Enum):
    """What became of a claim."""

    HOLDS = "holds"
    RENAMED = "renamed"
    MOVED = "moved"
    MISSING = "missing"
    UNJUDGED = "cannot be judged"


@dataclass(frozen=True)
class Claim:
    """One thing the article says, or shows on a picture.

    Args:
        id: Its name in reports, "settings-entry".
        step: The article's step.
        text: The claim in plain English; a place that depends on the layout in braces.
        key: What the label catalogue calls the control, "" where the claim is about no label.
        needs: The claim that must hold in some form before this one can be judged.
        screen: The screen it is judged on.
    """

    id: str
    step: int
    text: str
    key: str = ""
    needs: str = ""
    screen: str = ""


@dataclass(frozen=True)
class Ruling:
    """How one claim was judged on a screen.

    Args:
        verdict: In one word.
        expected: The name or place the article gives.
        seen: What is there instead, or what was found to hold.
        reason: One sentence where the two do not say it all.
        box: Where it is on the screen, for the picture.
        follows: The claim this verdict follows from.
        spot: For what moved, its new place in words or the new order: "top left".
    """

    verdict: Verdict
    expected: str = ""
    seen: str = ""
    reason: str = ""
    box: Box | None = None
    follows: str = ""
    spot: str = ""


@dataclass(frozen=True)
class Finding:
    """A ruling with its circumstances.

    Args:
        claim: What was claimed.
        ruling: What became of it.
        language: es, en, fr or pt.
        theme: light or dark.
        layout: "today" or "redesign".
        certainty: How sure it is that the article's product uses the expected name; "" where no name is claimed.
    """

    claim: Claim
    ruling: Ruling
    language: str
    theme: str
    layout: str
    certainty: str = ""

    @property
    def differs(self) -> bool:
        """Whether the article and the screen disagree."""
        return self.ruling.verdict in (Verdict.RENAMED, Verdict.MOVED, Verdict.MISSING)


def holds(seen: str = "", box: Box | None = None, reason: str = "", *, expected: str = "") -> Ruling:
    """Rule that a claim holds."""
    return Ruling(Verdict.HOLDS, expected or seen, seen, reason, box)


def renamed(expected: str, seen: str, box: Box | None, reason: str = "") -> Ruling:
    """Rule that a control has another name."""
    return Ruling(Verdict.RENAMED, expected, seen, reason, box)


def moved(expected: str, seen: str, box: Box | None, spot: str = "") -> Ruling:
    """Rule that a control is elsewhere.

    Args:
        expected: The documented place.
        seen: The place it was found at.
        box: Where that is.
        spot: The new place as a corrected sentence would have it.
    """
    return Ruling(Verdict.MOVED, expected, seen, "", box, spot=spot)


def missing(expected: str, seen: str = "", box: Box | None = None, reason: str = "") -> Ruling:
    """Rule that what the article names is not there.

    Args:
        expected: What was looked for.
        seen: What is in its place.
        box: Where that is.
        reason: What else there is to say.
    """
    return Ruling(Verdict.MISSING, expected, seen, reason, box)


def unjudged(reason: str, follows: str = "") -> Ruling:
    """Rule that a claim cannot be judged."""
    return Ruling(Verdict.UNJUDGED, reason=reason, follows=follows)
