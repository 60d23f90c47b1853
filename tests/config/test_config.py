from __future__ import annotations

from pathlib import Path

import pytest
from dotenv import dotenv_values
from pydantic import ValidationError

from automation.config import Config, setting_name
from automation.errors import BadInput, SettingsMissing
from automation.redaction import Secret

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in Config.model_fields:
        monkeypatch.delenv(setting_name(name), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_environment_wins_over_the_file_and_a_caller_wins_over_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("FRACTTAL_EMAIL=file@example.com\nFRACTTAL_COMPANY=file\nFRACTTAL_TIMEOUT=7\n")
    monkeypatch.setenv("FRACTTAL_EMAIL", "environment@example.com")
    monkeypatch.setenv("FRACTTAL_COMPANY", "environment")

    config = Config.load(company="caller")

    assert (config.company, config.email, config.timeout) == ("caller", "environment@example.com", 7)


def test_an_override_of_none_means_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRACTTAL_LANGUAGE", "fr")
    assert Config.load(language=None).language == "fr"


def test_an_empty_value_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("FRACTTAL_HEADLESS=\nFRACTTAL_VAULT=\n")
    monkeypatch.setenv("FRACTTAL_TIMEOUT", "")
    config = Config.load()
    assert (config.headless, config.vault, config.timeout) == (True, None, 30)


def test_the_first_load_is_given_more_time_than_any_later_screen() -> None:
    assert Config.load().sign_in_timeout >= 60
    assert Config.load(timeout=2).sign_in_timeout < 10


def test_a_setting_cannot_be_changed_afterwards() -> None:
    config = Config.load()
    with pytest.raises(ValidationError):
        config.company = "another"  # type: ignore[misc]  # that it is refused is the point


def test_a_misspelt_override_is_a_programming_error() -> None:
    with pytest.raises(TypeError, match="no such setting: emial"):
        Config.load(emial="a@example.com")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://one.fracttal.com/signin?next=/", "https://one.fracttal.com"),
        (" HTTPS://One.Fracttal.com:443/ ", "https://one.fracttal.com"),
        ("http://127.0.0.1:8080/config", "http://127.0.0.1:8080"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:9", "http://[::1]:9"),
        ("https://señal.example", "https://xn--seal-hqa.example"),
    ],
)
def test_the_base_address_is_kept_as_its_origin(given: str, kept: str) -> None:
    assert Config.load(base_url=given).base_url == kept


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("one.fracttal.com", "must be a whole address that starts with https://"),
        ("ftp://one.fracttal.com", "must be a whole address that starts with https://"),
        ("https://", "must be a whole address that starts with https://"),
        ("http://one.fracttal.com", "plain http is only for this machine"),
        ("http://127.0.0.1.example.com", "plain http is only for this machine"),
        ("https://ana:hunter22@one.fracttal.com", "must not contain a user name or password"),
        ("https://one.fracttal.com:port", "is not an address"),
        ("https://a..b", "is not an address"),
    ],
)
def test_an_unusable_base_address_is_refused_with_the_reason(given: str, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        Config.load(base_url=given)
    assert "  FRACTTAL_BASE_URL: " in str(caught.value)
    assert said in str(caught.value)
    assert "hunter22" not in str(caught.value)


@pytest.mark.parametrize(
    ("base", "token", "api"),
    [
        (
            "https://one.fracttal.com",
            "https://one.fracttal.com/oauth/token",
            "https://app.fracttal.com/api",
        ),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123/oauth/token", "http://127.0.0.1:8123/api"),
    ],
)
def test_the_token_and_api_addresses_follow_the_base_address(base: str, token: str, api: str) -> None:
    config = Config.load(base_url=base)
    assert (config.token_url, config.api_url) == (token, api)


def test_a_token_address_of_ones_own_is_kept_and_must_be_safe_too() -> None:
    assert Config.load(token_url="https://sso.example.com/token/").token_url == "https://sso.example.com/token"
    with pytest.raises(BadInput, match=r"FRACTTAL_TOKEN_URL: must start with https://"):
        Config.load(token_url="http://sso.example.com/token")


def test_all_problems_are_named_at_once_and_no_value_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRACTTAL_PASSWORD", "hunter22")
    monkeypatch.setenv("FRACTTAL_BASE_URL", "one.fracttal.com/s3cr3t")
    monkeypatch.setenv("FRACTTAL_LANGUAGE", "klingon")
    monkeypatch.setenv("FRACTTAL_TIMEOUT", "soon")
    monkeypatch.setenv("FRACTTAL_HEADLESS", "perhaps")

    with pytest.raises(BadInput) as caught:
        Config.load()

    lines = str(caught.value).splitlines()
    assert lines[0] == "These settings cannot be used (their values are not shown):"
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "FRACTTAL_BASE_URL",
        "FRACTTAL_LANGUAGE",
        "FRACTTAL_HEADLESS",
        "FRACTTAL_TIMEOUT",
    ]
    for value in ("hunter22", "s3cr3t", "klingon", "soon", "perhaps"):
        assert value not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_missing_settings_are_named_at_once_with_where_to_set_them() -> None:
    with pytest.raises(SettingsMissing) as caught:
        Config.load(company="north").require("email", "password", "company", "vault", "notify")
    assert str(caught.value) == (
        "FRACTTAL_EMAIL, FRACTTAL_PASSWORD, FRACTTAL_VAULT and FRACTTAL_NOTIFY are not set. "
        "Set them in the environment or in a file .env in this folder (.env.example shows how)."
    )


def test_nothing_is_missing_when_all_that_is_required_is_set() -> None:
    Config.load(email="ops@example.com", password=Secret("x")).require("email", "password")


def test_secrets_do_not_show_when_the_settings_are_printed() -> None:
    config = Config.load(
        password="hunter22",
        totp_secret="JBSWY3DP",
        database_url="postgresql://u:dbpass@db.example/flows",
        browser_endpoint="wss://browser.example/?token=abc123",
        notify="mailto://u:mailpass@example.com, ntfy://topic7",
    )
    for value in ("hunter22", "JBSWY3DP", "dbpass", "abc123", "mailpass", "topic7"):
        assert value not in f"{config!r} {config} {config.model_dump()} {config.model_dump_json()}"
    revealed = [secret.get_secret_value() for secret in config.secrets]
    assert revealed == [
        "hunter22",
        "JBSWY3DP",
        "postgresql://u:dbpass@db.example/flows",
        "wss://browser.example/?token=abc123",
        "mailto://u:mailpass@example.com",
        "ntfy://topic7",
        "dbpass",
    ]


def test_spaces_around_a_name_go_and_those_of_a_password_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRACTTAL_EMAIL", " ops@example.com ")
    monkeypatch.setenv("FRACTTAL_PASSWORD", " spaced ")
    config = Config.load()
    assert config.email == "ops@example.com"
    assert config.password == Secret(" spaced ")


def test_a_file_from_a_windows_editor_is_read() -> None:
    Path(".env").write_bytes(b"\xef\xbb\xbfFRACTTAL_EMAIL=ops@example.com\r\n")
    assert Config.load().email == "ops@example.com"


def test_a_file_that_is_not_text_is_refused_by_name() -> None:
    Path(".env").write_bytes(b"FRACTTAL_PASSWORD=\xff\xfe\xfa\n")
    with pytest.raises(BadInput, match=r"^\.env cannot be read as UTF-8 text"):
        Config.load()


def test_the_home_folder_is_written_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Config.load(state_dir="~/state").state_dir == tmp_path / "state"


def test_the_example_file_names_every_setting_and_no_other() -> None:
    assert set(dotenv_values(EXAMPLE)) == {setting_name(name) for name in Config.model_fields}


def test_the_example_file_as_it_stands_gives_the_defaults() -> None:
    assert Config.load(env_file=EXAMPLE) == Config.load(env_file=None)
