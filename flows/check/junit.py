"""The claims as JUnit XML, which every CI system draws."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from flows.check.findings import Verdict

if TYPE_CHECKING:
    from automation.redaction import Redactor
    from flows.check.findings import Finding
    from flows.check.report import Report


def junit_xml(report: Report, redactor: Redactor) -> str:
    """Return one test suite for each language and theme, one test case for each claim.

    A claim that does not hold is a failure; one that cannot be judged is an error, or skipped where another claim
    that failed explains it.
    """
    root = ET.Element("testsuites", name="fracttal-flows check")
    walks = dict.fromkeys((one.language, one.theme) for one in report.findings)
    for language, theme in walks:
        findings = [one for one in report.findings if (one.language, one.theme) == (language, theme)]
        suite = ET.SubElement(root, "testsuite", name=f"{language}, {theme}", tests=str(len(findings)))
        counted = {"failure": 0, "error": 0, "skipped": 0}
        for finding in findings:
            case = ET.SubElement(
                suite,
                "testcase",
                classname=f"check.{language}.{theme}.step-{finding.claim.step}",
                name=f"{finding.claim.id}: {finding.claim.text}",
                time="0",
            )
            kind = _outcome(finding)
            if kind:
                counted[kind] += 1
                ruling = finding.ruling
                message = redactor.redact(f"{ruling.verdict.value}: {worded(finding)}")
                ET.SubElement(case, kind, message=message, type=ruling.verdict.value)
        for attribute, count in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            suite.set(attribute, str(counted[count]))
        suite.set("time", f"{report.seconds.get(f'{language}-{theme}', 0):.1f}")
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _outcome(finding: Finding) -> str:
    if finding.ruling.verdict is Verdict.HOLDS:
        return ""
    if finding.differs:
        return "failure"
    return "skipped" if finding.ruling.follows else "error"


def worded(finding: Finding) -> str:
    """Say what the article has and what the screen has, in one line."""
    ruling = finding.ruling
    expected, seen = _quoted(ruling.expected), _quoted(ruling.seen)
    if ruling.verdict is Verdict.UNJUDGED:
        return ruling.reason
    if ruling.verdict is Verdict.RENAMED:
        words = f"{expected} is now {seen}."
    elif ruling.verdict is Verdict.MOVED:
        words = f"Documented {expected}, found {seen}."
    elif ruling.verdict is Verdict.MISSING:
        words = f"Looked for {expected}; there is {seen or 'nothing of the kind'}."
    else:
        words = ruling.seen
    return f"{words} {ruling.reason}".strip()


def _quoted(text: str) -> str:
    return text if not text or text.startswith(_WORDS) else f"“{text}”"


# What begins like this is said by the program, not shown by a screen.
_WORDS = ("at ", "in ", "a ", "an ", "A, ", "D, ", "as ", "only ", "none", "nothing", "permission groups", "empty", "“")
