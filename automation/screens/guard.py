"""The neighbours that do harm: never candidates, whatever a screen looks like."""

from __future__ import annotations

from automation.errors import AmbiguousControl
from automation.labels import Labels

# Regenerating deletes the old secret (an official page says so); the others end the work or leave the tenant.
HARMFUL = (
    "api_connections.regenerate_api_secret",
    "oauth_consumers.delete",
    "user_menu.log_out",
    "user_menu.change_company",
)
# Harmless by themselves, but never what a position or a hook was meant to find.
MISTAKEN = (
    "consumer_form.save_and_create_another",
    "consumer_form.copy_key",
    "consumer_form.copy_secret",
    "api_connections.view_api_secret",
    "dialog.cancel",
    "dialog.close",
    "dialog.back",
)


def in_every_language(labels: Labels) -> Labels:
    """Return the same names unsettled: harm is recognised in whatever language it is written."""
    return Labels(labels.catalogue)


def avoided(labels: Labels, key: str) -> list[str]:
    """Return the names, as regular expressions in every language, that a place must not turn out to have."""
    everywhere = in_every_language(labels)
    return [everywhere.pattern(other).pattern for other in (*HARMFUL, *MISTAKEN) if other != key]


def may_be_touched(labels: Labels, key: str, seen: str) -> None:
    """Refuse a control that was found without its name when its name is a harmful neighbour's.

    Raises:
        AmbiguousControl: The control found for `key` is called like something that does harm.
    """
    everywhere = in_every_language(labels)
    for other in (*HARMFUL, *MISTAKEN):
        if other != key and seen and everywhere.knows(other, seen):
            raise AmbiguousControl(
                f"What stands where {key} is documented is called “{seen}”, which is {other}. It was not clicked. "
                "Look at the screen; name the right control in your own label file (FRACTTAL_LABELS)."
            )
