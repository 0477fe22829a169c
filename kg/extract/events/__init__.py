"""Events and speech: who did what to whom, where and when, and who says so."""

from collections.abc import Callable, Iterator, Sequence

from spacy.tokens import Token

from kg import vocab
from kg.extract.events import places
from kg.extract.events.drafts import Draft, draft
from kg.extract.events.merging import Cluster, merge
from kg.extract.events.occasions import occasions
from kg.extract.events.participants import Participants, participants
from kg.extract.events.quotations import Quotations, quotations
from kg.extract.events.speech import SAYINGS, UNCITED, according_to
from kg.extract.events.status import negated, settle
from kg.extract.events.triggers import Trigger, triggers
from kg.extract.events.grammar import is_definite, objects, subjects
from kg.extract.events.lexicon import Entry
from kg.extract.scene import Scene
from kg.model import Event, EventId, Interval, ReferentId, Span

Dating = Callable[[Token], Interval | None]


def events(scene: Scene, dating: Dating) -> tuple[Event, ...]:
    """The events of a scene in the order of their first trigger.

    `dating` gives the days that an event named by a token happened on, or None.
    """
    quotes = quotations(scene.document.text)
    drafts = list(_drafts(scene, quotes))
    drafts = sorted(drafts + _citations(scene), key=lambda d: d.position)
    for d in drafts:
        d.interval = dating(d.trigger.token)
    drafts = [once for d in drafts for once in occasions(d)]
    _find_speakers(drafts)
    _continue_quotations(scene, drafts, quotes)
    _answer(drafts)
    for d in drafts:
        settle(d)
    used = {t.i for d in drafts for t in _consumed(d)}
    drafts = [d for d in drafts if not _never_was(d) and d.position not in used]
    for d in drafts:
        if d.kind == vocab.Accuse and not d.targets.referents:
            d.targets = _accused_before(d, drafts)
    clusters = merge(scene, drafts)
    places.settle(scene, clusters)
    _complete(scene, clusters)
    return _finished(scene, clusters)


def _drafts(scene: Scene, quotes: Quotations) -> Iterator[Draft]:
    """For each word that may name an event, the first reading that its sentence bears out."""
    done = -1
    for trigger in triggers(scene):
        if trigger.token.i != done and (found := draft(scene, trigger, quotes)) is not None:
            done = trigger.token.i
            yield found


def _citations(scene: Scene) -> list[Draft]:
    """"according to X": a statement of X."""
    found = []
    for token in scene.doc:
        if token.lower_ != "according" or token.i + 2 >= len(scene.doc):
            continue
        cited = [t for c in token.children if c.lower_ == "to" for t in c.children if t.dep_ == "pobj"]
        who = participants(scene, cited)
        if not cited or not (who.referents or cited[0].lemma_.lower() not in UNCITED):
            continue
        trigger = Trigger(token, Entry(vocab.Statement, False, frozenset({"according"}), verbal=True))
        span = Span(token.idx, token.nbor(1).idx + len(token.nbor(1).text))
        found.append(Draft(trigger, vocab.Statement, span, scene.sentence(token), who, content=according_to(token)))
    return found


def _find_speakers(drafts: Sequence[Draft]) -> None:
    """Each draft's speaker is the innermost verbal draft whose content holds it."""
    speaking = [d for d in drafts if d.content is not None and d.trigger.entry.verbal]
    for d in drafts:
        around = [s for s in speaking if s is not d and s.content and d.position in s.content.tokens and not _holds(d, s)]
        if around:
            d.speaker = min(around, key=lambda s: len(s.content.tokens) if s.content else 0)
            for s in around:
                s.about.append(d)


def _answer(drafts: Sequence[Draft]) -> None:
    """"a charge the capital denies": what was said before is what is denied."""
    for d in drafts:
        if d.kind != vocab.Reject or d.about or not any(t.lemma_.lower() in SAYINGS for t in objects(d.trigger.token)):
            continue
        said = [s for s in drafts if s.verbal and s.about and s.position < d.position]
        for told in said[-1].about if said else ():
            if not told.verbal:
                told.accuser, told.speaker = told.speaker, d
                d.about.append(told)


def _continue_quotations(scene: Scene, drafts: Sequence[Draft], quotes: Quotations) -> None:
    """A quotation without "he said" goes on with what the speaker before said."""
    for quote in quotes.spans:
        inside = [d for d in drafts if quote.begin <= d.span.begin < quote.end]
        if quote.end - quote.begin < LONG_QUOTE or any(_told_outside(d, quote) for d in inside):
            continue
        inside = [d for d in inside if d.speaker is None]
        before = [d for d in drafts if d.verbal and d.content is not None and d.span.end <= quote.begin]
        if before and "." not in scene.document.text[before[-1].span.end + 3 : quote.begin].strip().strip("."):
            for d in inside:
                d.speaker = before[-1]
                before[-1].about.append(d)


def _told_outside(d: Draft, quote: Span) -> bool:
    return d.speaker is not None and not quote.begin <= d.speaker.span.begin < quote.end


LONG_QUOTE = 30
"""Characters; a shorter quotation is a borrowed word."""


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the outer draft's content holds the inner's trigger, and is the larger of the two."""
    if outer.content is None or inner.position not in outer.content.tokens:
        return False
    return inner.content is None or len(outer.content.tokens) > len(inner.content.tokens)


def _consumed(d: Draft) -> list[Token]:
    """The object that only completes a verb: "let aid in" is no giving of aid."""
    entry = d.trigger.entry
    if entry.noun or not entry.objects:
        return []
    return [t for t in objects(d.trigger.token) if t.lemma_.lower() in entry.objects and not is_definite(t)]


def _never_was(d: Draft) -> bool:
    """What the article says did not happen is no event; what somebody denies is."""
    return negated(d.trigger.token) and d.status not in {vocab.Denied} and not d.trigger.entry.denies


ADDRESSING = frozenset({vocab.Accuse, vocab.Request, vocab.Support, vocab.Reject})


def _address(scene: Scene, clusters: Sequence[Cluster], home: dict[int, Cluster]) -> None:
    """The target of a verbal event whose object is an act: who acts there; else whose thing it is."""
    for d in (c.first for c in clusters):
        content = d.trigger.entry.object == "content" or d.trigger.entry.noun
        if d.targets.referents or d.kind not in ADDRESSING or not d.verbal or not content:
            continue
        if d.kind != vocab.Reject:
            d.targets = _acting(d, home)
        if not d.targets.referents and not d.trigger.entry.noun and not d.trigger.entry.denies:
            d.targets = _whose(scene, d)


def _acting(d: Draft, home: dict[int, Cluster]) -> Participants:
    for about in d.about[:1] if d.kind == vocab.Request else d.about:
        who = Participants(home[id(about)].parties("actors")).without(d.actors) if id(about) in home else None
        if who is not None and who.referents:
            return who
    return Participants()


def _whose(scene: Scene, d: Draft) -> Participants:
    """"supported the neighbour's right": the neighbour."""
    owners = participants(scene, [t for t in objects(d.trigger.token) if t.i > d.position])
    return Participants(tuple(r for r in owners.referents if scene.referent[r].kind not in PURE_PLACES)).without(d.actors)


PURE_PLACES = frozenset({vocab.City, vocab.Place})


def _accused_before(d: Draft, drafts: Sequence[Draft]) -> Participants:
    """"accusing X of … and decrying …": both are aimed at X."""
    head = d.trigger.token.head
    for other in drafts:
        if d.trigger.token.dep_ == "conj" and other.trigger.token == head and other.kind == vocab.Accuse:
            return other.targets
    return Participants()


def _complete(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Fills roles from the events around: the accused does what he is accused of, a denial answers its accuser."""
    home = {id(d): c for c in clusters for d in c.drafts}
    for cluster in clusters:
        first = cluster.first
        if not cluster.parties("actors"):
            first.actors += _implied(first, home)
        if first.lemma in BROKERING and not cluster.parties("targets"):
            first.targets += _parties_to(first, clusters)
        if first.kind == vocab.Reject and first.trigger.entry.denies and not cluster.parties("targets"):
            first.targets += _accusers(first, home)
        if first.lemma in {"coup", "putsch"} and not cluster.parties("targets") and cluster.place is not None:
            rulers = [r.id for r in scene.referents if r.kind == vocab.Government and r.country == cluster.place]
            first.targets += Participants(tuple(rulers[:1]))
    _share_sides(clusters)
    _address(scene, clusters, home)


# what takes two: where the sentence does not name them, they are those of the dealings told before
TWO_SIDED = frozenset(
    "talk negotiation ceasefire cease-fire truce armistice deal agreement accord pact war fighting clash conflict "
    "hostility dialogue negotiate discuss peace".split()
)


def _share_sides(clusters: Sequence[Cluster]) -> None:
    """Gives two-sided events without sides those of the nearest such event before, else after."""
    sided = [c for c in clusters if len(c.parties("actors")) > 1 and any(d.lemma in TWO_SIDED | {"sign", "agree"} for d in c.drafts)]
    for c in clusters:
        if not any(d.lemma in TWO_SIDED for d in c.drafts) or c.parties("actors") or c.parties("targets") or not sided:
            continue
        before = [s for s in sided if s.first.position < c.first.position]
        c.first.actors += Participants((before[-1] if before else sided[0]).parties("actors"))


BROKERING = frozenset({"broker", "mediate"})


def _parties_to(d: Draft, clusters: Sequence[Cluster]) -> Participants:
    """"brokered a truce": between those whose truce it is."""
    dealt = {t.i for t in objects(d.trigger.token)} | {d.trigger.token.head.i}
    met = [c for c in clusters if any(o.position in dealt for o in c.drafts)]
    return Participants(met[0].parties("actors")).without(d.actors) if met else Participants()


def _implied(d: Draft, home: dict[int, Cluster]) -> Participants:
    if d.speaker is not None and d.speaker.kind == vocab.Accuse and d.position == _head(d.speaker):
        return d.speaker.targets
    above = _purpose_of(d.trigger.token) or next(iter(subjects(d.trigger.token)), None)
    for other in home.values():
        if above is not None and any(o.trigger.token == above for o in other.drafts):
            return Participants(other.parties("actors"))
    return Participants()


def _purpose_of(token: Token) -> Token | None:
    """The noun or verb whose purpose a token names: "a plot to attack", "an operation aimed at cleansing"."""
    if token.dep_ in {"acl", "xcomp"}:
        return token.head
    if token.dep_ in {"pobj", "pcomp", "dobj"} and token.head.dep_ in {"prep", "xcomp"} and token.head.head.dep_ == "acl":
        return token.head.head.head
    return None


def _head(speech: Draft) -> int:
    """The first event inside what is said."""
    return min((a.position for a in speech.about), default=-1)


ANSWERING = 60
"""Tokens within which a denial answers who said it before."""


def _accusers(denial: Draft, home: dict[int, Cluster]) -> Participants:
    """Who said what is denied."""
    found = Participants()
    for about in denial.about:
        for told in home[id(about)].drafts if id(about) in home else ():
            by = told.accuser or told.speaker
            if by is not None and by is not denial and 0 < denial.position - told.position <= ANSWERING:
                found += by.actors
    return found.without(denial.actors)


def _finished(scene: Scene, clusters: Sequence[Cluster]) -> tuple[Event, ...]:
    ids = {id(d): EventId(f"v{n}") for n, c in enumerate(clusters, 1) for d in c.drafts}
    return tuple(_event(scene, c, EventId(f"v{n}"), ids) for n, c in enumerate(clusters, 1))


def _event(scene: Scene, cluster: Cluster, name: EventId, ids: dict[int, EventId]) -> Event:
    first = cluster.first
    status, by = _status(cluster)
    about = tuple(dict.fromkeys(ids[id(a)] for d in cluster.drafts for a in d.about if id(a) in ids and ids[id(a)] != name))
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
        claimed_by=by.actors.referents[0] if by and by.actors.referents else None,
        claimant_mention=_nameless(by) if by and not by.actors.referents else None,
        about=about,
        content=said.span if said is not None and first.trigger.entry.verbal else None,
        rule=f"{'noun' if first.trigger.entry.noun else 'verb'}:{first.lemma}",
    )


def _nameless(speech: Draft) -> Span:
    """The words for a claimant without an entity; where none is said ("is reported to"), those of the speech."""
    return speech.actors.words[0] if speech.actors.words else speech.span


def _words(cluster: Cluster, role: str) -> tuple[Span, ...]:
    return tuple(dict.fromkeys(w for d in cluster.drafts for w in getattr(d, role).words))


def _status(cluster: Cluster) -> tuple[str, Draft | None]:
    """What the article itself asserts outweighs a denial, a denial outweighs a claim."""
    for status in (vocab.Actual, vocab.Denied, vocab.Claimed, vocab.Planned, vocab.Hypothetical):
        for d in cluster.drafts:
            if d.status == status:
                return status, d.speaker if status in {vocab.Denied, vocab.Claimed} else None
    return vocab.Actual, None
