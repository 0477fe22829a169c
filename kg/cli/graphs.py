"""`kg query`, `kg validate`, `kg export`, `kg stats` and `kg serve`: graphs out."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli import options
from kg.errors import ConfigurationError


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
    format: Annotated[AnswerFormat, typer.Option("--format", "-f", help="How to print.")] = AnswerFormat.TABLE,
) -> None:
    """Ask the store in SPARQL 1.1. The usual prefixes (cno:, rdfs:, …) need no declaration.

    Examples:

        kg query 'SELECT ?name WHERE { ?c a cno:Country ; rdfs:label ?name }'

        kg query question.rq --format json > answer.json
    """
    from kg import settings
    from kg.cli.tables import print_answer
    from kg.store import open_store
    from kg.terms import NAMESPACES

    chosen = settings.load(store=store)
    with open_store(_existing(chosen.store), chosen.base_iri) as opened:
        answer = opened.query(_text(query), prefixes=NAMESPACES)
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


def _existing(store: Path) -> Path:
    if not store.is_dir():
        raise ConfigurationError(f"there is no store at {store}: fill one with kg ingest, or name another")
    return store
