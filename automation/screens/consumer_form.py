from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

from automation.errors import AddOnMissing, BadInput, ControlNotFound, NothingToChoose, PermissionGroupNotFound
from automation.screens.credentials import Credentials
from automation.screens.dropdown import Missing, by_name, choose
from automation.screens.fields import field, fill
from automation.screens.finding import Control, by_role, engine, union
from automation.screens.guard import avoided
from automation.screens.landmark import wait_for
from automation.screens.nearest import nearest

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from automation.screens.app import App

GrantType = Literal["client_credentials", "authorization_code"]


@dataclass(frozen=True)
class ConsumerRequest:
    """What the form is filled from (article step 6).

    Args:
        name: Field B.
        permission_group: Field D; the one that matters most, created beforehand.
        description: Field C.
        grant_type: Field A, as OAuth spells it.
        callback_url: Only for authorization code.
        hub: Whether "Activate Fracttal Hub (Middleware)" is to be ticked.
    """

    name: str
    permission_group: str
    description: str = ""
    grant_type: GrantType = "client_credentials"
    callback_url: str = ""
    hub: bool = False


@dataclass(frozen=True)
class ConsumerForm:
    """The form "New OAuth Client" (article steps 6 and 7)."""

    app: App

    @property
    def landmark(self) -> Locator:
        """The title, a field by its label, or the label of the key: no other screen of API Connections has them."""
        fields = (self.authorization_type, self.name, self.description, self.permission_group)
        return union(self.title, *(field.named for field in fields), self.credentials.label).filter(visible=True)

    @property
    def title(self) -> Locator:
        """The form's title."""
        return self.app.page.get_by_text(self.app.labels.pattern("consumer_form.title")).filter(visible=True)

    @property
    def authorization_type(self) -> Control:
        """Field A."""
        return field(self.app, "consumer_form.authorization_type", "dropdown", position=0)

    @property
    def name(self) -> Control:
        """Field B."""
        return field(self.app, "consumer_form.name", "text", position=0)

    @property
    def description(self) -> Control:
        """Field C."""
        return field(self.app, "consumer_form.description", "text", position=1)

    @property
    def permission_group(self) -> Control:
        """Field D."""
        return field(self.app, "consumer_form.permission_group", "dropdown", position=1)

    @property
    def callback_url(self) -> Control:
        """The callback URL, shown for authorization code only."""
        return field(self.app, "consumer_form.callback_url", "text", position=2)

    @property
    def hub(self) -> Control:
        """The checkbox "Activate Fracttal Hub (Middleware)"; absent without that add-on."""
        return field(self.app, "consumer_form.hub", "checkbox", position=0)

    @property
    def save(self) -> Control:
        """Save, never "Save and create another"."""
        page = self.app.page
        return Control(
            self.app,
            "consumer_form.save",
            (
                ("name", by_role(page, ["button"], self.app.labels.pattern("consumer_form.save"))),
                ("hook", page.locator("button.qa-btn-save-details, button.qa-save-btn")),
                ("position", engine(page, "submit", avoid=avoided(self.app.labels, "consumer_form.save"))),
            ),
        )

    @property
    def back(self) -> Control:
        """The arrow that leads back to the list."""
        page = self.app.page
        return Control(
            self.app,
            "dialog.back",
            (
                ("name", by_role(page, ["button", "link"], self.app.labels.pattern("dialog.back"))),
                ("hook", page.locator("button.qa-btn-back-drawer, .qa-back-btn")),
            ),
        )

    @property
    def confirmation(self) -> Control:
        """The "yes" of a dialog that asks whether to go on ("¿Desea continuar?")."""
        page = self.app.page
        question = self.app.labels.pattern("dialog.question", whole=False)
        dialog = union(page.get_by_role("dialog"), page.get_by_role("alertdialog")).filter(has_text=question)
        return Control(
            self.app,
            "dialog.yes",
            (
                ("name", by_role(dialog, ["button"], self.app.labels.pattern("dialog.yes"))),
                ("hook", dialog.locator("button.qa-action-yes")),
            ),
        )

    @property
    def credentials(self) -> Credentials:
        """The section that shows key and secret after Save."""
        return Credentials(self.app)

    def wait(self) -> Self:
        """Wait until the form is open."""
        wait_for(self.app, self.landmark, "The consumer's form")
        return self

    def fill(self, request: ConsumerRequest) -> None:
        """Fill the fields in the order the article marks them, A to D (article step 6).

        Raises:
            PermissionGroupNotFound: Field D has no such choice; lists the nearest.
            BadInput: A field did not keep what was typed.
            AddOnMissing: The Hub checkbox was asked for and is not there.
        """
        self.choose_grant(request.grant_type)
        self._type(self.name, request.name)
        self._type(self.description, request.description)
        self.choose_group(request.permission_group)
        if request.callback_url:
            self._type(self.callback_url, request.callback_url)
        if request.hub:
            self._tick_hub()

    def choose_grant(self, grant: GrantType) -> None:
        """Choose in field A.

        Raises:
            ControlNotFound: It has no such choice; lists what it offers.
        """
        labels = self.app.labels
        key = f"consumer_form.{grant}"
        chosen = choose(self.authorization_type, lambda text: labels.knows(key, text), labels.name(key))
        if isinstance(chosen, Missing):
            raise ControlNotFound(
                f"Field A (authorization type) has no choice called {' or '.join(labels.names(key))}; it offers "
                f"{', '.join(chosen.seen) or 'nothing'}. Add the name to your own label file (FRACTTAL_LABELS)."
            )

    def choose_group(self, group: str) -> None:
        """Choose in field D.

        Raises:
            NothingToChoose: It opened empty.
            PermissionGroupNotFound: It has no such choice; lists the nearest.
        """
        chosen = choose(self.permission_group, by_name(group), group)
        if isinstance(chosen, Missing) and not chosen.seen:
            raise NothingToChoose(
                "Field D (permission group) opened without a single choice: the groups did not load, or the tenant has "
                "none. Try again; create a permission group in Fracttal if there is none."
            )
        if isinstance(chosen, Missing):
            raise PermissionGroupNotFound(
                f"The tenant has no permission group “{group}”. It has {len(chosen.seen)}"
                f"{nearest(group, chosen.seen)}. Create the group in Fracttal first, or name one that exists."
            )

    def _type(self, control: Control, text: str) -> None:
        kept = fill(control, text)
        if kept != text:
            raise BadInput(
                f"{control.key} kept {len(kept)} of {len(text)} characters. The form limits or changes what is typed; "
                "choose a text that it keeps."
            )

    def _tick_hub(self) -> None:
        try:
            checkbox = self.hub.find()
        except ControlNotFound as error:
            raise AddOnMissing(
                f"The form has no Hub checkbox; it is an add-on of the tenant. {error.message}"
            ) from None
        checkbox.check(timeout=self.app.timeout * 1000)
