"""The folder a run writes into, its log, and the leak scan that ends every run."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from automation.errors import BadInput, LeakFound
from automation.files import write_private

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from loguru import Logger

    from automation.redaction import Redactor


# Runs of one flow within one second.
MOST = 1000


@dataclass
class RunFolder:
    """One run's folder, `runs/<time>-<flow>/`.

    Args:
        path: The folder.
        redactor: Knows what must not be in it.
    """

    path: Path
    redactor: Redactor
    _sink: int | None = field(default=None, init=False, repr=False)

    @classmethod
    def create(
        cls, runs: Path, flow: str, redactor: Redactor, *, now: Callable[[], datetime] = datetime.now
    ) -> RunFolder:
        """Make a new folder that only its owner can enter.

        Raises:
            BadInput: It cannot be made.
        """
        stamp = now().strftime("%Y%m%d-%H%M%S")
        name = f"{stamp}-{flow}"
        try:
            runs.mkdir(parents=True, exist_ok=True)
            for attempt in range(1, MOST):
                path = runs / (name if attempt == 1 else f"{name}-{attempt}")
                with suppress(FileExistsError):
                    path.mkdir(mode=0o700)
                    return cls(path.resolve(), redactor)
        except OSError as error:
            raise BadInput(
                f"A run folder cannot be made in {runs}: {error.strerror}. Set FRACTTAL_RUNS_DIR or --runs-dir."
            ) from None
        raise BadInput(f"{runs} has {MOST} runs of this second; choose another folder with --runs-dir.")

    def logger(self) -> Logger:
        """Return the log of this run; every record passes the Redactor before it is written."""
        from loguru import logger

        with suppress(ValueError):
            # Its first sink is standard error, where only the command speaks.
            logger.remove(0)
        path = self.path / "run.log"
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
        mark = str(self.path)
        self._sink = logger.add(
            path,
            level="DEBUG",
            format="{time:YYYY-MM-DD HH:mm:ss.SSS} {level: <7} {message}",
            filter=lambda record: record["extra"].get("run") == mark,
            # Its default prints the values of local variables.
            diagnose=False,
            backtrace=False,
            encoding="utf-8",
        )
        return logger.bind(run=mark).patch(self.redactor.patch)

    def close(self) -> None:
        """End the log."""
        if self._sink is not None:
            from loguru import logger

            logger.remove(self._sink)
            self._sink = None

    def write_result(self, data: dict[str, Any]) -> None:
        """Keep the result, without the secret even if it was asked for on standard output."""
        kept = {key: value for key, value in data.items() if key != "secret"}
        write_private(self.path / "result.json", json.dumps(kept, ensure_ascii=False, indent=2) + "\n")

    def scan(self) -> LeakFound | None:
        """Look for every known secret in every file, and delete a file that holds one.

        Returns:
            The failure to report, None where nothing was found.
        """
        from automation.leak_scan import purge, scan

        leaks = scan(self.path, self.redactor.values)
        if not leaks:
            return None
        gone = ", ".join(sorted({path.name for path in purge(leaks)}))
        found = "; ".join(sorted({str(leak) for leak in leaks}))
        return LeakFound(
            f"{found}. Deleted: {gone}. This is a defect of fracttal-flows: please report what the run did, without "
            "the file."
        )
