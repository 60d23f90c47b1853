"""However controls are shuffled and named, no step ever touches a neighbour that does harm."""

from __future__ import annotations

import contextlib
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Page

from automation.errors import AmbiguousControl, FlowsError
from automation.labels import LANGUAGES, Catalogue, Labels
from automation.screens import ApiConnections, App, ConsumerForm, OAuthConsumers, TopBar, UserMenu
from automation.screens.guard import HARMFUL

CATALOGUE = Catalogue.load(None)
HARM = sorted({name for key in HARMFUL for name in Labels(CATALOGUE).names(key)})
OTHERS = [
    "",
    "Exportar",
    "Filtrar",
    "Power BI",
    "+",
    "Novedades",
    "Help",
    "Agregar",
    "Save",
    "Guardar",
    "Configuración",
]

button = some.fixed_dictionaries(
    {
        "name": some.one_of(some.sampled_from(HARM), some.sampled_from(OTHERS)),
        "role": some.sampled_from(["button", "menuitem", "tab"]),
        "icon": some.booleans(),
        "aria": some.booleans(),
        "left": some.integers(0, 1300),
        "top": some.integers(0, 700),
    }
)
STEPS = ["user_menu", "settings", "api_connections", "oauth_consumers", "add", "save", "back", "confirm"]


def page_of(buttons: list[dict[str, object]], hooks: bool) -> str:
    drawn = []
    for number, each in enumerate(buttons):
        name = escape(str(each["name"]), quote=True)
        label = f'aria-label="{name}"' if each["aria"] else ""
        text = "" if each["aria"] else name
        icon = "<svg width=16 height=16></svg>" if each["icon"] or not text else ""
        # A hook of a harmless control on a harmful one: even that must not lead there.
        hook = 'class="qa-add-btn qa-btn-save-details qa-action-yes"' if hooks and number == 0 else ""
        drawn.append(
            f'<button {hook} role="{each["role"]}" {label} style="position:absolute;left:{each["left"]}px;top:{each["top"]}px" '
            f"onclick=\"window.touched.push(this.getAttribute('aria-label') || this.textContent)\">{icon}{text}</button>"
        )
    return f"<body><script>window.touched = []</script><main><form onsubmit='return false'>{''.join(drawn)}</form></main></body>"


def act(app: App, step: str) -> None:
    with contextlib.suppress(FlowsError):
        match step:
            case "user_menu":
                TopBar(app).user_menu.click()
            case "settings":
                UserMenu(app).settings.click()
            case "api_connections":
                ApiConnections(app).api_connection.click()
            case "oauth_consumers":
                ApiConnections(app).oauth_consumers.click()
            case "add":
                OAuthConsumers(app).add.click()
            case "save":
                ConsumerForm(app).save.click()
            case "back":
                ConsumerForm(app).back.click()
            case "confirm":
                ConsumerForm(app).confirmation.click()


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    buttons=some.lists(button, min_size=1, max_size=9),
    step=some.sampled_from(STEPS),
    language=some.sampled_from(["auto", *LANGUAGES]),
    hooks=some.booleans(),
)
def test_no_step_touches_a_harmful_neighbour(
    finder: None, page: Page, buttons: list[dict[str, object]], step: str, language: str, hooks: bool
) -> None:
    page.set_content(page_of(buttons, hooks))
    act(App(page, Labels(CATALOGUE, language), timeout=0.3), step)
    touched = page.evaluate("() => window.touched")
    assert not set(touched) & set(HARM), f"{step} touched {touched}"
    assert len(touched) <= 1


def test_a_hook_on_a_harmful_control_is_refused_by_name(finder: None, page: Page) -> None:
    name = Labels(CATALOGUE, "es").name("api_connections.regenerate_api_secret")
    harmful = {"name": name, "role": "button", "icon": True, "aria": True, "left": 900, "top": 600}
    page.set_content(page_of([harmful], hooks=True))
    with pytest.raises(AmbiguousControl, match="It was not clicked"):
        OAuthConsumers(App(page, Labels(CATALOGUE), timeout=1)).add.click()
    assert page.evaluate("() => window.touched") == []


def test_the_same_page_lets_the_right_control_be_clicked(finder: None, page: Page) -> None:
    right = {"name": "Agregar", "role": "button", "icon": True, "aria": True, "left": 1200, "top": 650}
    harmful = {"name": HARM[0], "role": "button", "icon": True, "aria": True, "left": 1250, "top": 690}
    page.set_content(page_of([harmful, right], hooks=False))
    OAuthConsumers(App(page, Labels(CATALOGUE), timeout=2)).add.click()
    assert page.evaluate("() => window.touched") == ["Agregar"]
