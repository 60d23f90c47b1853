"""The part of an address that decides who is spoken to: scheme, host and port."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

DEFAULT_PORTS = {"https": 443, "http": 80}


def origin_of(address: str) -> str:
    """Cut an address down to its origin as a browser spells it: lower case, no default port, no path.

    Raises:
        ValueError: The address has no scheme or host, carries a user name, or would send passwords over plain
            http to another machine. The message never repeats the address, since it may hold a password.
    """
    parts = checked(address)
    host = parts.hostname or ""
    shown = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{shown}{port}"


def checked(address: str) -> SplitResult:
    """Split an address that a secret may be sent to.

    Raises:
        ValueError: As for `origin_of`.
    """
    try:
        parts = urlsplit(address.strip())
        host, _ = parts.hostname, parts.port
        (host or "").encode("idna")
    except ValueError:
        raise ValueError("is not an address") from None
    if parts.scheme not in DEFAULT_PORTS or not host:
        raise ValueError("must be a whole address that starts with https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not contain a user name or password")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("must start with https:// (plain http is only for this machine, localhost)")
    return parts


def is_loopback(host: str) -> bool:
    """Tell whether a host name is this machine, so that nothing sent to it crosses a network."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
