"""Records for a name, a class and a country: scored, and matched where the linker is certain."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg import vocab
from kg.knowledge import Knowledge, fold
from kg.link import link
from kg.model import Document, Item, Reading, Referent, ReferentId

LIMIT: Final = 10
"""Candidates for a query that names no limit."""
_NAME, _PRIOR, _KIND, _COUNTRY = 60.0, 20.0, 10.0, 10.0
"""What each feature counts in a score between 0 and 100."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: names, classes (local names, empty for any), and words or key for its country."""

    name: str
    kinds: tuple[str, ...] = ()
    country: str = ""
    limit: int = LIMIT
    key: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """A record with its score (0 to 100), the features of that (0 to 1), and whether it is surely meant."""

    item: Item
    score: float
    features: dict[str, float]
    match: bool


def matches(asked: Asked, knowledge: Knowledge) -> list[Scored]:
    """The records that a query may mean, the best first."""
    country = _country(asked.country, knowledge)
    found = [_scored(item, name, asked, country, knowledge) for item, name in _candidates(asked, knowledge)]
    found.sort(key=lambda one: (-one.score, one.item.key))
    best = found[0] if found else None
    if best is None or not (asked.key or _certain(best.item, asked, country, knowledge)):
        return found[: asked.limit]
    return [Scored(best.item, best.score, best.features, True), *found[1 : asked.limit]]


def kind_name(item: Item) -> str:
    """The local name of a record's class."""
    return item.kind.removeprefix(vocab.NAMESPACE)


def _candidates(asked: Asked, knowledge: Knowledge) -> Iterator[tuple[Item, float]]:
    """Records with how well their name fits, each by its best."""
    if asked.key:
        item = knowledge.item(asked.key)
        if item is not None:
            yield item, 1.0
        return
    best: dict[str, tuple[Item, float]] = {}
    for items, strength in (
        (knowledge.named(asked.name), 1.0),
        (knowledge.demonym(asked.name), 0.8),
        (knowledge.sounding(asked.name), 0.7),
        (knowledge.surname(asked.name), 0.5),
    ):
        for item in items:
            fits = strength if fold(item.name) == fold(asked.name) else strength * 0.9
            if best.get(item.key, (item, 0.0))[1] < fits:
                best[item.key] = item, fits
    yield from (one for one in best.values() if not asked.kinds or kind_name(one[0]) in asked.kinds)


def _scored(item: Item, name: float, asked: Asked, country: Item | None, knowledge: Knowledge) -> Scored:
    same = country is not None and country.key in (item.country, item.key)
    features = {
        "name": round(name, 3),
        "prior": item.prior,
        "type": float(kind_name(item) in asked.kinds) if asked.kinds else 0.5,
        "country": float(same) if country else 0.5,
    }
    weights = {"name": _NAME, "prior": _PRIOR, "type": _KIND, "country": _COUNTRY}
    score = sum(weights[feature] * value for feature, value in features.items())
    return Scored(item, round(score, 2), features, False)


def _country(words: str, knowledge: Knowledge) -> Item | None:
    if not words:
        return None
    direct = knowledge.item(words)
    places = (vocab.Country, vocab.Territory)
    return next(
        (one for one in (*((direct,) if direct else ()), *knowledge.named(words)) if one.kind in places), None
    )


def _certain(item: Item, asked: Asked, country: Item | None, knowledge: Knowledge) -> bool:
    """Whether the linker, told the class and the country, takes the name for this record for certain."""
    place = None if country is None or country.key == item.key else ReferentId("r1")
    thing = Referent(ReferentId("r0"), item.kind, asked.name, country=place)
    others = (Referent(place, country.kind, country.name),) if place and country else ()
    linked = link(Reading(Document("query", ""), (thing, *others)), knowledge)
    found = linked.entities[thing.id].link
    return found is not None and found.certain and found.qid == item.key
