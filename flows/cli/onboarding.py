"""`plan`, `apply`, `status`, `worker`: many consumers of many tenants."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli.common import Common, command, configured, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dbos import DBOSClient

    from automation.config import Config
    from flows.onboarding.alive import Alive
    from flows.onboarding.applying import Applying
    from flows.onboarding.manifest import Wanted
    from flows.onboarding.planning import Planned

File = Annotated[Path, typer.Argument(metavar="FILE", help="The manifest: YAML, or CSV with one account.")]
Only = Annotated[
    list[str] | None, typer.Option(help="Only lines whose account, company or name matches (* and ?), several times.")
]
Limit = Annotated[int | None, typer.Option(min=1, help="Only so many lines, the first.")]
Workers = Annotated[int, typer.Option(min=1, help="Browsers at work; at most one a core.")]


def plan(
    common: Common,
    file: File,
    only: Only = None,
    limit: Limit = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 5 when there is something to do.")] = False,
) -> int:
    """Compare a manifest with what exists, and say what there is to do; nothing is changed."""
    with _manifest(common, file, only, limit) as (config, wanted):
        planned = _plan(common, wanted, config)
        if common.as_json:
            from flows.onboarding.planning import totals

            print_json({"totals": totals(planned), "consumers": [each.as_json() for each in planned]})
        else:
            from flows.cli.onboarding_report import show_plan

            show_plan(planned)
        failed = {each.exit_code for each in planned}
        worst = next((code for code in (4, 3, 2, 1) if code in failed), 0)
        return worst or (5 if exit_code and any(each.to_do for each in planned) else 0)


def apply(
    common: Common,
    file: File,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    only: Only = None,
    limit: Limit = None,
    workers: Workers = 1,
    stop_after_failures: Annotated[int | None, typer.Option(min=1, help="Leave the rest after so many.")] = None,
    detach: Annotated[
        bool, typer.Option("--detach", help="Only enqueue; `worker` does it, here or elsewhere.")
    ] = False,
    no_verify: Annotated[bool, typer.Option("--no-verify", help="Do not ask the token endpoint.")] = False,
) -> int:
    """Bring every consumer of a manifest into being, and its secret into its vault.

    Stop it or lose the machine, and run it again: it goes on with what is left, and makes nothing twice.
    """
    with _manifest(common, file, only, limit) as (config, wanted):
        from automation.errors import BadInput

        if detach and (common.sandbox or stop_after_failures):
            raise BadInput(
                "--detach leaves the work to others: not with --sandbox, and not with --stop-after-failures."
            )
        from flows.onboarding import applying, batches
        from flows.onboarding.alive import Alive
        from flows.onboarding.database import client_for

        options = {"verify": not no_verify}
        how = applying.Applying(_capped(common, workers), not no_verify, stop_after_failures)
        done: dict[int, dict[str, Any]] = {}
        planned: list[Planned] = []
        with client_for(config) as client, Alive(config) as alive:
            apply_id = applying.left_by_a_crash(client, wanted, alive, common.say)
            if detach:
                apply_id = apply_id or batches.enqueue(client, wanted, wanted.lines, options, detached=True)
                return _enqueued(common, apply_id, len(wanted.lines))
            if apply_id is not None:
                common.say(f"Going on with {apply_id}, which was broken off.")
                done |= _work(common, client, apply_id, config, how, alive)
            if stop_after_failures is None or sum(map(applying.is_failure, done.values())) < stop_after_failures:
                rest = applying.remaining(wanted, done)
                planned = _plan(common, rest, config) if rest.lines else []
                _ask(common, planned, yes=yes or apply_id is not None)
                to_do = [each.line for each in planned if each.to_do]
                if to_do:
                    apply_id = batches.enqueue(client, wanted, to_do, options, detached=False)
                    done |= _work(common, client, apply_id, config, how, alive)
        results = applying.results_of(wanted, done, planned, stopped=stop_after_failures is not None)
        from flows.cli.onboarding_report import show_results

        show_results(results, common, apply_id)
        return applying.exit_code_of(results)


def status(
    common: Common,
    apply: Annotated[str | None, typer.Argument(help="Show the lines of this one.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many applies, newest first.")] = 10,
) -> None:
    """Show what was enqueued and how far it is; nothing is started."""
    with configured(common) as config:
        from flows.cli.onboarding_report import show_status
        from flows.onboarding import batches
        from flows.onboarding.database import client_for

        with client_for(config) as client:
            names = list(dict.fromkeys(batch.apply for batch in batches.find(client, apply or ("apply-", "detached-"))))
            if apply is not None and not names:
                from automation.errors import BadInput

                raise BadInput(f"There is no apply “{apply}”. `fracttal-flows status` shows all.")
            shown = [
                batches.Progress(name) for name in sorted(names, key=lambda name: name[-14:], reverse=True)[:limit]
            ]
            for progress in shown:
                batches.refresh(client, progress)
        show_status(shown, common, lines=apply is not None)


def worker(
    common: Common,
    workers: Workers = 1,
    until_idle: Annotated[bool, typer.Option("--until-idle", help="End when the queue is empty.")] = False,
    while_stdin: Annotated[bool, typer.Option("--while-stdin", hidden=True)] = False,
) -> None:
    """Take work from the queue, on any machine with the same database, until Ctrl-C; runs the schedules too."""
    with configured(common) as config:
        from flows.cli.onboarding_report import say_result
        from flows.onboarding.children import more_workers
        from flows.onboarding.serving import serve

        count = _capped(common, workers)
        common.say(f"Waiting for work with {count} browser{'s' if count > 1 else ''}; Ctrl-C ends it.")
        with more_workers(count - 1, config):
            serve(
                config,
                say=common.say,
                tell=lambda result: say_result(result, common),
                scheduled=not while_stdin,
                until_idle=until_idle,
                stdin=sys.stdin.buffer if while_stdin else None,
            )


@contextmanager
def _manifest(common: Common, file: Path, only: list[str] | None, limit: int | None) -> Iterator[tuple[Config, Wanted]]:
    """Read a manifest whole before anything starts; with --sandbox, for a replica with its accounts and companies."""
    from flows.onboarding.manifest import load

    if not common.sandbox:
        with configured(common) as config:
            yield config, load(file, config).only(tuple(only or ()), limit)
        return
    from flows.cli.onboarding_sandbox import replica_for

    with replica_for(common, file) as (config, wanted):
        yield config, wanted.only(tuple(only or ()), limit)


def _work(
    common: Common, client: DBOSClient, apply_id: str, config: Config, how: Applying, alive: Alive
) -> dict[int, dict[str, Any]]:
    from flows.cli.onboarding_report import Watching
    from flows.onboarding.applying import carry_out

    with Watching(common) as watching:
        return carry_out(client, apply_id, config, how, alive, say=common.say, show=watching.show).results


def _plan(common: Common, wanted: Wanted, config: Config) -> list[Planned]:
    from flows.cli.onboarding_report import Looking
    from flows.onboarding.desk import Desk
    from flows.onboarding.pace import Pace
    from flows.onboarding.planning import plan as make_plan

    desk = Desk(config, common.say, Pace())
    try:
        with Looking(common, len(wanted.lines)) as looking:
            return make_plan(wanted, config, desk, tell=looking.tell)
    finally:
        desk.close()


def _ask(common: Common, planned: list[Planned], *, yes: bool) -> None:
    to_do = sum(each.to_do for each in planned)
    if not common.as_json:
        from flows.cli.onboarding_report import show_plan

        show_plan(planned, summary=True)
    if yes or not to_do:
        return
    if common.as_json or not sys.stdin.isatty():
        from automation.errors import BadInput

        raise BadInput(f"{to_do} consumers are to be worked on; say --yes where nobody can be asked.")
    if not typer.confirm(f"Work on {to_do} consumers?", err=True):
        raise typer.Exit(0)


def _enqueued(common: Common, apply: str, lines: int) -> int:
    if common.as_json:
        print_json({"apply": apply, "enqueued": lines})
    else:
        common.say(f"{lines} consumers enqueued as {apply}; `fracttal-flows worker` does them, `status` shows how far.")
    return 0


def _capped(common: Common, workers: int) -> int:
    from flows.onboarding.worker import capped, cores_here

    count = capped(workers)
    if count < workers:
        common.say(f"{cores_here()} cores: working with {count} browsers, not {workers}; more would only be slower.")
    return count


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for function in (plan, apply, status, worker):
        app.command()(command(function))
