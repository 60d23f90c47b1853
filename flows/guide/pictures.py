"""The article's seven pictures: how each screen is reached, what is framed, what is covered.

Like the article's own, a picture shows the screen with the control that is to be clicked; the menu of step 1 and the
page of step 3 are open already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from automation.screens import ApiConnections, ConsumerForm, OAuthConsumers, SettingsPanel, TopBar, UserMenu
from flows.guide.targets import Mark, control, credentials, form_field, hasty, user_menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ElementHandle

    from flows.guide.stage import Stage


@dataclass(frozen=True)
class Picture:
    """One picture of the article.

    Args:
        number: Its step.
        name: Its file's name after the number.
        arrive: Goes on from the picture before; what it raises ends this language and theme.
        marks: What is framed.
        covers: Label keys of the values that are covered; each must be on the screen.
        crop: Returns what the picture is cropped to; all of the window if None.
    """

    number: int
    name: str
    arrive: Callable[[Stage], None]
    marks: tuple[Mark, ...]
    covers: tuple[str, ...] = ()
    crop: Callable[[Stage], list[ElementHandle]] | None = None

    @property
    def slug(self) -> str:
        """Number and name, "06-fields"."""
        return f"{self.number:02d}-{self.name}"


def _open_the_menu(stage: Stage) -> None:
    stage.trigger()  # found now: an open menu hides it from those who look for names
    TopBar(stage.app).open_user_menu()


def _stay(stage: Stage) -> None:
    """The screen is there already."""


def _open_api_connections(stage: Stage) -> None:
    UserMenu(stage.app).go_to_settings().go_to_api_connections()


def _open_oauth_consumers(stage: Stage) -> None:
    ApiConnections(stage.app).go_to_oauth_consumers()


def _open_the_form(stage: Stage) -> None:
    """Fill as the article's picture has it: A and D chosen, B and C empty, so that one sees what they ask for."""
    form = OAuthConsumers(stage.app).go_to_new()
    form.choose_grant(stage.request.grant_type)
    form.choose_group(stage.request.permission_group)


def _type_the_rest(stage: Stage) -> None:
    form = ConsumerForm(hasty(stage))
    form.name.find().fill(stage.request.name)
    if form.description.shown:
        form.description.find().fill(stage.request.description)


_API_KEY = ("api_connections.api_key",)
_KEY_AND_SECRET = ("consumer_form.key", "consumer_form.secret")

PICTURES = (
    Picture(
        1,
        "user-menu",
        _open_the_menu,
        (Mark("top_bar.user_menu", lambda stage: [stage.trigger()], behind=True),),
    ),
    Picture(
        2,
        "settings",
        _stay,
        (control("user_menu.settings", lambda app: UserMenu(app).settings),),
        crop=user_menu,
    ),
    Picture(
        3,
        "api-connections",
        _open_api_connections,
        (control("settings.api_connections", lambda app: SettingsPanel(app).api_connections),),
        covers=_API_KEY,
    ),
    Picture(
        4,
        "oauth-consumers",
        _stay,
        (control("api_connections.oauth_consumers", lambda app: ApiConnections(app).oauth_consumers),),
        covers=_API_KEY,
    ),
    Picture(
        5,
        "add",
        _open_oauth_consumers,
        (control("oauth_consumers.add", lambda app: OAuthConsumers(app).add, arrow=True),),
    ),
    Picture(
        6,
        "fields",
        _open_the_form,
        (
            form_field("A", "consumer_form.authorization_type", lambda form: form.authorization_type),
            form_field("B", "consumer_form.name", lambda form: form.name),
            form_field("C", "consumer_form.description", lambda form: form.description),
            form_field("D", "consumer_form.permission_group", lambda form: form.permission_group),
        ),
        covers=_KEY_AND_SECRET,
    ),
    Picture(
        7,
        "save",
        _type_the_rest,
        (
            control("consumer_form.save", lambda app: ConsumerForm(app).save),
            Mark("consumer_form.credentials", credentials, is_field=True),
        ),
        covers=_KEY_AND_SECRET,
    ),
)
