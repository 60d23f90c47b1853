from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from automation.sandbox.faults import parse_fault
from automation.sandbox.switches import check_mutations, full_appearance, unknown

LANGUAGES = ("es", "en", "fr", "pt")
THEMES = ("light", "dark")
SECRET_POLICIES = ("shown-again", "shown-once")
DEFAULT_COMPANIES = ("FRACTTAL - Activación",)


@dataclass(frozen=True)
class SandboxOptions:
    """What a replica tenant is like when it starts.

    Args:
        language: Language of the accounts: es, en, fr or pt.
        theme: light or dark.
        super_admin: Whether the accounts hold the role that may create and read keys.
        companies: Companies every account belongs to. With several accounts and this left as it is, each
            account has five companies of its own with made-up names.
        groups: How many permission groups; "Reportes" is among them however few they are.
        consumers: How many OAuth consumers each company has at the start.
        secret_policy: shown-again, or shown-once (only in the answer to Save).
        add_on: Whether the tenant has API Connections at all.
        hub: Whether the form offers the Hub checkbox.
        two_factor: Whether signing in asks for a code (TOTP, six digits, 30 s).
        latency_ms: Delay of every answer to the screens, in milliseconds.
        appearance: Switch to value; see switches.py.
        renamed: Language to label key to text: labels the screens show differently.
        mutations: Ways in which the screens depart from the article; see switches.py.
        faults: What goes wrong, `name[@where][xN]`; see faults.py.
        accounts: How many accounts (ops1@…, ops2@…).
        seed: Where names, keys and passwords come from: the same seed gives the same tenant.
        port: TCP port on 127.0.0.1; 0 takes a free one.

    Raises:
        ValueError: A value that does not exist or makes no sense; the message lists the known ones.
    """

    language: str = "es"
    theme: str = "light"
    super_admin: bool = True
    companies: tuple[str, ...] = DEFAULT_COMPANIES
    groups: int = 40
    consumers: int = 1
    secret_policy: Literal["shown-again", "shown-once"] = "shown-again"  # noqa: S105 -- a policy
    add_on: bool = True
    hub: bool = True
    two_factor: bool = False
    latency_ms: int = 0
    appearance: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    mutations: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    accounts: int = 1
    seed: int = 0
    port: int = 0

    def __post_init__(self) -> None:
        for what, given, known in (
            ("language", self.language, LANGUAGES),
            ("theme", self.theme, THEMES),
            ("secret_policy", self.secret_policy, SECRET_POLICIES),
        ):
            if given not in known:
                raise unknown(what, given, known)
        for what, figure, least in (
            ("groups", self.groups, 0),
            ("consumers", self.consumers, 0),
            ("latency_ms", self.latency_ms, 0),
            ("accounts", self.accounts, 1),
            ("port", self.port, 0),
        ):
            if figure < least:
                raise ValueError(f"{what} must be at least {least}, not {figure}")
        for name in ("companies", "mutations", "faults"):
            if isinstance(getattr(self, name), str):
                raise ValueError(f"{name} is a tuple of texts, not one text: write ({getattr(self, name)!r},)")  # noqa: TRY004 -- one kind of error for all options
        if not self.companies or len(set(self.companies)) != len(self.companies):
            raise ValueError("companies must name at least one company, each once")
        full_appearance(self.appearance)
        check_mutations(self.mutations)
        check_renamed(self.renamed)
        for fault in self.faults:
            parse_fault(fault)


def check_renamed(renamed: Mapping[str, Mapping[str, str]]) -> None:
    """Refuse renamed labels that no screen could use.

    Raises:
        ValueError: An unknown language, or something else than label key to text.
    """
    for language, labels in renamed.items():
        if language not in LANGUAGES:
            raise unknown("language in renamed:", language, LANGUAGES)
        pairs = labels.items() if isinstance(labels, Mapping) else [(None, None)]
        if not all(isinstance(part, str) for pair in pairs for part in pair):
            raise ValueError(f"renamed[{language!r}] must map label keys to texts")
