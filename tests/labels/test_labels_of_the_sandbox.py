"""The sandbox speaks from files of its own, as the product does: here the two are held against each other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from automation.labels import LANGUAGES, Catalogue, Labels

TEXTS = Path(__file__).parents[2] / "automation/sandbox/web/src/i18n"
CATALOGUE = Catalogue.load()


def texts(language: str) -> dict[str, str]:
    screens = json.loads((TEXTS / f"{language}.json").read_text(encoding="utf-8"))
    return {f"{screen}.{key}": text for screen, table in screens.items() for key, text in table.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_of_the_sandbox_is_known_by_the_name_it_shows(language: str) -> None:
    labels, shown = Labels(CATALOGUE, language), texts(language)
    filled = {control: shown[control].format(first=1, shown=2, total=30, field="Nom") for control in CATALOGUE.controls}
    unknown = {control: text for control, text in filled.items() if not labels.knows(control, text)}
    assert unknown == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_recognised_on_the_user_menu_and_on_the_settings_panel(language: str) -> None:
    for screen in ("user_menu.", "settings."):
        seen = [text for control, text in texts(language).items() if control.startswith(screen)]
        assert Labels(CATALOGUE).settle(seen) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_else_the_sandbox_shows_is_taken_for_no_harmful_control(language: str) -> None:
    labels = Labels(CATALOGUE)
    for harmful in ("api_connections.regenerate_api_secret", "oauth_consumers.delete", "user_menu.log_out"):
        meant = {control for control, text in texts(language).items() if labels.knows(harmful, text)}
        assert meant == {harmful}
