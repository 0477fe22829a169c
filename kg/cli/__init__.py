"""The command line: parses arguments, calls the pipeline, prints. No logic.

Exit codes: 0 all is well · 1 done, but a document was skipped or a graph does not conform ·
2 nothing was done: wrong usage, setting, file or query · 130 interrupted.
"""

import sys
from typing import Annotated

import typer

from kg import __version__
from kg.cli import (
    articles,
    backups,
    bases,
    demonstration,
    differences,
    dumps,
    graphs,
    insights,
    keeping,
    links,
)
from kg.errors import KgError

EPILOG = "Exit codes: 0 all is well, 1 something was skipped or does not conform, 2 nothing was done."

app = typer.Typer(
    name="kg",
    help="Conflict news as a graph: articles in; entities, events, claims and casualties out, each traceable "
    "to its words, linked to Wikidata, valid, and open to SPARQL.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(epilog=EPILOG)(articles.extract)
app.command(epilog=EPILOG)(articles.ingest)
app.command(epilog=EPILOG)(keeping.articles)
app.command(epilog=EPILOG)(keeping.remove)
app.command(epilog=EPILOG)(insights.explain)
app.command(epilog=EPILOG)(insights.extractors)
app.command(epilog=EPILOG)(graphs.query)
app.command(epilog=EPILOG)(graphs.validate)
app.command(epilog=EPILOG)(dumps.export)
app.command(epilog=EPILOG)(dumps.load)
app.command(epilog="Exit codes: 0 the same, 1 different, 2 nothing was compared.")(differences.diff)
app.command(epilog=EPILOG)(graphs.stats)
app.command(epilog=EPILOG)(links.why)
app.command(epilog=EPILOG)(links.relink)
app.add_typer(bases.app, name="kb", epilog=EPILOG)
app.command(epilog=EPILOG)(graphs.serve)
app.command(epilog=EPILOG)(backups.backup)
app.command(epilog=EPILOG)(backups.restore)
app.command(epilog=EPILOG)(demonstration.demo)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"conflict-news-graph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None: ...


def main() -> None:
    """Run the command line; an error of ours becomes one line on standard error."""
    try:
        app()
    except KgError as error:
        typer.echo(f"kg: {error}", err=True)
        sys.exit(2)
