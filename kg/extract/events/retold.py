"""What is told again in other words: who attacked before, what a thing is called, what served an end."""

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import RAGING, Draft
from kg.extract.events.families import HARM
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

CALLING = word_list("calling")
DOERS = frozenset({"attacker", "assailant", "gunman", "bomber", "perpetrator", "raider", "shooter", "killer"})
MOVING = frozenset({"send", "deploy", "dispatch", "redeploy", "deployment", "redeployment"})


def by_the_same(draft: Draft) -> bool:
    """As in "the attackers shot at everyone": those of the attack that was told."""
    if draft.kind != vocab.Assault or draft.trigger.entry.noun:
        return False
    return any(
        t.lemma_.lower() in DOERS and phrases.is_definite(t) for t in grammar.subjects(draft.trigger.token)
    )


def called(draft: Draft) -> bool:
    """As in "called it a massacre", "described the raid as a crime": a name for what was told."""
    noun = draft.trigger.token
    if not draft.trigger.entry.noun or noun.dep_ not in {"oprd", "attr", "dobj", "pobj", "ccomp"}:
        return False
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
    return verb.lemma_.lower() in CALLING


ENDS = frozenset({"acl", "advcl", "relcl", "xcomp"})


def to_an_end(draft: Draft, cluster: Cluster) -> bool:
    """As in "launched an offensive to retake it": the offensive itself."""
    verb = draft.trigger.token
    if verb.dep_ not in ENDS or draft.trigger.entry.noun or draft.kind not in {vocab.Assault, vocab.Consult}:
        return False
    if not any(c.tag_ == "TO" for c in verb.children):
        return False
    if draft.kind == vocab.Consult:  # "met to discuss the truce"
        return any(verb.head == d.trigger.token for d in cluster.drafts)
    return draft.kind == vocab.Assault and any(
        d.trigger.entry.noun and verb.head in {d.trigger.token, d.trigger.verb or d.trigger.token}
        for d in cluster.drafts
    )


def in_general(draft: Draft) -> bool:
    """As in "were killed in gang violence", "died in fighting": not in the one attack told before."""
    if draft.lemma not in HARM or draft.trigger.entry.noun:
        return False
    around = phrases.prepositional(draft.trigger.token, {"in", "by", "during"})
    return any(t.lemma_.lower() in RAGING and not phrases.is_definite(t) for t in around)


def in_its_wake(draft: Draft) -> bool:
    """As in "opened fire after a truck hit a mine": what came first is an event of its own."""
    verb = draft.trigger.token
    after = any(c.dep_ == "mark" and c.lower_ == "after" for c in verb.children)
    return (
        draft.trigger.entry.mode == "explosives"
        and after
        and verb.dep_ == "advcl"
        and verb.head.lemma_ in OPENING
    )


OPENING = frozenset({"open", "fire", "shoot", "attack", "ambush", "raid", "storm", "kill"})


def before_or_after(draft: Draft, cluster: Cluster) -> bool:
    """As in "four days before the ambush, three were shot": not in the ambush."""
    around = phrases.prepositional(draft.trigger.token, {"before", "after"})
    told = {d.position for d in cluster.drafts} if around else set[int]()
    return any(t.i in told for t in around)


def in_which(verb: Token, event: Token) -> bool:
    """As in "an assault on a plant near X, in which 39 were killed"."""
    noun = verb.head
    for _ in range(6):
        if noun == event:
            return True
        if noun.dep_ not in {"pobj", "appos", "conj"} or noun.head == noun:
            return False
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return False


def which(verb: Token, event: Token) -> bool:
    """As in "attacks in an area of X which killed nine": the parser hangs the clause on the area."""
    subject = grammar.own_subject(verb)
    if verb.dep_ != "relcl" or subject is None or subject.lower_ not in {"which", "that"}:
        return False
    noun = verb.head
    while noun.dep_ == "conj" and noun != event:
        noun = noun.head
    while noun != event and noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
    told = event.head if event.dep_ == "dobj" else event
    waged = noun.dep_ == "pobj" and noun.head.head == told and noun.ent_type_ != "PERSON"
    return noun == event or waged  # "have waged an insurgency in Mali that has killed thousands"


def on_that_day(verb: Token) -> bool:
    """As in "the deadliest since August, when 40 were killed": on the day that was named."""
    dated = verb.dep_ in {"relcl", "advcl"} and verb.head.ent_type_ == "DATE"
    return dated and any(c.lower_ == "when" for c in verb.children)


def done_to_another(draft: Draft) -> bool:
    """As in "a second prison was attacked", "shelled another village"."""
    if draft.trigger.entry.noun or draft.lemma in HARM:
        return False
    return any(
        c.lower_ in {"another", "second", "third"}
        for t in grammar.objects(draft.trigger.token)
        for c in t.children
    )


def to_another(draft: Draft, told: Draft) -> bool:
    """As in "destroyed a launcher", then "destroyed an ice rink": what is new was not hit before."""
    if draft.trigger.entry.noun or told.trigger.entry.noun or draft.sentence == told.sentence:
        return _at_another_time(draft.trigger.token, told.trigger.token)
    if draft.lemma in HARM:
        return False
    mine, theirs = grammar.objects(draft.trigger.token), grammar.objects(told.trigger.token)
    new = any(c.lower_ in {"a", "an"} for t in mine for c in t.children)
    return new and bool(theirs) and not {t.lemma_ for t in mine} & {t.lemma_ for t in theirs}


def _at_another_time(verb: Token, other: Token) -> bool:
    """As in "Jets bombed the camp after rockets hit the town": one came before the other."""
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    marked = any(c.dep_ == "mark" and c.lower_ in {"after", "before"} for c in verb.children)
    return own and marked and verb.dep_ == "advcl" and verb.head == other


def in_the_acts(draft: Draft) -> bool:
    """As in "ten were killed in the raids": those that were told of last."""
    verb = draft.trigger.token
    if draft.lemma not in HARM or draft.trigger.entry.noun:
        return False
    acts = (t for p in verb.children if p.lower_ in {"in", "by"} for t in p.children if t.dep_ == "pobj")
    return any(t.tag_ == "NNS" and phrases.is_definite(t) for t in acts)


def brings_news(draft: Draft, cluster: Cluster) -> bool:
    """Whether it says who, whom, where or when of what was told without."""
    told = (
        (draft.actors.referents, cluster.parties("actors")),
        (draft.targets.referents, cluster.parties("targets")),
        (draft.place, cluster.place),
        (draft.interval, cluster.interval),
    )
    return any(mine and not theirs for mine, theirs in told)
