"""Traces, videos and pictures of pytest-playwright, without what is secret."""

from __future__ import annotations

import json
import re
import zipfile
from importlib import resources
from typing import TYPE_CHECKING, Any

from automation.browser import session_secrets
from automation.leak_scan import purge, scan
from automation.redaction import STAND_IN

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, StorageState

    from automation.redaction import Redactor

# Keys and secrets of the product are runs of letters and digits; names of files and tests have other signs in them.
_LOOKS_SECRET = re.compile(r"(?<![\w])(?=[A-Za-z0-9]*\d)(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{16,}(?![\w])")
# Where a trace keeps what was typed, read or said; the rest are its own numbers and names.
_TELLING = frozenset({"params", "message", "error", "result", "text", "args", "value", "title"})


def make_safe(context: BrowserContext, *, tracing: bool) -> None:
    """Let a context be recorded without secrets; to be called before it has pages.

    Pictures and videos show dots where the page shows a key or a secret. A trace keeps its actions, its times, its
    console and its film; it has no snapshots and no network, which record cookies, answers and every field's value.

    Args:
        context: From pytest-playwright.
        tracing: Whether it is being traced.
    """
    context.add_init_script(resources.files(__package__).joinpath("veil.js").read_text(encoding="utf-8"))
    if tracing:
        context.tracing.stop()
        _start(context)


def put_session(context: BrowserContext, state: StorageState, redactor: Redactor, *, tracing: bool) -> StorageState:
    """Give a context a session that is not written into its trace.

    Args:
        context: From pytest-playwright.
        state: The session.
        redactor: Learns what it consists of.
        tracing: Whether the context is being traced.

    Returns:
        The same session.
    """
    for secret in session_secrets(state):
        redactor.add(secret)
    if tracing:
        context.tracing.stop()
    context.set_storage_state(state)
    if tracing:
        _start(context)
    return state


def _start(context: BrowserContext) -> None:
    context.tracing.start(screenshots=True, snapshots=False, sources=True)


def clean(folder: Path, redactor: Redactor) -> str:
    """Take known and probable secrets out of the traces of a test, and delete whatever still holds one.

    Args:
        folder: pytest-playwright's output folder of that test; it need not exist.
        redactor: Knows the secrets.

    Returns:
        What was deleted and why, in one sentence; "" if nothing had to be.
    """
    if not folder.is_dir():
        return ""
    for trace in folder.glob("trace*.zip"):
        _rewrite(trace, redactor)
    leaks = scan(folder, redactor.values)
    if not leaks:
        return ""
    gone = ", ".join(sorted({path.name for path in purge(leaks)}))
    return f"A secret was found in {gone} of {folder}; deleted. Leave the step that writes it out of the recording."


def _rewrite(path: Path, redactor: Redactor) -> None:
    with zipfile.ZipFile(path) as archive:
        members = [(info, archive.read(info)) for info in archive.infolist()]
    cleaned = path.with_suffix(".part")
    with zipfile.ZipFile(cleaned, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in members:
            is_text = info.filename.endswith((".trace", ".network", ".stacks"))
            archive.writestr(info.filename, _clean_lines(data, redactor) if is_text else data)
    cleaned.replace(path)


def _clean_lines(data: bytes, redactor: Redactor) -> str:
    return "\n".join(_clean_line(line, redactor) for line in data.decode("utf-8").split("\n"))


def _clean_line(line: str, redactor: Redactor) -> str:
    try:
        event = json.loads(line)
    except ValueError:
        return redactor.redact(line)
    if isinstance(event, dict):
        event = {key: _clean(value, redactor) if key in _TELLING else value for key, value in event.items()}
    return redactor.redact(json.dumps(event, ensure_ascii=False))


def _clean(value: Any, redactor: Redactor) -> Any:
    if isinstance(value, dict):
        # A page's own number ties its frames together.
        return {key: one if key in ("pageId", "guid") else _clean(one, redactor) for key, one in value.items()}
    if isinstance(value, list):
        return [_clean(one, redactor) for one in value]
    return without_secrets(value, redactor) if isinstance(value, str) else value


def without_secrets(text: str, redactor: Redactor) -> str:
    """Replace the secrets that are known, and what looks like a key or a secret of the product."""
    return _LOOKS_SECRET.sub(STAND_IN, redactor.redact(text))
