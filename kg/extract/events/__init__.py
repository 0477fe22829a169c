"""Events and speech: who did what to whom, where and when, and who says so."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg import vocab
from kg.extract.dates import TimeExpression
from kg.extract.events import days, scenes
from kg.extract.events.answers import answer
from kg.extract.events.attribution import (
    answer_charges,
    citations,
    continue_quotations,
    continue_reports,
    find_speakers,
    reported,
)
from kg.extract.events.clause_times import begun, from_elsewhere, only_wished, stray, told_at_once
from kg.extract.events.clusters import Cluster
from kg.extract.events.documents import name_authors, name_issuers
from kg.extract.events.doers import own_up
from kg.extract.events.drafts import Draft, draft
from kg.extract.events.grammar import objects
from kg.extract.events.labels import labels
from kg.extract.events.lexicon import FOLDER
from kg.extract.events.merging import merge
from kg.extract.events.negation import negated, neither, unless
from kg.extract.events.occasions import occasions
from kg.extract.events.phrases import is_definite
from kg.extract.events.quotations import Quotations, quotations
from kg.extract.events.rhetoric import pass_on, rhetorical
from kg.extract.events.roles import accuse_again, complete
from kg.extract.events.status import settle
from kg.extract.events.topics import look_back
from kg.extract.events.trailing import speaks_on
from kg.extract.events.triggers import triggers
from kg.extract.events.wholes import share
from kg.extract.events.witnesses import place_undecided
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Event, EventId, Interval, ReferentId, Span

ATTITUDES = word_list("attitudes")
INTENDING = word_list("intending")
Dating = Callable[[Token], Interval | None]


def events(
    scene: Scene,
    dating: Dating,
    folders: tuple[Path, ...] = (FOLDER,),
    times: Sequence[TimeExpression] = (),
) -> tuple[Event, ...]:
    """The events of a scene in the order of their first trigger.

    `dating` gives the days that an event named by a token happened on, or None; `times` are all time
    expressions of the text in order. `folders` hold the lexicon.
    """
    quotes = quotations(scene.document.text)
    drafts = list(_drafts(scene, quotes, folders))
    drafts = sorted(
        [*drafts, *citations(scene), *reported(scene, drafts), *labels(scene, quotes)],
        key=lambda d: d.position,
    )
    for d in drafts:
        speech = speaks_on(d.trigger.token) if d.verbal and not d.trigger.entry.noun else None
        own = begun(d, times) or dating(d.trigger.token)
        d.interval = own or (dating(speech) if speech is not None else None)
    told = frozenset(d.position for d in drafts)
    for d in drafts:
        d.interval = None if from_elsewhere(d, times) else d.interval or stray(d, dating, times, told)
    told_at_once(drafts)
    drafts = [once for d in drafts for once in occasions(d)]
    name_issuers(scene, drafts)
    name_authors(scene, drafts, quotes)
    find_speakers(drafts)
    continue_quotations(scene, drafts, quotes)
    continue_reports(scene, drafts, quotes)
    answer_charges(drafts)
    for d in drafts:
        settle(d)
        d.interval = None if only_wished(d, times) else d.interval
    place_undecided(scene, drafts)
    used = {t.i for d in drafts for t in _consumed(d)}
    unsaid = [d for d in drafts if _never_was(d) or rhetorical(d, quotes)]
    pass_on(drafts, unsaid)
    gone = {id(d) for d in unsaid}
    drafts = [d for d in drafts if id(d) not in gone and d.position not in used]
    accuse_again(drafts)
    clusters = merge(scene, drafts)
    scenes.settle(scene, clusters)
    days.settle(scene, clusters, times)
    share(scene, clusters)
    complete(scene, clusters)
    look_back(scene, clusters)
    own_up(scene, clusters)
    answer(scene, clusters)
    return _finished(scene, clusters)


def _drafts(scene: Scene, quotes: Quotations, folders: tuple[Path, ...]) -> Iterator[Draft]:
    """For each word that may name an event, the first reading that its sentence bears out."""
    done = -1
    for trigger in triggers(scene, folders):
        if trigger.token.i != done and (found := draft(scene, trigger, quotes)) is not None:
            done = trigger.token.i
            yield found


def _consumed(d: Draft) -> list[Token]:
    """The object that only completes a verb: "let aid in" is no giving of aid."""
    entry = d.trigger.entry
    if entry.noun or not entry.objects or entry.object == "apart":
        return []
    return [t for t in objects(d.trigger.token) if t.lemma_.lower() in entry.objects and not is_definite(t)]


def _never_was(d: Draft) -> bool:
    """What the article says did not happen is no event; what somebody denies is."""
    entry = d.trigger.entry
    if d.kind == vocab.Statement and _says_nothing(d):
        return True
    if d.speaker is not None and d.speaker.trigger.entry.refusal:
        return False  # "would not lift the embargo", "would accept no truce"
    if neither(d.trigger.token):
        return d.status != vocab.Denied
    if d.status == vocab.Hypothetical and unless(d.trigger.token):
        return False
    return negated(d.trigger.token) and d.status != vocab.Denied and not (entry.denies or entry.refusal)


def _says_nothing(d: Draft) -> bool:
    """As in "said he wanted to talk": one says so; "plans to send troops": the plan tells it."""
    if d.speaker is not None and d.lemma in ATTITUDES:
        return True
    return d.lemma in INTENDING and any(a.trigger.token.head == d.trigger.token for a in d.about)


def _finished(scene: Scene, clusters: Sequence[Cluster]) -> tuple[Event, ...]:
    ids = {id(d): EventId(f"v{n}") for n, c in enumerate(clusters, 1) for d in c.drafts}
    return tuple(_event(scene, c, EventId(f"v{n}"), ids) for n, c in enumerate(clusters, 1))


def _event(scene: Scene, cluster: Cluster, name: EventId, ids: dict[int, EventId]) -> Event:
    first = cluster.first
    status, by = _status(cluster)
    about = tuple(
        dict.fromkeys(
            ids[id(a)] for d in cluster.drafts for a in d.about if id(a) in ids and ids[id(a)] != name
        )
    )
    said = next((d.content for d in cluster.drafts if d.content is not None), None)
    actors = cluster.specific(scene, "actors")
    return Event(
        id=name,
        kind=first.kind,
        triggers=tuple(dict.fromkeys(d.span for d in cluster.drafts)),
        sentence=first.sentence,
        status=status,
        actors=actors,
        targets=tuple(t for t in cluster.specific(scene, "targets") if t not in actors),
        actor_mentions=_words(cluster, "actors"),
        target_mentions=_words(cluster, "targets"),
        place=cluster.spot(scene),
        interval=cluster.interval,
        claimed_by=_claimant(scene, by) if by else None,
        claimant_mention=_nameless(by) if by and not by.actors.referents else None,
        about=about,
        content=said.span if said is not None and first.trigger.entry.verbal else None,
        mode=_mode(cluster),
        rule=f"{'noun' if first.trigger.entry.noun else 'verb'}:{first.lemma}",
    )


def _claimant(scene: Scene, speech: Draft) -> ReferentId | None:
    """The first who speaks, as the event of the speech itself names its actors."""
    return next(iter(Cluster([speech]).specific(scene, "actors")), None)


def _mode(cluster: Cluster) -> str | None:
    """The first mode that any draft tells."""
    modes = (d.mode for d in cluster.drafts if d.kind == d.trigger.entry.kind)
    return next(filter(None, modes), None)


def _nameless(speech: Draft) -> Span:
    """The words for a claimant without an entity; if there are none ("is reported to"), the cue."""
    return speech.actors.words[0] if speech.actors.words else speech.span


def _words(cluster: Cluster, role: str) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(w for d in cluster.drafts for w in getattr(d, role).words))


def _status(cluster: Cluster) -> tuple[str, Draft | None]:
    """What the article itself asserts outweighs a denial, a denial outweighs a claim."""
    telling = [d for d in cluster.drafts if not d.known]
    if not telling and cluster.first.status == vocab.Claimed:
        return vocab.Actual, None
    for status in (vocab.Actual, vocab.Denied, vocab.Claimed, vocab.Planned, vocab.Hypothetical):
        for d in telling or cluster.drafts:
            if d.status == status:
                return status, d.speaker if status in {vocab.Denied, vocab.Claimed} else None
    return vocab.Actual, None
