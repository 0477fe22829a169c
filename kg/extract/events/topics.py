"""What was told before and somebody now speaks of: "rejected the demand", "called it a first step"."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import vocab
from kg.extract.events import phrases
from kg.extract.events.asides import after_comma
from kg.extract.events.clusters import HARM, Cluster
from kg.extract.events.drafts import Draft
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Span

ABOUT = frozenset({"for", "on", "over", "about", "of", "to", "at", "from", "with", "against", "into"})
POINTING = frozenset({"it", "this", "that"})
REAL = frozenset({vocab.Actual, vocab.Claimed, vocab.Denied})
SAID = frozenset({vocab.Statement, vocab.Accuse, vocab.Threaten, vocab.Request})
DEALS = word_list("deals")
KINDS = (
    (word_list("demands"), frozenset({vocab.Request})),
    (word_list("charges"), frozenset({vocab.Accuse})),
    (word_list("utterances"), SAID),
    (word_list("proposals"), frozenset({vocab.Concede, vocab.Request})),
    (word_list("truces"), frozenset({vocab.Agree, vocab.Retreat})),
    (DEALS, frozenset({vocab.Agree})),
)
"""Nouns that name no event of their own, and the kinds of event that they stand for."""
DEEDS = word_list("deeds")
TOLLS = word_list("tolls")
HOSTILE = frozenset({vocab.Assault, vocab.Coerce, vocab.Mobilize, vocab.Sanction})
POLITICAL = frozenset(
    {vocab.Sanction, vocab.Retreat, vocab.Concede, vocab.Coerce, vocab.Mobilize, vocab.Agree}
)
DEALING = frozenset({"broker", "mediate", "negotiate"})
PROBES = frozenset({"investigation", "inquiry", "enquiry", "probe", "investigate"})
ANSWERS = frozenset({vocab.Reject, vocab.Agree})
OFFERS = frozenset({vocab.Request, vocab.Concede, vocab.Accuse})
STEM = 5
REACH = 300
"""Events that words point back over: no article tells of more, a file of many may."""
NEAR = 3
"""Sentences within which "the move" means what was told last."""


@dataclass(frozen=True, slots=True)
class _Told:
    """The events of an article by their words, for those who look back."""

    scene: Scene
    drafts: Sequence[Draft]
    at: dict[int, Draft]

    def before(self, position: int) -> Iterator[Draft]:
        """What was told before a place, the last first."""
        end = bisect_left(self.drafts, position, key=_position)
        return reversed(self.drafts[max(end - REACH, 0) : end])

    def near(self, d: Draft, position: int) -> bool:
        """Whether no more than a few sentences lie between."""
        here = self.scene.doc[position].idx
        between = bisect_right(self.scene.sentences, here, key=_begin) - bisect_right(
            self.scene.sentences, d.sentence.begin, key=_begin
        )
        return between <= NEAR


def _position(d: Draft) -> int:
    return d.position


def _begin(sentence: Span) -> int:
    return sentence.begin


def look_back(scene: Scene, clusters: Sequence[Cluster]) -> None:
    """Adds to what acts of speech are about the events that their words point back to."""
    drafts = sorted((d for c in clusters for d in c.drafts), key=lambda d: d.position)
    told = _Told(scene, drafts, {d.position: d for d in drafts})
    for d in drafts:
        if d.verbal or d.lemma in DEALING | PROBES:
            known = {id(a) for a in d.about} | {id(d)}
            for found in _meant(told, d):
                if id(found) not in known:
                    known.add(id(found))
                    d.about.append(found)


def _meant(told: _Told, d: Draft) -> Iterator[Draft]:
    own = d.content.tokens if d.content is not None and d.verbal else frozenset[int]()
    object_words = _object_words(d)
    if d.verbal and not d.trigger.entry.noun:
        yield from _summed_up(told, d)
    for i in sorted(own | object_words):
        token = d.trigger.token.doc[i]
        if i == d.position:
            continue
        if i in told.at:
            if i in object_words and _names(token):
                yield told.at[i]
        elif d.verbal and _names(token):
            yield from _with_topics(_named_before(told, d, token, i in object_words))
        elif i in object_words and token.lower_ in POINTING and token.head == d.trigger.token:
            yield from _pointed_at(told, d)
    if (d.verbal or d.lemma in PROBES) and not d.about and (vague := _blamed(told, d)) is not None:
        yield vague


def _summed_up(told: _Told, d: Draft) -> Iterator[Draft]:
    """As in "it closed the border, a move that X condemned": what the sentence tells before."""
    noun = d.trigger.token.head
    if d.trigger.token.dep_ != "relcl" or noun.pos_ != "NOUN" or noun.i > d.position:
        return
    if noun.i in told.at:
        joined = [noun.head.i] if noun.dep_ == "conj" else []
        yield from (told.at[i] for i in (*joined, noun.i) if i in told.at)
    elif noun.lemma_.lower() in DEEDS | SUMS and after_comma(noun):
        before = [p for p in told.before(noun.i) if p.sentence == d.sentence]
        clause = {t.i for t in noun.ancestors}
        yield from [p for p in before if p.position in clause][:1] or before[:1]


SUMS = word_list("sums")


def _names(token: Token) -> bool:
    """Whether a word is used as a noun: "the dead", "the ruling"."""
    return token.pos_ == "NOUN" or (token.pos_ in {"ADJ", "VERB"} and token.dep_ in NOMINAL and _the(token))


NOMINAL = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})


def _the(token: Token) -> bool:
    return any(c.dep_ == "det" for c in token.children)


def _object_words(d: Draft) -> frozenset[int]:
    """The objects of an act of speech with all that belongs to them."""
    verb = d.trigger.token
    heads = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} and not d.trigger.entry.noun]
    heads += phrases.prepositional(verb, ABOUT)
    return frozenset(t.i for head in heads for t in _phrase(head))


def _phrase(head: Token) -> Iterator[Token]:
    """A noun with what it is of, without clauses that describe it."""
    yield head
    for c in head.children:
        if c.dep_ not in {"relcl", "acl", "advcl", "appos"}:
            yield from _phrase(c)


def _with_topics(found: Draft | None) -> Iterator[Draft]:
    """What was said before is spoken of together with what it was about."""
    if found is not None:
        yield found
        if found.kind in {vocab.Request, vocab.Accuse}:
            yield from found.about


def _named_before(told: _Told, d: Draft, noun: Token, spoken_of: bool) -> Draft | None:
    """The event that a noun stands for: one of its kinds, of its stem, or the last deed."""
    lemma = noun.lemma_.lower()
    toll = lemma in TOLLS
    if told.scene.at(noun) or not (toll or _names_again(noun)):
        return None
    over = _speakers(d)
    before = [p for p in told.before(noun.i) if p.speaker is not d and not any(p is s for s in over)]
    if toll:
        return _harm(before)
    if lemma in DEEDS:
        return _deed(told, d, before)
    alike = next((p for p in before if _derived(lemma, p.lemma) and not p.trigger.entry.noun), None)
    if alike is not None:
        return alike
    owners = {m.referent for c in noun.children if c.dep_ == "poss" for m in told.scene.at(c)}
    theirs = [p for p in before if owners & set(p.actors.referents)]
    before = theirs if owners else [p for p in before if p.sentence != d.sentence or d.kind in ANSWERS]
    for words, kinds in KINDS:
        if lemma in words and (spoken_of or words is DEALS or theirs):
            return next((p for p in before if p.kind in kinds), None)
    return None


def _speakers(d: Draft) -> list[Draft]:
    """The act of speech itself and those that it is told in."""
    over = [d]
    while (above := over[-1].speaker) is not None and not any(above is s for s in over):
        over.append(above)
    return over


def _derived(noun: str, verb: str) -> bool:
    """As in "ruling" of "rule", "dismissal" of "dismiss", "deployment" of "deploy"."""
    stem = verb.rstrip("e")
    return (len(noun) > STEM and noun[:STEM] == verb[:STEM]) or (noun == stem + "ing" and len(stem) > 2)


def _names_again(noun: Token) -> bool:
    return phrases.is_definite(noun) or (_the(noun) and noun.pos_ != "NOUN")


def _harm(before: Sequence[Draft]) -> Draft | None:
    """The violence whose dead are counted: the last that was told to do harm, else the first of all."""
    violence = [p for p in before if p.kind == vocab.Assault and p.status in REAL]
    return next((p for p in violence if p.lemma in HARM), violence[-1] if violence else None)


def _deed(told: _Told, d: Draft, before: Sequence[Draft]) -> Draft | None:
    """As in "called the move rash": what a power did just before, else the deal that it is all about."""
    kinds = HOSTILE if d.kind == vocab.Accuse else POLITICAL
    done = [p for p in before if p.kind in kinds and p.status in {*REAL, vocab.Planned} and not p.raging]
    near = (p for p in done if told.near(p, d.position) and not (p.trigger.entry.noun and p.verbal))
    deals = [p for p in before if p.kind == vocab.Agree and p.status == vocab.Actual]
    return next(near, deals[-1] if deals and kinds is POLITICAL else None)


def _pointed_at(told: _Told, d: Draft) -> Iterator[Draft]:
    """As in "A welcomed the deal. B called it a first step": what was last spoken of, else last done."""
    if d.kind in ANSWERS:
        offers = (p for p in told.before(d.position) if p.kind in OFFERS)
        offer = next((p for p in offers if told.near(p, d.position)), None)
        while offer is not None and offer.speaker is not None and offer.speaker.kind in OFFERS:
            offer = offer.speaker  # "proposed a plan that called for …"
        if offer is not None:
            yield from (offer, *offer.about)
            return
    last = [p for p in told.before(d.position) if told.near(p, d.position) and p.sentence != d.sentence]
    last = [p for p in last if p.sentence == last[0].sentence and not p.raging]
    spoken_of = (p.about[0] for p in last if p.verbal and p.about and p.kind != vocab.Agree)
    done = next(spoken_of, next((p for p in last if not p.verbal or p.kind == vocab.Agree), None))
    if done is not None:
        yield done


MOURNING = frozenset({"condolence", "sympathy"})
BLAMING = frozenset({"blame", "accuse", "fault"})


def _blamed(told: _Told, d: Draft) -> Draft | None:
    """As in "The rebels blamed the army", "The group claimed responsibility": for what was just done."""
    if d.lemma in PROBES or any(t.lemma_.lower() in MOURNING for t in d.trigger.token.children):
        return _harm(list(told.before(d.position)))
    answers = any(
        c.dep_ == "dobj" and c.lemma_.lower() in {"responsibility", "involvement", "blame"}
        for c in d.trigger.token.children
    )
    if not (answers or (d.kind == vocab.Accuse and d.lemma in BLAMING and d.content is None)):
        return None
    violence = (p for p in told.before(d.position) if p.kind == vocab.Assault and p.status in REAL)
    return next((p for p in violence if told.near(p, d.position) and not p.raging), None)
