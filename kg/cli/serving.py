"""A running endpoint over the store of the settings."""

import signal
from types import FrameType
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kg.settings import Settings


def serve(settings: "Settings", bare: bool = False) -> None:
    """Serve until interrupted or told to end. Raises ConfigurationError where store or port are taken."""
    from kg import endpoint

    formerly = _prepare(settings, bare)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        endpoint.serve(settings, bare, _say, formerly)
    finally:
        signal.signal(signal.SIGTERM, before)


def _prepare(settings: "Settings", bare: bool) -> tuple[str, ...]:
    """Have the store say what a server says of itself; the identities of its content where it did already."""
    from kg import endpoint, pipeline
    from kg.store import open_store
    from kg.store.folder import Folder
    from kg.store.journal import Journal
    from kg.store.oxigraph import OxigraphStore

    found, changes = Folder.identity(settings.store), Journal()
    with open_store(settings.store, settings.base_iri) as store:
        if isinstance(store, OxigraphStore):
            store.journal = changes
        if not bare:
            pipeline.define(store)
        endpoint.describe(store, settings, bare)
    return () if changes else (found, Folder.identity(settings.store))


def _say(address: str) -> None:
    typer.echo(f"Serving    {address} (SPARQL at {address}sparql; Ctrl-C ends it)")


def _end(signal: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
