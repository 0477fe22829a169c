"""Whose an office is: what its title names, else what the text before it speaks of."""

import re
from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.ranks import titled
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import BODIES, FORCES, Ground
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
_NOT_SPOKEN_FOR = BODIES - {vocab.Media}


class Owners:
    """Finds the country or body that an office belongs to."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self._ground, self._words, self._lexicon = ground, ground.words, lexicon

    def owner(self, person: Place, title: Stretch) -> Entry | None:
        """Whose office a title is: what stands after "of", before the title, or what the context gives."""
        words, (begin, end) = self._words, title
        before = begin - 1 - words.is_possessive(begin - 1)
        place = self._ground.at.get(before)
        if words.lower[before] == "its":
            place = self._speaking(before) or place
        elif words.lower[before] == "whose":
            place = self._ground.at.get(before - 1 - (words.text[before - 1] == ","))
        stated: Entry | None = None
        if place is not None and words.same_sentence(before, begin):
            stated = self._body(place.entry, words.lower[end - 1])
        if end < len(words) and words.lower[end] in _COMPLEMENTS and end != person.begin:
            found = self._complement(end) if stated is None or words.lower[end] == "of" else None
            return found or stated
        if place is not None or stated is not None:
            return stated
        if words.is_possessive(begin - 1):
            return self._of_secretariat(begin - 2)
        return self._implied(person, words.joined(begin, end))

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
        named = self._ground.registry.named("United Nations")
        return named if named is not None and named.mentions else None

    def _complement(self, preposition: int) -> Entry | None:
        """The owner after "of the", "adviser to Prime Minister X"."""
        at = self._ground.skip(preposition + 1, words_for("articles"))
        while at not in self._ground.at and (title := titled(self._words, at, self._lexicon)):
            at = title
        for i in (at, preposition + 1, *self._modified(at)):
            if (place := self._ground.at.get(i)) is not None:
                return self._body(place.entry)
        return None

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
        if last == "leader" and side is not None:
            return self._last(frozenset({side}), person)
        seat = next((_RULED[word] for word in lower_words if word in _RULED), None)
        return self._seat(seat, person) if seat is not None else self._of_nation(person, title)

    def _of_nation(self, person: Place, title: str) -> Entry | None:
        """The owner of the title of a state's officer, or of one who speaks for a body."""
        lower = title.lower()
        if role(title) is not None or _STATE_ROLES & set(lower.split()):
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

    def _seat(self, kind: str, person: Place) -> Entry | None:
        """The last province or town before a governor or mayor."""
        places = (p.entry for p in self._ground.before(person.begin) if p.entry.kind == kind)
        return next((e for e in places if not e.name.lower().endswith(("district", "county"))), None)

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
        return held.whole if held is not None else self._ground.spoken_of(person.begin)

    def _last(self, kinds: frozenset[str], person: Place) -> Entry | None:
        return next((p.entry for p in self._ground.before(person.begin) if p.entry.kind in kinds), None)
