"""Judging the way to the form: the user menu, Settings, API Connections, the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.screens.settings_panel import ENTRIES as PANEL
from automation.screens.user_menu import ENTRIES as MENU
from flows.check.findings import Ruling, holds, missing, moved, renamed, unjudged
from flows.check.layouts import is_left, is_top_right, spanned, spot, where
from flows.check.naming import Match

if TYPE_CHECKING:
    from automation.screens.sight import Item
    from flows.check.scene import Scene

MENU_KEYS = tuple(f"user_menu.{entry}" for entry in MENU)
PANEL_KEYS = tuple(f"settings.{entry}" for entry in PANEL)
PART_KEYS = tuple(f"api_connections.{part}" for part in ("api_connection", "oauth_consumers", "app_authorizations"))
OLD_KEYS = tuple(
    f"api_connections.{part}"
    for part in ("connection_keys", "deprecated_notice", "api_key", "view_api_secret", "super_admin_notice")
)


def claim_id(prefix: str, key: str) -> str:
    """Name the claim about an entry: "user_menu.dark_mode" is menu-dark-mode."""
    return f"{prefix}-{key.partition('.')[2].replace('_', '-')}"


def judge_menu(scene: Scene) -> dict[str, Ruling]:
    """Judge the menu at the top right, open, and what is in it."""
    trigger = scene.located.get("top_bar.user_menu")
    entries = scene.entries(MENU_KEYS)
    found = scene.match(MENU_KEYS, entries)
    rulings = {"user-menu-place": _place_of_the_menu(scene)}
    for key in MENU_KEYS:
        rulings[claim_id("menu", key)] = (
            scene.rule(key, found.get(key), place="in the menu at the top right", among=entries)
            if entries
            else unjudged("The menu did not open.", "user-menu-place")
        )
    if trigger is None and not entries:
        rulings["user-menu-place"] = missing("a menu at the top right")
    return rulings


def _place_of_the_menu(scene: Scene) -> Ruling:
    trigger = scene.located.get("top_bar.user_menu")
    words = "at the top right"
    if trigger is None:
        return missing("a menu at the top right")
    if is_top_right(trigger.box, scene.sight):
        return holds(where(trigger.box, scene.sight), trigger.box, expected=words)
    return moved(words, where(trigger.box, scene.sight), trigger.box, spot(trigger.box, scene.sight))


def judge_settings(scene: Scene) -> dict[str, Ruling]:
    """Judge the page Settings and its side panel."""
    panel = scene.entries(PANEL_KEYS)
    found = scene.match(PANEL_KEYS, panel)
    rulings = {"settings-title": _title(scene, panel), "side-panel-place": _place_of_the_panel(scene, panel)}
    for key in PANEL_KEYS:
        rulings[claim_id("panel", key)] = (
            scene.rule(key, found.get(key), place="in the left side panel", among=panel)
            if panel
            else unjudged("There is no side panel.", "side-panel-place")
        )
    return rulings


def _title(scene: Scene, panel: tuple[Item, ...]) -> Ruling:
    headings = [item for item in scene.reachable if item.kind == "heading" and not item.overlay]
    top = spanned(list(panel)).top if panel else scene.sight.height
    # What stands above the panel is the page's title; a section's own heading is beside it.
    above = [item for item in headings if item.box.top < top] or headings[:1]
    return scene.rule("settings.title", scene.match(["settings.title"], above).get("settings.title"))


def _place_of_the_panel(scene: Scene, panel: tuple[Item, ...]) -> Ruling:
    if not panel:
        return missing("a side panel at the left")
    box = spanned(list(panel))
    if is_left(box, scene.sight):
        return holds(where(box, scene.sight), box, expected="at the left")
    return moved("at the left", where(box, scene.sight), box, spot(box, scene.sight))


def parts_of_api_connections(scene: Scene) -> tuple[Item, ...]:
    """Return the tabs of API Connections, or the entries that the redesign has for them."""
    kinds = scene.layout.entry_kinds
    if kinds == ("tab",):
        return tuple(item for item in scene.reachable if item.kind == "tab")
    known = [
        item
        for item in scene.reachable
        if item.kind in kinds and item.group >= 0 and any(scene.labels.knows(key, item.name) for key in PART_KEYS)
    ]
    groups = {item.group for item in known}
    panel = scene.entries(PANEL_KEYS)
    return tuple(
        item
        for item in scene.reachable
        if item.kind in kinds and item.group in groups and (item in known or item not in panel)
    )


def judge_api_connections(scene: Scene) -> dict[str, Ruling]:
    """Judge API Connections: its parts, and the old method that it opens on."""
    parts = parts_of_api_connections(scene)
    found = scene.match(PART_KEYS, parts)
    place = f"as {scene.layout.entry}"
    rulings = {
        "api-connection-entry": scene.rule(PART_KEYS[0], found.get(PART_KEYS[0]), place=place, among=parts),
        "oauth-consumers-entry": scene.rule(PART_KEYS[1], found.get(PART_KEYS[1]), place=place, among=parts),
    }
    content = [item for item in scene.content(scene.entries(PANEL_KEYS)) if item not in parts]
    old = scene.match(OLD_KEYS, content)
    names = ("keys", "deprecated-notice", "key-label", "view-secret", "super-admin-notice")
    ids = ("api-connection-keys", *(f"api-{name}" for name in names[1:]))
    for name, key in zip(ids, OLD_KEYS, strict=True):
        rulings[name] = scene.rule(key, old.get(key))
    return rulings


def judge_list(scene: Scene) -> dict[str, Ruling]:
    """Judge the list of OAuth consumers: the "+" and the footer."""
    place = scene.layout.add
    add = scene.located.get("oauth_consumers.add")
    if add is None:
        ruling = missing(f"a + {place.words}")
    elif place.test(add.box, scene.sight):
        ruling = holds(where(add.box, scene.sight), add.box, expected=place.words)
    else:
        ruling = moved(place.words, where(add.box, scene.sight), add.box, spot(add.box, scene.sight))
    return {"add-place": ruling, "list-footer": _footer(scene)}


def _footer(scene: Scene) -> Ruling:
    key = "oauth_consumers.footer"
    texts = [item for item in scene.reachable if item.kind == "text" and not item.row]
    found = scene.match([key], [item for item in texts if scene.labels.knows(key, item.name)]).get(key)
    if found is not None:
        # The two layouts word it differently, and both wordings are the product's.
        return scene.rule(key, Match(found.item, "name") if scene.layout.name == "redesign" else found)
    rows = [item.box.bottom for item in scene.sight.items if item.row]
    below = [item for item in texts if any(map(str.isdigit, item.name)) and item.box.top >= max(rows, default=0) - 4]
    if len(below) == 1:
        return renamed(
            scene.name(key), below[0].name, below[0].box, "It is the only text with a number below the list."
        )
    return missing(scene.name(key))
