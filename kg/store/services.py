"""SERVICE for the endpoints on a list, and for nothing else.

The engine does its own requests, follows redirects and asks the name server itself. So it gets another
address for each service: that of a gateway in the server, with a ticket that ends with the query. The gateway
asks the service, at an address that it has looked at, and follows nothing.
"""

import http.client
import ipaddress
import re
import secrets
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

from kg.errors import ConfigurationError, KgError

LARGEST_QUERY: Final = 1 << 20
LARGEST_ANSWER: Final = 256 << 20
"""Bytes of what a service may be asked, and may answer."""
_CHUNK: Final = 64 << 10
_AGENT: Final = "conflict-news-graph (https://w3id.org/conflict-news/ontology)"
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class UnreachableError(KgError):
    """A service that is on the list cannot, or must not, be asked."""


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


@dataclass(frozen=True, slots=True)
class Ticket:
    """What lets one query through the gateway until its deadline (on the monotonic clock)."""

    key: str
    port: int
    services: tuple[str, ...]
    deadline: float

    def address(self, service: str) -> str:
        """The address that stands for a service."""
        return f"http://127.0.0.1:{self.port}/{self.key}/{self.services.index(service)}"

    def told(self, message: str) -> str:
        """A message of the engine with the services' own addresses."""
        for service in self.services:
            message = message.replace(self.address(service), service)
        return message


class Gateway:
    """Listens on this machine for the engine's requests to services."""

    def __init__(self, services: Sequence[str]) -> None:
        for service in services:
            checked(service)
        self.services = tuple(services)
        self._tickets: dict[str, Ticket] = {}
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.gateway = self
        threading.Thread(target=self._server.serve_forever, name="gateway", daemon=True).start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def admit(self, deadline: float) -> Ticket:
        """A ticket for a query."""
        ticket = Ticket(secrets.token_urlsafe(24), self.port, self.services, deadline)
        self._tickets[ticket.key] = ticket
        return ticket

    def dismiss(self, ticket: Ticket) -> None:
        """End a ticket."""
        self._tickets.pop(ticket.key, None)

    def admitted(self, path: str) -> tuple[Ticket, str] | None:
        """The ticket of a request and the service that it is for."""
        _, key, number = (*path.split("/", 2), "", "")[:3]
        ticket = self._tickets.get(key)
        if ticket is None or not number.isdecimal() or int(number) >= len(self.services):
            return None
        return ticket, self.services[int(number)]

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    gateway: Gateway


class _Handler(BaseHTTPRequestHandler):
    """One request of the engine: a query by POST (SPARQL 1.1 Federated Query, 4)."""

    server: _Server
    timeout = 60
    protocol_version = "HTTP/1.1"
    _begun = False

    def do_POST(self) -> None:
        admitted = self.server.gateway.admitted(self.path)
        length = self.headers.get("Content-Length", "")
        if admitted is None or not length.isdecimal() or int(length) > LARGEST_QUERY:
            self.send_error(403)
            return
        ticket, service = admitted
        query = self.rfile.read(int(length))
        self.close_connection = True
        try:
            self._relay(ask(service, query, self.headers.get("Accept", "*/*"), ticket.deadline))
        except (UnreachableError, OSError, http.client.HTTPException, ValueError) as error:
            if not self._begun:  # else the missing last chunk tells the engine that this is no end
                with suppress(OSError):
                    self.send_error(502, explain=f"{service}: {error}")

    def _relay(self, blocks: Iterator[tuple[str, bytes]]) -> None:
        for content_type, block in blocks:
            if not self._begun:
                self._begun = True
                self.send_response(200)
                self.send_header("Content-Type", content_type)
                self.send_header("Transfer-Encoding", "chunked")
                self.end_headers()
            if block:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(block), block))
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the query that asks is in the log already."""


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, not to what the name leads to a moment later."""

    def __init__(self, parts: SplitResult, address: str, seconds: float) -> None:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        super().__init__(parts.hostname or "", port, timeout=seconds)
        self._secure = parts.scheme == "https"
        self._address = address

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def ask(service: str, query: bytes, accept: str, deadline: float) -> Iterator[tuple[str, bytes]]:
    """The answer of a service as blocks with its media type; the first comes even where it is empty.

    Raises UnreachableError, OSError or HTTPException; a redirect is no answer.
    """
    parts = checked(service)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = addresses(parts.hostname or "", port)[0]
    headers = {"Content-Type": "application/sparql-query", "Accept": accept, "User-Agent": _AGENT}
    with _Pinned(parts, address, _left(deadline)) as connection:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, query, headers)
        channel = connection.sock  # the answer takes it over where it ends with the connection
        answer = connection.getresponse()
        if answer.status != 200:
            raise UnreachableError(f"answered {answer.status} {answer.reason}; redirects are not followed")
        kind, size = answer.headers.get("Content-Type", ""), 0
        if "\n" in kind or "\r" in kind:
            raise UnreachableError("answered with a broken header")
        yield kind, b""
        while block := answer.read1(_CHUNK):
            size += len(block)
            if size > LARGEST_ANSWER:
                raise UnreachableError(f"answered with more than {LARGEST_ANSWER} bytes")
            channel.settimeout(_left(deadline))
            yield kind, block
        if answer.length:
            raise UnreachableError(f"broke off {answer.length} bytes before its end")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise UnreachableError("the time of the query is over")
    return min(left, 60.0)


def _literal(host: str) -> Address | None:
    """The address that a host is written as, in the one spelling that leaves no doubt."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
