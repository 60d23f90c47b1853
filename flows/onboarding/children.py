"""More workers on this machine: processes of this program, which end when this one does."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from automation.config import Config

COMMAND = ("-c", "from flows.cli import main; main()")


@contextmanager
def more_workers(count: int, config: Config) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start workers, and let them end after the consumer under way when the block is left or this process dies.

    Args:
        count: How many.
        config: Settings they share; secrets go through the environment, which only the same user can read.
    """
    started = [
        subprocess.Popen(  # noqa: S603 -- this program
            [sys.executable, *COMMAND, "worker", "--while-stdin", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            env={**os.environ, **settings_of_process(config)},
        )
        for _ in range(count)
    ]
    try:
        yield started
    finally:
        for child in started:
            assert child.stdin is not None
            child.stdin.close()
        for child in started:
            child.wait()


def settings_of_process(config: Config) -> dict[str, str]:
    """Return what a child process needs to have the same settings, for its environment; holds secrets."""
    from automation.config import setting_name

    values = {}
    for name in type(config).model_fields:
        value = getattr(config, name)
        parts = value if isinstance(value, tuple) else (value,)
        plain = [str(part.get_secret_value() if hasattr(part, "get_secret_value") else part) for part in parts]
        if value not in (None, ()):
            values[setting_name(name)] = ",".join(plain)
    return values
