"""Where forces stand and organisations sit."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import BODIES, FORCES, PLACES, Find, Ground
from kg.extract.relations.lists import sides, words_for

REACH = 6
_ON_DUTY = frozenset({vocab.ArmedForce, vocab.PeacekeepingForce})


def stationing(ground: Ground) -> Iterator[Find]:
    """All relations between forces or organisations and places."""
    for place in ground.named():
        if place.entry.kind in PLACES:
            yield from _held(ground, place)
            yield from _stronghold(ground, place)
            yield from _side_held(ground, place)
        if place.entry.kind in BODIES:
            yield from _sited(ground, place)
            yield from _town_based(ground, place)


def standing(force: Entry | None, where: Place, begin: int, end: int, rule: str) -> Iterator[Find]:
    if force is not None and force.kind in FORCES:
        begin, end = min(begin, where.begin), max(end, where.end)
        yield Find(vocab.stationedIn, force, where.entry, begin, end, rule)


def _held(ground: Ground, place: Place) -> Iterator[Find]:
    """ "Douma, controlled by the group", "eastern Ghouta still held by insurgents"."""
    words, i = ground.words, place.end
    while i < len(words) and (words.text[i] == "," or words.pos[i] == "ADV"):
        i += 1
    if i + 2 < len(words) and words.lower[i] in words_for("holding") and words.lower[i + 1] == "by":
        target = ground.skip(i + 2, words_for("articles"))
        force = ground.at.get(target) or ground.at.get(i + 2)
        if force is not None:
            yield from standing(force.entry, place, force.begin, force.end, "held by")


def _stronghold(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the suburbs of Beirut, a Hezbollah stronghold", "the separatist stronghold of Stepanakert"."""
    words, strongholds = ground.words, words_for("strongholds")
    if place.end + 2 < len(words) and words.text[place.end] == ",":
        i = ground.skip(place.end + 1, words_for("articles"))
        force = ground.at.get(i)
        noun = force.end if force is not None else i + 1
        if noun < len(words) and words.lower[noun] in strongholds:
            holder = force.entry if force is not None else _of_side(ground, words.lower[i], place)
            yield from standing(holder, _district(ground, place), i, noun + 1, "stronghold after")
    noun = place.begin - 2
    if noun > 0 and words.lower[noun] in strongholds and words.lower[noun + 1] == "of":
        group = _of_side(ground, words.lower[noun - 1], place)
        yield from standing(group, place, noun - 1, place.end, "stronghold before")
        if words.lower[noun - 1] == "separatist":
            yield from _in_breakaway(ground, place, noun)


def _district(ground: Ground, place: Place) -> Place:
    """The district that a town stands after: "the southern suburbs of Beirut"."""
    before = ground.at.get(place.begin - 2)
    district = (
        before is not None
        and ground.words.lower[place.begin - 1] == "of"
        and before.entry.kind == vocab.Place
    )
    return before if district and before is not None else place


def _in_breakaway(ground: Ground, place: Place, noun: int) -> Iterator[Find]:
    """A stronghold of separatists lies in the land that broke away."""
    lands = [e for e in ground.registry.entries if e.kind == vocab.Territory and e.mentions > 1]
    land = max(lands, key=lambda entry: (entry.mentions, -entry.order), default=None)
    if land is not None and land is not place.entry and place.entry.kind == vocab.City:
        yield Find(vocab.locatedIn, place.entry, land, noun - 1, place.end, "separatist stronghold")


def _side_held(ground: Ground, place: Place) -> Iterator[Find]:
    """ "insurgent-held Karabilah"."""
    words, i = ground.words, place.begin
    if words.lower[i - 1 : i] == ["of"] and words.lower[i - 2] in words_for("place_nouns") | {"stronghold"}:
        i -= 2
        while i > 0 and words.pos[i - 1] == "ADJ":
            i -= 1
    if i >= 3 and words.lower[i - 1] in words_for("holding") and words.text[i - 2] == "-":
        force = ground.entry(i - 3) or _of_side(ground, words.lower[i - 3], place)
        yield from standing(force, place, i - 3, place.end, "held, hyphenated")


def _of_side(ground: Ground, side: str, place: Place) -> Entry | None:
    """The group that fights on a side: the one called so, nearest before, else anywhere."""
    stem = sides().get(side)
    if not stem:
        return None
    near = [p.entry for p in ground.before(place.begin) if p.entry.kind == vocab.ArmedGroup]
    every = [e for e in ground.registry.entries if e.kind == vocab.ArmedGroup and e.mentions]
    called = [entry for entry in (*near, *every) if stem in entry.name.lower()]
    return next(iter(called or near or sorted(every, key=lambda entry: -entry.mentions)), None)


def _sited(ground: Ground, place: Place) -> Iterator[Find]:
    """ "peacekeepers stationed in the region", "an organisation based in Armenia", "troops in Mali"."""
    words, first = ground.words, place.end
    at = _preposition(ground, place)
    if at is None:
        return
    target = ground.past_compass(ground.skip(at + 1, words_for("articles")))
    where = ground.at.get(target) or ground.at.get(at + 1)
    if where is None or where.entry.kind not in PLACES or where.begin > target:
        return
    verbs = {words.lemma[i] for i in range(first, at)}
    entry = place.entry
    forces = entry.kind in FORCES
    if verbs & words_for("station_verbs") or (
        forces and at == first and words.lower[at] == "in" and _stands(ground, place, at)
    ):
        yield from standing(entry, where, place.begin, where.end, "stationed")
    elif verbs & {"base", "headquarter"}:
        predicate = vocab.basedIn if entry.kind not in _ON_DUTY else vocab.stationedIn
        yield Find(predicate, entry, where.entry, place.begin, where.end, "based in")
    elif at == first and words.lower[at] == "in" and _sits(ground, place, where.entry):
        yield Find(vocab.basedIn, entry, where.entry, place.begin, where.end, "seat after")


def _sits(ground: Ground, place: Place, where: Entry) -> bool:
    """Whether a body is an office, court or the like that stands in one place; a state's own, in a town."""
    called = ground.words.lower[place.begin : place.end]
    if place.entry.kind in FORCES or words_for("seated").isdisjoint(called):
        return False
    return place.entry.whole is None or place.entry.group == "embassy" or where.kind != vocab.Country


def _town_based(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the London-based Syrian Observatory", "Xelia, a Geneva-based charity": a body and its seat."""
    words, i = ground.words, place.begin - 1
    if words.text[place.end : place.end + 1] == [","]:
        first = ground.skip(place.end + 1, words_for("articles"))
        seat = ground.at.get(first)
        if seat is not None and words.lower[seat.end : seat.end + 2] == ["-", "based"]:
            i = seat.end + 1
    while i > 2 and words.pos[i] in {"ADJ", "NOUN"} and place.begin - i < REACH and i not in ground.at:
        i -= 1
    if i < 2 or words.lower[i] not in {"based", "headquartered"} or words.text[i - 1] != "-":
        return
    where = ground.at.get(i - 2)
    if where is not None and where.entry.kind in PLACES and place.entry.kind not in _ON_DUTY:
        begin, end = min(where.begin, place.begin), max(where.end, place.end)
        yield Find(vocab.basedIn, place.entry, where.entry, begin, end, "town-based")


def _preposition(ground: Ground, place: Place) -> int | None:
    """The "in" or "to" that follows a body, with nothing but a verb of stationing between."""
    words = ground.words
    between = words_for("between_force_and_place") | words_for("station_verbs") | {"base", "headquarter"}
    for i in range(place.end, min(len(words), place.end + REACH)):
        if not words.same_sentence(i, place.begin):
            return None
        if words.lower[i] in {"in", "at", "to", "along"}:
            return i
        if words.lemma[i] not in between and words.lower[i] not in between and words.text[i] != ",":
            return None
    return None


def _stands(ground: Ground, place: Place, preposition: int) -> bool:
    """Whether "troops in Mali" is one phrase."""
    words = ground.words
    if words.head[preposition] not in range(place.begin, place.end):
        return False
    return place.entry.kind == vocab.PeacekeepingForce or place.entry.plural
