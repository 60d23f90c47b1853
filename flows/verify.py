from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from concurrent.futures import Future
    from types import TracebackType

    from automation.config import Config
    from automation.credential import Credential
    from automation.oauth import Verification
    from flows.result import Result


class Verifier:
    """Asks the token endpoint whether a pair works, while the browser goes on with its own work.

    Args:
        config: Where the token endpoint and the API are.
        enabled: False with `--no-verify`.
    """

    def __init__(self, config: Config, *, enabled: bool = True) -> None:
        self._config = config
        self._enabled = enabled
        self._answer: Future[Verification] | None = None

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="verify")
        if self._enabled:
            # The client library takes a while to import; the browser starts meanwhile.
            self._pool.submit(_warm_up)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, credential: Credential) -> None:
        """Begin to ask; once, whatever is called later."""
        if self._enabled and self._answer is None:
            self._answer = self._pool.submit(self._ask, credential)

    def finish(self, result: Result) -> None:
        """Wait for the answer and report it."""
        if self._answer is not None:
            answer = self._answer.result()
            result.verified, result.verification = answer.verified, answer.text

    def _ask(self, credential: Credential) -> Verification:
        from automation.oauth import check_token

        return check_token(self._config.token_url, self._config.api_url, credential)


def _warm_up() -> None:
    import automation.oauth  # noqa: F401 -- for the next one who imports it
