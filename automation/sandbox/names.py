"""Names and values of a tenant that nobody typed in, always the same for the same seed."""

from __future__ import annotations

import random
import string

from automation.sandbox.text import fold

# Sorted by name, these stand near the end: with 300 groups "Reportes" is beyond the first 200.
DOCUMENTED_GROUPS = (
    "Reportes",
    "Integraciones",
    "Solo Activos",
    "Reportes (solo lectura)",
    "Seguridad Industrial",
    "Supervisores",
    "Técnicos",
    "Ventas",
)
_DEPARTMENTS = (
    "Almacén",
    "Calidad",
    "Compras",
    "Energía",
    "Flota",
    "Ingeniería",
    "Laboratorio",
    "Logística",
    "Mantenimiento",
    "Operaciones",
    "Planeación",
    "Producción",
)
_PLACES = ("Norte", "Sur", "Este", "Oeste", "Centro", "Bogotá", "Lima", "Quito", "Santiago", "Valencia")
_CONSUMERS = ("Power BI", "ERP", "Bodega", "Sensores", "Portal", "Nómina", "Tablero", "Compras")
_TRADES = ("Planta", "Minera", "Hospital", "Cervecería", "Terminal", "Textiles", "Acueducto", "Hotel")

_ALPHANUMERIC = string.ascii_letters + string.digits
_BASE32 = string.ascii_uppercase + "234567"


class Draw:
    """One stream of made-up values; streams of different purpose do not shift each other."""

    def __init__(self, seed: int, purpose: str) -> None:
        # Predictable on purpose: the values open nothing but this replica.
        self._random = random.Random(f"{seed}:{purpose}")  # noqa: S311

    def _letters(self, alphabet: str, count: int) -> str:
        return "".join(self._random.choices(alphabet, k=count))

    def key(self) -> str:
        """Make a consumer's key: 18 letters and digits (facts §4)."""
        return self._letters(_ALPHANUMERIC, 18)

    def secret(self) -> str:
        """Make a consumer's secret: 32 letters and digits (facts §4)."""
        return self._letters(_ALPHANUMERIC, 32)

    def password(self) -> str:
        """Make a password that can be typed by hand and passes the usual rules."""
        return f"Sandbox-{self._letters(string.ascii_lowercase + string.digits, 8)}"

    def totp_secret(self) -> str:
        """Make a two-factor seed: 32 letters of Base32."""
        return self._letters(_BASE32, 32)


def group_names(count: int) -> list[str]:
    """Name the permission groups, sorted as the screens show them."""
    names = list(DOCUMENTED_GROUPS[:count])
    pairs = [f"{department} {place}" for place in _PLACES for department in _DEPARTMENTS]
    for index in range(count - len(names)):
        turn, pair = divmod(index, len(pairs))
        names.append(pairs[pair] if turn == 0 else f"{pairs[pair]} {turn + 1}")
    return sorted(names, key=fold)


def consumer_name(index: int) -> str:
    """Name a consumer that was there from the start, index from 0."""
    turn, base = divmod(index, len(_CONSUMERS))
    return _CONSUMERS[base] if turn == 0 else f"{_CONSUMERS[base]} {turn + 1}"


def company_name(index: int) -> str:
    """Name a company, index from 0 over the whole tenant."""
    place, trade = divmod(index, len(_TRADES))
    turn, place = divmod(place, len(_PLACES))
    return f"{_TRADES[trade]} {_PLACES[place]}" + (f" {turn + 1}" if turn else "")
