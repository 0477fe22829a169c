"""`kg diff`: what two graphs have not in common."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.graphs import Format
from kg.errors import ConfigurationError

if TYPE_CHECKING:
    from kg.export.difference import Difference
    from kg.statements import Source

Side = Annotated[
    Path,
    typer.Argument(help="Graph file (.gz and .zst too) or folder of a store.", show_default=False),
]


def diff(
    a: Side,
    b: Side,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
    summary: Annotated[bool, typer.Option("--summary", help="Only how much changed in each graph.")] = False,
    with_runs: Annotated[
        bool, typer.Option("--with-runs", help="Compare also when each article was read.")
    ] = False,
) -> None:
    """Say what B has and A has not, and the other way round, article by article.

    Ends with 0 where both say the same, with 1 where they differ. Order, prefixes and names of blank nodes
    do not count. Turtle, N-Triples and RDF/XML are compared with the default graph of the other side.

    Examples:

        kg diff monday.trig.gz tuesday.trig.gz

        kg diff dump.nq kg-store --summary
    """
    from kg import settings
    from kg.export import selected
    from kg.export.difference import differences

    base = settings.load().base_iri
    with _source(a, base) as one, _source(b, base) as other:
        found = differences(*(selected(side, base, text=True, runs=with_runs) for side in (one, other)))
        if format is Format.JSON:
            listed = [_json(difference, summary) for difference in found]
            print(json.dumps({"same": not listed, "graphs": listed}, indent=2, ensure_ascii=False))
            raise typer.Exit(1 if listed else 0)
        differ = False
        for difference in found:
            differ = True
            for line in _lines(difference, summary):
                print(line)
    raise typer.Exit(1 if differ else 0)


@contextmanager
def _source(path: Path, base: str) -> "Iterator[Source]":
    """What a file or a store holds."""
    from kg.export.compression import bare, opened
    from kg.rdf import FORMATS, parse
    from kg.statements import Spool
    from kg.store import StoreLines, open_graph

    if path.is_dir():
        with open_graph(path, base) as graph:
            yield StoreLines(graph.oxigraph)
        return
    suffix = Path(bare(path.name)).suffix.removeprefix(".")
    if not path.is_file() or suffix not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise ConfigurationError(
            f"found {path}; expected the folder of a store, or a file that ends in {known}"
        )
    with opened(path) as stream, Spool.of(parse(stream, suffix)) as spool:
        yield spool


def _lines(found: "Difference", summary: bool) -> Iterator[str]:
    yield f"{found.kind:8}{found.graph or 'default graph'}  +{len(found.added)} -{len(found.removed)}"
    if not summary:
        yield from (f"- {line}" for line in found.removed)
        yield from (f"+ {line}" for line in found.added)


def _json(found: "Difference", summary: bool) -> dict[str, object]:
    return {
        "graph": found.graph.strip("<>") or None,
        "change": found.kind,
        "added": len(found.added) if summary else found.added,
        "removed": len(found.removed) if summary else found.removed,
    }
