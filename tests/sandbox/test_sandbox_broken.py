"""Each fault, seen from the other end of the wire."""

from __future__ import annotations

import json
import socket
import time

import httpx
import pytest

CONFIG = "/config/api-connections"


def at(visitor, screen):
    """Ask as that screen does."""
    return {"Referer": visitor.tenant.base_url + screen}


def raw_save(visitor, name):
    """Send the request of Save over a bare connection, as a browser keeps it."""
    body = json.dumps(
        {"name": name, "grant_type": "client_credentials", "permission_group": visitor.group(), "hub": False}
    )
    cookie = visitor.http.cookies["fracttal_session"]
    return (
        f"POST /bff/oauth-consumers HTTP/1.1\r\nHost: sandbox\r\nCookie: fracttal_session={cookie}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def connect(visitor):
    port = httpx.URL(visitor.tenant.base_url).port
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def test_save_refused_creates_nothing(visit):
    visitor = visit(faults=("save-refused",))
    assert visitor.save("A").json()["error"] == "save_refused"
    assert visitor.names() == ["Power BI"]
    assert visitor.save("A").status_code == 201


def test_save_error_creates_although_it_says_it_did_not(visit):
    visitor = visit(faults=("save-error",))
    answer = visitor.save("A")
    assert (answer.status_code, answer.json()["error"]) == (500, "save_failed")
    assert "secret" not in answer.json()
    assert visitor.names() == ["Power BI", "A"]


def test_save_drop_creates_and_closes_the_connection_without_a_byte(visit):
    visitor = visit(faults=("save-drop",))
    with connect(visitor) as wire:
        wire.sendall(raw_save(visitor, "A"))
        assert wire.recv(1000) == b""
    assert visitor.names() == ["Power BI", "A"]
    with connect(visitor) as wire:  # what a browser does then
        wire.sendall(raw_save(visitor, "A"))
        assert wire.recv(1000).startswith(b"HTTP/1.1 201")
    assert visitor.names() == ["Power BI", "A", "A"]
    assert visitor.control()["saves"] == 2


def test_save_no_answer_creates_and_stays_silent(visit):
    visitor = visit(faults=("save-no-answer",))
    with connect(visitor) as wire:
        wire.sendall(raw_save(visitor, "A"))
        while "A" not in visitor.names():
            pass
        wire.settimeout(0.05)
        with pytest.raises(TimeoutError):
            wire.recv(1000)


def test_a_tenant_stops_at_once_while_somebody_waits_for_an_answer_that_never_comes(visit):
    visitor = visit(faults=("save-no-answer", "save-slow@600000"))
    with connect(visitor) as silent, connect(visitor) as slow:
        silent.sendall(raw_save(visitor, "A"))
        while "A" not in visitor.names():
            pass
        slow.sendall(raw_save(visitor, "B"))
        while "B" not in visitor.names():
            pass
        visitor.stop()
        assert [wire.recv(1000) for wire in (silent, slow)] == [b"", b""]


def test_save_slow_answers_late(visit):
    visitor = visit(faults=("save-slow@60",))
    begun = time.monotonic()
    assert visitor.save("A").status_code == 201
    assert time.monotonic() - begun >= 0.06


def test_latency_delays_every_answer_to_the_screens(visit):
    visitor = visit(latency_ms=40)
    begun = time.monotonic()
    visitor.get("/bff/poll").raise_for_status()
    assert time.monotonic() - begun >= 0.04


def test_a_lagging_list_shows_new_consumers_when_they_are_old_enough(visit, clock):
    visitor = visit(faults=("list-lag@30",))
    consumer = visitor.save("Zeta").json()
    assert visitor.names() == ["Power BI"]
    assert visitor.names(search="Zeta") == []
    assert visitor.get(f"/bff/oauth-consumers/{consumer['id']}").status_code == 200
    clock.forward(seconds=29)
    assert visitor.names() == ["Power BI"]
    clock.forward(seconds=1)
    assert visitor.names() == ["Power BI", "Zeta"]


def test_groups_fail_once(visit):
    visitor = visit(faults=("groups-fail",))
    assert visitor.get("/bff/permission-groups").json()["error"] == "groups_failed"
    assert visitor.get("/bff/permission-groups").json()["total"] == 40


def test_dots_stand_where_the_secret_was(visit):
    visitor = visit(faults=("secret-dots",))
    consumer = visitor.save().json()
    path = f"/bff/oauth-consumers/{consumer['id']}"
    assert visitor.get(path).json()["secret"] == "••••••••"
    assert visitor.get(path).json()["secret"] == consumer["secret"]


STEPS = {
    "menu": [("GET", "dashboard", "/"), ("GET", "poll", "/")],
    "settings": [("GET", "poll", "/config"), ("GET", "poll", "/config/general")],
    "api-connections": [("GET", "api-key", CONFIG), ("GET", "poll", CONFIG)],
    "list": [("GET", "oauth-consumers", CONFIG), ("GET", "poll", f"{CONFIG}/oauth-consumers")],
    "form": [("GET", "permission-groups", CONFIG), ("GET", "poll", f"{CONFIG}/oauth-consumers/new")],
    "save": [("POST", "oauth-consumers", f"{CONFIG}/oauth-consumers/new")],
    "after-save": [],
}


@pytest.mark.parametrize("step", STEPS)
def test_a_session_drops_at_its_step_and_not_before(visit, step):
    visitor = visit(faults=(f"session-drop@{step}",))
    for earlier in list(STEPS)[: list(STEPS).index(step)]:
        for method, path, screen in STEPS[earlier]:
            if method == "GET":
                answer = visitor.get(f"/bff/{path}", headers=at(visitor, screen))
                assert answer.status_code == 200, (earlier, path)
    if step == "after-save":
        assert visitor.save().status_code == 201
        answer = visitor.get("/bff/poll")
    elif step == "save":
        answer = visitor.save()
    else:
        method, path, screen = STEPS[step][-1]
        answer = visitor.get(f"/bff/{path}", headers=at(visitor, screen))
    assert (answer.status_code, answer.json()["error"]) == (401, "not_signed_in")
    assert visitor.get("/bff/poll").status_code == 401
    control = visitor.control()
    assert (control["sessions"], control["faults"]) == (0, [])
    assert len(control["consumers"]) == (2 if step == "after-save" else 1)
    visitor.sign_in().raise_for_status()
    assert visitor.save().status_code == 201


def test_a_fault_whose_step_asks_nothing_hits_at_the_next(visit):
    visitor = visit(faults=("session-drop@settings",))
    assert visitor.get("/bff/dashboard", headers=at(visitor, "/")).status_code == 200
    assert visitor.get("/bff/api-key", headers=at(visitor, CONFIG)).status_code == 401


def test_a_server_error_does_nothing_and_is_not_wasted_on_a_poll(visit):
    visitor = visit(faults=("server-error@save", "server-error@list"))
    assert visitor.get("/bff/poll", headers=at(visitor, f"{CONFIG}/oauth-consumers")).status_code == 200
    assert visitor.get("/bff/oauth-consumers").status_code == 500
    answer = visitor.save("A")
    assert (answer.status_code, answer.json()["error"]) == (500, "server_error")
    assert visitor.names() == ["Power BI"]
    assert visitor.control()["faults"] == []
