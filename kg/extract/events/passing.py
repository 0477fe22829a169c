"""Events told in passing, to say who or what somebody is: "men linked to a bombing were killed"."""

from kg import vocab
from kg.extract.events import grammar
from kg.extract.events.clusters import Cluster
from kg.extract.events.drafts import Draft


def in_passing(d: Draft) -> bool:
    """As in "men linked to a bombing", "those suspected of the murder"."""
    noun = d.trigger.token
    linked = noun.head.head if noun.dep_ == "pobj" else noun
    return linked.dep_ in {"acl", "csubj", "csubjpass"} and linked.lemma_ in LINKING


LINKING = frozenset(
    {"link", "connect", "suspect", "accuse", "want", "involve", "implicate", "convict", "tie"}
)


def apart(draft: Draft, cluster: Cluster) -> bool:
    """Whether the sentence of an event only said in passing what the event before it was."""
    last = cluster.drafts[-1]
    return (last.sentence == draft.sentence and in_passing(last)) or _done_to_doer(draft, cluster)


def _done_to_doer(draft: Draft, cluster: Cluster) -> bool:
    """As in "the launcher used in the strike was destroyed": an attack on what took part in another."""
    verb, told = draft.trigger.token, {d.position for d in cluster.drafts}
    if draft.trigger.entry.noun or draft.kind != vocab.Assault:
        return False
    taking_part = (c for t in grammar.objects(verb) for c in t.children if c.dep_ in {"acl", "relcl"})
    return any(t.i in told for c in taking_part if c.i < verb.i for t in c.subtree)
