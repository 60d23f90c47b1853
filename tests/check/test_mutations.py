"""What departs from the article is reported with the right verdict at the right claim, and nowhere else."""

from __future__ import annotations

import pytest

from benchmarks.mutations import DEPARTURES, TOGETHER


def expected_of(names):
    return {claim: verdict for name in names for claim, verdict in DEPARTURES[name].items()}


@pytest.mark.always(2)
@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0])
def test_each_mutation_is_reported_at_its_claim_and_nowhere_else(walked, names):
    result = walked("es", mutations=names)

    assert result.differing == expected_of(names)
    assert result.unexplained == set()


RENAMED = {
    "es": {
        "user_menu.settings": "Ajustes",
        "settings.api_connections": "Integraciones por API",
        "api_connections.oauth_consumers": "Clientes de OAuth",
        "consumer_form.permission_group": "Perfil de permisos",
        "consumer_form.save": "Confirmar",
    },
    "en": {
        "user_menu.dark_mode": "Night colours",
        "settings.title": "Preferences",
        "api_connections.api_key": "Access key",
        "oauth_consumers.footer": "{shown} out of {total}",
        "consumer_form.name": "Label",
        "consumer_form.secret": "Hidden word",
    },
    "fr": {
        "user_menu.help": "Assistance",
        "settings.security": "Protection",
        "consumer_form.title": "Ajouter une application",
        "consumer_form.client_credentials": "Serveur à serveur",
        "consumer_form.name_placeholder": "À quoi le reconnaître ?",
    },
    "pt": {
        "user_menu.language": "Língua da tela",
        "settings.account": "Minha assinatura",
        "api_connections.api_connection": "Chave antiga",
        "consumer_form.hub": "Ligar o intermediário",
        "consumer_form.credentials": "Dados de acesso",
    },
}


@pytest.mark.always(2)
@pytest.mark.parametrize("language", RENAMED)
def test_labels_renamed_in_one_language_are_reported_there_with_both_names_and_nothing_else_is(walked, language):
    names = RENAMED[language]
    result = walked(language, renamed=RENAMED)

    by_key = {one.claim.key: one for one in result.findings.values() if one.differs}
    assert {key: one.ruling.verdict.value for key, one in by_key.items()} == dict.fromkeys(names, "renamed")
    for key, name in names.items():
        assert by_key[key].ruling.seen == name.format(shown=1, total=1)
        assert by_key[key].ruling.expected
    assert result.unexplained == set()


def test_a_renamed_entry_that_is_called_like_a_harmful_neighbour_is_not_clicked(walked):
    result = walked("es", renamed={"es": {"settings.api_connections": "Eliminar"}})

    assert result.findings["oauth-consumers-entry"].ruling.verdict.value == "cannot be judged"
    assert result.tenant.state.snapshot()["harm"] == []
