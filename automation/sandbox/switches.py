"""What can be told to the replica's screens: the appearance switches with their values, and the mutations."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The first value of each is the default.
SWITCHES: dict[str, tuple[str, ...]] = {
    "variant": ("live", "redesign"),
    "dropdown": ("select", "menu", "drawer", "native", "popover"),
    "options": ("plain", "virtual", "server"),
    "labels": ("tied", "above"),
    "text": ("whole", "split"),
    "duplicates": ("none", "hidden", "offscreen"),
    "user_menu": ("button", "bare"),
    "add": ("named", "speed-dial", "unnamed"),
    "save": ("text", "icon"),
    "values": ("inputs", "text"),
    "animations": ("on", "off"),
    "survey": ("off", "on"),
    "toast_over_add": ("off", "on"),
    "confirm_save": ("off", "on"),
    "hooks": ("on", "off"),
    "session": ("cookie", "indexeddb"),
    "unique_names": ("off", "on"),
    "credentials": ("form", "dialog", "list"),
    "chat": ("off", "on"),
}

# Ways in which the screens depart from the article, to see whether a check notices; what each does stands in
# web/src/shared/mutations.ts.
MUTATIONS = (
    "move-add",
    "field-order",
    "grant-as-text",
    "group-as-text",
    "name-as-textarea",
    "no-placeholder-name",
    "no-placeholder-description",
    "no-tab",
    "no-side-entry",
    "save-hidden",
    "save-bottom",
    "no-group-options",
    "extra-required-field",
    "no-description",
    "no-hub",
    "no-credentials",
    "no-copy",
    "no-key-field",
    "no-secret-field",
    "no-creation-date",
    "form-title-gone",
    "footer-gone",
    "menu-left",
    "settings-elsewhere",
    "side-panel-right",
)

# The redesign shows the credentials in a dialog unless told otherwise.
_VARIANT_DEFAULTS: dict[str, dict[str, str]] = {"redesign": {"credentials": "dialog"}}


def unknown(what: str, given: str, known: Iterable[str]) -> ValueError:
    """Word the refusal of a name that does not exist, with the nearest one and all that do."""
    names = list(known)
    near = get_close_matches(given, names, n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    return ValueError(f"unknown {what} {given!r}{hint}; known: {', '.join(names)}")


def check_mutations(mutations: Iterable[str]) -> None:
    """Refuse mutations that no screen knows.

    Raises:
        ValueError: A mutation that does not exist; the message lists the known ones.
    """
    for mutation in mutations:
        if mutation not in MUTATIONS:
            raise unknown("mutation", str(mutation), MUTATIONS)


def full_appearance(chosen: Mapping[str, str]) -> dict[str, str]:
    """Complete the chosen switches with the defaults.

    Args:
        chosen: Switch to value; switches left out get their default, which may depend on the variant.

    Raises:
        ValueError: A switch or a value that does not exist; the message lists the known ones.
    """
    for switch, value in chosen.items():
        if switch not in SWITCHES:
            raise unknown("appearance switch", switch, SWITCHES)
        if value not in SWITCHES[switch]:
            raise unknown(f"value of appearance switch {switch!r}:", str(value), SWITCHES[switch])
    variant = chosen.get("variant", SWITCHES["variant"][0])
    defaults = {switch: values[0] for switch, values in SWITCHES.items()}
    return {**defaults, **_VARIANT_DEFAULTS.get(variant, {}), **chosen}
