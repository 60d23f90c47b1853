from __future__ import annotations

import http.server
import json
import socket
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from playwright._impl._driver import compute_driver_executable, get_driver_env
from playwright.sync_api import Error, expect

from automation.browser import Found, SessionStore, find_browser, launch, launch_options, new_context, stand_still
from automation.browser.launching import is_root
from automation.config import Config
from automation.errors import BadInput, BrowserMissing, TechnicalFailure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright

pytestmark = pytest.mark.browser


def config(**settings: object) -> Config:
    return Config.load(env_file=None, **settings)


def test_the_sandbox_is_left_out_for_root_alone() -> None:
    found = Found(Path("/usr/bin/chromium"), "the system's")
    for_root, for_others = launch_options(found, root=True), launch_options(found, root=False)
    assert not for_root["chromium_sandbox"]
    assert "--no-sandbox" in for_root["args"]
    assert for_others["chromium_sandbox"]
    assert "--no-sandbox" not in for_others["args"]


def test_nothing_can_point_the_browser_at_a_personal_profile() -> None:
    options = launch_options(Found(Path("/usr/bin/chromium"), "the system's"))
    assert not any("user-data-dir" in argument or "profile" in argument for argument in options["args"])
    assert not {"user_data_dir", "env", "ignore_default_args"} & options.keys()


def test_the_browser_that_is_found_really_starts_and_says_so_when_root(playwright: Playwright) -> None:
    said: list[str] = []
    browser = launch(playwright, config(), say=said.append)
    try:
        page = new_context(browser).new_page()
        page.goto("about:blank")
        assert page.evaluate("1 + 1") == 2
    finally:
        browser.close()
    assert (len(said) == 1 and "--no-sandbox" in said[0]) if is_root() else said == []


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (
            "echo 'chrome: error while loading shared libraries: libnss3.so: cannot open it' >&2; exit 127",
            "the system lacks libnss3.so. `playwright install-deps chromium` as root",
        ),
        (
            "echo 'FATAL:zygote_host.cc No usable sandbox! Update your kernel' >&2; exit 1",
            "does not let it build its sandbox",
        ),
        ("echo 'Missing X server or $DISPLAY' >&2; exit 1", "no screen to show its window on. Leave out --headed"),
        ("exit 3", "does not start: "),
    ],
)
def test_a_browser_that_does_not_start_says_why_and_what_to_do(
    playwright: Playwright, tmp_path: Path, script: str, said: str
) -> None:
    program = tmp_path / "chromium"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    with pytest.raises(BrowserMissing) as caught:
        launch(playwright, config(browser_path=program), say=lambda _: None)
    assert said in str(caught.value)
    assert str(program) in str(caught.value)
    assert "\n" not in str(caught.value), "Playwright's own box of advice names other programs' flags"


def test_a_context_is_as_the_app_needs_it(browser: Browser) -> None:
    context = new_context(browser, locale="fr-FR", theme="dark", scale=2, timeout=1.5)
    page = context.new_page()
    seen = page.evaluate(
        """() => ({
            size: [innerWidth, innerHeight], scale: devicePixelRatio, language: navigator.language,
            dark: matchMedia('(prefers-color-scheme: dark)').matches,
            still: matchMedia('(prefers-reduced-motion: reduce)').matches,
        })"""
    )
    assert seen == {"size": [1366, 768], "scale": 2, "language": "fr-FR", "dark": True, "still": True}
    with pytest.raises(Exception, match="Timeout 1500ms exceeded"):
        page.locator("nothing").click()
    context.close()


def shows(page: Page, body: str) -> None:
    """Open a page as a tenant's is opened: set_content would take the listeners of the context's script away."""
    page.route("**/*", lambda route: route.fulfill(body=f"<!doctype html>{body}", content_type="text/html"))
    page.goto("http://tenant.test/")


def test_what_moves_is_where_it_moves_to_at_once_and_the_app_still_hears_of_its_end(browser: Browser) -> None:
    context = new_context(browser)
    stand_still(context)
    page = context.new_page()
    shows(page, "<style>p { position: absolute; left: 0; transition: left 60s 60s; }</style><p>menu</p>")
    ended = page.evaluate(
        """() => new Promise(done => {
            const moved = document.querySelector('p');
            moved.addEventListener('transitionend', event => done([event.elapsedTime, moved.offsetLeft]));
            moved.getBoundingClientRect();
            moved.style.left = '90px';
        })"""
    )
    assert ended == [0.001, 90]
    context.close()


def test_what_never_moved_gets_no_transition(browser: Browser) -> None:
    context = new_context(browser)
    stand_still(context)
    page = context.new_page()
    shows(page, "<p style='width: 100px'>rows above</p>")
    widths = page.evaluate(
        """() => { const rows = document.querySelector('p')
            const before = rows.offsetWidth
            rows.style.width = '900px'
            return [before, rows.offsetWidth] }"""
    )
    assert widths == [100, 900]
    context.close()


@contextmanager
def tenant() -> Iterator[str]:
    """Serve one page that signs in, with a cookie, local storage and IndexedDB, as the app may."""
    page = b"""<script>
      const open = new Promise(done => {
        const request = indexedDB.open('fracttal', 1)
        request.onupgradeneeded = () => request.result.createObjectStore('auth')
        request.onsuccess = () => done(request.result)
      })
      const signIn = async () => {
        document.cookie = 'fracttal_session=abcdef0123456789; max-age=3600'
        localStorage.setItem('language', 'es')
        const database = await open
        const change = database.transaction('auth', 'readwrite')
        change.objectStore('auth').put('hint-0123456789', 'session_hint')
        await new Promise(done => { change.oncomplete = done })
      }
      const read = async () => {
        const database = await open
        const request = database.transaction('auth').objectStore('auth').get('session_hint')
        await new Promise(done => { request.onsuccess = done })
        return [document.cookie, localStorage.getItem('language'), request.result]
      }
    </script>"""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_kept_session_brings_back_cookie_local_storage_and_indexeddb(browser: Browser, tmp_path: Path) -> None:
    store = SessionStore(tmp_path)
    with tenant() as address:
        first = new_context(browser)
        page = first.new_page()
        page.goto(address)
        page.evaluate("signIn()")
        store.save(address, "ops@example.com", first)
        first.close()

        second = new_context(browser, storage_state=store.load(address, "ops@example.com"))
        page = second.new_page()
        page.goto(address)
        assert page.evaluate("read()") == ["fracttal_session=abcdef0123456789", "es", "hint-0123456789"]
        second.close()


def test_over_a_debugging_port_the_persons_own_profile_is_never_used(
    playwright: Playwright, debugging_port: tuple[str, str]
) -> None:
    http_address, ws_address = debugging_port
    with tenant() as address:
        person = playwright.chromium.connect_over_cdp(http_address)
        page = person.contexts[0].new_page()
        page.goto(address)
        page.evaluate("signIn()")

        for endpoint in (http_address, ws_address):
            browser = launch(playwright, config(browser_endpoint=endpoint), say=pytest.fail)
            ours = new_context(browser)
            page = ours.new_page()
            page.goto(address)
            assert page.evaluate("read()") == ["", None, None]
            ours.close()
            browser.close()
        assert person.contexts[0].cookies(), "the person's own session is untouched"


def test_a_playwright_server_is_connected_to(playwright: Playwright) -> None:
    options = launch_options(find_browser(config()))
    settings = {
        "executablePath": options["executable_path"],
        "args": options["args"],
        "chromiumSandbox": options["chromium_sandbox"],
        "port": 0,
        "host": "127.0.0.1",
    }
    node, cli = compute_driver_executable()
    script = (
        f"require({json.dumps(str(Path(cli).parent))}).chromium.launchServer({json.dumps(settings)})"
        ".then(server => { console.log(server.wsEndpoint());"
        " process.stdin.on('close', () => server.close()).resume() })"
    )
    server = subprocess.Popen(
        [node, "-e", script], env=get_driver_env(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        endpoint = server.stdout.readline().strip()
        assert endpoint.startswith("ws://")
        browser = launch(playwright, config(browser_endpoint=endpoint), say=pytest.fail)
        page = new_context(browser).new_page()
        page.set_content("<h1>There</h1>")
        expect(page.get_by_role("heading", name="There")).to_be_visible()
        browser.close()
    finally:
        server.communicate(timeout=20)


def test_an_endpoint_that_does_not_answer_is_named_without_its_token(playwright: Playwright) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    for scheme in ("ws", "http"):
        endpoint = f"{scheme}://ana:passw0rd@127.0.0.1:{port}/run?token=t0k3n"
        with pytest.raises(TechnicalFailure) as caught:
            launch(playwright, config(browser_endpoint=endpoint), say=pytest.fail)
        assert f"No browser answers at {scheme}://127.0.0.1:{port} (FRACTTAL_BROWSER_ENDPOINT)" in str(caught.value)
        assert "t0k3n" not in str(caught.value)
        assert "passw0rd" not in str(caught.value)


def test_an_address_in_playwrights_own_words_is_cut_too() -> None:
    class Chromium:
        def connect_over_cdp(self, endpoint: str) -> None:
            raise Error(f"Unexpected status 400 when connecting to {endpoint}/json/version/?token=t0k3n.\nMore")

    class Stand:
        chromium = Chromium()

    with pytest.raises(
        TechnicalFailure, match=r"Unexpected status 400 when connecting to http://127\.0\.0\.1:9\. "
    ) as caught:
        launch(cast("Playwright", Stand()), config(browser_endpoint="http://127.0.0.1:9"), say=pytest.fail)
    assert "t0k3n" not in str(caught.value)


def test_an_endpoint_of_an_unknown_kind_is_refused(playwright: Playwright) -> None:
    with pytest.raises(BadInput, match="FRACTTAL_BROWSER_ENDPOINT must start with ws://"):
        launch(playwright, config(browser_endpoint="localhost:9222"))


def test_an_unencrypted_way_to_another_machine_is_warned_about() -> None:
    class Chromium:
        def connect(self, endpoint: str) -> str:
            return "connected"

    class Stand:
        chromium = Chromium()

    said: list[str] = []
    launch(cast("Playwright", Stand()), config(browser_endpoint="ws://browsers.example:9/?token=x"), say=said.append)
    (warning,) = said
    assert warning == (
        "The way to the browser at ws://browsers.example:9 is not encrypted: "
        "what is typed and shown there can be read on it."
    )
