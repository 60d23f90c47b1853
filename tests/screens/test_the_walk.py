"""Each screen leads to the next one, as the article says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from automation.errors import (
    AddOnMissing,
    AmbiguousControl,
    BadInput,
    ControlNotFound,
    NotSuperAdministrator,
    PermissionGroupNotFound,
    SessionExpired,
    TechnicalFailure,
    WrongOrigin,
)
from automation.redaction import Secret
from automation.sandbox import Sandbox, SandboxOptions
from automation.screens import App, ConsumerForm, ConsumerRequest, OAuthConsumers, SettingsPanel, SignIn, TopBar
from automation.screens.user_menu import ENTRIES as MENU

Enter = Callable[[Sandbox], TopBar]


def test_the_user_menu_has_its_seven_entries_and_settles_the_language(app: App, enter: Enter, tenant: Sandbox) -> None:
    assert app.labels.language is None
    menu = enter(tenant).open_user_menu()
    assert app.labels.language == "es"
    assert [app.labels.canonical(text, among=[f"user_menu.{name}" for name in MENU]) for text in menu.texts()] == [
        f"user_menu.{name}" for name in MENU
    ]


def test_settings_shows_twelve_sections_and_the_company(enter: Enter, tenant: Sandbox) -> None:
    settings = enter(tenant).open_user_menu().go_to_settings()
    from automation.screens.settings_panel import ENTRIES

    assert [name for name in ENTRIES if settings.entry(name).shown] == list(ENTRIES)
    assert settings.company() == "FRACTTAL - Activación"
    assert settings.shows_company("fracttal - activacion")
    assert not settings.shows_company("Otra")


def test_the_list_shows_what_the_tenant_has(consumers: OAuthConsumers, tenant: Sandbox) -> None:
    names = [consumer.name for consumer in tenant.state.consumers]
    assert len(names) == 3
    assert sorted(row.name for row in consumers.rows.everything()) == sorted(names)
    assert consumers.rows.total() == 3


def test_a_consumer_is_found_whatever_its_case_accents_and_spaces(consumers: OAuthConsumers, tenant: Sandbox) -> None:
    name = next(iter(tenant.state.consumers)).name
    assert [row.name for row in consumers.rows.find(f"  {name.upper()} ")] == [name]
    assert consumers.rows.find(f"{name} x") == ()


def test_an_opened_consumer_shows_key_and_secret(consumers: OAuthConsumers, tenant: Sandbox) -> None:
    consumer = next(iter(tenant.state.consumers))
    form = consumers.open(consumer.name)
    expect(form.credentials.secret).to_be_visible()
    shown = form.credentials.read()
    assert shown is not None
    assert shown.key == consumer.key
    assert shown.secret == Secret(consumer.secret)
    assert consumer.secret not in repr(shown)


def test_the_form_is_filled_in_the_article_s_order_and_keeps_every_value(consumers: OAuthConsumers) -> None:
    form = consumers.go_to_new()
    assert not form.save.find().is_enabled()
    form.fill(ConsumerRequest("Puente ERP", "reportes", "Órdenes"))
    assert form.name.find().input_value() == "Puente ERP"
    assert form.description.find().input_value() == "Órdenes"
    assert form.permission_group.find().inner_text() == "Reportes"
    assert form.authorization_type.find().inner_text() == "Credenciales de cliente"
    assert form.save.find().is_enabled()


def test_authorization_code_asks_for_a_callback_url(consumers: OAuthConsumers) -> None:
    form = consumers.go_to_new()
    assert not form.callback_url.shown
    form.fill(
        ConsumerRequest(
            "Portal",
            "Reportes",
            grant_type="authorization_code",
            callback_url="https://example.com/back",
            hub=True,
        )
    )
    assert form.callback_url.find().input_value() == "https://example.com/back"
    assert form.hub.find().is_checked()


def test_an_unknown_group_lists_the_nearest_and_how_many_there_are(consumers: OAuthConsumers) -> None:
    form = consumers.go_to_new()
    with pytest.raises(PermissionGroupNotFound, match=r"It has 40; the nearest are .*“Reportes”") as caught:
        form.fill(ConsumerRequest("X", "Reprotes"))
    assert "Create the group in Fracttal first" in str(caught.value)


def test_the_hub_checkbox_is_an_add_on(app: App, enter: Enter) -> None:
    app.timeout = 2
    with Sandbox(SandboxOptions(hub=False)) as tenant:
        settings = enter(tenant).open_user_menu().go_to_settings()
        form = settings.go_to_api_connections().go_to_oauth_consumers().go_to_new()
        with pytest.raises(AddOnMissing, match="Hub checkbox"):
            form.fill(ConsumerRequest("X", "Reportes", hub=True))


def test_without_the_add_on_the_panel_says_what_it_has(app: App, enter: Enter) -> None:
    app.timeout = 2
    with Sandbox(SandboxOptions(add_on=False)) as tenant:
        settings = enter(tenant).open_user_menu().go_to_settings()
        with pytest.raises(AddOnMissing, match="no entry “Conexiones API”; it has General, Cuentas de Usuarios"):
            settings.go_to_api_connections()


def test_another_role_learns_that_it_takes_the_super_administrator(app: App, enter: Enter) -> None:
    app.timeout = 3
    with Sandbox(SandboxOptions(super_admin=False)) as tenant:
        api = enter(tenant).open_user_menu().go_to_settings().go_to_api_connections()
        with pytest.raises(NotSuperAdministrator, match="Súper Administrador"):
            api.go_to_oauth_consumers()


def test_no_password_is_typed_into_a_page_of_another_origin(app: App, tenant: Sandbox) -> None:
    form = SignIn(app)
    form.open(tenant.base_url, 30)
    with pytest.raises(WrongOrigin, match="The password was not typed"):
        form.sign_in(tenant.email, Secret(tenant.password), origin="https://one.fracttal.com")
    assert form.password.find().input_value() == ""


def test_an_ended_session_is_noticed_at_the_step_it_hits(app: App, enter: Enter) -> None:
    with Sandbox() as tenant:
        settings = enter(tenant).open_user_menu().go_to_settings()
        app.page.context.clear_cookies()
        with pytest.raises(SessionExpired):
            settings.go_to_api_connections().go_to_oauth_consumers()


def test_a_missing_control_fails_in_time_and_says_what_is_there(app: App, enter: Enter, tenant: Sandbox) -> None:
    enter(tenant)
    app.timeout = 1
    with pytest.raises(ControlNotFound) as caught:
        ConsumerForm(app).save.find()
    message = str(caught.value)
    assert "consumer_form.save under the names" in message
    assert "“Guardar”" in message
    assert "the screen offers" in message
    assert "“Menú principal”" in message
    assert "FRACTTAL_LABELS" in message


def test_two_controls_of_one_name_are_an_error_that_lists_both(app: App, enter: Enter, tenant: Sandbox) -> None:
    menu = enter(tenant).open_user_menu()
    app.page.evaluate(
        """() => {
          const entry = document.querySelector('[role=menuitem]')
          entry.after(entry.cloneNode(true))
        }"""
    )
    with pytest.raises(
        AmbiguousControl, match=r"Several controls could be user_menu.settings .*Configuración.*;.*Confi"
    ):
        menu.go_to_settings()
    assert "/config" not in app.page.url


def test_a_field_that_cuts_a_name_short_is_noticed_before_save(consumers: OAuthConsumers) -> None:
    form = consumers.go_to_new()
    form.name.find().evaluate("input => input.maxLength = 5")
    with pytest.raises(BadInput, match="kept 5 of 14 characters"):
        form.fill(ConsumerRequest("Puente muy lar", "Reportes"))


@pytest.mark.parametrize("entry", ["general", "security", "guest_portal"])
def test_each_section_of_settings_opens_a_titled_page(app: App, enter: Enter, tenant: Sandbox, entry: str) -> None:
    settings: SettingsPanel = enter(tenant).open_user_menu().go_to_settings()
    settings.entry(entry).click()
    title = app.page.get_by_role("heading", name=app.labels.pattern(f"settings.{entry}"))
    expect(title).to_be_visible()


def test_a_list_that_seems_empty_while_it_loads_is_not_believed(app: App, enter: Enter) -> None:
    with Sandbox(SandboxOptions(latency_ms=400)) as tenant:
        consumers = enter(tenant).open_user_menu().go_to_settings().go_to_api_connections().go_to_oauth_consumers()
        name = next(iter(tenant.state.consumers)).name
        assert [row.name for row in consumers.rows.find(name)] == [name]


def test_a_session_that_ends_while_the_tab_changes_is_not_taken_for_the_wrong_role(app: App) -> None:
    notice = "Solo el Súper Administrador puede acceder al API Secret"
    app.page.set_content(
        f"<p>{notice}</p><script>setTimeout(() => {{ document.body.innerHTML = '<input type=password>' }}, 400)</script>"
    )
    with pytest.raises(SessionExpired, match="sign in again while OAuth Consumers was opened"):
        OAuthConsumers(app).wait()


def test_a_tenant_without_consumers_has_an_empty_list(app: App, enter: Enter) -> None:
    with Sandbox(SandboxOptions(consumers=0)) as tenant:
        consumers = enter(tenant).open_user_menu().go_to_settings().go_to_api_connections().go_to_oauth_consumers()
        assert consumers.rows.everything() == ()
        assert consumers.rows.find("ERP bridge") == ()


def test_a_list_that_does_not_show_what_it_counts_is_an_error(app: App, consumers: OAuthConsumers) -> None:
    consumers.rows.settled()
    app.timeout = 2
    app.page.add_style_tag(content=".MuiTableBody-root, tbody { display: none !important }")
    with pytest.raises(TechnicalFailure, match="says it has 3 and showed 0"):
        consumers.rows.find("Power BI")


def test_a_long_list_is_searched_and_found_in_any_spelling(app: App, enter: Enter) -> None:
    with Sandbox(SandboxOptions(consumers=600)) as tenant:
        consumers = enter(tenant).open_user_menu().go_to_settings().go_to_api_connections().go_to_oauth_consumers()
        name = list(tenant.state.consumers)[-1].name
        assert name in [row.name for row in consumers.rows.find(name.upper())]
        assert consumers.rows.find("No such consumer") == ()


def test_a_list_of_some_pages_is_read_to_its_end(app: App, enter: Enter) -> None:
    with Sandbox(SandboxOptions(consumers=130)) as tenant:
        consumers = enter(tenant).open_user_menu().go_to_settings().go_to_api_connections().go_to_oauth_consumers()
        assert len(consumers.rows.everything()) == 130


def test_a_speed_dial_that_folds_before_its_action_is_clicked_is_opened_again(app: App, enter: Enter) -> None:
    with Sandbox(SandboxOptions(appearance={"add": "speed-dial"})) as tenant:
        consumers = enter(tenant).open_user_menu().go_to_settings().go_to_api_connections().go_to_oauth_consumers()
        # As a survey does that takes the focus while the pointer is on its way to the action.
        app.page.evaluate(
            """() => document.addEventListener('pointermove', event => {
                const action = event.target.closest('[role=menuitem]')
                if (!action || window.folded) return
                window.folded = true
                action.style.visibility = 'hidden'
                setTimeout(() => { action.style.visibility = '' }, 500)
                action.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
            }, true)"""
        )
        form = consumers.go_to_new()
        assert form.name.shown
        assert app.page.evaluate("() => window.folded")
