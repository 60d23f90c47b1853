"""Make sure that a browser is there; what the Makefile calls before anything else."""

from __future__ import annotations

import sys

from automation.browser.installing import install_browser
from automation.config import Config
from automation.errors import FlowsError


def main() -> int:
    """Find or install a browser, and return the exit code."""
    try:
        config = Config.load()
        if config.browser_endpoint is None:
            install_browser(config)
    except FlowsError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
