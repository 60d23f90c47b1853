from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from automation.redaction import Secret
from automation.screens.finding import Control, by_role, engine, union

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

_VALUES = """elements => elements.map(
  element => ('value' in element && !element.matches('button, li') ? element.value : element.textContent).trim())"""


@dataclass(frozen=True)
class Shown:
    """What the section Credentials shows.

    Args:
        key: "Clave".
        secret: "Secreto"; None where it is empty or dots.
        created_at: "Fecha de creación", or "" where it is not shown.
    """

    key: str
    secret: Secret | None = field(repr=False)
    created_at: str = ""


@dataclass(frozen=True)
class Credentials:
    """The section Credentials of the form, or the dialog that shows the same after Save (article step 7)."""

    app: App

    @property
    def key(self) -> Locator:
        """The key, once it has a value."""
        return self._value("key")

    @property
    def secret(self) -> Locator:
        """The secret, once it has a value; dots in its place are not one."""
        return self._value("secret")

    @property
    def created_at(self) -> Locator:
        """The creation date, once it has a value."""
        return self._value("creation_date")

    @property
    def label(self) -> Locator:
        """The field of the key, with or without a value, or its value where it is plain text."""
        field = engine(self.app.page, "field", names=[self._names("key")])
        return union(field, self._value("key")).filter(visible=True)

    @property
    def close(self) -> Control:
        """What closes the dialog, where the credentials are shown in one."""
        page = self.app.page
        dialog = page.get_by_role("dialog").filter(has=self.label)
        close = self.app.labels.pattern("dialog.close")
        accept = self.app.labels.pattern("dialog.accept")
        return Control(
            self.app,
            "dialog.close",
            (("name", by_role(dialog, ["button"], accept)), ("text", by_role(dialog, ["button"], close))),
        )

    def leave(self) -> None:
        """Leave the dialog that shows the credentials, if they are shown in one."""
        dialog = self.app.page.get_by_role("dialog").filter(has=self.label).filter(visible=True)
        if not dialog.count():
            return
        if self.close.shown:
            self.close.click()
        else:
            # Its button has no name that is known; every dialog of the app closes this way too.
            self.app.page.keyboard.press("Escape")

    def read(self) -> Shown | None:
        """Read what is shown now, at once: a secret may be shown only this time.

        Returns:
            None while there is no key.
        """
        # The secret first, and without waiting: the screen may go away at any moment.
        secret, key, created = (_text(each) for each in (self.secret, self.key, self.created_at))
        return Shown(key, Secret(secret) if secret else None, created) if key else None

    def _value(self, name: str) -> Locator:
        return engine(self.app.page, "value", names=[self._names(name)]).filter(visible=True)

    def _names(self, name: str) -> str:
        return self.app.labels.pattern(f"consumer_form.{name}").pattern


def _text(place: Locator) -> str:
    values: list[str] = place.evaluate_all(_VALUES)
    return values[0] if len(values) == 1 else ""
