"""Where events happen by the words next to them: prepositions, what it is done to, whose land it is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import vocab
from kg.extract.events import grammar, passives, phrases
from kg.extract.events.clause_places import ADDRESSING, ON_THE_GROUND, WIDE, finer, further, seen_by
from kg.extract.events.naming_places import (
    INSIDE,
    LOCATIVE,
    MOVING,
    PARTS,
    ROADS,
    apart,
    beyond,
    first_named,
    first_of_kind,
    for_one,
    held,
    named,
    named_before,
    of_kind,
    site,
)
from kg.extract.events.triggers import PLACES, Trigger
from kg.extract.events.venues import hosted, venue
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import ReferentId

if TYPE_CHECKING:
    from kg.extract.events.drafts import Draft

# the parser hangs "in Geneva" on the partner of "talks with the rebels in Geneva"
COMPANY = frozenset({"with", "between", "against", "among", "by"})
LANDS = word_list("lands")
AROUND = INSIDE | {"on", "over", "across", "outside", "along", "around", "off"}


def place(scene: Scene, found: "Draft") -> ReferentId | None:
    """The nearest place named with a preposition of place, else the place that it is done to."""
    return _refined(scene, found, _place(scene, found))


def place_by_clause(scene: Scene, found: "Draft") -> ReferentId | None:
    """The place that the clauses around give an event which its own words do not place."""
    elsewhere = _made_apart(found) or _only_named(found)
    return None if elsewhere else _refined(scene, found, further(scene, found))


# what is decided where those who decide sit
DECIDED = frozenset({vocab.Consult, vocab.Agree, vocab.Sanction})


def _made_apart(found: "Draft") -> bool:
    """As in "the Iran-backed offensive in X": the backing may be elsewhere."""
    return found.kind == vocab.Aid and found.trigger.token.dep_ == "amod"


def _refined(scene: Scene, found: "Draft", located: ReferentId | None) -> ReferentId | None:
    wide = located is not None and scene.referent[located].kind in WIDE
    return (finer(scene, found) if wide and found.kind in ON_THE_GROUND else None) or located


def _place(scene: Scene, found: "Draft") -> ReferentId | None:
    meeting = venue(scene, found.trigger.token) if found.verbal else seen_by(scene, found.trigger.token)
    if meeting is not None or _made_apart(found):
        return meeting
    located = _struck(scene, found.trigger)
    if located is not None:
        return located
    for token in _own(found.trigger):
        located = named(scene, token) if found.verbal or not apart(found, token) else None
        if located is not None:
            located = _abroad(scene, found, token, located) or located
            return _town(scene, found, token) or _around_both(scene, token, located)
    for token in () if found.kind == vocab.Sanction else (*_before(found.trigger), *_done_to(found.trigger)):
        located = _abroad(scene, found, token, _land(scene, token))
        if located is not None and (located not in found.actors.referents or not scene.at(token)):
            return located
    if found.kind == vocab.Assault and found.trigger.entry.noun:
        noun = found.trigger.token
        taken = phrases.of_what(noun) if found.trigger.entry.of == "target" else []
        located = first_named(scene, [*taken, *phrases.prepositional(noun, {"for"})])
        if located is not None:  # "the shelling of a school in X"
            return located
    if _only_named(found):
        return None
    host = hosted(scene, found.trigger.token) if found.kind in DECIDED else None
    return host or _onto(scene, found)


def _struck(scene: Scene, trigger: Trigger) -> ReferentId | None:
    """As in "shelled X": the spot that it is done to."""
    if trigger.entry.kind == vocab.Sanction:
        return None
    done_to = [t for t in _done_to(trigger) if t.pos_ != "PRON"]
    onto = (_hit(scene, t) or _settlement(scene, t) for t in done_to)
    return next((r for r in onto if r is not None and scene.referent[r].kind != vocab.Country), None)


def _hit(scene: Scene, noun: Token) -> ReferentId | None:
    """The place that a noun is: "X", "the bridge", "the Chechen capital, X", "the road to X"."""
    if noun.lemma_ == "capital" or (noun.lemma_ in ROADS and not phrases.prepositional(noun.head, INSIDE)):
        return named(scene, noun)
    return of_kind(scene, noun) or site(scene, noun)


def _settlement(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "shelled the village of X in Y": X."""
    if noun.lemma_.lower() not in LANDS - {"capital", "land"}:
        return None
    return first_of_kind(scene, phrases.prepositional(noun, {"of"}))


def _onto(scene: Scene, found: "Draft") -> ReferentId | None:
    """The place that is a target."""
    kinds = PLACES - {vocab.Country}
    return next((r for r in found.targets.referents if scene.referent[r].kind in kinds), None)


def _only_named(found: "Draft") -> bool:
    """As in "a 1951 treaty covered attacks in X", "a UN-brokered truce in X": not where that was made."""
    accord = found.kind == vocab.Agree and found.trigger.entry.noun and found.trigger.verb is None
    brokered = found.kind == vocab.Consult and found.trigger.token.dep_ in {"amod", "acl"}
    return brokered or (accord and found.trigger.token.dep_ == "nsubj")


def _abroad(scene: Scene, found: "Draft", token: Token, located: ReferentId | None) -> ReferentId | None:
    """As in "Kenyan troops entered the country": another one than their own."""
    own = {*found.actors.referents, *(scene.referent[r].country for r in found.actors.referents)}
    if located not in own or token.lemma_ != "country" or found.kind not in {vocab.Assault, vocab.Mobilize}:
        return located
    return next((r for r in named_before(scene, token, {vocab.Country}) if r not in own), None)


def _town(scene: Scene, found: "Draft", land: Token) -> ReferentId | None:
    """As in "a camp for people in the village of X, in Y state": X, whatever the parser hangs it on."""
    led = land.head
    if led.i - 2 <= found.trigger.token.i or led.lower_ != "in" or led.nbor(-1).text != ",":
        return None
    if led.nbor(-2).dep_ == "conj":
        return None
    town = of_kind(scene, led.nbor(-2))
    return town if town is not None and scene.referent[town].kind == vocab.City else None


def _own(trigger: Trigger) -> Iterator[Token]:
    """The objects of prepositions of place at the trigger, its verb, its object and what that is of."""
    wanted = LOCATIVE | trigger.entry.goals | trigger.entry.sources
    if trigger.entry.kind == vocab.Sanction:
        wanted -= ADDRESSING
    known = [c for c in _carriers(trigger) if c is not None]
    known += [t for c in known if c.pos_ not in phrases.VERBS for t in phrases.prepositional(c, {"of"})]
    for carrier in known:
        yield from _led(carrier, wanted)
    if not trigger.entry.noun and passives.is_passive(trigger.token):
        for undergoer in _done_to(trigger):
            yield from phrases.prepositional(undergoer, AROUND)  # "a prison in X was attacked"
    if trigger.entry.noun:
        yield from held(trigger.token)
    for carrier in known:
        for partner in phrases.prepositional(carrier, COMPANY):
            yield from phrases.prepositional(partner, INSIDE)


def _carriers(trigger: Trigger) -> list[Token | None]:
    """The words that the place of an event may hang on."""
    carriers = [trigger.token, trigger.verb, *phrases.happening(trigger.token)]
    if trigger.entry.noun:
        carriers += phrases.measured(trigger.token)  # "a campaign of violence across the country"
        clauses = (c for c in trigger.token.children if c.dep_ == "relcl")
        carriers += [c for c in clauses if c.lemma_ in phrases.HAPPENING]  # "clashes, which broke out near X"
    elif trigger.token.lemma_ not in DISCUSSING:
        carriers += [t for t in grammar.objects(trigger.token) if t.i > trigger.token.i]
    return carriers


# what is only talked of may be anywhere: "met to discuss an attack on the town"
DISCUSSING = frozenset({"discuss", "debate", "consider", "negotiate"})


def _led(carrier: Token, wanted: frozenset[str]) -> Iterator[Token]:
    """The objects of prepositions, those joined by "and" included: "along the front and in the valley"."""
    for prep in phrases.prepositions(carrier):
        if for_one(prep):
            continue
        if prep.lower_ in wanted:
            yield from (
                t for c in prep.children if c.dep_ in {"pobj", "pcomp"} for t in phrases.with_conjuncts(c)
            )
        for joined in prep.children:
            if joined.dep_ == "conj" and joined.lower_ in wanted:
                yield from (t for t in joined.children if t.dep_ == "pobj")


def _before(trigger: Trigger) -> list[Token]:
    if trigger.entry.kind == vocab.Agree and trigger.token.pos_ == "PROPN":
        return []  # "the Geneva Agreement" may be of anywhere
    return [c for c in trigger.token.lefts if c.dep_ in {"poss", "compound", "nmod", "amod"}]


def _done_to(trigger: Trigger) -> list[Token]:
    return [] if trigger.entry.noun else grammar.objects(trigger.token)


def _land(scene: Scene, token: Token) -> ReferentId | None:
    """The place a word names, or whose land it is; a state that a pronoun stands for is who, not where."""
    if scene.at(token):
        located = of_kind(scene, token)
        who = token.pos_ == "PRON" and located is not None and scene.referent[located].kind == vocab.Country
        return None if who else located
    if token.lemma_.lower() in MEASURES:  # "occupied ten square kilometres of its territory"
        inner = phrases.prepositional(token, {"of", "over"})
        return next((r for t in inner if (r := _land(scene, t) or named(scene, t))), None)
    side = token.lemma_.lower() in ENDS
    for part in _parts(token):
        located = of_kind(scene, part)
        if located is not None and (side or scene.referent[located].kind != vocab.Country):
            return located
    if token.lemma_.lower() in LANDS:
        owners = (c for c in token.lefts if c.dep_ in {"poss", "amod", "compound"})
        land = first_of_kind(scene, owners)
        return (_town_before(scene, token) if land is not None else None) or land
    return _grounds(scene, token)


def _grounds(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "shut X's airports", "cleared the streets of X": the town whose they are."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in MOVING:
        return None
    owners = [c for c in noun.lefts if c.dep_ in {"poss", "compound", "nmod"}]
    owners += [t for t in phrases.prepositional(noun, {"of"}) if not beyond(t)]
    return first_of_kind(scene, owners, {vocab.City, vocab.Place})


def _town_before(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "around X, all but encircling the northern Syrian city": X."""
    if noun.lower_ not in TOWNS or not any(c.lower_ == "the" for c in noun.children):
        return None
    return next(named_before(scene, noun, {vocab.City}), None)


TOWNS = frozenset({"city", "town", "village"})


# what is seized or shelled of a country: "the south of the country"
ENDS = frozenset({"east", "west", "north", "south", "part", "half", "centre", "center", "swath", "swathe"})


MEASURES = frozenset(
    {"kilometre", "kilometer", "mile", "hectare", "acre", "stretch", "pocket", "strip", "patch", "control"}
)


def _parts(token: Token) -> Iterator[Token]:
    """What names the place that a noun is, or is a part of: "the capital X", "the outskirts of X"."""
    yield from (c for c in token.children if c.dep_ == "appos" and c.i == token.i + 1)
    for inner in phrases.prepositional(token, {"of"}) if token.lemma_.lower() in PARTS else ():
        if not beyond(inner):
            yield inner
            yield from _parts(inner)


def _around_both(scene: Scene, token: Token, located: ReferentId) -> ReferentId:
    """As in "in X and Y, in the Z province": what happens in two towns happens in what holds both."""
    joined = [c for c in token.children if c.dep_ == "conj" and c.pos_ == "PROPN"]
    if scene.referent[located].kind != vocab.City or not joined:
        return located
    carriers = (token.head.head, token, *joined)
    wider = (t for c in carriers for t in phrases.prepositional(c, {"in"}) if t.i > token.i)
    return first_of_kind(scene, wider, {vocab.Territory}) or located
