"""`kg query`, `kg validate`, `kg stats` and `kg serve`: graphs out."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.errors import ConfigurationError

if TYPE_CHECKING:
    from kg.validate import Result


class AnswerFormat(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    XML = "xml"
    TURTLE = "ttl"
    NTRIPLES = "nt"
    JSONLD = "jsonld"


class Format(StrEnum):
    """How figures are printed."""

    TABLE = "table"
    JSON = "json"


def query(
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY",
            help="SPARQL text, a file, or the name of an example query such as 05-peacekeepers.",
            show_default=False,
        ),
    ],
    store: options.Store = None,
    format: Annotated[
        AnswerFormat, typer.Option("--format", "-f", help="How to print.")
    ] = AnswerFormat.TABLE,
) -> None:
    """Ask the store in SPARQL 1.1. The usual prefixes (cno:, rdfs:, …) need no declaration.

    Examples:

        kg query 'SELECT ?name WHERE { ?c a cno:Country ; rdfs:label ?name }'

        kg query question.rq --format json > answer.json
    """
    from kg import settings
    from kg.cli.tables import print_answer
    from kg.store import open_graph
    from kg.terms import NAMESPACES

    chosen = settings.load(store=store)
    with open_graph(existing(chosen.store), chosen.base_iri) as opened:
        answer = opened.store.query(_text(query), prefixes=NAMESPACES)
        if format is AnswerFormat.TABLE:
            print_answer(answer, chosen.base_iri)
        else:
            answer.serialise(format.value, sys.stdout.buffer)


def _text(query: str) -> str:
    """The SPARQL behind what was given: itself, a file's, or an example's."""
    from kg import settings

    if any(character.isspace() for character in query) and not Path(query).is_file():
        return query
    examples = settings.data_dir("seeds") / "queries"
    for path in (Path(query), examples / f"{query}.rq"):
        if path.is_file():
            return path.read_text(encoding="utf-8")
    names = ", ".join(sorted(path.stem for path in examples.glob("*.rq")))
    raise ConfigurationError(f"{query!r} is no file and no example query. Examples: {names}")


def existing(store: Path) -> Path:
    """The folder of a store. Raises ConfigurationError where there is none."""
    if not store.is_dir():
        raise ConfigurationError(f"there is no store at {store}: fill one with kg ingest, or name another")
    return store


def validate(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A graph file; without one the store.", show_default=False),
    ] = None,
    store: options.Store = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Check a graph file or the store against the shapes, article by article.

    Prints what is wrong and what to do about it, and nothing where all is well. As JSON, remarks too.

    Examples:

        kg validate graph.nq

        kg validate --store /data/kg-store --format json
    """
    from kg import settings
    from kg.rdf import parse
    from kg.store import open_graph
    from kg.validate import Severity, audit

    chosen = settings.load(store=store)
    if file is not None:
        reports = dict(audit(parse(file)))
    else:
        with open_graph(existing(chosen.store), chosen.base_iri) as opened:
            reports = dict(audit(opened.store.quads()))
    results = [(graph, result) for graph, report in reports.items() for result in report.results]
    if format is Format.JSON:
        print(json.dumps([_result(graph, result) for graph, result in results], indent=2, ensure_ascii=False))
    else:
        for _, result in results:
            if result.severity is not Severity.INFO:
                print(result)
    raise typer.Exit(0 if all(report.conforms for report in reports.values()) else 1)


def _result(graph: str, result: "Result") -> dict[str, str | None]:
    return {
        "graph": graph or None,
        "severity": result.severity,
        "shape": result.shape,
        "focus": result.focus,
        "path": result.path,
        "value": None if result.value is None else str(result.value),
        "message": result.message,
    }


def stats(
    store: options.Store = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """Count what the store holds: articles, entities, links, events, relations, casualty counts.

    Examples:

        kg stats

        kg stats --format json
    """
    from kg import settings
    from kg.cli.figures import figures
    from kg.store import open_graph

    chosen = settings.load(store=store)
    with open_graph(existing(chosen.store), chosen.base_iri) as opened:
        found = figures(opened.store)
    if format is Format.JSON:
        print(json.dumps({heading: parts.get("", parts) for heading, parts in found.items()}, indent=2))
        return
    for heading, parts in found.items():
        print(f"{heading:<28}{sum(parts.values()):>8,}")
        for part, count in parts.items():
            if part:
                print(f"  {part:<26}{count:>8,}")


def serve(
    store: options.Store = None,
    host: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Address to listen on. [default: 127.0.0.1]")
    ] = None,
    port: Annotated[
        int | None, typer.Option(metavar="PORT", help="Port to listen on, 0 for a free one. [default: 8080]")
    ] = None,
    bare: Annotated[
        bool, typer.Option("--bare", help="Only what was written: no ontology, no description of the data.")
    ] = False,
) -> None:
    """Serve the store: SPARQL at /sparql, and a page with example queries at /.

    Examples:

        kg serve

        kg serve --store /data/kg-store --host 0.0.0.0 --port 9000
    """
    from kg import settings
    from kg.cli.serving import serve

    serve(settings.load(store=store, host=host, port=port), bare=bare)
