"""Runs by the clock: `check` and `guide`, kept in the database, run by a worker, announced when something is up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dbos import DBOS

from automation.errors import BadInput
from automation.redaction import Redactor
from flows.onboarding.children import COMMAND, settings_of_process
from flows.onboarding.database import APP, SCHEDULED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dbos import DBOSClient

    from automation.config import Config

WORKFLOW = "scheduled"
COMMANDS = ("check", "guide")
LONGEST = 3 * 3600.0
"""Seconds after which a scheduled run is given up."""
MEANINGS = {0: "as documented", 1: "failed", 2: "not set up", 3: "refused", 4: "needs a person", 5: "differences found"}

_config: list[Config] = []


def employ(config: Config) -> None:
    """Name the settings of scheduled runs in this process."""
    _config[:] = [config]


@DBOS.workflow(name=WORKFLOW)
def scheduled(at: datetime, context: dict[str, Any]) -> dict[str, Any]:
    """Run one command, and announce what it found.

    Args:
        at: When it was due.
        context: Name of the schedule and the command's arguments.

    Returns:
        Exit code, what it means, and the message.
    """
    result: dict[str, Any] = DBOS.run_step({"name": "run"}, run_command, context["arguments"])
    before = DBOS.run_step({"name": "the run before"}, _code_before, context["name"], at.isoformat())
    if result["code"] != 0 or before not in (None, result["code"]):
        DBOS.run_step({"name": "announce"}, announce, context["name"], result)
    return result


def run_command(arguments: Sequence[str]) -> dict[str, Any]:
    """Run the program itself, in a process of its own.

    Args:
        arguments: What follows `fracttal-flows`.
    """
    config = _config[0]
    try:
        done = subprocess.run(  # noqa: S603 -- this program, and arguments that `add` has checked
            [sys.executable, *COMMAND, *arguments, "--json"],
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
            env={**os.environ, **settings_of_process(config)},
        )
    except subprocess.TimeoutExpired:
        return {"code": 1, "meaning": MEANINGS[1], "message": f"given up after {LONGEST / 3600:g} h"}
    redactor = Redactor()
    for secret in config.secrets:
        redactor.add(secret)
    meaning = MEANINGS.get(done.returncode, "failed")
    return {"code": done.returncode, "meaning": meaning, "message": redactor.redact(_message(done.stdout, done.stderr))}


def _message(out: str, err: str) -> str:
    try:
        answer = json.loads(out)
    except ValueError:
        return (err or out).strip()[-500:]
    error = answer.get("error") or {}
    facts = {name: answer[name] for name in ("totals", "status", "differences", "run") if answer.get(name)}
    return str(error.get("message") or json.dumps(facts, ensure_ascii=False))[:1500]


def _code_before(name: str, at: str) -> int | None:
    found = DBOS.list_workflows(
        name=WORKFLOW, schedule_name=name, status="SUCCESS", end_time=at, sort_desc=True, limit=1, load_input=False
    )
    return found[0].output["code"] if found and isinstance(found[0].output, dict) else None


def announce(name: str, result: dict[str, Any]) -> int:
    """Send what a run found to every address of FRACTTAL_NOTIFY.

    Returns:
        How many addresses there are.

    Raises:
        BadInput: The library is missing, or an address is none or did not take it.
    """
    addresses = _config[0].notify
    if not addresses:
        return 0
    notifier = notifier_for(_config[0])
    title = f"fracttal-flows {name}: {result['meaning']}"
    if not notifier.notify(title=title, body=result["message"] or result["meaning"]):
        raise BadInput(f"{len(addresses)} addresses of FRACTTAL_NOTIFY: not all took the message.")
    return len(addresses)


def notifier_for(config: Config) -> Any:
    """Return what sends to the addresses of the settings; they may hold tokens and are never shown.

    Raises:
        BadInput: The library is missing, or an address is none.
    """
    try:
        import apprise
    except ModuleNotFoundError:
        raise BadInput(
            "Announcing needs Apprise, which is not installed: pip install 'fracttal-flows[notify]'"
        ) from None
    apprise.logger.disabled = True  # it logs addresses
    notifier = apprise.Apprise()
    for number, address in enumerate(config.notify, start=1):
        if not notifier.add(address.get_secret_value()):
            raise BadInput(f"Address {number} of FRACTTAL_NOTIFY is none that Apprise knows.")
    return notifier


def add(client: DBOSClient, name: str, cron: str, arguments: Sequence[str], timezone: str | None = None) -> None:
    """Keep a schedule in the database; a worker runs it.

    Args:
        client: The database.
        name: What the schedule is called.
        cron: Five fields, or six with seconds first.
        arguments: The command, `check` or `guide …`, and its options.
        timezone: IANA name; UTC if None.

    Raises:
        BadInput: The name is taken, or the time or the command makes no sense.
    """
    if not arguments or arguments[0] not in COMMANDS:
        raise BadInput(f"Only {' and '.join(COMMANDS)} run by the clock; write the command after “--”.")
    if client.get_schedule(name) is not None:
        raise BadInput(f"There is a schedule “{name}” already; remove it first, or choose another name.")
    try:
        client.create_schedule(
            schedule_name=name,
            workflow_name=WORKFLOW,
            schedule=cron,
            context={"name": name, "arguments": list(arguments)},
            cron_timezone=timezone,
            queue_name=SCHEDULED,
            application_name=APP,
        )
    except Exception as error:  # noqa: BLE001 -- the engine's own words say what is wrong with it
        raise BadInput(f"The schedule was not added: {str(error).splitlines()[0]}") from None


def existing(client: DBOSClient, name: str) -> None:
    """Make sure that a schedule exists.

    Raises:
        BadInput: It does not; lists those that do.
    """
    names = [each["schedule_name"] for each in client.list_schedules()]
    if name not in names:
        raise BadInput(f"There is no schedule “{name}”; there are {', '.join(names) or 'none'}.")


def known(client: DBOSClient) -> list[dict[str, Any]]:
    """Return every schedule with what its last run found."""
    schedules = []
    for each in client.list_schedules():
        runs = client.list_workflows(
            name=WORKFLOW,
            schedule_name=each["schedule_name"],
            status="SUCCESS",
            sort_desc=True,
            limit=1,
            load_input=False,
        )
        last = None
        if runs and isinstance(runs[0].output, dict):
            ended = datetime.fromtimestamp((runs[0].completed_at or 0) / 1000, UTC)
            last = {"at": ended.isoformat(timespec="seconds"), **runs[0].output}
        context = each["context"] if isinstance(each["context"], dict) else {}
        schedules.append(
            {
                "name": each["schedule_name"],
                "cron": each["schedule"],
                "timezone": each["cron_timezone"] or "UTC",
                "arguments": context.get("arguments", []),
                "state": each["status"].lower(),
                "last": last,
            }
        )
    return schedules
