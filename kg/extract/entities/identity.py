"""Which referent a name or a description with an owner stands for."""

from collections import Counter
from collections.abc import Iterable

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.metonyms import stands_for_state
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge, branch, composed_name, fold, portfolio
from kg.model import Item

STATES = frozenset({vocab.Country, vocab.Territory})
WHOLE = {vocab.ArmedForce: "Armed Forces", vocab.Government: "Government"}


class Identity:
    """Leads spots to entries of a registry."""

    def __init__(self, words: Words, knowledge: Knowledge, lexicon: Lexicon, registry: Registry) -> None:
        self._words, self._knowledge, self._lexicon, self._registry = words, knowledge, lexicon, registry
        self._settled: Counter[str] = Counter()

    def survey(self, spots: Iterable[Spot]) -> None:
        """Notes which items are named beyond doubt, so that doubtful names can follow them."""
        self._settled.update(spot.items[0].key for spot in spots if len(spot.items) == 1)

    def of_name(self, spot: Spot) -> Entry:
        """The entry of a name or demonym."""
        same = spot.extra.get("same as")
        if same and (entry := self._registry.named(same)):
            self._registry.call(entry, spot.name)
            return entry
        if spot.kind == vocab.Person:
            return self._person(spot)
        known = self._registry.named(spot.name)
        item = self._item(spot)
        if item is not None and item.kind == vocab.City:
            item = self._state_meant(spot, item) or item
        if item is None:
            return known or self._registry.make(("name", fold(spot.name)), spot.kind, spot.name)
        return self.of_item(item, spot.name)

    def _state_meant(self, spot: Spot, city: Item) -> Item | None:
        """The country that a capital stands for where it stands for its government."""
        country = self._knowledge.item(city.country) if city.country else None
        if country is None or country.capital != city.key or "dateline" in spot.extra:
            return None
        return country if stands_for_state(self._words, spot.begin, spot.end) else None

    def of_item(self, item: Item, name: str) -> Entry:
        """The entry of a record of the knowledge base; parts of a state share that of their composition."""
        composed = self._composition(item)
        if composed is not None:
            return composed
        entry = self._registry.make(("item", item.key), item.kind, item.name)
        entry.item = item
        if name:
            self._registry.call(entry, name)
        return entry

    def _item(self, spot: Spot) -> Item | None:
        items = spot.items
        if not items and spot.sort is Sort.NAME:
            items = tuple(item for item in self._knowledge.named(spot.name) if item.kind == spot.kind)[:1]
        if not items:
            return None
        return (
            max(items, key=lambda item: (min(1, self._settled[item.key]), item.prior))
            if len(items) > 1
            else items[0]
        )

    def _person(self, spot: Spot) -> Entry:
        known = self._registry.named(spot.name)
        if known is not None and known.kind == vocab.Person:
            return known
        entry = self._registry.make(("person", fold(spot.name)), vocab.Person, spot.name)
        items = self._knowledge.persons(spot.name)
        if len(items) == 1:
            entry.item, entry.name = items[0], items[0].name
            self._registry.call(entry, items[0].name)
        pieces = spot.name.split()
        for part in (pieces[-1], pieces[0]) if len(pieces) > 1 else ():
            self._registry.call(entry, part)
            self._registry.call(entry, part.rpartition("-")[2])
        return entry

    def of_description(self, spot: Spot, owner: Entry | None) -> Entry | None:
        """The entry of a description whose owner is known; None where it describes nothing."""
        if owner is None:
            return self._unowned(spot)
        if owner.kind in STATES and spot.group in {"ministry", "force", "government"}:
            return self._of_state(spot, owner)
        if spot.group == "peacekeepers" or (
            spot.group == "force" and owner.kind == vocab.InternationalOrganization
        ):
            return self._peacekeepers(spot, owner)
        phrase = self._phrase(spot)
        entry = self._registry.make(
            ("described", spot.group, str(owner.order), fold(phrase)), spot.kind, phrase
        )
        entry.group, entry.plural, entry.branch = spot.group, spot.plural, spot.branch
        if owner.kind in STATES:
            entry.whole = owner
        return entry

    def part(self, spot: Spot) -> str:
        """The portfolio of a ministry, the branch of a force or government."""
        if spot.group == "ministry":
            return portfolio(spot.branch) or spot.branch.title() or "State"
        return spot.branch or WHOLE.get(spot.kind, "Forces")

    def of_border(self, states: list[Entry]) -> Entry:
        """The border of two states."""
        first, second = sorted(states, key=lambda entry: entry.name)
        key = ("border", str(first.order), str(second.order))
        entry = self._registry.make(key, vocab.Place, f"{first.name}–{second.name} border")
        entry.group = "border"
        return entry

    def _composition(self, item: Item) -> Entry | None:
        """The entry that a description of the same part of the same state has made."""
        if item.kind not in {vocab.ArmedForce, vocab.Ministry, vocab.Government} or not item.country:
            return None
        return self._registry.find(("item", item.key))

    def _of_state(self, spot: Spot, owner: Entry) -> Entry:
        if spot.group == "force" and owner.kind == vocab.Territory:
            spot.kind, spot.group = vocab.ArmedGroup, "group"
        part = self.part(spot)
        name = composed_name(spot.kind, owner.name, part)
        entry = self._registry.make((spot.group, str(owner.order), part), spot.kind, name)
        entry.whole, entry.group, entry.plural = owner, spot.group, spot.plural
        entry.branch = "" if part == WHOLE.get(spot.kind) else part
        if entry.item is None:
            self._know(entry, spot, owner, part)
        if spot.group == "ministry":
            entry.portfolio = part
        elif spot.kind == vocab.ArmedForce:
            entry.portfolio = branch(part)
        self._registry.call(entry, self._words.joined(spot.begin, spot.end))
        return entry

    def _know(self, entry: Entry, spot: Spot, owner: Entry, part: str) -> None:
        """Binds a part of a state to its record, by what it is a part of or by its very words."""
        if owner.item is None:
            return
        exact = [item for item, same in self._knowledge.composed(entry.kind, owner.item.key, part) if same]
        words = self._words.joined(spot.begin, spot.end)
        called = [
            i for i in self._knowledge.named(words) if i.kind == entry.kind and i.country == owner.item.key
        ]
        for item in (*exact, *called):
            entry.item = entry.item or item
            self._registry.bind(("item", item.key), entry)
            self._registry.call(entry, item.name)

    def _peacekeepers(self, spot: Spot, owner: Entry) -> Entry:
        entry = self._registry.make(
            ("peacekeepers", str(owner.order)), vocab.PeacekeepingForce, self._phrase(spot, owner)
        )
        entry.group, entry.plural, entry.whole = "peacekeepers", True, owner
        return entry

    def _unowned(self, spot: Spot) -> Entry | None:
        phrase = self._phrase(spot)
        entry = self._registry.make(("described", spot.group, "", fold(phrase)), spot.kind, phrase)
        entry.group, entry.plural, entry.branch = spot.group, spot.plural, spot.branch
        return entry

    def _phrase(self, spot: Spot, owner: Entry | None = None) -> str:
        """The words of a description, with its owner where the words leave it outside."""
        phrase = self._words.joined(spot.begin, spot.end)
        outside = spot.owner is not None and not spot.begin <= spot.owner.begin < spot.end
        if outside and spot.owner is not None:
            phrase = f"{phrase} of {spot.owner.name}"
        return phrase[:1].upper() + phrase[1:]
