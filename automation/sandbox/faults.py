"""Faults a tenant can be told to show, written `name[@where][xN]`: each happens N times, once unless told."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from automation.sandbox.switches import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# In the order a run meets them; a fault set for a step also hits at a later one when the step made no request.
STEPS = ("menu", "settings", "api-connections", "list", "form", "save", "after-save")

SAVE_FAULTS = ("save-refused", "save-error", "save-no-answer", "save-slow", "save-drop")

# What stands after "@": nothing, a figure and its unit, or a step.
_WHERE = {
    "save-refused": "",
    "save-error": "",
    "save-no-answer": "",
    "save-slow": "milliseconds",
    "save-drop": "",
    "list-lag": "seconds",
    "session-drop": "step",
    "server-error": "step",
    "groups-fail": "",
    "secret-dots": "",
}
_EXAMPLES = {"milliseconds": "1500", "seconds": "3", "step": "list"}
_FORM = re.compile(r"(?P<name>[a-z-]+)(?:@(?P<where>[a-z-]+|[0-9]+(?:\.[0-9]+)?))?(?:x(?P<times>[0-9]+))?")


@dataclass(frozen=True)
class Fault:
    """One fault, told apart and checked.

    Args:
        name: One of the known faults.
        where: The step, or "" for a fault that has none.
        figure: Milliseconds of save-slow, seconds of list-lag, else 0.
        times: How often it happens; 0 means for as long as it is set (list-lag).
    """

    name: str
    where: str = ""
    figure: float = 0.0
    times: int = 1

    def __str__(self) -> str:
        where = self.where or (f"{self.figure:g}" if self.figure else "")
        return self.name + (f"@{where}" if where else "") + (f"x{self.times}" if self.times > 1 else "")


def parse_fault(text: str) -> Fault:
    """Read one fault, "save-slow@1500x2".

    Raises:
        ValueError: An unknown name or step, a missing or superfluous part; the message says what is known.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"a fault is written name[@where][xN], not {text!r}; known: {', '.join(_WHERE)}")
    name, where, times = match["name"], match["where"] or "", match["times"]
    if name not in _WHERE:
        raise unknown("fault", name, _WHERE)
    kind = _WHERE[name]
    if times is not None and (int(times) < 1 or name == "list-lag"):
        raise ValueError(f"fault {text!r}: xN is a number of at least 1, and list-lag, which holds on, takes none")
    count = 0 if name == "list-lag" else int(times or 1)
    if bool(where) != bool(kind):
        example = f"{name}@{_EXAMPLES[kind]}" if kind else name
        raise ValueError(f"fault {text!r}: write it {example}{f' (@{kind})' if kind else ''}")
    if kind == "step":
        if where not in STEPS:
            raise unknown(f"step of fault {name}:", where, STEPS)
        return Fault(name, where=where, times=count)
    if kind and not where[0].isdigit():
        raise ValueError(f"fault {text!r}: {name} needs a number of {kind} after '@'")
    return Fault(name, figure=float(where or 0), times=count)


class Faults:
    """The faults still to happen; taking one uses it up. May be used from several threads.

    Args:
        faults: In the order they are to happen.
    """

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._lock = threading.Lock()
        self._left: list[Fault] = []
        self.set(faults)

    def set(self, faults: Iterable[Fault]) -> None:
        """Replace what is left."""
        with self._lock:
            self._left = list(faults)

    def take(self, *names: str, when: Callable[[Fault], bool] = lambda _fault: True) -> Fault | None:
        """Use up the first fault with one of these names, or say there is none."""
        with self._lock:
            for index, fault in enumerate(self._left):
                if fault.name in names and when(fault):
                    if fault.times == 1:
                        del self._left[index]
                    elif fault.times:
                        self._left[index] = replace(fault, times=fault.times - 1)
                    return fault
        return None

    def take_at(self, name: str, step: str) -> Fault | None:
        """Use up the first fault of this name set for this step or for an earlier one."""
        reached = STEPS.index(step)
        return self.take(name, when=lambda fault: STEPS.index(fault.where) <= reached)

    def left(self) -> list[str]:
        """Say which faults have not happened yet, in the form they are written."""
        with self._lock:
            return [str(fault) for fault in self._left]
