"""SERVICE for the endpoints on a list, and for nothing else.

The engine does its own requests, follows redirects and asks the name server itself. So it gets another
address for each service: that of a gateway in the server, with a ticket that ends with the query. The gateway
asks the service, at an address that it has looked at, and follows nothing.
"""

import http.client
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from kg.store.failures import UnreachableError
from kg.store.outward import AGENT, Pinned, checked, remaining, target

LARGEST_QUERY: Final = 1 << 20
LARGEST_ANSWER: Final = 256 << 20
"""Bytes of what a service may be asked, and may answer."""
_CHUNK: Final = 64 << 10


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


def ask(service: str, query: bytes, accept: str, deadline: float) -> Iterator[tuple[str, bytes]]:
    """The answer of a service as blocks with its media type; the first comes even where it is empty.

    Raises UnreachableError, OSError or HTTPException; a redirect is no answer.
    """
    parts = checked(service)
    headers = {"Content-Type": "application/sparql-query", "Accept": accept, "User-Agent": AGENT}
    with Pinned(parts, remaining(deadline)) as connection:
        connection.request("POST", target(parts), query, headers)
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
            channel.settimeout(remaining(deadline))
            yield kind, block
        if answer.length:
            raise UnreachableError(f"broke off {answer.length} bytes before its end")
