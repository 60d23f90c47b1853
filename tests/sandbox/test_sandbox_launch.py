from __future__ import annotations

import socket
import subprocess
import sys

import httpx
import pytest

from automation.sandbox import Sandbox, SandboxOptions


def test_naming_the_sandbox_does_not_load_a_web_server():
    heavy = ("uvicorn", "starlette", "asyncio", "pyotp")
    code = f"import sys, automation.sandbox; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_several_tenants_run_side_by_side(visit):
    first, second = visit(), visit(seed=1)
    first.save("Only here")
    assert "Only here" not in second.names()
    assert first.tenant.base_url != second.tenant.base_url


def test_a_taken_port_is_an_error_and_a_freed_one_can_be_used_again():
    with Sandbox() as first:
        port = httpx.URL(first.base_url).port
        with pytest.raises(OSError), Sandbox(SandboxOptions(port=port)):  # noqa: PT011 -- the wording is the system's
            pass
        httpx.get(f"{first.base_url}/bff/bootstrap", verify=False).raise_for_status()
    with Sandbox(SandboxOptions(port=port)) as second:
        assert second.base_url == first.base_url
        httpx.get(f"{second.base_url}/bff/bootstrap", verify=False).raise_for_status()


def test_a_tenant_that_cannot_start_says_why(monkeypatch):
    async def startup(self, sockets=None):
        raise OSError("no more sockets")

    monkeypatch.setattr("automation.sandbox.connection.Server.startup", startup)
    with pytest.raises(RuntimeError, match="did not start") as failure, Sandbox():
        pass
    assert str(failure.value.__cause__) == "no more sockets"


def test_a_stopped_tenant_does_not_answer_but_can_still_be_looked_into():
    with Sandbox() as tenant, httpx.Client(base_url=tenant.base_url, verify=False) as kept:
        kept.get("/bff/bootstrap")
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{tenant.base_url}/bff/bootstrap", verify=False)
    assert len(tenant.state.consumers) == 1


def test_nothing_is_written_to_the_console_nor_to_the_log_of_the_program_around(visit, capfd, caplog):
    caplog.set_level("INFO")
    visitor = visit(faults=("save-drop", "save-error", "server-error@after-save"))
    with pytest.raises(httpx.RemoteProtocolError):
        visitor.save()
    assert visitor.save().status_code == 500
    assert visitor.get("/bff/oauth-consumers").status_code == 500
    visitor.get("/nowhere")
    visitor.stop()
    assert capfd.readouterr() == ("", "")
    assert [record for record in caplog.records if record.name.startswith("uvicorn")] == []


def test_nothing_changes_while_somebody_looks_inside_under_the_lock(visit):
    visitor = visit()
    with visitor.tenant.state.lock:
        with pytest.raises(httpx.ReadTimeout):
            visitor.http.request("PUT", "/bff/preferences", json={"theme": "dark"}, timeout=0.05)
        assert visitor.tenant.state.preferences[visitor.tenant.email].theme == "light"


def test_answers_are_not_held_back_to_fill_a_packet(visit):
    visitor = visit()
    connections = visitor.tenant._server.server_state.connections
    assert len(connections) == 1
    for connection in connections:
        wire = connection.transport.get_extra_info("socket")
        assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/signin?expired=1",
        "/two-factor",
        "/company",
        "/config",
        "/config/user-accounts",
        "/config/api-connections/oauth-consumers/new",
        "/config/api-connections/oauth-consumers/2001",
        "/oauth/authorize?client_id=x",
    ],
)
def test_screens_answer_their_page_or_say_that_they_are_not_built(visit, tmp_path, path):
    visitor = visit(signed_in=False, static=tmp_path)
    missing = visitor.get(path)
    assert missing.status_code == 503
    assert "python hatch_build.py" in missing.text
    (tmp_path / "index.html").write_text("<title>built</title>")
    assert visitor.get(path).text == "<title>built</title>"


def test_the_files_of_the_screens_are_served_and_nothing_else(visit, tmp_path):
    (tmp_path / "static" / "assets").mkdir(parents=True)
    (tmp_path / "static" / "icon.svg").write_text("<svg/>")
    (tmp_path / "static" / "assets" / "app-1234.js").write_text("1")
    (tmp_path / "private").write_text("no")
    visitor = visit(signed_in=False, static=tmp_path / "static")
    assert visitor.get("/icon.svg").text == "<svg/>"
    script = visitor.get("/assets/app-1234.js")
    assert script.headers["content-type"].startswith("text/javascript")
    assert "immutable" in script.headers["cache-control"]
    for path in ("/nowhere", "/assets/gone.js", "/bff/nowhere", "/%2e%2e/private", "/assets/..%2f..%2fprivate"):
        assert visitor.get(path).status_code == 404, path
