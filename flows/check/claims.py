"""Every claim of the article, in its order; some stand in its sentences, some on its pictures."""

from __future__ import annotations

from automation.screens.settings_panel import ENTRIES as PANEL
from automation.screens.user_menu import ENTRIES as MENU
from flows.check.findings import Claim

MENU_SCREEN, SETTINGS_SCREEN, API_SCREEN, LIST_SCREEN, FORM_SCREEN = (
    "user-menu",
    "settings",
    "api-connections",
    "oauth-consumers",
    "consumer-form",
)
SCREENS = (MENU_SCREEN, SETTINGS_SCREEN, API_SCREEN, LIST_SCREEN, FORM_SCREEN)


def _slug(key: str) -> str:
    return key.replace("_", "-")


def _menu() -> tuple[Claim, ...]:
    return (
        Claim("user-menu-place", 1, "The menu is at the top right", screen=MENU_SCREEN),
        *(
            Claim(f"menu-{_slug(entry)}", 2, f"The menu has “{name}”", f"user_menu.{entry}", screen=MENU_SCREEN)
            for entry, name in zip(
                MENU,
                ("Settings", "What's new", "Language", "Dark mode", "Help", "Change company", "Log out"),
                strict=True,
            )
        ),
    )


def _settings() -> tuple[Claim, ...]:
    return (
        Claim("settings-title", 2, "The menu leads to the page “Settings”", "settings.title", screen=SETTINGS_SCREEN),
        Claim("side-panel-place", 3, "The side panel is at the left", screen=SETTINGS_SCREEN),
        *(
            Claim(
                f"panel-{_slug(entry)}",
                3,
                f"The side panel has “{entry.replace('_', ' ').capitalize().replace('Api c', 'API C')}”",
                f"settings.{entry}",
                needs="side-panel-place",
                screen=SETTINGS_SCREEN,
            )
            for entry in PANEL
        ),
    )


_API = (
    Claim("api-connection-entry", 3, "“API Connection” is the part that opens", "api_connections.api_connection"),
    Claim("api-connection-keys", 3, "It shows the connection keys", "api_connections.connection_keys"),
    Claim("api-deprecated-notice", 3, "It calls that method deprecated", "api_connections.deprecated_notice"),
    Claim("api-key-label", 3, "It shows the API key", "api_connections.api_key"),
    Claim("api-view-secret", 3, "It offers to view the API secret", "api_connections.view_api_secret"),
    Claim("api-super-admin-notice", 3, "It says who may see it", "api_connections.super_admin_notice"),
    Claim("oauth-consumers-entry", 4, "“OAuth Consumers” is {entry}", "api_connections.oauth_consumers"),
)

_LIST = (
    Claim("add-place", 5, "The + is {add}"),
    Claim("list-footer", 5, "Below the list it says how many are shown", "oauth_consumers.footer"),
)

_FORM = (
    Claim("form-title", 6, "The form is called “New OAuth Client”", "consumer_form.title"),
    Claim("form-side-panel", 6, "The side panel stays beside the form"),
    Claim("field-a", 6, "A: authorization type", "consumer_form.authorization_type"),
    Claim("field-a-type", 6, "A is a dropdown", needs="field-a"),
    Claim("field-a-choice", 6, "A offers “Client credentials”", "consumer_form.client_credentials", "field-a-type"),
    Claim("field-b", 6, "B: name", "consumer_form.name"),
    Claim("field-b-type", 6, "B is a text field of one line", needs="field-b"),
    Claim("field-b-placeholder", 6, "B says what to enter", "consumer_form.name_placeholder", "field-b"),
    Claim("field-c", 6, "C: description", "consumer_form.description"),
    Claim("field-c-type", 6, "C is a text field", needs="field-c"),
    Claim("field-c-placeholder", 6, "C says what to enter", "consumer_form.description_placeholder", "field-c"),
    Claim("field-d", 6, "D: permission group", "consumer_form.permission_group"),
    Claim("field-d-type", 6, "D is a dropdown", needs="field-d"),
    Claim("field-d-choices", 6, "D offers permission groups", needs="field-d-type"),
    Claim("field-order", 6, "The fields come in the order A, B, C, D"),
    Claim("field-no-other", 6, "There is nothing else to fill in"),
    Claim("field-hub", 6, "Below is the Hub checkbox", "consumer_form.hub"),
    Claim("credentials", 6, "Below is the section “Credentials”", "consumer_form.credentials"),
    Claim("creation-date", 6, "It has the creation date", "consumer_form.creation_date", "credentials"),
    Claim("key", 6, "It has the key", "consumer_form.key", "credentials"),
    Claim("key-copy", 6, "The key has a copy icon", needs="key"),
    Claim("secret", 6, "It has the secret", "consumer_form.secret", "credentials"),
    Claim("secret-copy", 6, "The secret has a copy icon", needs="secret"),
    Claim("credentials-empty", 6, "No key and no secret is shown before Save"),
    Claim("save", 7, "Save is on the form", "consumer_form.save"),
    Claim("save-place", 7, "Save is {save}", needs="save"),
)


def _on(screen: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(Claim(each.id, each.step, each.text, each.key, each.needs, screen) for each in claims)


CLAIMS: tuple[Claim, ...] = (
    *_menu(),
    *_settings(),
    *_on(API_SCREEN, _API),
    *_on(LIST_SCREEN, _LIST),
    *_on(FORM_SCREEN, _FORM),
)
BY_ID = {claim.id: claim for claim in CLAIMS}
