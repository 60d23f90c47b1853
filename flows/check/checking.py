"""One run of `check`: every language and theme in turn, and the files that tell what was found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from automation.errors import BadInput, FlowsError, LeakFound, Refused, TenantUnreachable
from automation.files import write_private
from automation.labels import LANGUAGES
from automation.redaction import Redactor
from flows.check.claims import BY_ID
from flows.check.report import Report
from flows.check.since import changes, last_run, tenant_name
from flows.run_folder import RunFolder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from automation.config import Config
    from automation.screens.preferences import Own
    from flows.check.recording import Recorder
    from flows.opening import Opened
    from flows.runner import Listener


@dataclass(frozen=True)
class CheckOptions:
    """What is checked, and against what.

    Args:
        languages: es, en, fr, pt; none stands for the account's own.
        themes: light, dark; none stands for the account's own.
        baseline: Folder of the structure baselines; None keeps none.
        update_baseline: Take what the screens are made of now as the baseline.
        skip: Claims to leave out, by id.
        patience: Seconds a screen that lacks something may still be drawing.
        trace: Keep Playwright's trace of steps 2 to 6.
    """

    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    baseline: Path | None = None
    update_baseline: bool = False
    skip: tuple[str, ...] = ()
    patience: float = 3.0
    trace: bool = False


def check(
    config: Config, options: CheckOptions, *, say: Callable[[str], None], listeners: Sequence[Listener] = ()
) -> tuple[Report, RunFolder]:
    """Judge every claim of the article against a tenant; nothing is created, and language and theme are put back.

    Args:
        config: Tenant, account, browser.
        options: What is checked.
        say: Told what the user should know meanwhile.
        listeners: Who watches besides the log.

    Returns:
        What was found, and the run folder with report.html, junit.xml, result.json and corrections.patch.

    Raises:
        BadInput: Settings are missing, or an option names what does not exist.
    """
    _refuse_unknown(options)
    redactor = Redactor()
    for secret in config.secrets:
        redactor.add(secret)
    folder = RunFolder.create(config.runs_dir, "check", redactor)
    report = Report(config.base_url, str(folder.path), skipped=options.skip)
    try:
        _walk_all(config, options, report, folder, say=say, listeners=listeners)
    except FlowsError as error:
        report.failure = error
    finally:
        folder.close()
    _finish(config, report, folder)
    return report, folder


def _refuse_unknown(options: CheckOptions) -> None:
    for what, given, known in (
        ("language", options.languages, LANGUAGES),
        ("theme", options.themes, ("light", "dark")),
        ("claim", options.skip, tuple(BY_ID)),
    ):
        for one in given:
            if one not in known:
                raise BadInput(f"There is no {what} “{one}”; there are {', '.join(known)}.")


def _walk_all(
    config: Config,
    options: CheckOptions,
    report: Report,
    folder: RunFolder,
    *,
    say: Callable[[str], None],
    listeners: Sequence[Listener],
) -> None:
    from flows.check.accessibility import NOT_MEASURED, is_available
    from flows.check.recording import Recorder
    from flows.journal import watchers
    from flows.opening import app_in, browser_for, needed_settings

    config.require(*needed_settings(config))
    report.barriers = [] if is_available() else None
    if report.barriers is None:
        say(NOT_MEASURED)
    recorder = Recorder(report, folder.redactor, structure=options.baseline is not None)
    with browser_for(config, say) as browser, app_in(browser, config, folder.redactor) as opened:
        watching = [*watchers(opened, folder, trace=options.trace), *listeners]
        opened.app.page.set_viewport_size({"width": 1366, "height": 1000})
        _walk_each(config, options, opened, recorder, say=say, watching=watching)
    if options.baseline is not None and recorder.structures:
        from flows.check.structure import compared

        place = options.baseline / tenant_name(config.base_url)
        report.structures = compared(place, recorder.structures, update=options.update_baseline)


def _walk_each(
    config: Config,
    options: CheckOptions,
    opened: Opened,
    recorder: Recorder,
    *,
    say: Callable[[str], None],
    watching: Sequence[Listener],
) -> None:
    from automation.labels import Catalogue, Labels
    from flows.check.recording import put_back
    from flows.check.walking import FLOW, CheckRun
    from flows.runner import run

    report, app = recorder.report, opened.app
    own: list[Own] = []
    reached, failure = False, None
    try:
        for language in options.languages or (None,):
            for theme in options.themes or (None,):
                app.labels = Labels(Catalogue.load(config.labels))
                walk = CheckRun(
                    app=app,
                    config=config,
                    redactor=recorder.redactor,
                    language=language,
                    theme=theme,
                    patience=min(options.patience, config.timeout),
                    keep_session=opened.keep_session,
                    forget_session=opened.forget_session,
                    visit=recorder.visit,
                    own=own,
                )
                if language or theme:
                    say(", ".join(part for part in (language, theme) if part))
                start = monotonic()
                record = run(FLOW, walk, watching)
                if isinstance(record.error, (Refused, TenantUnreachable)):
                    raise record.error
                reached = reached or bool(walk.findings)
                failure = failure or record.error
                walk.rest(record.error)
                recorder.keep(walk)
                report.findings += [one for one in walk.findings.values() if one.claim.id not in options.skip]
                report.seconds[f"{walk.language}-{walk.theme}"] = monotonic() - start
    finally:
        if options.languages or options.themes:
            put_back(app, config.base_url, own, say)
    if failure is not None and not reached:
        raise failure


def _finish(config: Config, report: Report, folder: RunFolder) -> None:
    """Write down what was found, and look for secrets in all that was written."""
    from automation.labels import Catalogue
    from flows.check.correcting import corrected
    from flows.check.junit import junit_xml
    from flows.check.page import html_page

    before = last_run(config.runs_dir, config.base_url, but=folder.path)
    report.last_run = before.run if before else None
    report.changes = changes(before, report.claims())
    catalogue = Catalogue.load(config.labels)
    languages = dict.fromkeys(one.language for one in report.findings)
    each = (
        corrected(language, [one for one in report.findings if one.language == language], catalogue)
        for language in languages
    )
    report.corrected = [one for one in each if one.corrections]
    redactor = folder.redactor
    write_private(
        folder.path / "result.json", json.dumps(report.as_json(redactor), ensure_ascii=False, indent=2) + "\n"
    )
    if report.findings:
        write_private(folder.path / "junit.xml", junit_xml(report, redactor))
        write_private(folder.path / "report.html", html_page(report, redactor))
    if report.corrected:
        patch = "".join(one.patch for one in report.corrected)
        write_private(folder.path / "corrections.patch", redactor.redact(patch))
    try:
        leak: FlowsError | None = folder.scan()
    except OSError as error:
        leak = LeakFound(f"{folder.path} could not be searched for secrets ({error.strerror}); delete it.")
    report.failure = leak or report.failure
