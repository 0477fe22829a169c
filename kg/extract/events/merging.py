"""Which drafts tell of the same event.

A draft joins an earlier one of its kind where nothing contradicts (other day, place, parties or reality)
and something binds them: the same word, the same parties, a definite description, one sentence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.modes import mode
from kg.extract.events.participants import STAND_INS
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import Interval, ReferentId

HARM = word_list("harm")
CAMPAIGN = word_list("campaign")
# what is told in other words of the same family may be one event; of unlike families never
FAMILIES = {
    "abduction": "abduct kidnap abduction kidnapping hostage-taking",
    "ground": "capture seize recapture retake regain conquer liberate secure clear fall take occupy overrun",
    "war": "war conflict insurgency uprising rebellion hostility unrest insurrection",
    "fight": "fighting fight clash violence battle combat skirmish firefight crossfire bloodshed",
    "cleansing": "cleansing genocide pogrom",
    "part": "involve participate",
    "repelling": "repel repulse rebuff thwart foil",
    "weapon": "use employ deploy",
}
FAMILY = {lemma: family for family, lemmas in FAMILIES.items() for lemma in lemmas.split()}
ALIKE = {frozenset({"war", "fight"}), frozenset({"fight", "strike"})}
UNREAL = frozenset({vocab.Hypothetical, vocab.Planned})
OTHER = word_list("other")


WIDTH = {vocab.Territory: 1, vocab.Country: 2}
BODIES = frozenset({vocab.ArmedForce, vocab.Government, vocab.Ministry, vocab.PeacekeepingForce})


@dataclass
class Cluster:
    """The drafts of one event, in the order of the text."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def first(self) -> Draft:
        """The draft that came first."""
        return self.drafts[0]

    def parties(self, role: str) -> tuple[ReferentId, ...]:
        """All referents of a role, in the order of the text."""
        return tuple(dict.fromkeys(r for d in self.drafts for r in getattr(d, role).referents))

    def specific(self, scene: Scene, role: str) -> tuple[ReferentId, ...]:
        """The same without a country whose own force or body is there too."""
        every = self.parties(role)
        represented = {scene.referent[r].country for r in every if scene.referent[r].kind in BODIES}
        named = [r for r in every if r not in represented or scene.referent[r].kind != vocab.Country]
        return tuple(
            r
            for r in named
            if scene.referent[r].kind != vocab.Population or scene.referent[r].country not in named
        )

    @property
    def interval(self) -> Interval | None:
        """The narrowest date any draft gives."""
        dated = [d.interval for d in self.drafts if d.interval is not None]
        return min(dated, key=lambda i: (i.end - i.start, i.start), default=None)

    @property
    def place(self) -> ReferentId | None:
        """The first place any draft gives."""
        return next((d.place for d in self.drafts if d.place is not None), None)

    def spot(self, scene: Scene) -> ReferentId | None:
        """The most specific place any draft gives: a town before a region before a country."""
        given = [d.place for d in self.drafts if d.place is not None]
        return min(given, key=lambda r: WIDTH.get(scene.referent[r].kind, 0), default=None)


def merge(scene: Scene, drafts: Sequence[Draft]) -> list[Cluster]:
    """Groups drafts that tell of the same event, in the order of their first trigger."""
    clusters: list[Cluster] = []
    for draft in drafts:
        home = _home(scene, draft, clusters)
        if home is None:
            clusters.append(Cluster([draft]))
        else:
            home.drafts.append(draft)
    return clusters


def _home(scene: Scene, draft: Draft, clusters: list[Cluster]) -> Cluster | None:
    if _stands_alone(draft):
        return None
    best: tuple[float, int] | None = None
    for i, cluster in enumerate(clusters):
        if _stands_alone(cluster.first) or cluster.first.kind != draft.kind:
            continue
        if _contradict(scene, draft, cluster):
            continue
        score = _ties(scene, draft, cluster) + _main(draft, cluster, clusters)
        if score >= 2 and (best is None or (score, i) >= best):
            best = (score, i)
    return clusters[best[1]] if best is not None else None


def _stands_alone(draft: Draft) -> bool:
    """Each act of speech is an event of its own, agreements apart."""
    return draft.alone or (draft.verbal and draft.kind != vocab.Agree)


def _contradict(scene: Scene, draft: Draft, cluster: Cluster) -> bool:
    if _modified(draft, OTHER) or _unlike(draft, cluster):
        return True
    real = _reality(draft.status) == _reality(_status(cluster)) or _presupposed(draft)
    if not real and not _called_for(draft, cluster):
        return True
    if draft.interval and cluster.interval and not _overlap(draft.interval, cluster.interval):
        return True
    if not _compatible(scene, draft.actors.referents, cluster.parties("actors")):
        return True
    if _turned(draft, cluster) or _introduced(draft, cluster) or _others_did(draft, cluster):
        return True
    if _on_another_occasion(draft, cluster):
        return True
    return not _compatible_targets(scene, draft, cluster) or _elsewhere(scene, draft.place, cluster.place)


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
    if not draft.trigger.entry.noun or not any(c.lower_ in {"a", "an"} for c in noun.children):
        return False
    last = cluster.drafts[-1]
    before = last.trigger.token
    if last.sentence == draft.sentence and noun.dep_ == "pobj" and noun.head.head.lemma_ in ANSWERS:
        return True
    return last.sentence == draft.sentence and last.trigger.entry.noun and before.head != noun


def _on_another_occasion(draft: Draft, cluster: Cluster) -> bool:
    """As in "last week 11 were killed in an ambush"; and a massacre is not the war that goes on."""
    if draft.lemma not in HARM:
        return False
    if draft.trigger.entry.noun:
        return cluster.first.raging
    if draft.actors.referents and _other_victims(draft, cluster):
        return True
    around = [t for t in phrases.prepositional(draft.trigger.token, {"in", "by", "during", "when"})]
    new = any(c.lower_ in {"a", "an"} for t in around for c in t.children)
    return new and draft.interval is not None and draft.sentence != cluster.drafts[-1].sentence


ANSWERS = frozenset({"response", "retaliation", "revenge", "reprisal", "reaction", "answer"})


def _other_victims(draft: Draft, cluster: Cluster) -> bool:
    """As in "11 officers were killed" and "the army killed 40 militants"."""
    mine = {t.lemma_.lower() for t in grammar.objects(draft.trigger.token)}
    harmed = [d for d in cluster.drafts if d.lemma in HARM and not d.trigger.entry.noun]
    theirs = {t.lemma_.lower() for d in harmed for t in grammar.objects(d.trigger.token)}
    if not mine or not theirs or mine & theirs or cluster.drafts[-1].sentence == draft.sentence:
        return False
    return not cluster.parties("actors") and not (mine | theirs) & ANYBODY


ANYBODY = frozenset({"people", "person", "civilian", "other", "dozen", "hundred", "more"})
MEN = frozenset({"gunmen", "men", "attackers", "assailants"})


def _others_did(draft: Draft, cluster: Cluster) -> bool:
    """As in "gunmen killed 12" and "the army killed 40": nameless doers are not those named later."""
    named = draft.actors.referents and not cluster.parties("actors")
    if not named or draft.trigger.entry.noun:
        return False
    verbs = (d.trigger.token for d in cluster.drafts if d.actors.words and not d.trigger.entry.noun)
    return any(
        (t.tag_ == "NNS" and t.lemma_.lower() in STAND_INS) or t.lower_ in MEN
        for v in verbs
        for t in grammar.subjects(v)
    )


def _main(draft: Draft, cluster: Cluster, clusters: list[Cluster]) -> float:
    """What an article opens with is what its later harm and "the attack" mean."""
    opens = next(
        (c for c in clusters if c.first.kind == draft.kind and _reality(c.first.status) == "real"), None
    )
    meant = draft.lemma in HARM or _presupposed(draft)
    return MAIN if cluster is opens and meant else 0.0


MAIN = 1.0


def _unlike(draft: Draft, cluster: Cluster) -> bool:
    """Whether the words name unlike acts; harm fits any attack, an operation any fighting."""
    if draft.kind != vocab.Assault and _other_way(draft, cluster):
        return True
    if draft.kind != vocab.Assault or draft.lemma in HARM or cluster.first.lemma in HARM:
        return (draft.lemma in FAMILY and FAMILY[draft.lemma] in APART) or FAMILY.get(
            cluster.first.lemma
        ) in APART
    mine, theirs = (FAMILY.get(d.lemma, "strike") for d in (draft, cluster.first))
    if {mine, theirs} == {"war", "strike"}:
        return not phrases.is_definite(draft.trigger.token)
    return mine != theirs and frozenset({mine, theirs}) not in ALIKE


APART = frozenset({"abduction", "ground", "cleansing", "part", "weapon", "repelling"})


def _other_way(draft: Draft, cluster: Cluster) -> bool:
    """As in freeing prisoners and resigning: one type of event, two ways of doing it."""
    ways = [mode(d.trigger) for d in (draft, *cluster.drafts)]
    return ways[0] is not None and any(w is not None and w != ways[0] for w in ways[1:])


def _modified(draft: Draft, words: frozenset[str]) -> bool:
    noun = draft.trigger.token
    return (
        draft.trigger.entry.noun and any(c.lower_ in words for c in noun.children) and draft.interval is None
    )


def _presupposed(draft: Draft) -> bool:
    """As in "respond to the operation": there is one, whatever is said of it."""
    return draft.trigger.entry.noun and phrases.is_definite(draft.trigger.token)


def _called_for(draft: Draft, cluster: Cluster) -> bool:
    """As in "gathered … following calls for a protest": what is called for is what the sentence tells."""
    bare = not draft.actors.referents and not draft.targets.referents
    return draft.trigger.entry.noun and bare and draft.sentence == cluster.drafts[-1].sentence


def _reality(status: str) -> str:
    return "unreal" if status in UNREAL else "real"


def _status(cluster: Cluster) -> str:
    return cluster.first.status


def _overlap(a: Interval, b: Interval) -> bool:
    return a.start <= b.end and b.start <= a.end


def _family(scene: Scene, referent: ReferentId) -> set[ReferentId]:
    """A referent with the country or sender it belongs to."""
    country = scene.referent[referent].country
    return {referent} if country is None else {referent, country}


def _compatible(scene: Scene, own: Iterable[ReferentId], others: Iterable[ReferentId]) -> bool:
    mine, theirs = set(own), set(others)
    if not mine or not theirs or mine & theirs:
        return True
    return bool(
        set().union(*(_family(scene, r) for r in mine)) & set().union(*(_family(scene, r) for r in theirs))
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
    return not kinds & {vocab.Country, vocab.Territory}


def _near(draft: Draft, last: Draft) -> bool:
    """Whether the telling has not moved on: close by, and not another speaker's new attack."""
    if draft.kind != vocab.Assault or draft.status == vocab.Denied or draft.position - last.position >= NEAR:
        return False
    if last.status == vocab.Denied:
        return False
    speakers = {id(draft.speaker), id(last.speaker)}
    new = (
        draft.trigger.entry.noun and not phrases.is_definite(draft.trigger.token) and draft.lemma not in HARM
    )
    return not (new and draft.speaker is not None and last.speaker is not None and len(speakers) > 1)


NEAR = 40
"""Tokens."""


def _carries(outer: Draft, inner: Draft) -> bool:
    """As in "signed a deal": a verb and its object name one event."""
    noun = inner.trigger.token
    return (
        inner.trigger.entry.noun
        and not outer.trigger.entry.noun
        and noun.head == outer.trigger.token
        and noun.dep_ == "dobj"
    )


def _ties(scene: Scene, draft: Draft, cluster: Cluster) -> float:
    last = cluster.drafts[-1]
    if any(_carries(d, draft) or _carries(draft, d) for d in cluster.drafts):
        return 9
    noun = draft.trigger.entry.noun
    same_sentence = draft.sentence == last.sentence
    harm = draft.lemma in HARM
    ties = {
        "harm here": same_sentence and (harm != (last.lemma in HARM) or harm),
        "harm": harm and not draft.actors.referents,
        "near": _near(draft, last),
        "called for": _called_for(draft, cluster),
        "word": any(d.lemma == draft.lemma for d in cluster.drafts),
        "actors": bool(set(draft.actors.referents) & set(cluster.parties("actors"))),
        "targets": bool(set(draft.targets.referents) & set(cluster.parties("targets"))),
        "place": draft.place is not None and draft.place == cluster.place,
        "day": draft.interval is not None and draft.interval == cluster.interval,
        "definite": noun and phrases.is_definite(draft.trigger.token),
        "campaign": noun and draft.lemma in CAMPAIGN and any(d.lemma in CAMPAIGN for d in cluster.drafts),
    }
    return sum(WEIGHTS[name] for name, holds in ties.items() if holds) - _own_account(draft, cluster)


def _own_account(draft: Draft, cluster: Cluster) -> float:
    """What another claimant tells in words of his own is his own account until much binds the two."""
    if draft.status != vocab.Claimed or any(d.status != vocab.Claimed for d in cluster.drafts):
        return 0.0
    if any(d.lemma == draft.lemma for d in cluster.drafts):
        return 0.0
    mine = draft.speaker.actors.referents if draft.speaker is not None else ()
    theirs = {r for d in cluster.drafts if d.speaker is not None for r in d.speaker.actors.referents}
    return 2.0 if mine and theirs and not set(mine) & theirs and not _presupposed(draft) else 0.0


# what binds two tellings, in halves of what is enough
WEIGHTS = {
    "harm here": 2.0, "called for": 2.0, "harm": 1.5, "near": 2.0, "word": 2.0, "actors": 0.5,
    "targets": 1.0, "place": 2.0, "day": 0.5,
    "definite": 1.5, "campaign": 1.5,
}  # fmt: skip
