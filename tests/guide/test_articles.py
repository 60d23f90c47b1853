from __future__ import annotations

import pytest

from automation.errors import BadInput
from automation.labels import Catalogue
from flows.articles import load_article
from flows.articles.reading import article_source

LANGUAGES = ("es", "en", "fr", "pt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_has_the_seven_documented_steps(language):
    article = load_article(language)

    assert [step.number for step in article.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.letter for one in article.steps[5].sentences if one.letter] == ["A", "B", "C", "D"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_has_the_same_id_and_labels_in_every_language(language):
    article, spanish = load_article(language), load_article("es")

    assert [one.id for one in article.sentences] == [one.id for one in spanish.sentences]
    assert {one.id: set(one.labels) for one in article.sentences} == {
        one.id: set(one.labels) for one in spanish.sentences
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_placeholder_is_a_control_of_the_catalogue(language):
    assert set(load_article(language).labels) <= set(Catalogue.load().controls)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_written_out_where_a_placeholder_belongs(language):
    article, catalogue = load_article(language), Catalogue.load()

    for key in article.labels:
        name = catalogue.entry(language, key).name
        for sentence in article.sentences:
            assert f"**{name}**" not in sentence.template


def test_a_sentence_is_worded_with_the_labels_it_is_given():
    sentence = load_article("fr").sentence("2-settings")

    assert sentence.worded({"user_menu.settings": "Paramètres"}) == "Choisissez **Paramètres** dans le menu."


def test_the_line_of_a_sentence_is_its_line_in_the_file():
    sentence = load_article("en").sentence("6-name")

    assert sentence.template in article_source("en").splitlines()[sentence.line - 1]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("# Title {#title}\n\nA sentence without an id.\n", "line 3: no id"),
        ("# Title {#title}\n\nA sentence. {#title}\n", "the id title is taken"),
        ("# Title {#title}\n", "have steps"),
        ("# Title {#title}\n\n## Step {#step-1}\n\nNo figure. {#1-a}\n", "last, one figure"),
    ],
)
def test_a_broken_article_is_refused_with_its_line(source, complaint):
    with pytest.raises(BadInput, match=complaint):
        load_article("en", source)


def test_an_article_that_does_not_exist_is_refused():
    with pytest.raises(BadInput, match="es, en, fr, pt"):
        load_article("de")
