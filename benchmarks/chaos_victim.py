"""Runs the program as a user would, in a process of its own, and breaks it at one chosen point.

    python benchmarks/chaos_victim.py POINT ACTION create --name … --permission-group …

The product has no hooks for this: its functions are wrapped from outside before the command starts. What is broken is
told by the environment (CHAOS_VAULT, CHAOS_STATE, CHAOS_ORDERS).
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator

Act = "Callable[[], None]"


# --- what is done at the point


def kill() -> None:
    """End this process as the system would: nothing is closed, nothing is written any more."""
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    """Do what Ctrl-C does."""
    raise KeyboardInterrupt


def crash() -> None:
    """Fail as a defect would, with secrets in the local variables and one in the message."""
    password = os.environ["FRACTTAL_PASSWORD"]
    everything = dict(os.environ)
    raise RuntimeError(f"broken on purpose, holding {password}, {len(everything)} variables")


def kill_browser() -> None:
    """End the browser that this process started, and nothing else."""
    for pid in _descendants(os.getpid()):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        if b"--type=" not in command and b"--remote-debugging-pipe" in command:
            os.kill(pid, signal.SIGKILL)


def break_vault() -> None:
    """Take the vault's folder away and put a file in its place."""
    folder = Path(os.environ["CHAOS_VAULT"]).parent
    shutil.move(folder, folder.with_name(f"{folder.name}-moved"))
    folder.write_text("a file where the vault's folder was")


def break_vault_and_rescue() -> None:
    """Leave no place at all where a secret could go."""
    break_vault()
    (Path(os.environ["CHAOS_STATE"]) / "rescue").write_text("a file where the folder of rescue files would be")


def break_ledger() -> None:
    """Make every further change of the ledger fail, for this process and all others."""
    connection = sqlite3.connect(Path(os.environ["CHAOS_STATE"]) / "ledger.sqlite3")
    connection.execute(
        "CREATE TRIGGER broken BEFORE UPDATE ON fracttal_flows_counter BEGIN SELECT RAISE(FAIL, 'broken'); END"
    )
    connection.commit()
    connection.close()


def lose_ledger() -> None:
    """Delete the ledger and die."""
    for path in Path(os.environ["CHAOS_STATE"]).glob("ledger.sqlite3*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    kill()


def ask(order: str) -> None:
    """Let the chaos run do something outside this process, and go on when it is done."""
    paper = Path(os.environ["CHAOS_ORDERS"])
    draft = paper.with_suffix(".draft")
    draft.write_text(order)
    draft.replace(paper)
    while paper.exists():
        time.sleep(0.002)


ACTIONS: dict[str, Callable[[], None]] = {
    "kill": kill,
    "interrupt": interrupt,
    "crash": crash,
    "kill-browser": kill_browser,
    "break-vault": break_vault,
    "break-vault-and-rescue": break_vault_and_rescue,
    "break-ledger": break_ledger,
    "lose-ledger": lose_ledger,
    "cut": lambda: ask("cut"),
    "drop-session": lambda: ask("drop-session"),
    "nothing": lambda: None,
}


def _descendants(root: int) -> Iterator[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    waiting = [root]
    while waiting:
        children = parents.get(waiting.pop(), [])
        yield from children
        waiting += children


# --- where it is done


def wrap(owner: Any, name: str, *, before: Any = None, after: Any = None) -> None:
    """Put something in front of a function, or behind it."""
    original = getattr(owner, name)

    @wraps(original)
    def wrapped(*given: Any, **named: Any) -> Any:
        if before:
            before()
        result = original(*given, **named)
        if after:
            after()
        return result

    setattr(owner, name, wrapped)


def at_step(number: int, when: str) -> Any:
    """Break at a boundary of the documented steps."""

    def install(act: Callable[[], None]) -> None:
        import flows.creating as creating
        from flows.runner import Listener

        class Breaker(Listener):
            def step_started(self, step: Any) -> None:
                if step.number == number and when == "begins":
                    act()

            def step_finished(self, step: Any, record: Any) -> None:
                if step.number == number and when == "ended":
                    act()

        original = creating.watchers
        creating.watchers = lambda *given, **named: [*original(*given, **named), Breaker()]

    return install


def at_session(act: Callable[[], None]) -> None:
    """Break while the session's file is half written."""
    in_the_middle_of_a_file("sessions")(act)


def in_the_middle_of_a_file(part: str) -> Any:
    """Break between the writing of a private file and its renaming."""

    def install(act: Callable[[], None]) -> None:
        import automation.files as files

        original = files._write_new

        def written(path: Path, data: bytes, **named: Any) -> None:
            original(path, data, **named)
            if part in str(path) and path.name.endswith(".tmp"):
                act()

        files._write_new = written

    return install


def around_ledger(method: str, when: str) -> Any:
    """Break before or after the ledger notes something."""

    def install(act: Callable[[], None]) -> None:
        from automation.ledger import Ledger

        wrap(Ledger, method, **{when: act})

    return install


def in_a_transaction(statement: str) -> Any:
    """Break between a change of the ledger and its commit."""

    def install(act: Callable[[], None]) -> None:
        import automation.ledger.sqlite_store as store

        class Connection(sqlite3.Connection):
            armed = False

            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                if sql == "COMMIT" and self.armed:
                    act()
                self.armed = statement in sql
                return super().execute(sql, *values)

        original = sqlite3.connect

        class Library:
            def __getattr__(self, name: str) -> Any:
                return getattr(sqlite3, name)

            def connect(self, *given: Any, **named: Any) -> sqlite3.Connection:
                return original(*given, factory=Connection, **named)

        store.sqlite3 = Library()

    return install


def after_click(act: Callable[[], None]) -> None:
    """Break when Playwright has reported the click as done."""
    import flows.save_once as save_once

    original = save_once.click_and_watch

    class Clicked:
        def __init__(self, save: Locator) -> None:
            self.save = save

        def click(self, **named: Any) -> None:
            self.save.click(**named)
            act()

    save_once.click_and_watch = lambda run, form, save: original(run, form, Clicked(save))


def on_the_wire(event: str) -> Any:
    """Break when the browser has sent the request to save, or has its answer."""

    def install(act: Callable[[], None]) -> None:
        from automation.screens.save_answer import SaveWatch

        name = {"sent": "_sent", "answered": "_answered"}[event]
        original = getattr(SaveWatch, name)

        def noted(self: Any, message: Any) -> None:
            original(self, message)
            if self.sent if event == "sent" else self.statuses:
                act()

        setattr(SaveWatch, name, noted)

    return install


def around_reading(when: str) -> Any:
    """Break when key and secret stand on the screen, unread or just read."""

    def install(act: Callable[[], None]) -> None:
        from automation.screens import Credentials

        original = Credentials.read

        def read(self: Any) -> Any:
            if when == "before" and self.secret.count() == 1:
                act()
            shown = original(self)
            if when == "after" and shown is not None and shown.secret is not None:
                act()
            return shown

        Credentials.read = read

    return install


def around_vault(when: str) -> Any:
    """Break before or after the vault takes the credential."""

    def install(act: Callable[[], None]) -> None:
        from automation.vaults.json_file import JsonVault

        wrap(JsonVault, "put", **{when: act})

    return install


def around_comparison(act: Callable[[], None]) -> None:
    """Break before the list is compared after Save."""
    import flows.save_once as save_once

    wrap(save_once, "prove_single", before=act)


def around_journal(act: Callable[[], None]) -> None:
    """Break when all is done and only the result is missing."""
    from flows.run_folder import RunFolder

    wrap(RunFolder, "write_result", before=act)


def around_password(act: Callable[[], None]) -> None:
    """Break when the password stands in its field."""
    import automation.screens.sign_in as sign_in

    wrap(sign_in, "type_secret", after=act)


POINTS: dict[str, Any] = {
    **{f"step {number} begins": at_step(number, "begins") for number in range(1, 8)},
    "step 7 ended": at_step(7, "ended"),
    "password typed": around_password,
    "session half written": at_session,
    "before the intent": around_ledger("intend", "before"),
    "intent half written": in_a_transaction("INSERT INTO fracttal_flows_intents"),
    "after the intent": around_ledger("intend", "after"),
    "before the click": around_ledger("clicked", "after"),
    "request sent": on_the_wire("sent"),
    "request answered": on_the_wire("answered"),
    "after the click": after_click,
    "before reading": around_reading("before"),
    "after reading": around_reading("after"),
    "before the vault": around_vault("before"),
    "vault half written": in_the_middle_of_a_file("vault"),
    "after the vault": around_vault("after"),
    "outcome half written": in_a_transaction("UPDATE fracttal_flows_intents SET outcome"),
    "after the ledger": around_ledger("settle", "after"),
    "before the comparison": around_comparison,
    "before the result": around_journal,
    "never": lambda act: None,
}


@contextmanager
def once(act: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Let an action happen a single time, and note that its point was reached."""
    done = False

    def first_time() -> None:
        nonlocal done
        if not done:
            done = True
            Path(os.environ["CHAOS_ORDERS"]).with_suffix(".reached").touch()
            act()

    yield first_time


def main() -> None:
    """Install the break, then run the command."""
    point, action, *arguments = sys.argv[1:]
    sys.argv = ["fracttal-flows", *arguments]
    with once(ACTIONS[action]) as act:
        POINTS[point](act)
        from flows.cli import main as command

        command()


if __name__ == "__main__":
    main()
