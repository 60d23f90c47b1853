"""Everything that can be wrong with a manifest's data, found in one go."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar

from automation.names import normalise_name
from flows.onboarding.manifest import SETTINGS, AccountLine, Line

if TYPE_CHECKING:
    from pydantic import BaseModel

    from automation.config import Config
    from flows.onboarding.models import Account, Consumer, Defaults
    from flows.onboarding.source import Source, Where

M = TypeVar("M", bound="BaseModel")


class Check:
    """Goes through the data part by part, so that one problem does not hide another."""

    def __init__(self, source: Source, config: Config) -> None:
        from flows.onboarding.models import Account, Consumer, Defaults, Manifest

        self._source, self._config = source, config
        self.accounts: dict[str, AccountLine] = {}
        self.lines: list[Line] = []
        for name in source.data:
            if name not in Manifest.model_fields:
                source.complain((name,), _unknown(name, Manifest))
        defaults = self._checked(Defaults, source.data.get("defaults") or {}, ("defaults",))
        self._defaults_broken = defaults is None
        self._broken: set[str] = set()
        self._take_accounts(Account)
        wanted = source.data.get("consumers")
        if not isinstance(wanted, list) or not wanted:
            source.complain(("consumers",), "must list at least one consumer")
            return
        for index, each in enumerate(wanted):
            where: Where = ("consumers", index)
            consumer = self._checked(Consumer, each, where)
            if consumer is not None:
                self._take(consumer, defaults or Defaults(), where)
        self._name_duplicates()

    def _take_accounts(self, kind: type[Account]) -> None:
        given = self._source.data.get("accounts") or {}
        if not isinstance(given, dict):
            self._source.complain(("accounts",), "must map a name of your choice to each account")
            return
        for key, value in given.items():
            account = self._checked(kind, value, ("accounts", key))
            if account is None:
                self._broken.add(key)
            else:
                self.accounts[key] = self._account(key, account)
        if not given and not self._broken:
            email = self._config.email
            self.accounts[SETTINGS] = AccountLine(SETTINGS, self._config.base_url, email, from_settings=True)

    def _account(self, key: str, account: Account) -> AccountLine:
        email = account.email or self._config.email
        if email is None:
            self._source.complain(("accounts", key), "has no email, and FRACTTAL_EMAIL is not set")
        same_person = email == self._config.email and account.base_url in (None, self._config.base_url)
        return AccountLine(
            key=key,
            base_url=account.base_url or self._config.base_url,
            email=email,
            password=account.password.model_dump(exclude_none=True) if account.password else None,
            totp_secret=account.totp_secret.model_dump(exclude_none=True) if account.totp_secret else None,
            language=account.language,
            from_settings=same_person and account.password is None,
        )

    def _take(self, consumer: Consumer, defaults: Defaults, where: Where) -> None:
        fields = {**defaults.model_dump(exclude_none=True), **consumer.model_dump(exclude_none=True)}
        key = fields.get("account") or (next(iter(self.accounts)) if len(self.accounts) == 1 else None)
        problem = self._account_problem(key)
        if problem:
            self._source.complain((*where, "account"), problem)
        if "permission_group" not in fields and not self._defaults_broken:
            self._source.complain(
                (*where, "permission_group"),
                "is missing, here and in `defaults`; it decides what the consumer reaches",
            )
        vault = fields.get("vault") or self._config.vault
        if vault is None:
            self._source.complain(
                (*where, "vault"), "is missing, here and in `defaults`, and FRACTTAL_VAULT is not set"
            )
        grant = fields.get("grant_type", "client-credentials")
        if grant == "authorization-code" and "callback_url" not in fields:
            self._source.complain((*where, "callback_url"), "is missing; authorization-code needs it")
        if grant == "client-credentials" and "callback_url" in fields:
            self._source.complain((*where, "callback_url"), "is for authorization-code only")
        account = self.accounts.get(key or "")
        if account is None or vault is None or "permission_group" not in fields:
            return
        self.lines.append(
            Line(
                number=int(where[1]) + 1,
                line=self._source.line_of(where),
                account=account.key,
                tenant=account.base_url,
                company=fields.get("company", self._config.company if account.from_settings else None) or "",
                name=fields["name"],
                permission_group=fields["permission_group"],
                vault=vault,
                description=fields.get("description", ""),
                grant_type="authorization_code" if grant == "authorization-code" else "client_credentials",
                callback_url=fields.get("callback_url", ""),
                hub=fields.get("hub", False),
                if_exists=fields.get("if_exists", "reuse"),
            )
        )

    def _account_problem(self, key: str | None) -> str | None:
        if key is None:
            return f"is missing; the manifest has {', '.join(self.accounts) or 'no usable account'}"
        if key in self.accounts or key in self._broken:
            return None
        near = get_close_matches(key, self.accounts, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        return f"names an account that is not under `accounts`; {hint}there are {', '.join(self.accounts) or 'none'}"

    def _name_duplicates(self) -> None:
        first: dict[tuple[str, str, str], Line] = {}
        for line in self.lines:
            same = (line.tenant, normalise_name(line.company), normalise_name(line.name))
            other = first.setdefault(same, line)
            if other is not line:
                self._source.complain(
                    ("consumers", line.number - 1, "name"),
                    f"“{line.name}” is wanted twice in the same company; the first is on line {other.line}",
                )

    def _checked(self, kind: type[M], value: Any, where: Where) -> M | None:
        from pydantic import ValidationError

        if not isinstance(value, dict):
            self._source.complain(where, "must be a mapping of fields to values")
            return None
        try:
            return kind.model_validate(value, strict=True)
        except ValidationError as error:
            for problem in error.errors(include_input=False, include_url=False, include_context=False):
                place: Where = (*where, *problem["loc"])
                self._source.complain(place, _readable(problem["type"], problem["msg"], problem["loc"], kind))
            return None


def _readable(kind: str, message: str, place: tuple[int | str, ...], model: type[BaseModel]) -> str:
    if kind == "extra_forbidden":
        return _unknown(str(place[-1]), model)
    words = {
        "missing": "is missing",
        "string_type": "must be text; put it in quotes",
        "bool_type": "must be true or false",
        "string_too_short": "must not be empty",
    }
    return words.get(kind) or message.removeprefix("Value error, ").replace("Input should be", "must be", 1)


def _unknown(name: str, model: type[BaseModel]) -> str:
    near = get_close_matches(name, model.model_fields, n=1)
    return "is not known" + (f"; did you mean {near[0]}?" if near else f"; there are {', '.join(model.model_fields)}")
