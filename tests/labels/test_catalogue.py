from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from automation.errors import BadInput
from automation.labels import LANGUAGES, Catalogue
from automation.labels.labels import Labels
from automation.labels.patterns import placeholders
from automation.names import normalise

if TYPE_CHECKING:
    from pathlib import Path

AGREED = {
    "sign_in": "heading email password submit bad_credentials locked too_many_tries",
    "two_factor": "heading code submit wrong_code",
    "company_step": "heading submit",
    "top_bar": "user_menu",
    "user_menu": "settings whats_new language dark_mode help change_company log_out",
    "settings": (
        "title general user_accounts work_calendar modules financial auxiliary_catalogues document_management "
        "transaction_log security api_connections guest_portal account"
    ),
    "api_connections": (
        "api_connection oauth_consumers app_authorizations connection_keys deprecated_notice api_key "
        "view_api_secret regenerate_api_secret super_admin_notice"
    ),
    "oauth_consumers": "add search footer empty next_page column_name column_grant column_group delete",
    "consumer_form": (
        "title authorization_type client_credentials authorization_code name name_placeholder description "
        "description_placeholder permission_group callback_url hub credentials creation_date key secret copy_key "
        "copy_secret save save_and_create_another required"
    ),
    "dialog": "question yes no accept cancel close back search",
    "toast": "saved save_failed required",
}

# what an official page, mostly the article itself, says a control is called
DOCUMENTED = {
    ("es", "user_menu.settings"): "Configuración",
    ("es", "user_menu.log_out"): "Cerrar Sesión",
    ("es", "settings.api_connections"): "Conexiones API",
    ("es", "oauth_consumers.footer"): "Mostrando {shown} de {total}",
    ("es", "consumer_form.title"): "Nuevo(a) Cliente OAuth",
    ("es", "consumer_form.description_placeholder"): "ingrese una descripciones",
    ("es", "consumer_form.hub"): "Activar Fracttal Hub (Middleware)",
    ("es", "api_connections.super_admin_notice"): "Solo el Súper Administrador puede acceder al API Secret",
    ("en", "user_menu.settings"): "Settings",
    ("en", "api_connections.oauth_consumers"): "OAuth Consumers",
    ("fr", "user_menu.settings"): "Réglages",
    ("fr", "settings.api_connections"): "Connexions API",
    ("fr", "api_connections.oauth_consumers"): "OAuth Consumers",
    ("fr", "consumer_form.permission_group"): "Groupe de permissions",
    ("fr", "consumer_form.save"): "Enregistrer",
    ("pt", "user_menu.settings"): "Configuração",
    ("pt", "consumer_form.client_credentials"): "Credenciais do cliente",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_agreed_control_and_no_other(catalogue: Catalogue, language: str) -> None:
    agreed = {f"{screen}.{key}" for screen, keys in AGREED.items() for key in keys.split()}
    assert set(catalogue.entries[language]) == agreed


@pytest.mark.parametrize(("language", "control"), DOCUMENTED)
def test_documented_names_are_preferred_and_marked_so(catalogue: Catalogue, language: str, control: str) -> None:
    entry = catalogue.entry(language, control)
    assert (entry.name, entry.certainty) == (DOCUMENTED[language, control], "documented")


def test_what_was_only_guessed_is_marked_as_assumed(catalogue: Catalogue) -> None:
    # every Spanish text of the form comes from the article or the live product, but for what neither showed
    assumed = {
        control
        for control, entry in catalogue.entries["es"].items()
        if entry.certainty == "assumed" and control.startswith("consumer_form.")
    }
    assert assumed == {
        "consumer_form.callback_url",
        "consumer_form.copy_key",
        "consumer_form.copy_secret",
        "consumer_form.save_and_create_another",
    }
    assert catalogue.entry("fr", "consumer_form.name").certainty == "assumed"


def test_a_name_means_one_control_of_its_screen_in_whatever_language(catalogue: Catalogue) -> None:
    for screen in AGREED:
        meanings: dict[str, set[str]] = {}
        for entries in catalogue.entries.values():
            for control, entry in entries.items():
                if control.startswith(f"{screen}."):
                    for name in entry.names:
                        meanings.setdefault(normalise(name), set()).add(control)
        assert {name: of for name, of in meanings.items() if len(of) > 1} == {}, screen


def test_harmful_neighbours_share_no_name_with_anything(catalogue: Catalogue) -> None:
    for harmful in ("api_connections.regenerate_api_secret", "oauth_consumers.delete", "user_menu.log_out"):
        for language, entries in catalogue.entries.items():
            names = {normalise(name) for name in entries[harmful].names}
            for control, entry in entries.items():
                if control != harmful:
                    assert names.isdisjoint(map(normalise, entry.names)), (language, harmful, control)


def test_no_entry_names_the_same_thing_twice(catalogue: Catalogue) -> None:
    for language, entries in catalogue.entries.items():
        for control, entry in entries.items():
            twice = [name for name, times in Counter(entry.names).items() if times > 1]
            assert not twice, (language, control)


def test_the_names_of_one_control_have_the_same_placeholders(catalogue: Catalogue) -> None:
    for control in catalogue.controls:
        for language in LANGUAGES:
            for name in catalogue.entry(language, control).names:
                found = set(placeholders(name)) - {"first"}
                wanted = {"oauth_consumers.footer": {"shown", "total"}, "consumer_form.required": {"field"}}
                assert found == wanted.get(control, set()), (language, name)


def test_an_unknown_control_is_a_programming_error_with_the_nearest_name(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError, match=r"consumer_form\.sav is not in the catalogue; did you mean consumer_form\.save"):
        catalogue.entry("es", "consumer_form.sav")


def test_a_users_file_adds_a_preferred_name_and_keeps_the_built_in_ones(tmp_path: Path) -> None:
    mine = tmp_path / "labels.toml"
    mine.write_text('[fr.consumer_form]\nsave = "Valider"\n', encoding="utf-8")
    entry = Catalogue.load(mine).entry("fr", "consumer_form.save")
    assert entry.names == ("Valider", "Enregistrer", "Sauvegarder")
    assert entry.certainty == "observed"
    assert Catalogue.load().entry("fr", "consumer_form.save").name == "Enregistrer"


def test_a_users_file_can_add_only_synonyms(tmp_path: Path) -> None:
    mine = tmp_path / "labels.toml"
    mine.write_text('[fr.consumer_form]\nsave = { synonyms = ["Valider"] }\n', encoding="utf-8")
    entry = Catalogue.load(mine).entry("fr", "consumer_form.save")
    assert entry.names == ("Enregistrer", "Valider", "Sauvegarder")


def test_a_users_file_can_take_the_place_of_the_built_in_names(tmp_path: Path) -> None:
    mine = tmp_path / "labels.toml"
    mine.write_text('[es.consumer_form]\nsave = { name = "Grabar", only = true }\n', encoding="utf-8")
    catalogue = Catalogue.load(mine)
    assert catalogue.entry("es", "consumer_form.save").names == ("Grabar",)
    assert not Labels(catalogue, "es").knows("consumer_form.save", "Guardar")


def test_all_mistakes_in_a_users_file_are_named_at_once(tmp_path: Path) -> None:
    mine = tmp_path / "labels.toml"
    mine.write_text(
        """
        [de.consumer_form]
        save = "Sichern"
        [es.consumer_from]
        save = "Grabar"
        [es.consumer_form]
        sav = "Grabar"
        name = 3
        secret = { nmae = "Secreto" }
        key = { name = " ", synonyms = "Llave" }
        hub = { name = "Hub", certainty = "sure" }
        [es]
        settings = "Ajustes"
        """,
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as caught:
        Catalogue.load(mine)
    lines = [line.strip() for line in str(caught.value).splitlines()]
    assert lines == [
        f"{mine} (FRACTTAL_LABELS):",
        "[de] is no language; there are es, en, fr, pt",
        "[es.consumer_from] is no screen; did you mean consumer_form?",
        "[es.consumer_form] sav is no control; did you mean save?",
        '[es.consumer_form] name must be a name in quotes, or a table like { name = "…", synonyms = ["…"] }',
        "[es.consumer_form] secret: nmae is no field; did you mean name?",
        "[es.consumer_form] key: name must be a text that is not empty",
        "[es.consumer_form] key: synonyms must be a list of texts that are not empty",
        "[es.consumer_form] hub: certainty must be one of documented, observed, assumed",
        "[es] settings must be a table: [es.settings]",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "cannot be read: No such file"), (b"[es", "is not valid TOML"), (b"\xff\xfe", "is not valid TOML")],
)
def test_a_users_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, said: str) -> None:
    mine = tmp_path / "labels.toml"
    if content is not None:
        mine.write_bytes(content)
    with pytest.raises(BadInput, match=said) as caught:
        Catalogue.load(mine)
    assert str(mine) in str(caught.value)
