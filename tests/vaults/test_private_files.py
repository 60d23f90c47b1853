from __future__ import annotations

import json
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from loguru import logger

from automation import files
from automation.errors import VaultUnusable
from automation.files import one_writer, private_folder, prove_writable, readable_by_others, write_private
from automation.vaults import open_vault

FILE_KINDS = ["dotenv", "json"]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask():
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_file_is_private_before_its_first_byte_is_written(tmp_path, umask, monkeypatch):
    seen = []
    write = os.fsync

    def look(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            seen.append((stat.S_IMODE(os.fstat(handle).st_mode), (tmp_path / "vault").exists()))
        write(handle)

    monkeypatch.setattr(os, "fsync", look)
    created = []
    really_open = os.open

    def opened(path: str, flags: int, mode: int = 0o777, **more: object) -> int:
        if flags & os.O_CREAT:
            created.append((flags & os.O_EXCL != 0, mode))
        return really_open(path, flags, mode, **more)

    monkeypatch.setattr(os, "open", opened)
    write_private(tmp_path / "vault", "secret")
    assert seen == [(0o600, False)]
    assert created == [(True, 0o600)]
    assert mode(tmp_path / "vault") == 0o600


def test_the_folder_is_synced_after_the_rename(tmp_path, monkeypatch):
    order = []
    really_sync, really_replace = os.fsync, Path.replace
    monkeypatch.setattr(
        os,
        "fsync",
        lambda handle: (
            order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"),
            really_sync(handle),
        ),
    )
    monkeypatch.setattr(Path, "replace", lambda self, to: (order.append("rename"), really_replace(self, to))[1])
    write_private(tmp_path / "vault", b"x")
    assert order == ["file", "rename", "folder"]


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "vault"
    write_private(path, "old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_private(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path):
    target = tmp_path / "mounted" / "vault"
    target.parent.mkdir()
    target.write_text("old")
    link = tmp_path / "vault"
    link.symlink_to(Path("mounted") / "vault")
    write_private(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert mode(target) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_root_leaves_the_file_to_its_owner(tmp_path):
    path = tmp_path / "vault"
    path.write_text("old")
    os.chown(path, 1234, 1234)
    write_private(path, "new")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 1234)


def test_a_folder_for_secrets_is_closed_and_an_existing_one_keeps_its_mode(tmp_path):
    private_folder(tmp_path / "a" / "b")
    assert mode(tmp_path / "a") == mode(tmp_path / "a" / "b") == 0o700
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    private_folder(tmp_path / "open")
    assert mode(tmp_path / "open") == 0o755


def test_a_file_open_to_others_is_recognised(tmp_path):
    path = tmp_path / "vault"
    assert readable_by_others(path) == ""
    path.write_text("x")
    path.chmod(0o640)
    assert readable_by_others(path) == "0640"
    path.chmod(0o600)
    assert readable_by_others(path) == ""


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_only_a_regular_file_can_be_written(tmp_path, make):
    make(tmp_path / "vault")
    with pytest.raises(OSError, match="not a regular file"):
        prove_writable(tmp_path / "vault")


def test_a_file_mounted_alone_is_refused_before_anything_is_created(tmp_path, monkeypatch):
    path = tmp_path / "vault.json"
    path.write_text("{}")
    monkeypatch.setattr(os.path, "ismount", lambda candidate: Path(candidate) == path)
    with pytest.raises(VaultUnusable, match="mount its folder"):
        open_vault(f"json:{path}", base=tmp_path).check()


def test_a_full_disk_is_noticed_by_the_check(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_write_new", lambda *_, **__: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(VaultUnusable, match="No space left"):
        open_vault("json:vault.json", base=tmp_path).check()


@pytest.mark.parametrize("kind", [*FILE_KINDS, "age"])
def test_a_missing_folder_is_named(tmp_path, kind):
    recipient = "?recipient=age1" if kind == "age" else ""
    with pytest.raises(VaultUnusable, match=r"nowhere does not exist; make it"):
        open_vault(f"{kind}:nowhere/vault{recipient}", base=tmp_path).check()


def check_as_nobody(uri: str, base: str, answers: object) -> None:
    os.setgid(65534)
    os.setuid(65534)
    try:
        open_vault(uri, base=Path(base)).check()
    except VaultUnusable as exc:
        answers.send(str(exc))  # type: ignore[attr-defined]
    else:
        answers.send("accepted")  # type: ignore[attr-defined]


@pytest.mark.skipif(os.geteuid() != 0, reason="becomes another user, which only root can")
@pytest.mark.parametrize("case", ["folder", "owner", "read-only", "fine"])
@pytest.mark.parametrize("kind", FILE_KINDS)
def test_what_another_user_protects_is_refused(kind, case):
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        folder = Path(name)
        folder.chmod(0o755 if case == "folder" else 0o777)
        vault = folder / "vault"
        if case in ("owner", "read-only"):
            vault.write_text("{}" if kind == "json" else "A=1\n")
            vault.chmod(0o666 if case == "owner" else 0o400)
            if case == "read-only":
                os.chown(vault, 65534, 65534)
        open_vault(f"{kind}:vault", base=folder)  # imports what the other user may not read
        fork = multiprocessing.get_context("fork")
        receive, send = fork.Pipe(duplex=False)
        other = fork.Process(target=check_as_nobody, args=(f"{kind}:vault", name, send))
        other.start()
        outcome = receive.recv()
        other.join()

        expected = {"folder": "Permission denied", "owner": "another user", "read-only": "Permission denied"}
        assert expected.get(case, "accepted") in outcome
        assert [path.name for path in folder.iterdir()] == (["vault"] if case in ("owner", "read-only") else [])


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_vault_open_to_others_is_closed_and_that_is_said(tmp_path, kind, made):
    path = tmp_path / "vault"
    path.write_text("{}" if kind == "json" else "A=1\n")
    path.chmod(0o644)
    lines: list[str] = []
    sink = logger.add(lines.append, format="{level} {message}")
    open_vault(f"{kind}:vault", base=tmp_path).put(made())
    logger.remove(sink)
    assert mode(path) == 0o600
    assert len(lines) == 1
    assert "WARNING" in lines[0]
    assert "was open to other users (0644)" in lines[0]


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_an_unreadable_text_is_refused_untouched_and_not_quoted(tmp_path, kind, made):
    path = tmp_path / "vault"
    path.write_bytes(b"SECRET=\xff\xfe hidden")
    for act in ("check", "put"):
        with pytest.raises(VaultUnusable, match="not a UTF-8 text") as caught:
            getattr(open_vault(f"{kind}:vault", base=tmp_path), act)(*([made()] if act == "put" else []))
        assert caught.value.__cause__ is None
        assert "hidden" not in str(caught.value)
    assert path.read_bytes() == b"SECRET=\xff\xfe hidden"


PUTS = 6


def put_many(kind: str, base: str, worker: int, start: object) -> None:
    from automation.credential import Credential
    from automation.redaction import Secret

    vault = open_vault(f"{kind}:vault", base=Path(base))
    start.wait()  # type: ignore[attr-defined]
    for number in range(PUTS):
        name = f"consumer {worker} {number}"
        vault.put(Credential("https://t", "c", name, f"K{name}", Secret(f"S{name}"), "client_credentials", "g"))


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_processes_that_write_one_vault_at_once_lose_nothing(tmp_path, kind):
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(4)
    workers = [fork.Process(target=put_many, args=(kind, str(tmp_path), number, start)) for number in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * 4

    vault = open_vault(f"{kind}:vault", base=tmp_path)
    for worker in range(4):
        for number in range(PUTS):
            reference = vault.find("https://t", "c", f"consumer {worker} {number}")
            assert reference is not None
            assert vault.get(reference).secret.get_secret_value() == f"Sconsumer {worker} {number}"
    assert {path.name for path in tmp_path.iterdir()} == {"vault", ".vault.lock"}


KILLED = """
import sys
import tempfile
from pathlib import Path
from automation.credential import Credential
from automation.redaction import Secret
from automation.vaults import open_vault
vault = open_vault(sys.argv[1], base=Path(sys.argv[2]))
number = 0
while True:
    number += 1
    vault.put(Credential("https://t", "c", "n", "K", Secret("S" * 100000), "client_credentials", "g"))
    print(number, flush=True)
"""


@pytest.mark.parametrize("kind", FILE_KINDS)
def test_a_writer_killed_at_any_moment_leaves_a_whole_file_and_no_lock(tmp_path, kind, made):
    (tmp_path / "vault").write_text(json.dumps({"other": 1}) if kind == "json" else "OTHER=1\n")
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", KILLED, f"{kind}:vault", str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
        vault = open_vault(f"{kind}:vault", base=tmp_path)
        reference = vault.find("https://t", "c", "n")
        assert reference is not None
        assert vault.get(reference).secret.get_secret_value() == "S" * 100000
        vault.put(made())
        assert "OTHER" in (tmp_path / "vault").read_text().upper()
        assert {path.name for path in tmp_path.iterdir()} == {"vault", ".vault.lock"}


def test_what_a_killed_writer_left_half_written_is_removed_by_the_next(tmp_path, made):
    left = tmp_path / ".vault.0123456789ab.tmp"
    left.write_text('{"secret": "half wri')
    other = tmp_path / ".vaulted.0123456789ab.tmp"
    other.write_text("another file's")
    open_vault("json:vault", base=tmp_path).put(made())
    assert not left.exists()
    assert other.exists()


def test_waiting_for_another_writer_has_an_end(tmp_path):
    path = tmp_path / "vault"
    with (
        one_writer(path),
        pytest.raises(TimeoutError, match=r"has been writing .*vault for 0.1 s"),
        one_writer(path, timeout_seconds=0.1),
    ):
        pass


def test_a_check_removes_what_a_killed_writer_left(tmp_path):
    half = tmp_path / ".vault.json.0123456789ab.tmp"
    half.write_text("half a secret")
    open_vault("json:vault.json", base=tmp_path).check()
    assert not half.exists()
