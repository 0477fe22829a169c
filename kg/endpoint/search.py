"""`/search`: things by the words in their names and sentences, as JSON and as a page."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from flask import Blueprint, Response, jsonify, render_template, request

from kg.endpoint.labels import address, compact, labels
from kg.endpoint.negotiation import PAGE, Offer, by_name, choose
from kg.endpoint.problems import ProblemError
from kg.endpoint.protocol import Parameters, parameters, single
from kg.endpoint.site import site
from kg.endpoint.textservice import class_of, concrete
from kg.search import Found, Hit

MOST: Final = 100
"""Hits of one answer."""
DEEPEST: Final = 10_000
KINDS: Final = (
    *("Article", "Event", "Statement", "CasualtyCount", "Assertion", "Actor", "Person", "Organization"),
    *("Country", "Territory", "Place", "City", "Post"),
)
"""Kinds that the page offers."""
_JSON: Final = Offer("json", "application/json")
routes = Blueprint("search", __name__)


@routes.get("/search")
def search() -> Response:
    """The things that fit `q` best, of the classes `kind`; `limit` and `offset` page through them."""
    given = parameters(request.query_string)
    words = single(given, "q") or ""
    kinds = [kind for kind in given.get("kind", ()) if kind]
    limit, offset = _number(given, "limit", 20, MOST), _number(given, "offset", 0, DEEPEST)
    offer = _offer(single(given, "format"))
    if not words and offer.name != PAGE.name:
        raise ProblemError(400, "expected what to look for in the parameter 'q'")
    version = site().executor.version
    found = _found(words, kinds, limit, offset) if words else Found((), 0)
    if offer.name == PAGE.name:
        answer = Response(_page(words, kinds, limit, offset, found))
    else:
        answer = jsonify(
            {
                "query": words,
                "version": version,
                "total": found.total,
                "offset": offset,
                "results": list(_results(found.hits)),
            }
        )
    answer.vary.add("Accept")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _found(words: str, kinds: Sequence[str], limit: int, offset: int) -> Found:
    classes = [one for kind in kinds for one in concrete(class_of(kind))]
    return site().texts.find(words, classes, limit, offset)


def _offer(wanted: str | None) -> Offer:
    offers = (_JSON, PAGE)
    found = by_name(wanted, offers) if wanted else choose(request.headers.get("Accept"), offers)
    if found is None:
        raise ProblemError(406, "hits are given as application/json or text/html")
    return found


def _number(given: Parameters, name: str, usual: int, most: int) -> int:
    value = single(given, name)
    if value is None or value == "":
        return usual
    if not (value.isascii() and value.isdecimal()) or int(value) > most:
        raise ProblemError(400, f"found {name}={value!r}; expected a number up to {most}")
    return int(value)


def _results(hits: Sequence[Hit]) -> Iterator[dict[str, Any]]:
    for hit in hits:
        yield {
            "iri": hit.thing,
            "address": address(hit.thing),
            "class": hit.kind or None,
            "label": hit.label or None,
            "property": hit.property,
            "text": hit.text,
            "snippet": [{"text": part, "match": match} for part, match in hit.snippet],
            "score": hit.score,
        }


def _page(words: str, kinds: Sequence[str], limit: int, offset: int, found: Found) -> str:
    known = labels({name for hit in found.hits for name in (hit.kind, hit.property) if name})
    shown = [
        {
            "address": address(hit.thing),
            "iri": hit.thing,
            "title": hit.label or known.get(hit.kind, compact(hit.thing.removeprefix(site().base))),
            "kind": known.get(hit.kind, compact(hit.kind)) if hit.label else "",
            "property": known.get(hit.property, compact(hit.property)),
            "snippet": hit.snippet,
        }
        for hit in found.hits
    ]
    pages = {"before": max(0, offset - limit) if offset else None, "after": None}
    if 0 < offset + limit < min(found.total, DEEPEST):
        pages["after"] = offset + limit
    return render_template(
        "search.html",
        words=words,
        chosen=kinds,
        kinds=KINDS,
        found=found,
        shown=shown,
        first=offset + 1,
        limit=limit,
        pages=pages,
    )
