"""Serving the application over HTTP with waitress."""

import errno
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask
from waitress.server import BaseWSGIServer, create_server

from kg.dumping import Dumps
from kg.endpoint.access import AccessLog
from kg.endpoint.app import create_app
from kg.endpoint.channel import Channel
from kg.endpoint.door import Door
from kg.endpoint.shelf import Shelf
from kg.endpoint.site import KEY, Site
from kg.endpoint.tokens import write_token
from kg.errors import ConfigurationError
from kg.settings import Settings, data_dir
from kg.store.pool import Limits
from kg.store.serving import ServedStore

SPARE: Final = 6
"""Threads beyond the queries that may run and wait, so that a ping is always answered."""


_SWITCH: Final = 0.001
"""Seconds that a thread with a large text to read keeps others waiting; of a crowd 5 ms each add up."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens already."""

    waitress: BaseWSGIServer
    port: int

    def run(self) -> None:
        """Serve until interrupted or closed."""
        try:
            self.waitress.run()
        except OSError as error:
            if error.errno != errno.EBADF:  # closed by another thread while this one waited
                raise

    def close(self) -> None:
        """Stop listening."""
        self.waitress.close()


def make_server(app: Flask, host: str, port: int, queries: int = 10) -> Server:
    """A server for an application; port 0 takes a free one. Raises ConfigurationError where it is taken.

    `queries` is how many may run and wait.
    """
    listening = _listening(host, port)
    server = create_server(
        app,
        sockets=[listening],
        threads=queries + SPARE,
        connection_limit=1000,
        asyncore_use_poll=True,
        recv_bytes=64 << 10,  # a large body in few steps: between them others have their turn
        channel_timeout=30,
        channel_request_lookahead=1,  # lets a handler see that its client has left
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        max_request_header_size=64 << 10,
        outbuf_overflow=32 << 10,  # else an answer that is read at once stays in memory all the same
        outbuf_high_watermark=256 << 20,  # a slow reader's answer waits on disk, not in a query process
        expose_tracebacks=False,
        ident="conflict-news-graph",
    )
    assert isinstance(server, BaseWSGIServer)  # one socket, one server
    server.channel_class = type("Channel", (Channel,), {"accounts": app.wsgi_app})
    return Server(server, int(listening.getsockname()[1]))


def serve(
    settings: Settings,
    bare: bool = False,
    ready: Callable[[str], None] = print,
    formerly: Sequence[str] = (),
) -> None:
    """Serve the store of the settings until interrupted.

    `bare` keeps out all that nobody wrote: descriptions, example queries. `ready` is called with the
    address once connections are accepted. `formerly`: see `Shelf.of`. Raises ConfigurationError where store
    or port are taken.
    """
    token = write_token(settings)
    sys.setswitchinterval(_SWITCH)
    limits = Limits(
        processes=settings.query_processes,
        waiting=settings.query_waiting,
        per_client=settings.query_per_client,
        services=tuple(settings.services.split()),
        loads=tuple(settings.loads.split()),
        seconds=settings.query_seconds,
        memory=settings.query_memory << 20,
    )
    with ServedStore.open(settings.store, settings.base_iri, limits) as store, Door(store):
        queries = None if bare else data_dir("seeds") / "queries"
        dumps = Dumps(store, settings.base_iri)
        site = Site(
            store,
            dumps=dumps,
            base=settings.base_iri,
            token=token,
            queries=queries,
            public_url=settings.public_url,
            cache_bytes=settings.cache << 20,
            access_log=AccessLog(settings.access_log),
            shelf=Shelf.of(store, formerly),
        )
        app = create_app(site)
        if not bare:
            app.extensions[KEY].texts.prepare()
        if token:
            threading.Thread(target=store.expect_writes, name="writes", daemon=True).start()
        server = make_server(app, settings.host, settings.port, limits.processes + limits.waiting)
        ready(_address(settings.host, server.port))
        try:
            server.run()
        finally:
            server.close()
            dumps.close()


def _address(host: str, port: int) -> str:
    """Where a server is found; an address of IPv6 stands in brackets (RFC 3986, 3.2.2)."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        opened = socket.socket(family, kind, protocol)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
    except OSError as error:
        raise ConfigurationError(f"cannot listen on {host} port {port}: {error}") from error
    return opened
