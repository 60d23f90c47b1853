from __future__ import annotations

import pytest

from automation.covering import EMAIL, Place, Value, coverable, covered
from automation.redaction import STAND_IN

KEY = "Ab3dEf6hIj9kLm2n"
PAGE = f"""
<label>API Key <input id="key" readonly value="{KEY}"></label>
<label>Secret <span id="secret"><b>{KEY[:8]}</b><b>{KEY[8:]}</b></span></label>
<button id="who"><i>FA</i> <span>Fabián</span> <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></button>
<p id="mail">Write to fabian@example.org, or to Fabián.</p>
<p id="plain">Mostrando 1 de 1</p>
"""


@pytest.fixture
def shown(page):
    page.set_content(PAGE)
    return page


def elements(page, selector):
    return page.query_selector_all(selector)


def test_a_place_shows_its_stand_in_whatever_it_holds_and_gets_its_value_back(shown):
    places = [Place("key", elements(shown, "#key")), Place("secret", elements(shown, "#secret"))]

    with covered(shown, places, shapes=False) as cover:
        assert shown.input_value("#key") == STAND_IN
        assert shown.inner_text("#secret") == STAND_IN
        assert sorted({spot.name for spot in cover.spots}) == ["key", "secret"]

    assert shown.input_value("#key") == KEY
    assert shown.inner_text("#secret") == KEY
    assert cover.lost == 0


def test_initials_and_photo_of_a_person_are_covered_with_the_name(shown):
    photo = shown.get_attribute("#who img", "src")

    with covered(shown, [Place("person", elements(shown, "#who"), "Ana Díaz", "AD")], shapes=False):
        assert shown.inner_text("#who").split() == ["AD", "Ana", "Díaz"]
        assert shown.get_attribute("#who img", "src") != photo

    assert shown.inner_text("#who").split() == ["FA", "Fabián"]
    assert shown.get_attribute("#who img", "src") == photo


def test_values_are_covered_wherever_they_stand_several_in_one_text_too(shown):
    values = [Value("person", "Fabián", "Ana"), Value("e_mail", "", "name@example.com", EMAIL)]

    with covered(shown, (), values, shapes=False):
        assert shown.inner_text("#mail") == "Write to name@example.com, or to Ana."
        assert "Fabián" not in shown.inner_text("body")


def test_a_value_inside_a_longer_word_is_another_word(shown):
    with covered(shown, (), [Value("person", "Most", "Ana")], shapes=False):
        assert shown.inner_text("#plain") == "Mostrando 1 de 1"


def test_what_looks_secret_is_named_by_its_label_and_left_when_shapes_are_off(shown):
    with covered(shown, [Place("secret", elements(shown, "#secret"))], shapes=False) as cover:
        assert [one.label for one in cover.unknown] == ["API Key"]
        assert shown.input_value("#key") == KEY


def test_what_looks_secret_is_covered_on_the_picture_of_a_failed_step(shown):
    with covered(shown) as cover:
        assert shown.input_value("#key") == STAND_IN
        assert len(cover.spots) == 1


def test_looking_changes_nothing(shown):
    seen = coverable(shown, [Place("key", elements(shown, "#key"))])

    assert [spot.before for spot in seen.spots] == [KEY]
    assert shown.input_value("#key") == KEY


def test_an_app_that_puts_a_value_back_is_noticed(shown):
    with covered(shown, [Place("key", elements(shown, "#key"))], shapes=False) as cover:
        shown.evaluate(f"document.querySelector('#key').value = '{KEY}'")

    assert cover.lost == 1


def test_an_element_drawn_anew_is_noticed(shown):
    with covered(shown, [Place("secret", elements(shown, "#secret"))], shapes=False) as cover:
        shown.evaluate(f"document.querySelector('#secret').innerHTML = '{KEY}'")

    assert cover.lost == 2


def test_a_covered_text_is_as_wide_for_a_long_secret_as_for_a_short_one(shown):
    widths = []
    for secret in ("Ab3dEf6hIj9kLm2n", "Ab3dEf6hIj9kLm2n" * 4):
        shown.evaluate("text => { document.querySelector('#secret').innerHTML = text }", secret)
        with covered(shown, [Place("secret", elements(shown, "#secret"))], shapes=False):
            widths.append(shown.locator("#secret").bounding_box()["width"])

    assert widths[0] == widths[1] > 0


def test_a_plain_word_in_a_read_only_field_is_no_secret(page):
    page.set_content('<label>Type <input readonly value="Integración"></label><input readonly value="x7Kd83hQ">')

    with covered(page, shapes=False) as cover:
        assert [one.text for one in cover.unknown] == ["x7Kd83hQ"]
