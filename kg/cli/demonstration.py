"""`kg demo`: the first run, from the seed article to a running endpoint."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store import Store


def demo(
    port: Annotated[
        int | None, typer.Option(metavar="PORT", help="Port to serve on, 0 for a free one. [default: 8080]")
    ] = None,
    serve: Annotated[bool, typer.Option(help="Serve the graph afterwards.")] = True,
) -> None:
    """Read the article that comes with the project, tell what was found, and serve the graph.

    Everything happens in a folder of its own that is gone afterwards; your store is not touched.

    Examples:

        kg demo

        kg demo --no-serve
    """
    import tempfile

    from kg import pipeline, settings
    from kg.cli.account import summary
    from kg.cli.articles import graphs_of
    from kg.cli.serving import serve as run
    from kg.store import open_store

    with tempfile.TemporaryDirectory(prefix="kg-demo-") as folder:
        chosen = settings.load(store=f"{folder}/store", port=port)
        articles, notices = pipeline.documents([settings.data_dir("seeds") / "articles"], chosen)
        with open_store(chosen.store, chosen.base_iri) as store:
            pipeline.ingest(graphs_of(articles, chosen, notices), store, chosen)
            for line in (*summary(notices), *_account(store)):
                typer.echo(line)
        if serve:
            run(chosen)


ARTICLES = """
    SELECT ?title ?publisher ?day
    WHERE { ?article a cno:Article . OPTIONAL { ?article dcterms:title ?title }
            OPTIONAL { ?article dcterms:publisher ?publisher } OPTIONAL { ?article dcterms:issued ?day } }
    ORDER BY ?article"""
EVENT = """
    SELECT ?class ?who (GROUP_CONCAT(DISTINCT ?target; separator=", ") AS ?whom) ?day ?sentence
    WHERE { { SELECT * WHERE {
                ?event a ?type ; cno:status cno:Actual ;
                       cno:actor/rdfs:label ?who ; cno:target/rdfs:label ?target ;
                       cno:startDate ?day ; cno:sentence ?sentence ; cno:evidence/nif:beginIndex ?begin
                VALUES ?type { cno:Assault cno:Mobilize cno:Coerce cno:Protest cno:Sanction }
                BIND (STRAFTER(STR(?type), "#") AS ?class) } ORDER BY ?target } }
    GROUP BY ?event ?class ?who ?day ?sentence ORDER BY MIN(?begin) ?class ?who LIMIT 1"""
CLAIMS = """
    SELECT ?by ?status (GROUP_CONCAT(DISTINCT ?part; separator=", ") AS ?class) ?sentence
    WHERE { { SELECT ?claimant ?state (MIN(?at) AS ?begin)
              WHERE { ?claim cno:status ?state ; cno:claimedBy ?claimant ; cno:evidence/nif:beginIndex ?at }
              GROUP BY ?claimant ?state }
            VALUES (?state ?status) { (cno:Claimed "says") (cno:Denied "denies") }
            ?event cno:status ?state ; cno:claimedBy ?claimant ; a ?type ; cno:sentence ?sentence ;
                   cno:evidence/nif:beginIndex ?begin . ?claimant rdfs:label ?by
            FILTER (?type != cno:Assertion && ?type != cno:CasualtyCount)
            BIND (STRAFTER(STR(?type), "#") AS ?part) }
    GROUP BY ?by ?status ?begin ?sentence ORDER BY DESC(?status) ?begin ?by LIMIT 8"""
LINK = """
    SELECT ?name ?item
    WHERE { ?entity a ?class ; rdfs:label ?name ; owl:sameAs ?item . ?mention itsrdf:taIdentRef ?entity
            VALUES ?class { cno:Person cno:Country } FILTER (STRSTARTS(STR(?item), STR(wd:))) }
    GROUP BY ?name ?item ?class ORDER BY DESC(?class) DESC(COUNT(?mention)) ?name LIMIT 1"""


def _account(store: "Store") -> "Iterator[str]":
    """What was found, in a few lines; every one comes from a query that anybody could ask."""
    from kg.cli.figures import figures
    from kg.validate import Severity, audit

    for row in _rows(store, ARTICLES):
        origin = ", ".join(row[name] for name in ("publisher", "day") if name in row)
        yield f"Read       “{row.get('title', 'an article')}”" + (f" ({origin})" if origin else "")
    found = figures(store)
    parts = (
        f"{sum(found[name].values())} {name}"
        for name in ("entities", "events", "relations", "casualty counts", "links to Wikidata")
    )
    yield f"Found      {', '.join(parts)}"
    for row in _rows(store, EVENT):
        yield f"An event   {row['class']} by {row['who']} on {row['whom']}, {row['day']}"
        yield f"           “{row['sentence']}”"
    for number, row in enumerate(_rows(store, CLAIMS)):
        heading, kinds = "" if number else "Claims", ", ".join(sorted(row["class"].split(", ")))
        yield f"{heading:<11}{row['by']} {row['status']}: {kinds} — “{row['sentence']}”"
    for row in _rows(store, LINK):
        yield f"A link     {row['name']} is {row['item']}"
    reports = [report for _, report in audit(store.quads())]
    wrong, odd = (
        sum(len(report.of(severity)) for report in reports)
        for severity in (Severity.VIOLATION, Severity.WARNING)
    )
    yield f"Valid      {'yes' if not wrong else 'no'}: {wrong} violations, {odd} warnings"


def _rows(store: "Store", query: str) -> "Iterator[dict[str, str]]":
    from kg.cli.tables import shown
    from kg.terms import NAMESPACES

    for row in store.query(query, prefixes=NAMESPACES).rows():
        yield {name: shown(term) for name, term in row.items()}
