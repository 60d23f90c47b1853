"""What `check` tells: one object for programs, and what the pages and tables are made from."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from flows.check.findings import Verdict

if TYPE_CHECKING:
    from automation.errors import FlowsError
    from automation.redaction import Redactor
    from automation.screens.sight import Box
    from flows.check.accessibility import Barrier
    from flows.check.correcting import Corrected
    from flows.check.findings import Finding
    from flows.check.since import Change
    from flows.check.structure import Structure

DIFFERENCE = 5


@dataclass(frozen=True)
class Picture:
    """A screen as it was judged, with all that is secret covered.

    Args:
        language: es, en, fr or pt.
        theme: light or dark.
        screen: "settings".
        jpeg: The picture, one pixel for each CSS pixel.
        width: In pixels.
        height: In pixels.
    """

    language: str
    theme: str
    screen: str
    jpeg: bytes = field(repr=False)
    width: int
    height: int


@dataclass
class Report:
    """All that one run of `check` found.

    Args:
        tenant: Origin of the tenant.
        run: The run folder.
        findings: Every claim in every language and theme.
        pictures: One for each screen, language and theme.
        corrected: The corrected article of each language that needs it.
        structures: Every screen against its baseline; empty where none is kept.
        barriers: What axe found; None where it is not installed.
        changes: What the run before judged otherwise.
        last_run: That run's folder, None if there is none.
        seconds: How long each language and theme took.
        skipped: Claims that were left out on request.
        failure: What ended the run early, if anything did.
    """

    tenant: str
    run: str
    findings: list[Finding] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    corrected: list[Corrected] = field(default_factory=list)
    structures: tuple[Structure, ...] = ()
    barriers: list[Barrier] | None = None
    changes: tuple[Change, ...] = ()
    last_run: str | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    failure: FlowsError | None = None

    @property
    def totals(self) -> dict[str, int]:
        """How many claims got which verdict."""
        counted = Counter(finding.ruling.verdict for finding in self.findings)
        return {verdict.value: counted[verdict] for verdict in Verdict}

    @property
    def exit_code(self) -> int:
        """0 where every claim holds and every screen is as its baseline, 5 where not; else the failure's own."""
        if self.failure is not None:
            return self.failure.exit_code
        differs = any(finding.ruling.verdict is not Verdict.HOLDS for finding in self.findings)
        return DIFFERENCE if differs or any(one.status == "different" for one in self.structures) else 0

    def picture(self, finding: Finding) -> Picture | None:
        """Return the picture of the screen a claim was judged on."""
        where = (finding.language, finding.theme, finding.claim.screen)
        return next((one for one in self.pictures if (one.language, one.theme, one.screen) == where), None)

    def as_json(self, redactor: Redactor) -> dict[str, Any]:
        """Return the object of `--json` and `result.json`."""
        failure = self.failure
        data = {
            "flow": "check",
            "tenant": self.tenant,
            "totals": self.totals,
            "claims": self.claims(),
            "corrections": [
                {"language": each.language, **asdict(one)} for each in self.corrected for one in each.corrections
            ],
            "structure": [asdict(one) for one in self.structures],
            "accessibility": None if self.barriers is None else [asdict(one) for one in self.barriers],
            "since": {"run": self.last_run, "changes": [asdict(one) for one in self.changes]},
            "seconds": {walk: round(seconds, 1) for walk, seconds in self.seconds.items()},
            "skipped": list(self.skipped),
            "run": self.run,
            "error": {"kind": failure.kind, "message": failure.message, "step": failure.step} if failure else None,
        }
        clean: dict[str, Any] = redactor.redact_data(data)
        return clean

    def claims(self) -> list[dict[str, Any]]:
        """Return every claim with its verdict."""
        return [_claim(finding) for finding in self.findings]


def _claim(finding: Finding) -> dict[str, Any]:
    claim, ruling = finding.claim, finding.ruling
    return {
        "id": claim.id,
        "step": claim.step,
        "text": claim.text,
        "label": claim.key or None,
        "language": finding.language,
        "theme": finding.theme,
        "layout": finding.layout,
        "screen": claim.screen,
        "verdict": ruling.verdict.value,
        "expected": ruling.expected,
        "seen": ruling.seen,
        "reason": ruling.reason,
        "follows": ruling.follows or None,
        "certainty": finding.certainty or None,
        "box": _rounded(ruling.box),
    }


def _rounded(box: Box | None) -> list[int] | None:
    return [round(box.left), round(box.top), round(box.width), round(box.height)] if box else None
