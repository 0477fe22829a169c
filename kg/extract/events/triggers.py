"""Which words of the text name events, and by which entry of the lexicon."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.events import grammar, phrases
from kg.extract.events.lexicon import Entry, lexicon
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.vocab import City, Country, Place, Territory

PLACES = frozenset({City, Country, Place, Territory})
SUPPORT = word_list("support")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event. `verb` carries a noun ("launched" in "launched an offensive")."""

    token: Token
    entry: Entry
    verb: Token | None = None

    @property
    def verbal(self) -> bool:
        """Whether it names an act of speech."""
        return self.entry.verbal and not self.entry.world


def triggers(scene: Scene) -> Iterator[Trigger]:
    """The triggers of a scene in the order of the text; where a word has several, the likeliest first."""
    table = lexicon()
    for token in scene.doc:
        noun = token.pos_ in {"NOUN", "PROPN"}
        if not noun and token.pos_ not in {"VERB", "ADJ", "AUX"}:
            continue
        if _no_event(scene, token, noun):
            continue
        for entry in table.get((_lemma(token), noun), ()):
            if _holds(scene, token, entry):
                yield Trigger(token, entry, _support(token) if noun else None)


def _lemma(token: Token) -> str:
    """The lemma; "build-up" falls into three tokens whose head is "up"."""
    return token.lemma_.lower()


def _no_event(scene: Scene, token: Token, noun: bool) -> bool:
    """Names, months and bare attributes ("warring parties") name no event; "Moscow-brokered" does."""
    if noun:
        return bool(scene.at(token)) or token.ent_type_ in {"DATE", "TIME"}
    if token.dep_ == "amod" and not grammar.is_gerund_object(token):
        return token.i < 2 or token.nbor(-1).text != "-"
    return False


def _support(noun: Token) -> Token | None:
    """The verb that carries the noun, if any."""
    verb = phrases.governor(noun)
    if verb is None or verb.lemma_.lower() not in SUPPORT:
        return None
    as_object = noun.dep_ != "nsubj" and not (noun.dep_ == "conj" and noun.head.dep_ == "nsubj")
    return verb if as_object else None


def _holds(scene: Scene, token: Token, entry: Entry) -> bool:
    around = _noun_holds(token, entry) if entry.noun else _verb_holds(scene, token, entry)
    return around and _prepositions_hold(scene, token, entry)


def _noun_holds(noun: Token, entry: Entry) -> bool:
    words = {w for m in phrases.modifiers(noun) for w in (m.lower_, m.lemma_.lower())}
    if (entry.modifiers and not words & entry.modifiers) or words & entry.not_modifiers:
        return False
    if (
        entry.not_heads
        and noun.dep_ in {"compound", "amod", "nmod", "poss"}
        and noun.head.lemma_.lower() in entry.not_heads
    ):
        return False
    if (
        noun.dep_ in {"compound"}
        and noun.head.pos_ in {"NOUN", "PROPN"}
        and noun.head.lemma_.lower() in NOT_EVENTS_BEFORE
    ):
        return False
    if entry.definite and not phrases.is_definite(noun):
        return False
    if entry.plural and noun.tag_ not in {"NNS", "NNPS"}:
        return False
    if entry.under and not (noun.dep_ == "pobj" and noun.head.lower_ == "under"):
        return False
    return not entry.verbs or _governed_by(noun, entry)


NOT_EVENTS_BEFORE = word_list("not_events_before")


def _governed_by(noun: Token, entry: Entry) -> bool:
    verb = phrases.governor(noun)
    return verb is not None and verb.lemma_.lower() in entry.verbs


def _verb_holds(scene: Scene, verb: Token, entry: Entry) -> bool:
    if entry.particle and not any(
        c.dep_ in {"prt", "advmod", "prep"} and c.lower_ in entry.particle for c in verb.children
    ):
        return False
    if (entry.passive and not grammar.is_passive(verb)) or (entry.not_state and _is_state(verb)):
        return False
    if entry.complements and not _complement(verb) & entry.complements:
        return False
    if entry.inside and not any(
        c.dep_ in {"xcomp", "ccomp"} and c.lemma_.lower() in entry.inside for c in verb.children
    ):
        return False
    return _objects_hold(scene, verb, entry) and _subjects_hold(scene, verb, entry)


def _is_state(verb: Token) -> bool:
    """As in "stationed in the region", "are stationed": how things stand, not what happens."""
    if not grammar.is_passive(verb):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return not auxiliaries or auxiliaries <= {"is", "are", "was", "were"}


def _complement(verb: Token) -> set[str]:
    found = [c for c in verb.children if c.dep_ in {"acomp", "oprd", "xcomp", "ccomp", "attr"}]
    return {t.lemma_.lower() for c in found for t in (c, *c.children)}


def _objects_hold(scene: Scene, verb: Token, entry: Entry) -> bool:
    if not (
        entry.objects
        or entry.not_objects
        or entry.objects_place
        or entry.objects_kinds
        or entry.not_combinations
    ):
        return True
    found = grammar.objects(verb)
    lemmas = {t.lemma_.lower() for t in found} | {t.lower_ for t in found}
    lemmas |= {t.lemma_.lower() for noun in found for t in _quantified(noun)}
    if lemmas & entry.not_objects or (entry.own_object and _anothers(scene, verb, found)):
        return False
    if any(f"{verb.lemma_.lower()} {lemma}" in entry.not_combinations for lemma in lemmas):
        return False
    if not (entry.objects or entry.objects_place or entry.objects_kinds):
        return True
    return bool(
        lemmas & entry.objects
        or (entry.objects_place and any(_is_place(scene, t) for t in found))
        or (entry.objects_kinds and any(scene.at(t) for t in found))
    )


def _anothers(scene: Scene, verb: Token, found: list[Token]) -> bool:
    """As in "to stop the neighbour's aggression": what is stopped is somebody else's."""
    owners = {
        m.referent
        for t in found
        for c in t.lefts
        if c.dep_ in {"poss", "amod", "compound"}
        for m in scene.at(c)
    }
    mine = {m.referent for t in grammar.subjects(verb) for m in scene.at(t)}
    return bool(owners) and not owners & (mine | {scene.referent[m].country for m in mine})


def _quantified(noun: Token) -> Iterator[Token]:
    """As in "hundreds of people", "a state of emergency": what the quantity is of."""
    for prep in phrases.prepositions(noun):
        if prep.lower_ == "of":
            yield from (t for t in prep.children if t.dep_ == "pobj")


def _is_place(scene: Scene, token: Token) -> bool:
    return any(scene.referent[m.referent].kind in PLACES for m in scene.at(token))


def _subjects_hold(scene: Scene, verb: Token, entry: Entry) -> bool:
    if not (entry.subjects or entry.not_subjects or entry.subjects_place or entry.subjects_kinds):
        return True
    found = grammar.subjects(verb)
    lemmas = {t.lemma_.lower() for t in found}
    lemmas |= {t.lemma_.lower() for noun in found for t in _quantified(noun)}
    if lemmas & entry.not_subjects:
        return False
    if not (entry.subjects or entry.subjects_place or entry.subjects_kinds):
        return True
    return bool(
        lemmas & entry.subjects
        or (entry.subjects_place and any(_is_place(scene, t) for t in found))
        or (entry.subjects_kinds and any(scene.at(t) for t in found))
    )


def _prepositions_hold(scene: Scene, token: Token, entry: Entry) -> bool:
    if not (entry.preps or entry.not_preps):
        return True
    present = {p.lower_ for p in phrases.prepositions(token)}
    if token.dep_ == "dobj" and entry.noun:
        present |= {p.lower_ for p in phrases.prepositions(token.head)}
    if present & entry.not_preps or (entry.preps and not present & entry.preps):
        return False
    found = phrases.prepositional(token, entry.preps)
    if entry.objects_of_preps and {t.lemma_.lower() for t in found} & entry.objects_of_preps:
        return True
    if entry.objects_of_preps_place and any(_is_place(scene, t) for t in found):
        return True
    if entry.objects_of_preps_kinds and any(scene.at(t) for t in found):
        return True
    return not (entry.objects_of_preps or entry.objects_of_preps_place or entry.objects_of_preps_kinds)


def _last_word(trigger: Trigger) -> Token:
    """The particle of a verb, or the object that makes the event ("took prisoners")."""
    verb = trigger.token
    particle = phrases.child(verb, "prt")
    if particle is not None and 0 < particle.i - verb.i <= 2:
        return particle
    if trigger.entry.objects:
        told = phrases.child(verb, "dobj")
        if told is not None and 0 < told.i - verb.i <= 5:
            return told
    return verb


def _first_word(trigger: Trigger) -> Token:
    """The first part of a hyphenated noun, or the modifier that makes the event ("ethnic cleansing")."""
    first, doc = trigger.token, trigger.token.doc
    while first.i >= 2 and doc[first.i - 1].text == "-" and not doc[first.i - 2].whitespace_:
        first = doc[first.i - 2]
    before = doc[first.i - 1] if first.i else first
    return before if before.lower_ in trigger.entry.modifiers and before.dep_ in BEFORE else first


BEFORE = frozenset({"amod", "compound", "nmod"})


def words(trigger: Trigger, doc: Doc) -> tuple[int, int]:
    """Offsets of the words that name the event: from the carrying verb to the noun if they stand close."""
    first, last = trigger.token, trigger.token
    if trigger.verb is not None and 0 < trigger.token.i - trigger.verb.i <= 5:
        first = trigger.verb
    if not trigger.entry.noun:
        last = _last_word(trigger)
    elif first is trigger.token:
        first = _first_word(trigger)
    return first.idx, last.idx + len(last.text)
