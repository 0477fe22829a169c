"""A war and the blows struck in it: which of the two a telling means."""

from kg.extract.events import phrases
from kg.extract.events.clusters import HARM, Cluster
from kg.extract.events.drafts import RAGING, Draft
from kg.extract.events.phrases import CAMPAIGN

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
    "pursuit": "pursue chase hunt",
    "resistance": "resist",
    "blow": "strike raid bombing shooting ambush blast explosion airstrike stabbing shootout firefight",
}


FAMILY = {lemma: family for family, lemmas in FAMILIES.items() for lemma in lemmas.split()}


def of_another_scale(draft: Draft, cluster: Cluster) -> bool:
    """Whether the one is a war and the other a single fight or blow."""
    if cluster.first.raging and (_in_one_act(draft) or _skirmish(draft, cluster)):
        return True
    return _in_battle(draft, cluster) or _wider(draft, cluster)


def _in_battle(draft: Draft, cluster: Cluster) -> bool:
    """As in "killed in the fighting around X": not in the air strike that was told before."""
    told = next((d for d in cluster.drafts if d.lemma not in HARM), None)
    harm = draft.lemma in HARM
    if told is None or waged(told) or (not harm and draft.place == cluster.place):
        return False
    verb = draft.trigger.token
    inside = phrases.prepositional(verb, {"in", "during"}) if harm else [verb]
    for noun in inside:
        lasting = [t for t in phrases.prepositional(noun, {"of"}) if noun.lemma_ in SPANS]
        if any(t.lemma_.lower() in RAGING for t in lasting):  # "three decades of war"
            return True
        if noun.lemma_.lower() in RAGING and phrases.prepositional(noun, {"in", "around", "near"}):
            return True
    return False


SPANS = frozenset({"week", "month", "year", "decade"})


def _skirmish(draft: Draft, cluster: Cluster) -> bool:
    """As in "clashes in X" after "six years of war": one of its fights, at a place of its own."""
    noun = draft.trigger.token
    if draft.raging or not draft.trigger.entry.noun or draft.place is None:
        return False
    return draft.place != cluster.place and not phrases.is_definite(noun) and draft.lemma not in HARM


def _wider(draft: Draft, cluster: Cluster) -> bool:
    """As in "fighting in the state": more than the one attack on a village that was told before."""
    told = [d for d in cluster.drafts if d.lemma not in HARM]
    there = draft.place == cluster.place
    if draft.lemma == "fighting" and draft.place is None:
        there = phrases.is_definite(draft.trigger.token)  # "the fighting lasted until dusk"
    new = bool(told) and draft.sentence != cluster.drafts[-1].sentence and not there
    if new and draft.trigger.entry.noun and draft.lemma in WARS and not any(waged(d) for d in told):
        return True
    bare = draft.raging and not phrases.is_definite(draft.trigger.token) and draft.place is not None
    return bare and cluster.place not in {None, draft.place} and not any(d.raging for d in cluster.drafts)


WARS = frozenset({"fighting", "war", "conflict", "hostility", "insurgency", "uprising"})
BLOWS = frozenset({"attack", "strike", "raid", "bombing", "airstrike", "shelling", "bombardment", "response"})


def waged(d: Draft) -> bool:
    """Whether it is more than a blow: an operation, clashes, "fought", "exchanged fire"."""
    return d.raging or d.lemma in CAMPAIGN - BLOWS or FAMILY.get(d.lemma) in {"fight", "war", "ground"}


def _in_one_act(draft: Draft) -> bool:
    """As in "were killed in the offensive": of that, not of the war that it is part of."""
    verb = draft.trigger.token
    if draft.lemma not in HARM or draft.trigger.entry.noun:
        return False
    inside = phrases.prepositional(verb, {"in", "during"})
    return any(FAMILY.get(t.lemma_.lower(), "") == "blow" or t.lemma_.lower() in DRIVES for t in inside)


DRIVES = frozenset({"offensive", "operation", "attack", "assault", "incursion", "onslaught"})


def wave(draft: Draft) -> bool:
    """As in "a campaign of violence", "a wave of killings": more than the one act told before."""
    of = phrases.measured(draft.trigger.token) if draft.trigger.entry.noun else []
    return any(t.lemma_ in WAVES for t in of)


WAVES = frozenset({"campaign", "wave", "spate", "decade"})
