"""Requests and answers of the Reconciliation API as plain values, versions 0.2 and 1.0-draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg import vocab
from kg.errors import KgError
from kg.knowledge import Knowledge
from kg.knowledge.editing import KINDS
from kg.model import Item
from kg.reconcile.matching import LIMIT, Asked, Scored, kind_name, matches
from kg.terms import WD

Json = dict[str, Any]
NAME: Final = "Conflict News Graph knowledge base"
VIEW: Final = "https://www.wikidata.org/wiki/"
MOST: Final = 100
"""Queries in a batch, and candidates for one."""
_PROPERTIES: Final = {
    "country": "country", "capital": "capital", "alias": "other name", "demonym": "demonym",
    "latitude": "latitude", "longitude": "longitude", "start": "begin", "end": "end", "source": "source",
}  # fmt: skip
_WIDTH, _HEIGHT = 400, 160


class RequestError(KgError):
    """A request that is not as the API has it."""


@dataclass(frozen=True, slots=True)
class Service:
    """Answers about one knowledge base; `url` is where the service is found."""

    knowledge: Knowledge
    url: str

    def manifest(self, draft: bool = False) -> Json:
        """What the service offers, in the words of either version."""
        types = [_type(kind) for kind in KINDS]
        if draft:
            return {
                "versions": ["1.0-draft"],
                "name": NAME,
                "view": {"url": VIEW + "{id}"},
                "defaultTypes": types,
                "suggest": {"entity": True, "property": True, "type": True},
                "preview": {"width": _WIDTH, "height": _HEIGHT},
                "extend": {"proposeProperties": True, "propertySettings": []},
                "standardizedScore": True,
            }
        suggest = {
            name: {"service_url": self.url, "service_path": f"/suggest/{name}"}
            for name in ("entity", "property", "type")
        }
        preview = {"url": f"{self.url}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT}
        propose = {"service_url": self.url, "service_path": "/extend/propose"}
        return {
            "versions": ["0.2"],
            "name": NAME,
            "identifierSpace": WD,
            "schemaSpace": vocab.NAMESPACE,
            "view": {"url": VIEW + "{{id}}"},
            "defaultTypes": types,
            "suggest": suggest,
            "preview": preview,
            "extend": {"propose_properties": propose, "property_settings": []},
        }

    def batch(self, queries: Any) -> Json:
        """Version 0.2: query id -> candidates. Raises RequestError."""
        _expect(isinstance(queries, dict), "an object of queries")
        _expect(len(queries) <= MOST, f"at most {MOST} queries")
        return {
            name: {"result": [_candidate(one) for one in matches(_asked(query), self.knowledge)]}
            for name, query in queries.items()
        }

    def match(self, body: Any) -> Json:
        """Version 1.0-draft: candidates for each query. Raises RequestError."""
        _expect(isinstance(body, dict) and isinstance(body.get("queries"), list), "a list under 'queries'")
        _expect(len(body["queries"]) <= MOST, f"at most {MOST} queries")
        found = [matches(_asked_draft(query), self.knowledge) for query in body["queries"]]
        return {"results": [{"candidates": [_candidate(one, True) for one in group]} for group in found]}

    def suggest(self, what: str, prefix: str) -> Json:
        """Entities, types or properties whose name starts so. Raises RequestError on other things."""
        if what == "entity":
            items = self.knowledge.starting(prefix, LIMIT)
            return {"result": [{**_named(item), "notable": [_type(kind_name(item))]} for item in items]}
        known = {"type": {kind: kind for kind in KINDS}, "property": _PROPERTIES}.get(what)
        if known is None:
            raise RequestError(f"found {what!r}; expected entity, type or property")
        start = prefix.casefold()
        fits = (
            key for key, name in known.items() if start in (key[: len(start)].lower(), name[: len(start)])
        )
        return {"result": [{"id": key, "name": known[key]} for key in fits]}

    def propose(self, kind: str, limit: int) -> Json:
        """The properties that a type can be extended by."""
        properties = [{"id": key, "name": name} for key, name in _PROPERTIES.items()]
        return {"properties": properties[:limit], "type": kind, "limit": limit}

    def extend(self, body: Any, draft: bool = False) -> Json:
        """Values of properties for items. Raises RequestError."""
        _expect(isinstance(body, dict), "an object")
        ids, properties = body.get("ids"), body.get("properties")
        _expect(_texts(ids) and isinstance(properties, list), "lists under 'ids' and 'properties'")
        _expect(all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in properties), "ids")
        keys = [one["id"] for one in properties]
        meta = [{"id": key, "name": _PROPERTIES.get(key, key)} for key in keys]
        rows = {key: {name: list(self._values(key, name)) for name in keys} for key in ids}
        if not draft:
            return {"meta": meta, "rows": rows}
        listed = [
            {"id": key, "properties": [{"id": name, "values": values} for name, values in row.items()]}
            for key, row in rows.items()
        ]
        return {"meta": meta, "rows": listed}

    def item(self, key: str) -> Item | None:
        """The record of an id."""
        return self.knowledge.item(key)

    def _values(self, key: str, name: str) -> Iterator[Json]:
        item = self.knowledge.item(key)
        if item is None:
            return
        if name in ("country", "capital"):
            other = self.knowledge.item(getattr(item, name) or "")
            yield from [_named(other)] if other else []
        elif name in ("alias", "demonym", "source"):
            values = {"alias": item.aliases, "demonym": item.demonyms, "source": item.sources}[name]
            yield from ({"str": value} for value in values)
        elif name in ("latitude", "longitude"):
            number = getattr(item, name)
            yield from [{"float": number}] if number is not None else []
        elif name in ("start", "end") and getattr(item, name):
            yield {"str": getattr(item, name)}


def _named(item: Item) -> Json:
    return {"id": item.key, "name": item.name}


def _type(kind: str) -> Json:
    return {"id": kind, "name": kind}


def _candidate(one: Scored, draft: bool = False) -> Json:
    features: list[Json] = [{"id": name, "value": value} for name, value in one.features.items()]
    if draft:
        features = [{"id": name, "name": name, "value": value} for name, value in one.features.items()]
    return {
        **_named(one.item), "score": one.score, "features": features, "match": one.match,
        "type": [_type(kind_name(one.item))],
    }  # fmt: skip


def _asked(query: Any) -> Asked:
    """A query of version 0.2."""
    _expect(isinstance(query, dict), "a query that is an object")
    kinds = query.get("type") or []
    kinds = [kinds] if isinstance(kinds, str) else kinds
    _expect(_texts(kinds), "a type or a list of types")
    country = ""
    for one in query.get("properties") or ():
        _expect(isinstance(one, dict) and "pid" in one and "v" in one, "properties with 'pid' and 'v'")
        country = _words(one["v"]) if one["pid"] == "country" else country
    name = query.get("query", "")
    _expect(isinstance(name, str) and bool(name or query.get("properties")), "a 'query' or 'properties'")
    return Asked(name, tuple(kinds), country, _limit(query))


def _asked_draft(query: Any) -> Asked:
    """A query of version 1.0-draft."""
    _expect(isinstance(query, dict) and bool(query.get("conditions")), "a query with 'conditions'")
    found: dict[str, str] = {}
    for one in query["conditions"]:
        _expect(isinstance(one, dict) and "propertyValue" in one, "conditions with 'propertyValue'")
        kind = one.get("matchType")
        _expect(kind in ("name", "id", "property"), "a matchType of name, id or property")
        found[str(one.get("propertyId")) if kind == "property" else kind] = _words(one["propertyValue"])
    kinds = (query["type"],) if isinstance(query.get("type"), str) else ()
    return Asked(found.get("name", ""), kinds, found.get("country", ""), _limit(query), found.get("id", ""))


def _words(value: Any) -> str:
    """The first value as words: text, a number, or the id of an entity."""
    if isinstance(value, list):
        return _words(value[0]) if value else ""
    return str(value.get("id") or value.get("name") or "") if isinstance(value, dict) else str(value)


def _limit(query: Mapping[str, Any]) -> int:
    limit = query.get("limit", LIMIT)
    _expect(isinstance(limit, (int, float)) and limit >= 1, "a limit of at least 1")
    return min(int(limit), MOST)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise RequestError(f"expected {what}")


__all__ = ["RequestError", "Service"]
