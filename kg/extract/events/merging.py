"""Which drafts tell of the same event.

A draft joins an earlier one of its kind where nothing contradicts (other day, place, parties or reality)
and something binds them: the same word, the same parties, a definite description, one sentence.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clusters import Cluster
from kg.extract.events.contradictions import (
    adds_up,
    called_for,
    contradict,
    family,
    presupposed,
    reality,
)
from kg.extract.events.drafts import Draft
from kg.extract.events.families import CAMPAIGN, HARM, names_any, of_power, of_stem
from kg.extract.events.retold import (
    MOVING,
    brings_news,
    by_the_same,
    called,
    in_its_wake,
    in_the_acts,
    to_an_end,
    to_another,
    which,
)
from kg.extract.scene import Scene


def merge(scene: Scene, drafts: Sequence[Draft]) -> list[Cluster]:
    """Groups drafts that tell of the same event, in the order of their first trigger."""
    clusters: list[Cluster] = []
    alike = defaultdict[str, deque[Cluster]](lambda: deque(maxlen=REMEMBERED))
    for draft in drafts:
        alone = _stands_alone(draft)
        home = None if alone else _home(scene, draft, alike[draft.kind], clusters)
        if home is not None:
            home.drafts.append(draft)
            continue
        clusters.append(Cluster([draft]))
        if not alone:
            alike[draft.kind].append(clusters[-1])
    return clusters


REMEMBERED = 100
"""Events of a kind that a later telling may mean. No article tells of so many; a file of many may."""


def _home(
    scene: Scene, draft: Draft, alike: Iterable[Cluster], clusters: Sequence[Cluster]
) -> Cluster | None:
    """The best of the events of its kind, the later one of two as good."""
    carried = [c for c in alike if any(d.trigger.token == draft.trigger.verb for d in c.drafts)]
    candidates = carried or [c for c in alike if not contradict(scene, draft, c)]
    if draft.raging and phrases.is_definite(draft.trigger.token):
        wars = [c for c in candidates if c.first.raging and reality(c.first.status) == "real"]
        candidates = wars or candidates
    told = (c for c in clusters if c.first.kind == draft.kind and reality(c.first.status) == "real")
    opens = next(told, None)
    best, home = 2.0, None
    for cluster in candidates:
        score = _ties(scene, draft, cluster, opens) + (_main(draft, cluster) if cluster is opens else 0.0)
        if score >= best:
            best, home = score, cluster
    return home


def _stands_alone(draft: Draft) -> bool:
    """Each act of speech is an event of its own, agreements apart."""
    return draft.alone or in_its_wake(draft) or (draft.verbal and draft.kind != vocab.Agree)


def _main(draft: Draft, cluster: Cluster) -> float:
    """What an article opens with is what its later harm and "the attack" mean."""
    if not (draft.lemma in HARM or presupposed(draft) or by_the_same(draft) or called(draft)):
        return 0.0
    meant = draft.lemma in HARM or by_the_same(draft) or called(draft) or _akin(draft, cluster)
    return MAIN if meant and not _newly_dated(draft, cluster) else 0.0


def _akin(draft: Draft, cluster: Cluster) -> bool:
    """Whether "the crackdown" may be what was told: who seizes or disperses may do so again."""
    if draft.kind not in {vocab.Coerce, vocab.Retreat} or of_power(draft):
        return True
    return any(of_stem(draft.lemma, d.lemma) for d in cluster.drafts)


MAIN = 1.0


def _near(draft: Draft, last: Draft) -> bool:
    """Whether it goes on with the telling: close by, names nobody else, is no other speaker's new attack."""
    if draft.kind != vocab.Assault or draft.position - last.position >= NEAR or _named_anew(draft):
        return False
    if vocab.Denied in {draft.status, last.status} or to_another(draft, last):
        return False
    noun, pointing = draft.trigger.entry.noun, phrases.is_definite(draft.trigger.token)
    elsewhere = bool(draft.targets.referents) and not (noun and pointing)
    if elsewhere if draft.sentence == last.sentence else _moved(draft, Cluster([last])):
        return False
    new = noun and not pointing and draft.lemma not in HARM
    return not new or draft.speaker is None or last.speaker is None or draft.speaker is last.speaker


def _named_anew(draft: Draft) -> bool:
    """Whether who does it is named, by more than a pronoun; who fires may well go on with it."""
    verb = draft.trigger.token
    if draft.lemma in FIRING or any(t.pos_ == "PRON" for t in grammar.uttering(verb)):
        return False
    pointing = phrases.is_definite(verb) if draft.trigger.entry.noun else _suffered(draft)
    return bool(draft.actors.referents) and not pointing


def _suffered(draft: Draft) -> bool:
    """As in "ten were killed in the raids": nobody is told to do it."""
    verb = draft.trigger.token
    return draft.lemma in HARM and phrases.child(verb, "nsubjpass") is not None


FIRING = frozenset(
    {"fire", "open", "drop", "exchange", "trade", "return", "shoot", "clash", "fight", "battle"}
)


def _newly_dated(draft: Draft, cluster: Cluster) -> bool:
    """Whether a new sentence gives another day or a narrower one: it may well tell of another event."""
    if draft.interval is None or draft.sentence == cluster.drafts[-1].sentence:
        return False
    if cluster.first.raging and draft.lemma in HARM and draft.place is not None:
        return True
    return cluster.interval not in {None, draft.interval} or adds_up(draft)


NEAR = 40
"""Tokens."""


def _carries(outer: Draft, inner: Draft) -> bool:
    """As in "signed a deal": a verb and its object name one event."""
    noun = inner.trigger.token
    return (
        inner.trigger.entry.noun
        and not outer.trigger.entry.noun
        and noun.head == outer.trigger.token
        and noun.dep_ in {"dobj", "nsubjpass"}
    )


def _ties(scene: Scene, draft: Draft, cluster: Cluster, opens: Cluster | None) -> float:
    last = cluster.drafts[-1]
    if any(_carries(d, draft) or _carries(draft, d) or _does(d, draft) for d in cluster.drafts):
        return 9
    harmful = draft.lemma in HARM and any(which(draft.trigger.token, d.trigger.token) for d in cluster.drafts)
    if harmful or to_an_end(draft, cluster):
        return 9
    noun = draft.trigger.entry.noun
    same_sentence = draft.sentence == last.sentence
    harm = draft.lemma in HARM
    same_doer = bool(set(draft.actors.referents) & set(cluster.parties("actors")))
    near, news = (
        _near(draft, last) and not _newly_dated(draft, cluster),
        cluster is not opens and brings_news(draft, cluster),
    )
    ties = {
        "harm here": same_sentence and (harm != (last.lemma in HARM) or harm),
        "harm": harm and not draft.actors.referents and not _newly_dated(draft, cluster),
        "near": near and not news,
        "near, with news": near and news,
        "called for": called_for(draft, cluster),
        "word": any(d.lemma == draft.lemma and not to_another(draft, d) for d in cluster.drafts)
        and not (harm and (_newly_dated(draft, cluster) or _moved(draft, cluster))),
        "clause": any(_tells_on(draft, d) for d in cluster.drafts),
        "stem": _named_after(draft, cluster),
        "in": same_sentence and any(_inside(draft, d) or _inside(d, draft) for d in cluster.drafts),
        "actors": same_doer,
        "targets": bool(set(draft.targets.referents) & set(cluster.parties("targets"))),
        "place": draft.place is not None and draft.place == cluster.place,
        "day": _exact(draft) and draft.interval == cluster.interval,
        "same day's doing": same_doer and _exact(draft) and draft.interval == cluster.interval,
        "victims": _of_victims(draft) and cluster.first.lemma in HARM,
        "since": harm and cluster.first.raging and _since_it_began(draft),
        "denied": harm and same_doer and draft.status == vocab.Denied,
        "again": by_the_same(draft) or called(draft),
        "in them": in_the_acts(draft) and _near(draft, last) and last.lemma not in HARM,
        "moves": draft.lemma in MOVING and any(d.lemma in MOVING for d in cluster.drafts),
        "definite": noun and phrases.is_definite(draft.trigger.token) and names_any(draft),
        "campaign": noun and draft.lemma in CAMPAIGN and any(d.lemma in CAMPAIGN for d in cluster.drafts),
    }
    return sum(WEIGHTS[name] for name, holds in ties.items() if holds) - _doubts(scene, draft, cluster)


def _doubts(scene: Scene, draft: Draft, cluster: Cluster) -> float:
    """What speaks against: another claimant's own account, a charge, or that only the one is a fact."""
    fact = reality(draft.status) == "real" and reality(cluster.first.status) == "unreal"
    fact = fact and not (draft.kind == vocab.Retreat and presupposed(draft))  # "the truce" just agreed on
    same = draft.sentence == cluster.drafts[-1].sentence
    charged = 2.0 if _charged(draft, cluster) else 0.0
    return _own_account(scene, draft, cluster) + charged + (1.5 if fact and not same else 0.0)


def _moved(draft: Draft, cluster: Cluster) -> bool:
    """Whether a new sentence names another place."""
    here = draft.sentence == cluster.drafts[-1].sentence
    return not here and None not in {draft.place, cluster.place} and draft.place != cluster.place


def _since_it_began(draft: Draft) -> bool:
    """As in "have been killed since the clashes erupted": a count of the war."""
    clauses = [c for c in draft.trigger.token.children if c.dep_ == "advcl"]
    begun = [c for c in clauses if any(m.lower_ == "since" for m in c.children)]
    fights = (t for c in begun for t in c.children if t.dep_ == "nsubj" and phrases.is_definite(t))
    return any(t.lemma_.lower() in CAMPAIGN for t in fights)


def _charged(draft: Draft, cluster: Cluster) -> bool:
    """As in "blamed the army for bombing homes": what one is accused of in words of its own."""
    verb = draft.trigger.token
    by = draft.accuser or draft.speaker
    if verb.tag_ != "VBG" or verb.dep_ != "pcomp" or by is None or by.kind != vocab.Accuse:
        return False
    return not any(d.lemma == draft.lemma or d.lemma in CAMPAIGN for d in cluster.drafts if d.speaker is by)


def _of_victims(draft: Draft) -> bool:
    """As in "the victims were executed": those who were told to be killed."""
    harmed = [] if draft.trigger.entry.noun else grammar.objects(draft.trigger.token)
    return any(t.lemma_.lower() in {"victim", "dead"} and phrases.is_definite(t) for t in harmed)


def _does(event: Draft, verb: Draft) -> bool:
    """As in "the strike killed nine", "had targeted the airport": what it does is the strike."""
    subject = grammar.own_subject(verb.trigger.token)
    return verb.kind == vocab.Assault and event.trigger.entry.noun and subject == event.trigger.token


def _exact(draft: Draft) -> bool:
    return draft.interval is not None and draft.interval.start == draft.interval.end


def _named_after(draft: Draft, cluster: Cluster) -> bool:
    """As in "the deployment" of what "will deploy", "the takeover" of what was a coup."""
    if not draft.trigger.entry.noun or not phrases.is_definite(draft.trigger.token):
        return False
    others = [d.lemma for d in cluster.drafts if d.lemma != draft.lemma]
    return any(of_stem(o, draft.lemma) for o in others)


def _tells_on(later: Draft, earlier: Draft) -> bool:
    """As in "stormed the hall, ransacking offices", "a coup that toppled the government": one act."""
    verb, head = later.trigger.token, earlier.trigger.token
    carrier = earlier.trigger.verb
    below = verb.head == head or (carrier is not None and verb.head == carrier)
    if later.trigger.entry.noun or (not below and not which(verb, head)):
        return False
    bare = verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.children)
    participle = verb.dep_ == "advcl" and bare and (carrier is not None or not earlier.trigger.entry.noun)
    return participle or (verb.dep_ == "relcl" and verb.head == head) or which(verb, head)


def _inside(noun: Draft, verb: Draft) -> bool:
    """As in "seized two vehicles in a raid": one act."""
    token = noun.trigger.token
    within = token.dep_ == "pobj" and token.head.lower_ in {"in", "during"}
    return within and not verb.trigger.entry.noun and token.head.head == verb.trigger.token


def _own_account(scene: Scene, draft: Draft, cluster: Cluster) -> float:
    """What another claimant tells in words of his own is his own account until much binds the two."""
    if draft.status != vocab.Claimed or any(d.status != vocab.Claimed for d in cluster.drafts):
        return 0.0
    if any(d.lemma == draft.lemma for d in cluster.drafts):
        return 0.0
    mine, theirs = (
        {
            r
            for d in drafts
            if d.speaker is not None
            for actor in d.speaker.actors.referents
            for r in family(scene, actor)
        }
        for drafts in ([draft], cluster.drafts)
    )
    return 2.0 if mine and theirs and not mine & theirs and not presupposed(draft) else 0.0


# what binds two tellings, in halves of what is enough
WEIGHTS = {
    "harm here": 2.0, "called for": 2.0, "harm": 1.5, "victims": 2.0, "denied": 2.0, "since": 4.0,
    "near": 2.0, "near, with news": 1.0, "word": 2.0, "clause": 2.0, "stem": 1.5, "in": 2.0, "actors": 0.5,
    "targets": 1.0, "place": 2.0, "day": 0.5, "same day's doing": 1.0, "definite": 1.5, "campaign": 1.5,
    "again": 1.5, "moves": 1.5, "in them": 2.0,
}  # fmt: skip
