"""A running endpoint over the store of the settings."""

import signal
from types import FrameType
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from kg.settings import Settings


def serve(settings: "Settings", bare: bool = False) -> None:
    """Serve until interrupted or told to end. Raises ConfigurationError where store or port are taken."""
    from kg import endpoint, pipeline
    from kg.store import open_store

    with open_store(settings.store, settings.base_iri) as store:
        if not bare:
            pipeline.define(store)
        endpoint.describe(store, settings, bare)
    before = signal.signal(signal.SIGTERM, _end)
    try:
        endpoint.serve(settings, bare, _say)
    finally:
        signal.signal(signal.SIGTERM, before)


def _say(address: str) -> None:
    typer.echo(f"Serving    {address} (SPARQL at {address}sparql; Ctrl-C ends it)")


def _end(signal: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
