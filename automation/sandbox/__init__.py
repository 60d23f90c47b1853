"""A replica tenant: server in Python, screens in React (`web/`); it imports nothing of the rest of the project."""

from __future__ import annotations

from automation.sandbox.launch import Sandbox
from automation.sandbox.options import SandboxOptions

__all__ = ["Sandbox", "SandboxOptions"]
