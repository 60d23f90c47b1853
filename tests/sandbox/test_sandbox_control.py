from __future__ import annotations

import pytest


def test_looking_changes_nothing(visit):
    visitor = visit(consumers=3, faults=("save-drop", "list-lag@5"))
    before = visitor.control()
    for path in ("bootstrap", "dashboard", "permission-groups", "oauth-consumers", "oauth-consumers/2001", "api-key"):
        visitor.get(f"/bff/{path}").raise_for_status()
    assert visitor.control() == before
    assert before["faults"] == ["save-drop", "list-lag@5"]
    visitor.http.delete("/bff/oauth-consumers/2001")
    assert visitor.control() != before


def test_secrets_are_shown_only_when_asked_for(visit):
    visitor = visit()
    secret = visitor.save().json()["secret"]
    assert secret not in visitor.get("/sandbox/control").text
    assert visitor.get("/sandbox/control?secrets=1").json()["consumers"][-1]["secret"] == secret


def test_orders_change_a_running_tenant(visit):
    visitor = visit(appearance={"dropdown": "menu", "chat": "on"}, faults=("save-drop",))
    after = visitor.control(
        faults=["save-error", "secret-dotsx2"],
        appearance={"variant": "redesign", "chat": "on"},
        renamed={"es": {"settings.title": "Ajustes"}},
        mutations=["move-add"],
        add_consumers=3,
    )
    assert after["faults"] == ["save-error", "secret-dotsx2"]
    assert len(after["consumers"]) == 4
    bootstrap = visitor.get("/bff/bootstrap").json()
    looks = bootstrap["appearance"]
    assert (looks["variant"], looks["dropdown"], looks["chat"]) == ("redesign", "select", "on")
    assert bootstrap["renamed"] == {"es": {"settings.title": "Ajustes"}}
    assert bootstrap["mutations"] == ["move-add"]
    assert visitor.control(faults=[])["faults"] == []
    assert visitor.get("/bff/bootstrap").json()["appearance"] == looks


def test_all_sessions_can_be_dropped(visit):
    visitor = visit()
    assert visitor.control(drop_sessions=True)["sessions"] == 0
    assert visitor.get("/bff/poll").status_code == 401


@pytest.mark.parametrize(
    ("orders", "words"),
    [
        ({"fault": []}, "did you mean 'faults'?"),
        ({"faults": ["save-dorp"]}, "did you mean 'save-drop'?"),
        ({"appearance": {"chat": "loud"}}, "off, on"),
        ({"appearance": {"chat": []}}, "off, on"),
        ({"mutations": ["moved-add"]}, "did you mean 'move-add'?"),
        ({"mutations": [["move-add"]]}, "unknown mutation"),
        ({"renamed": {"es": 3}}, "renamed['es']"),
        ({"renamed": {"xx": {}}}, "es, en, fr, pt"),
        ({"add_consumers": -1}, "at least 0"),
        ({"add_consumers": True}, "needs int"),
        ({"drop_sessions": 1}, "needs bool"),
        ([], "JSON object"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_and_nothing_changes(visit, orders, words):
    visitor = visit(faults=("save-drop",))
    before = visitor.control(), visitor.get("/bff/bootstrap").json()
    if isinstance(orders, dict):
        orders = {"faults": [], "appearance": {"dropdown": "menu"}, "drop_sessions": True, **orders}
    answer = visitor.post("/sandbox/control", json=orders)
    assert answer.status_code == 400
    assert words in answer.json()["message"]
    assert (visitor.control(), visitor.get("/bff/bootstrap").json()) == before
