"""Playwright hands the patterns to JavaScript: what Python's `re` accepts proves nothing about the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from automation.labels import LANGUAGES, Catalogue, Labels
from automation.labels.patterns import pattern_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

CATALOGUE = Catalogue.load()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_finds_every_control_by_any_of_its_names(page: Page, language: str) -> None:
    # one button for each name of each control, in capitals, as the app styles its tabs
    filled = {"first": "1", "shown": "25", "total": "1.230", "field": "Nom"}
    shown = [
        (control, name.format(**filled).upper())
        for control, entry in CATALOGUE.entries[language].items()
        for name in entry.names
    ]
    page.set_content("".join("<button></button>" for _ in shown))
    page.evaluate(
        "names => document.querySelectorAll('button').forEach((button, at) => { button.textContent = names[at] })",
        [name for _, name in shown],
    )
    labels = Labels(CATALOGUE, language)
    for control in CATALOGUE.controls:
        found = page.get_by_role("button", name=labels.pattern(control)).all_text_contents()
        wanted = [name for _, name in shown if labels.knows(control, name)]
        assert found == wanted
        assert {name for of, name in shown if of == control} <= set(found)


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("Type d'autorisation", "<button>Type d\u2019autorisation</button>"),
        ("Type d\u2019autorisation", "<button>TYPE D'AUTORISATION</button>"),
        ("Type d'autorisation", "<button>Type d\u02bcautorisation *</button>"),
        ("Activar Fracttal Hub (Middleware)", "<button>Activar&nbsp;Fracttal Hub (Middleware)</button>"),
        ("Conexión API", "<button>conexion\n api</button>"),
        ("Configuracion", "<button>Configuración</button>"),
        ("Grupo de Permisos", "<button><span>Grupo</span> <b>de</b> <span>Permisos</span>:</button>"),
        ("OAuth Consumers", "<button><span>OAuth</span><span>Consumers</span></button>"),
        ("Buscar...", "<button>Buscar…</button>"),
        ("¿Desea continuar?", "<button>¿Desea continuar?</button>"),
        ('Aide \u00ab API \u00bb / "clé" `x` >> \\d [a-z] $1 {x', "<button id=odd></button>"),
    ],
)
def test_the_browser_reads_a_name_as_a_person_does(page: Page, name: str, html: str) -> None:
    page.set_content(html + "<button>Another</button>")
    page.evaluate("name => document.querySelectorAll('#odd').forEach(odd => { odd.textContent = name })", name)
    pattern = pattern_of([name])
    assert page.get_by_role("button", name=pattern).count() == 1
    assert page.get_by_text(pattern).count() == 1
    assert page.locator("button", has_text=pattern).count() == 1


def test_the_browser_does_not_take_a_longer_name_for_the_name(page: Page) -> None:
    page.set_content("<button>Save and create another</button><button> Save </button><button>Save all</button>")
    save = Labels(CATALOGUE, "en").pattern("consumer_form.save")
    assert page.get_by_role("button", name=save).all_text_contents() == [" Save "]
    assert page.locator("button", has_text=save).all_text_contents() == [" Save "]


def test_the_browser_finds_fields_by_label_and_placeholder(page: Page) -> None:
    page.set_content(
        "<label>Nombre&thinsp;*<input placeholder='INGRESE UN NOMBRE para identificar el consumidor'></label>"
        "<label>Nombre completo<input></label>"
    )
    labels = Labels(CATALOGUE)
    assert page.get_by_label(labels.pattern("consumer_form.name")).count() == 1
    assert page.get_by_placeholder(labels.pattern("consumer_form.name_placeholder")).count() == 1
    assert page.get_by_role("textbox", name=labels.pattern("consumer_form.name")).count() == 1
