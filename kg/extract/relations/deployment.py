"""Where forces are by the verbs that they are the subject of: they hold it, patrol it, are deployed there."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.registry import Entry, Place
from kg.extract.entities.words import SUBJECTS
from kg.extract.relations.ground import BODIES, FORCES, PLACES, Find, Ground
from kg.extract.relations.lists import words_for

_ON_DUTY = frozenset({vocab.ArmedForce, vocab.PeacekeepingForce})
_SEATED = frozenset({"base", "headquarter"})
_UNREAL = frozenset({"will", "would", "could", "may", "might", "should", "must", "can"})


def deployment(ground: Ground) -> Iterator[Find]:
    """All places that the verbs of a text put a force in."""
    for place in ground.named():
        if place.entry.kind in BODIES:
            yield from _does(ground, place)
            yield from _suffers(ground, place)
        elif place.entry.kind == vocab.Country:
            yield from _sends(ground, place)


def _find(ground: Ground, force: Entry, by: Place, objects: list[int], rule: str) -> Iterator[Find]:
    for i in objects:
        where = ground.at.get(_held_part(ground, i))
        if where is not None and where.entry.kind in PLACES and force.kind in FORCES:
            begin, end = min(by.begin, where.begin), max(by.end, where.end)
            yield Find(vocab.stationedIn, force, where.entry, begin, end, rule)


def _does(ground: Ground, place: Place) -> Iterator[Find]:
    """ "rebels control the town", "X, which has 900 soldiers in Mali", "troops dug in around the town"."""
    words = ground.words
    for verb in _verbs(ground, place):
        lemma, objects = words.lemma[verb], list[int]()
        if any(words.dep[c] == "neg" or words.lower[c] in _UNREAL for c in words.children[verb]):
            continue
        if lemma in words_for("hold_verbs"):
            objects += _coordinated(ground, [c for c in words.children[verb] if words.dep[c] == "dobj"])
        elif lemma in words_for("keep_verbs"):
            objects += _where_men_are(ground, verb)
        elif lemma in _SEATED and place.entry.kind not in _ON_DUTY:
            yield from _based(ground, place, verb)
        elif lemma in words_for("station_verbs") or _is_there(ground, verb):
            objects += _places_under(ground, [verb, *words.children[verb]])
        if lemma in words_for("keep_verbs") | words_for("station_verbs"):
            objects += _antecedent(ground, verb)
        yield from _find(ground, place.entry, place, objects, "holds")


def _antecedent(ground: Ground, verb: int) -> list[int]:
    """The place that "where" goes back to: "X, where 600 soldiers are dug in"."""
    words = ground.words
    if words.dep[verb] != "relcl" or not any(words.lower[c] == "where" for c in words.children[verb]):
        return []
    if words.lemma[verb] in words_for("keep_verbs") - words_for("station_verbs"):
        had = {words.lower[c] for c in words.children[verb] if words.dep[c] in {"dobj", "nsubjpass"}}
        if had.isdisjoint(words_for("positions") | words_for("men")) and words.tag[verb] != "VBN":
            return []
    return [words.head[verb]]


def _suffers(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the town is run by separatists"."""
    words, by = ground.words, ground.words.head[place.head]
    if words.dep[place.head] != "pobj" or words.dep[by] != "agent":
        return
    verb = words.head[by]
    if words.lemma[verb] in words_for("hold_verbs"):
        held = [c for c in words.children[verb] if words.dep[c] == "nsubjpass"]
        yield from _find(ground, place.entry, place, held, "held by")


def _sends(ground: Ground, place: Place) -> Iterator[Find]:
    """ "France, which has 4,500 troops in the Sahel": the forces of France, where the text names them."""
    force = ground.registry.part_of(place.entry, vocab.ArmedForce)
    if force is None:
        return
    for verb in _verbs(ground, place):
        if ground.words.lemma[verb] in words_for("keep_verbs"):
            yield from _find(ground, force, place, _where_men_are(ground, verb), "has men in")


def _verbs(ground: Ground, place: Place) -> list[int]:
    """The verbs that a body is the subject of, those of clauses about it too: "X, which has troops in"."""
    words, head = ground.words, place.head
    verbs = [words.head[head]] if words.dep[head] in SUBJECTS else []
    verbs += [c for verb in verbs for c in words.children[verb] if words.dep[c] == "conj"]
    nouns = [head, *(c for c in words.children[head] if words.dep[c] == "appos")]
    below = [c for noun in nouns for of in words.children[noun] if words.lower[of] == "of"
             for c in words.children[of] if words.dep[c] == "pobj"]  # fmt: skip
    for noun in (*nouns, *below):
        for c in words.children[noun]:
            if words.dep[c] == "acl" or (words.dep[c] == "relcl" and _is_of_body(ground, c, nouns[-1])):
                verbs.append(c)
    return verbs


def _is_of_body(ground: Ground, verb: int, noun: int) -> bool:
    """Whether "which", "who" or "that" is the subject of a verb whose number is that of the noun."""
    words, subject = ground.words, ground.words.subject(verb)
    finite = next((words.tag[i] for i in (*words.children[verb], verb) if words.tag[i] in {"VBZ", "VBP"}), "")
    if finite and words.pos[noun] == "NOUN" and (finite == "VBP") != (words.tag[noun] == "NNS"):
        return False
    return subject is not None and words.lower[subject] in {"which", "who", "that"}


def _based(ground: Ground, place: Place, verb: int) -> Iterator[Find]:
    """ "X, a group based in Pakistan"."""
    for i in _places_under(ground, [verb]):
        where = ground.at.get(i)
        if where is not None and where.entry.kind in PLACES:
            begin, end = min(place.begin, where.begin), max(place.end, where.end)
            yield Find(vocab.basedIn, place.entry, where.entry, begin, end, "based in")


def _coordinated(ground: Ground, objects: list[int]) -> list[int]:
    """Objects with those that "and" adds to them: "control Sanaa and much of the north"."""
    words, found = ground.words, list(objects)
    for i in found:
        found += [c for c in words.children[i] if words.dep[c] == "conj"]
    return found


def _held_part(ground: Ground, i: int) -> int:
    """The place that "most of the capital", "large parts of southern Chad" or "areas in Mali" are of."""
    words = ground.words
    if i in ground.at or words.lower[i] not in words_for("shares"):
        return i
    of = next((c for c in words.children[i] if words.lower[c] in {"of", "in"}), None)
    return next((c for c in words.children[of] if words.dep[c] == "pobj"), i) if of is not None else i


def _is_there(ground: Ground, verb: int) -> bool:
    """As in "is active in the north", "are in the town"."""
    words = ground.words
    if words.lemma[verb] != "be" or words.dep[verb] == "auxpass":
        return False
    told = [words.lower[c] for c in words.children[verb] if words.dep[c] in {"acomp", "attr"}]
    return not told or "active" in told or "present" in told


def _where_men_are(ground: Ground, verb: int) -> list[int]:
    """The places of the soldiers that somebody has: "has 900 soldiers in Mali"."""
    words = ground.words
    kept = words_for("men") | words_for("positions")
    men = [
        c for c in words.children[verb] if words.dep[c] in {"dobj", "nsubjpass"} and words.lower[c] in kept
    ]
    return _places_under(ground, [*men, verb]) if men else []


def _places_under(ground: Ground, words_above: list[int]) -> list[int]:
    """The objects of the prepositions of place that hang from words."""
    words = ground.words
    found = [c for i in words_above for c in words.children[i] if words.lower[c] in words_for("where")]
    return [c for i in found for c in words.children[i] if words.dep[c] == "pobj"]
