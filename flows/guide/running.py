"""One run over the pictures, from settings to report: a run folder, a leak scan, a review page."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from automation.errors import BadInput, FlowsError, LeakFound
from flows.guide.capturing import Capture, Outcome
from flows.guide.causes import changes
from flows.guide.keeping import PENDING, Keeper
from flows.guide.look import load_look
from flows.guide.manifest import PictureSet
from flows.guide.review import write_review

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from automation.config import Config
    from automation.redaction import Redactor
    from flows.guide.capturing import Wanted
    from flows.guide.causes import Change
    from flows.guide.keeping import Verdict

REVIEW = "review.html"


@dataclass
class Report:
    """What a run did.

    Args:
        outcome: What became of every picture.
        films: Languages whose walkthrough was written.
        run: The run folder.
    """

    outcome: Outcome
    films: list[str] = field(default_factory=list)
    run: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return what `--json` prints of it."""
        outcome = self.outcome
        return {
            "new": outcome.of("new"),
            "changed": outcome.of("changed"),
            "unchanged": outcome.of("unchanged"),
            "failed": {
                known: {"kind": error.kind, "message": error.message}
                for known, error in sorted(outcome.failures.items())
            },
            "videos": self.films,
            "run": self.run,
        }


def take_all(
    config: Config,
    wanted: Wanted,
    out: Path,
    *,
    adopt: bool,
    film: bool,
    say: Callable[[str], None],
    progress: Callable[[str, Verdict | Literal["failed"]], None],
) -> Report:
    """Take the pictures and keep them where they belong.

    Args:
        config: Tenant and account.
        wanted: Which pictures.
        out: Folder of the approved set.
        adopt: Whether pictures that never were there are approved at once.
        film: Whether the walkthroughs are made too, of the first theme that is wanted.
        say: Told what the user should know meanwhile.
        progress: Told each picture's id and what became of it.

    Raises:
        BadInput: Settings are missing, or the set cannot be read.
        LeakFound: A file of the run held a secret; it was deleted.
        FlowsError: Nobody could sign in.
    """
    from automation.redaction import Redactor
    from flows.guide.pictures import PICTURES
    from flows.guide.walkthrough import Filming
    from flows.opening import browser_for, needed_settings
    from flows.run_folder import RunFolder

    config.require(*needed_settings(config))
    keeper = Keeper(out, load_look(), adopt)
    redactor = Redactor()
    for secret in config.secrets:
        redactor.add(secret)
    folder = RunFolder.create(config.runs_dir, "guide", redactor)
    log = folder.logger()
    filming = Filming(wanted.themes[0]) if film else None

    def noted(known: str, became: Verdict | Literal["failed"]) -> None:
        log.info("{picture}: {became}", picture=known, became=became)
        progress(known, became)

    try:
        with browser_for(config, say) as browser:
            another = (lambda: browser_for(config, lambda _text: None)) if (os.cpu_count() or 1) > 1 else None
            outcome = Capture(
                browser, config, redactor, wanted, keeper, progress=noted, filming=filming, another=another
            ).run()
        for known, error in sorted(outcome.failures.items()):
            log.error("{picture}: {why}", picture=known, why=error.message)
        films = filming.write(keeper.approved, len(PICTURES)) if filming else []
        keeper.save()
        report = Report(outcome, films, str(folder.path))
        folder.write_result({"flow": "guide", **report.as_json()})
    finally:
        folder.close()
        leak = folder.scan() or _scan(keeper.written(), redactor)
    if leak is not None:
        raise leak
    return report


def review(out: Path) -> list[Change]:
    """Compare what waits with what is approved, and write the review page.

    Args:
        out: Folder of the approved set.

    Raises:
        BadInput: There is nothing to compare with, or an approved picture is not the one the manifest speaks of.
    """
    approved, pending = PictureSet.load(out), PictureSet.load(out / PENDING)
    if not approved.entries:
        raise BadInput(f"{out} has no approved pictures. Take them first: fracttal-flows guide capture --out {out}")
    problems = approved.problems()
    if problems:
        raise BadInput(
            f"{out}: {'; '.join(problems)}. Take the approved set from version control again; it is never written but "
            "by `guide capture` and `guide approve`."
        )
    found = changes(approved, pending)
    write_review(out / REVIEW, found, approved, pending)
    return found


def _scan(written: Sequence[Path], redactor: Redactor) -> LeakFound | None:
    """Look for every value that was covered in what was written, texts of the manifest included."""
    from automation.leak_scan import purge, scan

    leaks = scan(written, redactor.values)
    if not leaks:
        return None
    gone = ", ".join(sorted(str(path) for path in purge(leaks)))
    return LeakFound(f"A covered value was found in {gone}; deleted. Please report it, without the file.")


def worst(report: Report) -> FlowsError | None:
    """Return the failure that most pictures share, for the exit code; None if all were taken."""
    failures = list(report.outcome.failures.values())
    return max(failures, key=lambda one: sum(other.message == one.message for other in failures)) if failures else None
