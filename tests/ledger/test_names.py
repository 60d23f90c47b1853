from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.names import normalise_name, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ERP bridge", "erp BRIDGE"),
        ("Órdenes", "ordenes"),
        ("Orde\u0301nes", "ordénes"),
        ("  a   b ", "a b"),
        ("a\u00a0b", "a b"),
        ("a\tb\n", "a b"),
        ("a\u200bb", "ab"),
        ("\ufeffa", "a"),
        ("Straße", "STRASSE"),
        ("ação", "ACAO"),
        ("İstanbul", "istanbul"),
        ("ﬁn", "fin"),
    ],
)
def test_names_that_a_person_takes_for_one_fold_to_one(one, other):
    assert normalise_name(one) == normalise_name(other)


@pytest.mark.parametrize(("one", "other"), [("ERP 1", "ERP 2"), ("ERP-1", "ERP 1"), ("ab", "a b"), ("日本", "日")])
def test_names_that_differ_stay_different(one, other):
    assert normalise_name(one) != normalise_name(other)


@settings(deadline=None)  # a machine may be busy
@given(st.text())
def test_folding_twice_changes_nothing_more(name):
    assert normalise_name(normalise_name(name)) == normalise_name(name)


def test_a_slug_is_made_of_plain_letters():
    assert slug("Planta Norte", "ERP bridge #1") == "planta-norte-erp-bridge-1"
    assert slug("日本") == ""
    assert slug("a b", separator="_") == "a_b"
