"""The settings, read once: what a caller gives > environment > .env > default."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from platformdirs import user_state_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from automation.errors import BadInput, SettingsMissing
from automation.origin import checked, origin_of
from automation.redaction import Secret

PREFIX = "FRACTTAL_"
PRODUCT = "https://one.fracttal.com"
PRODUCT_API = "https://app.fracttal.com/api"

Language = Literal["auto", "es", "en", "fr", "pt"]


def _token_url(values: dict[str, Any]) -> str:
    return f"{values['base_url']}/oauth/token"


def _api_url(values: dict[str, Any]) -> str:
    # the product's screens and its API live on two hosts
    return PRODUCT_API if values["base_url"] == PRODUCT else f"{values['base_url']}/api"


class Config(BaseSettings):
    """Everything a run needs to know before it starts; build it with `Config.load`.

    Each attribute is the setting FRACTTAL_<NAME>; `.env.example` explains them all.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file_encoding="utf-8-sig",  # Windows editors start a file with a byte order mark
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    base_url: str = PRODUCT
    email: str | None = None
    password: Secret | None = None
    totp_secret: Secret | None = None
    company: str | None = None
    language: Language = "auto"
    token_url: str = Field(default_factory=_token_url)
    api_url: str = Field(default_factory=_api_url)
    vault: str | None = None
    age_identity: Path | None = None
    database_url: Secret | None = None
    state_dir: Path = Field(default_factory=lambda: user_state_path("fracttal-flows", appauthor=False))
    runs_dir: Path = Path("runs")
    browser_path: Path | None = None
    browser_endpoint: Secret | None = None
    headless: bool = True
    timeout: float = Field(default=30, gt=0, le=3600)
    settle: float = Field(default=60, ge=0, le=3600)
    labels: Path | None = None
    notify: Annotated[tuple[Secret, ...], NoDecode] = ()

    @field_validator("base_url")
    @classmethod
    def _only_the_origin(cls, value: str) -> str:
        return origin_of(value)

    @field_validator("token_url", "api_url")
    @classmethod
    def _safe_for_a_secret(cls, value: str) -> str:
        checked(value)
        return value.strip().rstrip("/")

    @field_validator("email", "company", "vault")
    @classmethod
    def _without_outer_spaces(cls, value: str | None) -> str | None:
        return (value or "").strip() or None

    @field_validator("age_identity", "state_dir", "runs_dir", "browser_path", "labels")
    @classmethod
    def _home_written_out(cls, value: Path | None) -> Path | None:
        return value.expanduser() if value else None

    @field_validator("notify", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def sign_in_timeout(self) -> float:
        """Seconds for the sign-in page's first load: 20 to 60 were recorded, later screens take a few."""
        return 3 * self.timeout

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """Every secret value among the settings, for the Redactor."""
        whole = (self.password, self.totp_secret, self.database_url, self.browser_endpoint, *self.notify)
        inside = urlsplit(self.database_url.get_secret_value()).password if self.database_url else None
        return (*(secret for secret in whole if secret), *([Secret(inside)] if inside else []))

    @classmethod
    def load(cls, *, env_file: Path | None = Path(".env"), **overrides: object) -> Self:
        """Read the settings, and name everything that is wrong with them at once.

        Args:
            env_file: The file read below the environment; None reads none.
            overrides: Settings by attribute name that win over all else; None means not given.

        Raises:
            BadInput: Settings with unusable values, by name and without the values.
        """
        unknown = overrides.keys() - cls.model_fields.keys()
        if unknown:
            raise TypeError(f"no such setting: {', '.join(sorted(unknown))}")
        given: dict[str, Any] = {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls(_env_file=env_file, **given)
        except ValidationError as error:
            raise BadInput(_problems(error)) from None  # the cause would carry the values
        except (SettingsError, UnicodeDecodeError):
            raise BadInput(f"{env_file} cannot be read as UTF-8 text. Save it as UTF-8.") from None

    def require(self, *names: str) -> None:
        """Make sure that settings have a value.

        Args:
            names: Attribute names, "email".

        Raises:
            SettingsMissing: Those without one, all at once, with where to set them.
        """
        missing = [setting_name(name) for name in names if getattr(self, name) in (None, ())]
        if missing:
            raise SettingsMissing(
                f"{_joined(missing)} {'is' if len(missing) == 1 else 'are'} not set. "
                "Set them in the environment or in a file .env in this folder (.env.example shows how)."
            )


def setting_name(attribute: str) -> str:
    """Spell an attribute of `Config` as the environment does: "email" is FRACTTAL_EMAIL."""
    return f"{PREFIX}{attribute.upper()}"


def _problems(error: ValidationError) -> str:
    lines = [
        f"  {setting_name(str(problem['loc'][0]))}: {_readable(problem['msg'])}"
        for problem in error.errors(include_input=False, include_url=False, include_context=False)
        if problem["type"] != "default_factory_not_called"  # follows from another problem in the list
    ]
    return "These settings cannot be used (their values are not shown):\n" + "\n".join(lines)


def _readable(message: str) -> str:
    return message.removeprefix("Value error, ").replace("Input should be", "must be", 1)


def _joined(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
