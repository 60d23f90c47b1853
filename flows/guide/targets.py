"""How a picture finds what it frames and what it covers: like the flow, but with little patience.

A picture is taken of a screen at rest: what is not there now is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from automation.screens import ConsumerForm, UserMenu
from automation.screens.finding import Control, engine, union
from automation.screens.sight import look
from automation.screens.user_menu import ENTRIES
from flows.check.layouts import layout_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ElementHandle, Locator

    from automation.screens import App
    from flows.guide.stage import Stage

# Seconds a control may take once the screen is at rest.
PATIENCE = 2.0


@dataclass(frozen=True)
class Mark:
    """A control that is framed.

    Args:
        key: Its label key.
        find: Returns its elements; several are framed together.
        letter: Its letter, "" for none.
        is_field: Whether the frame goes round the field with its label.
        arrow: Whether an arrow points to it.
        behind: Whether an open menu may lie over it.
    """

    key: str
    find: Callable[[Stage], list[ElementHandle]]
    letter: str = ""
    is_field: bool = False
    arrow: bool = False
    behind: bool = False


def control(key: str, get: Callable[[App], Control], *, arrow: bool = False) -> Mark:
    """Frame one control of a screen.

    Args:
        key: Its label key.
        get: Gets it from its screen.
        arrow: Whether an arrow points to it.
    """
    return Mark(key, lambda stage: [get(hasty(stage)).find().element_handle()], arrow=arrow)


def form_field(letter: str, key: str, get: Callable[[ConsumerForm], Control]) -> Mark:
    """Frame a field of the form with its label, and give it a letter."""
    return Mark(
        key, lambda stage: [get(ConsumerForm(hasty(stage))).find().element_handle()], letter=letter, is_field=True
    )


def hasty(stage: Stage) -> App:
    """Return the app for looking at what must be there already."""
    return replace(stage.app, timeout=min(PATIENCE, stage.app.timeout))


def value_of(stage: Stage, key: str) -> list[ElementHandle]:
    """Return every element that shows a value or is the field for it.

    Raises:
        ControlNotFound: There is neither, nor the label of one that is still empty.
    """
    found = _by_label(stage, key).filter(visible=True).element_handles()
    if not found:
        _with_label(stage, key).find()
    return found


def user_menu(stage: Stage) -> list[ElementHandle]:
    """Return the open menu at the top right and what opened it."""
    entries = [UserMenu(hasty(stage)).entry(name) for name in ENTRIES]
    return [stage.trigger(), *(entry.find().element_handle() for entry in entries if entry.shown)]


def credentials(stage: Stage) -> list[ElementHandle]:
    """Return the section Credentials: its heading, the key, the secret."""
    key = "consumer_form.credentials"
    text = stage.page.get_by_text(stage.app.labels.pattern(key))
    heading = Control(hasty(stage), key, (("text", text),)).find()
    below = [_with_label(stage, f"consumer_form.{name}").find() for name in ("key", "secret")]
    return [one.element_handle() for one in (heading, *below)]


def not_yet_there(stage: Stage) -> frozenset[str]:
    """Return label keys of what this layout shows only once a consumer is saved, which no picture waits for.

    The announced redesign shows key and secret in a dialog after Save. Where a section Credentials is on the form all
    the same, everything in it is expected.
    """
    keys = frozenset(f"consumer_form.{claim}" for claim in layout_of(look(stage.page)).absent)
    heading = stage.page.get_by_text(stage.app.labels.pattern("consumer_form.credentials"))
    return frozenset() if keys and heading.filter(visible=True).count() else keys


def _by_label(stage: Stage, key: str) -> Locator:
    names = [stage.app.labels.pattern(key).pattern]
    return union(engine(stage.page, "field", names=names), engine(stage.page, "value", names=names))


def _with_label(stage: Stage, key: str) -> Control:
    text = stage.page.get_by_text(stage.app.labels.pattern(key))
    return Control(hasty(stage), key, (("name", _by_label(stage, key)), ("text", text)))
