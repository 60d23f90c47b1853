"""What each control is called on the screen, in every language, and which of its names a tenant shows."""

from __future__ import annotations

from automation.labels.catalogue import LANGUAGES, Catalogue, Entry
from automation.labels.labels import Drift, Labels

__all__ = ["LANGUAGES", "Catalogue", "Drift", "Entry", "Labels"]
