from __future__ import annotations

from dataclasses import dataclass

from automation.redaction import Secret  # noqa: TC001 -- a dataclass whose fields others look up when they run


@dataclass(frozen=True)
class Credential:
    """What Save brings back, with enough around it to find it again.

    Args:
        tenant: Origin of the tenant, "https://one.fracttal.com".
        company: The company's name as the tenant shows it, or "" where it shows none.
        name: The consumer's name (field B of the form).
        key: The consumer's key ("Clave"); public.
        secret: The consumer's secret ("Secreto").
        grant_type: "client_credentials" or "authorization_code", as OAuth spells them.
        permission_group: Field D of the form.
        created_at: The creation date as the screen shows it, or "".
    """

    tenant: str
    company: str
    name: str
    key: str
    secret: Secret
    grant_type: str
    permission_group: str
    created_at: str = ""
