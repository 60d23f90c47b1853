from __future__ import annotations

from typing import Any

import pytest

from flows.onboarding.worker import capped
from flows.onboarding.workflows import may_be_tried_again


@pytest.mark.parametrize(("asked", "cores", "workers"), [(1, 2, 1), (2, 2, 2), (8, 2, 2), (3, 64, 3)])
def test_there_are_never_more_workers_than_cores(asked: int, cores: int, workers: int) -> None:
    assert capped(asked, cores) == workers


def result(status: str, exit_code: int, kind: str) -> dict[str, Any]:
    return {"status": status, "exit_code": exit_code, "error": {"kind": kind, "message": "", "step": None}}


@pytest.mark.parametrize(
    ("what", "again"),
    [
        (result("failed", 1, "screen_not_opened"), True),
        (result("failed", 1, "save_refused"), True),
        (result("failed", 1, "leak_found"), False),
        (result("refused", 3, "wrong_password"), False),
        (result("unknown", 4, "save_unknown"), False),
        (result("orphaned", 4, "orphaned"), False),
        (result("failed", 2, "vault_unusable"), False),
    ],
)
def test_only_technical_failures_are_tried_again(what: dict[str, Any], again: bool) -> None:
    assert may_be_tried_again(what) is again
