"""Which events of different articles are one event. Below the stages: a store and a file both join them."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import permutations
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
    graphs: dict[str, str] = {}
    facts: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        event = str(row["event"])
        graphs[event] = str(row["graph"])
        facts[event].add(tuple(str(row[name]) for name in ("class", "start", "end", "role", "entity")))
    alike: dict[frozenset[tuple[str, ...]], list[str]] = defaultdict(list)
    for event in sorted(facts):
        alike[frozenset(facts[event])].append(event)
    return [
        quad(one[1:-1], vocab.sameEventAs, other[1:-1], graph)
        for events in alike.values()
        for one, other in permutations(events, 2)
        if graphs[one] != graphs[other]
    ]
