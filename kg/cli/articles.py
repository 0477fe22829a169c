"""`kg extract` and `kg ingest`: articles in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import options
from kg.cli.account import finish, say_contested, with_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Notice
    from kg.pipeline import ArticleGraph
    from kg.settings import Settings
    from kg.sources import Sourced

Output = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Graph file: .nq or .trig with a graph for each article, .ttl with their union, or any other "
        "format of kg export.",
        show_default=False,
    ),
]


def extract(
    inputs: options.Inputs,
    output: Output,
    workers: options.Workers = None,
    report: options.Report = None,
    reconcile: options.Reconcile = None,
    with_text: options.WithText = None,
) -> None:
    """Read articles into a graph file; no store is involved.

    The same input gives the same bytes, whatever its order and the number of workers.

    Examples:

        kg extract article.txt -o article.ttl

        kg extract news/ more.jsonl -o news.nq --workers 4

        curl -s https://news.example/article.html | kg extract - -o article.trig
    """
    from kg import pipeline, settings
    from kg.assembly import Assembly
    from kg.export import export
    from kg.export.files import named

    chosen = settings.load(workers=workers, reconcile=reconcile, with_text=with_text)
    named(output)  # an ending that no format has is said before the work
    articles, notices = pipeline.documents(inputs, chosen)
    with Assembly(chosen.base_iri) as whole:
        for graph in graphs_of(articles, chosen, notices):
            whole.add(graph.quads)
        export(whole, output, chosen.base_iri)
    finish(notices, report)


def ingest(
    inputs: options.Inputs,
    store: options.Store = None,
    workers: options.Workers = None,
    report: options.Report = None,
    reconcile: options.Reconcile = None,
    outdated: Annotated[
        bool, typer.Option("--outdated", help="Skip what this version and model have read already.")
    ] = False,
    with_text: options.WithText = None,
) -> None:
    """Read articles into the store.

    An article that is there already is replaced, and nothing else changes.

    Examples:

        kg ingest news/

        kg ingest articles.jsonl --store /data/kg-store --workers 4

        kg ingest news/ --outdated
    """
    from kg import pipeline, settings
    from kg.cli.holdings import current, held
    from kg.mapping import Software
    from kg.relink import settle
    from kg.store import open_store

    chosen = settings.load(workers=workers, store=store, reconcile=reconcile, with_text=with_text)
    with open_store(chosen.store, chosen.base_iri) as opened:
        articles, notices = pipeline.documents(inputs, chosen)
        if outdated:
            articles.leave_out(current(held(opened, Software(model=chosen.model).label)))
        pipeline.ingest(graphs_of(articles, chosen, notices), opened, chosen)
        say_contested(settle(opened))
    finish(notices, report)


def graphs_of(
    articles: "Sequence[Sourced]", settings: "Settings", notices: "list[Notice]"
) -> "Iterator[ArticleGraph]":
    """The graphs of the articles that have one; what is to be said of the others goes to the notices."""
    from kg import pipeline

    outcomes = with_progress(pipeline.article_graphs(articles, settings), len(articles), "Reading")
    for article, outcome in zip(articles, outcomes, strict=True):
        if isinstance(outcome, pipeline.ArticleGraph):
            notices += pipeline.notices_of(article, outcome)
            yield outcome
        else:
            notices.append(outcome)
