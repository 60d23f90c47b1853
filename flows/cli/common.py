"""Options that many commands share, and the way from them to settings, output and exit codes."""

from __future__ import annotations

import inspect
import json
import sys
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from rich.console import Console

    from automation.config import Config
    from flows.result import Result
    from flows.runner import Listener

Language = Literal["auto", "es", "en", "fr", "pt"]

UseSandbox = Annotated[bool, typer.Option("--sandbox", help="Start the replica tenant for this run and use it.")]
BaseUrl = Annotated[str | None, typer.Option(help="The tenant's address.", show_default="https://one.fracttal.com")]
LanguageOption = Annotated[
    Language | None, typer.Option("--language", help="Language of the screens.", show_default="auto")
]
Headed = Annotated[bool, typer.Option("--headed", help="Show the browser's window.")]
Timeout = Annotated[float | None, typer.Option(help="Seconds a screen or control may take.", show_default="30")]
Trace = Annotated[bool, typer.Option("--trace", help="Keep Playwright's trace of steps 2 to 6; it holds no secret.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output, and nothing else.")]
RunsDir = Annotated[Path | None, typer.Option(help="Where run folders go.", show_default="runs")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say more on standard error.")]
Company = Annotated[str | None, typer.Option(help="The company, for accounts that belong to several.")]
VaultOption = Annotated[
    str | None,
    typer.Option(
        "--vault",
        metavar="URI",
        help="Where the credential is kept: dotenv:PATH, json:PATH, age:PATH?recipient=…, keyring:SERVICE, "
        "aws-secretsmanager:PREFIX.",
        show_default="FRACTTAL_VAULT",
    ),
]

SANDBOX_VAULT = "json:credentials-sandbox.json"


@dataclass(frozen=True)
class Common:
    """The common options as given on the command line."""

    sandbox: bool = False
    base_url: str | None = None
    language: Language | None = None
    headed: bool = False
    timeout: float | None = None
    trace: bool = False
    runs_dir: Path | None = None
    as_json: bool = False
    verbose: bool = False

    @property
    def console(self) -> Console:
        """Standard error, for progress and messages."""
        from rich.console import Console

        return Console(stderr=True, quiet=False)

    @property
    def watching(self) -> list[Listener]:
        """Who watches for the user: the progress display, unless a program reads the output."""
        from flows.listeners.progress import Progress

        return [] if self.as_json and not self.verbose else [Progress(self.console)]

    def say(self, text: str) -> None:
        """Tell the user something on standard error."""
        from rich.markup import escape

        if self.verbose or not self.as_json:
            self.console.print(f"[dim]{escape(text)}[/]", highlight=False)


@contextmanager
def configured(common: Common, *, replica: Mapping[str, Any] | None = None, **more: Any) -> Iterator[Config]:
    """Build the settings from the options, with a replica tenant around them if one was asked for.

    Args:
        common: The common options.
        replica: What the replica tenant is like, as `SandboxOptions` has it; its language goes before the option's.
        more: Further settings by name; None means not given.

    Raises:
        BadInput: The options exclude each other, or a setting is unusable.
    """
    from automation.config import Config
    from automation.errors import BadInput

    given: dict[str, Any] = {
        "base_url": common.base_url,
        "language": common.language,
        "headless": False if common.headed else None,
        "timeout": common.timeout,
        "runs_dir": common.runs_dir,
        **more,
    }
    if not common.sandbox:
        yield Config.load(**given)
        return
    if common.base_url is not None:
        raise BadInput("--sandbox starts a tenant of its own and cannot be used with --base-url. Leave one out.")
    from tempfile import TemporaryDirectory

    from automation.redaction import Secret
    from automation.sandbox import Sandbox, SandboxOptions

    language = common.language if common.language not in (None, "auto") else "es"
    with (
        Sandbox(SandboxOptions(**{"language": language, **(replica or {})})) as tenant,
        TemporaryDirectory(prefix="fracttal-flows-") as state,
    ):
        common.say(f"Replica tenant at {tenant.base_url}")
        given |= {
            "base_url": tenant.base_url,
            "email": tenant.email,
            "password": Secret(tenant.password),
            "token_url": f"{tenant.base_url}/oauth/token",
            "api_url": f"{tenant.base_url}/api",
            "state_dir": Path(state),
            "vault": given.get("vault") or SANDBOX_VAULT,
        }
        yield Config.load(**given)


def browser_coming(*modules: str) -> AbstractContextManager[None]:
    """Start Playwright's driver for a command that surely needs a browser, while the rest is still being imported.

    Args:
        modules: What the command needs besides settings and screens.
    """
    from automation.driver import driver_ahead

    return driver_ahead("automation.config", "flows.opening", "flows.listeners.log", *modules)


@contextmanager
def errors_shown(common: Common) -> Iterator[None]:
    """Print an error as people or programs read it, and end with its exit code."""
    from automation.errors import FlowsError

    try:
        yield
    except FlowsError as error:
        _tell(common, error.kind, error.message, error.step)
        raise typer.Exit(error.exit_code) from None
    except KeyboardInterrupt:
        common.console.print("Stopped. Run the same command again: it goes on from what is there.")
        raise typer.Exit(130) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:  # noqa: BLE001 -- Python would print its message, and nobody has redacted that
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        _tell(common, "defect", f"{type(error).__name__} in {where}. Please report it, and run the same command again.")
        raise typer.Exit(1) from None


def _tell(common: Common, kind: str, message: str, step: str | None = None) -> None:
    if common.as_json:
        print_json({"error": {"kind": kind, "message": message, "step": step}})
    else:
        show_error(common.console, kind, f"Step {step}: {message}" if step else message)


def show_error(console: Console, kind: str, message: str) -> None:
    """Print one error on standard error."""
    from rich.markup import escape

    console.print(f"[bold red]{kind.replace('_', ' ').capitalize()}.[/] {escape(message)}", highlight=False)


def print_json(data: dict[str, Any]) -> None:
    """Print one JSON object on standard output."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def command(function: Callable[..., Result | int | None], *, without: Sequence[str] = ()) -> Callable[..., None]:
    """Give a command the common options, and turn what it returns or raises into an exit code.

    Args:
        function: Its first parameter is the `Common` options; it returns a result, an exit code, or None for success.
            A common option that it has itself, a repeatable `--language` for example, takes the common one's place.
        without: Common options that mean nothing to it.
    """
    hints = get_type_hints(function, include_extras=True)
    first, *own = inspect.signature(function).parameters.values()
    own = [each.replace(annotation=hints[each.name], kind=inspect.Parameter.KEYWORD_ONLY) for each in own]
    left_out = {*without, *(each.name for each in own)}
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in _SHARED.items()
        if name not in left_out
    ]

    @wraps(function)
    def wrapped(**given: Any) -> None:
        common = Common(**{each.name: given.pop(each.name) for each in shared})
        with errors_shown(common):
            outcome = function(common, **given)
        code = outcome if isinstance(outcome, int) else outcome.exit_code if outcome else 0
        if code:
            raise typer.Exit(code)

    wrapped.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined] # how inspect reads it
    wrapped.__annotations__ = {each.name: each.annotation for each in (*own, *shared)}
    del first
    return wrapped


_SHARED: dict[str, tuple[Any, Any]] = {
    "sandbox": (UseSandbox, False),
    "base_url": (BaseUrl, None),
    "language": (LanguageOption, None),
    "headed": (Headed, False),
    "timeout": (Timeout, None),
    "trace": (Trace, False),
    "runs_dir": (RunsDir, None),
    "as_json": (AsJson, False),
    "verbose": (Verbose, False),
}
