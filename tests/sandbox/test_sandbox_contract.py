"""Server and screens are written in two languages; what both must know has to be the same."""

from __future__ import annotations

import re
from pathlib import Path

import automation.sandbox
from automation.sandbox.switches import MUTATIONS, SWITCHES

SHARED = Path(automation.sandbox.__file__).parent / "web" / "src" / "shared"
SERVER_ONLY = {"unique_names"}


def test_screens_and_server_know_the_same_switches():
    text = (SHARED / "appearance.ts").read_text(encoding="utf-8")
    table = re.search(r"SWITCHES = \{(.*?)\} as const", text, re.DOTALL)
    assert table is not None
    rows = re.findall(r"(\w+): \[(.*?)\]", table[1])
    screens = {name: tuple(re.findall(r'"([^"]+)"', values)) for name, values in rows}
    assert screens == {name: values for name, values in SWITCHES.items() if name not in SERVER_ONLY}


def test_screens_and_server_know_the_same_mutations():
    text = (SHARED / "mutations.ts").read_text(encoding="utf-8")
    table = re.search(r"MUTATIONS = \[(.*?)\] as const", text, re.DOTALL)
    assert table is not None
    assert tuple(re.findall(r'^\s+"([^"]+)",', table[1], re.MULTILINE)) == MUTATIONS
