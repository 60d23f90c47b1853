from __future__ import annotations

import pytest

from automation.sandbox import SandboxOptions
from automation.sandbox.switches import full_appearance


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"language": "de"}, ["language 'de'", "es, en, fr, pt"]),
        ({"theme": "black"}, ["theme 'black'", "light, dark"]),
        ({"secret_policy": "never"}, ["shown-again, shown-once"]),
        ({"appearance": {"varient": "live"}}, ["'varient'", "did you mean 'variant'?", "dropdown"]),
        ({"appearance": {"dropdown": "combo"}}, ["'dropdown'", "'combo'", "select, menu, drawer, native, popover"]),
        ({"mutations": ("no-tabs",)}, ["'no-tabs'", "did you mean 'no-tab'?", "save-hidden"]),
        ({"faults": ("save-dorp",)}, ["'save-dorp'", "did you mean 'save-drop'?", "list-lag"]),
        ({"faults": ("session-drop@start",)}, ["'start'", "menu, settings, api-connections"]),
        ({"faults": "save-drop"}, ["('save-drop',)"]),
        ({"companies": "Planta Norte"}, ["('Planta Norte',)"]),
        ({"companies": ("A", "A")}, ["each once"]),
        ({"companies": ()}, ["at least one company"]),
        ({"renamed": {"de": {}}}, ["'de'"]),
        ({"renamed": {"es": {"settings.title": 3}}}, ["renamed['es']"]),
        ({"groups": -1}, ["groups must be at least 0"]),
        ({"accounts": 0}, ["accounts must be at least 1"]),
    ],
)
def test_an_option_that_does_not_exist_is_refused_with_those_that_do(options, words):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 -- the words are checked below
        SandboxOptions(**options)
    for word in words:
        assert word in str(refusal.value)


def test_switches_left_out_get_their_default():
    assert full_appearance({"dropdown": "menu"})["dropdown"] == "menu"
    assert full_appearance({"dropdown": "menu"})["options"] == "plain"


@pytest.mark.parametrize(
    ("chosen", "where"),
    [
        ({}, "form"),
        ({"variant": "redesign"}, "dialog"),
        ({"variant": "redesign", "credentials": "list"}, "list"),
    ],
)
def test_the_redesign_shows_credentials_in_a_dialog_unless_told_otherwise(chosen, where):
    assert full_appearance(chosen)["credentials"] == where
