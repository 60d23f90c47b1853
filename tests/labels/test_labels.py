from __future__ import annotations

import pytest

from automation.labels import LANGUAGES, Catalogue, Labels

CATALOGUE = Catalogue.load()


@pytest.fixture
def labels() -> Labels:
    return Labels(CATALOGUE)


def test_names_of_every_language_are_looked_for_until_one_is_settled(labels: Labels) -> None:
    assert labels.names("consumer_form.save")[:4] == ("Guardar", "Save", "Enregistrer", "Salvar")
    labels.settle(["Réglages", "Se déconnecter"])
    assert labels.names("consumer_form.save") == ("Enregistrer", "Sauvegarder")


def test_names_that_differ_only_in_accent_or_case_are_listed_once(labels: Labels) -> None:
    assert Labels(CATALOGUE, "es").names("dialog.yes") == ("Si",)
    assert len(labels.names("sign_in.email")) == len({name.casefold() for name in labels.names("sign_in.email")})


@pytest.mark.parametrize("language", LANGUAGES)
def test_auto_settles_on_the_language_of_the_user_menu(labels: Labels, language: str) -> None:
    menu = [
        CATALOGUE.entry(language, control).name.upper()
        for control in CATALOGUE.controls
        if control.startswith("user_menu.")
    ]
    assert labels.settle(menu) == language
    assert labels.language == language


def test_words_that_two_languages_share_settle_nothing(labels: Labels) -> None:
    assert labels.settle(["Description", "OAuth Consumers", "Secret"]) is None
    assert labels.language is None


def test_words_of_the_catalogue_are_needed_to_settle(labels: Labels) -> None:
    assert labels.settle(["Órdenes de trabajo", "Planta Norte", ""]) is None


def test_one_foreign_word_among_many_does_not_mislead(labels: Labels) -> None:
    seen = ["Configuración", "Cerrar Sesión", "Lenguaje", "Settings", "Save"]
    assert labels.settle(seen) == "es"


def test_a_repeated_word_counts_once(labels: Labels) -> None:
    assert labels.settle(["Settings", "Settings", "SETTINGS", "Cerrar Sesión", "Lenguaje"]) == "es"


def test_a_settled_language_stays(labels: Labels) -> None:
    labels.settle(["Cerrar Sesión"])
    assert labels.settle(["Settings", "Log out", "Language"]) == "es"


def test_a_configured_language_stays_while_a_vote_tells_what_the_screen_shows() -> None:
    labels = Labels(CATALOGUE, "es")
    assert labels.settle(["Réglages", "Se déconnecter"]) == "es"
    assert labels.vote(["Réglages", "Se déconnecter"]) == "fr"


def test_an_unknown_language_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="no such language: it"):
        Labels(CATALOGUE, "it")


def test_texts_of_the_screen_are_known_as_people_know_them(labels: Labels) -> None:
    assert labels.knows("consumer_form.authorization_type", "TYPE D\u2019AUTORISATION *")
    assert labels.knows("user_menu.settings", " configuracion ")
    assert not labels.knows("consumer_form.save", "Guardar y crear otro")


def test_the_numbers_of_the_list_footer_are_read(labels: Labels) -> None:
    assert labels.read("oauth_consumers.footer", "Mostrando 1 de 12") == {"shown": "1", "total": "12"}
    assert labels.read("oauth_consumers.footer", "Affichage de 25 sur 5\u202f000") == {
        "shown": "25",
        "total": "5\u202f000",
    }
    assert labels.read("oauth_consumers.footer", "Mostrando 1-25 de 1.230 filas") == {
        "first": "1",
        "shown": "25",
        "total": "1.230",
    }
    assert labels.read("oauth_consumers.footer", "Sin datos para mostrar") is None


def test_the_field_of_a_missing_value_is_read(labels: Labels) -> None:
    assert labels.read("consumer_form.required", "Descripción no puede estar en blanco") == {"field": "Descripción"}


def test_a_text_leads_to_the_one_control_it_names(labels: Labels) -> None:
    grants = ("consumer_form.client_credentials", "consumer_form.authorization_code")
    assert labels.canonical("identifiants du client", grants) == "consumer_form.client_credentials"
    assert labels.canonical("Proceso Realizado") == "toast.saved"
    assert labels.canonical("Mot inconnu") is None
    assert labels.canonical("Nombre") is None, "the form's field and the list's column share it"


def test_drift_is_kept_once_with_what_to_edit(labels: Labels) -> None:
    labels.settle(["Se déconnecter"])
    for _ in range(2):
        labels.note_drift(
            "consumer_form.save",
            step="7. Click Save",
            seen=' Vali\u00a0der "tout" ',
            found_by="hook button.qa-save-btn",
        )
    (drift,) = labels.drift
    assert (drift.control, drift.step, drift.seen) == ("consumer_form.save", "7. Click Save", 'Vali der "tout"')
    assert drift.expected == ("Enregistrer", "Sauvegarder")
    assert drift.edit == (
        '[fr.consumer_form] save = "Vali der \\"tout\\"" in your label file (FRACTTAL_LABELS), '
        "or for everybody [consumer_form] save in automation/labels/fr.toml"
    )


def test_what_to_edit_really_mends_the_drift(labels: Labels, tmp_path) -> None:
    labels.settle(["Se déconnecter"])
    drift = labels.note_drift("oauth_consumers.add", step="5", seen='Créer "un" \\ client', found_by="position")
    table, line = drift.edit.split(" in your label file")[0].split("] ")
    mine = tmp_path / "labels.toml"
    mine.write_text(f"{table}]\n{line}\n", encoding="utf-8")
    assert Labels(Catalogue.load(mine), "fr").knows("oauth_consumers.add", drift.seen)


def test_drift_of_a_control_without_a_name_asks_for_no_edit(labels: Labels) -> None:
    drift = labels.note_drift("oauth_consumers.add", step="5", seen="", found_by="position")
    assert drift.edit == "nothing to edit: oauth_consumers.add has no name on the screen, it is found another way"
