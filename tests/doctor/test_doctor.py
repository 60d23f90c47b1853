from __future__ import annotations

import http.server
import os
import socket
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import pytest

from automation import doctor
from automation.config import Config

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")


def config(**settings: object) -> Config:
    return Config.load(env_file=None, **settings)


def aside(look: Callable[[], T]) -> T:
    """Look from another thread: pytest-playwright keeps its own Playwright running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(look).result()


@contextmanager
def answering(status: int) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_old_python_is_named_with_the_one_that_is_needed() -> None:
    assert doctor.python((3, 10, 4)) == doctor.Check("Python", False, "3.10.4", "Install Python 3.11 or newer.")
    assert doctor.python().ok


@pytest.mark.browser
def test_the_browser_is_really_started() -> None:
    check = aside(lambda: doctor.browser(config(), {"DEBUG": "pw:api"}))
    assert check.ok
    assert check.found.startswith("Chromium 1")
    assert "DEBUG=pw:api is ignored" in check.mend


@pytest.mark.browser
def test_a_browser_that_does_not_start_is_told_from_one_that_is_missing(tmp_path: Path) -> None:
    program = tmp_path / "chromium"
    missing = aside(lambda: doctor.browser(config(browser_path=program), {}))
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    broken = aside(lambda: doctor.browser(config(browser_path=program), {}))
    assert (missing.ok, missing.found) == (False, "none")
    assert "there is no such program" in missing.mend
    assert not broken.ok
    assert "which does not start" in broken.found


def test_missing_screens_are_built_in_a_clone_and_reinstalled_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(doctor, "SCREENS", tmp_path / "static/index.html")
    monkeypatch.setattr(doctor, "SOURCES", tmp_path)
    assert (doctor.screens().ok, doctor.screens().mend) == (False, "make web")
    monkeypatch.setattr(doctor, "SOURCES", tmp_path / "none")
    assert doctor.screens().mend.startswith("Install the package again")
    (tmp_path / "static").mkdir()
    (tmp_path / "static/index.html").touch()
    assert doctor.screens().ok


def test_an_account_is_only_needed_for_a_real_tenant() -> None:
    check = doctor.account(config(email="ops@example.com"))
    assert (check.ok, check.found) == (None, "FRACTTAL_PASSWORD not set")
    assert doctor.account(config(email="ops@example.com", password="x")).ok


def test_a_misspelt_setting_is_found_in_the_environment_and_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("FRACTTAL_PASSWROD=hunter22\nFRACTTAL_EMAIL=a@example.com\nOTHER=1\n")
    check = doctor.spelling({"FRACTTAL_ZZZ": "1", "HOME": "/"}, file)
    assert check == doctor.Check(
        "Names of settings",
        False,
        "unknown: FRACTTAL_PASSWROD, FRACTTAL_ZZZ",
        "FRACTTAL_PASSWROD: did you mean FRACTTAL_PASSWORD? FRACTTAL_ZZZ: remove it.",
    )
    file.write_text("FRACTTAL_PASSWORD=hunter22\n")
    assert doctor.spelling({}, file).ok


def test_a_file_of_settings_that_others_can_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    assert doctor.privacy(file).ok is None
    file.touch(mode=0o600)
    assert doctor.privacy(file).ok
    file.chmod(0o644)
    assert doctor.privacy(file).mend == f"chmod 600 {file}"


def test_a_tenant_that_answers_anything_is_reachable() -> None:
    for status, ok in ((200, True), (302, True), (403, True), (503, False)):
        with answering(status) as address:
            assert doctor.tenant(config(base_url=address)).ok == ok, status


def test_a_tenant_that_does_not_answer_is_named() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
    check = doctor.tenant(config(base_url=address))
    assert not check.ok
    assert check.found.startswith(f"{address} does not answer: ")
    assert "FRACTTAL_BASE_URL" in check.mend


def test_nobody_is_asked_before_a_tenant_is_named() -> None:
    assert doctor.tenant(config()).ok is None


def test_a_vault_is_tried_and_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert doctor.vault(config()).ok is None
    assert doctor.vault(config(vault="json:kept.json")).ok
    assert list(tmp_path.iterdir()) == []
    broken = doctor.vault(config(vault="jsno:kept.json"))
    assert not broken.ok
    assert "json" in broken.mend


def test_a_state_folder_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    assert doctor.state(config(state_dir=tmp_path / "state")).ok
    assert list((tmp_path / "state").iterdir()) == []
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    (tmp_path / "file").touch()
    broken = doctor.state(config(state_dir=tmp_path / "file" / "state"))
    assert not broken.ok
    assert "FRACTTAL_STATE_DIR" in broken.mend


def test_a_state_folder_that_takes_no_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(doctor, "prove_writable", full)
    check = doctor.state(config(state_dir=tmp_path))
    assert (check.ok, check.found) == (False, f"{tmp_path}: No space left on device")


def test_the_ledger_is_read(tmp_path: Path) -> None:
    assert doctor.ledger(config(state_dir=tmp_path)).ok
    (tmp_path / "ledger.sqlite3").write_bytes(b"no database" * 1000)
    broken = doctor.ledger(config(state_dir=tmp_path))
    assert (broken.ok, broken.found) == (False, "cannot be opened")
    assert "ledger" in broken.mend


@pytest.mark.browser
def test_everything_is_looked_at_and_nothing_secret_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = config(
        email="ops@example.com", password="hunter22", state_dir=tmp_path, database_url=None, vault="json:kept.json"
    )
    with answering(200) as address:
        there = settings.model_copy(update={"base_url": address})
        found = aside(lambda: doctor.checks(there, environ=dict(os.environ)))
    assert [check.name for check in found] == [
        "Python",
        "Browser",
        "Sandbox screens",
        "Account",
        "Names of settings",
        "File of settings",
        "Tenant",
        "Vault",
        "State folder",
        "Ledger",
    ]
    assert "hunter22" not in repr(found)
