"""The named mission that "UN peacekeepers" are, where a text names only one."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.entities.registry import Entry
from kg.extract.entities.spots import Sort, Spot
from kg.knowledge import fold

_SENDERS = ("united nations", "african union", "nato", "european union", "osce", "ecowas", "sadc")


def only_mission(spots: Iterable[Spot]) -> Spot | None:
    """The only peacekeeping force that a text calls by name."""
    named: dict[str, Spot] = {}
    for spot in spots:
        if spot.kind == vocab.PeacekeepingForce and spot.sort is Sort.NAME:
            name = spot.items[0].key if spot.items else fold(spot.extra.get("same as", spot.name))
            named.setdefault(name, spot)
    return next(iter(named.values())) if len(named) == 1 else None


def serves(mission: Spot, sender: Entry) -> bool:
    """Whether a mission may be that of an organisation: not one whose name tells of another."""
    if sender.kind != vocab.InternationalOrganization:
        return False
    names = [fold(name) for item in mission.items for name in (item.name, *item.aliases)]
    text = " ".join([fold(mission.name), fold(mission.extra.get("same as", "")), *names])
    told = [name for name in _SENDERS if name in text]
    return not told or any(name in told for name in map(fold, (sender.name, *sender.aliases)))
