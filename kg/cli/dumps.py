"""`kg export` and `kg load`: the store as files, and back."""

from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.errors import ConfigurationError


class Packing(StrEnum):
    """How the files of a folder are compressed."""

    NONE = "none"
    GZIP = "gz"
    ZSTD = "zst"


def export(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Dump: .ttl, .trig, .nq, .nt, .jsonld, .rdf; CSV tables .zip, events .geojson, actors "
            ".graphml, links .tsv (SSSOM); .gz or .zst may follow.",
            show_default=False,
        ),
    ] = None,
    all: Annotated[
        Path | None,
        typer.Option(
            "--all", metavar="FOLDER", help="Every format, SHA256SUMS and void.ttl.", show_default=False
        ),
    ] = None,
    compress: Annotated[
        Packing, typer.Option(help="Of the files of --all; the tables are a zip file anyway.")
    ] = Packing.GZIP,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="The articles' full texts too, where the store has them.")
    ] = False,
    with_runs: Annotated[
        bool, typer.Option("--with-runs", help="Also when each article was read: other bytes each time.")
    ] = False,
    store: options.Store = None,
) -> None:
    """Write the store to a file, or all formats into a folder: the same articles give the same bytes.

    Turtle, N-Triples and RDF/XML hold everything once, the others keep the graph of each article apart.

    Examples:

        kg export -o dump.ttl

        kg export -o dump.trig.zst --store /data/kg-store

        kg export --all dumps/
    """
    from kg import settings
    from kg.cli.graphs import existing
    from kg.export import export, export_all, selected
    from kg.export.files import named
    from kg.store import StoreLines, open_graph

    if (output is None) == (all is None):
        raise ConfigurationError("expected one of -o FILE and --all FOLDER")
    chosen = settings.load(store=store)
    if output is not None:
        named(output)
    with open_graph(existing(chosen.store), chosen.base_iri) as opened:
        source = selected(StoreLines(opened.oxigraph), chosen.base_iri, with_text, with_runs)
        if output is not None:
            export(source, output, chosen.base_iri)
        if all is not None:
            packing = "" if compress is Packing.NONE else f".{compress}"
            export_all(source, all, chosen.base_iri, packing)


def load(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Graph files: .nq, .trig, .jsonld, .ttl, .nt or .rdf; .gz or .zst may follow.",
            show_default=False,
        ),
    ],
    store: options.Store = None,
    checked: Annotated[
        bool, typer.Option("--check/--no-check", help="Refuse a file that breaks the shapes.")
    ] = True,
) -> None:
    """Add graph files to the store, a dump first of all: N-Quads are fastest in an empty store.

    All of them or none: a file that breaks the shapes or does not parse leaves the store as it was.

    Examples:

        kg load dump.nq.zst --store new-store

        kg load notes.trig
    """
    from kg import settings
    from kg.export.compression import decompressed
    from kg.store import open_store

    chosen = settings.load(store=store)
    if missing := [str(file) for file in files if not file.is_file()]:
        raise ConfigurationError(f"there is no file {', '.join(missing)}")
    with ExitStack() as unpacked:
        plain = [unpacked.enter_context(decompressed(file)) for file in files]
        if checked and any([_breaks(file) for file in plain]):  # all of them, to tell everything at once
            raise typer.Exit(1)
        with open_store(chosen.store, chosen.base_iri) as opened, opened.together():
            for file in plain:
                opened.load(file)


def _breaks(file: Path) -> bool:
    """Whether a file breaks the shapes; says where."""
    from kg.rdf import parse
    from kg.validate import Severity, audit

    found = [result for _, report in audit(parse(file)) for result in report.of(Severity.VIOLATION)]
    for result in found:
        typer.echo(str(result), err=True)
    return bool(found)
