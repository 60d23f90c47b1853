"""Routes of the API Connections screens: consumers, permission groups, and the API key of tab 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from automation.sandbox.call import Answer, Call, Refusal
from automation.sandbox.consumers import page
from automation.sandbox.faults import SAVE_FAULTS
from automation.sandbox.state import consumer_facts
from automation.sandbox.text import fold

if TYPE_CHECKING:
    from automation.sandbox.faults import Fault
    from automation.sandbox.model import Company, Consumer

GRANT_TYPES = ("client_credentials", "authorization_code")
PAGE = 25
_ROW = ("id", "name", "description", "grant_type", "permission_group", "created_at", "key")
_DOTS = "•" * 8


def list_groups(call: Call) -> Answer:
    """List the permission groups whose name has the words searched for."""
    _add_on(call)
    if call.state.faults.take("groups-fail"):
        raise Refusal(500, "groups_failed", "the permission groups could not be read")
    wanted = fold(call.query.get("search", ""))
    found = page(
        (group for group in call.state.groups if wanted in group.folded),
        call.figure("start", 0, most=10**9),
        call.figure("limit", PAGE),
    )
    return Answer({"total": found.total, "data": [{"id": one.id, "name": one.name} for one in found.rows]})


def list_consumers(call: Call) -> Answer:
    """List the company's consumers, oldest first."""
    _add_on(call)
    found = page(
        call.state.consumers.search(_company(call), call.query.get("search", ""), before=call.state.newest_listed()),
        call.figure("start", 0, most=10**9),
        call.figure("limit", PAGE),
    )
    return Answer({"total": found.total, "data": [_row(call, one) for one in found.rows]})


def create_consumer(call: Call) -> Answer:
    """Save a consumer: what the article's step 7 does."""
    state = call.state
    state.saves += 1
    _add_on(call)
    _super_admin(call)
    consumer_values = _checked(call)
    fault = state.faults.take(*SAVE_FAULTS)
    if fault and fault.name == "save-refused":
        raise Refusal(422, "save_refused", "the consumer was not saved")
    consumer = state.create_consumer(_company(call), **consumer_values)
    call.session.saved = True
    return _saved(consumer, fault)


def read_consumer(call: Call) -> Answer:
    """Show one consumer; its secret too, where the tenant shows it again."""
    _add_on(call)
    _super_admin(call)
    shown = call.state.options.secret_policy == "shown-again"  # noqa: S105 -- a policy
    facts = consumer_facts(_consumer(call), secret=shown)
    if shown and call.state.faults.take("secret-dots"):
        facts["secret"] = _DOTS
    return Answer({"secret": None, **facts})


def delete_consumer(call: Call) -> Answer:
    """Delete a consumer."""
    _add_on(call)
    _super_admin(call)
    call.state.delete_consumer(_consumer(call))
    return Answer()


def read_api_key(call: Call) -> Answer:
    """Show the deprecated API key."""
    _add_on(call)
    return Answer({"key": call.state.api_keys[_company(call).id]})


def read_api_secret(call: Call) -> Answer:
    """Show the deprecated API secret ("Ver API Secret")."""
    _add_on(call)
    _super_admin(call)
    return Answer({"secret": call.state.api_secrets[_company(call).id]})


def regenerate_api_secret(call: Call) -> Answer:
    """Make a new API secret, which deletes the old one."""
    _add_on(call)
    _super_admin(call)
    return Answer({"secret": call.state.regenerate_api_secret(_company(call))})


def _company(call: Call) -> Company:
    assert call.session.company is not None
    return call.session.company


def _add_on(call: Call) -> None:
    if not call.state.options.add_on:
        raise Refusal(403, "add_on_missing", "API Connections is not part of this tenant")


def _super_admin(call: Call) -> None:
    if not call.session.super_admin:
        raise Refusal(403, "not_super_admin", "only the Super Administrator may create or read keys")


def _consumer(call: Call) -> Consumer:
    consumer = call.state.consumers.get(_company(call), call.path["id"])
    if consumer is None:
        raise Refusal(404, "not_found", "there is no such consumer")
    return consumer


def _row(call: Call, consumer: Consumer) -> dict[str, Any]:
    facts = consumer_facts(consumer, secret=False)
    row = {name: facts[name] for name in _ROW}
    return row if call.session.super_admin else {**row, "key": None}


def _checked(call: Call) -> dict[str, Any]:
    grant_type, callback_url = call.text("grant_type"), call.text("callback_url").strip()
    group_id = str(call.body.get("permission_group") or "")
    group = next((one for one in call.state.groups if one.id == group_id), None)
    missing = {
        "name": not call.text("name").strip(),
        "grant_type": grant_type not in GRANT_TYPES,
        "permission_group": group is None,
        "callback_url": grant_type == "authorization_code" and not callback_url,
    }
    if any(missing.values()):
        fields = [name for name, is_missing in missing.items() if is_missing]
        raise Refusal(400, "required", "required fields are missing or not valid", fields=fields)
    unique = call.state.appearance["unique_names"] == "on"
    if unique and call.state.consumers.named(_company(call), call.text("name")):
        raise Refusal(409, "name_taken", "a consumer of that name exists")
    return {
        "group": group,
        "name": call.text("name"),
        "description": call.text("description"),
        "grant_type": grant_type,
        "callback_url": callback_url,
        "hub": call.body.get("hub") is True and call.state.options.hub,
    }


def _saved(consumer: Consumer, fault: Fault | None) -> Answer:
    answer = Answer(consumer_facts(consumer, secret=True), 201)
    match fault.name if fault else "":
        case "save-error":
            return Answer({"error": "save_failed", "message": "the consumer could not be saved"}, 500)
        case "save-no-answer":
            return Answer(ending="silent")
        case "save-drop":
            return Answer(ending="dropped")
        case "save-slow":
            assert fault is not None
            return Answer(answer.body, answer.status, after_ms=fault.figure)
        case _:
            return answer
