"""The report as one HTML page that needs nothing beside it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from flows.check.findings import Verdict
from flows.check.junit import worded

if TYPE_CHECKING:
    from automation.redaction import Redactor
    from automation.screens.sight import Box
    from flows.check.findings import Finding
    from flows.check.report import Picture, Report

# What is cut out of a screen around a claim's control, in CSS pixels.
WIDTH, HEIGHT = 360, 150


@dataclass(frozen=True)
class Cutting:
    """A part of a picture, and the mark on it; lengths in CSS pixels of the page.

    Args:
        picture: Number of the picture.
        size: How wide the whole picture is drawn.
        left: Where the part begins.
        top: Where the part begins.
        mark: Left, top, width and height of the marked box inside the part; None marks nothing.
    """

    picture: int
    size: float
    left: float
    top: float
    mark: tuple[float, float, float, float] | None


def html_page(report: Report, redactor: Redactor) -> str:
    """Return the page; every text on it has passed the Redactor."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(resources.files(__package__).joinpath("report.html").read_text(encoding="utf-8"))
    pictures = [b64encode(one.jpeg).decode("ascii") for one in report.pictures]
    return template.render(**_texts(report, redactor), pictures=pictures, width=WIDTH, height=HEIGHT)


def _texts(report: Report, redactor: Redactor) -> dict[str, Any]:
    walks = dict.fromkeys((one.language, one.theme, one.layout) for one in report.findings)
    differing = [one for one in report.findings if one.ruling.verdict is not Verdict.HOLDS]
    data = report.as_json(redactor)
    return {
        "tenant": data["tenant"],
        "totals": data["totals"],
        "error": data["error"],
        "differing": [_row(report, one, redactor) for one in differing],
        "walks": [
            {
                "language": language,
                "theme": theme,
                "layout": layout,
                "rows": [
                    _row(report, one, redactor)
                    for one in report.findings
                    if (one.language, one.theme, one.layout) == (language, theme, layout)
                ],
            }
            for language, theme, layout in walks
        ],
        "corrections": data["corrections"],
        "patch": redactor.redact("".join(one.patch for one in report.corrected)),
        "changes": data["since"]["changes"],
        "last_run": data["since"]["run"],
        "structure": [one for one in data["structure"] if one["status"] != "same"],
        "compared": len(data["structure"]),
        "accessibility": data["accessibility"],
    }


def _row(report: Report, finding: Finding, redactor: Redactor) -> dict[str, Any]:
    words = finding.ruling.seen if finding.ruling.verdict is Verdict.HOLDS else worded(finding)
    return {
        "id": finding.claim.id,
        "step": finding.claim.step,
        "text": finding.claim.text,
        "verdict": finding.ruling.verdict.value,
        "kind": finding.ruling.verdict.name.lower(),
        "words": redactor.redact(words),
        "language": finding.language,
        "assumed": finding.certainty == "assumed",
        "cutting": _cutting(report, finding),
    }


def _cutting(report: Report, finding: Finding) -> Cutting | None:
    picture = report.picture(finding)
    if picture is None:
        return None
    number = report.pictures.index(picture)
    return cutting(number, picture, finding.ruling.box)


def cutting(number: int, picture: Picture, box: Box | None) -> Cutting:
    """Cut a control with its surroundings out of a screen; the whole screen's top where nothing is to be marked.

    Args:
        number: Of the picture.
        picture: The screen.
        box: The control.
    """
    if box is None:
        return Cutting(number, WIDTH, 0, 0, None)
    # A control larger than the part is drawn smaller, never the other way round.
    scale = min(1.0, (WIDTH - 40) / max(box.width, 1), (HEIGHT - 40) / max(box.height, 1))
    size = max(picture.width * scale, WIDTH)
    scale = size / picture.width
    x, y = (box.left + box.width / 2) * scale, (box.top + box.height / 2) * scale
    left = min(max(x - WIDTH / 2, 0), max(picture.width * scale - WIDTH, 0))
    top = min(max(y - HEIGHT / 2, 0), max(picture.height * scale - HEIGHT, 0))
    mark = (box.left * scale - left - 3, box.top * scale - top - 3, box.width * scale + 6, box.height * scale + 6)
    return Cutting(number, size, left, top, mark)
