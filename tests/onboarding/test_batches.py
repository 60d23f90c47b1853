from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from automation.config import Config
from flows.onboarding import batches
from flows.onboarding.alive import Alive
from flows.onboarding.applying import left_by_a_crash
from flows.onboarding.database import client_for, folder_of
from flows.onboarding.manifest import AccountLine, Line, Wanted

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


def wanted(folder: Path, count: int, name: str = "Consumer") -> Wanted:
    accounts = {
        key: AccountLine(key, "https://one.fracttal.com", f"{key}@example.com", {"env": f"PASSWORD_OF_{key}"})
        for key in ("north", "south")
    }
    lines = tuple(
        Line(
            number=index + 1,
            line=index + 10,
            account="north" if index % 2 else "south",
            tenant="https://one.fracttal.com",
            company=f"Company {index % 4}",
            name=f"{name} {index}",
            permission_group="Reportes",
            vault="json:credentials.json",
        )
        for index in range(count)
    )
    return Wanted(folder / "manifest.yaml", accounts, lines)


def test_lines_are_put_into_batches_of_one_account(tmp_path: Path, client: DBOSClient) -> None:
    everything = wanted(tmp_path, 120)
    apply = batches.enqueue(client, everything, everything.lines, {}, detached=True)
    found = batches.find(client)
    assert {batch.apply for batch in found} == {apply}
    assert sorted(batch.size for batch in found) == [10, 10, 25, 25, 25, 25]
    inputs = [each.input["args"][0] for each in client.list_workflows(workflow_id_prefix=apply)]
    for batch in inputs:
        assert {line["account"] for line in batch["lines"]} == {batch["account"]["key"]}
        companies = [line["company"] for line in batch["lines"]]
        assert companies == sorted(companies), "a company's consumers follow each other"


def test_what_is_enqueued_holds_references_and_no_secrets(
    tmp_path: Path, client: DBOSClient, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PASSWORD_OF_north", "north-hunter2")
    everything = wanted(tmp_path, 3)
    batches.enqueue(client, everything, everything.lines, {}, detached=True)
    written = (folder_of(config) / "engine.sqlite3").read_bytes()
    assert b"PASSWORD_OF_north" in written
    assert b"north-hunter2" not in written


def test_the_engines_file_is_for_its_owner_only(client: DBOSClient, config: Config) -> None:
    assert (folder_of(config) / "engine.sqlite3").stat().st_mode & 0o777 == 0o600


def test_the_same_manifest_goes_on_and_another_one_gives_up_what_nobody_waits_for(
    tmp_path: Path, client: DBOSClient, config: Config
) -> None:
    first, other, said = wanted(tmp_path, 3), wanted(tmp_path, 3, "Other"), []
    apply = batches.enqueue(client, first, first.lines, {}, detached=False)
    with Alive(config) as alive:
        assert left_by_a_crash(client, first, alive, said.append) == apply
        assert left_by_a_crash(client, other, alive, said.append) is None
    assert {batch.state for batch in batches.find(client)} == {"CANCELLED"}
    assert apply in said[0]


def test_what_a_living_process_waits_for_is_left_alone(tmp_path: Path, client: DBOSClient, config: Config) -> None:
    first, other = wanted(tmp_path, 3), wanted(tmp_path, 3, "Other")
    apply = batches.enqueue(client, first, first.lines, {}, detached=False)
    with Alive(config) as waiting, Alive(config) as alive:
        waiting.hold(apply)
        assert left_by_a_crash(client, other, alive, pytest.fail) is None
    assert {batch.state for batch in batches.find(client)} == {"ENQUEUED"}


def test_the_line_numbers_of_a_file_do_not_make_it_another_manifest(tmp_path: Path) -> None:
    first = wanted(tmp_path, 3)
    moved = replace(first, lines=tuple(replace(line, line=line.line + 7) for line in first.lines))
    assert batches.digest_of(first) == batches.digest_of(moved)
    renamed = replace(first, lines=(replace(first.lines[0], name="Else"), *first.lines[1:]))
    assert batches.digest_of(first) != batches.digest_of(renamed)
