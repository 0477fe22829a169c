"""What the events around say of where an event happens: whose land it is, the scene of the telling."""

from collections.abc import Sequence

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clause_places import LEAVING
from kg.extract.events.clusters import HARM, Cluster
from kg.extract.events.contradictions import family, presupposed
from kg.extract.events.drafts import Draft
from kg.extract.events.families import of_power
from kg.extract.events.naming_places import GATHERINGS, INSIDE, SPOTS
from kg.extract.events.passing import in_passing
from kg.extract.events.sentence_places import in_sentence
from kg.extract.events.wholes import UNREAL, share
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import ReferentId

DOMESTIC = frozenset({vocab.Coerce})
HARBOURING = word_list("harbouring")


def settle(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Gives events the place and day of what they are part of, acts of rule their country, war its scene."""
    share(scene, clusters)
    _convene(clusters)
    reached: Cluster | None = None
    for c in clusters:
        if c.first.verbal:
            continue
        if c.place is None and reached is not None and _goes_on(scene, c, reached):
            c.first.place = reached.place
        if c.place is None:
            ruling = c.first.kind not in DOMESTIC or any(of_power(d) for d in c.drafts)
            nearest = None if ruling else in_sentence(scene, c)
            c.first.place = nearest or _at_home(scene, c)
        if c.place is None:
            c.first.place = (
                _just_named(scene, c)
                or _where_they_fight(scene, c, clusters)
                or _raged(c, clusters)
                or _torn(scene, c)
                or _truce(scene, c)
                or _arrived(scene, c)
                or in_sentence(scene, c)
            )
        elif (
            c.first.kind == vocab.Assault
            and c.first.status not in UNREAL
            and not any(map(in_passing, c.drafts))
        ):
            reached = c


def _convene(clusters: Sequence[Cluster]) -> None:
    """As in "the summit threatened the rebels", "told the ceremony": where the last meeting was held."""
    met: Cluster | None = None
    for c in clusters:
        if met is not None and c.first.verbal and c.place is None and _at_meeting(c.first, met):
            c.first.place = met.place
            c.first.interval = c.interval or (met.interval if _convened(c.first) else None)
        if c.first.kind in MEETING and c.place is not None:
            met = c


MEETING = frozenset({vocab.Consult, vocab.Agree})


def _convened(d: Draft) -> bool:
    subjects = [] if d.trigger.entry.noun else grammar.subjects(d.trigger.token)
    return any(t.lemma_.lower() in GATHERINGS and phrases.is_definite(t) for t in subjects)


def _at_meeting(d: Draft, met: Cluster) -> bool:
    verb, sides = d.trigger.token, {*met.parties("actors"), *met.parties("targets")}
    if verb.dep_ == "relcl" and d.sentence == met.first.sentence and verb.tag_ == "VBD":
        return met.first.trigger.token in verb.ancestors  # "met X, who thanked them"
    if d.kind == vocab.Agree and not d.trigger.entry.noun and len(d.actors.referents) > 1:
        return verb.tag_ == "VBD" and {*d.actors.referents} <= sides and d.status == vocab.Actual
    listening = (c for c in d.trigger.token.children if c.dep_ in {"dobj", "dative"})
    return _convened(d) or any(c.lemma_.lower() in GATHERINGS and phrases.is_definite(c) for c in listening)


def _at_home(scene: Scene, c: Cluster) -> ReferentId | None:
    """The country in which power is seized or bounds are shut, or that gives shelter."""
    if c.first.kind in DOMESTIC and c.first.status == vocab.Actual and any(of_power(d) for d in c.drafts):
        return _country(scene, c) or _told_of(scene, c)
    if c.first.kind in DOMESTIC and c.first.status not in UNREAL and any(_of_bounds(d) for d in c.drafts):
        return _country(scene, c)
    if c.first.lemma in HARBOURING:
        return next((r for r in c.parties("actors") if scene.referent[r].kind == vocab.Country), None)
    return None


def _of_bounds(d: Draft) -> bool:
    """As in "closed the borders", "barred them from leaving the country": only at home can one do so."""
    verb = d.trigger.token
    barred = (t for p in phrases.prepositions(verb) for t in p.children if t.dep_ == "pcomp")
    taken = [] if d.trigger.entry.noun else [t for c in (verb, *barred) for t in grammar.objects(c)]
    return any(t.lemma_.lower() in BOUNDS and phrases.is_definite(t) for t in taken)


BOUNDS = frozenset({"border", "frontier", "airspace", "country"})


def _told_of(scene: Scene, c: Cluster) -> ReferentId | None:
    """The one country that the sentence names, else the one that the text is about."""
    here = c.first.sentence
    inside = (m for m in scene.mentions if here.begin <= m.span.begin < here.end)
    states = {m.referent for m in inside if scene.referent[m.referent].kind == vocab.Country}
    if not states:
        return scene.main_country
    return next(iter(states)) if len(states) == 1 else None


def _country(scene: Scene, c: Cluster) -> ReferentId | None:
    targets = c.parties("targets")
    for r in (*targets, *c.parties("actors")):
        referent = scene.referent[r]
        if referent.kind == vocab.Country and r in targets:
            return r
        if referent.country is not None and scene.referent[referent.country].kind == vocab.Country:
            return referent.country
    return None


def _where_they_fight(scene: Scene, c: Cluster, clusters: Sequence[Cluster]) -> ReferentId | None:
    """Where those who act are first told to fight, for what else they do as a fact."""
    d, doers = c.first, _wide(scene, c.parties("actors"))
    if d.kind not in {vocab.Assault, vocab.Aid} or d.raging or not doers or not told_as_fact(d):
        return None
    if any(x.status in UNREAL for x in c.drafts):
        return None
    for other in clusters:
        if other.first.position >= d.position:
            return None
        fights = other.first.kind == vocab.Assault and other.first.status not in UNREAL
        if fights and other.place is not None and doers & _wide(scene, other.parties("actors")):
            return other.spot(scene) if d.interval in {None, other.interval} else None
    return None


def _raged(c: Cluster, clusters: Sequence[Cluster]) -> ReferentId | None:
    """As in "the violence first broke out in May": where the fighting was that the article tells of."""
    if not c.first.raging or not presupposed(c.first):
        return None
    told = (o for o in clusters if o.first.raging and o.first.position < c.first.position)
    return next((o.place for o in told if o.place is not None), None)


def _torn(scene: Scene, c: Cluster) -> ReferentId | None:
    """A war without a place, of sides that are of one country or not told: that country."""
    main = scene.main_country
    wars = [d for d in c.drafts if d.raging and d.trigger.entry.noun]
    alone = c.first in wars or (wars and all(d in wars or d.lemma in HARM for d in c.drafts))
    if not alone or any(d.status in UNREAL for d in c.drafts):
        return None
    sides = _wide(scene, (*c.parties("actors"), *c.parties("targets")))
    states = {r for r in sides if scene.referent[r].kind == vocab.Country}
    return main if states <= {main} else None


def _arrived(scene: Scene, c: Cluster) -> ReferentId | None:
    """As in "the arrival of the first Kenyan troops": in the country that the text is about."""
    own = {scene.referent[r].country for r in c.parties("actors")} | {*c.parties("actors")}
    come = c.first.kind in {vocab.Mobilize, vocab.Aid} and c.first.lemma in ARRIVING
    return scene.main_country if come and scene.main_country not in own else None


ARRIVING = frozenset({"arrive", "arrival", "land", "landing"})


def _truce(scene: Scene, c: Cluster) -> ReferentId | None:
    """A truce of sides that are of one country, which the text tells most of: in that country."""
    if c.first.kind != vocab.Retreat or not any(d.lemma in TRUCES for d in c.drafts):
        return None
    sides = _wide(scene, (*c.parties("actors"), *c.parties("targets")))
    states = {r for r in sides if scene.referent[r].kind == vocab.Country}
    inner = any(scene.referent[r].kind == vocab.ArmedGroup for r in sides)
    return scene.main_country if inner and states == {scene.main_country} else None


TRUCES = frozenset({"truce", "ceasefire", "cease-fire", "armistice"})
NEXT = 45
"""Tokens within which a telling stays where it is."""


def _goes_on(scene: Scene, c: Cluster, reached: Cluster) -> bool:
    """Whether the telling goes on of what is done there: close by, as a fact, at no other time."""
    d = c.first
    last = next((x for x in reversed(reached.drafts) if x.position < d.position), reached.drafts[-1])
    token = d.trigger.token
    goes_on = d.raging and not phrases.is_definite(token)
    if token.dep_ == "relcl" and token.tag_ == "VBG":
        return False  # "the militia, which is fighting the army": who it is, not what it did there
    if d.kind not in STAYING or goes_on or any(x.status in UNREAL for x in c.drafts):
        return False
    if d.kind in {vocab.Retreat, vocab.Aid} and d.lemma not in LEAVING:
        return False
    inside = {m.referent for m in scene.within(d.sentence.begin, d.sentence.end)} - {reached.place}
    if d.sentence != last.sentence and any(scene.referent[r].kind in SPOTS for r in inside):
        return False  # the telling has moved on
    far = d.position - last.position > NEXT
    if not _about_then(d, reached) or (far and not scene.follows(last.sentence, d.sentence)):
        return False
    return _voiced_alike(scene, d, last) and told_as_fact(d) and _same_sides(scene, c, reached)


def _just_named(scene: Scene, c: Cluster) -> ReferentId | None:
    """As in "reports of a fire in X. The officers came under fire": the one spot of the sentence before."""
    d = c.first
    if d.kind not in {vocab.Assault, vocab.Retreat} or d.raging or not told_as_fact(d):
        return None
    if any(x.status in UNREAL | {vocab.Denied} for x in c.drafts) or (
        d.kind == vocab.Retreat and d.lemma not in LEAVING
    ):
        return None
    published = scene.document.published
    if d.interval is not None and published is not None and (published - d.interval.end).days > NEWS:
        return None
    i = scene.sentences.index(d.sentence)
    begin = scene.sentences[i - 1].begin if i else d.sentence.begin
    spots = [m for m in scene.mentions if begin <= m.span.begin < d.sentence.end]
    spots = [m for m in spots if scene.referent[m.referent].kind in SPOTS]
    led = [m for m in spots if scene.head(m).dep_ == "pobj" and scene.head(m).head.lower_ in {*INSIDE, "of"}]
    towns = {m.referent for m in led if scene.referent[m.referent].kind == vocab.City}
    inside = all(m.span.begin < d.sentence.begin for m in spots)
    return towns.pop() if inside and len(towns) == 1 else None


def _about_then(d: Draft, reached: Cluster) -> bool:
    """Whether it is told of the same days, as in "the next day"."""
    there = reached.interval
    if d.interval is None or there is None or d.interval == there:
        return d.interval in {None, there}
    apart = max(d.interval.start, there.start) - min(d.interval.end, there.end)
    return apart.days <= DAYS and d.interval.start == d.interval.end


NEWS = 30
"""Days after which what happened is background, wherever the sentence before was."""
DAYS = 4
STAYING = frozenset({vocab.Assault, vocab.Coerce, vocab.Retreat, vocab.Aid})


def _voiced_alike(scene: Scene, d: Draft, last: Draft) -> bool:
    if last.speaker is None or d.speaker is None or d.speaker is last.speaker:
        return True
    if d.accuser is not None and not last.speaker.actors.referents:
        return True
    voices = (_wide(scene, speech.actors.referents) for speech in (d.speaker, last.speaker))
    return bool(set.intersection(*voices))


def told_as_fact(d: Draft) -> bool:
    """As in "soldiers later detained ten", "the raid"; not "has seized", "to seize", "a raid"."""
    noun = d.trigger.token
    verb = d.trigger.verb or noun
    if d.trigger.entry.noun and d.trigger.verb is None:
        if noun.dep_ != "pobj" or noun.head.lower_ != "under":  # "came under fire"
            return phrases.is_definite(noun)
        verb = noun.head.head
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp":  # "accused it of shelling"
        by = d.accuser or d.speaker
        return by is not None and by.kind == vocab.Accuse
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    present = any(c.dep_ == "auxpass" and c.lower_ in {"is", "are", "be"} for c in verb.children)
    tensed = (verb.tag_ in {"VBD", "VBN"} and not present) or (
        verb.tag_ == "VBG" and bool(auxiliaries & BEING)
    )
    return tensed and not auxiliaries & {"to", "has", "have"}


BEING = frozenset({"is", "are", "was", "were"})


def _same_sides(scene: Scene, c: Cluster, reached: Cluster) -> bool:
    """Whether one who acts here is a side there, as far as they are named."""
    here = _wide(scene, c.parties("actors"))
    there = _wide(scene, (*reached.parties("actors"), *reached.parties("targets")))
    return bool(here & there) or not here or not reached.parties("targets")


def _wide(scene: Scene, referents: Sequence[ReferentId]) -> set[ReferentId]:
    return set().union(*(family(scene, r) for r in referents)) if referents else set()
