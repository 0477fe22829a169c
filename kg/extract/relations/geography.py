"""Where places lie and which city is a capital."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import PLACES, Find, Ground
from kg.extract.relations.lists import words_for

_SIZE = {vocab.Place: 0, vocab.City: 1, vocab.Territory: 2, vocab.Country: 3}
_STATES = frozenset({vocab.Country, vocab.Territory})
_WITHIN_STATES = frozenset({vocab.City, vocab.Territory})
_ATTRIBUTES = frozenset({"amod", "compound", "poss", "nmod"})
REACH = 7


def geography(ground: Ground) -> Iterator[Find]:
    """All relations between places."""
    for place in ground.named():
        if place.entry.kind in PLACES:
            yield from _after(ground, place)
            yield from _before(ground, place)
            yield from _by_name(ground, place)
    yield from _of_sides(ground)


def _inside(inner: Place, outer: Place, rule: str, pointed: bool = False) -> Iterator[Find]:
    """A place in a larger or equal one, that a pronoun may stand for where `pointed` says so."""
    small, large = inner.entry, outer.entry
    if (
        small is large
        or (outer.anaphor and not pointed)
        or large.kind not in PLACES
        or small.kind == vocab.Country
    ):
        return
    if _SIZE[small.kind] > _SIZE[large.kind] and large.kind != vocab.Place:
        return
    begin, end = min(inner.begin, outer.begin), max(inner.end, outer.end)
    yield Find(vocab.locatedIn, small, large, begin, end, rule)


def _after(ground: Ground, place: Place) -> Iterator[Find]:
    """ "Pulwama, in Kashmir", "Rutshuru territory of North Kivu", "Irbid, Jordan", "Niamey, the capital"."""
    words, i = ground.words, place.end
    if i < len(words) and words.lower[i] in words_for("place_nouns"):
        i += 1  # "the Wadi area of Damascus"
    if i >= len(words) or not words.same_sentence(place.begin, i):
        return
    if words.text[i] == ",":
        yield from _after_comma(ground, place, i + 1)
    elif words.lower[i] in words_for("within"):
        yield from _in(ground, place, i)
    elif words.lower[i] in {"is", "was"} and _is_settlement(ground, place):
        yield from _explained(ground, place, i + 1)  # "Xai is a town in the Yoro region"


def _is_settlement(ground: Ground, place: Place) -> bool:
    """Whether a sentence says that a name is a town, region or the like."""
    words, verb = ground.words, ground.words.head[place.head]
    told = (c for c in words.children[verb] if words.dep[c] == "attr")
    return words.dep[place.head] == "nsubj" and any(words.lower[c] in words_for("place_nouns") for c in told)


def _after_comma(ground: Ground, place: Place, i: int) -> Iterator[Find]:
    words = ground.words
    if i >= len(words):
        return
    if words.lower[i] == "in":
        yield from _in(ground, place, i)
        return
    other = ground.at.get(i)
    if other is None and words.lower[i] in words_for("compass"):
        other, i = ground.at.get(i + 1), i + 1  # "Hakkari province, southeastern Turkey"
    if other is not None and i == other.begin:
        if _is_address(ground, place, other):
            yield from _inside(place, other, "city, country")
        elif words.is_possessive(other.end) and other.entry.kind in _STATES:
            yield from _possessed(ground, place, other)
    yield from _capital_after(ground, place, ground.skip(i, words_for("articles")))
    yield from _explained(ground, place, i)


def _possessed(ground: Ground, place: Place, owner: Place) -> Iterator[Find]:
    """ "Idlib, Syria's last enclave"."""
    words = ground.words
    for i in range(owner.end + 1, min(len(words), owner.end + REACH)):
        if words.lower[i] in words_for("place_nouns"):
            yield from _inside(place, owner, "possessor in apposition")
            return
        if words.pos[i] not in {"ADJ", "NOUN", "ADV"} and words.text[i] != "-":
            return


def _in(ground: Ground, place: Place, preposition: int) -> Iterator[Find]:
    target = ground.past_compass(ground.skip(preposition + 1, words_for("articles")))
    other = ground.at.get(target) or ground.at.get(preposition + 1)
    if other is None:
        return
    yield from _inside(place, other, "in")
    for sibling in _siblings(ground, place):
        yield from _inside(sibling, other, "in, coordinated")


def _is_address(ground: Ground, place: Place, other: Place) -> bool:
    """Whether a larger place follows a city after a comma as in an address, not in a list."""
    words, after = ground.words, other.end
    if place.entry.kind not in _WITHIN_STATES or other.entry.kind not in _STATES:
        return False
    wide = other.entry.kind == vocab.Country or bool(other.entry.base)  # "X province, northern Y"
    parted = _ends(place.entry, _PARTS) and _ends(other.entry, _WHOLES)  # "X district, Y province"
    if place.entry.kind == vocab.Territory and not wide and not parted:
        return False
    if (
        words.dep[other.end - 1] in _ATTRIBUTES
        or words.is_possessive(after)
        or words.ent[other.begin] == "NORP"
    ):
        return False
    return not (after < len(words) and words.lower[after] in {"and", "or"})


def _ends(land: Entry, nouns: frozenset[str]) -> bool:
    """Whether a name of an entry ends in one of these nouns."""
    return any(alias.rpartition(" ")[2].lower() in nouns for alias in (land.name, *land.aliases))


_PARTS = frozenset({"district", "county", "subdistrict", "raion", "territory"})
_WHOLES = frozenset({"province", "region", "state", "governorate", "oblast", "department"})


def _siblings(ground: Ground, place: Place) -> Iterator[Place]:
    """Places coordinated right before one: Kishishe in "Kishishe and Bambo, in the territory"."""
    words, i = ground.words, place.begin - 1
    while i > 0 and words.lower[i] in {"and", ","}:
        other = ground.at.get(i - 1)
        if other is None or other.entry.kind != place.entry.kind:
            return
        yield other
        i = other.begin - 1


def _explained(ground: Ground, place: Place, i: int) -> Iterator[Find]:
    """ "the Line of Control, the de facto border in the region"."""
    words = ground.words
    if words.lower[i] not in words_for("articles") or place.entry.kind == vocab.Country:
        return
    for k in range(i + 1, min(len(words), i + REACH)):
        if words.pos[k] in {"VERB", "AUX", "PUNCT"} or k in ground.at:
            return
        whole = words.lower[k] == "of" and words.lower[k - 1] in words_for("place_nouns")
        if words.lower[k] == "in" or whole:
            yield from _in(ground, place, k)
            return
        if words.lower[k] in words_for("place_nouns") and _on_compass(ground, k):
            yield from _at_home(ground, place, k)  # "X, a northern village"


def _before(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the Armenian capital Yerevan", "the Chinese city of Wuzhen"."""
    words, i = ground.words, place.begin - 1
    if i >= 1 and (words.text[i] == "," or words.lower[i] == "of"):
        i -= 1
    if i < 0 or not words.same_sentence(i, place.begin):
        return
    if words.is_possessive(i) and i == place.begin - 1:
        owner = ground.at.get(i - 1)
        if owner is not None and owner.entry.kind in _STATES and place.entry.kind != vocab.Place:
            yield from _inside(place, owner, "possessor")
    elif words.lower[i] == "capital":
        yield from _capital(ground, place, i, "apposition before")
    elif (
        words.lower[i] in words_for("place_nouns")
        and words.text[place.begin - 1] != ","
        and i not in ground.at
    ):
        owner = _modifier(ground, i)
        if owner is not None and owner.entry.kind in _STATES:
            yield from _inside(place, owner, "nationality before", pointed=True)
        elif owner is None and _on_compass(ground, i):
            yield from _at_home(ground, place, i)
    elif place.entry.kind == vocab.Territory and words.lower[i] in words_for("compass"):
        yield from _at_home(ground, place, i)


def _on_compass(ground: Ground, noun: int) -> bool:
    """Whether a noun for a place has a compass point before it: "the far northern town"."""
    words = ground.words
    return any(words.lower[i] in words_for("compass") and words.same_sentence(i, noun)
               for i in range(max(0, noun - 2), noun))  # fmt: skip


def _at_home(ground: Ground, place: Place, i: int) -> Iterator[Find]:
    """ "the northern town of Sagha", "southern Keran province": of the country that the text is about."""
    words, item = ground.words, place.entry.item
    if words.lower[place.end : place.end + 1] == ["in"] or place.entry.kind not in _WITHIN_STATES:
        return
    home = ground.own_country(place.entry) if item is not None and item.country else ground.main
    if home is not None and home.mentions and home.kind in _STATES:
        begin, end = min(i, place.begin), max(i + 1, place.end)
        yield Find(vocab.locatedIn, place.entry, home, begin, end, "part of the country told of")


def _modifier(ground: Ground, noun: int) -> Place | None:
    """The demonym or possessor among the words before a noun."""
    words, i = ground.words, noun - 1
    while i >= 0 and noun - i < 5 and words.same_sentence(i, noun):
        place = ground.at.get(i)
        if place is not None:
            return place
        if words.pos[i] not in {"ADJ", "NOUN"} and not words.is_possessive(i):
            return None
        i -= 1
    return None


def _capital_after(ground: Ground, city: Place, i: int) -> Iterator[Find]:
    """ "Luanda, the capital of Angola", "Goma, the provincial capital"."""
    words = ground.words
    for k in range(i, min(len(words), i + 4)):
        if words.lower[k] == "capital" and words.same_sentence(k, city.begin):
            yield from _capital(ground, city, k, "apposition after")
            return


def _by_name(ground: Ground, place: Place) -> Iterator[Find]:
    """What a name itself says: "the capital", "southern Lebanon", "the Druzhkovka railway station"."""
    words, entry = ground.words, place.entry
    if words.lower[place.end - 1] == "capital":
        yield from _capital(ground, place, place.end - 1, "the capital")
    if entry.kind == vocab.Territory:
        wide = (
            ground.registry.named(entry.base or entry.name.rpartition(" ")[2]) if " " in entry.name else None
        )
        if wide is not None and wide.kind in _STATES and wide.mentions:
            yield Find(vocab.locatedIn, entry, wide, place.begin, place.end, "name of a part")
    if entry.kind == vocab.Place and (called := entry.base or _outskirts(entry)):
        base = ground.registry.named(called)
        if base is not None and base.kind == vocab.City and base.mentions:
            yield Find(vocab.locatedIn, entry, base, place.begin, place.end, "named after its town")


def _outskirts(entry: Entry) -> str:
    """The town whose suburbs or outskirts a name tells of."""
    part, of, town = entry.name.partition(" of ")
    return town if of and part.rpartition(" ")[2].lower() in {"suburbs", "outskirts"} else ""


def _capital(ground: Ground, city: Place, noun: int, rule: str) -> Iterator[Find]:
    """A city as the capital of what stands beside the noun, else of the country spoken of."""
    if city.entry.kind != vocab.City:
        return
    whole = _ruled_from(ground, city, noun)
    if whole is not None and whole.kind in _STATES and whole.mentions:
        begin, end = min(city.begin, noun), max(city.end, noun + 1)
        yield Find(vocab.capitalOf, city.entry, whole, begin, end, rule)


def _ruled_from(ground: Ground, city: Place, noun: int) -> Entry | None:
    words, after = ground.words, noun + 1
    if after + 1 < len(words) and words.lower[after] == "of":
        return ground.entry(ground.past_compass(ground.skip(after + 1, words_for("articles"))))
    modifier = None if city.begin <= noun < city.end else _modifier(ground, noun)
    if modifier is not None:
        return modifier.entry
    if any(words.is_possessive(i) for i in range(max(0, noun - 4), noun) if words.same_sentence(i, noun)):
        return None  # "the rebels' de facto capital"
    if words.lower[noun - 1] in {"provincial", "regional", "state"}:
        before = (p.entry for p in ground.before(city.begin))
        near = [entry for entry in before if entry.kind == vocab.Territory and not entry.base]
        large = (e for e in near if not e.name.lower().endswith(("district", "county")))
        return next(large, next(iter(near), None))
    return ground.own_country(city.entry) or ground.main


def _of_sides(ground: Ground) -> Iterator[Find]:
    """ "the Caucasus rivals": both lie in the Caucasus."""
    for place in ground.registry.places:
        if not place.anaphor or place.end - place.begin < 3 or place.entry.kind != vocab.Country:
            continue
        for i in range(place.begin, place.end):
            where = ground.at.get(i)
            if where is not None and where.entry.kind == vocab.Place:
                yield Find(
                    vocab.locatedIn, place.entry, where.entry, place.begin, place.end, "region of both"
                )
