"""The HTML pages: filled from templates, everything escaped."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, **values: object) -> str:
    """Fill a template.

    Args:
        template: Its name without the ending, "review".
        values: What it is filled with; texts are escaped.
    """
    return _environment().get_template(f"{template}.html.j2").render(style=_style(), **values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("flows.guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _style() -> str:
    from markupsafe import Markup

    sheet = resources.files("flows.guide").joinpath("templates/style.css").read_text(encoding="utf-8")
    return Markup(sheet)  # noqa: S704 -- our own file
