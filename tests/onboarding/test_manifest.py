from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from typer.main import get_command

from automation.config import Config
from automation.errors import BadInput
from flows.cli import app
from flows.onboarding.manifest import load
from flows.onboarding.models import json_schema

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD: dict[str, Any] = {
    "defaults": {"permission_group": "Reportes", "vault": "json:credentials.json"},
    "accounts": {
        "north": {"base_url": "https://one.fracttal.com", "email": "a@example.com", "password": {"env": "NORTH"}},
        "south": {"email": "b@example.com", "password": {"keyring": "fracttal/b"}},
    },
    "consumers": [
        {"account": "north", "company": "Planta Norte", "name": "ERP bridge"},
        {"account": "north", "company": "Planta Sur", "name": "ERP bridge", "grant_type": "client-credentials"},
        {"account": "south", "name": "Portal", "grant_type": "authorization-code", "callback_url": "https://x.example"},
    ],
}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config.load(env_file=None, state_dir=tmp_path / "state")


def written(folder: Path, text: str, name: str = "manifest.yaml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def problems(path: Path, config: Config) -> str:
    with pytest.raises(BadInput) as caught:
        load(path, config)
    return caught.value.message


def test_a_manifest_in_order_is_read_with_its_defaults(tmp_path: Path, config: Config) -> None:
    wanted = load(written(tmp_path, yaml.safe_dump(GOOD)), config)
    assert [line.name for line in wanted.lines] == ["ERP bridge", "ERP bridge", "Portal"]
    assert {line.permission_group for line in wanted.lines} == {"Reportes"}
    assert wanted.lines[2].grant_type == "authorization_code"
    assert wanted.accounts["south"].base_url == config.base_url


def test_every_problem_is_named_with_file_line_and_field(tmp_path: Path, config: Config) -> None:
    path = written(
        tmp_path,
        """defaults: {permission_group: G, vault: "json:v"}
accounts:
  north: {email: nobody, password: {env: A}}
  south: {email: a@b.c, password: {env: A}}
consumers:
  - {account: south, name: 12}
  - {account: sout, name: A}
  - {account: south, name: A, colour: red}
""",
    )
    said = problems(path, config)
    assert f"{path}:3: accounts.north.email: must be an e-mail address" in said
    assert f"{path}:6: consumers[1].name: must be text; put it in quotes" in said
    assert f"{path}:7: consumers[2].account: names an account that is not under `accounts`; did you mean south?" in said
    assert f"{path}:8: consumers[3].colour: is not known" in said
    assert "4 problems; nothing was started" in said


def test_the_same_consumer_twice_is_named_with_both_lines(tmp_path: Path, config: Config) -> None:
    data = copy.deepcopy(GOOD)
    data["consumers"].append({"account": "north", "company": "planta norte", "name": "ERP  Bridge"})
    said = problems(written(tmp_path, yaml.safe_dump(data, sort_keys=False)), config)
    assert re.search(
        r"consumers\[4\]\.name: “ERP  Bridge” is wanted twice in the same company; the first is on line \d+", said
    )


def test_a_password_in_the_file_is_refused_and_not_repeated(tmp_path: Path, config: Config) -> None:
    data = copy.deepcopy(GOOD)
    data["accounts"]["north"]["password"] = "hunter2-hunter2"
    said = problems(written(tmp_path, yaml.safe_dump(data)), config)
    assert "accounts.north.password" in said
    assert "never the secret itself" in said
    assert "hunter2" not in said


def test_another_account_never_gets_the_password_of_the_settings(tmp_path: Path) -> None:
    from flows.onboarding.accounts import config_of

    config = Config.load(env_file=None, email="a@example.com", password="of-a", state_dir=tmp_path)
    data = copy.deepcopy(GOOD)
    del data["accounts"]["south"]["password"]
    wanted = load(written(tmp_path, yaml.safe_dump(data)), config)
    assert config_of(wanted.accounts["south"], config, tmp_path).password is None


def test_a_missing_environment_variable_is_named(tmp_path: Path, config: Config) -> None:
    from flows.onboarding.accounts import config_of

    wanted = load(written(tmp_path, yaml.safe_dump(GOOD)), config)
    with pytest.raises(
        BadInput, match=r"accounts\.north\.password is in the environment variable NORTH, which is not set"
    ):
        config_of(wanted.accounts["north"], config, tmp_path)


def test_a_csv_file_takes_its_account_from_the_settings(tmp_path: Path) -> None:
    config = Config.load(env_file=None, email="a@example.com", state_dir=tmp_path)
    text = "name;company;permission_group;vault;hub\nERP;Planta;Reportes;json:v;sí\n\nPortal;Planta;Reportes;json:v;\n"
    wanted = load(written(tmp_path, text, "wanted.csv"), config)
    assert [(line.line, line.name, line.hub) for line in wanted.lines] == [(2, "ERP", True), (4, "Portal", False)]


def test_a_csv_cell_is_named_by_its_line(tmp_path: Path) -> None:
    config = Config.load(env_file=None, email="a@example.com", state_dir=tmp_path)
    path = written(tmp_path, "name,permission_group,vault,hub\nERP,R,json:v,perhaps\n,R,json:v\n", "wanted.csv")
    said = problems(path, config)
    assert f"{path}:2: consumers[1].hub: must be true or false" in said
    assert f"{path}:3: consumers[2]: has 3 cells where the header has 4" in said


@pytest.mark.parametrize("name", ["consumers.yaml", "consumers.csv"])
def test_the_examples_are_in_order(name: str, tmp_path: Path) -> None:
    config = Config.load(env_file=None, email="a@example.com", state_dir=tmp_path)
    assert load(EXAMPLES / name, config).lines


def test_the_published_schema_is_the_one_in_force() -> None:
    published = json.loads((EXAMPLES / "manifest.schema.json").read_text())
    assert published == json_schema()


def test_lines_are_chosen_by_account_company_or_name(tmp_path: Path, config: Config) -> None:
    wanted = load(written(tmp_path, yaml.safe_dump(GOOD)), config)
    assert [line.number for line in wanted.only(("planta*",)).lines] == [1, 2]
    assert [line.number for line in wanted.only(("PORTAL", "*sur")).lines] == [2, 3]
    assert [line.number for line in wanted.only(limit=1).lines] == [1]


JUNK = st.sampled_from([17, 3.5, True, [], ["x"], {"x": "y"}, ""])
COMMAND = get_command(app)


@st.composite
def malformed(draw: st.DrawFn) -> str:  # noqa: C901 -- one case a kind of mistake
    """A good manifest with one thing broken, as text."""
    data = copy.deepcopy(GOOD)
    consumer = data["consumers"][draw(st.integers(0, 2))]
    account = data["accounts"][draw(st.sampled_from(["north", "south"]))]
    word = draw(st.text("abcdefghijklmnop_", min_size=3, max_size=12))
    match draw(st.integers(0, 11)):
        case 0:
            del consumer["name"]
        case 1:
            del data["defaults"]["permission_group"]
        case 2:
            consumer[f"x_{word}"] = word
        case 3:
            account[f"x_{word}"] = word
        case 4:
            consumer["account"] = f"x-{word}"
        case 5:
            consumer[draw(st.sampled_from(["name", "grant_type", "account"]))] = draw(JUNK)
        case 6:
            account["password"] = draw(st.sampled_from([word, {}, {"env": "A", "vault": "b"}, {"file": "x"}, 5]))
        case 7:
            account["base_url"] = draw(
                st.sampled_from(["one.fracttal.com", "http://one.fracttal.com", "ftp://x", 5, ""])
            )
        case 8:
            data["consumers"].append(dict(consumer))
        case 9:
            data["consumers"] = draw(st.sampled_from([[], None, "x", {}, [5]]))
        case 10:
            consumer["grant_type"] = "authorization-code"
            consumer.pop("callback_url", None)
        case 11:
            text = yaml.safe_dump(data)
            return broken_text(draw, text)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def broken_text(draw: st.DrawFn, text: str) -> str:
    """The same with its syntax broken."""
    at = draw(st.integers(0, text.count("\n") - 1))
    lines = text.splitlines()
    lines.insert(
        at, draw(st.sampled_from(["{", "- [", "\tx: y", '"', "? [a]: b: c", "&a *a", "x: y: z", "[" * 200, "@"]))
    )
    return "\n".join(lines)


@settings(
    max_examples=500,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # shrinking starts the command hundreds of times; the example is small as it is
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=malformed())
def test_a_malformed_manifest_names_the_place_ends_with_2_and_starts_nothing(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FRACTTAL_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setattr("flows.opening.browser_for", lambda *_: pytest.fail("a browser was started"))
    path = written(tmp_path, text)
    done = CliRunner().invoke(COMMAND, ["apply", str(path), "--yes"], env={"COLUMNS": "400"})
    said = done.stderr
    assert done.exit_code == 2, (text, done.output)
    assert re.search(r"manifest\.yaml:\s*\d+:", said), (text, said)
    assert not (tmp_path / "state").exists()
    assert not (tmp_path / "runs").exists()
