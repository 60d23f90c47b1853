from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from automation.config import Config
from automation.errors import BadInput
from automation.redaction import Secret
from flows.onboarding import schedules
from flows.onboarding.database import client_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dbos import DBOSClient


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.load(env_file=None, state_dir=tmp_path / "state")


@pytest.fixture
def client(config: Config) -> Iterator[DBOSClient]:
    with client_for(config) as opened:
        yield opened


@pytest.fixture
def inbox() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An address that keeps what is sent to it."""
    got: list[dict[str, Any]] = []

    class Keeping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Keeping) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"json://127.0.0.1:{server.server_port}/", got
        server.shutdown()
        thread.join()


def test_a_schedule_is_kept_paused_resumed_and_removed(client: DBOSClient) -> None:
    schedules.add(client, "weekly", "0 6 * * 1", ["check", "--language", "es"], "America/Bogota")
    assert schedules.known(client) == [
        {
            "name": "weekly",
            "cron": "0 6 * * 1",
            "timezone": "America/Bogota",
            "arguments": ["check", "--language", "es"],
            "state": "active",
            "last": None,
        }
    ]
    client.pause_schedule("weekly")
    assert schedules.known(client)[0]["state"] == "paused"
    client.resume_schedule("weekly")
    assert schedules.known(client)[0]["state"] == "active"
    client.delete_schedule("weekly")
    assert schedules.known(client) == []


@pytest.mark.parametrize(
    ("cron", "arguments", "said"),
    [
        ("0 6 * * 1", ["create"], "Only check and guide run by the clock"),
        ("0 6 * * 1", [], "Only check and guide run by the clock"),
        ("every day", ["check"], "Invalid cron schedule"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(
    client: DBOSClient, cron: str, arguments: list[str], said: str
) -> None:
    with pytest.raises(BadInput, match=said):
        schedules.add(client, "bad", cron, arguments)
    assert schedules.known(client) == []


def test_a_schedule_is_not_replaced_by_another_of_its_name(client: DBOSClient) -> None:
    schedules.add(client, "weekly", "0 6 * * 1", ["check"])
    with pytest.raises(BadInput, match="There is a schedule “weekly” already"):
        schedules.add(client, "weekly", "0 7 * * 1", ["guide", "compare"])


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # Apprise 2.2 imports it
def test_an_announcement_reaches_every_address(config: Config, inbox: tuple[str, list[dict[str, Any]]]) -> None:
    address, got = inbox
    schedules.employ(config.model_copy(update={"notify": (Secret(address), Secret(f"{address}second"))}))
    sent = schedules.announce("weekly", {"code": 5, "meaning": "differences found", "message": "one label changed"})
    assert sent == 2
    assert [(each["title"], each["message"]) for each in got] == [
        ("fracttal-flows weekly: differences found", "one label changed")
    ] * 2


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # as above
def test_an_address_that_is_none_is_named_by_number_and_not_shown(config: Config) -> None:
    wrong = config.model_copy(update={"notify": (Secret("nonsense-with-a-token"),)})
    with pytest.raises(BadInput, match="Address 1 of FRACTTAL_NOTIFY") as caught:
        schedules.notifier_for(wrong)
    assert "token" not in caught.value.message


def test_a_scheduled_command_reports_its_exit_code_and_message(config: Config) -> None:
    schedules.employ(config)
    done = schedules.run_command(["check", "--no-such-option"])
    assert (done["code"], done["meaning"]) == (2, "not set up")
    assert "no-such-option" in done["message"]
