"""The review page, the gallery and the article, in a real browser, with the keyboard, and under axe."""

from __future__ import annotations

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw

from automation.errors import BadInput, PictureRefused
from flows.articles import load_article
from flows.guide.building import build
from flows.guide.finishing import Finished, hash_of
from flows.guide.keeping import Keeper
from flows.guide.look import load_look
from flows.guide.manifest import Entry, PictureSet, Shot
from flows.guide.running import review
from flows.guide.walkthrough import Film, Filming, Scene

LABELS = {key: f"Label {number} <*>" for number, key in enumerate(load_article("en").labels)}


def image(step, mark=""):
    picture = Image.new("RGB", (320, 180), "white")
    ImageDraw.Draw(picture).text((20, 60), f"Step {step} {mark}", fill="black", font_size=24)
    return picture


def put(keeper, step, language="es", theme="light", *, mark="", texts=()):
    picture = image(step, mark)
    entry = Entry(
        step=step, name=f"{step:02d}-step", language=language, theme=theme, width=320, height=180, sha256="",
        pixels=hash_of(picture), boxes=[], covers=[], labels=LABELS, texts=[list(one) for one in texts],
        app="", tool="",
    )  # fmt: skip
    keeper.keep(entry, Finished(picture, picture, picture, entry.pixels, [], []))


@pytest.fixture
def out(tmp_path):
    """An approved set in two languages and themes, of which some pictures changed."""
    folder = tmp_path / "screenshots"
    first = Keeper(folder, load_look(), adopt=True)
    for language in ("es", "fr"):
        for theme in ("light", "dark"):
            for step in range(1, 8):
                put(first, step, language, theme, texts=[["Nombre", 20, 60, 50, 20]])
    first.save()
    second = Keeper(folder, load_look(), adopt=False)
    put(second, 3, "es", "light", mark="new", texts=[["Nome", 20, 60, 45, 20]])
    put(second, 3, "fr", "dark", mark="new", texts=[["Nome", 20, 60, 45, 20]])
    put(second, 5, "es", "dark", mark="new", texts=[["Nombre", 20, 60, 50, 20]])
    second.miss("fr/light/06-step", "Looked for consumer_form.description under the names “Description”.")
    second.save()
    return folder


def serious(page):
    violations = Axe().run(page).response["violations"]
    return [(one["id"], one["impact"]) for one in violations if one["impact"] in ("serious", "critical")]


@pytest.fixture
def review_page(out, page):
    review(out)
    page.goto((out / "review.html").as_uri())
    return page


@pytest.mark.browser
def test_the_review_groups_what_changed_by_cause(review_page):
    headings = review_page.get_by_role("heading", level=2).all_inner_texts()

    assert headings == ["Missing (1)", "Text (2)", "Colour (1)"]
    assert review_page.get_by_role("heading", level=3).all_inner_texts() == [
        "fr/light/06-step",
        "es/light/03-step",
        "fr/dark/03-step",
        "es/dark/05-step",
    ]
    assert review_page.get_by_text("“Nombre” is now “Nome”").count() == 2


@pytest.mark.browser
def test_the_review_is_one_file_with_all_pictures_in_it(out, review_page):
    sources = review_page.locator("img").evaluate_all("all => all.map(image => image.src.slice(0, 23))")
    loaded = review_page.locator("img").evaluate_all("all => all.every(image => image.naturalWidth === 320)")

    assert set(sources) == {"data:image/webp;base64,"}
    assert loaded
    assert review_page.locator("figure").all_inner_texts() == ["Before"] + ["Before", "After", "Difference"] * 3


@pytest.mark.browser
def test_the_review_is_filtered_and_slid_with_the_keyboard_alone(review_page):
    page = review_page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "es"
    page.keyboard.press("Space")
    assert page.get_by_role("status").inner_text() == "2 shown"
    assert page.get_by_role("heading", level=2).all_inner_texts() == ["Missing (1)", "Text (2)"]

    summary = page.locator("summary").filter(visible=True)
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    before = page.evaluate("getComputedStyle(document.activeElement.parentElement.querySelector('.after')).clipPath")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    after = page.evaluate("getComputedStyle(document.activeElement.parentElement.querySelector('.after')).clipPath")
    assert (before, after) == ("inset(0px 0px 0px 50%)", "inset(0px 0px 0px 55%)")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_passes_axe(review_page, scheme):
    review_page.emulate_media(color_scheme=scheme)
    for summary in review_page.locator("summary").all():
        summary.click()

    assert serious(review_page) == []


@pytest.mark.browser
def test_the_gallery_shows_every_picture_and_is_filtered_with_the_keyboard(out, page, tmp_path):
    build(out, tmp_path / "article", ["es"], "light")
    page.goto((tmp_path / "article/gallery.html").as_uri())

    assert page.get_by_role("heading", level=2).count() == 7
    assert page.locator("figure").count() == 28
    page.locator("img").evaluate_all("all => all.forEach(image => image.loading = 'eager')")
    page.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalWidth === 320)")
    assert serious(page) == []

    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "dark"
    page.keyboard.press("Space")
    assert page.get_by_role("status").inner_text() == "14 shown"
    assert page.locator("figure:visible").count() == 14


@pytest.mark.browser
def test_the_article_is_clean_html_that_passes_axe(out, page, tmp_path):
    build(out, tmp_path, ["fr"], "dark")
    article = (tmp_path / "fr.html").read_text()
    page.goto((tmp_path / "fr.html").as_uri())

    assert "<script" not in article
    assert "style=" not in article
    assert page.locator("article").get_attribute("lang") == "fr"
    assert page.get_by_role("heading", level=1).inner_text() == "Créer un client OAuth"
    assert page.locator("figure img").count() == 7
    assert all(one.strip() for one in page.locator("img").evaluate_all("all => all.map(image => image.alt)"))
    assert page.locator("img").evaluate_all("all => all.every(image => image.naturalWidth === 320)")
    assert page.locator("img").first.get_attribute("src") == "screenshots/fr/dark/01-step.webp"
    page.set_content(f'<!doctype html><html lang="fr"><title>Article</title><main>{article}</main></html>')
    assert serious(page) == []


def test_the_article_is_worded_with_the_labels_on_the_pictures(out, tmp_path):
    build(out, tmp_path, ["es"], "light")
    markdown, html = (tmp_path / "es.md").read_text(), (tmp_path / "es.html").read_text()
    number = list(LABELS).index("user_menu.settings")

    assert f"Elija **Label {number} \\<\\*\\>** en el menú." in markdown
    assert f"Elija <strong>Label {number} &lt;*&gt;</strong> en el menú." in html
    assert f"con la opción Label {number} &lt;*&gt; marcada" in html
    assert "{" not in markdown


def test_an_article_with_a_label_that_no_picture_shows_is_not_built(out, tmp_path):
    pictures = PictureSet.load(out)
    for known, entry in pictures.entries.items():
        labels = {key: text for key, text in entry.labels.items() if key != "consumer_form.save"}
        pictures.entries[known] = replace(entry, labels=labels)
    pictures.save()

    with pytest.raises(PictureRefused, match=r"names consumer_form\.save, and no approved picture"):
        build(out, tmp_path, ["es"], "light")


def test_an_article_without_its_pictures_is_not_built(out, tmp_path):
    with pytest.raises(PictureRefused, match="in pt"):
        build(out, tmp_path, ["pt"], "light")
    with pytest.raises(BadInput, match="has no pictures"):
        build(tmp_path / "nowhere", tmp_path, ["es"], "light")


def test_a_review_needs_an_approved_set(tmp_path):
    with pytest.raises(BadInput, match="no approved pictures"):
        review(tmp_path)


def test_a_touched_approved_picture_is_not_compared_with(out):
    (out / "es/light/01-step.webp").write_bytes(b"")

    with pytest.raises(BadInput, match="es/light/01-step is not the picture that was approved"):
        review(out)


def test_the_review_of_nothing_says_so(out):
    from flows.guide.approving import approve

    approve(out)
    pending = PictureSet.load(out / "pending")
    pending.failed.clear()
    pending.save_or_clear()

    assert review(out) == []
    assert "All 28 pictures are as approved." in (out / "review.html").read_text()


def scene(step):
    return Scene(step, image(step).resize((960, 540)), image(step, "x").resize((960, 540)), ((400.0, 300.0),))


def test_a_film_has_a_chapter_for_each_step_and_the_steps_names(tmp_path):
    film = Film("fr")
    for step in (1, 2):
        film.add(scene(step))
    pictures = PictureSet(tmp_path)
    film.put(pictures, "light")
    video = pictures.videos["fr"]

    names = [step.heading.template for step in load_article("fr").steps[:2]]
    assert [one["name"] for one in video["chapters"]] == [f"1. {names[0]}", f"2. {names[1]}"]
    assert video["chapters"][0]["start"] == 0
    assert 0 < video["chapters"][1]["start"] < video["milliseconds"]
    with Image.open(tmp_path / "fr/walkthrough.webp") as shown:
        assert shown.is_animated
        assert shown.size == (video["width"], video["height"])


def test_a_film_that_shows_the_same_keeps_its_bytes(tmp_path):
    pictures = PictureSet(tmp_path)
    made = []
    for _ in range(2):
        film = Film("es")
        film.add(scene(1))
        made.append(film.put(pictures, "light"))

    assert made == [True, False]


def test_a_film_is_made_only_when_every_step_could_be_taken(tmp_path):
    filming = Filming("light")
    filming.scenes["es"] = {1: scene(1), 2: scene(2)}

    assert filming.write(PictureSet(tmp_path), steps=3) == []
    assert filming.write(PictureSet(tmp_path), steps=2) == ["es"]


def test_a_shot_in_another_theme_or_scale_is_not_filmed(tmp_path):
    filming = Filming("light")
    for shot in (Shot(1, "01-step", "es", "dark"), Shot(1, "01-step", "es", "light", 2)):
        filming.shown(shot, None, None)

    assert filming.scenes == {}
