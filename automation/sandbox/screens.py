"""The built screens: one page for every address the screens handle themselves, and the files it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.routing import BaseRoute

UI_PATHS = ("/", "/signin", "/two-factor", "/company", "/config", "/config/{rest:path}", "/oauth/authorize")

_NOT_BUILT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sandbox: screens not built</title></head>
<body><h1>The sandbox's screens are not built</h1>
<p>The server runs, but its screens are missing. In a clone of the project, build them with
<code>python hatch_build.py</code> (<code>make web</code>), then load this page again. An installed package has them
inside.</p></body></html>
"""


class _Built(StaticFiles):
    """A folder of built files that may be missing, or appear later."""

    def __init__(self, folder: Path, cache: str) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._cache = cache

    async def check_config(self) -> None:
        """Accept a missing folder: its files are not found, that is all."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """Answer a file, and how long a browser may keep it."""
        response = super().file_response(*args, **kwargs)
        response.headers["cache-control"] = self._cache
        return response


def screen_routes(folder: Path) -> list[BaseRoute]:
    """List the routes that serve the screens.

    Args:
        folder: Where Vite put them; it may be missing or appear later.
    """
    index = folder / "index.html"

    async def page(_request: Request) -> Response:
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, 503)
        return FileResponse(index, headers={"cache-control": "no-cache"})

    return [
        *(Route(path, page) for path in UI_PATHS),
        # Vite puts a hash of the content into these names.
        Mount("/assets", _Built(folder / "assets", "public, max-age=31536000, immutable")),
        Mount("/", _Built(folder, "no-cache")),
    ]
