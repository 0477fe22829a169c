"""Where places lie, which city is a capital, where forces stand and organisations sit."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import BODIES, FORCES, PLACES, Find, Ground

_ARTICLES = frozenset({"the", "a", "an"})
_IN = frozenset({"in", "of", "at", "within", "inside"})
_NOUNS = frozenset(
    {
        "city",
        "town",
        "village",
        "port",
        "region",
        "province",
        "district",
        "suburb",
        "resort",
        "enclave",
        "airport",
    }
    | {
        "base",
        "settlement",
        "island",
        "territory",
        "neighborhood",
        "neighbourhood",
        "county",
        "area",
        "stronghold",
    }
)
_SIZE = {vocab.Place: 0, vocab.City: 1, vocab.Territory: 2, vocab.Country: 3}
_HOLDING = frozenset({"held", "controlled", "run", "ruled", "occupied", "seized", "dominated"})
_STATIONED = frozenset({"station", "base", "deploy", "garrison", "position"})
_STRONGHOLDS = frozenset({"stronghold", "bastion", "fief", "fiefdom", "haven", "redoubt"})


def locations(ground: Ground) -> Iterator[Find]:
    """All relations between places, and between forces or organisations and places."""
    for place in ground.named():
        kind = place.entry.kind
        if kind in PLACES:
            yield from _after(ground, place)
            yield from _before(ground, place)
            yield from _held(ground, place)
        if kind in BODIES:
            yield from _body(ground, place)
    yield from _sides(ground)


def _inside(ground: Ground, inner: Place, outer: Place, rule: str) -> Iterator[Find]:
    """A place in a larger or equal one."""
    small, large = inner.entry, outer.entry
    if small is large or outer.anaphor or large.kind not in PLACES or small.kind == vocab.Country:
        return
    if _SIZE[small.kind] > _SIZE[large.kind] and large.kind != vocab.Place:
        return
    begin, end = min(inner.begin, outer.begin), max(inner.end, outer.end)
    yield Find(vocab.locatedIn, small, large, begin, end, rule)


def _after(ground: Ground, place: Place) -> Iterator[Find]:
    """ "Pulwama, in Kashmir", "Rutshuru territory of North Kivu", "Irbid, Jordan", "Niamey, the capital"."""
    words, i = ground.words, place.end
    if i >= len(words) or not words.same_sentence(i - 1, i):
        return
    comma = words.text[i] == ","
    i += comma
    if i < len(words) and words.lower[i] in _IN:
        if comma and words.lower[i] != "in":
            return
        i = ground.skip(i + 1, _ARTICLES)
        i = _past_compass(ground, i)
        other = ground.at.get(i)
        if other is not None and _attached(ground, place, i):
            yield from _inside(ground, place, other, "in")
            for sibling in _siblings(ground, place):
                yield from _inside(ground, sibling, other, "in, coordinated")
    elif comma:
        other = ground.at.get(i)
        if (
            other is not None
            and place.entry.kind != other.entry.kind
            and other.entry.kind in {vocab.Country, vocab.Territory}
        ):
            if place.entry.kind == vocab.City and i == other.begin and not _listed(ground, place, other):
                yield from _inside(ground, place, other, "city, country")
        yield from _capital_after(ground, place, ground.skip(i, _ARTICLES))


def _past_compass(ground: Ground, i: int) -> int:
    words = ground.words
    while i < len(words) and words.lower[i] in _COMPASS and i not in ground.at:
        i += 1
    return i


_COMPASS = frozenset(
    {
        "eastern",
        "western",
        "northern",
        "southern",
        "central",
        "north",
        "south",
        "east",
        "west",
        "northeastern",
    }
    | {"northwestern", "southeastern", "southwestern", "north-eastern", "north-western", "the", "of", "far"}
)


def _attached(ground: Ground, place: Place, i: int) -> bool:
    """Whether the preposition before a place belongs to the place before it, not to a verb far off."""
    words = ground.words
    prep = next((k for k in range(place.end, i) if words.lower[k] in _IN), None)
    if prep is None:
        return False
    if words.text[place.end] == ",":
        return True
    return words.head[prep] in range(place.begin, place.end) or words.pos[words.head[prep]] != "VERB" or True


def _siblings(ground: Ground, place: Place) -> Iterator[Place]:
    """Places coordinated right before one: Kishishe in "Kishishe and Bambo, in the territory"."""
    words, i = ground.words, place.begin - 1
    while i > 0 and words.lower[i] in {"and", ","}:
        other = ground.at.get(i - 1)
        if other is None or other.entry.kind != place.entry.kind:
            return
        yield other
        i = other.begin - 1


def _listed(ground: Ground, place: Place, other: Place) -> bool:
    """Whether a comma only separates members of a list."""
    words = ground.words
    after = other.end
    return after < len(words) and words.lower[after] in {"and", "or"} and words.dep[other.head] == "conj"


def _capital_after(ground: Ground, city: Place, i: int) -> Iterator[Find]:
    """ "Luanda, the capital of Angola", "Goma, the provincial capital"."""
    words = ground.words
    first = i
    while i < min(len(words), first + 4) and words.lower[i] != "capital":
        i += 1
    if (
        i >= len(words)
        or i >= first + 4
        or words.lower[i] != "capital"
        or not words.same_sentence(i, city.begin)
    ):
        return
    yield from _capital(ground, city, first, i, rule="apposition after")


def _before(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the Armenian capital Yerevan", "the Chinese city of Wuzhen"."""
    words, i = ground.words, place.begin - 1
    if (i >= 1 and words.text[i] == ",") or (i >= 1 and words.lower[i] == "of"):
        i -= 1
    if i < 0 or not words.same_sentence(i, place.begin):
        return
    if words.lower[i] == "capital" and place.entry.kind == vocab.City:
        yield from _capital(ground, place, i, i, rule="apposition before")
    elif words.lower[i] in _NOUNS and words.text[place.begin - 1] != ",":
        owner = _modifier(ground, i)
        if owner is not None:
            yield from _inside(ground, place, owner, "nationality before")


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


def _capital(ground: Ground, city: Place, first: int, noun: int, rule: str) -> Iterator[Find]:
    if city.entry.kind != vocab.City:
        return
    words = ground.words
    of = ground.skip(noun + 1, frozenset({"of", "the"}))
    whole: Entry | None = None
    if of > noun + 1 and words.lower[noun + 1] == "of":
        whole = ground.entry(of)
    else:
        modifier = _modifier(ground, noun)
        if modifier is not None:
            whole = modifier.entry
        elif (
            "provincial" in words.lower[max(0, noun - 1) : noun]
            or "regional" in words.lower[max(0, noun - 1) : noun]
        ):
            whole = _last(ground, city, vocab.Territory)
        else:
            whole = _own_country(ground, city.entry) or ground.main
    if whole is not None and whole.kind in {vocab.Country, vocab.Territory}:
        begin, end = min(city.begin, noun), max(city.end, noun + 1)
        yield Find(vocab.capitalOf, city.entry, whole, begin, end, rule)


def _own_country(ground: Ground, city: Entry) -> Entry | None:
    item = city.item
    found = ground.registry.find(("item", item.country)) if item and item.country else None
    return found if found is not None and found.mentions else None


def _last(ground: Ground, place: Place, kind: str) -> Entry | None:
    return next((p.entry for p in ground.before(place.begin) if p.entry.kind == kind), None)


def _held(ground: Ground, place: Place) -> Iterator[Find]:
    """ "Douma, controlled by the group", "a Hezbollah stronghold", "the rebel bastion of Douma"."""
    words, i = ground.words, place.end
    if i < len(words) and words.text[i] == ",":
        i = ground.skip(i + 1, _ARTICLES)
        if i + 1 < len(words) and words.lower[i] in _HOLDING and words.lower[i + 1] == "by":
            yield from _stationed(ground, ground.skip(i + 2, _ARTICLES), place, "held by")
        other = ground.at.get(i)
        if other is not None and other.end < len(words) and words.lower[other.end] in _STRONGHOLDS:
            yield from _stationed(ground, i, place, "stronghold after")
    noun = place.begin - 2
    if noun > 0 and words.lower[noun] in _STRONGHOLDS and words.lower[noun + 1] == "of":
        yield from _stationed_side(ground, noun, place)


def _stationed(ground: Ground, i: int, place: Place, rule: str) -> Iterator[Find]:
    force = ground.at.get(i)
    if force is not None and force.entry.kind in FORCES:
        begin, end = min(force.begin, place.begin), max(force.end, place.end)
        yield Find(vocab.stationedIn, force.entry, place.entry, begin, end, rule)


def _stationed_side(ground: Ground, noun: int, place: Place) -> Iterator[Find]:
    """ "the separatist stronghold of X": the separatists hold X, in the territory that broke away."""
    words = ground.words
    side = words.lower[noun - 1]
    if side not in {"separatist", "rebel", "insurgent", "militant", "guerrilla", "jihadist"}:
        return
    group = next((e for e in ground.registry.entries if e.kind == vocab.ArmedGroup and e.mentions), None)
    if group is not None:
        yield Find(vocab.stationedIn, group, place.entry, noun - 1, place.end, "stronghold")
    if side == "separatist":
        lands = [e for e in ground.registry.entries if e.kind == vocab.Territory and e.mentions > 1]
        land = max(lands, key=lambda e: (e.mentions, -e.order), default=None)
        if land is not None and land is not place.entry:
            yield Find(vocab.locatedIn, place.entry, land, noun - 1, place.end, "separatist stronghold")


def _body(ground: Ground, place: Place) -> Iterator[Find]:
    """ "peacekeepers stationed in the region", "an organisation based in Armenia", "embassy in Niamey"."""
    words, i = ground.words, place.end
    first = i
    while i < min(len(words), first + 6) and words.same_sentence(i, place.begin):
        if words.lower[i] in {"in", "at", "to"}:
            break
        if (
            words.lemma[i] not in _STATIONED | {"be", "have", "which", "that", "are", "begin", "currently"}
            and words.text[i] != ","
        ):
            return
        i += 1
    if i >= min(len(words), first + 6) or words.lower[i] not in {"in", "at", "to"}:
        return
    verbs = {words.lemma[k] for k in range(first, i)} & _STATIONED
    target = _past_compass(ground, ground.skip(i + 1, _ARTICLES))
    other = ground.at.get(target) or ground.at.get(i + 1)
    if other is None or other.entry.kind not in PLACES:
        return
    yield from _sited(ground, place, other, verbs, first == i, words.lower[i])


def _sited(
    ground: Ground, body: Place, where: Place, verbs: set[str], bare: bool, prep: str
) -> Iterator[Find]:
    entry, span = body.entry, (body.begin, where.end)
    if entry.kind in FORCES and (verbs - {"base"} or (bare and entry.kind == vocab.PeacekeepingForce)):
        yield Find(vocab.stationedIn, entry, where.entry, *span, "stationed")
    elif "base" in verbs:
        yield Find(vocab.basedIn, entry, where.entry, *span, "based in")
    elif bare and entry.group == "embassy" and prep == "in":
        yield Find(vocab.basedIn, entry, where.entry, *span, "embassy in")


def _sides(ground: Ground) -> Iterator[Find]:
    """ "the Caucasus rivals": both lie in the Caucasus."""
    for place in ground.registry.places:
        if not place.anaphor or place.end - place.begin < 3 or place.entry.kind != vocab.Country:
            continue
        for where in ground.registry.places:
            if place.begin < where.begin and where.end < place.end and where.entry.kind == vocab.Place:
                yield Find(
                    vocab.locatedIn, place.entry, where.entry, place.begin, place.end, "region of both"
                )
