from __future__ import annotations

import json
import stat
from datetime import datetime
from pathlib import Path

import pytest

from automation.errors import BadInput
from automation.redaction import Redactor
from flows.run_folder import RunFolder

NOON = datetime(2026, 11, 23, 12, 0, 0)  # noqa: DTZ001 -- folders carry the local time


def test_a_run_folder_is_named_by_time_and_flow_and_private(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "runs", "create", Redactor(), now=lambda: NOON)
    assert folder.path.name == "20261123-120000-create"
    assert stat.S_IMODE(folder.path.stat().st_mode) == 0o700


def test_two_runs_of_one_second_have_two_folders(tmp_path: Path) -> None:
    names = {RunFolder.create(tmp_path, "create", Redactor(), now=lambda: NOON).path.name for _ in range(3)}
    assert names == {"20261123-120000-create", "20261123-120000-create-2", "20261123-120000-create-3"}


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="FRACTTAL_RUNS_DIR"):
        RunFolder.create(tmp_path / "file", "create", Redactor())


def test_the_log_never_holds_a_secret_not_even_from_an_exception_s_locals(tmp_path: Path) -> None:
    redactor = Redactor()
    redactor.add("hunter2-hunter2")
    folder = RunFolder.create(tmp_path, "create", redactor)
    logger = folder.logger()
    password = "hunter2-hunter2"
    try:
        raise ValueError(password)
    except ValueError:
        logger.exception("typing {} failed", password)
    folder.close()
    text = (folder.path / "run.log").read_text()
    assert "typing •••••••• failed" in text
    assert "hunter2" not in text
    assert stat.S_IMODE((folder.path / "run.log").stat().st_mode) == 0o600


def test_the_kept_result_has_no_secret_even_when_it_was_asked_for(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path, "create", Redactor())
    folder.write_result({"status": "created", "secret": "s3cret"})
    assert json.loads((folder.path / "result.json").read_text()) == {"status": "created"}


def test_a_file_with_a_secret_is_deleted_and_fails_the_run(tmp_path: Path) -> None:
    redactor = Redactor()
    redactor.add("hunter2-hunter2")
    folder = RunFolder.create(tmp_path, "create", redactor)
    (folder.path / "note.txt").write_text("it is hunter2-hunter2")
    (folder.path / "other.txt").write_text("harmless")
    leak = folder.scan()
    assert leak is not None
    assert "note.txt" in leak.message
    assert "hunter2" not in leak.message
    assert not (folder.path / "note.txt").exists()
    assert (folder.path / "other.txt").exists()
    assert folder.scan() is None
