"""What is broken, and what must have become of it: one line a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Policy = Literal["shown-again", "shown-once"]
POLICIES: tuple[Policy, ...] = ("shown-again", "shown-once")

# How a case may end: the secret is in the vault; a person is told what to do; nothing can be created at all; or one of
# the first two, where the outcome hangs on what the tenant got to see.
KEPT, NAMED, NOTHING, EITHER = "kept", "named", "nothing", "either"


@dataclass(frozen=True)
class Case:
    """One thing that goes wrong, in the first of two runs of the same request.

    Args:
        title: What it is, for the table.
        policy: Whether the tenant shows a secret again.
        first: Exit codes that the first run may end with; -9 is SIGKILL.
        ends: What must have become of the request after the last run.
        point: Where the first run is broken (`chaos_victim.POINTS`).
        action: What is done there (`chaos_victim.ACTIONS`).
        faults: What the tenant does wrong.
        lasting: Whether the tenant's faults are still there in the second run.
        appearance: How the tenant looks.
        options: More of `SandboxOptions`.
        settings: More environment for both runs.
        arguments: More arguments for both runs.
        settle: Seconds that a save may take to come to light (FRACTTAL_SETTLE).
        second: What the second run must end with; follows from `ends` unless given.
        cable: Whether there is a network that can be cut.
        together: Whether the two runs run at the same time.
    """

    title: str
    policy: Policy = "shown-again"
    first: tuple[int, ...] = (0,)
    ends: str = KEPT
    point: str = "never"
    action: str = "nothing"
    faults: tuple[str, ...] = ()
    lasting: bool = False
    appearance: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    arguments: tuple[str, ...] = ()
    settle: float = 3
    second: tuple[int, ...] = ()
    cable: bool = False
    together: bool = False

    @property
    def then(self) -> tuple[int, ...]:
        """Exit codes that the second run may end with."""
        return self.second or {KEPT: (0,), NAMED: (4,), NOTHING: (3,), EITHER: (0, 4)}[self.ends]


BOUNDARIES = (*(f"step {number} begins" for number in range(1, 8)), "step 7 ended")
EARLY = ("password typed", "session half written", "before the intent", "intent half written", "after the intent")
# Between the request and the vault the secret lives in this process only.
HELD = ("after the click", "request answered", "before reading", "after reading", "before the vault")
KEPT_BY_NOW = (
    "after the vault",
    "outcome half written",
    "after the ledger",
    "before the comparison",
    "before the result",
)

IMPATIENT = {"FRACTTAL_TIMEOUT": "5"}
DIALOG = {"credentials": "dialog"}
STEPS = ("menu", "settings", "api-connections", "list", "form")


def all_cases() -> list[Case]:
    """Every case; those that end before Save, where the policy makes no difference, with the two policies in turn."""
    cases = [
        replace(case, policy=policy)
        for policy in POLICIES
        for case in (*_kills(policy), *_faults_of_save(policy), *_broken_after_save(policy))
    ]
    early = (*_faults_before_save(), *_broken_before_save())
    return cases + [replace(case, policy=POLICIES[number % 2]) for number, case in enumerate(early)]


def _kills(policy: Policy) -> Iterator[Case]:
    lost = _lost(policy)

    def killed(point: str, title: str = "", **more: Any) -> Case:
        return Case(title or f"killed: {point}", point=point, action="kill", **{"first": (-9,), **more})

    for point in (*BOUNDARIES, *EARLY, "before the click", *KEPT_BY_NOW):
        yield killed(point)
    # The tenant may have read the request when the browser died, or not.
    yield killed("request sent", ends=KEPT if lost == KEPT else EITHER)
    # "vault half written": the secret is in a file that nobody has named yet, as good as in the process only.
    for point in (*HELD, "vault half written"):
        yield killed(point, ends=lost)
    after = "after the click"
    yield killed(after, "killed: after the click, list lags", ends=lost, faults=("list-lag@2",), lasting=True)
    yield killed(after, "killed: after the click, save-error", ends=lost, faults=("save-error",))
    yield killed(after, "killed: after the click, save-drop", ends=NAMED, faults=("save-drop",))
    yield killed(
        "before the vault",
        "killed: before the vault, session ended",
        ends=lost,
        faults=("session-drop@after-save",),
        lasting=True,
    )


def _faults_of_save(policy: Policy) -> Iterator[Case]:
    lost = _lost(policy)
    # Saved, but the credentials are not shown: read from the list where the tenant shows them again.
    unseen: dict[str, Any] = (
        {"first": (0,), "ends": KEPT} if lost == KEPT else {"first": (4,), "ends": NAMED, "second": (3, 4)}
    )
    yield Case("fault: save-refused", faults=("save-refused",), first=(1,))
    yield Case("fault: save-error", faults=("save-error",), **unseen)
    yield Case("fault: save-no-answer", faults=("save-no-answer",), **unseen)
    yield Case("fault: save-slow", faults=("save-slow@2500",))
    yield Case("fault: save-slow beyond the time-out", faults=("save-slow@60000",), settings=IMPATIENT, **unseen)
    # Chromium itself sends the request a second time.
    yield Case("fault: save-drop", faults=("save-drop",), first=(4,), ends=NAMED, second=(4,))
    yield Case(
        "fault: save-drop, dialog", faults=("save-drop",), appearance=DIALOG, first=(4,), ends=NAMED, second=(4,)
    )
    yield Case("fault: list-lag", faults=("list-lag@2",))
    yield Case("fault: list-lag, save-error", faults=("list-lag@2", "save-error"), **unseen)
    yield Case(
        "fault: list-lag beyond the patience, save-error",
        faults=("list-lag@9", "save-error"),
        settle=4,
        first=(4,),
        ends=lost,
        lasting=True,
        second=(0, 4),
    )
    yield Case("fault: session-drop@save", faults=("session-drop@save",), first=(1,))
    yield Case("fault: session-drop@after-save", faults=("session-drop@after-save",))
    yield Case("fault: server-error@save", faults=("server-error@save",), first=(4,))
    yield Case("fault: server-error@after-save", faults=("server-error@after-save",))
    yield Case("fault: secret-dots, save-error", faults=("secret-dots", "save-error"), **{**unseen, "first": (4,)})


def _faults_before_save() -> Iterator[Case]:
    for step in STEPS:
        yield Case(f"fault: session-drop@{step}", faults=(f"session-drop@{step}",))
        yield Case(f"fault: server-error@{step}", faults=(f"server-error@{step}",), first=(0, 1))
    yield Case("fault: groups-fail", faults=("groups-fail",))
    yield Case("fault: survey over the app", appearance={"survey": "on"})
    yield Case("fault: toast over the +", appearance={"toast_over_add": "on"})
    yield Case("fault: confirmation before saving", appearance={"confirm_save": "on"})
    yield Case("fault: add-on missing", options={"add_on": False}, first=(3,), ends=NOTHING)
    yield Case("fault: wrong password", settings={"FRACTTAL_PASSWORD": "wrong-Password-4711"}, first=(3,), ends=NOTHING)


def _broken_after_save(policy: Policy) -> Iterator[Case]:
    lost = _lost(policy)
    unseen: dict[str, Any] = (
        {"first": (0,), "ends": KEPT} if lost == KEPT else {"first": (4,), "ends": NAMED, "second": (3, 4)}
    )
    sent = KEPT if lost == KEPT else EITHER
    for point, ends in (("before the click", KEPT), ("request sent", sent)):
        yield Case(f"browser killed: {point}", point=point, action="kill-browser", first=(0, 4), ends=ends)
    # The tenant's answer was read before the screen was drawn.
    for point in ("before reading", "before the comparison"):
        yield Case(f"browser killed: {point}", point=point, action="kill-browser")
    yield Case("network cut: before the click", point="before the click", action="cut", cable=True, first=(4,))
    # The answer may have come through already.
    yield Case("network cut: request sent", point="request sent", action="cut", cable=True, first=(0, 4), ends=sent)
    yield Case("network cut: before the comparison", point="before the comparison", action="cut", cable=True)
    yield Case("vault broken: after the click", point="after the click", action="break-vault", first=(4,))
    yield Case(
        "vault and rescue file broken: after the click",
        point="after the click",
        action="break-vault-and-rescue",
        **{**unseen, "first": (4,)},
    )
    yield Case("ledger broken: after the click", point="request sent", action="break-ledger")
    yield Case(
        "ledger broken: save-error", point="request sent", action="break-ledger", faults=("save-error",), **unseen
    )
    yield Case(
        "ledger broken: save-refused", point="request sent", action="break-ledger", faults=("save-refused",), first=(1,)
    )
    yield Case("crash with secrets: after reading", point="after reading", action="crash")
    yield Case("Ctrl-C: after reading", point="after reading", action="interrupt", first=(130,), ends=lost)
    yield Case("two runs at once", together=True)


def _broken_before_save() -> Iterator[Case]:
    yield Case("browser killed: step 2 begins", point="step 2 begins", action="kill-browser", first=(1,))
    yield Case("browser killed: step 5 begins", point="step 5 begins", action="kill-browser", first=(1,))
    yield Case("network cut: step 1 begins", point="step 1 begins", action="cut", cable=True, first=(1,))
    yield Case("network cut: step 3 begins", point="step 3 begins", action="cut", cable=True, first=(1,))
    yield Case("vault broken: step 7 begins", point="step 7 begins", action="break-vault", first=(2,))
    yield Case("ledger broken: before the intent", point="before the intent", action="break-ledger", first=(1, 2))
    yield Case("crash with secrets: step 3", point="step 3 begins", action="crash", first=(1,))
    yield Case("crash with secrets: password typed", point="password typed", action="crash", first=(1,))
    yield Case("crash with secrets: before the result", point="before the result", action="crash", first=(1,))
    yield Case("Ctrl-C: step 4", point="step 4 begins", action="interrupt", first=(130,))
    yield Case("DEBUG=pw:api", settings={"DEBUG": "pw:api"})
    yield Case("DEBUG=pw:*, save-refused", settings={"DEBUG": "pw:*"}, faults=("save-refused",), first=(1,))


def _lost(policy: Policy) -> str:
    """What a secret that only one process knew becomes when that process dies."""
    return KEPT if policy == "shown-again" else NAMED
