"""What words that point back stand for: bare nouns by kind and nearness, pronouns by number and role."""

from collections import Counter
from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.appositions import explained
from kg.extract.entities.identity import STATES, Identity
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import SUBJECTS, Words
from kg.knowledge import Knowledge

REACH = 60
"""Mentions back that an antecedent is looked for."""
_UNITS = frozenset({"regiment", "brigade", "battalion", "unit", "division", "squadron", "company"})
_OF_STATE = frozenset(
    {"government", "force", "ministry", "media", "opposition", "court", "services", "party"}
)


def _akin(spot: Spot, entry: Entry) -> bool:
    """Whether a group is called by the same noun: "the separatists" and "Armenian separatists"."""
    stem = spot.name.rpartition(" ")[2][:5].lower()
    return stem in entry.name.lower()


class Coreference:
    """Leads the spots of a text to entries, in the order of the text."""

    def __init__(self, words: Words, knowledge: Knowledge, identity: Identity, registry: Registry) -> None:
        self._words, self._knowledge, self._identity, self._registry = words, knowledge, identity, registry
        self.main: Entry | None = None
        self._same: dict[int, Spot] = {}

    def resolve(self, spots: list[Spot]) -> None:
        """Adds the mention of each spot that stands for something."""
        self.main = self._main_country(spots)
        self._same = {id(spot): name for spot, name in explained(self._words, spots)}
        for spot in spots:
            for entry in self._entries(spot):
                anaphor = spot.sort in {Sort.PRONOUN, Sort.SIDES}
                head = self._words.root(spot.begin, spot.end)
                self._registry.mention(Place(spot.begin, spot.end, entry, anaphor, head))

    def _entries(self, spot: Spot) -> Iterator[Entry]:
        if spot.sort is Sort.SIDES:
            yield from self._sides(spot)
            return
        entry = self._entry(spot)
        if entry is not None:
            yield entry

    def _entry(self, spot: Spot) -> Entry | None:
        name = self._same.get(id(spot))
        if name is None:
            return self._found(spot)
        entry, other = self._identity.of_name(name), self._found(spot) if spot.sort is Sort.BARE else None
        if other is not None and other.item is None and other.kind in {entry.kind, spot.kind}:
            self._registry.merge(other, entry)
        if entry.kind in {vocab.Organization, vocab.InternationalOrganization} and entry.item is None:
            entry.kind = spot.kind
        return entry

    def _found(self, spot: Spot) -> Entry | None:
        if spot.sort in {Sort.NAME, Sort.DEMONYM}:
            return self._identity.of_name(spot)
        if spot.sort is Sort.PRONOUN:
            return self._pronoun(spot)
        if spot.sort is Sort.BARE:
            return self._bare(spot)
        if spot.group == "border":
            return self._border(spot)
        owner = self._owner(spot)
        if owner is None and "owner at" in spot.extra:
            return self._bare(spot)
        return self._identity.of_description(spot, owner)

    def _owner(self, spot: Spot) -> Entry | None:
        """The entry that owns a description: its name, or what the pronoun or noun before it stands for."""
        if spot.owner is not None:
            return self._identity.of_name(spot.owner)
        if "owner at" not in spot.extra:
            return None
        at = int(spot.extra["owner at"])
        for place in reversed(self._registry.places[-REACH:]):
            if place.begin <= at < place.end:
                return self._state_of(place.entry)
        return None

    def _state_of(self, entry: Entry) -> Entry | None:
        """The state that an owner means: a country itself, or that of a government or ministry."""
        if entry.kind in STATES:
            return entry
        return entry.whole

    def _recent(self) -> Iterator[Place]:
        return reversed(self._registry.places[-REACH:])

    def _bare(self, spot: Spot) -> Entry | None:
        if spot.group == "capital":
            return self._capital(spot)
        if spot.group == "nominal":
            return self._nominal(spot)
        if spot.group == "border":
            return self._border(spot)
        generic = "generic" in spot.extra and spot.group == "group"
        entry = self._generic(spot) if generic else self._last_of(spot)
        if entry is not None:
            return entry
        country = self._country_near(spot)
        if spot.group == "force" and spot.name.rpartition(" ")[2].lower() in _UNITS:
            return self._unit(spot)
        if spot.group in _OF_STATE and country is not None:
            if spot.group == "ministry" and not spot.branch:
                return None
            return self._identity.of_description(spot, country)
        if spot.group in {"group", "population", "services", "coalition"}:
            return self._identity.of_description(spot, None)
        return None

    def _unit(self, spot: Spot) -> Entry | None:
        """A unit without a name is a part of the force spoken of last."""
        force = next(
            (p.entry for p in self._recent() if p.entry.kind == vocab.ArmedForce and p.entry.whole), None
        )
        return self._identity.of_unit(spot, force) if force is not None else None

    def _generic(self, spot: Spot) -> Entry | None:
        """Rebels without an article: the last described group, never a named one."""
        return next((p.entry for p in self._recent() if p.entry.group == "group"), None)

    def _last_of(self, spot: Spot) -> Entry | None:
        """The last mentioned entry of the class and branch of a bare description."""
        fallback: Entry | None = None
        for place in self._recent():
            entry = place.entry
            if entry.kind != spot.kind or place.anaphor:
                continue
            if spot.name.rpartition(" ")[2].lower() in _UNITS and entry.branch == "":
                continue
            if spot.group == "population" and entry.branch != spot.branch:
                continue
            if spot.group == "group" and not fallback:
                fallback = entry
            if spot.group == "group" and not _akin(spot, entry):
                continue
            if spot.branch and spot.group in {"ministry", "force", "government"}:
                part = self._identity.part(spot)
                if entry.branch != part and entry.portfolio != part:
                    continue
            return entry
        return fallback

    def _border(self, spot: Spot) -> Entry | None:
        """The border of the states named with it, of one and the main country, or the last one spoken of."""
        states = list(dict.fromkeys(self._identity.of_name(owner) for owner in spot.others))
        if not states:
            known = next((p.entry for p in self._recent() if p.entry.group == "border"), None)
            if known is not None:
                return known
        if len(states) < 2:
            states += [e for e in self._states_near(spot) if e not in states][: 2 - len(states)]
        return self._identity.of_border(states) if len(states) == 2 else None

    def _states_near(self, spot: Spot) -> Iterator[Entry]:
        """The countries of the same sentence, nearest first, then the main one."""
        for place in self._recent():
            if not self._words.same_sentence(place.begin, spot.begin):
                break
            state = self._state_of(place.entry)
            if state is not None and state.kind == vocab.Country:
                yield state
        if spot.others and self.main is not None:
            yield self.main

    def _nominal(self, spot: Spot) -> Entry | None:
        if spot.kind == vocab.Country:
            return self._country_told_of(spot)
        kinds = {spot.kind}
        if spot.kind == vocab.ArmedGroup:
            kinds |= {vocab.Organization, vocab.PoliticalParty}
        return next((p.entry for p in self._recent() if p.entry.kind in kinds and not p.anaphor), None)

    def _country_told_of(self, spot: Spot) -> Entry | None:
        """The country that a text is about, unless another one is the scene of the sentence."""
        for place in self._recent():
            if not self._words.same_sentence(place.begin, spot.begin):
                break
            scene = self._words.dep[place.head] in {"pobj", "dobj"} or self._words.dep[place.head] == "nsubj"
            if place.entry.kind == vocab.Country and scene and not place.anaphor:
                return place.entry
        near = [p.entry for p in self._recent() if p.entry.kind == vocab.Country]
        return self.main if self.main in near or not near else near[0]

    def _capital(self, spot: Spot) -> Entry | None:
        country = self._country_near(spot)
        if country is None or country.item is None or not country.item.capital:
            return None
        item = self._knowledge.item(country.item.capital)
        return self._registry.find(("item", item.key)) if item else None

    def _country_near(self, spot: Spot) -> Entry | None:
        """The country that an unowned part of a state most likely belongs to.

        One named before it in the sentence; the subject or the last one of the sentence before; the main one.
        """
        if spot.group == "government" and "generic" in spot.extra:
            return self.main
        states = [p for p in self._recent() if p.entry.kind == vocab.Country and self._tells(p, spot)]
        sentence = self._words.sentence[spot.begin]
        same = [p for p in states if self._words.sentence[p.begin] == sentence]
        before = [p for p in states if self._words.sentence[p.begin] == sentence - 1]
        subjects = [
            p for p in before if self._words.dep[p.head] == "nsubj" and self._words.main_clause(p.head)
        ]
        paragraph = self._words.paragraph[spot.begin]
        beside = [p for p in before if self._words.paragraph[p.begin] == paragraph]
        found = next(iter((*same, *subjects, *beside)), None)
        return found.entry if found is not None else self.main

    def _tells(self, place: Place, spot: Spot) -> bool:
        """Whether a mention of a country says whose army is spoken of; "Russian-backed" does not."""
        hyphenated = place.end < len(self._words) and self._words.text[place.end] == "-"
        return not hyphenated and not place.anaphor and place.begin < spot.begin

    def _main_country(self, spots: list[Spot]) -> Entry | None:
        """The country that a text names most."""
        counts: Counter[str] = Counter()
        for spot in spots:
            owner = spot.owner or spot
            if owner.kind == vocab.Country and owner.items:
                counts[owner.items[0].key] += 1
            elif owner.kind == vocab.City and owner.items and owner.items[0].country:
                counts[owner.items[0].country] += 1
        if not counts:
            return None
        key = max(counts, key=lambda k: (counts[k], k))
        item = self._knowledge.item(key)
        return self._identity.of_item(item, "") if item else None

    def _sides(self, spot: Spot) -> list[Entry]:
        """The two that "both sides" means: the last two countries, or parties to a conflict."""
        states = spot.name in {"countries", "nations", "states", "neighbours", "neighbors", "rivals", "foes"}
        kinds = (
            {vocab.Country}
            if states
            else {vocab.Country, vocab.ArmedGroup, vocab.ArmedForce, vocab.Government}
        )
        found: list[Entry] = []
        for place in self._recent():
            if place.entry.kind in kinds and place.entry not in found:
                found.append(place.entry)
            if len(found) == 2:
                return found
        return []

    def _pronoun(self, spot: Spot) -> Entry | None:
        candidates = [place for place in self._recent() if self._agrees(spot, place.entry)]
        subject = self._governing_subject(spot)
        for place in candidates:
            if subject is not None and place.begin <= subject < place.end:
                return place.entry
        sentence = self._words.sentence[spot.begin]
        near = [p for p in candidates if sentence - self._words.sentence[p.begin] <= 2]
        same = [p for p in near if self._words.sentence[p.begin] == sentence]
        for group in (same, [p for p in near if self._words.sentence[p.begin] == sentence - 1], near):
            subjects = [p for p in group if self._words.dep[p.head] in SUBJECTS]
            if subjects or group:
                return (subjects or group)[0].entry
        return None

    def _governing_subject(self, spot: Spot) -> int | None:
        """The subject of the clause that embeds the pronoun's clause: in "X said it won" X for "it"."""
        verb = self._words.head[spot.begin]
        for _ in range(4):
            above = self._words.head[verb]
            if above == verb:
                return None
            for child in self._words.children[above]:
                if self._words.dep[child] in SUBJECTS and child < spot.begin:
                    return child
            verb = above
        return None

    def _agrees(self, spot: Spot, entry: Entry) -> bool:
        person = entry.kind == vocab.Person
        if spot.name in {"he", "she"}:
            return person
        if spot.name == "it":
            return not person and not entry.plural and entry.kind != vocab.Population
        if spot.name == "they":
            return not person and (
                entry.plural or entry.kind in {vocab.ArmedGroup, vocab.Population, vocab.ArmedForce}
            )
        return False
