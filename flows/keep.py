"""Put a secret away the moment it is known, before anything else happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.credential import Credential
from automation.errors import Orphaned, SecretRescued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from automation.ledger import Intent
    from automation.screens import Shown
    from flows.context import CreateRun


def keep(run: CreateRun, shown: Shown, intent: Intent | None) -> str:
    """Put what the screen shows into the vault, and note where it is.

    A vault that fails now, after it was proven before Save, must not lose the secret: it goes to the rescue file, which
    the next run of the same request empties.

    Args:
        run: Names the consumer; gets the credential and the reference.
        shown: Key and secret, as read.
        intent: What the ledger knows of this save.

    Returns:
        The reference of the credential in its vault.

    Raises:
        SecretRescued: The vault failed; says where the secret is now.
        Orphaned: The rescue file failed too.
    """
    assert shown.secret is not None
    credential = Credential(
        tenant=run.config.base_url,
        company=run.result.company or "",
        name=run.request.name,
        key=shown.key,
        secret=shown.secret,
        grant_type=run.request.grant_type,
        permission_group=run.request.permission_group,
        created_at=shown.created_at,
    )
    run.learn(credential)
    try:
        reference = run.vault.put(credential)
    except Exception as problem:  # noqa: BLE001 -- third-party vaults may raise anything, and the secret must survive it
        raise _rescued(run, credential, intent, problem) from None
    run.result.credential = reference
    if intent is not None:
        run.note_outcome(intent, "stored", key=credential.key, reference=reference)
    run.rescue.discard(credential)
    return reference


def _rescued(
    run: CreateRun, credential: Credential, intent: Intent | None, problem: Exception
) -> Orphaned | SecretRescued:
    why = run.redactor.redact(str(problem)) or type(problem).__name__
    try:
        place = run.rescue.put(credential)
    except Exception as second:  # noqa: BLE001 -- same as above
        if intent is not None:
            run.note_outcome(intent, "orphaned", key=credential.key, note="vault and rescue file failed")
        return Orphaned(
            f"The consumer “{credential.name}” (key {credential.key}) exists, and its secret could be kept "
            "neither "
            f"in the vault ({why}) nor in the rescue file ({run.redactor.redact(str(second))}). "
            "Where the tenant shows secrets again, mend the vault and run the same command once more; otherwise "
            "delete the "
            "consumer in Fracttal and run it again."
        )
    return SecretRescued(
        f"The consumer “{credential.name}” (key {credential.key}) exists, but the vault failed after it had been "
        f"proven usable: {why}. The secret is safe in {place}. Mend the vault and run the same command again: it "
        "moves the "
        "secret into the vault and empties that file."
    )


def kept_already(run: CreateRun, shown: Sequence[Shown | None]) -> tuple[Shown, str] | None:
    """Look whether the vault, or the rescue file, holds the secret of one of the consumers shown.

    A run may have been killed between the vault and the ledger, so the vault itself is asked.

    Returns:
        What the screen shows of that consumer, and the reference.
    """
    place = (run.config.base_url, run.company, run.request.name)
    for each in shown:
        if each is None:
            continue
        reference = run.vault.find(*place, each.key)
        if reference is not None:
            run.learn(run.vault.get(reference))
            return each, reference
        rescued = run.rescue.find(*place)
        if rescued is not None and rescued.key == each.key:
            run.learn(rescued)
            reference = run.vault.put(rescued)
            run.rescue.discard(rescued)
            return each, reference
    return None
