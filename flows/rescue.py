"""Where a secret goes when its vault fails after Save: a private file of its own, emptied by the next run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from automation.files import private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from automation.credential import Credential


@dataclass(frozen=True)
class Rescue:
    """One private file for each secret that its vault did not take.

    Args:
        state_dir: The folder of all that is kept between runs.
    """

    state_dir: Path

    def put(self, credential: Credential) -> str:
        """Keep a credential; return the file it is in."""
        from automation.vaults import open_vault

        path = self._path(credential.tenant, credential.company, credential.name)
        private_folder(path.parent)
        open_vault(f"json:{path}", base=self.state_dir).put(credential)
        return str(path)

    def find(self, tenant: str, company: str, name: str) -> Credential | None:
        """Return a rescued credential, None where there is none."""
        path = self._path(tenant, company, name)
        if not path.exists():
            return None
        from automation.vaults import open_vault

        vault = open_vault(f"json:{path}", base=self.state_dir)
        reference = vault.find(tenant, company, name)
        return vault.get(reference) if reference else None

    def discard(self, credential: Credential) -> None:
        """Forget a rescued credential, once its vault has it."""
        self._path(credential.tenant, credential.company, credential.name).unlink(missing_ok=True)

    def _path(self, tenant: str, company: str, name: str) -> Path:
        from automation.vaults.entries import short_name

        return self.state_dir / "rescue" / f"{short_name(tenant, company, name)}.json"
