from __future__ import annotations

import io
import os
import re
import subprocess

import pytest
from dotenv import dotenv_values
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.errors import VaultUnusable
from automation.vaults import open_vault
from automation.vaults.dotenv_file import _with_variables

BEFORE = """# settings of the bridge

export PORT=8080   # the port
  NAME = "two words"
EMPTY=
BARE
not a line that python-dotenv understands ' "
export ERP_KEY="old key"  # from Fracttal

MULTI='line one
line two'
ERP_SECRET=old#half # rotated in May
URL=${PORT}/path"""

LINES = BEFORE.replace("one\nline", "one\0line").splitlines(keepends=True)
LINES = [line.replace("\0", "\n") for line in LINES]


def test_comments_order_and_everything_else_stay(tmp_path, made):
    path = tmp_path / ".env"
    path.write_text(BEFORE)
    reference = open_vault("dotenv:.env?prefix=ERP", base=tmp_path).put(made())
    assert reference == f"dotenv:{path}#ERP"
    expected = (
        BEFORE.replace('"old key"', "KEY0123456789abcde").replace("old#half", "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA")
        + "\n\nERP_CONSUMER='https://one.fracttal.com/Planta Norte/ERP bridge'\n"
    )
    assert path.read_text() == expected


def test_the_variables_are_named_after_company_and_consumer(tmp_path, made):
    path = tmp_path / ".env"
    open_vault("dotenv:.env", base=tmp_path).put(made())
    assert dotenv_values(path) == {
        "PLANTA_NORTE_ERP_BRIDGE_CONSUMER": "https://one.fracttal.com/Planta Norte/ERP bridge",
        "PLANTA_NORTE_ERP_BRIDGE_KEY": "KEY0123456789abcde",
        "PLANTA_NORTE_ERP_BRIDGE_SECRET": "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA",
    }


@pytest.mark.parametrize(
    ("company", "name", "prefix"),
    [
        ("", "Órdenes & Más", "ORDENES_MAS"),
        ("", "3M bridge", "CONSUMER_3M_BRIDGE"),
        ("FRACTTAL - Activación", "ERP", "CONSUMER_FRACTTAL_ACTIVACION_ERP"),
        ("", "fracttal totp", "CONSUMER_FRACTTAL_TOTP"),
        ("", "日本", r"CONSUMER_[0-9A-F]{8}"),
    ],
)
def test_every_name_gives_a_variable_that_is_no_setting_of_this_program(tmp_path, made, company, name, prefix):
    reference = open_vault("dotenv:.env", base=tmp_path).put(made(name, company))
    assert re.fullmatch(prefix, reference.partition("#")[2])


def test_a_second_consumer_for_the_same_variables_gets_its_own(tmp_path, made):
    vault = open_vault("dotenv:.env?prefix=ERP", base=tmp_path)
    references = [vault.put(made(name)) for name in ("one", "two", "one")]
    assert [reference.partition("#")[2] for reference in references] == ["ERP", "ERP_2", "ERP"]


def test_variables_of_unknown_origin_are_not_overwritten_unless_asked_for(tmp_path, made):
    path = tmp_path / ".env"
    path.write_text("PLANTA_NORTE_ERP_BRIDGE_SECRET=by-hand\n")
    reference = open_vault("dotenv:.env", base=tmp_path).put(made())
    assert reference.endswith("#PLANTA_NORTE_ERP_BRIDGE_2")
    assert dotenv_values(path)["PLANTA_NORTE_ERP_BRIDGE_SECRET"] == "by-hand"


def test_empty_placeholders_are_filled(tmp_path, made):
    path = tmp_path / ".env"
    path.write_text("PLANTA_NORTE_ERP_BRIDGE_KEY=\nPLANTA_NORTE_ERP_BRIDGE_SECRET=''\nX=1")
    open_vault("dotenv:.env", base=tmp_path).put(made())
    assert path.read_text().startswith(
        "PLANTA_NORTE_ERP_BRIDGE_KEY=KEY0123456789abcde\n"
        "PLANTA_NORTE_ERP_BRIDGE_SECRET=Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA\nX=1\n"
    )


def test_a_variable_that_is_there_twice_gets_its_value_in_both_places(tmp_path, made):
    path = tmp_path / ".env"
    path.write_text("ERP_SECRET=a\nERP_KEY=b\nERP_SECRET=c\n")
    open_vault("dotenv:.env?prefix=ERP", base=tmp_path).put(made())
    assert path.read_text().count("ERP_SECRET=Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA\n") == 2


def test_line_ends_of_windows_stay(tmp_path, made):
    path = tmp_path / ".env"
    path.write_bytes(b"A=1\r\nERP_KEY=old\r\n")
    open_vault("dotenv:.env?prefix=ERP", base=tmp_path).put(made())
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") == 5
    assert dotenv_values(path)["A"] == "1"


@pytest.mark.parametrize("prefix", ["1ERP", "ERP-X", "A B", "É"])
def test_a_prefix_that_no_variable_can_begin_with_is_refused(tmp_path, prefix):
    with pytest.raises(VaultUnusable, match="cannot begin the name of a variable"):
        open_vault(f"dotenv:.env?prefix={prefix}", base=tmp_path)


@settings(deadline=None)  # a machine may be busy
@given(
    before=st.lists(st.sampled_from([*LINES, "ERP_KEY='it\\'s'# c\n", "'ERP_KEY' = x\r\n", "\n", "ERP_KEY"])).map(
        "".join
    ),
    value=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
def test_python_dotenv_reads_back_what_was_written_and_all_else_as_before(before, value):
    if "\r" in value:
        value = value.replace("\r", "")  # reading text folds it
    after = _with_variables(before, {"ERP_KEY": value})
    read = dotenv_values(stream=io.StringIO(after))
    assert read["ERP_KEY"] == value
    old = dotenv_values(stream=io.StringIO(before))
    assert {name: got or "" for name, got in read.items() if name != "ERP_KEY"} == {
        name: got or "" for name, got in old.items() if name != "ERP_KEY"
    }


def test_a_shell_reads_the_same(tmp_path, made):
    path = tmp_path / ".env"
    open_vault("dotenv:.env", base=tmp_path).put(made())
    done = subprocess.run(
        ["sh", "-c", f'. {path}; printf %s "$PLANTA_NORTE_ERP_BRIDGE_SECRET|$PLANTA_NORTE_ERP_BRIDGE_CONSUMER"'],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.stdout == "Zq8vN3xL0bT6rK1mW9cY5hD2gF7jS4pA|https://one.fracttal.com/Planta Norte/ERP bridge"


def test_a_quote_that_is_never_closed_is_refused_by_the_check(tmp_path, made):
    path = tmp_path / ".env"
    path.write_text("A=1\nB='hidden\n")
    with pytest.raises(VaultUnusable, match="line 2: a quote is opened and not closed") as caught:
        open_vault("dotenv:.env", base=tmp_path).check()
    assert "hidden" not in str(caught.value)
    with pytest.raises(VaultUnusable, match="left as it was"):
        open_vault("dotenv:.env", base=tmp_path).put(made())
    assert path.read_text() == "A=1\nB='hidden\n"
    path.write_text("A=1\nnot a line that's understood\n")
    open_vault("dotenv:.env", base=tmp_path).check()
