"""One browser, kept over many consumers: opened for an account, and left at the list for the next consumer."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from automation.errors import FlowsError, TechnicalFailure
from automation.redaction import Redactor
from flows.journal import journal
from flows.result import ConsumerFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from automation.config import Config
    from automation.ledger import Ledger
    from flows.creating import CreateOptions
    from flows.onboarding.manifest import Line
    from flows.onboarding.pace import Pace
    from flows.opening import Opened
    from flows.result import Result


class Desk:
    """Where one worker does one consumer after the other; used by one thread.

    Args:
        config: Which browser, and where run folders go.
        say: Told what the user should know meanwhile.
        pace: Holds back what would ask too much of a company.
    """

    def __init__(self, config: Config, say: Callable[[str], None], pace: Pace) -> None:
        self._config, self._say, self._pace = config, say, pace
        self._stack = ExitStack()
        self._browser: Browser | None = None

    def close(self) -> None:
        """End the browser."""
        self._browser = None
        self._stack.close()

    def browser(self) -> Browser:
        """Return the browser, a new one if the last has died."""
        if self._browser is not None and not self._browser.is_connected():
            self.close()
        if self._browser is None:
            from flows.opening import browser_for

            self._browser = self._stack.enter_context(browser_for(self._config, self._say))
        return self._browser

    @contextmanager
    def account(self, config: Config) -> Iterator[AccountDesk]:
        """Work as one account, with what it has open kept from consumer to consumer.

        Args:
            config: The account's own settings.
        """
        with AccountDesk(self, config) as desk:
            yield desk

    @property
    def pace(self) -> Pace:
        """Holds back what would ask too much of a company."""
        return self._pace


class AccountDesk:
    """The app, open as one account.

    The ledger is opened before the app: whatever other runs do from then on is noticed, so that a list that was read
    for an earlier consumer may serve the next one too.
    """

    def __init__(self, desk: Desk, config: Config) -> None:
        self._desk, self._config = desk, config
        self._redactor = Redactor()
        self._stack = ExitStack()
        self._opened: Opened | None = None
        self._ledger: Ledger | None = None
        self._standing: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._leave()

    def do(self, line: Line, options: CreateOptions) -> Result:
        """Bring one consumer to its end; failures are in the result, not raised.

        Args:
            line: What is wanted.
            options: Conduct.
        """
        config = self._config.model_copy(update={"company": line.company or None, "vault": line.vault})
        with journal("create", config, self._redactor) as diary:
            diary.result.company = line.company or None
            diary.result.consumer = ConsumerFacts(line.name, line.description, line.grant_type, line.permission_group)
            try:
                self._perform(config, line, replace(options, if_exists=line.if_exists), diary)
            except FlowsError:
                raise
            except Exception as error:  # noqa: BLE001 -- one line's failure never stops the others
                first = (str(error).splitlines() or [""])[0][:200]
                raise TechnicalFailure(f"{type(error).__name__}: {first}") from None
        result = diary.result
        self._standing = None if result.failure else result.company
        if result.failure:
            # What the screen shows is not known now: the next consumer starts from the address.
            self._leave()
        return result

    def _perform(self, config: Config, line: Line, options: CreateOptions, diary: object) -> None:
        from automation.screens import ConsumerRequest
        from automation.vaults import open_vault
        from flows import creating
        from flows.create_oauth_consumer import FLOW
        from flows.verify import Verifier

        vault = open_vault(line.vault, base=options.base, identity=config.age_identity)
        vault.check()
        request = ConsumerRequest(
            name=line.name,
            permission_group=line.permission_group,
            description=line.description,
            grant_type=line.grant_type,
            callback_url=line.callback_url,
            hub=line.hub,
        )
        opened = self._open()
        self._desk.pace.wait(config.base_url, line.company)
        with Verifier(config, enabled=options.verify) as verifier:
            desk = creating.Desk(config, opened, vault, verifier, ledger=self._ledger, standing=self._standing)
            creating.perform_in(desk, FLOW, request, options, diary=diary)  # type: ignore[arg-type]

    def _open(self) -> Opened:
        if self._opened is None:
            from automation.ledger import open_ledger
            from flows.opening import app_in, needed_settings

            self._config.require(*needed_settings(self._config))
            self._ledger = self._stack.enter_context(open_ledger(self._config, self._redactor))
            self._opened = self._stack.enter_context(app_in(self._desk.browser(), self._config, self._redactor))
        return self._opened

    def _leave(self) -> None:
        self._opened = self._ledger = self._standing = None
        self._stack.close()
