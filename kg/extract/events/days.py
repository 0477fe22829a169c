"""On which day events happened that no time expression dates: the day of the news, the day told of."""

from bisect import bisect_left
from collections.abc import Sequence

from kg import vocab
from kg.extract.dates import TimeExpression
from kg.extract.events import phrases
from kg.extract.events.clusters import Cluster
from kg.extract.events.contradictions import UNREAL, adds_up, answered, family
from kg.extract.events.drafts import Draft
from kg.extract.events.passing import in_passing
from kg.extract.events.scenes import told_as_fact
from kg.extract.events.wholes import SPANS
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Interval, ReferentId


def settle(scene: Scene, clusters: Sequence[Cluster], times: Sequence[TimeExpression]) -> None:
    """Gives undated events the day of the news that the article opens with, undated fighting that told of."""
    fought = [c for c in clusters if c.first.kind == vocab.Assault and not c.first.raging]
    _open_with(scene, fought)
    fighting = {id(c) for c in fought}
    told: list[Cluster] = []
    for c in clusters:
        if c.first.verbal:
            continue
        if c.interval is None:
            c.first.interval = _told_then(scene, c.first) or _hours_from(c, clusters)
        if c.interval is None and told and _goes_on(scene, c, told, times):
            c.first.interval = told[-1].interval
        elif (
            id(c) in fighting
            and c.first.status not in UNREAL
            and _is_day(c.interval)
            and not any(adds_up(d) or in_passing(d) for d in c.drafts)
        ):
            told = [*(t for t in told if t.interval == c.interval), c]


def _open_with(scene: Scene, fought: Sequence[Cluster]) -> None:
    """As in a first sentence "X and Y have exchanged fire": news of the day that the next sentences give."""
    opening = next((c for c in fought if c.first.sentence in _lead(scene)), None)
    published = scene.document.published
    if opening is None or published is None or opening.interval is not None or not _is_news(opening.first):
        return
    days = (c.interval for c in fought if _same_sides(scene, c, [opening]) and _is_day(c.interval))
    day = next((i for i in days if i is not None), None)
    if day is not None and 0 <= (published - day.start).days <= FRESH:
        opening.first.interval = day


FRESH = 3
"""Days within which what happened is told as news."""


def _is_news(d: Draft) -> bool:
    verb = d.trigger.verb or d.trigger.token
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in verb.children)
    return d.status == vocab.Actual and perfect


def _is_day(interval: Interval | None) -> bool:
    return interval is not None and interval.start == interval.end


def _told_then(scene: Scene, d: Draft) -> Interval | None:
    """As in a first sentence "X said on Monday it had shot down a jet, a day after Y attacked": on Monday."""
    speech, verb = d.speaker, d.trigger.token
    if speech is None or d.status != vocab.Claimed or d.sentence != speech.sentence:
        return None
    told = verb.tag_ in {"VBD", "VBN"} and verb.dep_ in {"ccomp", "conj"} and d.sentence in _lead(scene)
    behind = verb.doc[verb.i : verb.sent.end - 1]
    counted = any(t.lemma_ == "day" and t.nbor().lower_ == "after" for t in behind)
    return speech.interval if told and counted and _is_day(speech.interval) else None


def _hours_from(c: Cluster, clusters: Sequence[Cluster]) -> Interval | None:
    """As in "Hours after the announcement, they shot down": the day of what a sentence counts hours from."""
    verb = c.first.trigger.token
    words = verb.sent[:HOURS_WITHIN]
    if c.first.speaker is not None or words[0].lower_ not in HOURS or verb.dep_ not in {"ROOT", "conj"}:
        return None
    other = next((t for t in words if t.dep_ == "pobj" and t.head.lower_ in {"before", "after"}), None)
    if other is None:
        return None
    alike = (o for o in clusters if _is_day(o.interval) and any(_names(d, other) for d in o.drafts))
    return next((o.interval for o in alike), None)


HOURS = frozenset({"hours", "minutes", "moments", "shortly", "soon"})
HOURS_WITHIN = 6


def _names(d: Draft, noun: Token) -> bool:
    return d.trigger.token == noun or (d.position < noun.i and d.lemma[:STEM] == noun.lemma_.lower()[:STEM])


STEM = 6


def _lead(scene: Scene) -> Sequence[object]:
    return scene.sentences[:2]


def _goes_on(scene: Scene, c: Cluster, told: Sequence[Cluster], times: Sequence[TimeExpression]) -> bool:
    """Whether the telling is still of the same day's fighting, and of the same who fight."""
    d = c.first
    real = not any(x.status in UNREAL for x in c.drafts)
    if d.trigger.entry.noun and answered(d.trigger.token):
        return False
    if d.raging or not real or _at_no_time(d.trigger.verb or d.trigger.token):
        return False
    if d.kind != vocab.Assault and not (d.kind == vocab.Coerce and d.trigger.entry.noun and told_as_fact(d)):
        return False
    if not _as_next(d) and (_apart(d) or _elsewhere(scene, d, told)):
        return False
    return _last(d, times) == told[-1].interval and _same_sides(scene, c, told)


def _as_next(d: Draft) -> bool:
    """As in "In another attack, they fired", "In a third incident": one more of the same day."""
    words = [t.lower_ for t in d.trigger.token.sent[:5]]
    return words[0] == "in" and not NEXT.isdisjoint(words)


NEXT = frozenset({"another", "second", "third", "separate"})


def _elsewhere(scene: Scene, d: Draft, told: Sequence[Cluster]) -> bool:
    """Whether its own sentence names another place."""
    named = any(m.referent == d.place for m in scene.within(d.sentence.begin, d.sentence.end))
    return named and d.place not in {t.place for t in told}


def _apart(d: Draft) -> bool:
    """As in "they later took", "they were also fighting", "an increase in attacks", "fell after a week"."""
    noun, verb = d.trigger.token, d.trigger.verb or d.trigger.token
    if d.trigger.entry.noun and d.trigger.verb is None:
        return not phrases.is_definite(noun) and not (noun.dep_ == "pobj" and noun.head.lower_ == "under")
    after = phrases.prepositional(verb, {"after"})
    lasted = any(t.lemma_ in SPANS for t in after)
    return lasted or verb.tag_ == "VBG" or any(c.lower_ in {"later", "also"} for c in verb.children)


def _at_no_time(verb: Token) -> bool:
    """As in "to attack", "are often attacked", "have seized", "are under fire"."""
    if verb.dep_ == "pobj" and verb.head.lower_ == "under" and verb.head.head.tag_ in PRESENT:
        return True
    return any(c.tag_ == "TO" or (c.dep_ in {"aux", "auxpass"} and c.tag_ in PRESENT) for c in verb.children)


PRESENT = frozenset({"VBZ", "VBP"})


def _last(d: Draft, times: Sequence[TimeExpression]) -> Interval | None:
    """What the last time expression before a trigger means; "on Monday, days before they left" is Monday."""
    doc = d.trigger.token.doc
    before = [e for e in times[: bisect_left(times, d.position, key=lambda e: e.begin)] if not e.dateline]
    if (
        len(before) > 1
        and before[-1].onset is None
        and doc[before[-1].begin].sent == doc[before[-2].begin].sent
    ):
        before.pop()
    found = before[-1] if before else None
    return found.onset if found is not None else None


def _same_sides(scene: Scene, c: Cluster, told: Sequence[Cluster]) -> bool:
    """Whether who acts here acted there, as far as either is named."""
    here = _with_countries(scene, c.parties("actors"))
    there = _with_countries(scene, [r for t in told for r in t.parties("actors")])
    return bool(here & there) or not here or not there


def _with_countries(scene: Scene, referents: Sequence[ReferentId]) -> set[ReferentId]:
    return set().union(*(family(scene, r) for r in referents)) if referents else set()
