"""What has changed since the run before."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from automation.origin import is_loopback

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Change:
    """A claim that was judged otherwise before.

    Args:
        claim: Its id.
        language: es, en, fr or pt.
        theme: light or dark.
        before: Verdict and what was seen, in words.
        now: The same today.
    """

    claim: str
    language: str
    theme: str
    before: str
    now: str


@dataclass(frozen=True)
class Before:
    """The run before.

    Args:
        run: Its folder's name.
        claims: As it reported them.
    """

    run: str
    claims: list[dict[str, Any]]


def tenant_name(base_url: str) -> str:
    """Name a tenant so that its next run finds it: the host; a replica's port differs from run to run."""
    host = urlsplit(base_url).hostname or base_url
    return "sandbox" if is_loopback(host) else host


def last_run(runs: Path, base_url: str, *, but: Path) -> Before | None:
    """Find the latest earlier run of `check` against the same tenant.

    Args:
        runs: Where run folders are.
        base_url: The tenant.
        but: This run's own folder.
    """
    folders = sorted((path for path in runs.glob("*-check*") if path.resolve() != but.resolve()), reverse=True)
    for folder in folders:
        try:
            result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
            claims = result["claims"]
            same = tenant_name(result["tenant"]) == tenant_name(base_url)
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if same and claims:
            return Before(folder.name, claims)
    return None


def changes(before: Before | None, now: list[dict[str, Any]]) -> tuple[Change, ...]:
    """List the claims that both runs judged, and judged differently."""
    if before is None:
        return ()
    known = {_key(one): _words(one) for one in before.claims}
    return tuple(
        Change(one["id"], one["language"], one["theme"], known[_key(one)], _words(one))
        for one in now
        if known.get(_key(one), _words(one)) != _words(one)
    )


def _key(claim: dict[str, Any]) -> tuple[Any, ...]:
    return claim.get("id"), claim.get("language"), claim.get("theme"), claim.get("layout")


def _words(claim: dict[str, Any]) -> str:
    verdict = str(claim.get("verdict"))
    return (
        verdict if verdict == "holds" else f"{verdict}: {claim.get('seen') or claim.get('reason') or ''}".rstrip(": ")
    )
