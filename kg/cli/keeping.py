"""`kg articles` and `kg remove`: which articles the store holds, and fewer of them."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli import options
from kg.cli.graphs import Format, existing

Names = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLE...", help="IRI, id or URL, as kg articles lists them.", show_default=False
    ),
]
Outdated = Annotated[
    bool, typer.Option("--outdated", help="Only those that another version or model has read.")
]


def articles(
    store: options.Store = None,
    outdated: Outdated = False,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print.")] = Format.TABLE,
) -> None:
    """List the articles of the store: date, title, publisher, when they were read and by what, IRI.

    Examples:

        kg articles

        kg articles --outdated --format json
    """
    from kg import settings
    from kg.cli.holdings import held
    from kg.cli.tables import print_table, table
    from kg.mapping import Software
    from kg.store import open_store

    chosen = settings.load(store=store)
    with open_store(existing(chosen.store), chosen.base_iri) as opened:
        found = held(opened, Software(model=chosen.model).label)
    found = [one for one in found if one.outdated or not outdated]
    if format is Format.JSON:
        print(json.dumps([asdict(one) for one in found], indent=2, ensure_ascii=False))
        return
    rows = table("published", "title", "publisher", "read", "by", "article")
    for one in found:
        title = " ".join((one.title or one.id).split())
        rows.add_row(one.published, title, one.publisher, one.read, one.software, one.article)
    print_table(rows)


def remove(names: Names, store: options.Store = None) -> None:
    """Take articles out of the store, with whatever only they name. The texts are not touched.

    All of them go at once. Where a name leads to no article, or to several, nothing is removed.

    Examples:

        kg remove news/2024-01-09.txt

        kg remove https://w3id.org/conflict-news/id/article/a-1 --store /data/kg-store
    """
    from kg import settings
    from kg.cli import holdings
    from kg.mapping import Software
    from kg.store import open_store

    chosen = settings.load(store=store)
    with open_store(existing(chosen.store), chosen.base_iri) as opened:
        found = holdings.chosen(names, holdings.held(opened, Software(model=chosen.model).label))
        with opened.together():
            for one in found:
                opened.remove_article(one.graph)
        for one in found:
            print(f"removed {one.article}" + (f" ({' '.join(one.title.split())})" if one.title else ""))
