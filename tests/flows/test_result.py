from __future__ import annotations

import json

from automation.errors import Orphaned, PermissionGroupNotFound, SaveUnknown, TechnicalFailure, WrongPassword
from automation.redaction import Redactor
from flows.result import ConsumerFacts, Result

CONTRACT = {
    "flow",
    "status",
    "tenant",
    "company",
    "consumer",
    "credential",
    "verified",
    "verification",
    "language",
    "steps",
    "drift",
    "run",
    "error",
}


def test_the_json_object_has_the_keys_that_programs_rely_on() -> None:
    result = Result(flow="create", tenant="https://one.fracttal.com", consumer=ConsumerFacts("ERP"))
    data = result.as_json()
    assert data.keys() >= CONTRACT
    assert set(data["consumer"]) == {"name", "description", "grant_type", "permission_group", "created_at", "key"}
    assert "secret" not in data
    json.dumps(data)


def test_the_secret_is_in_it_only_when_asked_for() -> None:
    assert Result(flow="create", tenant="t", secret="s3cret").as_json()["secret"] == "s3cret"


def test_status_and_exit_code_follow_from_the_error() -> None:
    for error, status, code in (
        (TechnicalFailure("x"), "failed", 1),
        (WrongPassword("x"), "refused", 3),
        (PermissionGroupNotFound("x"), "refused", 3),
        (SaveUnknown("x"), "unknown", 4),
        (Orphaned("x"), "orphaned", 4),
    ):
        result = Result(flow="create", tenant="t")
        result.fail(error)
        assert (result.status, result.exit_code) == (status, code)
        assert result.error == {"kind": error.kind, "message": "x", "step": None}


def test_texts_from_outside_are_redacted_and_words_of_our_own_are_not() -> None:
    redactor = Redactor()
    redactor.add("wrong")
    result = Result(flow="create", tenant="t", note="it was wrong", consumer=ConsumerFacts("a wrong name"))
    result.fail(WrongPassword("the wrong word"))
    result.redact(redactor)
    assert result.error == {"kind": "wrong_password", "message": "the •••••••• word", "step": None}
    assert result.note == "it was ••••••••"
    assert result.consumer is not None
    assert result.consumer.name == "a •••••••• name"
