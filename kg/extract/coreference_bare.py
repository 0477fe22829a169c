"""What bare nouns stand for: "the ministry", "the town", "the rebels", "the capital", "the border"."""

from kg import vocab
from kg.extract.coreference_borders import Borders
from kg.extract.coreference_groups import NEAR, Groups
from kg.extract.coreference_towns import Towns
from kg.extract.entities.identity import Identity
from kg.extract.entities.nominals import SHIPS, WARSHIPS
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import SUBJECTS, Words
from kg.knowledge import Knowledge

_UNITS = frozenset({"regiment", "brigade", "battalion", "unit", "division", "squadron", "company"})
_OF_STATE = frozenset(
    {"government", "force", "ministry", "media", "opposition", "court", "services", "party"}
)
_STANDING_ALONE = frozenset({"agencies", "group", "population", "services", "coalition"})
_STANDING = frozenset({"army", "military"})
"""Words for what only states have."""
_RULERS = frozenset({"regime", "junta", "generals"})
_ARMS = frozenset({vocab.Government, vocab.ArmedForce, vocab.Ministry})
_ALLIED = frozenset({vocab.InternationalOrganization, vocab.ArmedGroup, vocab.PoliticalParty})
_OF_NATION = frozenset({vocab.Population, vocab.Organization})
_CALLED_BODIES = frozenset(
    {vocab.Organization, vocab.InternationalOrganization, vocab.Government, vocab.Media, vocab.ArmedForce}
)
_ANY = frozenset({"company", "firm", "charity", "agency"})
"""Nouns for bodies that a name seldom has in it."""
_SITTING = frozenset({"government", "ministry", "opposition"})
LONGEST = 3
"""Most words of the name of a capital."""
_BRANCHED = frozenset({"ministry", "force", "government"})


def _state(entry: Entry) -> Entry | None:
    """A country, or that of a part of one."""
    state = entry if entry.kind == vocab.Country else entry.whole
    return state if state is not None and state.kind == vocab.Country else None


class Bare:
    """Finds antecedents by kind, branch, noun and nearness; `main`: the country that the text names most,
    `groups`: what finds armed groups."""

    def __init__(self, words: Words, knowledge: Knowledge, identity: Identity, registry: Registry) -> None:
        self._words, self._knowledge, self._identity, self._registry = words, knowledge, identity, registry
        self.main: Entry | None = None
        self.groups = Groups(words, registry)
        self._towns = Towns(words, knowledge)
        self._borders = Borders(words, identity, registry)

    def antecedent(self, spot: Spot) -> Entry | None:
        """The entry that a bare noun stands for, None for none."""
        if spot.group == "capital":
            return self._capital(spot)
        if spot.group == "nominal":
            return self._nominal(spot)
        if spot.group == "border":
            return self._borders.meant(spot, self.main)
        if (seated := self._seated(spot)) is not None:
            return seated
        generic = "generic" in spot.extra and spot.group == "group"
        return (self.groups.generic() if generic else self._last_of(spot)) or self._usual(spot)

    def border(self, spot: Spot) -> Entry | None:
        """The border of the states named with it, of one and the main country, or the last one spoken of."""
        return self._borders.meant(spot, self.main)

    def _seated(self, spot: Spot) -> Entry | None:
        """ "The government in Beirut", "lawmakers in Colombo": of the state whose capital that is."""
        words, after = self._words, spot.end + 1
        if spot.group not in _SITTING or words.lower[after - 1 : after] != ["in"]:
            return None
        _, items = self._knowledge.longest(words.text[after : after + LONGEST])
        for town in items:
            state = self._knowledge.item(town.country) if town.country else None
            if town.kind == vocab.City and state is not None and state.capital == town.key:
                return self._identity.of_description(spot, self._identity.of_item(state, ""))
        return None

    def _usual(self, spot: Spot) -> Entry | None:
        """The one of the country spoken of, where nothing was named before."""
        if "back" in spot.extra:
            return None
        if spot.group == "force" and self._noun(spot) in _UNITS:
            return self._unit(spot)
        ruled = spot.group == "government" and self._noun(spot) in _RULERS
        country = (self._ruled(spot) if ruled else None) or self._country_near(spot)
        if spot.group in _OF_STATE and country is not None:
            unknown = spot.group == "ministry" and not spot.branch
            return None if unknown else self._identity.of_description(spot, country)
        return self._identity.of_description(spot, None) if spot.group in _STANDING_ALONE else None

    def _ruled(self, spot: Spot) -> Entry | None:
        """Whose a regime is: the state whose forces or rulers acted last, never one that acts on it."""
        acting = self._acting_on(spot)
        for place in self._registry.recent():
            state = place.entry.whole if place.entry.kind in _ARMS else None
            if state is not None and state.kind == vocab.Country and state not in acting:
                return state
        here = [p.entry for p in self._registry.recent() if self._words.same_sentence(p.begin, spot.begin)]
        named = [entry for entry in here if entry.kind == vocab.Country and entry not in acting]
        return None if named or self.main in acting else self.main

    def _acting_on(self, spot: Spot) -> list[Entry]:
        """The subjects of the verb that a noun is an object of."""
        words, i = self._words, self._words.root(spot.begin, spot.end)
        for _ in range(4):
            if words.dep[i] in SUBJECTS or words.head[i] == i:
                return []
            i = words.head[i]
            subject = words.subject(i) if words.pos[i] in {"VERB", "AUX"} else None
            if subject is not None:
                under = {subject, *(k for k in words.children[subject] if words.dep[k] == "conj")}
                return [p.entry for p in self._registry.recent() if p.head in under]
        return []

    def _noun(self, spot: Spot) -> str:
        return self._words.lower[spot.end - 1]

    def _unit(self, spot: Spot) -> Entry | None:
        """A unit without a name is a part of the force spoken of last."""
        recent = self._registry.recent()
        force = next((p.entry for p in recent if p.entry.kind == vocab.ArmedForce and p.entry.whole), None)
        return self._identity.of_unit(spot, force) if force is not None else None

    def _last_of(self, spot: Spot) -> Entry | None:
        """The last mentioned entry of the class and branch of a bare description."""
        if spot.group == "coalition" and (called := self._so_called(spot)) is not None:
            return called
        alike = [p.entry for p in self._registry.recent() if p.entry.kind == spot.kind and not p.anaphor]
        if spot.group in {"population", "agencies"}:
            alike = [entry for entry in alike if entry.branch == spot.branch]
        elif spot.group == "group":
            return self.groups.called(spot)
        elif spot.group == "media":
            alike = [entry for entry in alike if entry.group == "media" and entry.branch == spot.branch]
        elif spot.kind == vocab.PeacekeepingForce:
            alike = self._called(spot, alike) or alike
        elif self._noun(spot) == "coalition":
            alike = [entry for entry in alike if "coalition" in entry.name.lower()]
        elif spot.group in _BRANCHED:
            alike = [entry for entry in alike if not (spot.group == "government" and entry.nameless)]
            alike = [entry for entry in alike if self._same_branch(spot, entry)]
            if self._noun(spot) in _STANDING:
                alike = self._of_states(alike)
        return next(iter(alike), None)

    def _called(self, spot: Spot, alike: list[Entry]) -> list[Entry]:
        """Those that the text has called by that noun: "the mission" again."""
        words, noun = self._words, self._noun(spot)
        called = {p.entry.order for p in self._registry.recent() if noun == words.lower[p.end - 1]}
        return [entry for entry in alike if entry.order in called or noun in entry.name.lower().split()]

    def _so_called(self, spot: Spot) -> Entry | None:
        """As in "the alliance" for the Northern Alliance, whatever it is."""
        noun = self._noun(spot)
        named = (p.entry for p in self._registry.recent() if p.entry.kind in _ALLIED and not p.anaphor)
        return next((entry for entry in named if noun in entry.name.lower().split()), None)

    def _of_states(self, forces: list[Entry]) -> list[Entry]:
        """Forces of states alone, that of the main country first where it is far the most spoken of."""
        standing = [force for force in forces if force.whole is not None]
        home = [force for force in standing if force.whole is self.main]
        rivals = [force.whole.mentions for force in standing if force.whole and force.whole is not self.main]
        outweighs = self.main is not None and self.main.mentions >= 2 * max(rivals, default=0)
        if outweighs and not home:  # another army, told of in passing: "France, whose soldiers left"
            standing = [force for force in standing if force.mentions > 1]
        return [*home, *standing] if outweighs else standing

    def _same_branch(self, spot: Spot, entry: Entry) -> bool:
        if self._noun(spot) in _UNITS:
            return entry.branch != ""
        if not spot.branch:
            return spot.group == "ministry" or entry.branch == ""
        return self._identity.part(spot) in {entry.branch, entry.portfolio}

    def _nominal(self, spot: Spot) -> Entry | None:
        if spot.kind == vocab.Country:
            return self._country_told_of(spot)
        if spot.kind == vocab.Organization:
            return self._body_called(spot)
        if self._noun(spot) in SHIPS:
            return self._ship(self._noun(spot))
        kinds = {spot.kind}
        if spot.kind == vocab.ArmedGroup:
            kinds |= {vocab.Organization, vocab.PoliticalParty}
        alike = [p for p in self._registry.recent() if p.entry.kind in kinds and not p.anaphor]
        if self._noun(spot) == "group":
            alike = [p for p in alike if p.entry.kind == vocab.ArmedGroup] or alike
        if spot.kind == vocab.Territory:
            alike = [p for p in alike if not p.entry.base]  # "southern Libya" is not called "the region"
        if spot.kind == vocab.City:
            alike = self._towns.meant(self._noun(spot), spot, alike, self.main)
        return next((p.entry for p in alike), None)

    def _ship(self, noun: str) -> Entry | None:
        """The last ship, of war or not as the noun says."""
        ships = [p.entry for p in self._registry.recent() if p.entry.group == "ship" and not p.anaphor]
        wanted = vocab.ArmedForce if noun in WARSHIPS else vocab.Place
        return next((ship for ship in ships if ship.kind == wanted), next(iter(ships), None))

    def _body_called(self, spot: Spot) -> Entry | None:
        """The last body whose name has the noun: "the council"; "the company" may be any organisation."""
        noun = self._noun(spot)
        near = [p for p in self._registry.recent() if not p.anaphor and p.entry.kind in _CALLED_BODIES]
        called = (p.entry for p in near if noun in p.entry.name.lower().split())
        if (found := next(called, None)) is not None or noun not in _ANY:
            return found
        here = self._words.sentence[spot.begin]
        near = [p for p in near if here - self._words.sentence[p.begin] <= NEAR]
        return next((p.entry for p in near if p.entry.kind == vocab.Organization), None)

    def _country_told_of(self, spot: Spot) -> Entry | None:
        """The country that a text is about, unless another one is the scene of the sentence."""
        for place in self._registry.recent():
            if not self._words.same_sentence(place.begin, spot.begin):
                break
            scene = self._words.dep[place.head] in {"pobj", "dobj", "nsubj", "poss"}
            state = _state(place.entry)
            if state is not None and scene and not place.anaphor and place.entry.kind not in _OF_NATION:
                return state
        near = [
            state
            for p in self._registry.recent()
            if (state := _state(p.entry)) and not p.anaphor and self._words.dep[p.head] != "amod"
        ]
        if self.main is None or not near:
            return self.main if self._words.lower[spot.begin] == "the" else None
        rivals = [state for state in near if state is not self.main]
        outweighs = self.main.mentions >= 2 * max((state.mentions for state in rivals), default=0)
        return self.main if self.main in near and (outweighs or near[0] is self.main) else near[0]

    def _capital(self, spot: Spot) -> Entry | None:
        """The capital of the country told by its demonym; else of the one spoken of, or of the main one,
        where the text names it."""
        if spot.owner is not None:
            state = self._identity.of_name(spot.owner).item
            seat = self._knowledge.item(state.capital) if state is not None and state.capital else None
            return self._identity.of_item(seat, "") if seat is not None else None
        for country in (self._country_near(spot), self.main):
            if country is None or country.item is None or not country.item.capital:
                continue
            item = self._knowledge.item(country.item.capital)
            if item is not None and (found := self._registry.find(("item", item.key))) is not None:
                return found
        return None

    def _country_near(self, spot: Spot) -> Entry | None:
        """The country that an unowned part of a state most likely belongs to.

        One named before it in the sentence; the subject or the last one of the sentence before; the main one.
        """
        if spot.group == "government" and "generic" in spot.extra:
            return self.main
        words, sentence = self._words, self._words.sentence[spot.begin]
        states = [
            p for p in self._registry.recent() if p.entry.kind == vocab.Country and self._tells(p, spot)
        ]
        same = [p for p in states if words.sentence[p.begin] == sentence]
        before = [p for p in states if words.sentence[p.begin] == sentence - 1]
        subjects = [p for p in before if words.dep[p.head] == "nsubj" and words.main_clause(p.head)]
        beside = [p for p in before if words.paragraph[p.begin] == words.paragraph[spot.begin]]
        subjects = [p for p in subjects if p in beside or not self._aside(p.entry)]
        if "spokes" in "".join(words.lower[spot.end : spot.end + 1]):
            same = sorted(same, key=lambda p: words.dep[p.head] != "nsubj")
        seat = self._seat(spot) if spot.group == "ministry" else None
        if seat is not None and not same:
            return seat
        found = next(iter((*same, *subjects, *beside)), None)
        return found.entry if found is not None else self.main

    def _seat(self, spot: Spot) -> Entry | None:
        """As in "Foreign Ministry spokeswoman X told reporters in Beijing": the state of that capital."""
        words, i = self._words, spot.end
        while i + 1 < len(words) and words.same_sentence(spot.begin, i + 1):
            if words.lower[i] == "in" and words.is_capital(i + 1):
                cities = [c for c in self._knowledge.named(words.text[i + 1]) if c.kind == vocab.City][:1]
                states = (self._knowledge.item(c.country) for c in cities if c.country)
                state = next((s for s in states if s is not None and s.capital == cities[0].key), None)
                return self._registry.find(("item", state.key)) if state is not None else None
            i += 1
        return None

    def _aside(self, state: Entry) -> bool:
        """Whether the text named the main country at least three times as often so far."""
        return self.main is not None and self.main.mentions >= 3 * state.mentions

    def _tells(self, place: Place, spot: Spot) -> bool:
        """Whether a mention of a country says whose army is spoken of; "Russian-backed" does not."""
        hyphenated = place.end < len(self._words) and self._words.text[place.end] == "-"
        words, above = self._words, self._words.head[place.head]
        bordering = words.dep[place.head] == "pobj" and words.lower[words.head[above]] in {
            "border",
            "frontier",
        }
        return not hyphenated and not bordering and not place.anaphor and place.begin < spot.begin
