from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.labels import LANGUAGES, Catalogue
from automation.labels.patterns import pattern_of

CATALOGUE = Catalogue.load()
NAMES = sorted(
    {name for language in LANGUAGES for entry in CATALOGUE.entries[language].values() for name in entry.names}
)


def without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Conexión API", "CONEXIÓN API"),
        ("Conexión API", "conexion api"),
        ("Configuracion", "Configuración"),
        ("Type d'autorisation", "Type d\u2019autorisation"),
        ("Type d\u2019autorisation", "Type d'autorisation"),
        ("Clé", "  Clé\u2009* "),
        ("Nombre", "Nombre:"),
        ("Nombre", "Nombre *:"),
        ("Quoi de neuf ?", "Quoi de neuf\u202f?"),
        ("Grupo de Permisos", "Grupo\u00a0de \n Permisos"),
        ("OAuth Consumers", "OAuthConsumers"),
        ("Activar Fracttal Hub (Middleware)", "Activar Fracttal Hub (Middleware)"),
        ("Buscar...", "Buscar\u2026"),
        ("Buscar\u2026", "Buscar..."),
        ("Ligne/colonne", "ligne/colonne"),
    ],
)
def test_a_name_is_recognised_as_a_person_recognises_it(name: str, seen: str) -> None:
    assert pattern_of([name]).search(seen)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("Save", "Save and create another"),
        ("Reportes", "Reportes (solo lectura)"),
        ("Conexión API", "Conexiones API"),
        ("API Key", "API Keys"),
        ("Buscar...", "Buscar por"),
        ("Activar Fracttal Hub (Middleware)", "Activar Fracttal Hub Middleware"),
        ("¿Desea continuar?", "¿Desea continua"),
    ],
)
def test_a_longer_or_different_name_is_another_name(name: str, seen: str) -> None:
    assert not pattern_of([name]).search(seen)


def test_a_name_may_be_looked_for_inside_a_text() -> None:
    assert pattern_of(["Proceso Realizado"], whole=False).search("✓ Proceso realizado con éxito")


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title, without_accents]))
def test_every_name_of_the_catalogue_is_recognised_in_any_case_and_without_accents(name, change) -> None:
    filled = name.replace("{first}", "1").replace("{shown}", "2").replace("{total}", "30").replace("{field}", "Nom")
    assert pattern_of([name]).search(change(filled))


@given(st.text(min_size=1).filter(lambda text: text.strip() and "{" not in text))
def test_any_text_makes_a_pattern_that_finds_it(text: str) -> None:
    assert pattern_of([text]).search(unicodedata.normalize("NFC", text))
