"""What there is to do: the manifest compared with what exists and with the ledger; nothing is changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

from automation.errors import AnotherRun, BadInput, FlowsError
from automation.names import normalise_name
from automation.screens import OAuthConsumers
from flows.journal import journal, watchers
from flows.onboarding.accounts import config_of
from flows.read_oauth_consumers import ENTERING
from flows.runner import Flow, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from automation.config import Config
    from automation.redaction import Redactor
    from automation.screens.consumer_list import ConsumerRow
    from flows.context import Run
    from flows.onboarding.desk import Desk
    from flows.onboarding.manifest import Line, Wanted
    from flows.opening import Opened
    from flows.runner import Listener

Action = Literal["create", "reuse", "settle", "conflict", "refused", "failed"]
TO_DO: tuple[Action, ...] = ("create", "settle")


@dataclass(frozen=True)
class Planned:
    """What is to be done about one line.

    Args:
        line: What is wanted.
        action: create (it is not there), reuse (it is), settle (an earlier run left it open), conflict (a person must
            decide), refused or failed (the tenant could not be asked).
        company: The company, as the screens show it where the manifest does not name it.
        reference: Where its secret is already, or None.
        detail: Why, in a few words.
        exit_code: Of the error, where there is one.
    """

    line: Line
    action: Action
    company: str = ""
    reference: str | None = None
    detail: str = ""
    exit_code: int = 0

    @property
    def to_do(self) -> bool:
        """Whether applying would do anything about it; a reused consumer with its secret in the vault needs nothing."""
        if self.action == "failed":  # a technical failure of looking; working on it looks again
            return self.exit_code == 1
        return self.action in TO_DO or (self.action == "reuse" and self.reference is None)

    def as_json(self) -> dict[str, Any]:
        """The line as `plan --json` prints it."""
        return {
            "number": self.line.number,
            "line": self.line.line,
            "account": self.line.account,
            "tenant": self.line.tenant,
            "company": self.company or self.line.company or None,
            "name": self.line.name,
            "action": self.action,
            "to_do": self.to_do,
            "credential": self.reference,
            "detail": self.detail,
        }


def totals(plan: Iterable[Planned]) -> dict[str, int]:
    """Count the lines of each action."""
    return dict(Counter(each.action for each in plan))


def plan(
    wanted: Wanted, config: Config, desk: Desk, *, tell: Callable[[Planned], None] = lambda _: None
) -> list[Planned]:
    """Look at every company of the manifest once.

    Args:
        wanted: The manifest.
        config: This process's settings.
        desk: The browser.
        tell: Told each line as it is known.

    Returns:
        One entry a line, in the manifest's order.
    """
    found: dict[int, Planned] = {}
    for each in _looked_at(wanted, config, desk):
        found[each.line.number] = each
        tell(each)
    return [found[line.number] for line in wanted.lines]


def _looked_at(wanted: Wanted, config: Config, desk: Desk) -> Iterator[Planned]:
    def where(line: Line) -> tuple[str, str]:
        return line.account, normalise_name(line.company)

    base = wanted.path.absolute().parent
    for key, of_account in groupby(sorted(wanted.lines, key=where), key=lambda line: line.account):
        lines = list(of_account)
        try:
            account = config_of(wanted.accounts[key], config, base)
            with journal("plan", account) as diary:
                from flows.opening import app_in, needed_settings

                account.require(*needed_settings(account))
                with app_in(desk.browser(), account, diary.folder.redactor) as opened:
                    watching = watchers(opened, diary.folder, trace=False)
                    place = (opened, diary.folder.redactor)
                    for _, of_company in groupby(lines, key=where):
                        yield from _company(list(of_company), account, place, watching, base)
                diary.result.status = "planned"
            done = diary.result.failure
        except FlowsError as error:
            done = error
        if done is not None:
            yield from _all(lines, done)


def _company(
    lines: list[Line], account: Config, place: tuple[Opened, Redactor], watching: Sequence[Listener], base: Path
) -> Iterator[Planned]:
    from flows.context import Run
    from flows.result import Result

    config = account.model_copy(update={"company": lines[0].company or None})
    found: dict[str, Sequence[ConsumerRow]] = {}
    opened, redactor = place

    def look_for_each(run: Run) -> None:
        """Look for every name of the manifest."""
        found.update(run.screen_as(OAuthConsumers).rows.find_each(line.name for line in lines))

    flow: Flow[Run] = Flow.of("plan", *ENTERING, look_for_each)
    context = Run(
        app=opened.app,
        config=config,
        redactor=redactor,
        result=Result("plan", config.base_url),
        keep_session=opened.keep_session,
        forget_session=opened.forget_session,
        listeners=watching,
    )
    record = run(flow, context, context.listeners)
    if record.error is not None:
        yield from _all(lines, record.error)
        return
    company = context.result.company or ""
    for line in lines:
        yield _judged(line, company, found[line.name], config, base)


def _judged(line: Line, company: str, rows: Sequence[ConsumerRow], config: Config, base: Path) -> Planned:
    left = _left_open(line, company, config)
    if left:
        return Planned(line, "settle", company, detail=left)
    if not rows:
        return Planned(line, "create", company)
    if len(rows) > 1 or line.if_exists == "fail":
        why = f"there are {len(rows)} of that name" if len(rows) > 1 else "it exists, and if_exists is fail"
        return Planned(line, "conflict", company, detail=why, exit_code=3)
    from automation.vaults import open_vault

    try:
        reference = open_vault(line.vault, base=base, identity=config.age_identity).find(
            config.base_url, company, line.name
        )
    except BadInput as error:
        return Planned(line, "failed", company, detail=error.message, exit_code=error.exit_code)
    detail = "its secret is in the vault" if reference else "its secret is to be kept"
    return Planned(line, "reuse", company, reference, detail)


def _left_open(line: Line, company: str, config: Config) -> str:
    """Say in words what an earlier run left open, or ""."""
    from automation.ledger import open_ledger

    try:
        # Closed at once: looking claims a consumer, and a plan must not hold anybody up.
        with open_ledger(config) as ledger:
            left = ledger.open_intents(config.base_url, company, line.name)
    except AnotherRun as error:
        return error.message
    return f"a run of {left[-1].at:%Y-%m-%d %H:%M} UTC left it open" if left else ""


def _all(lines: Iterable[Line], error: FlowsError) -> Iterator[Planned]:
    action: Action = "refused" if error.exit_code in (2, 3) else "failed"
    for line in lines:
        yield Planned(line, action, line.company, detail=error.message, exit_code=error.exit_code)
