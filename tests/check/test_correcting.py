from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from automation.labels import LANGUAGES, Catalogue
from flows.articles import load_article
from flows.articles.reading import article_source
from flows.check.claims import BY_ID
from flows.check.correcting import corrected
from flows.check.findings import Finding, holds, missing, moved, renamed
from flows.check.places import SPOTS, phrase, reworded


def finding(claim, ruling, language):
    return Finding(BY_ID[claim], ruling, language, "light", "today")


def correct(language, **rulings):
    findings = [finding(claim.replace("_", "-"), ruling, language) for claim, ruling in rulings.items()]
    return corrected(language, findings, Catalogue.load())


def test_a_renamed_label_is_corrected_in_every_sentence_that_names_it():
    result = correct("en", menu_settings=renamed("Settings", "Preferences", None))

    assert {one.sentence: one.after for one in result.corrections} == {
        "2-settings": "Choose **Preferences** in the menu.",
        "2-figure": "The user menu with the entry Preferences marked.",
    }
    assert result.corrections[0].before == "Choose **Settings** in the menu."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("claim", "sentence", "documented", "found"),
    [
        ("user-menu-place", "1-user-menu", "top right", "top left"),
        ("add-place", "5-add", "bottom right", "top left"),
    ],
)
def test_a_moved_control_is_corrected_in_the_words_of_the_article(language, claim, sentence, documented, found):
    result = correct(language, **{claim.replace("-", "_"): moved("", "", None, found)})

    (correction,) = result.corrections
    assert correction.sentence == sentence
    assert phrase(language, documented) in correction.before
    assert correction.after == correction.before.replace(phrase(language, documented), phrase(language, found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_side_panel_on_the_other_side_is_corrected_wherever_it_is_named(language):
    result = correct(language, side_panel_place=moved("at the left", "", None, "right"))

    assert [one.sentence for one in result.corrections] == ["3-api-connections", "5-form"]
    assert all(one.before != one.after for one in result.corrections)


def test_fields_in_another_order_keep_the_letters_and_bring_their_sentences_along():
    result = correct("en", field_order=moved("A, B, C, D", "", None, "A, B, D, C"))

    assert "- **C** Under **{consumer_form.permission_group}**" in result.patch
    assert "{#6-permission-group}" in result.patch
    assert [(one.sentence, one.before[:2], one.after[:2]) for one in result.corrections] == [
        ("6-description", "C:", "D:"),
        ("6-permission-group", "D:", "C:"),
    ]


def test_what_holds_or_is_missing_corrects_nothing():
    result = correct("fr", menu_settings=holds("Réglages"), field_hub=missing("Activer Fracttal Hub (Middleware)"))

    assert (result.corrections, result.patch) == ((), "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_patch_applies_and_leaves_an_article_that_can_be_read(language, tmp_path):
    path = tmp_path / f"flows/articles/{language}.md"
    path.parent.mkdir(parents=True)
    path.write_text(article_source(language), encoding="utf-8")
    patch = correct(
        language,
        menu_settings=renamed("", "Zeta", None),
        field_d=renamed("", "Eta", None),
        field_order=moved("A, B, C, D", "", None, "D, C, B, A"),
        add_place=moved("", "", None, "top left"),
    ).patch
    Path(tmp_path / "corrections.patch").write_text(patch, encoding="utf-8")

    subprocess.run(["git", "apply", "corrections.patch"], cwd=tmp_path, check=True)

    article = load_article(language, path.read_text(encoding="utf-8"))
    assert "Zeta" in article.sentence("2-settings").template
    assert article.sentence("6-permission-group").letter == "A"
    assert "Eta" in article.sentence("6-permission-group").template


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_has_words_of_its_own_in_every_language(language):
    assert len({phrase(language, spot) for spot in SPOTS}) == len(SPOTS)


def test_a_sentence_without_a_place_stays_as_it_is():
    assert reworded("en", "Click **Save**.", "top left") == "Click **Save**."
