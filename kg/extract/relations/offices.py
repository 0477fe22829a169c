"""Who holds which office: titles before names, appositions, "led by"."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.names import titled
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import BODIES, PLACES, Find, Ground
from kg.knowledge import role

_ARTICLES = frozenset({"the", "a", "an"})
_LED = {"led": "leader", "headed": "head", "commanded": "commander", "chaired": "chairman", "ruled": "ruler"}
_LEADS = {"head": "head", "lead": "leader", "command": "commander", "chair": "chairman", "rule": "ruler"}
_OWNERS = BODIES | {vocab.Country, vocab.Territory, vocab.City}
_STATE_ROLES = frozenset(
    {"president", "minister", "premier", "king", "queen", "chancellor", "secretary", "emir"}
)


def offices(ground: Ground, lexicon: Lexicon) -> Iterator[Find]:
    """All offices that persons of the text are said to hold."""
    rules = Offices(ground, lexicon)
    for place in ground.named():
        if place.entry.kind == vocab.Person:
            yield from rules.of_person(place)


class Offices:
    """Finds the title of one mention of a person and whose office it is."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self._ground, self._words, self._lexicon = ground, ground.words, lexicon

    def of_person(self, person: Place) -> Iterator[Find]:
        """The offices that the words around one mention of a person give."""
        title = self._title_before(person)
        if title is not None:
            yield from self._held(person, *title)
        title = self._title_after(person)
        if title is not None:
            yield from self._held(person, *title)
        yield from self._led(person)
        yield from self._leads(person)

    def _title_before(self, person: Place) -> tuple[int, int] | None:
        """The words of the title before a name, without what owns it: "Prime Minister" of Nikol Pashinyan."""
        words, end = self._words, self._skip_ranks(person.begin)
        while (
            end > 0 and words.text[end - 1] in {",", "(", '"'} and words.same_sentence(end - 1, person.begin)
        ):
            if words.text[end - 1] != "," or not self._closes(end - 1, person):
                return None
            end -= 1
        found = self._lexicon.posts.ending(words.lower, end) if end > 0 else None
        if found is not None and found[1] == "post":
            return self._widened(found[0]), end
        return self._title_with_owner(end)

    def _skip_ranks(self, end: int) -> int:
        """Where the ranks and forms of address before a name begin."""
        words = self._words
        for _ in range(4):
            stop = end - 1 if end > 1 and words.text[end - 1] == "." else end
            bare = [word.rstrip(".") for word in words.lower[max(0, stop - 3) : stop]]
            found = self._lexicon.forms.ending(bare, len(bare)) if bare else None
            if found is None:
                break
            end = stop - (len(bare) - found[0])
        return end

    def _closes(self, comma: int, person: Place) -> bool:
        """Whether a comma before a name opens an apposition to a title: "the UN envoy, X, said"."""
        after = person.end
        words = self._words
        closed = after < len(words) and words.text[after] in {",", ".", ";", ")"}
        return closed or (words.dep[person.head] == "appos" and words.head[person.head] < comma)

    def _title_with_owner(self, end: int) -> tuple[int, int] | None:
        """A title whose owner stands between it and the name: "deputy head of the directorate X"."""
        place = self._ground.at.get(end - 1)
        if place is None or place.entry.kind not in _OWNERS:
            return None
        at = place.begin - 1
        while at > 0 and self._words.lower[at] in {"of", "for", "to", "the"}:
            at -= 1
        if at == place.begin - 1:
            return None
        found = self._lexicon.posts.ending(self._words.lower, at + 1)
        return (self._widened(found[0]), at + 1) if found and found[1] == "post" else None

    def _widened(self, begin: int) -> int:
        """Takes the modifiers of a title in: "foreign", "deputy", "national security"."""
        words = self._words
        while begin > 0 and begin - 1 not in self._ground.at and words.same_sentence(begin - 1, begin):
            if words.lower[begin - 1] not in self._lexicon.post_modifiers:
                break
            begin -= 1
        return begin

    def _title_after(self, person: Place) -> tuple[int, int] | None:
        """A title in apposition after a name: "X, a spokesman for the army"."""
        words, i = self._words, person.end
        if i >= len(words) or words.text[i] not in {",", "("}:
            return None
        i = self._ground.skip(i + 1, _ARTICLES)
        limit = min(len(words), i + 9)
        while i < limit and words.same_sentence(i, person.begin):
            found = self._lexicon.posts.starting(words.lower, i)
            if found is not None and found[1] == "post":
                longer = self._longest_from(i)
                return self._widened(i), longer
            inside = (
                i in self._ground.at
                or words.is_possessive(i)
                or words.lower[i] in self._lexicon.post_modifiers
            )
            if not inside:
                return None
            i += 1
        return None

    def _longest_from(self, i: int) -> int:
        found = self._lexicon.posts.starting(self._words.lower, i)
        return found[0] if found else i + 1

    def _held(self, person: Place, begin: int, end: int) -> Iterator[Find]:
        if self._over(begin):
            return
        owner = self._owner(person, begin, end)
        if owner is None or owner is person.entry:
            return
        name = self._words.joined(begin, end)
        post = self._ground.registry.post(name, owner)
        self._ground.registry.hold(person.entry, post)
        yield Find(
            vocab.holdsOffice, person.entry, post, min(begin, person.begin), max(end, person.end), "title"
        )

    def _over(self, begin: int) -> bool:
        """Whether the words before a title say that it is held no more."""
        words = self._words
        for i in range(begin, max(-1, begin - 5), -1):
            if i < len(words) and words.lower[i].rstrip("-") in self._lexicon.not_now:
                return True
            if i < begin and i not in self._ground.at and words.lower[i] not in {"-", "'s", "’s", "the"}:
                return words.lower[i] in self._lexicon.not_now
        return False

    def _owner(self, person: Place, begin: int, end: int) -> Entry | None:
        """Whose office a title is: what stands after "of", before the title, or what the context gives."""
        words, ground = self._words, self._ground
        after = ground.skip(end, frozenset({"of", "for", "to", "at", "in"}))
        if after > end:
            after = ground.skip(after, _ARTICLES)
            while (title := titled(words, after, self._lexicon)) and after not in ground.at:
                after = title
            if after in ground.at and after < len(words):
                return self._body(ground.at[after].entry)
            if words.lower[end] == "of" and words.lower[begin] not in _STATE_ROLES:
                return None
        before = begin - 1
        if words.is_possessive(before):
            before -= 1
        if before >= 0 and before in ground.at and words.same_sentence(before, begin):
            return self._body(ground.at[before].entry)
        return self._implied(person, self._words.joined(begin, end))

    def _body(self, entry: Entry) -> Entry | None:
        """The country or organisation that an owner stands for; that of a person where it is a person."""
        if entry.kind != vocab.Person:
            return entry if entry.kind in _OWNERS else None
        post = self._ground.registry.office_of(entry)
        if post is None or post.whole is None:
            return None
        government = self._ground.registry.part_of(post.whole, vocab.Government)
        return government or post.whole

    def _implied(self, person: Place, title: str) -> Entry | None:
        """The owner of a bare title: the person's country where the text names it, else the one spoken of."""
        lower = title.lower()
        if role(title) is not None or any(word in lower.split() for word in _STATE_ROLES):
            return self._own_country(person) or self._country_spoken_of(person)
        if "speaker" in lower:
            return self._last({vocab.Government}, person)
        if "spokes" in lower:
            return self._last(BODIES - {vocab.Media}, person)
        return None

    def _own_country(self, person: Place) -> Entry | None:
        item = person.entry.item
        return self._ground.registry.find(("item", item.country)) if item and item.country else None

    def _country_spoken_of(self, person: Place) -> Entry | None:
        for place in self._ground.before(person.begin, 10):
            if not self._words.same_sentence(place.begin, person.begin):
                break
            if place.entry.kind == vocab.Country and not place.anaphor:
                return place.entry
        return self._ground.main

    def _last(self, kinds: set[str] | frozenset[str], person: Place) -> Entry | None:
        return next((p.entry for p in self._ground.before(person.begin) if p.entry.kind in kinds), None)

    def _led(self, person: Place) -> Iterator[Find]:
        """ "the army, led by Gen. X"."""
        words, by = self._words, self._skip_ranks(person.begin) - 1
        if by < 1 or words.lower[by] != "by" or words.lower[by - 1] not in _LED:
            return
        at = by - 2
        while at >= 0 and (words.text[at] in {",", "("} or words.lower[at] in {"or", "is", "was"} or
                           (self._ground.at.get(at) is None and words.text[at] in {")", "”"})):  # fmt: skip
            at -= 1
        body = self._ground.entry(at) if at >= 0 else None
        if body is not None and body.kind in _OWNERS:
            post = self._ground.registry.post(_LED[words.lower[by - 1]], body)
            yield Find(vocab.holdsOffice, person.entry, post, at, person.end, "led by")

    def _leads(self, person: Place) -> Iterator[Find]:
        """ "X, who heads the unit"."""
        words, i = self._words, person.end
        if i + 2 >= len(words) or words.text[i] != "," or words.lower[i + 1] != "who":
            return
        verb = i + 2
        if words.lemma[verb] not in _LEADS:
            return
        at = self._ground.skip(verb + 1, _ARTICLES)
        body = self._ground.entry(at) or self._ground.entry(verb + 1)
        if body is not None and body.kind in _OWNERS:
            post = self._ground.registry.post(_LEADS[words.lemma[verb]], body)
            yield Find(vocab.holdsOffice, person.entry, post, person.begin, at + 1, "who leads")


__all__ = ["PLACES", "offices"]
