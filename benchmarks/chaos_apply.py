"""Applies many consumers while saves fail and processes are killed, and counts what was lost.

python -m benchmarks.chaos_apply --consumers 200 --database both
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from automation.leak_scan import scan
from automation.redaction import Secret
from automation.sandbox import Sandbox, SandboxOptions
from automation.sandbox.faults import parse_fault
from benchmarks.postgres import postgres_server

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FAULTS = (
    "save-refused",
    "save-error",
    "save-no-answer",
    "save-slow@1500",
    "session-drop@after-save",
    "server-error@save",
)
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]
PATIENCE = 3600.0


@dataclass(frozen=True)
class Plan:
    """What is to be survived.

    Args:
        consumers: How many are wanted.
        accounts: Of how many accounts.
        companies: Of how many companies, which all accounts have; 0 for five of its own for each account.
        every: One save in so many is hit by a fault; 0 none.
        database: sqlite or postgres.
        workers: Processes on PostgreSQL; on SQLite it is one.
        timeout: FRACTTAL_TIMEOUT of the runs, in seconds.
        settle: FRACTTAL_SETTLE of the runs, in seconds; this tenant's list never lags.
    """

    consumers: int = 200
    accounts: int = 4
    companies: int = 0
    every: int = 10
    database: str = "sqlite"
    workers: int = 3
    timeout: float = 30.0
    settle: float = 20.0

    @property
    def tenant(self) -> SandboxOptions:
        """What the tenant is like."""
        shared = {"companies": tuple(f"Planta {number}" for number in range(self.companies))} if self.companies else {}
        return SandboxOptions(accounts=self.accounts, consumers=0, seed=7, **shared)


@dataclass(frozen=True)
class Outcome:
    """What there was in the end."""

    database: str
    wanted: int
    consumers: int
    duplicates: int
    secrets_in_vault: int
    leaks: int
    harm: int
    faults: int
    killed: int
    totals: dict[str, int]
    seconds: float
    seconds_after_kill: float

    @property
    def good(self) -> bool:
        return (
            self.consumers == self.secrets_in_vault == self.wanted
            and not (self.duplicates or self.leaks or self.harm)
            and self.killed == 1
        )


def survive(plan: Plan, folder: Path) -> Outcome:
    """Apply, kill half way, go on, and count.

    Args:
        plan: What is to be survived.
        folder: Gets everything the runs write.
    """
    with ExitStack() as stack:
        url = stack.enter_context(postgres_server()) if plan.database == "postgres" else None
        tenant = stack.enter_context(Sandbox(plan.tenant))
        environment = environment_of(tenant, plan, folder, url)
        manifest = manifest_of(tenant, plan, folder)
        faults = stack.enter_context(_faults(tenant, plan))
        begun = time.monotonic()
        run = _on_postgres if url else _on_sqlite
        killed_at, answer = run(tenant, plan, manifest, environment)
        end = time.monotonic()
        return _counted(tenant, plan, folder, environment, answer, (len(faults), end - begun, end - killed_at))


def environment_of(tenant: Sandbox, plan: Plan, folder: Path, url: str | None) -> dict[str, str]:
    """Return the environment of the processes: the accounts' passwords, the database, and nothing of this machine's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FRACTTAL_")}
    passwords = {f"PASSWORD_{number}": account.password for number, account in enumerate(tenant.accounts)}
    return {
        **kept,
        **passwords,
        **({"FRACTTAL_DATABASE_URL": url} if url else {}),
        "FRACTTAL_STATE_DIR": str(folder / "state"),
        "FRACTTAL_RUNS_DIR": str(folder / "runs"),
        "FRACTTAL_TIMEOUT": str(plan.timeout),
        "FRACTTAL_SETTLE": str(plan.settle),
    }


def manifest_of(tenant: Sandbox, plan: Plan, folder: Path) -> Path:
    """Write the manifest: consumers in turn for every company of every account."""
    accounts = {
        f"a{number}": {"base_url": tenant.base_url, "email": account.email, "password": {"env": f"PASSWORD_{number}"}}
        for number, account in enumerate(tenant.accounts)
    }
    places = [(f"a{number}", company.name) for number, one in enumerate(tenant.accounts) for company in one.companies]
    consumers = [
        {"account": account, "company": company, "name": f"Integration {index:04}"}
        for index, (account, company) in zip(range(plan.consumers), cycle(places), strict=False)
    ]
    defaults = {"permission_group": "Reportes", "vault": f"json:{folder / 'vault.json'}"}
    path = folder / "manifest.yaml"  # JSON is YAML
    path.write_text(json.dumps({"defaults": defaults, "accounts": accounts, "consumers": consumers}, indent=1))
    return path


@contextmanager
def _faults(tenant: Sandbox, plan: Plan) -> Iterator[list[str]]:
    """Set one fault after every so many saves, spread over the run."""
    done, ended, kinds = [], threading.Event(), cycle(FAULTS)

    def spread() -> None:
        due = plan.every // 2
        while not ended.wait(0.02):
            if plan.every and tenant.state.saves >= due:
                fault = next(kinds)
                tenant.state.faults.set([parse_fault(fault)])
                done.append(fault)
                due += plan.every

    thread = threading.Thread(target=spread)
    thread.start()
    try:
        yield done
    finally:
        ended.set()
        thread.join()


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    """Start the command in an environment."""
    return subprocess.Popen(
        [*COMMAND, *arguments], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def _until_saves(tenant: Sandbox, saves: int, *processes: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while tenant.state.saves < saves:
        if time.monotonic() > deadline or all(process.poll() is not None for process in processes):
            for process in processes:
                process.kill()
            raise RuntimeError("\n".join(str(process.communicate()) for process in processes))
        time.sleep(0.05)


def _on_sqlite(tenant: Sandbox, plan: Plan, manifest: Path, environment: dict[str, str]) -> tuple[float, str]:
    first = start(environment, "apply", str(manifest), "--yes", "--json", "-v")
    _until_saves(tenant, plan.consumers // 2, first)
    first.send_signal(signal.SIGKILL)
    said = "".join(first.communicate())
    killed_at = time.monotonic()
    second = start(environment, "apply", str(manifest), "--yes", "--json", "-v")
    out, err = second.communicate(timeout=PATIENCE)
    (manifest.parent / "said.txt").write_text(said + out + err)
    return killed_at, out


def _on_postgres(tenant: Sandbox, plan: Plan, manifest: Path, environment: dict[str, str]) -> tuple[float, str]:
    enqueued = start(environment, "apply", str(manifest), "--detach", "--json")
    said = "".join(enqueued.communicate(timeout=PATIENCE))
    workers = [start(environment, "worker", "--until-idle", "--json", "-v") for _ in range(plan.workers)]
    _until_saves(tenant, plan.consumers // 2, *workers)
    workers[0].send_signal(signal.SIGKILL)
    killed_at = time.monotonic()
    for worker in workers:
        said += "".join(worker.communicate(timeout=PATIENCE))
    apply = json.loads(said[: said.index("}") + 1])["apply"]
    status = start(environment, "status", apply, "--json")
    out, err = status.communicate(timeout=PATIENCE)
    (manifest.parent / "said.txt").write_text(said + out + err)
    return killed_at, out


def _counted(
    tenant: Sandbox,
    plan: Plan,
    folder: Path,
    environment: dict[str, str],
    answer: str,
    figures: tuple[int, float, float],
) -> Outcome:
    there = tenant.state.snapshot(secrets=True)["consumers"]
    by_place: dict[tuple[str, str], list[str]] = {}
    for each in there:
        by_place.setdefault((each["company"], each["name"]), []).append(each["secret"])
    vault = json.loads((folder / "vault.json").read_text())
    kept = {(entry["company"], entry["name"]): entry["secret"] for entry in vault.values()}
    right = sum(kept.get(place) in secrets for place, secrets in by_place.items())
    data = json.loads(answer)
    return Outcome(
        database=plan.database,
        wanted=plan.consumers,
        consumers=len(by_place),
        duplicates=len(there) - len(by_place),
        secrets_in_vault=right,
        leaks=len(_leaks(tenant, folder, environment, [each["secret"] for each in there])),
        harm=len([what for what in tenant.state.harm if what != "company_changed"]),
        faults=figures[0],
        killed=1,
        totals=data["totals"] if "totals" in data else data["applies"][0]["totals"],
        seconds=round(figures[1], 1),
        seconds_after_kill=round(figures[2], 1),
    )


def _leaks(tenant: Sandbox, folder: Path, environment: dict[str, str], secrets: list[str]) -> list[object]:
    """Look into everything that was written, the databases too, but the vault and the kept sessions."""
    values = [*secrets, *(account.password for account in tenant.accounts)]
    paths = [
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "vault.json" and "sessions" not in path.parts
    ]
    url = environment.get("FRACTTAL_DATABASE_URL")
    if url:
        dump = folder / "database.txt"
        dump.write_text(_dumped(url))
        paths.append(dump)
    return list(scan(paths, [Secret(value) for value in values]))


def _dumped(url: str) -> str:
    import psycopg

    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        rows = [connection.execute(f'SELECT t::text FROM "{a}"."{b}" t').fetchall() for a, b in tables]
    return "\n".join(str(row[0]) for table in rows for row in table)


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the runs and print what was left; 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chaos_apply", description=__doc__)
    parser.add_argument("--consumers", type=int, default=200)
    parser.add_argument("--accounts", type=int, default=4)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--keep", action="store_true", help="keep the files")
    given = parser.parse_args(arguments)
    good = True
    for database in ("sqlite", "postgres") if given.database == "both" else (given.database,):
        folder = Path(mkdtemp(prefix=f"fracttal-apply-{database}-"))
        outcome = survive(Plan(given.consumers, given.accounts, database=database, workers=given.workers), folder)
        print(json.dumps({**asdict(outcome), "good": outcome.good}), flush=True)
        good = good and outcome.good
        if given.keep or not outcome.good:
            print(f"files: {folder}")
        else:
            shutil.rmtree(folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
