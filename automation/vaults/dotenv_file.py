"""`dotenv:PATH`: variables <PREFIX>_KEY and <PREFIX>_SECRET in a .env file; whatever else is in it stays.

A third variable, <PREFIX>_CONSUMER, says whose they are, so that two consumers whose names differ only in signs that
a variable cannot have do not overwrite each other.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from automation.errors import VaultUnusable
from automation.names import slug
from automation.vaults.entries import address, digest, from_entry, parts_of
from automation.vaults.place import VaultPlace, entry_of
from automation.vaults.private_file import PrivateFile

if TYPE_CHECKING:
    from automation.credential import Credential

_PARTS = ("CONSUMER", "KEY", "SECRET")
_PLAIN = re.compile(r"[A-Za-z0-9_./:@-]+")  # needs no quotes for python-dotenv, a shell or `docker --env-file`
_ASSIGNMENT = re.compile(
    r"""(?P<head>\s*(?:export[^\S\r\n]+)?(?:'[^']+'|[^=\#\s]+))[^\S\r\n]*
        (?:=[^\S\r\n]*(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^\r\n]*?(?=[^\S\r\n]+\#|[^\S\r\n]*(?:[\r\n]|$))))?
        (?P<tail>[^\S\r\n]*(?:\#[^\r\n]*)?(?:\r\n|\n|\r|$))""",
    re.VERBOSE | re.DOTALL,
)


class DotenvVault:
    """Credentials in a .env file.

    Args:
        place: Its target is the file; `prefix` names the variables, else company and name do.
    """

    def __init__(self, place: VaultPlace) -> None:
        place.allow("prefix")
        self._place = place
        self._prefix = place.option("prefix")
        if self._prefix and not re.fullmatch("[A-Za-z_][A-Za-z0-9_]*", self._prefix):
            raise VaultUnusable(f'"{self._prefix}" cannot begin the name of a variable; use letters, digits and _')
        self._file = PrivateFile(place.path)

    def check(self) -> None:
        for binding in parse_stream(io.StringIO(self._file.read())):
            if binding.error and re.search(r"=\s*['\"]", binding.original.string):
                raise VaultUnusable(
                    f"{self._file.path}, line {binding.original.line}: a quote is opened and not closed, so what comes "
                    "after it could be read as its value; mend that line"
                )
        self._file.check()

    def put(self, credential: Credential) -> str:
        consumer = address(credential.tenant, credential.company, credential.name)
        chosen = ""

        def with_it(content: str) -> str:
            nonlocal chosen
            chosen = self._choose(_variables(content), consumer, slug(credential.company, credential.name))
            values = (consumer, credential.key, credential.secret.get_secret_value())
            changed = {f"{chosen}_{part}": value for part, value in zip(_PARTS, values, strict=True)}
            return _with_variables(content, changed)

        self._file.change(with_it)
        return self._reference(chosen)

    def get(self, reference: str) -> Credential:
        prefix = entry_of(reference)
        variables = _variables(self._file.read())
        if f"{prefix}_SECRET" not in variables:
            raise VaultUnusable(f"{self._file.path} has no variable {prefix}_SECRET")
        consumer, key, secret = (variables.get(f"{prefix}_{part}", "") for part in _PARTS)
        return from_entry({"key": key, "secret": secret, **parts_of(consumer)}, reference)

    def find(self, tenant: str, company: str, name: str, key: str = "") -> str | None:
        variables = _variables(self._file.read())
        prefix = _prefix_of(variables, address(tenant, company, name))
        if not prefix or not variables.get(f"{prefix}_SECRET") or key not in ("", variables.get(f"{prefix}_KEY")):
            return None
        return self._reference(prefix)

    def _reference(self, prefix: str) -> str:
        return self._place.reference(prefix, target=self._file.path)

    def _choose(self, variables: dict[str, str], consumer: str, words: str) -> str:
        """Take the prefix that this consumer has already, else the first one that nobody has."""
        known = _prefix_of(variables, consumer)
        if known and known.startswith(self._prefix):
            return known
        wanted = self._prefix or re.sub("[^a-z0-9]+", "_", words).upper() or f"CONSUMER_{digest(consumer).upper()}"
        if not self._prefix and (wanted[0].isdigit() or f"{wanted}_".startswith("FRACTTAL_")):
            wanted = f"CONSUMER_{wanted}"  # FRACTTAL_… are this program's own settings
        number, prefix = 1, wanted
        while self._taken(variables, prefix):
            number += 1
            prefix = f"{wanted}_{number}"
        return prefix

    def _taken(self, variables: dict[str, str], prefix: str) -> bool:
        if prefix == self._prefix and not variables.get(f"{prefix}_CONSUMER"):
            return False  # the user wants these variables filled, whatever was in them
        return any(variables.get(f"{prefix}_{part}") for part in _PARTS)


def _variables(content: str) -> dict[str, str]:
    return {name: value or "" for name, value in dotenv_values(stream=io.StringIO(content)).items()}


def _prefix_of(variables: dict[str, str], consumer: str) -> str:
    names = [name for name, value in variables.items() if name.endswith("_CONSUMER") and value == consumer]
    return names[-1].removesuffix("_CONSUMER") if names else ""


def _with_variables(content: str, changed: dict[str, str]) -> str:
    """Give variables their values where they stand, and append those that are missing."""
    missing, parts = dict(changed), []
    for binding in parse_stream(io.StringIO(content)):
        original = binding.original.string
        if binding.key in changed and (line := _ASSIGNMENT.fullmatch(original)):
            space = " " * line["tail"].startswith("#")  # without one it is no comment after a value without quotes
            original = f"{line['head']}={_quoted(changed[binding.key])}{space}{line['tail']}"
            missing.pop(binding.key, None)
        parts.append(original)
    end = "\r\n" if "\r\n" in content else "\n"
    if missing and parts:
        parts.append(end if parts[-1].endswith(("\n", "\r")) else end * 2)
    parts += [f"{name}={_quoted(value)}{end}" for name, value in missing.items()]
    result = "".join(parts)
    if _variables(result) != {**_variables(content), **changed}:
        raise VaultUnusable("The .env file would read differently after the change; it was left as it was")
    return result


def _quoted(value: str) -> str:
    """Write a value so that python-dotenv reads it back."""
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    # It expands ${…} even between single quotes; an expansion with nothing but a default gives the dollar sign back.
    return "'" + escaped.replace("${", "${:-$}{") + "'"
