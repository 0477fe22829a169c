"""Whose an office is: what its title names, else what the text before it speaks of."""

import re
from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.ranks import titled
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import BODIES, FORCES, PLACES, Ground
from kg.extract.relations.lists import words_for
from kg.extract.relations.titles import OWNERS, Stretch
from kg.knowledge import role

_STATE_ROLES = frozenset(
    {"president", "minister", "premier", "king", "queen", "chancellor", "secretary", "emir"}
)
_OF_STATE = ("presidential", "palace", "state", "national", "prime ministerial", "cabinet")
_COMPLEMENTS = frozenset({"of", "for", "to", "at", "in"})
_SECRETARIAT = re.compile(r"secretary ?-? ?general$")
_COMMANDS = frozenset({"commander", "commandant", "commander-in-chief"})
_OF_FORCES = frozenset({"military", "army", "navy", "naval", "police"})
_HIGH_COMMAND = frozenset({"chief of staff", "chief of the general staff", "deputy chief of staff"})
_SIDES = {
    "party": vocab.PoliticalParty,
    **dict.fromkeys(
        ("rebel", "group", "militia", "guerrilla", "separatist", "faction", "insurgent"), vocab.ArmedGroup
    ),
}
_RULED = {
    **dict.fromkeys(("governor", "provincial", "regional"), vocab.Territory),
    **dict.fromkeys(("mayor", "city"), vocab.City),
}
"""Words of a title with the class of the place that it goes with, where the title names none."""
_CALLED = {
    **dict.fromkeys(("town", "city", "village"), frozenset({vocab.City})),
    **dict.fromkeys(("province", "region", "district", "territory"), frozenset({vocab.Territory})),
    **dict.fromkeys(("ministry", "department"), frozenset({vocab.Ministry, vocab.Organization})),
    **dict.fromkeys(("army", "military", "navy", "police", "force"), frozenset({vocab.ArmedForce})),
    **dict.fromkeys(
        ("group", "movement", "militia", "rebels", "faction", "militants", "insurgents", "gang"),
        frozenset({vocab.ArmedGroup}),
    ),
    "party": frozenset({vocab.PoliticalParty}),
    "mission": frozenset({vocab.PeacekeepingForce, vocab.InternationalOrganization}),
    **dict.fromkeys(
        ("agency", "organisation", "organization", "charity", "body", "bloc", "union", "alliance"),
        frozenset({vocab.Organization, vocab.InternationalOrganization}),
    ),
}
"""Nouns that point back to a body or place, with the classes of what they may mean."""
_LAWMAKERS = frozenset({"senator", "lawmaker", "congressman", "congresswoman", "mp", "legislator"})
_NOT_SPOKEN_FOR = BODIES - {vocab.Media}


class Owners:
    """Finds the country or body that an office belongs to."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self._ground, self._words, self._lexicon = ground, ground.words, lexicon

    def owner(self, person: Place, title: Stretch) -> Entry | None:
        """Whose office a title is: what stands after "of", before the title, or what the context gives."""
        words, (begin, end) = self._words, title
        begin = self._before_praise(begin)
        before = begin - 1 - words.is_possessive(begin - 1)
        place = self._ground.at.get(before)
        if words.lower[before] == "its":
            place = self._speaking(before) or place
        elif words.lower[before] == "whose":
            place = self._ground.at.get(before - 1 - (words.text[before - 1] == ","))
        stated: Entry | None = None
        if place is not None and words.same_sentence(before, begin):
            stated = self._body(place.entry, words.lower[end - 1])
        if stated is not None and stated.kind == vocab.InternationalOrganization:
            stated = self._of_minister(person, words.lower[end - 1]) or stated
        if end < len(words) and words.lower[end] in _COMPLEMENTS and end != person.begin:
            found = self._complement(end) if stated is None or words.lower[end] == "of" else None
            if found or stated or not self._is_bare(end):
                return found or stated
        if place is not None or stated is not None:
            return stated
        if words.is_possessive(begin - 1):
            return self._of_secretariat(begin - 2) or self._told_by_noun(begin - 2)
        return self._implied(person, words.joined(begin, end))

    def _of_minister(self, person: Place, title: str) -> Entry | None:
        """The state of a minister for a body of nations: "EU Minister X"; such a body has no ministers."""
        return self._ground.own_country(person.entry) if title == "minister" else None

    def _before_praise(self, begin: int) -> int:
        """Where the plain adjectives before a title begin: "the town's ethnic Serb mayor"."""
        words, i = self._words, begin - 1
        while begin - i < 4 and i > 0:
            people = self._ground.entry(i)
            if not (words.pos[i] == "ADJ" if people is None else people.kind == vocab.Population):
                break
            i -= 1
        return i + 1 if words.is_possessive(i) or i in self._ground.at else begin

    def _speaking(self, i: int) -> Place | None:
        """The body that the sentence before has as its subject, for an "Its" that opens a sentence."""
        words = self._words
        if i == 0 or words.same_sentence(i - 1, i):
            return None
        last = words.sentence[i] - 1
        near = (p for p in self._ground.before(i, 8) if words.sentence[p.begin] == last)
        acting = (p for p in near if words.dep[p.head] == "nsubj" and words.main_clause(p.head))
        return next((p for p in acting if p.entry.kind in BODIES), None)

    def _of_secretariat(self, i: int) -> Entry | None:
        """ "the Secretary-General’s spokesperson": of the United Nations, where the text names them."""
        if not _SECRETARIAT.search(" ".join(self._words.lower[max(0, i - 2) : i + 1])):
            return None
        return self._united_nations()

    def _united_nations(self) -> Entry | None:
        named = self._ground.registry.named("United Nations")
        return named if named is not None and named.mentions else None

    def _is_bare(self, preposition: int) -> bool:
        """Whether what follows a title names nobody: "minister for frontier regions"."""
        at = self._ground.skip(preposition + 1, words_for("articles"))
        return at not in self._ground.at and not self._words.is_capital(at)

    def _told_by_noun(self, i: int) -> Entry | None:
        """ "the town's mayor", "the department's director": what was last called so."""
        words, noun = self._words, self._words.lower[i]
        kinds = _CALLED.get(noun)
        if kinds is None or words.lower[i - 1] not in {"the", "that", "this"}:
            return None
        near = [p.entry for p in self._ground.before(i, 30) if p.entry.kind in kinds]
        called = (entry for entry in near if any(noun in alias.lower() for alias in entry.aliases))
        return next(called, next(iter(near), None))

    def _complement(self, preposition: int) -> Entry | None:
        """The owner after "of the", "adviser to Prime Minister X", "for political affairs of the Union"."""
        for _ in range(3):
            found = self._behind(preposition)
            if found is not None:
                return found
            further = self._further(preposition)
            if further is None:
                return None
            preposition = further
        return None

    def _further(self, preposition: int) -> int | None:
        """The preposition that follows a phrase without names: "head of mission for"."""
        words = self._words
        for i in range(preposition + 1, min(len(words), preposition + 8)):
            if words.lower[i] in _COMPLEMENTS:
                return i
            named = self._ground.at.get(i)
            passing = named is None or named.entry.kind in PLACES - OWNERS
            if not passing or words.pos[i] not in {"ADJ", "NOUN", "DET", "CCONJ", "PROPN"}:
                return None
        return None

    def _behind(self, preposition: int) -> Entry | None:
        at = self._ground.skip(preposition + 1, words_for("articles"))
        while at not in self._ground.at and (title := titled(self._words, at, self._lexicon)):
            at = title
        for i in (at, preposition + 1, *self._modified(at)):
            if (place := self._ground.at.get(i)) is not None:
                body = self._ground.at.get(place.end)  # "of the Kenyan Centre for Peace"
                nation = place.entry.kind == vocab.Country and body is not None and body.entry.kind in BODIES
                return self._body((body if nation and body is not None else self._wing(place)).entry)
        return None

    def _wing(self, place: Place) -> Place:
        """The wing that a body has, where its name follows: "Hamas's armed wing, the Brigades"."""
        words = self._words
        if not words.is_possessive(place.end):
            return place
        for i in range(place.end + 1, min(len(words), place.end + 5)):
            if words.lower[i] in words_for("wings"):
                at = self._ground.skip(i + 1, words_for("articles") | {","})
                named = self._ground.at.get(at)
                return named if named is not None and named.entry.kind in BODIES else place
            if words.pos[i] not in {"ADJ", "NOUN"}:
                break
        return place

    def _modified(self, at: int) -> Iterator[int]:
        """The word that plain modifiers lead to: "of the foreign intelligence service SVR"."""
        for i in range(at, min(len(self._words), at + 5)):
            if self._words.pos[i] not in {"ADJ", "NOUN"}:
                yield i
                return

    def _body(self, entry: Entry, title: str = "") -> Entry | None:
        """The country or organisation that an owner stands for; that of a person where it is a person."""
        if entry.kind == vocab.Country and title in _COMMANDS:
            return self._ground.registry.part_of(entry, vocab.ArmedForce) or entry
        if entry.kind != vocab.Person:
            return entry if entry.kind in OWNERS else None
        post = self._ground.registry.office_of(entry)
        if post is None or post.whole is None:
            return None
        government = self._ground.registry.part_of(post.whole, vocab.Government)
        return government or post.whole

    def _implied(self, person: Place, title: str) -> Entry | None:
        """The owner of a bare title: the person's country where the text names it, else the one spoken of."""
        lower = title.lower()
        last = lower.split()[-1]
        if lower in {"leader", "opposition leader"}:
            return self._country(person)
        if last in _COMMANDS or lower in _HIGH_COMMAND:
            return self._last(FORCES, person)
        lower_words = lower.split()
        side = next((_SIDES[word] for word in lower_words[:-1] if word in _SIDES), None)
        if side is not None and (last == "leader" or "spokes" in last):
            return self._last(frozenset({side}), person)
        seat = next((_RULED[word] for word in lower_words if word in _RULED), None)
        return self._seat(seat, person) if seat is not None else self._of_nation(person, title)

    def _of_nation(self, person: Place, title: str) -> Entry | None:
        """The owner of the title of a state's officer, or of one who speaks for a body."""
        lower = title.lower()
        if _SECRETARIAT.search(lower):
            return self._secretariat(person)
        if role(title) is not None or (_STATE_ROLES | _LAWMAKERS) & set(lower.split()):
            return self._country(person)
        if _OF_FORCES & set(lower.split()) and "spokes" not in lower:
            return self._last(frozenset({vocab.ArmedForce}), person)
        if lower in {"ruler", "dictator", "strongman"} and person.entry.item is not None:
            return self._country(person)
        if "speaker" in lower:
            return self._last(frozenset({vocab.Government}), person)
        if "spokes" not in lower:
            return None
        if lower.startswith(_OF_STATE):
            return self._country(person)
        return self._government(person, lower.split()[-1]) or self._last(_NOT_SPOKEN_FOR, person)

    def _secretariat(self, person: Place) -> Entry | None:
        """The body of nations that the sentence of a secretary-general names, else the United Nations."""
        nations = [e for e in self._ground.registry.entries if e.kind == vocab.InternationalOrganization]
        here = [p.entry for p in self._sentence(person)]
        beside = (e for e in nations if e in here and words_for("organs").isdisjoint(e.name.lower().split()))
        return next(beside, None) or self._united_nations()

    def _sentence(self, person: Place) -> Iterator[Place]:
        """The mentions of the sentence that a person stands in."""
        words, at = self._words, self._ground.at
        begin = end = person.begin
        while begin > 0 and words.same_sentence(begin - 1, person.begin):
            begin -= 1
        while end < len(words) and words.same_sentence(end, person.begin):
            end += 1
        return (at[i] for i in range(begin, end) if i in at)

    def _seat(self, kind: str, person: Place) -> Entry | None:
        """The province or town of a governor or mayor: of the same sentence, else the last one before."""
        words, kinds = self._words, {kind, vocab.City}
        near = (p for p in self._ground.before(person.begin, 8) if p.entry.kind in kinds)
        here = [p.entry for p in near if words.same_sentence(p.begin, person.begin)]
        before = (p.entry for p in self._ground.before(person.begin) if p.entry.kind == kind)
        told = (*(e for e in here if e.kind == kind), *here, *before)
        return next((e for e in told if not e.name.lower().endswith(("district", "county"))), None)

    def _government(self, person: Place, title: str) -> Entry | None:
        """Whose nameless holder of the title spoke before: "a government spokesman said … spokesman X"."""
        words, main = self._words, self._ground.main
        told = next((i for i in range(person.begin - 3, 0, -1) if words.lower[i] == title), 0)
        if main is None or words.lower[told - 1] != "government":
            return None
        return self._ground.registry.part_of(main, vocab.Government)

    def _country(self, person: Place) -> Entry | None:
        item = person.entry.item
        if item is not None and item.country:
            return self._ground.registry.find(("item", item.country))
        found = (self._ground.registry.find(("item", key)) for key in person.entry.homes)
        homes = [country for country in found if country is not None and country.mentions]
        if len(homes) == 1:
            return homes[0]
        held = self._ground.registry.office_of(person.entry)
        if held is not None:
            return held.whole
        return self._met_in_capital(person) or self._ground.spoken_of(person.begin)

    def _met_in_capital(self, person: Place) -> Entry | None:
        """The state of whose capital a holder is met in: "President X in Abuja"."""
        city = self._ground.at.get(person.end + 1)
        if city is None or self._words.lower[person.end] != "in" or city.entry.item is None:
            return None
        state = self._ground.own_country(city.entry)
        seat = state.item.capital if state is not None and state.item is not None else None
        return state if seat == city.entry.item.key else None

    def _last(self, kinds: frozenset[str], person: Place) -> Entry | None:
        return next((p.entry for p in self._ground.before(person.begin) if p.entry.kind in kinds), None)
