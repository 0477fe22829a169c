"""Which referent a name or a description with an owner stands for."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from kg import vocab
from kg.extract.entities.armed import armed_parties
from kg.extract.entities.armies import armies
from kg.extract.entities.capitals import Capitals
from kg.extract.entities.embassies import embassy, host_of
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.metonyms import stands_for_state
from kg.extract.entities.missions import only_mission, serves
from kg.extract.entities.registry import Entry, Registry
from kg.extract.entities.shortened import cut_short, kind_on, office, phrase, surname
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge, branch, composed_name, fold, portfolio
from kg.model import Item

STATES = frozenset({vocab.Country, vocab.Territory})
_HAVING_PARENTS = frozenset({vocab.ArmedForce, vocab.Organization, vocab.Government, vocab.Ministry})
_PARENTS = frozenset({vocab.ArmedForce, vocab.InternationalOrganization, vocab.Ministry, vocab.ArmedGroup})
NAMESAKES = 6
"""Known persons of a surname whose countries speak for an unknown one of it."""
_BODIES = frozenset({vocab.ArmedGroup, vocab.ArmedForce, vocab.Organization, vocab.PoliticalParty})
_LANDS = STATES | {vocab.City}
_OF_NATION = frozenset({"media", "opposition", "services", "party", "court"})
WHOLE = {vocab.ArmedForce: "Armed Forces", vocab.Government: "Government"}


class Identity:
    """Leads spots to entries of a registry."""

    def __init__(self, words: Words, knowledge: Knowledge, lexicon: Lexicon, registry: Registry) -> None:
        self._words, self._knowledge, self._lexicon, self._registry = words, knowledge, lexicon, registry
        self.published: date | None = None
        self._settled: Counter[str] = Counter()
        self._lands: set[str] = set()
        self.main: Entry | None = None
        self._full: dict[str, str] = {}
        self._armies: dict[str, Item] = {}
        self._mission: Spot | None = None
        self._armed: frozenset[str] = frozenset()
        self._meant = Capitals(words, knowledge, lexicon)

    def survey(self, spots: Iterable[Spot]) -> None:
        """Notes which items are named beyond doubt, so that doubtful names can follow them."""
        spots = list(spots)
        sure = (spot for spot in spots if len(spot.items) == 1 and "told" not in spot.extra)
        self._settled.update(spot.items[0].key for spot in sure)
        for spot in (*spots, *(spot.owner for spot in spots if spot.owner is not None)):
            if spot.items and spot.kind in _LANDS:
                self._lands.add(spot.items[0].country or spot.items[0].key)
        self._armies = armies(spots, self._knowledge)
        self._mission = only_mission(spots)
        self._meant.survey(spots)
        self._armed = armed_parties(self._words, spots)
        for spot in spots:
            if spot.kind == vocab.Person and " " in spot.name:
                self._full.setdefault(surname(spot.name), spot.name)
                self._full.setdefault(fold(spot.name.rpartition(" ")[2]), spot.name)

    def of_name(self, spot: Spot) -> Entry:
        """The entry of a name or demonym; the owner that a name took in is what it is a part of."""
        if spot.owner is not None and "unit" in spot.extra:
            owner = self.of_name(spot.owner)
            entry = self._registry.make(("unit", str(owner.order), fold(spot.name)), spot.kind, spot.name)
            entry.whole = owner
            return entry
        entry = self._of_name(spot)
        if spot.owner is not None and entry.whole is None and entry.parent is None:
            owner = self.of_name(spot.owner)
            entry.whole, entry.parent = (owner, None) if owner.kind in STATES else (None, owner)
        return entry

    def _of_name(self, spot: Spot) -> Entry:
        same = spot.extra.get("same as")
        if same and (entry := self._registry.named(same)):
            self._registry.call(entry, spot.name)
            return entry
        if spot.kind == vocab.Person:
            return self._person(spot)
        seat = self._lexicon.seats.get(spot.name.lower())
        filed = "dateline" in spot.extra
        if seat is not None and not filed and stands_for_state(self._words, spot.begin, spot.end):
            return self.of_item(self._knowledge.named(seat)[0], "")
        item = self._item(spot)
        if item is None:
            return (
                self._registry.named(spot.name)
                or cut_short(spot, self._registry, self._knowledge)
                or self._new(spot)
            )
        if item.kind == vocab.City and (state := self._meant.by(spot, item)):
            return self.of_item(state, "")
        return self.of_item(item, spot.name if spot.sort is Sort.NAME else "")

    def _new(self, spot: Spot) -> Entry:
        entry = self._registry.make(("name", fold(spot.name)), spot.kind, spot.name)
        entry.base = spot.extra.get("base", "")
        entry.nameless, entry.group = "nameless" in spot.extra, spot.group
        if spot.kind in _HAVING_PARENTS and " of " in spot.name:
            rest = spot.name.rpartition(" of ")[2].removeprefix("the ")
            if " " in spot.name.partition(" of ")[0]:
                self._registry.call(entry, spot.name.partition(" of ")[0])
            items = [item for item in self._knowledge.named(rest) if item.kind in _PARENTS]
            entry.parent = self.of_item(items[0], "") if items else self._registry.named(rest)
        return entry

    def of_item(self, item: Item, name: str) -> Entry:
        """The entry of a record of the knowledge base; parts of a state share that of their composition."""
        kind = vocab.ArmedGroup if item.key in self._armed else kind_on(item, self.published)
        entry = self._registry.make(("item", item.key), kind, item.name)
        entry.item = item
        if name:
            self._registry.call(entry, name)
            self._take_country(entry, item, name)
        return entry

    def _take_country(self, entry: Entry, item: Item, name: str) -> None:
        """Makes a known part of a state a part of the country that its name opens with: "Pakistan Army"."""
        if entry.whole is not None or item.kind not in WHOLE or not item.country or " " not in name:
            return
        _, states = self._knowledge.longest_demonym(name.split()[:2])
        _, named = self._knowledge.longest(name.split()[:1])
        if any(state.key == item.country for state in (*states, *named)):
            country = self._knowledge.item(item.country)
            entry.whole = self.of_item(country, "") if country else None

    def _item(self, spot: Spot) -> Item | None:
        items = spot.items
        if items and self._lands and spot.name.lower() in self._lexicon.shared:
            items = tuple(item for item in items if item.country in self._lands)
        elif not items and spot.sort is Sort.NAME:
            items = tuple(item for item in self._knowledge.named(spot.name) if item.kind == spot.kind)[:1]
        if not items:
            return None
        usual = self._lexicon.usual.get(fold(spot.name))
        return max(
            items,
            key=lambda item: (
                item.name == usual,
                self._settled[item.key] > 0,
                self._of_land(item),
                item.prior,
            ),
        )

    def _of_land(self, item: Item) -> bool:
        """Whether a body belongs to a country that the text names, and its namesakes may not."""
        return item.kind in _BODIES and item.country in self._lands

    def _person(self, spot: Spot) -> Entry:
        if (known := self._registry.named(spot.name)) is not None and known.kind == vocab.Person:
            return known
        name = self._full.get(fold(spot.name), spot.name)
        entry = self._registry.make(("person", fold(name)), vocab.Person, name)
        items = self._knowledge.persons(name)
        if len(items) == 1:
            entry.item, entry.name = items[0], items[0].name
            self._registry.call(entry, items[0].name)
        if entry.item is None:
            namesakes = self._knowledge.surname(name.rpartition(" ")[2])[:NAMESAKES]
            entry.homes = tuple(dict.fromkeys(item.country for item in namesakes if item.country))
        pieces = name.split()
        for part in (pieces[-1], pieces[0]) if len(pieces) > 1 else ():
            self._registry.call(entry, part)
            self._registry.call(entry, part.rpartition("-")[2])
        if len(pieces) > 2:
            self._registry.call(entry, " ".join(pieces[1:]))
        return entry

    def of_description(self, spot: Spot, owner: Entry | None) -> Entry | None:
        """The entry of a description whose owner is known; None where it describes nothing."""
        if owner is None:
            return self._unowned(spot)
        return self._part(spot, owner) or self._of_owner(spot, owner)

    def _part(self, spot: Spot, owner: Entry) -> Entry | None:
        """What states and organisations have: ministries, forces, peacekeepers, embassies, peoples."""
        if spot.branch == "Office" and spot.owner is not None:
            return office(spot, owner, self._registry)
        if owner.kind in STATES and spot.group in {"ministry", "force", "government"}:
            return self._of_state(spot, owner)
        if spot.group == "peacekeepers" or (
            spot.group == "force" and owner.kind == vocab.InternationalOrganization
        ):
            return self._peacekeepers(spot, owner)
        if spot.branch == "people" and owner.kind == vocab.Territory and (people := self._people_of(owner)):
            return people
        if spot.group == "embassy" and owner.kind in STATES:
            place = self.of_name(spot.theatre) if spot.theatre is not None else self.main
            words = self._words.joined(spot.begin, spot.end)
            return embassy(spot, words, owner, host_of(place, owner, self._knowledge), self._registry)
        return None

    def _of_owner(self, spot: Spot, owner: Entry) -> Entry:
        """Anything else of an owner: "Armenian separatists", "the opposition of Chad"."""
        words = phrase(self._words, spot)
        if "forces" in spot.extra and spot.owner is not None:
            words = f"{spot.owner.name} forces"  # "Bosnian Serb troops" and "Bosnian Serb gunners"
        if spot.group == "group" and (known := self._nameless(spot)):
            known.name, known.whole = words, owner if owner.kind in STATES else None
            return known
        if spot.owner is None and spot.group in _OF_NATION and owner.item is not None and owner.item.demonyms:
            words = f"{owner.item.demonyms[0]} {words.lower()}"
        entry = self._registry.make(
            ("described", spot.group, str(owner.order), fold(words)), spot.kind, words
        )
        entry.group, entry.plural, entry.branch = spot.group, spot.plural, spot.branch
        if owner.kind in STATES:
            entry.whole = owner
        elif owner.kind == vocab.ArmedForce:
            entry.parent = owner
        return entry

    def _nameless(self, spot: Spot) -> Entry | None:
        """The group called by the same bare noun before: "the separatists" become "Armenian separatists"."""
        noun = self._words.lower[spot.end - 1]
        entry = self._registry.find(("described", "group", "", noun))
        return entry if entry is not None and entry.whole is None else None

    def _people_of(self, land: Entry) -> Entry | None:
        """The people already named after a land: "the people of Karabakh" are the Karabakh Armenians."""
        named = [e for e in self._registry.entries if e.kind == vocab.Population and e.mentions]
        return next((e for e in named if any(f"{alias} " in e.name for alias in land.aliases)), None)

    def part(self, spot: Spot) -> str:
        """The portfolio of a ministry, the branch of a force or government."""
        said = portfolio(spot.branch) or spot.branch.title() or "State"
        return said if spot.group == "ministry" else spot.branch or WHOLE.get(spot.kind, "Forces")

    def of_unit(self, spot: Spot, force: Entry) -> Entry:
        """The entry of a unit of a force that has no name of its own."""
        noun = self._words.joined(spot.end - 1, spot.end)
        key = ("unit", str(force.order), noun.lower())
        entry = self._registry.make(key, vocab.ArmedForce, f"{noun.capitalize()} of the {force.name}")
        entry.group, entry.branch, entry.parent = "force", noun.lower(), force
        return entry

    def _of_state(self, spot: Spot, owner: Entry) -> Entry:
        if spot.group == "force" and owner.kind == vocab.Territory and spot.branch != "Police":
            spot.kind, spot.group = vocab.ArmedGroup, "group"
        part = self.part(spot)
        entry = self._part_of(spot, owner, part)
        entry.whole, entry.group, entry.plural = owner, spot.group, entry.plural or spot.plural
        entry.branch = "" if part == WHOLE.get(spot.kind) else part
        if spot.group == "ministry":
            entry.portfolio = part
        elif spot.kind == vocab.ArmedForce:
            whole = part == WHOLE[spot.kind] or branch(part) != WHOLE[spot.kind]
            entry.portfolio = branch(part) if whole else None  # snipers are not all the forces
        self._registry.call(entry, self._words.joined(spot.begin, spot.end))
        return entry

    def _part_of(self, spot: Spot, owner: Entry, part: str) -> Entry:
        """The entry of a part of a state, the same whether a record or a description told of it first."""
        key = (spot.group, str(owner.order), part)
        entry = self._registry.find(key)
        if entry is not None:
            return entry
        records = self._records(spot, owner, part)
        known = next((e for item in records if (e := self._registry.find(("item", item.key)))), None)
        entry = known or self._registry.make(key, spot.kind, composed_name(spot.kind, owner.name, part))
        self._registry.bind(key, entry)
        for item in records:
            entry.item = entry.item or item
            self._registry.bind(("item", item.key), entry)
            self._registry.call(entry, item.name)
        return entry

    def _records(self, spot: Spot, owner: Entry, part: str) -> list[Item]:
        """The records of a part of a state, by what it is a part of or by its very words."""
        if owner.item is None:
            return []
        country = owner.item.key
        exact = [item for item, same in self._knowledge.composed(spot.kind, country, part) if same]
        if country in self._armies and spot.kind == vocab.ArmedForce and part == WHOLE[spot.kind]:
            exact.append(self._armies[country])
        named = self._knowledge.named(self._words.joined(spot.begin, spot.end))
        return exact + [item for item in named if item.kind == spot.kind and item.country == country]

    def _peacekeepers(self, spot: Spot, owner: Entry) -> Entry:
        if self._mission is not None and serves(self._mission, owner):
            mission = self.of_name(self._mission)
            mission.whole = mission.whole or owner
            return mission
        entry = self._registry.make(
            ("peacekeepers", str(owner.order)), vocab.PeacekeepingForce, phrase(self._words, spot, owner)
        )
        entry.group, entry.plural, entry.whole = "peacekeepers", True, owner
        return entry

    def _unowned(self, spot: Spot) -> Entry | None:
        words = phrase(self._words, spot)
        entry = self._registry.make(("described", spot.group, "", fold(words)), spot.kind, words)
        entry.group, entry.plural, entry.branch = spot.group, spot.plural, spot.branch
        return entry
