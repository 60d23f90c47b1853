"""The first request to a tenant, and what it means when nothing answers."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from automation.errors import TechnicalFailure, TenantUnreachable
from automation.screens.finding import left

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Chromium's names of network errors, by how they begin, and what to do about them.
# https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h
_WHY = {
    "ERR_NAME_": "no such host is known; check FRACTTAL_BASE_URL and this machine's DNS",
    "ERR_CONNECTION_REFUSED": "nothing listens there; check FRACTTAL_BASE_URL and its port",
    "ERR_INTERNET_DISCONNECTED": "this machine has no network",
    "ERR_ADDRESS_UNREACHABLE": "there is no way to that host; check the network and the firewall",
    "ERR_CONNECTION_TIMED_OUT": "the host does not answer; check the network and the firewall",
    "ERR_PROXY_": "the proxy does not let it through; check the proxy's settings",
    "ERR_TUNNEL_": "the proxy does not let it through; check the proxy's settings",
    "ERR_CERT_": "its certificate is not trusted here; have it mended, or its authority installed on this machine",
    "ERR_SSL_": "no secure connection came about; check that the address and its port are right",
}
_ELSE = "the connection broke off; check the network and run the same command again"


def go_to(page: Page, address: str, deadline: float) -> None:
    """Go to a tenant's address.

    Args:
        page: Where to.
        address: The tenant's origin.
        deadline: Moment (`time.monotonic()`) to give up at.

    Raises:
        TenantUnreachable: Nothing answers, or the tenant answers that it is out of order; says why and what to do.
        TechnicalFailure: The browser itself failed.
    """
    patience = left(deadline)
    try:
        answer = page.goto(address, wait_until="commit", timeout=patience)
    except PlaywrightTimeout:
        raise TenantUnreachable(
            f"{address} did not answer within {patience / 1000:g} s. Check the network, or use a longer --timeout."
        ) from None
    except Error as error:
        raise _failure(address, error.message) from None
    if answer is not None and answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise TenantUnreachable(f"{address} answered {answer.status}: the tenant is out of order. Try again later.")


def is_at(page: Page, address: str) -> bool:
    """Tell whether a page is the tenant's own, and not one that it has sent the browser to."""
    parts = urlsplit(page.url)
    return f"{parts.scheme}://{parts.netloc}" == address


def _failure(address: str, said: str) -> TechnicalFailure:
    found = re.search(r"net::(\w+)", said)
    if found is None:
        return TechnicalFailure("The browser does not answer any more. Run the same command again.")
    code = found[1]
    why = next((text for start, text in _WHY.items() if code.startswith(start)), _ELSE)
    return TenantUnreachable(f"{address} cannot be reached ({code}): {why}.")
