from __future__ import annotations

import pytest

from automation.labels import Catalogue, Labels
from automation.screens.sight import Box, Item
from flows.check.naming import how_named, match

MENU = [f"user_menu.{one}" for one in ("settings", "whats_new", "language", "dark_mode", "help")]
SPANISH = ["Configuración", "¿Qué hay de nuevo?", "Lenguaje", "Modo Oscuro", "Ayuda y Soporte Técnico"]


def labels(language="es"):
    return Labels(Catalogue.load(), language)


def items(*names):
    return [Item("menuitem", name, Box(0, 30 * at, 100, 30)) for at, name in enumerate(names)]


def found(names, keys=MENU, language="es"):
    return {key: (one.item.name, one.how) for key, one in match(keys, items(*names), labels(language)).items()}


def test_every_entry_is_found_by_its_name_whatever_its_case_and_accents():
    shown = ["CONFIGURACION", "¿qué hay de nuevo?", "Lenguaje", "Modo  oscuro", "Ayuda y soporte tecnico"]

    assert [how for _, how in found(shown).values()] == ["name"] * 5


def test_another_known_name_is_told_apart_from_the_article_s_own():
    shown = [*SPANISH[:2], "Idioma", *SPANISH[3:]]

    assert found(shown)["user_menu.language"] == ("Idioma", "synonym")


def test_any_known_name_counts_as_the_article_s_own_where_the_article_s_own_is_assumed():
    assert how_named(labels("fr"), "settings.financial", "Finances") == "name"


def test_an_entry_without_a_known_name_is_recognised_by_the_gap_it_stands_in():
    shown = [*SPANISH[:2], "Habla", *SPANISH[3:]]

    assert found(shown)["user_menu.language"] == ("Habla", "gap")


def test_two_neighbours_that_were_both_renamed_keep_their_order():
    shown = [SPANISH[0], "Primera", "Segunda", *SPANISH[3:]]

    result = found(shown)
    assert result["user_menu.whats_new"] == ("Primera", "gap")
    assert result["user_menu.language"] == ("Segunda", "gap")


def test_of_a_new_entry_and_a_renamed_one_the_likelier_is_taken():
    shown = [SPANISH[0], "Tienda", "¿Qué hay de nuevo hoy?", *SPANISH[2:]]

    assert found(shown)["user_menu.whats_new"] == ("¿Qué hay de nuevo hoy?", "gap")


def test_a_new_entry_does_not_disturb_the_known_ones():
    assert found([*SPANISH[:3], "Tienda", *SPANISH[3:]]).keys() == set(MENU)


def test_an_entry_that_is_gone_is_not_found_and_its_neighbours_are():
    assert found([*SPANISH[:2], *SPANISH[3:]]).keys() == set(MENU) - {"user_menu.language"}


@pytest.mark.parametrize("stranger", ["Cerrar Sesión", "Eliminar", "Guardar"])
def test_what_has_another_control_s_name_is_never_taken_for_a_renamed_one(stranger):
    assert "user_menu.language" not in found([*SPANISH[:2], stranger, *SPANISH[3:]])
