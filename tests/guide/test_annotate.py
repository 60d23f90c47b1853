from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from automation.errors import PictureRefused
from flows.guide.annotate import Target, annotate
from flows.guide.geometry import Rect
from flows.guide.look import load_look

LOOK = load_look()
WINDOW = Rect(0, 0, 400, 300)


def draw(targets, texts=(), scale=1.0):
    picture = Image.new("RGB", (round(400 * scale), round(300 * scale)), "white")
    return picture, annotate(picture, targets, texts, LOOK, scale)


def is_red(picture, x, y):
    red, green, blue = picture.getpixel((round(x), round(y)))
    return red > 180 and green < 90 and blue < 90


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_frame_goes_round_the_control_at_every_device_scale(scale):
    control = Rect(120, 100, 160, 40)
    picture, (drawn,) = draw([Target(control)], scale=scale)

    middle, line = drawn.frame.y + drawn.frame.height / 2, LOOK.box.width / 2
    assert control.within(drawn.frame)
    assert is_red(picture, (drawn.frame.x + line) * scale, middle * scale)
    assert is_red(picture, (drawn.frame.right - line) * scale, middle * scale)
    inside = picture.crop(control.scaled(scale).rounded())
    assert inside.getcolors() == [(inside.width * inside.height, (255, 255, 255))]


def test_a_letter_is_outside_the_corner_of_its_frame():
    _, (drawn,) = draw([Target(Rect(120, 100, 160, 40), "A")])

    assert not drawn.badge.meets(drawn.frame)
    assert drawn.badge.right <= drawn.frame.x
    assert drawn.badge.y == drawn.frame.y


def test_a_letter_never_covers_text_or_another_letter():
    controls = [Rect(60, 40 + 34 * row, 200, 24) for row in range(4)]
    label = Rect(10, 30, 40, 60)
    picture, drawn = draw([Target(one, letter) for one, letter in zip(controls, "ABCD", strict=True)], [label])

    badges = [one.badge for one in drawn]
    assert not any(badge.meets(label) for badge in badges)
    assert not any(one.meets(other) for one in badges for other in badges if one is not other)
    assert not any(badge.meets(one.frame) for badge in badges for one in drawn)
    bare = picture.crop(label.rounded())
    assert bare.getcolors() == [(bare.width * bare.height, (255, 255, 255))]


def test_a_letter_without_room_is_refused_not_drawn_over_something():
    everywhere = [Rect(x, y, 18, 8) for x in range(0, 400, 20) for y in range(0, 300, 10)]

    with pytest.raises(PictureRefused, match="no room for the letter A"):
        draw([Target(Rect(120, 100, 160, 40), "A")], everywhere)


def test_an_arrow_points_to_the_frame_from_where_nothing_is():
    footer = Rect(200, 230, 100, 20)
    picture, (drawn,) = draw([Target(Rect(340, 220, 40, 40), arrow=True)], [footer])

    assert not drawn.arrow.meets(footer)
    assert drawn.arrow.bottom <= drawn.frame.y
    assert is_red(picture, drawn.arrow.x + drawn.arrow.width / 2, drawn.arrow.y + 10)


def test_the_same_picture_is_drawn_every_time():
    first, _ = draw([Target(Rect(120, 100, 160, 40), "A"), Target(Rect(20, 200, 60, 60), arrow=True)])
    second, _ = draw([Target(Rect(120, 100, 160, 40), "A"), Target(Rect(20, 200, 60, 60), arrow=True)])

    assert ImageChops.difference(first, second).getbbox() is None
    assert first.getbbox() is not None


def test_a_frame_at_the_edge_stays_in_the_window():
    _, (drawn,) = draw([Target(Rect(0, 0, 100, 30))])

    assert drawn.frame.within(WINDOW)
