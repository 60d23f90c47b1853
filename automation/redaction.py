"""Secret values, and the one Redactor that every way out of the program passes."""

from __future__ import annotations

from pydantic import SecretStr as Secret

__all__ = ["Secret"]
