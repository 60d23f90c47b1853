"""What `ps` would show, and which processes belong to one case."""

from __future__ import annotations

from pathlib import Path


def command_lines() -> set[bytes]:
    """The command line of every process on the machine, as `ps` shows them to every user."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found.add((entry / "cmdline").read_bytes())
            except OSError:
                continue
    return found


def ours(mark: str) -> list[int]:
    """The processes whose environment has CHAOS_CASE=mark, this one's descendants however they were orphaned."""
    wanted = f"CHAOS_CASE={mark}\0".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if wanted in (entry / "environ").read_bytes() and not _is_dead(entry):
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def _is_dead(entry: Path) -> bool:
    return (entry / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
