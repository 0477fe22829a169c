"""Which named force is all that a state has: "Somali National Army" is whom "Somali forces" mean."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.entities.spots import Sort, Spot
from kg.knowledge import Knowledge
from kg.model import Item

_WHOLE = (
    *("Armed Forces", "National Army", "Arab Army", "People's Army"),
    *("Defence Force", "Defence Forces", "Defense Force", "Defense Forces"),
)


def armies(spots: Iterable[Spot], knowledge: Knowledge) -> dict[str, Item]:
    """Country key -> the only army of it that a text names."""
    found: dict[str, dict[str, Item]] = {}
    for spot in spots:
        if spot.kind == vocab.ArmedForce and spot.sort is Sort.NAME:
            for item in spot.items or knowledge.named(spot.name):
                if item.kind == spot.kind and item.country and item.name.endswith(_WHOLE):
                    found.setdefault(item.country, {})[item.key] = item
    return {country: next(iter(items.values())) for country, items in found.items() if len(items) == 1}
