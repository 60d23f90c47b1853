"""What nobody should see is on no picture, and a cover that does not hold stops it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from PIL import Image, ImageDraw

from automation.covering import Spot, coverable
from automation.errors import PictureRefused
from automation.sandbox import Sandbox, SandboxOptions
from automation.sandbox.names import Draw
from automation.screens import OAuthConsumers
from flows.guide.finishing import alikeness, prove_covered
from flows.guide.geometry import Rect
from flows.guide.manifest import PictureSet
from flows.guide.pictures import PICTURES

SECRET = "Kd83hQ0pLx7VbT2m"


def text(said, size=(200, 30)):
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((4, 6), said, fill="black", font_size=16)
    return picture


@pytest.mark.parametrize(("said", "least", "most"), [(SECRET, 1, 1), ("••••••••", 0, 0.3), ("", 0, 0)])
def test_strokes_of_the_uncovered_text_are_looked_for_on_the_picture(said, least, most):
    bare, picture = text(SECRET), Image.new("RGB", (400, 100), "white")
    picture.paste(text(said), (60, 40))

    assert least <= alikeness(picture, Rect(60, 40, 200, 30), bare) <= most


def test_an_empty_place_has_no_strokes_to_find():
    assert alikeness(text(SECRET), Rect(0, 0, 200, 30), text("")) == 0


def test_a_place_that_looks_as_it_does_uncovered_is_refused():
    spot = Spot("consumer_form.secret", {"x": 0, "y": 0, "width": 200, "height": 30}, SECRET)

    with pytest.raises(PictureRefused, match=r"The cover of consumer_form\.secret did not hold") as caught:
        prove_covered(text(SECRET), spot, text(SECRET), 1)
    assert SECRET not in str(caught.value)


def show_an_existing_consumer(stage):
    stage.page.goto(urljoin(stage.page.url, "/config/api-connections/oauth-consumers"))
    OAuthConsumers(stage.app).open("Power BI")


@pytest.fixture
def with_credentials(monkeypatch):
    """One picture in the place of all: of an existing consumer, whose key and secret are on the screen."""
    shown = replace(PICTURES[5], arrive=show_an_existing_consumer, marks=())
    monkeypatch.setattr("flows.guide.walker.PICTURES", (shown,))


@pytest.mark.browser
@pytest.mark.always(1)
@pytest.mark.parametrize("values", ["inputs", "text"])
def test_a_picture_is_the_same_whatever_key_and_secret_are_on_the_screen(
    studio, tmp_path, monkeypatch, with_credentials, values
):
    pixels, covers = [], []
    for number, length in enumerate((8, 60)):
        monkeypatch.setattr(Draw, "secret", lambda _, length=length: (SECRET * 4)[:length])
        monkeypatch.setattr(Draw, "key", lambda _, length=length: (SECRET * 4)[3 : 3 + length // 2])
        with Sandbox(SandboxOptions(appearance={"values": values})) as tenant:
            outcome = studio.take(tenant, tmp_path / str(number), steps=(6,))
        assert outcome.failures == {}
        (entry,) = PictureSet.load(tmp_path / str(number)).entries.values()
        pixels.append(entry.pixels)
        covers.append(entry.covers)
        assert "•" in str(entry.texts)
        assert SECRET[:6] not in str(entry.texts)

    assert pixels[0] == pixels[1]
    assert covers[0] == covers[1] == ["consumer_form.key", "consumer_form.secret", "person"]


@pytest.mark.browser
def test_a_cover_that_does_nothing_stops_the_picture(studio, tmp_path, monkeypatch, with_credentials):
    @contextmanager
    def uncovered(page, places, values, **_options):
        yield coverable(page, places, values)

    monkeypatch.setattr("flows.guide.taking.covered", uncovered)
    with Sandbox(SandboxOptions()) as tenant:
        outcome = studio.take(tenant, tmp_path, steps=(6,))

    assert sorted(outcome.failures) == ["es/light/06-fields"]
    assert all(
        "did not hold" in failure.message or "looks like a secret" in failure.message
        for failure in outcome.failures.values()
    )
    assert not list(tmp_path.rglob("*.webp"))
