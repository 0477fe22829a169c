"""Who holds which office: titles before names, appositions, "led by"."""

import re
from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.ranks import titled
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import BODIES, Find, Ground
from kg.extract.relations.lists import words_for
from kg.extract.relations.titles import OWNERS, Stretch, Titles
from kg.knowledge import role

_LED = {"led": "leader", "headed": "head", "commanded": "commander", "chaired": "chairman", "ruled": "ruler"}
_LEADS = {"head": "head", "lead": "leader", "command": "commander", "chair": "chairman", "rule": "ruler"}
_STATE_ROLES = frozenset(
    {"president", "minister", "premier", "king", "queen", "chancellor", "secretary", "emir"}
)
_OF_STATE = ("presidential", "palace", "state", "national", "prime ministerial", "cabinet")
_COMPLEMENTS = frozenset({"of", "for", "to", "at", "in"})
_ARMED = frozenset({vocab.ArmedForce, vocab.ArmedGroup, vocab.PeacekeepingForce})
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


def offices(ground: Ground, lexicon: Lexicon) -> Iterator[Find]:
    """All offices that persons of the text are said to hold.

    Read twice, because an office may belong to a person whose own office stands further on.
    """
    rules = Offices(ground, lexicon)
    persons = [place for place in ground.named() if place.entry.kind == vocab.Person]
    for person in persons:
        for _ in rules.of_person(person):
            pass
    for person in persons:
        yield from rules.of_person(person)


class Offices:
    """Finds the title of one mention of a person and whose office it is."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self._ground, self._words, self._lexicon = ground, ground.words, lexicon
        self._titles = Titles(ground, lexicon)

    def of_person(self, person: Place) -> Iterator[Find]:
        """The offices that the words around one mention of a person give."""
        for title in (self._titles.before(person), self._titles.after(person)):
            if title is not None:
                yield from self._held(person, title)
        yield from self._led(person)
        yield from self._leads(person)
        yield from self._under(person)

    def _held(self, person: Place, title: Stretch) -> Iterator[Find]:
        if self._titles.over(title[0]):
            return
        owner = self._owner(person, title)
        if owner is None or owner is person.entry or not owner.mentions:
            return
        post = self._ground.registry.post(self._named(title), owner)
        self._ground.registry.hold(person.entry, post)
        begin, end = min(title[0], person.begin), max(title[1], person.end)
        yield Find(vocab.holdsOffice, person.entry, post, begin, end, "title")

    def _named(self, title: Stretch) -> str:
        """The words of a title; those of many are those of one: "members" is "member"."""
        name = self._words.joined(*title)
        last = title[1] - 1
        many = self._words.tag[last] == "NNS" and self._words.lower[last] not in self._lexicon.portfolio
        return name[:-1] if many else name

    def _owner(self, person: Place, title: Stretch) -> Entry | None:
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
            return self._last(_ARMED, person)
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

    def _led(self, person: Place) -> Iterator[Find]:
        """ "the army, led by Gen. X"."""
        words, by = self._words, self._titles.skip_ranks(person.begin) - 1
        if by < 1 or words.lower[by] != "by" or words.lower[by - 1] not in _LED:
            return
        at = by - 2
        while at >= 0 and words.text[at] in {",", "(", ")"}:
            at -= 1
        body = self._ground.entry(at) if at >= 0 else None
        if body is not None and body.kind in OWNERS:
            post = self._ground.registry.post(_LED[words.lower[by - 1]], body)
            self._ground.registry.hold(person.entry, post)
            yield Find(vocab.holdsOffice, person.entry, post, at, person.end, "led by")

    def _under(self, person: Place) -> Iterator[Find]:
        """ "troops of the 7th Corps under General X"."""
        under = self._titles.skip_ranks(person.begin) - 1
        under -= self._words.lower[under] in {"of", "the"}
        words = self._words
        if under < 1 or words.lower[under] != "under" or under + 1 == person.begin:
            return
        body = self._ground.entry(under - 1)
        if body is not None and body.kind in _ARMED:
            post = self._ground.registry.post("commander", body)
            self._ground.registry.hold(person.entry, post)
            yield Find(vocab.holdsOffice, person.entry, post, under - 1, person.end, "under")

    def _leads(self, person: Place) -> Iterator[Find]:
        """ "X, who heads the unit"."""
        words, i = self._words, person.end
        if i + 3 >= len(words) or words.text[i] != "," or words.lower[i + 1] != "who":
            return
        verb = i + 2
        if words.lemma[verb] not in _LEADS:
            return
        at = self._ground.skip(verb + 1, words_for("articles"))
        body = self._ground.entry(at) or self._ground.entry(verb + 1)
        if body is not None and body.kind in OWNERS:
            post = self._ground.registry.post(_LEADS[words.lemma[verb]], body)
            self._ground.registry.hold(person.entry, post)
            yield Find(vocab.holdsOffice, person.entry, post, person.begin, at + 1, "who leads")
