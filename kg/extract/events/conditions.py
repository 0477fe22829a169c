"""Whether what stands around a word in its sentence meets the conditions of a lexicon entry."""

from collections.abc import Iterator

from kg.extract.events import grammar, phrases
from kg.extract.events.lexicon import CONDITIONS, Entry
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.vocab import City, Country, Person, Place, Territory

PLACES = frozenset({City, Country, Place, Territory})


def holds(scene: Scene, token: Token, entry: Entry) -> bool:
    """Whether what stands around a word meets all conditions of an entry."""
    around = _noun_holds(scene, token, entry) if entry.noun else _verb_holds(scene, token, entry)
    return around and _prepositions_hold(scene, token, entry)


def _noun_holds(scene: Scene, noun: Token, entry: Entry) -> bool:
    words = {w for m in phrases.modifiers(noun) for w in (m.lower_, m.lemma_.lower())}
    if (entry.modifiers and not words & entry.modifiers) or words & entry.not_modifiers:
        return False
    if not _stands(noun, entry):
        return False
    if entry.owned and not any(scene.at(c) for c in noun.lefts if c.dep_ in {"poss", "amod"}):
        return False
    if (entry.definite and not phrases.is_definite(noun)) or (entry.named and not phrases.opens_name(noun)):
        return False
    if entry.plural and noun.tag_ not in {"NNS", "NNPS"}:
        return False
    if entry.inside and not any(c.lemma_.lower() in entry.inside for c in _infinitives(noun)):
        return False
    return not entry.verbs or _governed_by(noun, entry)


def _stands(noun: Token, entry: Entry) -> bool:
    """Whether the noun stands where it may: after a preposition, before another noun."""
    head = noun.head.lemma_.lower()
    if noun.dep_ in {"compound", "amod", "nmod", "poss"} and head in entry.not_heads:
        return False
    if noun.dep_ == "compound" and noun.head.pos_ in {"NOUN", "PROPN"} and head in NOT_EVENTS_BEFORE:
        return False
    after = noun.head.lower_ if noun.dep_ == "pobj" else ""
    if after in entry.not_under or (entry.under and after != "under"):
        return False
    return not entry.after or after in entry.after


def _infinitives(noun: Token) -> Iterator[Token]:
    """As in "efforts to end the war"."""
    yield from (c for c in noun.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VB")


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
    if entry.active and grammar.is_passive(verb) and not grammar.agents(verb):
        return False
    if entry.refusal and not refuses(verb):
        return False
    if entry.attribute and not (verb.dep_ == "acomp" and verb.head.lemma_ == "be"):
        return False
    if (entry.intransitive and phrases.child(verb, "dobj")) or (entry.plain and _complement(verb)):
        return False
    if entry.complements and not _complement(verb) & entry.complements:
        return False
    if entry.inside and not any(
        c.dep_ in {"xcomp", "ccomp"} and c.lemma_.lower() in entry.inside for c in verb.children
    ):
        return False
    if any(c.dep_ in {"xcomp", "ccomp"} and c.lemma_.lower() in entry.not_inside for c in verb.children):
        return False
    return _objects_hold(scene, verb, entry) and _subjects_hold(scene, verb, entry)


WILL = frozenset({"will", "wo", "would", "'ll", "’ll", "shall"})


def refuses(verb: Token) -> bool:
    """As in "will not lift the ban", "would never accept it"."""
    no = any(c.dep_ == "neg" for c in verb.children)
    return no and any(c.dep_ == "aux" and c.lower_ in WILL for c in verb.children)


def _is_state(verb: Token) -> bool:
    """As in "stationed in the region", "are stationed": how things stand, not what happens."""
    if not grammar.is_passive(verb):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return not auxiliaries or auxiliaries <= {"is", "are", "was", "were"}


def _complement(verb: Token) -> set[str]:
    found = [
        c for c in verb.children if c.dep_ in {"acomp", "oprd", "xcomp", "ccomp", "attr"} and c.i > verb.i
    ]
    return {t.lemma_.lower() for c in found for t in (c, *c.children) if t.dep_ != "prep"}


def _objects_hold(scene: Scene, verb: Token, entry: Entry) -> bool:
    if not any(getattr(entry, name) for name in OF_OBJECTS):
        return True
    found = [t for t in grammar.objects(verb) if t.i != verb.i] or _after_particle(verb, entry)
    if entry.has_object and not found:
        return False
    lemmas = {w for t in found for w in (t.lemma_.lower(), t.lower_, phrases.hyphenated(t))}
    lemmas |= {t.lemma_.lower() for noun in found for t in _quantified(noun)}
    if entry.objects_person and not _is_person(scene, found):
        return False
    if lemmas & entry.not_objects or (entry.own_object and _anothers(scene, verb, found)):
        return False
    if any(f"{verb.lemma_.lower()} {lemma}" in entry.not_combinations for lemma in lemmas):
        return False
    before = {m.lower_ for t in found for m in phrases.modifiers(t)}
    if entry.object_modifiers and not before & entry.object_modifiers:
        return False
    if not (entry.objects or entry.objects_place or entry.objects_kinds):
        return True
    return bool(
        lemmas & entry.objects
        or (entry.objects_place and any(_is_place(scene, t) for t in found))
        or (entry.objects_kinds and any(scene.at(t) for t in found))
    )


OF_OBJECTS = ("not_combinations", *(n for n in CONDITIONS if "object" in n and "preps" not in n))


def _after_particle(verb: Token, entry: Entry) -> list[Token]:
    """As in "hunted down the rebels": the parser may take the particle for a preposition."""
    if not entry.particle or grammar.is_passive(verb):
        return []
    return [
        t
        for p in verb.children
        if p.dep_ in {"prep", "prt"} and p.lower_ in entry.particle
        for t in p.children
    ]


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
    """Whether a word names a place, or the name right after it does: "the capital X"."""
    if not scene.at(token) and token.i + 1 < len(token.doc) and token.nbor().dep_ == "appos":
        token = token.nbor() if token.nbor().head == token else token
    named = [scene.referent[m.referent] for m in scene.at(token)]
    plural = token.tag_ in {"NNS", "NNPS"}  # "captured two Kenyans" is no capture of a place
    return any(r.kind in PLACES and not (plural and token.text not in r.name) for r in named)


def _subjects_hold(scene: Scene, verb: Token, entry: Entry) -> bool:
    if not any(getattr(entry, name) for name in OF_SUBJECTS):
        return True
    found = grammar.subjects(verb)
    lemmas = {t.lemma_.lower() for t in found}
    lemmas |= {t.lemma_.lower() for noun in found for t in _quantified(noun)}
    if lemmas & entry.not_subjects or (entry.subjects_person and not _is_person(scene, found)):
        return False
    if not (entry.subjects or entry.subjects_place or entry.subjects_kinds):
        return True
    return bool(
        lemmas & entry.subjects
        or (entry.subjects_place and any(_is_place(scene, t) for t in found))
        or (entry.subjects_kinds and any(scene.at(t) for t in found))
    )


OF_SUBJECTS = tuple(n for n in CONDITIONS if "subject" in n)


def _is_person(scene: Scene, found: list[Token]) -> bool:
    return any(scene.referent[m.referent].kind == Person for t in found for m in scene.at(t))


def _prepositions_hold(scene: Scene, token: Token, entry: Entry) -> bool:
    if not (entry.preps or entry.not_preps):
        return True
    bearers = [token, *_led_by(token, entry)]
    own = {p.lower_ for p in phrases.prepositions(token) if not _of_time(p)}
    present = own | {p.lower_ for bearer in bearers[1:] for p in phrases.prepositions(bearer)}
    if (present if entry.noun else own) & entry.not_preps or (entry.preps and not present & entry.preps):
        return False
    if not (entry.objects_of_preps or entry.objects_of_preps_place or entry.objects_of_preps_kinds):
        return True
    found = [
        t
        for bearer in (bearers if not entry.noun else [token])
        for t in phrases.prepositional(bearer, entry.preps)
    ]
    if entry.objects_of_preps and {t.lemma_.lower() for t in found} & entry.objects_of_preps:
        return True
    if entry.objects_of_preps_place and any(_is_place(scene, t) for t in found):
        return True
    return entry.objects_of_preps_kinds and any(scene.at(t) for t in found)


def _led_by(token: Token, entry: Entry) -> list[Token]:
    """What else may bear a word's prepositions: an object's verb, a verb's object ("took control of …")."""
    if entry.noun:
        return [token.head] if token.dep_ == "dobj" else []
    told = phrases.child(token, "dobj")
    return [told] if told is not None and (entry.objects or entry.has_object) else []


def _of_time(prep: Token) -> bool:
    """As in "insisted on Monday that …": it says when, not what."""
    named = [t for t in prep.children if t.dep_ == "pobj"]
    return bool(named) and all(t.ent_type_ in {"DATE", "TIME"} for t in named)
