"""`kg explain` and `kg extractors`: what is read, and by which rule."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Place = Annotated[
    str, typer.Argument(metavar="FILE", help="An article, or - for standard input.", show_default=False)
]
Page = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write a page instead; it needs nothing else.")
]


class Format(StrEnum):
    """How the list of extractors is shown."""

    TABLE = "table"
    JSON = "json"


def explain(place: Place, html: Page = None) -> None:
    """Show, per sentence, what is found and by which rule; no store is involved.

    Examples:

        kg explain article.txt

        echo "Somalia accused Ethiopia of shelling Dolow." | kg explain -

        kg explain article.txt --html article.html
    """
    from rich.console import Console

    from kg import explain as show
    from kg import pipeline, settings
    from kg.cli.account import finish

    chosen = settings.load()
    articles, notices = pipeline.documents([place], chosen)
    console = Console(highlight=False, soft_wrap=True)
    if html is not None and len(articles) > 1:
        raise typer.BadParameter(f"a page shows one article, and {place} holds {len(articles)}")
    for article in articles:
        reading = pipeline.flow(chosen).read(article.document)
        sentences = show.explained(reading)
        if html is not None:
            title = article.document.title or article.place
            html.write_text(show.page(title, sentences, reading.notes), encoding="utf-8")
            continue
        for line in show.terminal(sentences, reading.notes):
            console.print(line)
    finish(notices, None)


def extractors(
    format: Annotated[Format, typer.Option("--format", help="How to show them.")] = Format.TABLE,
) -> None:
    """List the extractors in the order in which they run, with what each reads and emits.

    Examples:

        kg extractors

        kg extractors --format json
    """
    from kg.cli.tables import print_table, table
    from kg.extract.extractors import listed

    found = listed()
    if format is Format.JSON:
        typer.echo(json.dumps([asdict(one) for one in found], indent=2))
        return
    rows = table("extractor", "finds", "after", "emits")
    for one in found:
        rows.add_row(one.name, one.finds, ", ".join(one.after), ", ".join(one.emits))
    print_table(rows)
