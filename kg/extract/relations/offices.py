"""Who holds which office: titles before names, appositions, "led by"."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.registry import Place
from kg.extract.relations.ground import FORCES, Find, Ground
from kg.extract.relations.lists import words_for
from kg.extract.relations.owners import Owners
from kg.extract.relations.titles import OWNERS, Stretch, Titles

_LED = {"led": "leader", "headed": "head", "commanded": "commander", "chaired": "chairman", "ruled": "ruler"}
_LEADS = {"head": "head", "lead": "leader", "chair": "chairman", "rule": "ruler", "speak": "spokesperson",
          "command": "commander"}  # fmt: skip
_LEADS_WITH = {"speak": "for"}
_NOW = frozenset({"VBZ", "VBN"})


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
        self._owners = Owners(ground, lexicon)

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
        owner = self._owners.owner(person, title)
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
        if body is not None and body.kind in FORCES:
            post = self._ground.registry.post("commander", body)
            self._ground.registry.hold(person.entry, post)
            yield Find(vocab.holdsOffice, person.entry, post, under - 1, person.end, "under")

    def _leads(self, person: Place) -> Iterator[Find]:
        """ "X, who heads the unit", "X, who has led it since", "X, who speaks for it", "X heads it"."""
        words, verb = self._words, person.end
        relative = words.lower[verb : verb + 2] == [",", "who"]
        verb += 2 * relative
        while words.lower[verb : verb + 1] in (["has"], ["also"], ["now"], ["currently"], ["still"]):
            verb += 1
        if (
            verb + 1 >= len(words)
            or words.lemma[verb] not in _LEADS
            or not (relative or words.tag[verb] in _NOW)
        ):
            return
        of = verb + 1 + (words.lower[verb + 1] == _LEADS_WITH.get(words.lemma[verb]))
        at = self._ground.skip(of, words_for("articles"))
        body = self._ground.entry(at) or self._ground.entry(of)
        if of - verb == 1 and words.lemma[verb] in _LEADS_WITH:
            return
        if body is not None and body.kind in OWNERS:
            post = self._ground.registry.post(_LEADS[words.lemma[verb]], body)
            self._ground.registry.hold(person.entry, post)
            yield Find(vocab.holdsOffice, person.entry, post, person.begin, at + 1, "who leads")
