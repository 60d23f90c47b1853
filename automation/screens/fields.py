"""The field with this label: by accessible name, else by its wrapper, else the nearest below or beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from automation.screens.finding import Control, engine

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

Kind = Literal["text", "dropdown", "checkbox"]


def field(app: App, key: str, kind: Kind, *, position: int | None = None, hook: str = "") -> Control:
    """Return the form field with a documented label.

    Args:
        app: Page, names and patience.
        key: The field's entry in the label catalogue.
        kind: What a person does with it.
        position: Its place among the form's fields of that kind, from 0 in reading order, where the article fixes it.
        hook: CSS of a stable hook.
    """
    ways: list[tuple[Literal["name", "hook", "position"], Locator]] = [("name", labelled(app, key, kind))]
    if hook:
        ways.append(("hook", app.page.locator(hook)))
    if position is not None:
        ways.append(("position", engine(app.page, "nth-field", kind=kind, index=position)))
    return Control(app, key, tuple(ways))


def labelled(app: App, key: str, kind: Kind) -> Locator:
    """Return the fields of a kind that carry one of a label's names."""
    return engine(app.page, "field", names=[app.labels.pattern(key).pattern], kinds=[kind])


def fill(control: Control, text: str) -> str:
    """Put a text into a field unless it is there already.

    Returns:
        What the field shows afterwards: a form may limit or change what is typed.
    """
    locator = control.find()
    if locator.input_value() == text:
        return text
    locator.fill(text)
    return locator.input_value()
