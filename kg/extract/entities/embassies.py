"""Embassies: a country has many, so one is told by the country that it is in."""

from kg import vocab
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.spots import Spot
from kg.knowledge import Knowledge, fold


def embassy(spot: Spot, words: str, sender: Entry, host: str | None, registry: Registry) -> Entry:
    """The entry of an embassy; without a host it is the last one of its sender, else nameless."""
    known = [entry for entry in registry.entries if entry.group == "embassy" and entry.whole is sender]
    same = [e for e in known if host is None or not e.host or e.host == host or spot.theatre is None]
    name = f"{spot.branch} of {_with_article(sender.name)}"
    key = ("embassy", str(sender.order), spot.branch, fold(host or ""))
    entry = same[-1] if same else registry.make(key, spot.kind, name)
    entry.group, entry.whole = "embassy", sender
    if host is not None and not entry.host:
        entry.host, entry.name = host, f"{name} in {_with_article(host)}"
    registry.call(entry, words)
    return entry


def host_of(place: Entry | None, sender: Entry, knowledge: Knowledge) -> str | None:
    """The name of the country around a place, none where that is the sender itself."""
    if place is None or place is sender:
        return None
    country = knowledge.item(place.item.country) if place.item and place.item.country else None
    return country.name if country is not None and place.kind != vocab.Country else place.name


def _with_article(country: str) -> str:
    return f"the {country}" if country.startswith(("United ", "Democratic Republic", "Central ")) else country
