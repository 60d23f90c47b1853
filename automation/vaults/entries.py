"""A credential as a vault keeps it, and what it is called there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from automation.credential import Credential
from automation.errors import VaultUnusable
from automation.names import slug
from automation.redaction import Secret

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS = 3
_ESCAPES = str.maketrans({"%": "%25", "/": "%2F", "#": "%23"})
_FIELDS = tuple(field.name for field in fields(Credential))


def address(tenant: str, company: str, name: str) -> str:
    """Name one consumer in full: https://one.fracttal.com/Planta Norte/ERP bridge.

    Args:
        tenant: The tenant's origin.
        company: The company, or "".
        name: The consumer's name, exactly: two spellings are two entries, so that none overwrites the other.
    """
    return "/".join((tenant, *(part.translate(_ESCAPES) for part in (company, name))))


def label(tenant: str, company: str, name: str) -> str:
    """Name one consumer so that a person recognises it: one.fracttal.com/Planta Norte/ERP bridge."""
    return address(tenant, company, name).rpartition("://")[2]


def parts_of(consumer: str) -> dict[str, str]:
    """Take apart what `address` made; {} for anything else."""
    parts = consumer.rsplit("/", 2)
    return dict(zip(("tenant", "company", "name"), map(unquote, parts), strict=True)) if len(parts) == _PARTS else {}


def short_name(tenant: str, company: str, name: str) -> str:
    """Name one consumer in the letters that every system takes: planta-norte-erp-bridge-3f2a9c1e."""
    mark = digest(address(tenant, company, name))
    return "-".join(part for part in (slug(company, name)[:80].strip("-"), mark) if part)


def digest(text: str) -> str:
    """Eight hexadecimal digits that tell one public text from another."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def to_entry(credential: Credential) -> dict[str, str]:
    """Lay a credential open for writing it into a vault, and for nothing else."""
    return {**asdict(credential), "secret": credential.secret.get_secret_value()}


def from_entry(entry: Any, where: str) -> Credential:
    """Make a credential of what a vault kept.

    Args:
        entry: What `to_entry` made, or a part of it; further fields are ignored.
        where: The reference, for the message.

    Raises:
        VaultUnusable: The entry has no key or no secret.
    """
    if not isinstance(entry, dict) or not all(isinstance(entry.get(part), str) for part in ("key", "secret")):
        raise VaultUnusable(f"{where} is not a credential: it needs a key and a secret")
    texts: Mapping[str, str] = {part: str(entry.get(part, "")) for part in _FIELDS if part != "secret"}
    return Credential(**texts, secret=Secret(entry["secret"]))


def from_json(text: str, where: str) -> Credential:
    """Make a credential of the JSON that `as_json` wrote.

    Raises:
        VaultUnusable: It is not that; the message quotes nothing of it.
    """
    try:
        entry = json.loads(text)
    except ValueError:
        entry = None
    return from_entry(entry, where)


def as_json(credential: Credential) -> str:
    """Write a credential as one JSON object, for vaults that keep a text."""
    return json.dumps(to_entry(credential), ensure_ascii=False)
