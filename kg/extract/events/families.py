"""Which words may name one act: families of lemmas, arms, who rules."""

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clusters import HARM, Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.phrases import CAMPAIGN
from kg.extract.events.wars import DRIVES, FAMILY, of_another_scale, wave
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

__all__ = ["CAMPAIGN", "HARM", "names_any", "of_power", "of_stem", "unlike"]


def unlike(draft: Draft, cluster: Cluster) -> bool:
    """Whether the words name unlike acts; harm fits any attack, an operation any fighting."""
    if of_another_scale(draft, cluster) or _other_arms(draft, cluster) or _other_drive(draft, cluster):
        return True
    if wave(draft):
        return not cluster.first.raging and not any(wave(d) for d in cluster.drafts)
    if draft.kind != vocab.Assault:
        return _other_way(draft, cluster) or of_power(draft) != any(of_power(d) for d in cluster.drafts)
    told = next((d.lemma for d in cluster.drafts if d.lemma not in HARM), None)
    if draft.lemma in HARM or told is None:
        return (draft.lemma in FAMILY and FAMILY[draft.lemma] in APART) or FAMILY.get(
            cluster.first.lemma
        ) in APART
    fought = next((d for d in cluster.drafts if d.lemma == told), cluster.first)
    mine, theirs = _family(draft), _family(fought)
    if {mine, theirs} == {"war", "act"}:
        waged = any(d.lemma in CAMPAIGN for d in cluster.drafts)
        return not waged or draft.interval is not None or not _told_before(draft.trigger.token)
    return mine != theirs and frozenset({mine, theirs}) not in ALIKE


ALIKE = {frozenset(pair) for pair in (("war", "fight"), ("fight", "act"), ("fight", "blow"), ("act", "blow"))}


def _other_arms(draft: Draft, cluster: Cluster) -> bool:
    """As in "the firefight" and "the blast": shots are no explosion."""
    told = {d.lemma for d in cluster.drafts}
    return any(draft.lemma in own and told & other and not told & own for own, other in (ARMS, ARMS[::-1]))


def _other_drive(draft: Draft, cluster: Cluster) -> bool:
    """As in "the operation" after "a rocket hit the town": a blow is no operation."""
    told = {d.lemma for d in cluster.drafts} - HARM
    return draft.lemma in LASTING and bool(told) and not told & (LASTING | DRIVES)


LASTING = frozenset({"operation", "campaign"})


def names_any(draft: Draft) -> bool:
    """Whether a noun may stand for whatever attack was told: "the violence" may, "the torture" not."""
    if draft.kind != vocab.Assault or draft.lemma in CAMPAIGN | HARM:
        return True
    return FAMILY.get(draft.lemma) in {"fight", "blow", "war"} or draft.lemma in {"exchange", "incident"}


ARMS = (
    frozenset({"bombing", "blast", "explosion", "explode", "detonate"}),
    frozenset({"shooting", "firefight", "shootout", "stabbing", "gunfire", "stab"}),
)


def _family(draft: Draft) -> str:
    """The family of its lemma; to fight a war is war."""
    noun = draft.trigger.token
    bare = draft.lemma == "violence" and not phrases.is_definite(noun) and not phrases.happening(noun)
    waged = draft.raging and not draft.trigger.entry.noun
    return "war" if waged or bare else FAMILY.get(draft.lemma, "act")


OF_POWER = word_list("of_power")


def of_power(draft: Draft) -> bool:
    """Whether it is about who rules: a coup, an ouster, "seized power"."""
    verb = draft.trigger.token
    if draft.lemma in OF_POWER:
        return True
    return not draft.trigger.entry.noun and any(t.lemma_ == "power" for t in grammar.objects(verb))


def _told_before(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children)


APART = frozenset({"abduction", "ground", "cleansing", "part", "weapon", "repelling"})
APART |= {"pursuit", "resistance"}


def _other_way(draft: Draft, cluster: Cluster) -> bool:
    """As in freeing prisoners and resigning: one type of event, two ways of doing it."""
    ways = [d.mode for d in (draft, *cluster.drafts)]
    return ways[0] is not None and any(w is not None and w != ways[0] for w in ways[1:])


def of_stem(a: str, b: str) -> bool:
    """Whether two lemmas are of one stem or kin: "deploy" and "deployment", "fight" and "clash"."""
    return a[:STEM] == b[:STEM] or any({a, b} <= kin for kin in KIN)


STEM = 5
KIN = (
    frozenset({"fight", "clash", "fighting", "battle", "brawl"}),
    frozenset({"coup", "takeover", "putsch", "ouster", "oust", "overthrow", "topple", "depose", "mutiny"}),
    frozenset({"ceasefire", "cease-fire", "truce", "armistice"}),
    frozenset({"withdraw", "withdrawal", "pull", "pullout", "pull-out", "retreat", "leave", "exit"}),
)
