"""On which day events happened that no time expression dates: the day of the news, the day told of."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Token

from kg import vocab
from kg.extract.dates import TimeExpression
from kg.extract.events.clusters import Cluster
from kg.extract.events.contradictions import UNREAL, family
from kg.extract.events.drafts import Draft
from kg.extract.scene import Scene
from kg.model import Interval, ReferentId


def settle(scene: Scene, clusters: Sequence[Cluster], times: Sequence[TimeExpression]) -> None:
    """Gives undated events the day of the news that the article opens with, undated fighting that told of."""
    told: Cluster | None = None
    for c in clusters:
        if c.first.verbal:
            continue
        if c.interval is None:
            c.first.interval = _of_news(scene, c.first)
        if c.interval is None and told is not None and _goes_on(scene, c, told, times):
            c.first.interval = told.interval
        elif c.first.kind == vocab.Assault and _is_day(c.interval) and not c.first.raging:
            told = c


def _is_day(interval: Interval | None) -> bool:
    return interval is not None and interval.start == interval.end


def _of_news(scene: Scene, d: Draft) -> Interval | None:
    """As in a first sentence "X said on Monday it had shot down a jet": news of that day."""
    speech, verb = d.speaker, d.trigger.token
    if speech is None or d.status != vocab.Claimed or d.trigger.entry.noun:
        return None
    if d.sentence != speech.sentence or d.sentence not in _lead(scene) or verb.tag_ not in {"VBD", "VBN"}:
        return None
    return speech.interval if _is_day(speech.interval) and not _earlier(verb) else None


def _lead(scene: Scene) -> Sequence[object]:
    return scene.sentences[:2]


def _earlier(verb: Token) -> bool:
    """Whether another time or an "earlier" stands with the verb."""
    return any(c.dep_ == "npadvmod" or c.lower_ in EARLIER for c in verb.children)


EARLIER = frozenset({"earlier", "previously", "recently", "before", "already", "ever", "never", "repeatedly"})


def _goes_on(scene: Scene, c: Cluster, told: Cluster, times: Sequence[TimeExpression]) -> bool:
    """Whether the telling is still of the same day's fighting, and of the same who fight."""
    d = c.first
    real = not any(x.status in UNREAL for x in c.drafts)
    if d.kind != vocab.Assault or d.raging or not real or _at_no_time(d.trigger.verb or d.trigger.token):
        return False
    return _last(d, times) == told.interval and _same_sides(scene, c, told)


def _at_no_time(verb: Token) -> bool:
    """As in "to attack", "are often attacked"."""
    return any(c.tag_ == "TO" or (c.dep_ == "auxpass" and c.tag_ in {"VBZ", "VBP"}) for c in verb.children)


def _last(d: Draft, times: Sequence[TimeExpression]) -> Interval | None:
    """What the last time expression before a trigger means."""
    before = bisect_left(times, d.position, key=lambda e: e.begin)
    found = next((e for e in reversed(times[:before]) if not e.dateline), None)
    return found.onset if found is not None else None


def _same_sides(scene: Scene, c: Cluster, told: Cluster) -> bool:
    """Whether who acts here acted there, as far as either is named."""
    here, there = (_with_countries(scene, x.parties("actors")) for x in (c, told))
    return bool(here & there) or not here or not there


def _with_countries(scene: Scene, referents: Sequence[ReferentId]) -> set[ReferentId]:
    return set().union(*(family(scene, r) for r in referents)) if referents else set()
