"""What a manifest may say: the shape of the YAML file, checked by pydantic and published as a JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from automation.config import Language  # noqa: TC001 -- pydantic reads it at run time
from automation.origin import origin_of

GrantType = Literal["client-credentials", "authorization-code"]
Text = Annotated[str, Field(min_length=1)]
WAYS = ("env", "keyring", "vault")


class Strict(BaseModel):
    """Knows its fields and no others, and never repeats a value in a message."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True)


class SecretReference(Strict):
    """Where a secret is kept; exactly one of the three."""

    env: Annotated[Text | None, Field(description="Name of an environment variable.")] = None
    keyring: Annotated[Text | None, Field(description="SERVICE/USER in the system's keyring.")] = None
    vault: Annotated[Text | None, Field(description="A vault reference; the secret of that entry is taken.")] = None

    @model_validator(mode="before")
    @classmethod
    def _no_plain_secret(cls, value: object) -> object:
        if not isinstance(value, dict):
            raise ValueError("is a reference, {env: NAME} say, and never the secret itself")  # noqa: TRY004 -- pydantic's
        return value

    @model_validator(mode="after")
    def _one_way(self) -> SecretReference:
        if sum(getattr(self, way) is not None for way in WAYS) != 1:
            raise ValueError(f"names exactly one of {', '.join(WAYS)}")
        if self.keyring is not None and "/" not in self.keyring.strip("/"):
            raise ValueError("keyring is written SERVICE/USER")
        return self


class Account(Strict):
    """Who signs in, and where; what is left out comes from the settings, except another account's password."""

    base_url: Annotated[str | None, Field(description="The tenant's address; FRACTTAL_BASE_URL if left out.")] = None
    email: Annotated[str | None, Field(description="E-mail to sign in with; FRACTTAL_EMAIL if left out.")] = None
    password: Annotated[
        SecretReference | None, Field(description="Where the password is; a session kept by `login` needs none.")
    ] = None
    totp_secret: Annotated[SecretReference | None, Field(description="Where the seed of two-factor codes is.")] = None
    language: Annotated[Language | None, Field(description="Language of this account's screens.")] = None

    @field_validator("base_url")
    @classmethod
    def _only_the_origin(cls, value: str | None) -> str | None:
        return None if value is None else origin_of(value)

    @field_validator("email")
    @classmethod
    def _an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.strip("@").count("@"):
            raise ValueError("must be an e-mail address")
        return value


class ConsumerFields(Strict):
    """What consumers have in common, or each for itself."""

    account: Annotated[Text | None, Field(description="Key of the account under `accounts`.")] = None
    company: Annotated[Text | None, Field(description="The company, for accounts of several.")] = None
    description: Annotated[str | None, Field(description="Field C of the form.")] = None
    grant_type: Annotated[GrantType | None, Field(description="Field A of the form.")] = None
    permission_group: Annotated[Text | None, Field(description="Field D, created beforehand.")] = None
    callback_url: Annotated[Text | None, Field(description="For authorization-code only.")] = None
    hub: Annotated[bool | None, Field(description="Tick “Activate Fracttal Hub (Middleware)”.")] = None
    vault: Annotated[Text | None, Field(description="Vault URI; FRACTTAL_VAULT if left out.")] = None
    if_exists: Annotated[Literal["reuse", "fail"] | None, Field(description="What an existing one means.")] = None


class Defaults(ConsumerFields):
    """What holds for every consumer that does not say otherwise."""


class Consumer(ConsumerFields):
    """One consumer that is wanted."""

    name: Annotated[Text, Field(description="Field B of the form: identifies the consumer.")]


class Manifest(Strict):
    """The whole file."""

    defaults: Defaults = Defaults()
    accounts: dict[str, Account] = {}
    consumers: Annotated[list[Consumer], Field(min_length=1)]


def json_schema() -> dict[str, object]:
    """Return the JSON Schema that editors check a manifest with."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Manifest of fracttal-flows",
        **{name: value for name, value in Manifest.model_json_schema().items() if name != "title"},
    }
