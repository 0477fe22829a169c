"""Pages for people, and the routes that say whether the server lives."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, url_for

from kg import terms, vocab
from kg.endpoint.kept import classes, kept, select
from kg.endpoint.labels import address
from kg.endpoint.site import site
from kg.errors import QueryError
from kg.rdf import Literal, NamedNode
from kg.store.failures import BusyError
from kg.store.serving import Question

_NEWEST: Final = 5
_ARTICLES: Final = """SELECT ?article ?publisher ?issued {
  ?article a cno:Article .
  OPTIONAL { ?article dcterms:publisher ?publisher }
  OPTIONAL { ?article dcterms:issued ?issued }
}
ORDER BY DESC(?issued)
"""
_ENTITIES: Final = """SELECT ?entity ?class (COUNT(?mention) AS ?mentions) {
  ?mention itsrdf:taIdentRef ?entity .
  ?entity a ?class .
}
GROUP BY ?entity ?class
ORDER BY DESC(?mentions)
"""
_EVENTS: Final = """SELECT ?event ?class ?actor ?target ?place ?date ?status {
  ?event a ?class ; cno:evidence ?trigger ; cno:status ?status .
  FILTER NOT EXISTS { ?event rdf:predicate ?relation }
  OPTIONAL { ?event cno:actor ?actor }
  OPTIONAL { ?event cno:target ?target }
  OPTIONAL { ?event cno:place ?place }
  OPTIONAL { ?event cno:startDate ?date }
}
ORDER BY DESC(?date)
"""
_CLAIMS: Final = """SELECT ?sentence ?status ?claimant ?event {
  VALUES ?status { cno:Claimed cno:Denied }
  ?event cno:status ?status ; cno:sentence ?sentence .
  FILTER NOT EXISTS { ?event rdf:predicate ?relation }
  OPTIONAL { ?event cno:claimedBy ?claimant }
}
"""
_CASUALTIES: Final = """SELECT ?harm ?minimum ?maximum ?victims ?claimant ?sentence {
  ?count a cno:CasualtyCount ; cno:harm ?harm ; cno:sentence ?sentence .
  OPTIONAL { ?count cno:minimum ?minimum }
  OPTIONAL { ?count cno:maximum ?maximum }
  OPTIONAL { ?count cno:victims ?victims }
  OPTIONAL { ?count cno:claimedBy ?claimant }
}
ORDER BY DESC(?maximum)
"""
routes = Blueprint("pages", __name__)


@routes.get("/")
def home() -> Response:
    """What the graph holds, and a first answer."""
    counts, articles = kept("overview", _counts), kept("newest", _newest)
    page = render_template("home.html", counts=counts, articles=articles, text="", first=True, **editor())
    return described(Response(page))


def editor() -> dict[str, object]:
    """What a template with the editor needs, beside the text of the query."""
    here = site()
    return {"examples": here.examples(), "base": here.base, "namespace": terms.CNO}


def described(response: Response) -> Response:
    """The page with links to what describes the data to programs (RFC 8288)."""
    response.headers.add("Link", f'<{url_for("description.void")}>; rel="describedby"; type="text/turtle"')
    response.headers.add("Link", f'<{url_for("sparql.sparql")}>; rel="service-desc"; type="text/turtle"')
    return response


def frame() -> dict[str, object]:
    """What every page shows around its content: where one can go."""
    return {"places": _places, "search": url_for("search.search")}


def _places() -> list[tuple[str, str]]:
    found = [("Query", url_for("sparql.sparql")), ("Ontology", url_for("ontology.page"))]
    return [*found, ("Dumps", url_for("dumps.listed"))] if site().dumps is not None else found


def _counts() -> list[tuple[str, int, str]]:
    """What there is: its name, how often, and where a query lists it."""
    known = classes()

    def every(found: Iterable[str]) -> int:
        return sum(known.get(name, 0) for name in found)

    return [
        ("articles", every([vocab.Article]), _link(_ARTICLES)),
        ("people, forces, places", every(vocab.ENTITY_CLASSES), _link(_ENTITIES)),
        ("events", every(vocab.EVENT_CLASSES), _link(_EVENTS)),
        ("of them claimed or denied", _claims(), _link(_CLAIMS)),
        ("casualty counts", every([vocab.CasualtyCount]), _link(_CASUALTIES)),
    ]


def _link(query: str) -> str:
    """The query page with this query, its prefixes declared."""
    declared = [
        f"PREFIX {name}: <{space}>\n" for name, space in terms.NAMESPACES.items() if f" {name}:" in query
    ]
    query = "".join(declared) + query
    return f"{url_for('sparql.sparql')}#{urlencode({'query': query})}"


def _claims() -> int:
    statuses = f"<{vocab.Claimed}> <{vocab.Denied}>"
    text = (
        f"SELECT (COUNT(*) AS ?n) {{ VALUES ?s {{ {statuses} }} ?e <{vocab.status}> ?s "
        f"FILTER NOT EXISTS {{ ?e <{terms.RDF_PREDICATE}> ?relation }} }}"
    )
    try:
        return next((int(row[0].value) for row in select(text) if isinstance(row[0], Literal)), 0)
    except (QueryError, BusyError):
        return 0


def _newest() -> list[dict[str, str]]:
    """The articles of the latest days, with title, publisher and day where they have one."""
    text = (
        f"SELECT ?a ?t (COALESCE(?p, '') AS ?publisher) (STR(?d) AS ?day) {{ ?a a <{vocab.Article}> ; "
        f"<{terms.DCTERMS_TITLE}> ?t ; <{terms.DCTERMS_ISSUED}> ?d . "
        f"OPTIONAL {{ ?a <{terms.DCTERMS_PUBLISHER}> ?p }} }} ORDER BY DESC(?d) ?t LIMIT {_NEWEST}"
    )
    try:
        rows = select(text)
    except (QueryError, BusyError):
        return []
    return [
        {
            "href": address(article.value),
            "title": title.value,
            "publisher": publisher.value,
            "issued": day.value,
        }
        for article, title, publisher, day in rows
        if isinstance(article, NamedNode)
        and isinstance(title, Literal)
        and isinstance(publisher, Literal)
        and isinstance(day, Literal)
    ]


@routes.get("/healthz")
def health() -> Response:
    """The process answers."""
    return _told({"status": "ok"})


@routes.get("/readyz")
def ready() -> Response:
    """Queries are answered."""
    executor = site().executor
    executor.ask(Question("ASK {}", "application/sparql-results+json", seconds=5, client="readyz")).close()
    return _told({"status": "ready", "version": executor.version})


def _told(content: dict[str, object]) -> Response:
    response = jsonify(content)
    response.headers["Cache-Control"] = "no-store"
    return response
