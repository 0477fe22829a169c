"""Which force holds which place, beyond verbs of holding: control, bases, demands to leave."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.registry import Place
from kg.extract.relations.ground import BODIES, FORCES, PLACES, Find, Ground
from kg.extract.relations.lists import words_for

REACH = 7
_GONE = frozenset({"vacate", "leave", "abandon", "quit", "close", "evacuate", "lose"})


def holding(ground: Ground) -> Iterator[Find]:
    """All that is said of places in somebody's hands."""
    for place in ground.named():
        if place.entry.kind in PLACES:
            yield from _under(ground, place)
            yield from _fell(ground, place)
            yield from _taken(ground, place)
            yield from _left(ground, place)
            yield from _position(ground, place)
            yield from _seat(ground, place)


def _find(force: Place | None, where: Place, rule: str) -> Iterator[Find]:
    if force is not None and force.entry.kind in FORCES:
        begin, end = min(force.begin, where.begin), max(force.end, where.end)
        yield Find(vocab.stationedIn, force.entry, where.entry, begin, end, rule)


def _mention(ground: Ground, i: int) -> Place | None:
    """The mention that a word opens, articles and plain modifiers left out."""
    words = ground.words
    for k in range(i, min(len(words), i + 5)):
        if k in ground.at:
            return ground.at[k]
        if words.pos[k] not in {"DET", "ADJ", "NOUN", "NUM"} and words.text[k] != "-":
            return None
    return None


def _under(ground: Ground, place: Place) -> Iterator[Find]:
    """ "X, under the control of Y", "X is in the hands of Y", "X is under rebel control"."""
    words, first = ground.words, place.end
    for i in range(first, min(len(words) - 2, first + REACH) if not words.is_possessive(first) else first):
        if not words.same_sentence(i, place.begin) or i in ground.at:
            return
        if words.lower[i] not in {"under", "in"} or words.lower[i - 1] == "not":
            continue
        for k in range(i + 1, min(len(words), i + REACH)):
            if words.lower[k] in words_for("control"):
                after = k + 1 < len(words) and words.lower[k + 1] == "of"
                force = (
                    _mention(ground, k + 2) if after else ground.at.get(k - 1 - words.is_possessive(k - 1))
                )
                yield from _find(force, place, "under control")
                return


def _fell(ground: Ground, place: Place) -> Iterator[Find]:
    """ "X fell to the rebels", "the fall of X to the rebels"."""
    words, i = ground.words, place.end
    if i + 2 < len(words) and words.lemma[i] == "fall" and words.lower[i + 1] == "to":
        yield from _find(_mention(ground, i + 2), place, "fell to")
    elif words.lower[max(0, place.begin - 2) : place.begin] == ["fall", "of"] and words.lower[i : i + 1] == [
        "to"
    ]:
        yield from _find(_mention(ground, i + 1), place, "fell to")


def _taken(ground: Ground, place: Place) -> Iterator[Find]:
    """ "took control of X", "the rebels' occupation of X"."""
    words = ground.words
    noun = _of(ground, place)
    if noun is not None and words.pos[noun] == "VERB":
        noun = next((c for c in words.children[noun] if words.dep[c] == "dobj"), None)
    if noun is not None and words.lower[noun] in words_for("capture_nouns"):
        owner = ground.at.get(noun - 1 - words.is_possessive(noun - 1))
        if words.dep[noun] == "dobj" and words.lemma[words.head[noun]] in {
            "take",
            "seize",
            "gain",
            "regain",
            "win",
        }:
            subject = words.subject(words.head[noun])
            owner = ground.at.get(subject) if subject is not None else None
        yield from _find(owner, place, "capture")


def _held_whole(ground: Ground, place: Place) -> int:
    """The word that stands for a place in its clause: "town" in "the town of X", "most" in "most of X"."""
    words, top = ground.words, place.head
    for _ in range(3):
        above = words.head[top]
        if words.dep[top] == "pobj" and words.lower[above] == "of":
            noun = words.head[above]
            if words.lower[noun] not in words_for("place_nouns") | words_for("shares"):
                return top
            top = noun
        elif words.dep[top] in {"conj", "appos"}:
            top = above
        else:
            return top
    return top


def _of(ground: Ground, place: Place) -> int | None:
    """The noun that "of" hangs a place on."""
    words, top = ground.words, _held_whole(ground, place)
    above = words.head[top]
    return words.head[above] if words.dep[top] == "pobj" and words.lower[above] in {"of", "over"} else None


def _left(ground: Ground, place: Place) -> Iterator[Find]:
    """ "told the rebels to quit X", "must pull its troops out of X": they stand there still."""
    words = ground.words
    above = words.head[place.head]
    verb = words.head[above] if words.dep[place.head] == "pobj" else above
    while words.dep[verb] in {"prep", "advmod", "prt"} and verb != words.head[verb]:
        verb = words.head[verb]
    if words.lemma[verb] not in words_for("leave_verbs") or words.tag[verb] != "VB":
        return
    if words.dep[place.head] == "pobj" and words.lower[above] not in {"from", "of"}:
        return
    moved = next((c for c in words.children[verb] if words.dep[c] == "dobj"), None)
    subject = words.subject(verb)
    for i in (moved, subject):
        force = ground.at.get(i) if i is not None else None
        if force is not None and force.entry.kind in FORCES:
            yield from _find(force, place, "told to leave")
            return


def _position(ground: Ground, place: Place) -> Iterator[Find]:
    """ "an army base in X", "a camp of the Rifles in the town of X", "the army's headquarters in X"."""
    words, top = ground.words, _held_whole(ground, place)
    preposition = words.head[top]
    if words.dep[top] != "pobj" or words.lower[preposition] not in {"in", "at", "on", "inside"}:
        return
    for noun in range(preposition - 1, max(-1, preposition - REACH), -1):
        other = ground.at.get(noun)
        stops = words.pos[noun] == "VERB" or (other is not None and other.entry.kind in PLACES)
        if stops or not words.same_sentence(noun, place.begin):
            return
        if words.lower[noun] not in words_for("positions") or words.lemma[words.head[noun]] in _GONE:
            continue
        force = other or ground.at.get(noun - 1 - words.is_possessive(noun - 1))
        if force is None and words.lower[noun + 1] == "of":
            force = _mention(ground, noun + 2)
        if words.lower[noun] != "headquarters":
            yield from _find(force, place, "position in")
        elif force is not None and force.entry.kind in BODIES:
            yield Find(vocab.basedIn, force.entry, place.entry, noun, place.end, "headquarters in")
        return


def _seat(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the rebels' de facto capital, X", "their stronghold of X"."""
    words, noun = ground.words, place.begin - 1
    noun -= noun > 0 and (words.text[noun] == "," or words.lower[noun] == "of")
    if noun < 1 or words.lower[noun] not in words_for("strongholds") | {"capital"}:
        return
    for i in range(noun - 1, max(-1, noun - REACH), -1):
        if words.is_possessive(i) or words.tag[i] == "PRP$":
            force = ground.at.get(i - words.is_possessive(i))
            if words.same_sentence(i, noun):
                yield from _find(force, place, "seat of a force")
            return
        if i in ground.at or not words.same_sentence(i, noun):
            return
