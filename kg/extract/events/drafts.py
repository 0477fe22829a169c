"""Events in the making: one for each trigger, its roles filled from its own sentence."""

from dataclasses import dataclass, field
from functools import cached_property

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.complements import complemented
from kg.extract.events.contents import Content
from kg.extract.events.dealings import met, standing_at
from kg.extract.events.modes import mode
from kg.extract.events.participants import Participants, participants
from kg.extract.events.places import place
from kg.extract.events.quotations import Quotations
from kg.extract.events.speech import content
from kg.extract.events.spoken_clauses import spoken_clause
from kg.extract.events.trailing import speaks_on
from kg.extract.events.triggers import Trigger, words
from kg.extract.events.venues import platform
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Interval, ReferentId, Span

RAGING = word_list("raging")


@dataclass
class Draft:
    """An event while its article is being read. Later steps fill in what its own sentence does not say.

    Who speaks of what is `known` does not claim that it happened.
    """

    trigger: Trigger
    kind: str
    span: Span
    sentence: Span
    actors: Participants = field(default_factory=Participants)
    targets: Participants = field(default_factory=Participants)
    place: ReferentId | None = None
    content: Content | None = None
    interval: Interval | None = None
    status: str = vocab.Actual
    speaker: "Draft | None" = None
    accuser: "Draft | None" = None
    answered: "Draft | None" = None
    alone: bool = False
    known: bool = False
    about: list["Draft"] = field(default_factory=list)

    @property
    def verbal(self) -> bool:
        """Whether it is an act of speech."""
        return self.trigger.verbal

    @cached_property
    def mode(self) -> str | None:
        """The mode that the words around the trigger tell."""
        return mode(self.trigger)

    @cached_property
    def lemma(self) -> str:
        """The lemma of the trigger."""
        return self.trigger.lemma

    @cached_property
    def raging(self) -> bool:
        """Whether it is a war rather than an act of war: "the fighting", "they fought a war"."""
        return self.lemma in RAGING or any(
            c.dep_ == "dobj" and c.lemma_.lower() in RAGING for c in self.trigger.token.children
        )

    @property
    def position(self) -> int:
        """Where the trigger stands."""
        return self.trigger.token.i


def draft(scene: Scene, trigger: Trigger, quotes: Quotations) -> Draft | None:
    """The event of a trigger, or None where what the entry needs is not there."""
    entry = trigger.entry
    said = content(trigger, quotes) if entry.verbal else None
    if (entry.needs_content and said is None) or (entry.needs_complement and not complemented(trigger)):
        return None
    if entry.own_object and any(t.pos_ == "VERB" for t in grammar.subjects(trigger.token)):
        return None  # "taking the hill would stop the attacks": nobody stops attacks of his own
    if _of_accident(trigger):
        return None
    found = Draft(
        trigger, entry.kind, Span(*words(trigger, scene.doc)), scene.sentence(trigger.token), content=said
    )
    fill = _fill_noun if entry.noun else _fill_verb
    fill(scene, found)
    _ask(scene, found)
    if not entry.noun and _another(trigger.token):
        found.actors = found.actors.without(found.targets)
    found.targets = found.targets.without(found.actors)
    if (
        entry.noun
        and len(found.actors.referents) == 1
        and phrases.prepositional(trigger.token, entry.actors & {"with"})
    ):
        found.actors = _asker(scene, trigger) + found.actors
    settled = not found.verbal or found.kind == vocab.Agree
    found.place = place(scene, found) if settled else platform(scene, found)
    return found


def _of_accident(trigger: Trigger) -> bool:
    """As in "a helicopter crashed, killing six": nobody did it."""
    verb = trigger.token
    cause = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or cause.lemma_.lower() not in ACCIDENTS:
        return False
    return not any(t.lemma_.lower() in WEAPONS for t in cause.subtree)


ACCIDENTS = word_list("accidents")
WEAPONS = word_list("weapons")


def _another(verb: Token) -> bool:
    """As in "members of his guard overthrew him": who is told to be "him" did not do it."""
    return any(t.lower_ in {"him", "her", "them", "it"} and t.head == verb for t in grammar.objects(verb))


def _asker(scene: Scene, trigger: Trigger) -> Participants:
    """As in "requested a meeting with X": the one who asks would meet X."""
    verb = phrases.governor(trigger.token)
    asked = [trigger.token, *phrases.measured(trigger.token)]  # "broke off three years of talks with X"
    return (
        participants(scene, grammar.subjects(verb))
        if verb is not None and any(t.dep_ == "dobj" for t in asked)
        else Participants()
    )


OBLIGING = frozenset({"should", "must", "ought"})
IMPERATIVE = word_list("imperative")


def _ask(scene: Scene, found: Draft) -> None:
    """As in "They said the force should act" asks the force to act (PLOVER: REQUEST)."""
    if found.kind != vocab.Statement or found.trigger.entry.noun:
        return
    clause = spoken_clause(found.trigger.token)
    if clause is None or clause.lemma_.lower() in {"say", "admit", "confess", "stress", "add", "tell"}:
        return  # "I must say": asks nobody for anything
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ == "aux"}
    vital = clause.lemma_ == "be" and any(c.lower_ in IMPERATIVE for c in clause.children)
    wished = found.lemma in WISHING and _wish(clause)
    if (auxiliaries & OBLIGING and "have" not in auxiliaries) or vital or wished:
        found.kind = vocab.Request
        found.targets += participants(
            scene, [t for t in grammar.subjects(clause) if t.i != found.trigger.token.i]
        )


def _wish(clause: Token) -> bool:
    """As in "insisted that the tanks leave", "that he be freed": what is wished, not what is."""
    carried = [c for c in clause.children if c.dep_ in {"aux", "auxpass"}]
    if clause.tag_ == "VBN":
        return [c.lower_ for c in carried] == ["be"]
    one = any(c.dep_ in {"nsubj", "nsubjpass"} and c.tag_ in {"NN", "NNP"} for c in clause.children)
    return not carried and (clause.tag_ == "VB" or (clause.tag_ == "VBP" and one))


WISHING = frozenset({"insist", "suggest", "plead", "beg", "ask", "repeat", "reiterate", "stress"})


def _fill_verb(scene: Scene, found: Draft) -> None:
    verb, entry = found.trigger.token, found.trigger.entry
    speech = speaks_on(verb) if entry.verbal else None
    speaking = speech if speech is not None else verb
    subjects = participants(scene, grammar.subjects(speaking))
    if found.verbal and phrases.inverted(verb):
        told = phrases.child(verb, "dobj", "npadvmod", "oprd")
        subjects = participants(scene, phrases.with_conjuncts(told) if told is not None else [])
    if found.verbal:
        subjects += Participants((), tuple(Span(t.idx, t.idx + len(t)) for t in grammar.relatives(speaking)))
    if entry.subject == "actor":
        found.actors = subjects if subjects.words or not found.verbal else _beside(scene, verb)
    elif entry.subject in {"victim", "target"}:
        found.targets = subjects
    elif entry.subjects and subjects.referents:
        found.actors = subjects  # "Pakistani shells hit the town"
    done_to = [t for t in grammar.objects(verb) if t.i != verb.i]
    if entry.object in {"target", "victim", "addressee"}:
        found.targets += participants(scene, done_to)
    elif entry.object == "actor":
        found.actors += participants(scene, done_to)
    carriers = [verb] if entry.object in NEAR else [verb, *done_to[:2]]
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in TRYING:
        carriers.append(verb.head)
    _fill_prepositions(scene, found, carriers)
    if entry.dative:
        receiver = [
            t
            for c in verb.children
            if c.dep_ == "dative" and c.pos_ != "ADP"
            for t in phrases.with_conjuncts(c)
        ]
        found.targets += participants(scene, receiver)


# roles of objects whose own prepositions say nothing of the verb's roles
NEAR = frozenset({"target", "victim", "actor", "addressee", "content"})
TRYING = word_list("trying")


def _beside(scene: Scene, verb: Token) -> Participants:
    """As in "…, his spokesman, X, said": who stands right before a verb of speech without a subject."""
    last = verb.i - 1
    while last >= verb.sent.start and verb.doc[last].text in {",", "”", '"'}:
        last -= 1
    if last < verb.sent.start or verb.doc[last].pos_ not in {"PROPN", "PRON", "NOUN"}:
        return Participants()
    return participants(scene, [verb.doc[last]]) if scene.at(verb.doc[last]) else Participants()


def _fill_prepositions(scene: Scene, found: Draft, carriers: list[Token]) -> None:
    entry = found.trigger.entry
    for carrier in carriers:
        found.targets += participants(scene, phrases.prepositional(carrier, entry.targets | entry.addressees))
        found.actors += participants(scene, phrases.prepositional(carrier, entry.actors))


def _fill_noun(scene: Scene, found: Draft) -> None:
    noun, entry = found.trigger.token, found.trigger.entry
    _fill_modifiers(scene, found)
    of = participants(scene, phrases.of_what(noun))
    if entry.of == "actor" and not found.actors.referents:
        found.actors += of
    elif entry.of in {"target", "victim"}:
        found.targets += of
    found.actors += participants(scene, phrases.prepositional(noun, {"by"}))
    _fill_prepositions(scene, found, [noun, *phrases.happening(noun)])
    if found.trigger.verb is not None:
        _fill_support(scene, found, found.trigger.verb)
    found.actors += participants(scene, standing_at(noun))
    if entry.under and noun.head.lower_ == "under" and noun.head.head != noun.head:
        found.targets += participants(scene, grammar.undergoers(noun.head.head))
        found.actors += _from_whom(scene, noun)
    if not found.actors.referents:
        found.actors += met(scene, noun, entry.actors)


def _from_whom(scene: Scene, noun: Token) -> Participants:
    """As in "came under fire from the rebels": who fires, if it is not said from where."""
    told = [t for c in (noun, noun.head.head) for t in phrases.prepositional(c, {"from"})]
    who = participants(scene, told).referents
    return Participants(tuple(r for r in who if not _bare_place(scene, r)))


def _fill_modifiers(scene: Scene, found: Draft) -> None:
    noun, entry = found.trigger.token, found.trigger.entry
    hyphened = [c for c in noun.lefts if c.i + 1 < noun.i and c.nbor().text == "-"]  # the build of "build-up"
    lefts = [c for t in (noun, *hyphened) for c in t.lefts]
    for modifier in [c for c in lefts if c.dep_ in {"poss", "amod", "compound", "nmod"}]:
        who = participants(scene, phrases.with_conjuncts(modifier)) if scene.at(modifier) else Participants()
        if (
            not who.referents
            or noun.lemma_.lower() in RAGING
            or all(_bare_place(scene, r) for r in who.referents)
        ):
            continue
        if modifier.dep_ == "poss" and entry.poss == "target":
            found.targets += who
        else:
            found.actors += who


def _bare_place(scene: Scene, referent: ReferentId) -> bool:
    return scene.referent[referent].kind in {vocab.City, vocab.Place, vocab.Territory}


def _fill_support(scene: Scene, found: Draft, verb: Token) -> None:
    if not found.actors.referents or found.trigger.entry.actors:
        found.actors += participants(scene, grammar.subjects(verb))
    if not found.targets.referents:
        found.targets += participants(scene, phrases.prepositional(verb, found.trigger.entry.targets))
