"""What keeps two tellings apart: another day, place, party, reality or kind of act."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clause_places import UNREAL, where_clause
from kg.extract.events.clusters import HARM, Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.families import unlike
from kg.extract.events.participants import STAND_INS
from kg.extract.events.passing import apart
from kg.extract.events.retold import (
    before_or_after,
    called,
    done_to_another,
    in_general,
    in_which,
    on_that_day,
    to_an_end,
)
from kg.extract.events.wars import waged
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Interval, ReferentId

__all__ = [
    "UNREAL",
    "adds_up",
    "answered",
    "called_for",
    "contradict",
    "family",
    "modified",
    "presupposed",
    "reality",
]


OTHER = word_list("other")


def contradict(scene: Scene, draft: Draft, cluster: Cluster) -> bool:
    """Whether something keeps a draft from being a further telling of an event."""
    return not to_an_end(draft, cluster) and (
        _other_event(scene, draft, cluster) or _contrary(scene, draft, cluster)
    )


def _other_event(scene: Scene, draft: Draft, cluster: Cluster) -> bool:
    """Whether its day, reality, kind of act or parties are others."""
    other_day = draft.interval and cluster.interval and not _overlap(draft.interval, cluster.interval)
    if other_day or modified(draft, OTHER) or done_to_another(draft):
        return True
    real = reality(draft.status) == reality(first_status(cluster)) or presupposed(draft)
    if not real and not called_for(draft, cluster):
        return True
    if unlike(draft, cluster) or _one_more(draft, cluster):
        return True
    if _long_ago(scene, draft, cluster) or _counted_since(draft, cluster):
        return True
    here = draft.sentence == cluster.drafts[-1].sentence
    signed = draft.kind == vocab.Agree and (here or presupposed(draft))
    return not signed and not _compatible(scene, draft.actors.referents, cluster.parties("actors"))


def _contrary(scene: Scene, draft: Draft, cluster: Cluster) -> bool:
    """Whether the words around say that it is another occasion, or its target or place is another."""
    if apart(draft, cluster) or _turned(draft, cluster) or _others_did(scene, draft, cluster):
        return True
    if _introduced(draft, cluster) or before_or_after(draft, cluster):
        return True
    if (in_general(draft) and not cluster.first.raging) or _on_another_occasion(draft, cluster):
        return True
    if draft.place not in {None, cluster.place} and where_clause(draft.trigger.token) is not None:
        return True  # "a truce in the country, above all around X, where towns are shelled"
    return not _compatible_targets(scene, draft, cluster) or _elsewhere(scene, draft.place, cluster.place)


def _long_ago(scene: Scene, draft: Draft, cluster: Cluster) -> bool:
    """Whether a new sentence tells of another year than the news, which has no date."""
    published = scene.document.published
    if draft.interval is None or cluster.interval is not None or published is None:
        return False
    past = (published - draft.interval.end).days > PAST
    return past and draft.sentence != cluster.drafts[-1].sentence and not cluster.first.raging


PAST = 60
"""Days after which nothing is news."""


def _counted_since(draft: Draft, cluster: Cluster) -> bool:
    """As in "six were killed by shelling since Tuesday": no harm of a single strike."""
    if draft.sentence == cluster.drafts[-1].sentence or any(waged(d) for d in cluster.drafts):
        return False
    causes = phrases.prepositional(draft.trigger.token, {"by", "in"})
    return adds_up(draft) or any(c.lower_ == "since" for t in causes for c in t.children)


def _one_more(draft: Draft, cluster: Cluster) -> bool:
    """As in "they have also agreed to", "in another incident, gunmen fired", "are often attacked"."""
    if draft.interval not in {None, cluster.interval} and any(
        map(_anew, phrases.happening(draft.trigger.token))
    ):
        return True
    verb = draft.trigger.verb or draft.trigger.token
    if verb.pos_ not in phrases.VERBS or draft.sentence == cluster.drafts[-1].sentence:
        return False
    if any(c.lower_ in OFTEN for c in verb.children):
        return True
    also = draft.kind == vocab.Agree and any(c.lower_ == "also" for c in verb.children)
    occasions = phrases.prepositional(verb, {"in", "during"})
    return also or any(c.lower_ in OTHER for t in occasions for c in t.children)


OFTEN = frozenset({"often", "regularly", "frequently", "routinely", "usually", "repeatedly", "sometimes"})


def _anew(verb: Token) -> bool:
    """As in "fighting resumed in August", "clashes broke out again"."""
    return verb.lemma_ in {"resume", "restart", "return"} or any(c.lower_ == "again" for c in verb.children)


def _turned(draft: Draft, cluster: Cluster) -> bool:
    """Whether who acts here is done to there: an attack and its answer."""
    actors, targets = cluster.parties("actors"), cluster.parties("targets")
    return _only_in(draft.actors.referents, targets, actors) or _only_in(
        draft.targets.referents, actors, targets
    )


def _only_in(own: Iterable[ReferentId], there: Iterable[ReferentId], here: Iterable[ReferentId]) -> bool:
    mine = set(own)
    return bool(mine & set(there)) and not mine & set(here)


def _introduced(draft: Draft, cluster: Cluster) -> bool:
    """As in "in response to an attack": what comes with "a" was not told before, but for the harm it does."""
    noun = draft.trigger.token
    if called(draft) or (draft.status == vocab.Denied and draft.lemma in HARM):
        return False  # "denied carrying out a massacre": what was told is what is denied
    if draft.trigger.entry.noun and answered(noun) and not phrases.is_definite(noun):
        return True
    if not draft.trigger.entry.noun or not any(c.lower_ in {"a", "an"} for c in noun.children):
        return False
    last = cluster.drafts[-1]
    before = last.trigger.token
    if last.sentence != draft.sentence:
        named = noun.dep_ in {"pobj", "dobj", "nsubj", "nsubjpass"} and noun.head.lower_ != "as"
        return named and draft.trigger.verb is None
    return last.trigger.entry.noun and before.head != noun


def answered(noun: Token) -> bool:
    """As in "in reprisal for clashes": what was answered is not the answer."""
    return noun.dep_ == "pobj" and noun.head.head.lemma_ in ANSWERS


def _on_another_occasion(draft: Draft, cluster: Cluster) -> bool:
    """As in "last week 11 were killed in an ambush"; and a massacre is not the war that goes on."""
    if draft.lemma not in HARM:
        return False
    if draft.trigger.entry.noun:
        return cluster.first.raging
    verb = draft.trigger.token
    if _in_which(verb) and not any(in_which(verb, d.trigger.token) for d in cluster.drafts):
        return True
    if on_that_day(draft.trigger.token) and draft.sentence == cluster.drafts[-1].sentence:
        return True
    if draft.actors.referents and _other_victims(draft, cluster):
        return True
    around = [t for t in phrases.prepositional(draft.trigger.token, {"in", "by", "during", "when"})]
    if draft.status == vocab.Denied and any(t.tag_ == "NNS" and not list(t.lefts) for t in around):
        return True
    new = any(c.lower_ in {"a", "an"} for t in around for c in t.children)
    return new and draft.interval is not None and draft.sentence != cluster.drafts[-1].sentence


def _in_which(verb: Token) -> bool:
    """As in "protests in which ten were killed"."""
    led = (t for c in verb.children if c.dep_ == "prep" for t in c.children)
    return verb.dep_ == "relcl" and any(t.lower_ == "which" for t in led)


ANSWERS = frozenset({"response", "retaliation", "revenge", "reprisal", "reaction", "answer"})


def _other_victims(draft: Draft, cluster: Cluster) -> bool:
    """As in "11 officers were killed" and "the army killed 40 militants"."""
    mine = {t.lemma_.lower() for t in grammar.objects(draft.trigger.token)}
    harmed = [d for d in cluster.drafts if d.lemma in HARM and not d.trigger.entry.noun]
    theirs = {t.lemma_.lower() for d in harmed for t in grammar.objects(d.trigger.token)}
    if not mine or not theirs or mine & theirs or cluster.drafts[-1].sentence == draft.sentence:
        return False
    return not cluster.parties("actors") and not (mine | theirs) & ANYBODY


MEN = frozenset({"gunmen", "men", "attackers", "assailants"})
ANYBODY = frozenset({"people", "person", "civilian", "other", "dozen", "hundred", "more"})


def _of_states(scene: Scene, actors: Iterable[ReferentId]) -> bool:
    return all(scene.referent[r].kind in STATELY for r in actors)


STATELY = frozenset({vocab.Country, vocab.ArmedForce, vocab.Government, vocab.PeacekeepingForce})


def _others_did(scene: Scene, draft: Draft, cluster: Cluster) -> bool:
    """As in "gunmen killed 12" and "the army killed 40": nameless doers are not those named later."""
    named = draft.actors.referents and not cluster.parties("actors")
    if not named or (draft.trigger.entry.noun and not _of_states(scene, draft.actors.referents)):
        return False
    verbs = (d.trigger.token for d in cluster.drafts if d.actors.words and not d.trigger.entry.noun)
    return any(
        (t.tag_ == "NNS" and t.lemma_.lower() in STAND_INS) or t.lower_ in MEN
        for v in verbs
        for t in grammar.subjects(v)
    )


def modified(draft: Draft, words: frozenset[str]) -> bool:
    noun = draft.trigger.token
    return (
        draft.trigger.entry.noun and any(c.lower_ in words for c in noun.children) and draft.interval is None
    )


def presupposed(draft: Draft) -> bool:
    """As in "respond to the operation": there is one, whatever is said of it."""
    return draft.trigger.entry.noun and phrases.is_definite(draft.trigger.token)


def called_for(draft: Draft, cluster: Cluster) -> bool:
    """As in "gathered … following calls for a protest": what is called for is what the sentence tells."""
    bare = not draft.actors.referents and not draft.targets.referents
    return draft.trigger.entry.noun and bare and draft.sentence == cluster.drafts[-1].sentence


def adds_up(draft: Draft) -> bool:
    """As in "have died since the war began": a count of many events."""
    children = draft.trigger.token.children
    return any(
        c.lower_ == "since" or (c.dep_ == "advcl" and any(m.lower_ == "since" for m in c.children))
        for c in children
    )


def reality(status: str) -> str:
    return "unreal" if status in UNREAL else "real"


def first_status(cluster: Cluster) -> str:
    return cluster.first.status


def _overlap(a: Interval, b: Interval) -> bool:
    return a.start <= b.end and b.start <= a.end


def family(scene: Scene, referent: ReferentId) -> set[ReferentId]:
    """A referent with the country or sender it belongs to, or the body that he speaks for."""
    country = scene.referent[referent].country
    found = {referent} if country is None else {referent, country}
    body = scene.office.get(referent)
    return found if body is None else {*found, body, scene.referent[body].country or body}


def _compatible(scene: Scene, own: Iterable[ReferentId], others: Iterable[ReferentId]) -> bool:
    mine, theirs = set(own), set(others)
    if not mine or not theirs or mine & theirs:
        return True
    return bool(
        set().union(*(family(scene, r) for r in mine)) & set().union(*(family(scene, r) for r in theirs))
    )


def _compatible_targets(scene: Scene, draft: Draft, cluster: Cluster) -> bool:
    """Attacks on two different towns are two."""
    mine = {r for r in draft.targets.referents if scene.referent[r].kind == vocab.City}
    theirs = {r for r in cluster.parties("targets") if scene.referent[r].kind == vocab.City}
    return not mine or not theirs or bool(mine & theirs)


def _elsewhere(scene: Scene, a: ReferentId | None, b: ReferentId | None) -> bool:
    if a is None or b is None or a == b:
        return False
    kinds = {scene.referent[a].kind, scene.referent[b].kind}
    if vocab.Country in kinds:
        return False
    if vocab.Territory not in kinds:
        return True
    town, land = (a, b) if scene.referent[b].kind == vocab.Territory else (b, a)
    holding = scene.container.get(town)
    return holding is not None and holding != land and scene.referent[holding].kind == vocab.Territory
