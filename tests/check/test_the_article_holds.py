"""On the untouched replica every claim holds, on both layouts and however controls are drawn.

The command itself checks today's layout, see test_check_command.py; each walk with renamed labels in test_mutations.py shows
that every other claim holds in its language.
"""

from __future__ import annotations

import pytest

from flows.check.claims import CLAIMS
from flows.check.layouts import REDESIGN


@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_claim_holds_on_the_redesign(walked, language):
    result = walked(language, appearance={"variant": "redesign"})

    kept = {claim: one.ruling for claim, one in result.findings.items() if one.ruling.verdict.value != "holds"}
    assert kept == {}
    assert set(result.findings) == {claim.id for claim in CLAIMS} - REDESIGN.absent
    assert {one.layout for one in result.findings.values()} == {"redesign"}


@pytest.mark.always(1)
@pytest.mark.parametrize(
    "appearance",
    [
        {
            "dropdown": "drawer",
            "labels": "above",
            "text": "split",
            "user_menu": "bare",
            "add": "unnamed",
            "hooks": "off",
        },
        {"dropdown": "popover", "values": "text", "duplicates": "offscreen", "add": "speed-dial", "options": "server"},
        {"dropdown": "native", "duplicates": "hidden", "chat": "on", "toast_over_add": "on", "animations": "on"},
    ],
    ids=lambda appearance: appearance["dropdown"],
)
def test_every_claim_holds_however_the_app_draws_its_controls(walked, appearance):
    assert walked("es", appearance=appearance).differing == {}
