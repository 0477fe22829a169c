"""What the spots of a text stand for: names by identity, what points back by kind, nearness and role."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg import vocab
from kg.extract.coreference_bare import Bare
from kg.extract.coreference_pronouns import SPEAKERS, Pronouns
from kg.extract.coreference_sides import lists
from kg.extract.entities.appositions import explained
from kg.extract.entities.identity import STATES, Identity
from kg.extract.entities.nominals import PRONOUNS
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.extract.layout import dateline
from kg.knowledge import Knowledge

_BODIES = frozenset({vocab.ArmedGroup, vocab.Organization, vocab.PoliticalParty})
NEAR = 4
"""Words between the name of a body and that of its person."""
_ARMED = frozenset({vocab.ArmedForce, vocab.ArmedGroup, vocab.PeacekeepingForce})
_SPOKEN_FOR = _ARMED | {
    vocab.Organization,
    vocab.Ministry,
    vocab.InternationalOrganization,
    vocab.PoliticalParty,
}
_SPEAKING_FOR = ("spokes", "commander", "leader", "chief", "head", "director", "coordinator", "secretary")
"""How words open for those who say "we" of the body that they speak for."""
_RULING = frozenset({"president", "minister", "premier", "chancellor"})
_EXPLAINING = frozenset({"party", "group", "coalition", "peacekeepers"})
_OPEN = frozenset({vocab.Organization, vocab.InternationalOrganization})
_FROM = frozenset({vocab.Person, vocab.ArmedGroup})
_AT_HOME = _FROM | {vocab.City, vocab.Territory, vocab.Place, vocab.ArmedForce, vocab.Ministry}
"""Kinds of known things that speak for the country that they lie in, belong to or, less so, come from."""


class Coreference:
    """Leads the spots of a text to entries, in the order of the text."""

    def __init__(self, words: Words, knowledge: Knowledge, identity: Identity, registry: Registry) -> None:
        self._words, self._knowledge, self._identity, self._registry = words, knowledge, identity, registry
        self._bare = Bare(words, knowledge, identity, registry)
        self._pronouns = Pronouns(words, registry)
        self._same: dict[int, Spot] = {}

    @property
    def main(self) -> Entry | None:
        """The country that the text names most."""
        return self._bare.main

    def resolve(self, spots: list[Spot]) -> None:
        """Adds the mention of each spot that stands for something; what joins two comes last."""
        self._bare.main = self._main_country(spots)
        self._identity.main = self._bare.main
        self._bare.groups.group = self._only_group(spots)
        self._same = {id(spot): name for spot, name in explained(self._words, spots)}
        looking_ahead = [spot for spot in spots if spot.sort is Sort.SIDES or self._is_speakers(spot)]
        later = {id(spot) for spot in looking_ahead}
        for spot in spots:
            entry = None if id(spot) in later or self._explains(spot) else self._entry(spot)
            if entry is not None:
                self._mention(spot, entry, spot.sort is Sort.PRONOUN)
        if (same := self._bare.groups.of_title()) is not None:
            self._registry.merge(*same)
        self._pronouns.survey()
        found = [(spot, entry) for spot in looking_ahead for entry in self._ahead(spot)]
        for spot, entry in found:
            self._mention(spot, entry, spot.sort is not Sort.DESCRIPTION)

    def _is_speakers(self, spot: Spot) -> bool:
        """Whether it means who speaks, or what is theirs: "we", "our forces"."""
        at = int(spot.extra.get("owner at", len(self._words)))
        return spot.name in SPEAKERS or (
            at < len(self._words) and PRONOUNS.get(self._words.lower[at]) in SPEAKERS
        )

    def _ahead(self, spot: Spot) -> list[Entry]:
        """Who speaks, for a body where the text says so; and the forces of the one who says "our"."""
        if spot.sort is not Sort.DESCRIPTION:
            found = self._pronouns.ahead(spot)
            return [self._meaning(spot, e) for e in found] if spot.name == "we" else found
        at = int(spot.extra["owner at"])
        said = self._pronouns.ahead(Spot(at, at + 1, "", Sort.PRONOUN, "we"))
        speaker = next(iter(said), None)
        body = (self._spoken_for(speaker) or speaker) if speaker is not None else None
        if body is not None and body.kind in _ARMED and spot.group in {"force", "group"}:
            return [body]
        home = self._state_or_main(body) if body is not None else None
        if home is None or spot.group == "group":
            return []
        entry = self._identity.of_description(spot, home)
        return [entry] if entry is not None else []

    def _meaning(self, spot: Spot, speaker: Entry) -> Entry:
        """Whom a speaker means by "we": the body spoken for; the state only where "we" does no talking."""
        words, verb = self._words, self._words.head[spot.begin]
        owned = words.dep[spot.begin] == "poss"
        acting = words.dep[spot.begin] == "nsubj" and words.pos[verb] == "VERB"
        acting = acting and words.lemma[verb] not in lists()["speech"]
        obliged = any(words.lower[c] in {"must", "should"} for c in words.children[verb])
        body = self._spoken_for(speaker)
        if body is not None and body.kind in STATES and not (owned or (acting and not obliged)):
            return speaker
        return body or speaker

    def _spoken_for(self, person: Entry) -> Entry | None:
        """The body beside the name of a person that its title says he speaks for or commands."""
        if person.kind != vocab.Person:
            return None
        if (state := self._ruled_by(person)) is not None:
            return state
        places = self._registry.places
        own = [k for k, place in enumerate(places) if place.entry is person and not place.anaphor]
        for k in own:
            for other in places[max(0, k - 1) : k + 2]:
                if other.entry.kind in _SPOKEN_FOR and self._titled(places[k], other):
                    return other.entry
        return None

    def _ruled_by(self, person: Entry) -> Entry | None:
        """The state of a president or minister, who says "we" of it."""
        for place in self._registry.places:
            title = self._words.lower[max(0, place.begin - 3) : place.begin]
            if place.entry is person and not _RULING.isdisjoint(title):
                return self._state_of(person) or self.main
        return None

    def _titled(self, person: Place, body: Place) -> bool:
        """As in "army spokesman X", "X, a commander of the army"."""
        first, last = sorted((person, body), key=lambda place: place.begin)
        between = self._words.lower[first.end : last.begin]
        near = len(between) <= NEAR + 1 and self._words.same_sentence(first.begin, last.begin)
        return near and any(word.startswith(_SPEAKING_FOR) for word in between)

    def _explains(self, spot: Spot) -> bool:
        """As in "the TPLF (X), the ruling party of Y": what only says again who was named is no mention."""
        words, comma = self._words, spot.begin - 1
        comma -= comma > 0 and words.lower[comma] in {"the", "a", "an"}
        if spot.sort not in {Sort.DESCRIPTION, Sort.BARE} or spot.group not in _EXPLAINING or comma < 1:
            return False
        if words.text[comma] != "," or words.dep[words.root(spot.begin, spot.end)] != "appos":
            return False
        named = comma - (2 if words.text[comma - 1] == ")" else 1)
        place = self._registry.over(named)
        return place is not None and not place.anaphor and place.entry.kind in _BODIES

    def _mention(self, spot: Spot, entry: Entry, anaphor: bool) -> None:
        head = self._words.root(spot.begin, spot.end)
        self._registry.mention(Place(spot.begin, spot.end, entry, anaphor, head))

    def _entry(self, spot: Spot) -> Entry | None:
        name = self._same.get(id(spot))
        if name is None:
            return self._found(spot)
        entry, other = self._identity.of_name(name), self._found(spot) if spot.sort is Sort.BARE else None
        if other is not None and other.item is None and other.kind in {entry.kind, spot.kind}:
            self._registry.merge(other, entry)
        if entry.kind in _OPEN and entry.item is None:
            entry.kind = spot.kind
        return entry

    def _found(self, spot: Spot) -> Entry | None:
        if _is_branch(spot) and (branch := self._branch(spot)) is not None:
            return branch
        if spot.sort in {Sort.NAME, Sort.DEMONYM}:
            return self._identity.of_name(spot)
        if spot.sort is Sort.PRONOUN:
            return self._pronouns.antecedent(spot)
        if spot.sort is Sort.BARE:
            return self._bare.antecedent(spot)
        if spot.group == "border":
            return self._bare.border(spot)
        owner = self._owner(spot)
        theirs = owner is not None and owner.kind in _BODIES and "owner at" in spot.extra
        if theirs and spot.group in {"force", "group"}:
            return owner  # the fighters of a group's leader are the group
        if spot.group == "group" and "owner at" in spot.extra:
            return None
        if owner is None and "owner at" in spot.extra:
            return self._bare.antecedent(spot)
        return self._identity.of_description(spot, owner)

    def _branch(self, spot: Spot) -> Entry | None:
        """Marines of the main country, unless the text calls those of the best known ones by their state."""
        main, words = self.main, self._words
        if main is None or main.item is None or main.item.key == spot.items[0].country:
            return None
        for i in range(1, len(words)):
            if words.lower[i] == "marines" and any(
                state.key == spot.items[0].country for state in self._knowledge.demonym(words.text[i - 1])
            ):
                return None
        named = replace(spot, group="force", branch=words.joined(spot.begin, spot.end), items=(), plural=True)
        return self._identity.of_description(named, main)

    def _owner(self, spot: Spot) -> Entry | None:
        """The entry that owns a description: its name, or what the pronoun or noun before it stands for."""
        if spot.owner is not None:
            owner = self._identity.of_name(spot.owner)
            return self._state_or_main(owner) if owner.kind == vocab.Person else owner
        at = int(spot.extra.get("owner at", len(self._words)))
        if at > spot.begin:
            return None
        place = self._registry.over(at)
        entry = place.entry if place is not None else self._of_pronoun(at)
        if entry is not None and entry.kind in _BODIES and spot.group in {"force", "group"}:
            return entry
        led = self._spoken_for(entry) if entry is not None and spot.group in {"force", "group"} else None
        if led is not None and led.kind in _BODIES:
            return led
        return self._state_or_main(entry) if entry is not None else None

    def _of_pronoun(self, i: int) -> Entry | None:
        """What the pronoun that opens a description stands for: "its forces"."""
        form = PRONOUNS.get(self._words.lower[i])
        if form is None or form in SPEAKERS:
            return None
        return self._pronouns.antecedent(Spot(i, i + 1, "", Sort.PRONOUN, form))

    def _state_or_main(self, entry: Entry) -> Entry | None:
        """The state that an owner means, or whose person it is; the main country where that is not known."""
        body = self._state_of(entry) or self._body_of(entry)
        return body or (self.main if entry.kind == vocab.Person else None)

    def _body_of(self, person: Entry) -> Entry | None:
        """The group or party named right before a person when first named: "M23 spokesman X"."""
        places = self._registry.places
        at = next((k for k, place in enumerate(places) if place.entry is person), 0)
        if person.kind != vocab.Person or at == 0:
            return None
        before, own = places[at - 1], places[at]
        verbs = any(self._words.pos[i] == "VERB" for i in range(before.end, own.begin))
        near = (
            own.begin - before.end <= NEAR
            and not verbs
            and self._words.same_sentence(before.begin, own.begin)
        )
        owning = before.entry.kind in _BODIES | STATES
        return before.entry if near and owning else None

    def _state_of(self, entry: Entry) -> Entry | None:
        """The state that an owner means: a country itself, that of a part of one, or that of a person."""
        if entry.kind in STATES or entry.kind == vocab.InternationalOrganization:
            return entry
        if entry.kind == vocab.Person and entry.item is None and len(entry.homes) == 1:
            named = self._registry.find(("item", entry.homes[0]))
            return named if named is not None and named.mentions else None
        if entry.item is not None and entry.item.country and entry.kind == vocab.Person:
            home = self._knowledge.item(entry.item.country)
            return self._identity.of_item(home, "") if home is not None else None
        return entry.whole

    def _main_country(self, spots: list[Spot]) -> Entry | None:
        """The country that a text names most; where the dateline was filed from counts half."""
        opening = dateline(self._words.source)
        counts: Counter[str] = Counter()
        for spot in spots:
            filed = opening is not None and self._words.starts[spot.begin] < opening.end
            for key in _countries((spot.owner if "sent" not in spot.extra else None) or spot):
                counts[key] += 1 if filed or spot.kind in _FROM else 2
        if not counts:
            return None
        item = self._knowledge.item(max(counts, key=lambda key: counts[key]))
        return self._identity.of_item(item, "") if item else None

    def _only_group(self, spots: list[Spot]) -> Entry | None:
        """The armed group that a text names twice or more, where it names no other."""
        named = [s for s in spots if s.kind == vocab.ArmedGroup and s.sort in {Sort.NAME, Sort.DEMONYM}]
        groups = Counter(spot.items[0].key for spot in named if spot.items)
        if len(groups) != 1 or groups.total() < 2 or any(not spot.items for spot in named):
            return None
        item = self._knowledge.item(next(iter(groups)))
        return self._identity.of_item(item, "") if item else None


def _is_branch(spot: Spot) -> bool:
    """Whether a name is one that the branch of many forces has: "Marines"."""
    return spot.kind == vocab.ArmedForce and bool(spot.items) and spot.name.lower() == "marines"


def _countries(spot: Spot) -> Iterator[str]:
    """The key of the country that a spot names or lies in."""
    if spot.items and spot.kind == vocab.Country:
        yield spot.items[0].key
    elif _is_branch(spot):
        return
    elif spot.items and spot.kind in _AT_HOME and spot.items[0].country:
        yield spot.items[0].country
