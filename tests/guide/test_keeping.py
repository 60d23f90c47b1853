from __future__ import annotations

import hashlib
import json

import pytest
from PIL import Image, ImageDraw

from automation.errors import BadInput
from flows.guide.approving import approve
from flows.guide.comparing import read_picture, same_to_the_eye
from flows.guide.finishing import Finished, hash_of
from flows.guide.keeping import Keeper
from flows.guide.look import load_look
from flows.guide.manifest import Entry, PictureSet


def picture(colour="white", text="Nombre"):
    image = Image.new("RGB", (200, 100), colour)
    ImageDraw.Draw(image).text((20, 40), text, fill="black", font_size=20)
    return image


def finished(image):
    return Finished(image, image, image, hash_of(image), [], [])


def entry(name="06-fields", image=None):
    image = image or picture()
    return Entry(
        step=6, name=name, language="es", theme="light", width=image.width, height=image.height, sha256="",
        pixels=hash_of(image), boxes=[], covers=[], labels={}, texts=[], app="build", tool="tool",
    )  # fmt: skip


def keep(out, image, *, adopt=True, name="06-fields"):
    keeper = Keeper(out, load_look(), adopt)
    verdict = keeper.keep(entry(name, image), finished(image))
    keeper.save()
    return verdict


def contents(folder):
    return {
        str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_first_picture_takes_nobodys_place_and_is_approved(tmp_path):
    assert keep(tmp_path, picture()) == "new"
    assert sorted(contents(tmp_path)) == ["es/light/06-fields.webp", "manifest.json"]
    assert PictureSet.load(tmp_path).problems() == []


def test_an_unchanged_picture_keeps_its_bytes_and_its_line(tmp_path):
    keep(tmp_path, picture())
    before = contents(tmp_path)

    assert keep(tmp_path, picture()) == "unchanged"
    assert contents(tmp_path) == before


def test_a_changed_picture_waits_and_the_approved_one_stays(tmp_path):
    keep(tmp_path, picture())
    before = contents(tmp_path)

    assert keep(tmp_path, picture(text="Detalle")) == "changed"
    after = contents(tmp_path)
    assert {name: after[name] for name in before} == before
    assert sorted(set(after) - set(before)) == ["pending/es/light/06-fields.webp", "pending/manifest.json"]


def test_a_picture_that_is_as_before_again_no_longer_waits(tmp_path):
    keep(tmp_path, picture())
    keep(tmp_path, picture(text="Detalle"))
    keep(tmp_path, picture())

    assert sorted(contents(tmp_path)) == ["es/light/06-fields.webp", "manifest.json"]


def test_a_new_picture_waits_too_where_nothing_is_adopted(tmp_path):
    keep(tmp_path, picture())

    assert keep(tmp_path, picture(), adopt=False, name="07-save") == "new"
    assert list(PictureSet.load(tmp_path / "pending").entries) == ["es/light/07-save"]


def test_a_failed_picture_is_remembered_until_it_can_be_taken(tmp_path):
    keep(tmp_path, picture())
    keeper = Keeper(tmp_path, load_look(), adopt=True)
    keeper.miss("es/light/06-fields", "Looked for consumer_form.name")
    keeper.save()
    assert PictureSet.load(tmp_path / "pending").failed == {"es/light/06-fields": "Looked for consumer_form.name"}

    keep(tmp_path, picture())
    assert not (tmp_path / "pending").exists()


def test_approving_puts_what_waits_in_its_place(tmp_path):
    keep(tmp_path, picture())
    keep(tmp_path, picture(text="Detalle"))

    assert approve(tmp_path) == ["es/light/06-fields"]
    approved = PictureSet.load(tmp_path)
    shown = read_picture(approved.path(approved.entries["es/light/06-fields"]))
    assert hash_of(shown) == hash_of(picture(text="Detalle"))
    assert approved.problems() == []
    assert not (tmp_path / "pending").exists()


@pytest.mark.parametrize(
    ("only", "accepted"),
    [
        (["07-save"], ["es/light/07-save"]),
        (["es/*/06-*"], ["es/light/06-fields"]),
        (["light"], ["es/light/06-fields", "es/light/07-save"]),
    ],
)
def test_only_some_may_be_approved(tmp_path, only, accepted):
    for name in ("06-fields", "07-save"):
        keep(tmp_path, picture(), name=name)
        keep(tmp_path, picture(text="Detalle"), name=name)

    assert approve(tmp_path, only) == accepted


def test_approving_what_does_not_wait_is_refused(tmp_path):
    keep(tmp_path, picture())
    keep(tmp_path, picture(text="Detalle"))

    with pytest.raises(BadInput, match=r"fits no picture that waits for approval\. Waiting: es/light/06-fields"):
        approve(tmp_path, ["05-add"])


def test_a_broken_manifest_is_refused(tmp_path):
    (tmp_path / "manifest.json").write_text("{")

    with pytest.raises(BadInput, match="cannot be read"):
        PictureSet.load(tmp_path)


def test_a_picture_that_was_touched_by_hand_is_noticed(tmp_path):
    keep(tmp_path, picture())
    picture("black").save(tmp_path / "es/light/06-fields.webp")

    assert PictureSet.load(tmp_path).problems() == ["es/light/06-fields is not the picture that was approved"]


def test_the_manifest_has_a_line_for_each_picture(tmp_path):
    keep(tmp_path, picture())
    keep(tmp_path, picture(), name="07-save")
    text = (tmp_path / "manifest.json").read_text()

    assert sum('"06-fields"' in line for line in text.splitlines()) == 1
    first = json.loads(text)["pictures"][0]
    file = tmp_path / "es/light/06-fields.webp"
    assert first["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert {"step", "language", "theme", "width", "height", "boxes", "app", "tool"} <= first.keys()


def test_smoothed_edges_are_the_same_to_the_eye():
    smooth = Image.new("RGB", (480, 480), "white")
    ImageDraw.Draw(smooth).line((40, 40, 440, 240), fill="black", width=12)
    first = smooth.resize((120, 120), Image.Resampling.BOX)
    second = smooth.resize((120, 120), Image.Resampling.HAMMING)

    assert hash_of(first) != hash_of(second)
    assert same_to_the_eye(first, second)
    assert not same_to_the_eye(first, Image.new("RGB", (120, 120), "white"))


@pytest.mark.parametrize("colour", ["#1a5fd0", "#0a7d2c", "#2a63d8"])
def test_another_colour_is_another_picture(colour):
    def button(fill):
        image = Image.new("RGB", (200, 100), "white")
        ImageDraw.Draw(image).rounded_rectangle((40, 30, 160, 70), 8, fill=fill)
        return image

    blue = "#0f4bb4"
    assert same_to_the_eye(button(blue), button(blue))
    assert not same_to_the_eye(button(blue), button(colour))
