"""`age:FOLDER?recipient=age1…`: one file a consumer, encrypted for the recipients, made without their private keys.

One file for all credentials would have to be decrypted before another could be added, and so the machine that creates
consumers would need the key that opens them all. The files open with `age -d -i key.txt FILE` as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyrage

from automation.errors import VaultUnusable
from automation.files import one_writer, private_folder, prove_writable, write_private
from automation.vaults.entries import as_json, digest, from_json, short_name
from automation.vaults.place import VaultPlace, entry_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from automation.credential import Credential

_ENDING = ".age"


class AgeVault:
    """Credentials in a folder of encrypted files.

    Args:
        place: Its target is the folder; `recipient` (several times) or `recipients` (a file with one a line) say for
            whom to encrypt, `identity` names the key file to open with.
    """

    def __init__(self, place: VaultPlace) -> None:
        place.allow("recipient", "recipients", "identity")
        self._place = place
        self._folder = place.path

    def check(self) -> None:
        if not self._folder.parent.is_dir():
            raise VaultUnusable(f"The folder {self._folder.parent} does not exist; make it, or choose another place")
        made = not self._folder.exists()
        try:
            pyrage.encrypt(b"probe", self._recipients())
            private_folder(self._folder)
            prove_writable(self._folder / f"probe{_ENDING}")
        except OSError as exc:
            raise self._unusable(exc) from exc
        finally:
            if made and self._folder.is_dir():
                self._folder.rmdir()

    def put(self, credential: Credential) -> str:
        sealed = pyrage.encrypt(as_json(credential).encode(), self._recipients(), armored=True)
        stem = short_name(credential.tenant, credential.company, credential.name)
        file = self._folder / f"{stem}.{digest(credential.key)}{_ENDING}"
        try:
            private_folder(self._folder)
            with one_writer(self._folder / "credentials"):
                write_private(file, sealed)
                for older in self._files(stem):
                    if older != file:
                        older.unlink()
        except OSError as exc:
            raise self._unusable(exc) from exc
        return self._reference(file)

    def get(self, reference: str) -> Credential:
        file = self._folder / f"{Path(entry_of(reference)).name}{_ENDING}"
        try:
            plain = pyrage.decrypt(file.read_bytes(), list(self._identities()))
        except FileNotFoundError:
            raise VaultUnusable(f"There is no {file}") from None
        except OSError as exc:
            raise self._unusable(exc) from exc
        except pyrage.DecryptError as exc:
            raise VaultUnusable(f"{file} does not open with this identity: {exc}") from exc
        return from_json(plain.decode("utf-8", "replace"), reference)

    def find(self, tenant: str, company: str, name: str, key: str = "") -> str | None:
        files = self._files(short_name(tenant, company, name))
        # The name carries a digest of the (public) key, since the content cannot be read here.
        matching = [file for file in files if not key or file.name.endswith(f".{digest(key)}{_ENDING}")]
        return self._reference(matching[-1]) if matching else None

    def _files(self, stem: str) -> list[Path]:
        return sorted(self._folder.glob(f"{stem}.*{_ENDING}"))

    def _reference(self, file: Path) -> str:
        return self._place.reference(file.name.removesuffix(_ENDING), target=self._folder)

    def _unusable(self, exc: OSError) -> VaultUnusable:
        return VaultUnusable(f"The vault folder {self._folder} cannot be used: {exc}")

    def _recipients(self) -> list[pyrage.x25519.Recipient | pyrage.ssh.Recipient]:
        texts = list(self._place.options.get("recipient", ()))
        if listed := self._place.option("recipients"):
            texts += _lines(self._place.absolute(listed))
        if not texts:
            raise VaultUnusable(
                "An age vault needs to know for whom to encrypt: age:FOLDER?recipient=age1… (age-keygen makes a pair), "
                "or ?recipients=FILE with one a line"
            )
        return [self._recipient(text) for text in texts]

    def _recipient(self, text: str) -> pyrage.x25519.Recipient | pyrage.ssh.Recipient:
        if text.startswith("AGE-SECRET-KEY-"):
            raise VaultUnusable("The age recipient given is a private key; give the public one, which begins with age1")
        kind = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
        try:
            return kind.Recipient.from_str(text)
        except pyrage.RecipientError as exc:
            raise VaultUnusable(f'"{text}" is no age recipient ({exc}); it begins with age1, or is an SSH key') from exc

    def _identities(self) -> Iterable[pyrage.x25519.Identity | pyrage.ssh.Identity]:
        given = self._place.option("identity")
        path = self._place.absolute(given) if given else self._place.identity
        if path is None:
            raise VaultUnusable("To open an age vault, name its key file: FRACTTAL_AGE_IDENTITY, or ?identity=FILE")
        lines = _lines(path)
        try:
            if lines and lines[0].startswith("-----BEGIN"):
                yield pyrage.ssh.Identity.from_buffer(path.read_bytes())
            else:
                yield from (pyrage.x25519.Identity.from_str(line) for line in lines)
        except pyrage.IdentityError:
            # The error may quote the line, so it is not passed on.
            raise VaultUnusable(f"{path} is no age key file and no SSH key that age can use") from None


def _lines(path: Path) -> list[str]:
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as exc:
        raise VaultUnusable(f"{path} cannot be read: {exc.__class__.__name__}") from None
    return [line for line in lines if line and not line.startswith("#")]
