"""`json:PATH`: one JSON object, one entry a consumer; whatever else is in it stays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from automation.errors import VaultUnusable
from automation.vaults.entries import from_entry, label, to_entry
from automation.vaults.place import VaultPlace, entry_of
from automation.vaults.private_file import PrivateFile

if TYPE_CHECKING:
    from automation.credential import Credential


class JsonVault:
    """Credentials in a JSON file.

    Args:
        place: Its target is the file.
    """

    def __init__(self, place: VaultPlace) -> None:
        place.allow()
        self._place = place
        self._file = PrivateFile(place.path)

    def check(self) -> None:
        self._entries(self._file.read())
        self._file.check()

    def put(self, credential: Credential) -> str:
        entry = label(credential.tenant, credential.company, credential.name)

        def with_it(content: str) -> str:
            entries = {**self._entries(content), entry: to_entry(credential)}
            return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"

        self._file.change(with_it)
        return self._reference(entry)

    def get(self, reference: str) -> Credential:
        entries = self._entries(self._file.read())
        entry = entry_of(reference)
        if entry not in entries:
            raise VaultUnusable(f'{self._file.path} has no entry "{entry}"; it has {len(entries)} others')
        return from_entry(entries[entry], reference)

    def find(self, tenant: str, company: str, name: str, key: str = "") -> str | None:
        entry = label(tenant, company, name)
        kept = self._entries(self._file.read()).get(entry)
        if not isinstance(kept, dict) or not kept.get("secret") or key not in ("", kept.get("key")):
            return None
        return self._reference(entry)

    def _reference(self, entry: str) -> str:
        return self._place.reference(entry, target=self._file.path)

    def _entries(self, content: str) -> dict[str, Any]:
        if not content.strip():
            return {}
        try:
            entries = json.loads(content, object_pairs_hook=_all_different)
        except ValueError as exc:
            place = f"line {exc.lineno}" if isinstance(exc, json.JSONDecodeError) else "an entry that is there twice"
            # The error itself holds the file's content, so it is not passed on.
            raise VaultUnusable(
                f"{self._file.path} is not valid JSON ({place}); it was left as it is: mend it, or name another file"
            ) from None
        if not isinstance(entries, dict):
            raise VaultUnusable(f"{self._file.path} holds JSON, but not an object with entries; it was left as it is")
        return entries


def _all_different(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    entries = dict(pairs)
    if len(entries) < len(pairs):
        raise ValueError  # writing it back would lose one of the two
    return entries
