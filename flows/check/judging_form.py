"""Judging the form: fields A to D, the Hub checkbox, the section Credentials, Save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from automation.screens.sight import Box, Item
from flows.check.findings import Ruling, holds, missing, moved, renamed, unjudged
from flows.check.judging_navigation import PANEL_KEYS
from flows.check.layouts import spot, where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flows.check.naming import Match
    from flows.check.scene import Scene

LETTERS = {
    "a": "consumer_form.authorization_type",
    "b": "consumer_form.name",
    "c": "consumer_form.description",
    "d": "consumer_form.permission_group",
}
HUB = "consumer_form.hub"
SECTION = tuple(f"consumer_form.{name}" for name in ("credentials", "creation_date", "key", "secret"))
WORDS = {"text": "a text field", "dropdown": "a dropdown", "checkbox": "a checkbox", "value": "a field to read"}


def judge_form(scene: Scene) -> dict[str, Ruling]:
    """Judge the form, before anything is filled in."""
    panel = scene.entries(PANEL_KEYS)
    content = scene.content(panel)
    fields = [
        item for item in content if item.kind == "field" and item.control != "value" and not _is_search(scene, item)
    ]
    found = scene.match((*LETTERS.values(), HUB), fields)
    return {
        "form-title": _title(scene, content),
        "form-side-panel": holds() if panel else missing("the side panel"),
        **_letters(scene, found),
        "field-order": _order(found),
        "field-no-other": _no_other(fields, found),
        "field-hub": _hub(scene, found.get(HUB)),
        **_credentials(scene, content),
        **_save(scene),
    }


def _is_search(scene: Scene, item: Item) -> bool:
    return not item.name and scene.labels.knows("oauth_consumers.search", item.placeholder)


def _title(scene: Scene, content: Sequence[Item]) -> Ruling:
    key = "consumer_form.title"
    section = scene.labels
    headings = [item for item in content if item.kind == "heading"]
    first_field = min((item.box.top for item in content if item.kind == "field"), default=scene.sight.height)
    above = [
        item for item in headings if item.box.bottom <= first_field + 4 and not section.knows(SECTION[0], item.name)
    ]
    return scene.rule(key, scene.match([key], above).get(key))


def _letters(scene: Scene, found: Mapping[str, Match]) -> dict[str, Ruling]:
    rulings: dict[str, Ruling] = {}
    for letter, key in LETTERS.items():
        here = found.get(key)
        rulings[f"field-{letter}"] = scene.rule(key, here)
        control = "dropdown" if letter in "ad" else "text"
        rulings[f"field-{letter}-type"] = _type(here, control, letter)
    for letter in "bc":
        rulings[f"field-{letter}-placeholder"] = _placeholder(scene, found.get(LETTERS[letter]), letter)
    rulings["field-a-choice"] = _grant_choice(scene, found.get(LETTERS["a"]))
    rulings["field-d-choices"] = _groups(scene, found.get(LETTERS["d"]))
    return rulings


def _type(found: Match | None, control: str, letter: str) -> Ruling:
    if found is None:
        return unjudged(f"Field {letter.upper()} is missing.", f"field-{letter}")
    item = found.item
    seen = "a text field of several lines" if item.multiline else WORDS[item.control or "text"]
    if item.control != control:
        return missing(WORDS[control], seen, item.box, f"Field {letter.upper()} is {seen}.")
    if letter == "b" and item.multiline:
        return missing("a text field of one line", seen, item.box, "Field B is a text field of several lines.")
    return holds(seen, item.box)


def _placeholder(scene: Scene, found: Match | None, letter: str) -> Ruling:
    key = "consumer_form.name_placeholder" if letter == "b" else "consumer_form.description_placeholder"
    if found is None:
        return unjudged(f"Field {letter.upper()} is missing.", f"field-{letter}")
    if not found.item.placeholder:
        return missing(scene.name(key), "nothing", found.item.box, "The field says nothing about what to enter.")
    hint = Item("text", found.item.placeholder, found.item.box)
    return scene.rule(key, scene.match([key], [hint]).get(key))


def _grant_choice(scene: Scene, found: Match | None) -> Ruling:
    if found is None or found.item.control != "dropdown":
        return unjudged("Field A is no dropdown.", "field-a-type" if found else "field-a")
    key = "consumer_form.client_credentials"
    if LETTERS["a"] not in scene.choices:
        return unjudged("The dropdown did not open.")
    box = found.item.box
    options = [Item("option", name, box) for name in scene.choices[LETTERS["a"]]]
    return scene.rule(key, scene.match([key, "consumer_form.authorization_code"], options).get(key))


def _groups(scene: Scene, found: Match | None) -> Ruling:
    if found is None or found.item.control != "dropdown":
        return unjudged("Field D is no dropdown.", "field-d-type" if found else "field-d")
    if LETTERS["d"] not in scene.choices:
        return unjudged("The dropdown did not open.")
    names = [name for name in scene.choices[LETTERS["d"]] if not scene.labels.knows("oauth_consumers.empty", name)]
    if not names:
        return missing("permission groups to choose from", "an empty list", found.item.box)
    return holds(f"{len(names)} permission groups", found.item.box)


def _order(found: Mapping[str, Match]) -> Ruling:
    places = {letter: found[key].item.box for letter, key in LETTERS.items() if key in found}
    if len(places) < len(LETTERS) - 1:
        return unjudged("Too few of the four fields are there.")
    seen = sorted(places, key=lambda letter: (round(places[letter].top / 12), places[letter].left))
    words = ", ".join(seen).upper()
    if seen == sorted(places):
        return holds(words)
    return moved(", ".join(sorted(places)).upper(), words, places[seen[0]], words)


def _no_other(fields: Sequence[Item], found: Mapping[str, Match]) -> Ruling:
    known = [match.item for match in found.values()]
    others = [item for item in fields if item not in known]
    if not others:
        return holds("A to D and the Hub checkbox")
    names = ", ".join(f"“{item.name or item.placeholder or '(no label)'}”" for item in others)
    must = " It must be filled." if any(item.required for item in others) else ""
    return missing("only A to D and the Hub checkbox", names, others[0].box, f"The article does not name it.{must}")


def _hub(scene: Scene, found: Match | None) -> Ruling:
    if found is None:
        return missing(scene.name(HUB), reason="It is assumed to be absent from tenants without that add-on.")
    if found.item.control != "checkbox":
        return missing("a checkbox", WORDS[found.item.control or "text"], found.item.box)
    return scene.rule(HUB, found)


def _credentials(scene: Scene, content: Sequence[Item]) -> dict[str, Ruling]:
    kinds = ("heading", "text", "field")
    shown = [item for item in content if item.kind in kinds and item.control in ("", "value")]
    below = max((item.box.top for item in content if item.kind == "field" and item.control != "value"), default=0)
    shown = [item for item in shown if item.box.top >= below]
    found = scene.match(SECTION, shown)
    if not found:
        lost = unjudged("The section is missing.", "credentials")
        parts = ("creation-date", "key", "key-copy", "secret", "secret-copy")
        gone = missing(scene.name(SECTION[0]))
        return {"credentials": gone, **dict.fromkeys(parts, lost), "credentials-empty": _empty(scene)}
    rulings = {
        claim: scene.rule(key, found.get(key))
        for claim, key in zip(("credentials", "creation-date", "key", "secret"), SECTION, strict=True)
    }
    rulings["key-copy"] = _copy(scene, found.get(SECTION[2]), "key")
    rulings["secret-copy"] = _copy(scene, found.get(SECTION[3]), "secret")
    rulings["credentials-empty"] = _empty(scene)
    return rulings


def _empty(scene: Scene) -> Ruling:
    return holds("none") if scene.empty_credentials else missing("no key and no secret", "a key or a secret")


def _copy(scene: Scene, found: Match | None, claim: str) -> Ruling:
    if found is None:
        return unjudged(f"The {claim} is missing.", claim)
    icon = found.item.box if found.item.beside else _icon_near(scene, found.item.box)
    return holds("a copy icon", icon) if icon else missing("a copy icon", "none", found.item.box)


def _icon_near(scene: Scene, label: Box) -> Box | None:
    for item in scene.reachable:
        x, y = item.box.middle
        if item.kind == "button" and item.icon and label.left <= x <= label.right and label.top <= y <= label.bottom:
            return item.box
    return None


def _save(scene: Scene) -> dict[str, Ruling]:
    key, place = "consumer_form.save", scene.layout.save
    buttons = [item for item in scene.reachable if item.kind == "button" and scene.labels.knows(key, item.name)]
    found = scene.match([key], buttons).get(key)
    spare = scene.located.get(key)
    if found is not None:
        name, box = scene.rule(key, found), found.item.box
    elif spare is not None:
        name, box = renamed(scene.name(key), spare.name or "(no name)", spare.box), spare.box
    else:
        return {"save": missing(scene.name(key)), "save-place": unjudged("Save is missing.", "save")}
    seen = where(box, scene.sight)
    at = (
        holds(seen, box, expected=place.words)
        if place.test(box, scene.sight)
        else moved(place.words, seen, box, spot(box, scene.sight))
    )
    return {"save": name, "save-place": at}
