from __future__ import annotations

import pytest

from flows.guide.causes import changes, why_different
from flows.guide.manifest import Entry, PictureSet

TEXTS = [["Nombre", 20, 40, 60, 16], ["Descripción", 20, 100, 80, 16], ["Guardar", 300, 10, 60, 20]]
BOX = {"control": "consumer_form.save", "letter": "", "x": 290, "y": 5, "width": 80, "height": 30}


def entry(texts=TEXTS, boxes=(BOX,), name="06-fields", width=400):
    return Entry(
        step=6, name=name, language="es", theme="light", width=width, height=300, sha256="", pixels="",
        boxes=list(boxes), covers=[], labels={}, texts=[list(one) for one in texts], app="", tool="",
    )  # fmt: skip


def moved(texts, by, after):
    return [[one[0], one[1], one[2] + (by if one[2] > after else 0), *one[3:]] for one in texts]


def test_another_word_in_the_same_place_is_a_changed_text():
    after = [["Nombre", 20, 40, 60, 16], ["Detalle", 20, 100, 55, 16], ["Guardar", 300, 10, 60, 20]]

    assert why_different(entry(), entry(after)) == ("text", ("“Descripción” is now “Detalle”",))


def test_a_longer_word_that_pushes_others_down_is_still_a_changed_text():
    after = [["Nombre de la aplicación", 20, 40, 60, 32], ["Descripción", 20, 116, 80, 16], TEXTS[2]]
    cause, details = why_different(entry(), entry(after))

    assert cause == "text"
    assert details == ("“Nombre” is now “Nombre de la aplicación”", "1 text moved")


def test_a_field_that_is_gone_is_missing_and_not_renamed_to_what_took_its_place():
    before = [*TEXTS, ["Grupo", 20, 160, 60, 16]]
    after = [TEXTS[0], ["Grupo", 20, 100, 60, 16], TEXTS[2]]

    assert why_different(entry(before), entry(after)) == ("missing", ("“Descripción” is gone", "1 text moved"))


def test_a_moved_control_is_a_changed_layout():
    cause, details = why_different(entry(), entry(boxes=[{**BOX, "x": 20}]))

    assert cause == "layout"
    assert details == ("consumer_form.save moved or changed its size",)


def test_a_new_text_is_a_changed_layout():
    after = [*TEXTS, ["Centro de costos", 20, 200, 90, 16]]

    assert why_different(entry(), entry(after)) == ("layout", ("“Centro de costos” is new",))


def test_a_picture_of_another_size_is_a_changed_layout():
    assert why_different(entry(), entry(width=420))[0] == "layout"


def test_what_differs_in_pixels_alone_is_a_changed_colour():
    assert why_different(entry(), entry())[0] == "colour"


@pytest.mark.parametrize("by", [0, 1])
def test_a_pixel_of_rounding_is_no_move(by):
    assert why_different(entry(), entry(moved(TEXTS, by, 90)))[0] == "colour"


def test_the_same_text_twice_is_counted_twice():
    before = [*TEXTS, ["Nombre", 20, 240, 60, 16]]

    assert why_different(entry(before), entry())[1] == ("“Nombre” is gone",)


def test_changes_come_with_the_gravest_cause_first(tmp_path):
    approved = PictureSet(tmp_path, {one.id: one for one in (entry(name="05-add"), entry(), entry(name="07-save"))})
    pending = PictureSet(
        tmp_path,
        {one.id: one for one in (entry(name="05-add"), entry(TEXTS[:2]), entry(name="08-more"))},
        failed={"es/light/07-save": "Looked for consumer_form.save"},
    )

    assert [(one.id, one.cause) for one in changes(approved, pending)] == [
        ("es/light/06-fields", "missing"),
        ("es/light/07-save", "missing"),
        ("es/light/05-add", "colour"),
        ("es/light/08-more", "new"),
    ]
