"""Whether what stands around a word in its sentence meets the conditions of a lexicon entry."""

from collections.abc import Iterator, Sequence, Set

from kg.extract.events import grammar, passives, phrases
from kg.extract.events.dealings import alone
from kg.extract.events.lexicon import CONDITIONS, Entry
from kg.extract.events.negation import refuses
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token, asked_once
from kg.vocab import ArmedForce, ArmedGroup, City, Country, PeacekeepingForce, Person, Place, Territory

PLACES = frozenset({City, Country, Place, Territory})
ARMED = frozenset({ArmedForce, ArmedGroup, PeacekeepingForce})


def holds(scene: Scene, token: Token, entry: Entry) -> bool:
    """Whether what stands around a word meets all conditions of an entry."""
    around = _noun_holds(scene, token, entry) if entry.noun else _verb_holds(scene, token, entry)
    return around and _prepositions_hold(scene, token, entry)


def _noun_holds(scene: Scene, noun: Token, entry: Entry) -> bool:
    if entry.modifiers or entry.not_modifiers:
        words = _modifier_words(noun)
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
    return not entry.verbs or (_governed_by(noun, entry) and not (entry.together and alone(scene, noun)))


@asked_once
def _modifier_words(noun: Token) -> frozenset[str]:
    return frozenset(w for m in phrases.modifiers(noun) for w in (m.lower_, m.lemma_.lower()))


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
    if entry.particle and not _particles(verb) & entry.particle:
        return False
    if (entry.passive and not passives.is_passive(verb)) or (entry.not_state and _is_state(verb)):
        return False
    if entry.active and passives.is_passive(verb) and not passives.agents(verb):
        return False
    if (entry.refusal and not refuses(verb)) or (entry.demanded and not phrases.demanded(verb)):
        return False
    if entry.attribute and not (verb.dep_ == "acomp" and verb.head.lemma_ == "be"):
        return False
    if (entry.intransitive and phrases.child(verb, "dobj")) or (entry.plain and _complement(verb)):
        return False
    return _follows(verb, entry) and _objects_hold(scene, verb, entry) and _subjects_hold(scene, verb, entry)


def _follows(verb: Token, entry: Entry) -> bool:
    """Whether what a verb takes after it is what the entry asks for."""
    if entry.timed and not any(_limit(c) for c in verb.rights):
        return False
    if entry.complements and not _complement(verb) & entry.complements:
        return False
    if entry.inside and not any(c.lemma_.lower() in entry.inside for c in _clauses(verb)):
        return False
    return not any(c.lemma_.lower() in entry.not_inside for c in _clauses(verb))


def _clauses(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}]


def _limit(c: Token) -> bool:
    """As in "gave them until Sunday", "gave them 48 hours"."""
    lasts = c.dep_ in {"npadvmod", "dobj"} and c.ent_type_ in {"DATE", "TIME"}
    return lasts or c.lower_ in {"until", "till"}


def _is_state(verb: Token) -> bool:
    """As in "stationed in the region", "are stationed": how things stand, not what happens."""
    if not passives.is_passive(verb):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return not auxiliaries or auxiliaries <= {"is", "are", "was", "were"}


@asked_once
def _complement(verb: Token) -> frozenset[str]:
    found = [c for c in verb.rights if c.dep_ in COMPLEMENTS or (c.dep_ == "advcl" and c.tag_ == "JJ")]
    return frozenset(t.lemma_.lower() for c in found for t in (c, *c.children) if t.dep_ != "prep")


COMPLEMENTS = frozenset({"acomp", "oprd", "xcomp", "ccomp", "attr"})


@asked_once
def _particles(verb: Token) -> frozenset[str]:
    return frozenset(c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod", "prep"})


def _objects_hold(scene: Scene, verb: Token, entry: Entry) -> bool:
    if not entry.asks & OF_OBJECTS:
        return True
    found, lemmas = _own_objects(verb)
    if not found and entry.particle:
        found = _after_particle(verb, entry)
        lemmas = _words(found)
    if (entry.has_object and not found) or lemmas & entry.not_objects:
        return False
    wanted = entry.objects or entry.objects_place or entry.objects_kinds
    if wanted and not (
        lemmas & entry.objects
        or _armed(scene, found, entry.objects)
        or (entry.objects_person and _is_person(scene, found))
        or (entry.objects_place and any(_is_place(scene, t) for t in found))
        or (entry.objects_kinds and any(scene.at(t) for t in found))
    ):
        return False
    if entry.objects_person and not entry.objects and not _is_person(scene, found):
        return False
    if entry.not_combinations and any(f"{verb.lemma_.lower()} {w}" in entry.not_combinations for w in lemmas):
        return False
    if entry.own_object and _anothers(scene, verb, found):
        return False
    before = (m.lower_ for t in found for m in phrases.modifiers(t))
    return not entry.object_modifiers or any(word in entry.object_modifiers for word in before)


OF_OBJECTS = frozenset({"not_combinations", *(n for n in CONDITIONS if "object" in n and "preps" not in n)})


@asked_once
def _own_objects(verb: Token) -> tuple[Sequence[Token], frozenset[str]]:
    """The objects of a verb, and the words by which entries may name them."""
    found = [t for t in grammar.objects(verb) if t.i != verb.i]
    return found, _words(found)


def _words(found: Sequence[Token]) -> frozenset[str]:
    own = {w for t in found for w in (t.lemma_.lower(), t.lower_, phrases.hyphenated(t))}
    return frozenset(own | {t.lemma_.lower() for noun in found for t in _quantified(noun)})


def _after_particle(verb: Token, entry: Entry) -> Sequence[Token]:
    """As in "hunted down the rebels": the parser may take the particle for a preposition."""
    if not entry.particle or passives.is_passive(verb):
        return []
    return [
        t
        for p in verb.children
        if p.dep_ in {"prep", "prt"} and p.lower_ in entry.particle
        for t in p.children
    ]


def _anothers(scene: Scene, verb: Token, found: Sequence[Token]) -> bool:
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
    if not entry.asks & OF_SUBJECTS:
        return True
    found, lemmas = _own_subjects(verb)
    if lemmas & entry.not_subjects:
        return False
    if entry.subjects_person and (not entry.subjects or _is_person(scene, found)):
        return _is_person(scene, found)  # "the envoy", "Kofi Annan": either by a word or by name
    if not (entry.subjects or entry.subjects_place or entry.subjects_kinds):
        return True
    return bool(
        lemmas & entry.subjects
        or _armed(scene, found, entry.subjects)
        or (entry.subjects_place and any(_is_place(scene, t) for t in found))
        or (entry.subjects_kinds and any(scene.at(t) for t in found))
    )


OF_SUBJECTS = frozenset(n for n in CONDITIONS if "subject" in n)


@asked_once
def _own_subjects(verb: Token) -> tuple[Sequence[Token], frozenset[str]]:
    found = grammar.subjects(verb)
    quantified = (t for noun in found for t in _quantified(noun))
    return found, frozenset(t.lemma_.lower() for t in (*found, *quantified))


def _armed(scene: Scene, found: Sequence[Token], wanted: frozenset[str]) -> bool:
    """Whether a force is named where troops or rebels may stand: "the Taliban swept into the town"."""
    if "troop" not in wanted and "rebel" not in wanted:
        return False
    return any(scene.referent[m.referent].kind in ARMED for t in found for m in scene.at(t))


def _is_person(scene: Scene, found: Sequence[Token]) -> bool:
    return any(scene.referent[m.referent].kind == Person for t in found for m in scene.at(t))


def _prepositions_hold(scene: Scene, token: Token, entry: Entry) -> bool:
    if not (entry.preps or entry.not_preps):
        return True
    own = _preposition_words(token)
    if entry.preps and not entry.noun and not (entry.objects or entry.has_object) and not own & entry.preps:
        return False
    bearers = [token, *_led_by(token, entry)]
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


@asked_once
def _preposition_words(token: Token) -> Set[str]:
    opening = {"for"} if phrases.for_clause(token) is not None else set[str]()
    return opening.union(p.lower_ for p in phrases.prepositions(token) if not _of_time(p))


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
