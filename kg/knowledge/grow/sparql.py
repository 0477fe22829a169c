"""Pages of a SPARQL service such as Wikidata's or QLever, asked politely."""

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from kg.errors import ConfigurationError
from kg.knowledge.grow import found as terms
from kg.knowledge.grow.dump import ENTITY
from kg.knowledge.grow.found import Claim, Found
from kg.knowledge.grow.web import FailedError, fetch

PAGE: Final = 2_000
_PREFIXES: Final = """
PREFIX wd: <http://www.wikidata.org/entity/> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/> PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/> PREFIX wikibase: <http://wikiba.se/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_SINGLE: Final = {
    terms.COUNTRY: "country", terms.JURISDICTION: "jurisdiction", terms.CITIZEN: "citizen",
    terms.CAPITAL: "capital", terms.PLACE_AT: "point", terms.INCEPTION: "inception",
    terms.DISSOLVED: "dissolved", terms.DEMONYM: "demonym",
}  # fmt: skip
_ITEMS: Final = """
SELECT ?item ?label ?links {names} (GROUP_CONCAT(DISTINCT ?alias; SEPARATOR="|") AS ?aliases) WHERE {{
  {{ SELECT DISTINCT ?item WHERE {{ ?item wdt:P31/wdt:P279* wd:{key} }}
     ORDER BY ?item LIMIT {page} OFFSET {offset} }}
  ?item rdfs:label ?label FILTER (LANG(?label) = "en")
  OPTIONAL {{ ?item wikibase:sitelinks ?links }}
  OPTIONAL {{ ?item skos:altLabel ?alias FILTER (LANG(?alias) = "en") }}
{optional}}} GROUP BY ?item ?label ?links ORDER BY ?item"""
_TENURES: Final = """
SELECT ?item ?office ?start ?end WHERE {{
  {{ SELECT DISTINCT ?item WHERE {{ ?item wdt:P31/wdt:P279* wd:{key} }}
     ORDER BY ?item LIMIT {page} OFFSET {offset} }}
  ?item p:P39 ?held . ?held ps:P39 ?office ; pq:P580 ?start OPTIONAL {{ ?held pq:P582 ?end }}
}} ORDER BY ?item ?office ?start"""


@dataclass(frozen=True, slots=True)
class Service:
    """A service and the folder where its answers wait until the build is done."""

    url: str
    cache: Path

    def items(self, key: str, kind: str) -> Iterator[Found]:
        """All items of a class, page by page. Raises ConfigurationError where the service fails for good."""
        offset = 0
        while True:
            page = {"key": key, "page": PAGE, "offset": offset}
            found = {one.key: one for one in map(_found, self._rows(_items_query(page)))}
            for one in found.values():
                one.claims[terms.INSTANCE_OF] = [Claim(key)]
            if kind == "Person":
                for row in self._rows(_PREFIXES + _TENURES.format(**page)):
                    if (item := found.get(_value(row, "item"))) is not None:
                        claim = Claim(_value(row, "office"), _value(row, "start"), _value(row, "end"))
                        item.claims.setdefault(terms.POSITION_HELD, []).append(claim)
            yield from found.values()
            if not self._more(page):
                return
            offset += PAGE

    def forget(self) -> None:
        """Removes the answers."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def _more(self, page: Mapping[str, object]) -> bool:
        """Whether there is an item behind a page."""
        query = (
            "SELECT ?item WHERE {{ ?item wdt:P31/wdt:P279* wd:{key} }} ORDER BY ?item LIMIT 1 OFFSET {next}"
        )
        following = int(str(page["offset"])) + PAGE
        return bool(self._rows(_PREFIXES + query.format(key=page["key"], next=following)))

    def _rows(self, query: str) -> list[Mapping[str, Any]]:
        """The rows of an answer, from the cache where it was asked before."""
        name = sha256(f"{self.url}\n{query}".encode()).hexdigest()[:24]
        kept = self.cache / f"{name}.json"
        if not kept.is_file():
            try:
                content = fetch(self.url, {"query": query}, "application/sparql-results+json", time.sleep)
                _bindings(content)
            except FailedError as error:
                raise ConfigurationError(f"{error}; the base is as it was, run the command again") from error
            self.cache.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(content)
        return _bindings(kept.read_bytes())


def _items_query(page: Mapping[str, object]) -> str:
    optional = "".join(
        f"  OPTIONAL {{ ?item wdt:{name} ?{variable}_ }}\n" for name, variable in _SINGLE.items()
    )
    names = " ".join(f"(SAMPLE(?{variable}_) AS ?{variable})" for variable in _SINGLE.values())
    return _PREFIXES + _ITEMS.format(names=names, optional=optional, **page)


def _bindings(content: bytes) -> list[Mapping[str, Any]]:
    try:
        rows = json.loads(content)["results"]["bindings"]
    except (ValueError, KeyError, TypeError) as error:
        start = content[:80].decode("utf-8", "replace")
        raise FailedError(f"the service answered what is no SPARQL result: {start!r}") from error
    return list(rows)


def _found(row: Mapping[str, Any]) -> Found:
    links = _value(row, "links")
    found = Found(
        _value(row, "item"),
        _value(row, "label"),
        [name for name in _value(row, "aliases").split("|") if name],
        sitelinks=int(links) if links.isdecimal() else 0,
    )
    for name, variable in _SINGLE.items():
        if value := _value(row, variable):
            found.claims[name] = [Claim(_point(value))]
    return found


def _point(value: str) -> str:
    if not value.lower().startswith("point("):
        return value
    longitude, latitude = value[6:].rstrip(")").split()
    return f"{latitude} {longitude}"


def _value(row: Mapping[str, Any], name: str) -> str:
    value = str(row.get(name, {}).get("value", ""))
    return value.removeprefix(ENTITY)
