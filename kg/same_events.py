"""Which events of different articles are one event. Below the stages: a store and a file both join them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Final

from kg import vocab
from kg.rdf import Quad, Row, quad

SAME_EVENTS: Final = f"""
PREFIX cno: <{vocab.NAMESPACE}>
SELECT ?graph ?event ?class ?start ?end ?role ?entity WHERE {{
  GRAPH ?graph {{
    ?graph a cno:ArticleGraph .
    ?event a ?class ; cno:startDate ?start ; cno:endDate ?end .
    ?event cno:actor ?anActor ; cno:target ?aTarget ; ?role ?entity .
    FILTER(?role = cno:actor || ?role = cno:target)
  }}
}}"""
"""One row for each role of each event that has a date, an actor and a target: less says too little to tell
two events apart."""


def same_event_quads(rows: Iterable[Row], graph: str) -> list[Quad]:
    """`cno:sameEventAs` both ways between events of different articles whose rows agree in all else.

    `rows` answer SAME_EVENTS; `graph` is the IRI of the graph `links`. An equivalence by construction:
    the same class, days, actors and targets.
    """
    alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for digest, event, where in sorted(likenesses(rows)):
        alike[digest].append((event, where))
    return [one for events in alike.values() for one in dict.fromkeys(joined(events, graph))]


def likenesses(rows: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """(what it has to share with its like, event, graph) for each event; the last two as N-Quads has them."""
    graphs: dict[str, str] = {}
    facts: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        event = str(row["event"])
        graphs[event] = str(row["graph"])
        facts[event].add(" ".join(str(row[name]) for name in ("class", "start", "end", "role", "entity")))
    for event, said in facts.items():
        yield sha256("\n".join(sorted(said)).encode()).hexdigest(), event, graphs[event]


def joined(events: Iterable[tuple[str, str]], graph: str) -> Iterator[Quad]:
    """The links between events (event, graph) that are alike and of different articles, both ways.

    Each is linked with the first of all, those of the first one's article with the first of another: as many
    links as events, and `cno:sameEventAs` being transitive, they say the same as one for each pair.
    """
    (first, home), *rest = sorted(events, key=lambda pair: pair[0][1:-1])
    away = next((event for event, where in rest if where != home), None)
    for event, where in rest:
        hub = first if where != home else away
        if hub is not None:
            yield quad(hub[1:-1], vocab.sameEventAs, event[1:-1], graph)
            yield quad(event[1:-1], vocab.sameEventAs, hub[1:-1], graph)
