"""An apply from the command line, against a tenant of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from automation.sandbox import Sandbox, SandboxOptions
from benchmarks.chaos_apply import Plan, survive

pytestmark = pytest.mark.browser
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]


def run(folder: Path, tenant: Sandbox, *arguments: str) -> tuple[int, dict[str, Any], str]:
    done = subprocess.run(
        [*COMMAND, *arguments, "--json", "-v"],
        cwd=folder,
        env={
            **os.environ,
            "OPS_PASSWORD": tenant.password,
            "FRACTTAL_STATE_DIR": str(folder / "state"),
            "FRACTTAL_SETTLE": "5",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, json.loads(done.stdout), done.stderr


def manifest(folder: Path, tenant: Sandbox, *consumers: dict[str, str]) -> str:
    data = {
        "defaults": {"permission_group": "Reportes", "vault": "json:vault.json"},
        "accounts": {"ops": {"base_url": tenant.base_url, "email": tenant.email, "password": {"env": "OPS_PASSWORD"}}},
        "consumers": list(consumers),
    }
    (folder / "wanted.yaml").write_text(json.dumps(data))
    return "wanted.yaml"


def test_a_plan_is_applied_once_and_then_there_is_nothing_left_to_do(tmp_path: Path) -> None:
    with Sandbox(SandboxOptions(consumers=1)) as tenant:
        there = tenant.state.snapshot()["consumers"][0]["name"]
        file = manifest(
            tmp_path,
            tenant,
            {"name": "ERP"},
            {"name": there},
            {"name": "Lost", "permission_group": "Nobody"},
            {"name": there.upper() + "!", "if_exists": "fail"},
        )
        code, planned, _ = run(tmp_path, tenant, "plan", file, "--exit-code")
        assert code == 5
        assert [each["action"] for each in planned["consumers"]] == ["create", "reuse", "create", "create"]
        assert tenant.state.saves == 0, "a plan changes nothing"

        code, applied, said = run(tmp_path, tenant, "apply", file, "--yes", "--workers", "64")
        assert code == 3
        assert [each["status"] for each in applied["consumers"]] == ["created", "reused", "refused", "created"]
        assert applied["consumers"][2]["error"]["kind"] == "permission_group_not_found"
        assert "cores: working with" in said
        assert all(len(each["steps"]) == 7 for each in applied["consumers"])
        assert tenant.state.saves == 2

        vault = json.loads((tmp_path / "vault.json").read_text())
        secrets = {each["key"]: each["secret"] for each in tenant.state.snapshot(secrets=True)["consumers"]}
        assert {entry["key"]: entry["secret"] for entry in vault.values()} == secrets
        assert tenant.state.snapshot()["sign_in_attempts"] == {tenant.email: 1}, "the session is kept"

        code, again, _ = run(tmp_path, tenant, "plan", manifest(tmp_path, tenant, {"name": "ERP"}), "--exit-code")
        assert (code, again["totals"], again["consumers"][0]["to_do"]) == (0, {"reuse": 1}, False)


def test_a_refused_password_is_tried_once_for_all_lines_of_an_account(tmp_path: Path) -> None:
    with Sandbox() as tenant:
        file = manifest(tmp_path, tenant, {"name": "A"}, {"name": "B"}, {"name": "C"})
        data = json.loads((tmp_path / file).read_text())
        data["accounts"]["ops"]["password"] = {"env": "HOME"}
        (tmp_path / file).write_text(json.dumps(data))
        code, applied, _ = run(tmp_path, tenant, "apply", file, "--yes")
        assert code == 3
        assert applied["totals"] == {"refused": 3}
        assert tenant.state.snapshot()["sign_in_attempts"] == {tenant.email: 1}


@pytest.mark.parametrize(("database", "accounts"), [("sqlite", 2), ("postgres", 3)])
def test_twenty_consumers_survive_faults_and_a_kill(database: str, accounts: int, tmp_path: Path) -> None:
    plan = Plan(consumers=20, accounts=accounts, companies=2, database=database, timeout=10, settle=4)
    outcome = survive(plan, tmp_path)
    assert outcome.good, outcome
    assert outcome.faults == 2
