"""Runs one case: a tenant of its own, the program twice as a process of its own, and a look at what is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from automation.sandbox import Sandbox, SandboxOptions
from benchmarks.chaos_cable import Cable
from benchmarks.chaos_processes import command_lines, ours

if TYPE_CHECKING:
    from automation.sandbox.state import TenantState
    from benchmarks.chaos_cases import Case

VICTIM = Path(__file__).with_name("chaos_victim.py")
NAME = "ERP bridge"
# A run that takes longer than this hangs, in seconds.
LONGEST = 150.0
# Processes of a run that was killed end by themselves within this, in seconds.
ORPHANS_END = 15.0


@dataclass
class Place:
    """The files of one case.

    Args:
        root: Everything the runs write is below it, temporary files too.
    """

    root: Path

    @property
    def vault(self) -> Path:
        return self.root / "vault" / "credentials.json"

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def runs(self) -> Path:
        return self.root / "runs"

    @property
    def orders(self) -> Path:
        return self.root / "orders"

    def make(self) -> None:
        for name in ("vault", "state", "runs", "home", "tmp"):
            (self.root / name).mkdir(parents=True)

    def mend(self) -> None:
        """Put back what a case broke: the vault's folder, the folder of rescue files, the ledger."""
        moved = self.root / "vault-moved"
        if moved.exists():
            self.vault.parent.unlink()
            moved.rename(self.vault.parent)
        rescue = self.state / "rescue"
        if rescue.is_file():
            rescue.unlink()
        ledger = self.state / "ledger.sqlite3"
        if ledger.exists():
            import sqlite3

            connection = sqlite3.connect(ledger)
            connection.execute("DROP TRIGGER IF EXISTS broken")
            connection.commit()
            connection.close()


@dataclass
class Ran:
    """One run of the program: its exit code (-9 is SIGKILL), what it said, and whether it had to be ended."""

    code: int
    out: str
    err: str
    seconds: float
    hung: bool = False


@dataclass
class Witness:
    """Every secret a tenant ever had, also those it has forgotten since."""

    values: set[str] = field(default_factory=set)

    def watch(self, state: TenantState) -> None:
        """Note what the tenant has, and from now on every session and token it hands out."""
        self.values |= {value for one in state.accounts for value in (one.password, one.totp_secret)}
        self.values |= {*state.api_keys.values(), *state.api_secrets.values()}
        sign_in, issue = state.sessions.sign_in, state.tokens.issue

        def signed_in(*given: Any) -> Any:
            session = sign_in(*given)
            self.values |= {session.token, session.hint}
            return session

        def issued(*given: Any) -> Any:
            pair = issue(*given)
            self.values |= {pair.access, pair.refresh}
            return pair

        state.sessions.sign_in = signed_in  # type: ignore[method-assign]
        state.tokens.issue = issued  # type: ignore[method-assign]


@dataclass
class Scene:
    """What is left of a case when its runs have ended."""

    case: Case
    place: Place
    runs: list[Ran]
    tenant: dict[str, Any]
    secrets: set[str]
    commands: set[bytes]
    left_running: int


def play(case: Case, root: Path, *, seed: int) -> Scene:
    """Play one case.

    Args:
        case: What goes wrong.
        root: A folder that does not exist yet.
        seed: Makes the tenant's secrets its own, so that no other process on the machine knows them.
    """
    place = Place(root)
    place.make()
    witness = Witness()
    options = {"groups": 8, "two_factor": True, **case.options}
    with ExitStack() as stack:
        tenant = stack.enter_context(
            Sandbox(
                SandboxOptions(
                    secret_policy=case.policy, faults=case.faults, appearance=case.appearance, seed=seed, **options
                )
            )
        )
        witness.watch(tenant.state)
        port = urlsplit(tenant.base_url).port
        assert port
        cable = stack.enter_context(Cable(port)) if case.cable else None
        base = f"http://127.0.0.1:{cable.port}" if cable else tenant.base_url
        stage = _Stage(case, place, tenant, cable, base)
        if case.together:
            first, second = stage.start("never", "nothing", "first"), stage.start("never", "nothing", "second")
            runs = [stage.wait(first), stage.wait(second)]
        else:
            runs = [stage.wait(stage.start(case.point, case.action, "first"))]
            place.mend()
            if cable:
                cable.mend()
            with tenant.state.lock:
                if not case.lasting:
                    tenant.state.faults.set([])
            runs.append(stage.wait(stage.start("never", "nothing", "second")))
        snapshot = _ask(tenant)
        left = stage.left_running()
    secrets = witness.values | {one["secret"] for one in snapshot["consumers"]}
    secrets |= {case.settings[name] for name in ("FRACTTAL_PASSWORD",) if name in case.settings}
    return Scene(case, place, runs, snapshot, secrets, stage.commands, left)


def _ask(tenant: Sandbox) -> dict[str, Any]:
    import json
    from urllib.request import urlopen

    with urlopen(f"{tenant.base_url}/sandbox/control?secrets=1", timeout=10) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


@dataclass
class _Started:
    process: subprocess.Popen[bytes]
    name: str
    at: float


@dataclass
class _Stage:
    case: Case
    place: Place
    tenant: Sandbox
    cable: Cable | None
    base_url: str
    commands: set[bytes] = field(default_factory=set)

    def start(self, point: str, action: str, name: str) -> _Started:
        case, place = self.case, self.place
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(VICTIM.parents[1]),
            "HOME": str(place.root / "home"),
            "TMPDIR": str(place.root / "tmp"),
            "CHAOS_CASE": str(place.root),
            "CHAOS_VAULT": str(place.vault),
            "CHAOS_STATE": str(place.state),
            "CHAOS_ORDERS": str(place.orders),
            "FRACTTAL_BASE_URL": self.base_url,
            "FRACTTAL_EMAIL": self.tenant.email,
            "FRACTTAL_PASSWORD": self.tenant.password,
            "FRACTTAL_TOTP_SECRET": self.tenant.totp_secret,
            "FRACTTAL_VAULT": f"json:{place.vault}",
            "FRACTTAL_STATE_DIR": str(place.state),
            "FRACTTAL_RUNS_DIR": str(place.runs),
            "FRACTTAL_SETTLE": f"{case.settle:g}",
            "FRACTTAL_TIMEOUT": "15",
            **(
                {"FRACTTAL_BROWSER_PATH": os.environ["FRACTTAL_BROWSER_PATH"]}
                if "FRACTTAL_BROWSER_PATH" in os.environ
                else {}
            ),
            **case.settings,
        }
        how = ("--json",) if case.policy == "shown-again" else ("-v",)
        command = [
            sys.executable,
            str(VICTIM),
            point,
            action,
            "create",
            "--name",
            NAME,
            "--permission-group",
            "Reportes",
        ]
        with (place.root / f"{name}.out").open("wb") as out, (place.root / f"{name}.err").open("wb") as err:
            process = subprocess.Popen(
                [*command, "--trace", *how, *case.arguments],
                cwd=place.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
        return _Started(process, name, time.monotonic())

    def wait(self, started: _Started) -> Ran:
        process, hung = started.process, False
        next_look = 0.0
        while process.poll() is None:
            now = time.monotonic()
            if now - started.at > LONGEST:
                hung = True
                os.killpg(process.pid, signal.SIGKILL)
            if now > next_look:
                self.commands |= command_lines()
                next_look = now + 0.15
            self._obey()
            time.sleep(0.005)
        seconds = time.monotonic() - started.at
        self._orphans_end()
        out, err = ((self.place.root / f"{started.name}.{kind}").read_text(errors="replace") for kind in ("out", "err"))
        return Ran(process.returncode, out, err, seconds, hung)

    def _obey(self) -> None:
        orders = self.place.orders
        if not orders.exists():
            return
        order = orders.read_text()
        if order == "cut":
            assert self.cable
            self.cable.cut()
        elif order == "drop-session":
            with self.tenant.state.lock:
                self.tenant.state.sessions.end_all()
        orders.unlink()

    def _orphans_end(self) -> None:
        """Wait for the browser of a run that was killed: it ends by itself when its pipe closes."""
        if self.case.together:
            return
        until = time.monotonic() + ORPHANS_END
        while self.left_running() and time.monotonic() < until:
            time.sleep(0.02)

    def left_running(self) -> int:
        """Count the processes that a run has left behind."""
        return len(ours(str(self.place.root)))


def tidy(scene: Scene) -> None:
    """End what a case left running, by its ids, and delete its files."""
    for pid in ours(str(scene.place.root)):
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(scene.place.root, ignore_errors=True)
