"""A running endpoint over the store of the settings."""

import signal
from types import FrameType
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kg.settings import Settings


def serve(settings: "Settings", bare: bool = False) -> None:
    """Serve until interrupted or told to end. Raises ConfigurationError where the address is taken."""
    from kg import endpoint, pipeline
    from kg.settings import data_dir
    from kg.store import open_store
    from kg.store.pool import Limits
    from kg.store.serving import ServedStore

    if not bare:
        with open_store(settings.store, settings.base_iri) as store:
            pipeline.define(store)
    limits = Limits(
        processes=settings.query_processes,
        seconds=settings.query_seconds,
        memory=settings.query_memory << 20,
    )
    with ServedStore.open(settings.store, settings.base_iri, limits) as store:
        app = endpoint.create_app(endpoint.Site(store, settings.base_iri, data_dir("seeds") / "queries"))
        before = signal.signal(signal.SIGTERM, _end)
        try:
            endpoint.serve(app, settings.host, settings.port, lambda port: _say(settings, port))
        finally:
            signal.signal(signal.SIGTERM, before)


def _say(settings: "Settings", port: int) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    typer.echo(f"Serving    http://{host}:{port}/ (SPARQL at /sparql; Ctrl-C ends it)")


def _end(signal: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
