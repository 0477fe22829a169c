"""Connections to other machines, each to an address that was looked at: for SERVICE and LOAD."""

import http.client
import ipaddress
import re
import socket
import ssl
import time
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

from kg.errors import ConfigurationError
from kg.store.failures import UnreachableError

AGENT: Final = "conflict-news-graph (https://w3id.org/conflict-news/ontology)"
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def checked(service: str) -> SplitResult:
    """The address of a service for the list. Raises ConfigurationError where it can be none."""
    try:
        parts = urlsplit(service)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or parts.username is not None or "#" in service or re.search(r'[\s<>"{}|\\^`]', service):
        raise ConfigurationError(
            f"{service!r} cannot be a service: expected an address such as https://query.wikidata.org/sparql"
        )
    return parts


def addresses(host: str, port: int) -> list[str]:
    """Where to connect for a host: every address that its name has now, all of them looked at.

    A name must not lead into a private, local or special network, by whatever spelling of an address or
    answer of a name server; only what stands on the list as an IP address, or as `localhost`, may be there.
    Raises UnreachableError.
    """
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"the host {host} is not known: {error}") from error
    literal = _literal(host)
    for one in found:
        address = ipaddress.ip_address(one.partition("%")[0])
        named = address == literal or (host == "localhost" and address.is_loopback)
        if not named and not is_public(address):
            raise UnreachableError(f"the host {host} leads to {address}, which is no public address")
    return list(dict.fromkeys(found))


def is_public(address: Address) -> bool:
    """Whether an address is of the internet, whatever it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


class Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, not to what the name leads to a moment later."""

    def __init__(self, parts: SplitResult, seconds: float) -> None:
        """Raises UnreachableError where no address of the host may be asked."""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        super().__init__(parts.hostname or "", port, timeout=seconds)
        self._secure = parts.scheme == "https"
        self._address = addresses(parts.hostname or "", port)[0]

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def target(parts: SplitResult) -> str:
    """What a request names of an address: its path and query."""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def remaining(deadline: float) -> float:
    """Seconds that a step may take until a deadline (on the monotonic clock). Raises UnreachableError."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise UnreachableError("the time is over")
    return min(left, 60.0)


def _literal(host: str) -> Address | None:
    """The address that a host is written as, in the one spelling that leaves no doubt."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
