"""Pictures of the replica, taken in a real browser."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace

import pytest

from automation.browser import new_context
from automation.errors import BrowserMissing
from automation.sandbox import Sandbox, SandboxOptions
from automation.sandbox.server import STATIC
from flows.guide.causes import changes
from flows.guide.comparing import read_picture
from flows.guide.finishing import hash_of
from flows.guide.geometry import Rect
from flows.guide.look import load_look
from flows.guide.manifest import PictureSet
from flows.guide.pictures import PICTURES

pytestmark = pytest.mark.browser
LABELS = {
    "A": {"es": "Tipo de autorización", "pt": "Tipo de autorização"},
    "B": {"es": "Nombre", "pt": "Nome"},
    "C": {"es": "Descripción", "pt": "Descrição"},
    "D": {"es": "Grupo de Permisos", "pt": "Grupo de permissões"},
}


def box(entry, **which):
    (found,) = [one for one in entry.boxes if all(one[name] == value for name, value in which.items())]
    return Rect(found["x"], found["y"], found["width"], found["height"])


def place_of(entry, text):
    (found,) = [one for one in entry.texts if one[0] == text]
    return Rect(*found[1:]).scaled(entry.scale)


def is_framed(image, frame):
    """The frame's own colour runs along the middle of all four sides."""
    colour = tuple(int(load_look().box.colour[at : at + 2], 16) for at in (1, 3, 5))
    points = [
        (frame.x + 1, frame.y + frame.height // 2),
        (frame.right - 2, frame.y + frame.height // 2),
        (frame.x + frame.width // 2, frame.y + 1),
        (frame.x + frame.width // 2, frame.bottom - 2),
    ]
    return all(image.getpixel(tuple(map(int, point))) == colour for point in points)


def check_letters(pictures, entry):
    image = read_picture(pictures.path(entry))
    for letter in LABELS:
        frame = box(entry, letter=letter)
        assert is_framed(image, frame)
        for other, others in LABELS.items():
            # Each frame holds its own field's label and no other's.
            assert place_of(entry, others[entry.language]).within(frame) is (other == letter)


def test_every_step_has_its_picture(first_run, pictures):
    assert first_run.failures == {}
    assert sorted(pictures.entries) == [
        f"es/light/{name}"
        for name in (
            "01-user-menu",
            "02-settings",
            "03-api-connections",
            "04-oauth-consumers",
            "05-add",
            "06-fields",
            "07-save",
        )
    ]
    assert pictures.problems() == []


def test_step_6_has_the_letters_a_to_d_on_its_four_fields(pictures):
    check_letters(pictures, pictures.entries["es/light/06-fields"])


def test_letters_are_right_in_the_dark_at_device_scale_2_in_another_language(studio, tmp_path):
    with Sandbox(SandboxOptions(language="pt", theme="dark")) as tenant:
        outcome = studio.take(tenant, tmp_path, languages=("pt",), themes=("dark",), scales=(2,), steps=(6,))
    pictures = PictureSet.load(tmp_path)
    entry = pictures.entries["pt/dark/06-fields@2x"]

    assert outcome.failures == {}
    assert (entry.width, entry.height) == (2732, 1536)
    check_letters(pictures, entry)


def test_the_redesign_has_its_pictures_without_the_credentials_that_it_shows_only_after_save(studio, tmp_path):
    with Sandbox(SandboxOptions(appearance={"variant": "redesign"})) as tenant:
        outcome = studio.take(tenant, tmp_path, steps=(6, 7))
    pictures = PictureSet.load(tmp_path)
    fields, save = (pictures.entries[f"es/light/{name}"] for name in ("06-fields", "07-save"))

    assert outcome.failures == {}
    check_letters(pictures, fields)
    assert [one["control"] for one in save.boxes] == ["consumer_form.save"]


@pytest.mark.parametrize(
    ("picture", "control", "text"),
    [
        ("02-settings", "user_menu.settings", "Configuración"),
        ("03-api-connections", "settings.api_connections", "Conexiones API"),
        ("04-oauth-consumers", "api_connections.oauth_consumers", "Consumidores OAuth"),
        ("07-save", "consumer_form.save", "Guardar"),
        ("07-save", "consumer_form.credentials", "Credenciales"),
    ],
)
def test_the_frame_is_round_the_control_that_the_step_names(pictures, picture, control, text):
    entry = pictures.entries[f"es/light/{picture}"]
    frame = box(entry, control=control)

    assert place_of(entry, text).within(frame)
    assert is_framed(read_picture(pictures.path(entry)), frame)


def test_labels_are_those_on_the_screen(pictures):
    labels = {key: text for entry in pictures.entries.values() for key, text in entry.labels.items()}

    assert labels["consumer_form.permission_group"] == "Grupo de Permisos"
    assert labels["oauth_consumers.footer"] == "Mostrando 1 de 1"


def test_nobody_is_named_on_a_picture(pictures):
    said = " ".join(text[0] for entry in pictures.entries.values() for text in entry.texts)

    assert "Fabián" not in said
    assert load_look().stand_ins.person in said
    assert all("person" in entry.covers for entry in pictures.entries.values())


def test_a_second_run_changes_nothing_and_saves_nothing_in_the_tenant(studio, pictures):
    files = sorted(path for path in pictures.folder.rglob("*") if path.is_file())
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}
    # Another tenant: other keys, other secrets, another password.
    with Sandbox(SandboxOptions(seed=7)) as tenant:
        outcome = studio.take(tenant, pictures.folder)
        after = tenant.state.snapshot()

    assert len(outcome.of("unchanged")) == 7
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files} == before
    assert sorted(path for path in pictures.folder.rglob("*") if path.is_file()) == files
    assert (after["saves"], after["harm"]) == (0, [])


def test_compare_exits_5_and_names_what_changed_with_its_cause_and_nothing_else(studio, pictures, tmp_path):
    static = tmp_path / "static"
    shutil.copytree(STATIC, static)
    page = static / "index.html"
    green = "<style>.MuiFab-root { background: #0a7d2c !important }</style></head>"
    page.write_text(page.read_text().replace("</head>", green))
    renamed = {"es": {"api_connections.connection_keys": "Llaves de la API"}}
    with Sandbox(SandboxOptions(renamed=renamed, mutations=("no-description",)), static=static) as tenant:
        code, said = studio.command(
            tenant, "guide", "compare", "--language", "es", "--theme", "light", "--out", str(pictures.folder), "--json"
        )

    found = {one["picture"].removeprefix("es/light/"): one for one in json.loads(said)["changes"]}
    assert code == 5
    assert {name: one["cause"] for name, one in found.items()} == {
        "03-api-connections": "text",
        "04-oauth-consumers": "text",
        "05-add": "colour",
        "06-fields": "missing",
        "07-save": "missing",
    }
    assert found["03-api-connections"]["details"] == [
        "“Claves de conexión para Fracttal API” is now “Llaves de la API”"
    ]
    assert "consumer_form.description" in found["06-fields"]["details"][0]
    assert "“Descripción” is gone" in found["07-save"]["details"]
    assert PictureSet.load(pictures.folder).problems() == []
    assert (pictures.folder / "review.html").exists()


def test_two_browsers_share_the_walks_and_the_account_keeps_its_own_language(studio, tmp_path):
    with Sandbox(SandboxOptions()) as tenant:
        outcome = studio.take(tenant, tmp_path, languages=("es", "fr"), steps=(1,), beside=studio.another)
        chosen = {(one.language, one.theme) for one in tenant.state.preferences.values()}
        tries = sum(tenant.state.snapshot()["sign_in_attempts"].values())

    assert outcome.failures == {}
    assert outcome.of("new") == ["es/light/01-user-menu", "fr/light/01-user-menu"]
    assert (chosen, tries) == ({("es", "light")}, 1)


def test_what_a_second_browser_does_not_take_is_taken_by_the_first(studio, tmp_path):
    def none():
        raise BrowserMissing("There is no second one.")

    with Sandbox(SandboxOptions()) as tenant:
        outcome = studio.take(tenant, tmp_path, themes=("light", "dark"), steps=(1,), beside=none)

    assert outcome.of("new") == ["es/dark/01-user-menu", "es/light/01-user-menu"]


def test_a_language_that_does_not_switch_is_refused_with_a_message(studio, tmp_path, monkeypatch):
    def broken(browser, **options):
        context = new_context(browser, **options)
        context.route("**/bff/preferences", lambda route: route.fulfill(status=500, json={"error": "server_error"}))
        return context

    monkeypatch.setattr("flows.opening.new_context", broken)
    monkeypatch.setattr("flows.guide.showing.PATIENCE", 1.0)
    with Sandbox(SandboxOptions()) as tenant:
        outcome = studio.take(tenant, tmp_path, languages=("fr", "es"), steps=(1,))

    assert sorted(outcome.failures) == ["fr/light/01-user-menu"]
    assert all("did not switch to fr" in failure.message for failure in outcome.failures.values())
    assert outcome.of("new") == ["es/light/01-user-menu"]


def test_the_language_is_verified_before_each_picture(studio, tmp_path, monkeypatch):
    first, second, *_ = PICTURES
    turned = replace(second, arrive=lambda stage: stage.page.evaluate("() => { document.documentElement.lang = 'en' }"))
    monkeypatch.setattr("flows.guide.walker.PICTURES", (first, turned))
    with Sandbox(SandboxOptions()) as tenant:
        outcome = studio.take(tenant, tmp_path, steps=(1, 2))

    assert outcome.of("new") == ["es/light/01-user-menu"]
    assert "The document says that its language is “en”" in outcome.failures["es/light/02-settings"].message


def test_what_looks_secret_waits_to_be_allowed_by_name_and_what_cannot_be_covered_is_lost_alone(studio, tmp_path):
    odd = {"es": {"settings.account": "Zx81Kp90Qw27Rt65Yu"}}
    with Sandbox(SandboxOptions(renamed=odd, mutations=("no-key-field",))) as tenant:
        refused = studio.take(tenant, tmp_path, steps=(3,))
        allowed = studio.take(tenant, tmp_path, steps=(3, 5, 6), allowed=("portal de invitados",))

    (failure,) = refused.failures.values()
    assert '--allow "Portal de Invitados"' in failure.message
    assert "Zx81Kp90Qw27Rt65Yu" not in failure.message
    assert allowed.of("new") == ["es/light/03-api-connections", "es/light/05-add"]
    assert sorted(allowed.failures) == ["es/light/06-fields"]
    assert "consumer_form.key" in allowed.failures["es/light/06-fields"].message


def test_pixels_decide_and_not_bytes(pictures):
    entry = pictures.entries["es/light/05-add"]

    assert hash_of(read_picture(pictures.path(entry))) == entry.pixels
    assert changes(pictures, PictureSet(pictures.folder / "pending")) == []
