from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from automation.browser.finding import Found, find_browser
from automation.errors import BadInput, BrowserMissing, TechnicalFailure
from automation.origin import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Playwright, StorageState, ViewportSize

    from automation.config import Config

VIEWPORT: ViewportSize = {"width": 1366, "height": 768}
"""Below about 900 px the app's top bar collapses; this is the smallest size known to show every label."""

# Playwright itself switches off the rest: updates, sync, background networking, preconnects
QUIET = ("--disable-domain-reliability", "--disable-client-side-phishing-detection", "--no-pings")

STILL = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`*, *::before, *::after {
    animation-delay: 0s !important; animation-duration: 1ms !important; animation-iteration-count: 1 !important;
    transition-delay: 0s !important;
  }
  .MuiModal-root[aria-hidden=true] { pointer-events: none !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  document.addEventListener('transitionrun', event => {
    for (const running of event.target.getAnimations({ subtree: event.pseudoElement !== '' })) {
      if (running instanceof CSSTransition) running.effect.updateTiming({ delay: 0, duration: 1 });
    }
  }, true);
})()"""
"""What moves is where it moves to at once, since a click waits until its target stands still.

Transitions are cut short as they begin, to a millisecond, so that the app hears of their end. No sheet could do that:
a duration on every element gives a transition to those that had none, and a list drawn row by row then never finds
its place. The app's own timers are left alone.
"""

ADDRESS = re.compile(r"\b\w+://\S+")
MISSING_LIBRARY = "error while loading shared libraries"
NO_SANDBOX = "No usable sandbox"


def launch(
    playwright: Playwright, config: Config, found: Found | None = None, *, say: Callable[[str], None] = print
) -> Browser:
    """Launch a browser, or connect to the one at FRACTTAL_BROWSER_ENDPOINT.

    It always starts with an empty profile: there is no way to open one's personal profile, which would hand every
    other signed-in session to this program.

    Args:
        playwright: A started Playwright.
        config: Endpoint, path, window or not.
        found: The browser to launch; found by `find_browser` if not given.
        say: Told what a user should know about how the browser runs.

    Raises:
        BrowserMissing: There is no browser, or it cannot start on this machine.
        TechnicalFailure: The endpoint does not answer.
    """
    if config.browser_endpoint is not None:
        return _connect(playwright, config.browser_endpoint.get_secret_value(), say)
    found = found or find_browser(config)
    if is_root():
        say("Running as root: the browser starts with --no-sandbox, since its sandbox refuses root.")
    from playwright.sync_api import Error as PlaywrightError  # 0.3 s that --help should not pay

    try:
        return playwright.chromium.launch(**launch_options(found, headless=config.headless))
    except PlaywrightError as error:
        raise BrowserMissing(f"{found.path} ({found.origin}) does not start: {_why(str(error))}") from None


def launch_options(found: Found, *, headless: bool = True, root: bool | None = None) -> dict[str, Any]:
    """Return what Playwright's `launch` is given, for those who launch by other means, as test fixtures do.

    Args:
        found: The browser.
        headless: Without a window.
        root: Whether the sandbox must be left out; if not given, whether this process runs as root.
    """
    sandboxed = not (is_root() if root is None else root)
    return {
        "executable_path": str(found.path),
        "headless": headless,
        # Playwright leaves the sandbox out unless told otherwise
        "chromium_sandbox": sandboxed,
        "args": [*QUIET, *([] if sandboxed else ["--no-sandbox"])],
    }


def new_context(
    browser: Browser,
    *,
    timeout: float = 30,
    locale: str | None = None,
    storage_state: StorageState | None = None,
    theme: Literal["light", "dark"] = "light",
    scale: float = 1,
    viewport: ViewportSize = VIEWPORT,
) -> BrowserContext:
    """Open a new, empty context; never the browser's default one, which over CDP is somebody's own profile.

    Args:
        browser: From `launch`.
        timeout: Seconds any one wait may take.
        locale: "es-ES"; the browser's own if not given. The app follows the account's language all the same.
        storage_state: A kept session, from `SessionStore.load`.
        theme: What the app is told the user prefers.
        scale: Device pixels for each CSS pixel.
        viewport: CSS pixels.
    """
    context = browser.new_context(
        accept_downloads=False,
        color_scheme=theme,
        device_scale_factor=scale,
        locale=locale,
        reduced_motion="reduce",
        storage_state=storage_state,
        viewport=viewport,
    )
    context.set_default_timeout(timeout * 1000)
    return context


def stand_still(context: BrowserContext) -> None:
    """Let nothing move on the pages of a context from its next page load on; for runs that nobody watches.

    A third of a run is waiting for what moves; pictures are taken with the app as it is.

    Args:
        context: From `new_context`.
    """
    context.add_init_script(STILL)


def is_root() -> bool:
    """Tell whether this process runs as root, which Chromium's sandbox refuses."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _connect(playwright: Playwright, endpoint: str, say: Callable[[str], None]) -> Browser:
    parts = urlsplit(endpoint)
    place = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"  # the rest may hold a token
    if parts.scheme not in ("ws", "wss", "http", "https") or not parts.hostname:
        raise BadInput(
            "FRACTTAL_BROWSER_ENDPOINT must start with ws:// or wss:// (a Playwright server) "
            "or http:// or https:// (a Chromium with a debugging port)."
        )
    if parts.scheme in ("ws", "http") and not is_loopback(parts.hostname):
        say(f"The way to the browser at {place} is not encrypted: what is typed and shown there can be read on it.")
    over_cdp = parts.scheme in ("http", "https") or "/devtools/browser/" in parts.path
    chromium = playwright.chromium
    from playwright.sync_api import Error as PlaywrightError  # 0.3 s that --help should not pay

    try:
        return chromium.connect_over_cdp(endpoint) if over_cdp else chromium.connect(endpoint)
    except PlaywrightError as error:
        reason = ADDRESS.sub(place, str(error).splitlines()[0])
        raise TechnicalFailure(
            f"No browser answers at {place} (FRACTTAL_BROWSER_ENDPOINT): {reason}. "
            "A Playwright server must be of the same version as this Playwright."
        ) from None


def _why(message: str) -> str:
    if MISSING_LIBRARY in message:
        library = message.split(MISSING_LIBRARY, 1)[1].split(":")[1].strip()
        return f"the system lacks {library}. `playwright install-deps chromium` as root brings what it needs."
    if NO_SANDBOX in message:
        return (
            "this system does not let it build its sandbox. Use the system's own Chromium or Chrome "
            "(FRACTTAL_BROWSER_PATH), allow unprivileged user namespaces, or, in a container, run as root."
        )
    if "Missing X server" in message or "$DISPLAY" in message:
        return "there is no screen to show its window on. Leave out --headed; `login` needs a screen."
    return message.splitlines()[0]
