"""How well a record fits a referent: features between 0 and 1, a score, and a probability."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kg import vocab
from kg.knowledge import fold
from kg.knowledge.tables import CURATED, NEVER_ALONE
from kg.link.candidates import NAME, Hit, kind_fit
from kg.link.context import PLACES, Context, exists
from kg.model import Candidate, Item, Referent

_WEIGHTS: Final[Mapping[str, float]] = {
    "name": 0.35, "prior": 0.25, "coherence": 0.25, "kind": 0.35, "time": 0.10, "chosen": 0.03,
}  # fmt: skip
WORLD_KNOWN: Final = 0.85
"""The prior from which on a place needs nothing in the text that points to its country."""
_CAPITAL: Final = 0.8
"""The prior from which on a city that a report is filed from needs nothing else in the text."""
_CONTRADICTED: Final = -0.6
"""The coherence of a record whose country is not the one that the text names for the referent."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its features and score."""

    hit: Hit
    score: float
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def candidate(self) -> Candidate:
        """The candidate as it is told to others."""
        return Candidate(self.hit.item.key, self.hit.item.name, round(self.score, 3), self.features)


def judge(referent: Referent, hit: Hit, rivals: tuple[Hit, ...], context: Context) -> Judged:
    """Scores one candidate among its rivals."""
    item = hit.item
    features = {
        "name": hit.strength,
        "prior": item.prior,
        "coherence": coherence(referent, hit, rivals, context),
        "kind": kind_fit(referent.kind, item.kind),
        "time": float(exists(item, context.published) or not _replaced(rivals, context)),
        "chosen": float(item.key == referent.item),
        "trust": float(trust(item)),
    }
    score = sum(_WEIGHTS[name] * value for name, value in features.items() if name in _WEIGHTS)
    return Judged(hit, score, {name: round(value, 3) for name, value in features.items()})


def coherence(referent: Referent, hit: Hit, rivals: tuple[Hit, ...], context: Context) -> float:
    """How well a record's country goes with the countries of the text."""
    item = hit.item
    stated = context.countries_of(referent)
    if item.kind == vocab.Country:
        return 0.5 + 0.5 * context.supported(item.key, referent.id, parts=True)
    if item.country is None:
        return 0.7
    if item.country in stated or _names_country(referent, item, context):
        return 1.0
    if any(_is_country(key, context) for key in stated):
        return _CONTRADICTED
    supported = context.supported(item.country, referent.id)
    found = (0.4 + 0.2 * supported + 0.4 * context.share(item.country, referent.id)) if supported else 0.0
    if item.prior >= WORLD_KNOWN:
        return max(found, 0.3 if context.support else 0.7)
    if context.dateline == referent.id and item.prior >= _CAPITAL:
        return max(found, 0.6)
    if hit.method == NAME and item.kind not in PLACES and len(rivals) == 1:
        return max(found, 0.6)
    if any(rival.item.prior >= WORLD_KNOWN for rival in rivals if rival.item.key != item.key):
        parts = context.supported(item.country, referent.id, parts=True)
        return found * (0.4 + 0.6 * parts)
    return found


def _names_country(referent: Referent, item: Item, context: Context) -> bool:
    """Whether a name says of which country the thing is ("U.S. Marines")."""
    country = context.knowledge.item(item.country) if item.country and item.kind not in PLACES else None
    words = {*fold(referent.name).split()}
    return country is not None and any(
        fold(name) in words for name in (country.name, *country.aliases, *country.demonyms)
    )


def _replaced(rivals: tuple[Hit, ...], context: Context) -> bool:
    """Whether some state of the name exists on the day of the text."""
    return any(rival.item.kind == vocab.Country and exists(rival.item, context.published) for rival in rivals)


def _is_country(key: str, context: Context) -> bool:
    item = context.knowledge.item(key)
    return item is not None and item.kind == vocab.Country


def trust(item: Item) -> int:
    """How many sources state the QID, 0 where the only one is not to be trusted alone."""
    stated = [source for source in item.sources if source != CURATED]
    return 0 if set(stated) <= NEVER_ALONE else len(stated)


def probability(score: float, margin: float) -> float:
    """The probability that a link is right, from its score and its lead over the best rival."""
    return _BEST / (1 + math.exp(-(_SLOPE * (score - _MIDDLE) + _LEAD * min(margin, 0.3))))


_SLOPE: Final = 12.0
_MIDDLE: Final = 0.77
_LEAD: Final = 6.0
_BEST: Final = 0.985
"""How often the best links are right, as measured on development articles."""
