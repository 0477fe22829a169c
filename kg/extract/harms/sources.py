"""Who says a count, and which event it belongs to."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg import vocab
from kg.extract.harms.victims import Harm
from kg.extract.harms.words import listed
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Event, Iri, ReferentId, Span

_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BLOCK = 256
"""Characters to a block of the index of what is said."""
_BEFORE = 1000
"""How many characters before a sentence the event may have been told of that did the harm."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: a referent, or the words for somebody nameless; neither where the article itself does."""

    referent: ReferentId | None = None
    mention: Span | None = None


class Telling:
    """The events of one article, indexed to find the speaker and the cause of a count."""

    def __init__(self, scene: Scene, events: Sequence[Event]) -> None:
        self.scene, self.events = scene, events
        self.around: dict[int, list[int]] = {}
        self.triggers: list[tuple[int, int, int]] = []
        for position, event in enumerate(events):
            if event.content is not None:
                for block in range(event.content.begin // _BLOCK, event.content.end // _BLOCK + 1):
                    self.around.setdefault(block, []).append(position)
            self.triggers += [(trigger.begin, trigger.end, position) for trigger in event.triggers]
        self.triggers.sort()

    def source(self, harm: Harm) -> Source:
        """The speaker of the innermost statement around a count, else whom the sentence names."""
        begin = self.scene.doc[harm.amount.begin].idx
        inside = [
            (event.content.end - event.content.begin, position)
            for position in self.around.get(begin // _BLOCK, ())
            if (event := self.events[position]).content is not None
            and event.content.begin <= begin < event.content.end
            and _says(self.scene, harm, event.content)
        ]
        if inside:
            return _speaker(self.events[min(inside)[1]])
        return next((_of_token(self.scene, speaker) for speaker in _named_speakers(harm)), Source())

    def cause(self, harm: Harm) -> Event | None:
        """The violence or seizure that did a harm: named by its word, in its sentence, or just before."""
        kinds = _causes(harm.kind)
        word = Span(harm.word.idx, harm.word.idx + len(harm.word))
        sentence = self.scene.sentence(harm.word)
        own_cause = listed("accidents", "words") | {"since"}  # what adds up over time is no single event's
        apart = any(token.lemma_.lower() in own_cause for token in harm.word.sent)
        ranked: list[tuple[int, int, int]] = []
        first = bisect_left(self.triggers, (sentence.begin - _BEFORE, 0, 0))
        for begin, end, position in islice(self.triggers, first, None):
            if begin >= sentence.end:
                break
            if self.events[position].kind not in kinds:
                continue
            rank = _rank(Span(begin, end), word, sentence)
            if rank is not None and not (apart and rank == 2):
                ranked.append((rank, max(begin - word.end, word.begin - end, 0), position))
        return self.events[min(ranked)[2]] if ranked else None


def _says(scene: Scene, harm: Harm, content: Span) -> bool:
    """Whether a content says the count: who condemns or claims "a bombing that killed 40" does not."""
    words = scene.doc.char_span(content.begin, content.end, alignment_mode="expand")
    if words is None or words.root.pos_ not in ("NOUN", "PROPN") or harm.word not in words:
        return True
    return not _within_clause(harm.word, words.root)


def _speaker(event: Event) -> Source:
    if event.actors:
        return Source(event.actors[0])
    return Source(None, event.actor_mentions[0] if event.actor_mentions else event.claimant_mention)


def _of_token(scene: Scene, token: Token) -> Source:
    named = (token, *(child for child in token.children if child.dep_ in ("appos", "compound")))
    mentions = [mention for noun in named for mention in scene.headed_by(noun)] or list(scene.at(token))
    if mentions:
        return Source(mentions[0].referent)
    if token.pos_ == "PRON":
        return Source()
    words = scene.doc[token.left_edge.i : token.i + 1]
    return Source(None, Span(words.start_char, words.end_char))


def _named_speakers(harm: Harm) -> Iterator[Token]:
    """The subjects of "X said that …", "…, X said"; then "according to X"; then of "X reported 12 dead"."""
    saying, counting = _verbs_over(harm)
    if saying is not None:
        yield from _subject(saying)
    yield from _according(harm.word)
    if counting is not None:
        yield from _subject(counting)


def _verbs_over(harm: Harm) -> tuple[Token | None, Token | None]:
    """The nearest verb of saying over the clause of a count, and the nearest that has it as its object."""
    token, counting = harm.word, None
    while token.head.i != token.i:
        head, label = token.head, token.dep_
        says = head.pos_ in _VERBS and head.lemma_.lower() in listed("reports", "verbs")
        if says and label == "ccomp":
            return head, counting
        gives = harm.rule == "toll" and head.lemma_ in listed("tolls", "givers")
        if label == "dobj" and (gives or (says and not _within_clause(harm.word, token))):
            counting = counting or head
        token = head
    said = [
        child
        for child in token.children
        if child.dep_ == "parataxis" and child.lemma_ in listed("reports", "verbs")
    ]
    return (said[0] if said else None), counting


def _within_clause(word: Token, noun: Token) -> bool:
    """Whether a word stands in a clause of its own under a noun: "a bombing that killed 40"."""
    token = word
    while token.i not in (noun.i, token.head.i):
        if token.dep_ in ("relcl", "advcl"):
            return True
        token = token.head
    return False


def _according(word: Token) -> Iterator[Token]:
    """The X of "according to X" in the sentence of a word."""
    for token in word.sent:
        if token.lower_ == "according" and token.i + 1 < token.sent.end and token.nbor(1).lower_ == "to":
            preposition = token.nbor(1)
            yield from (t for t in (*preposition.children, *token.children) if t.dep_ == "pobj")


def _subject(verb: Token) -> Iterator[Token]:
    """The subject of a verb, or of the verb that a participle leans on: "…, saying that eight had died"."""
    for _ in range(6):
        own = [child for child in verb.children if child.dep_ in _SUBJECTS]
        agents = [t for by in verb.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj"]
        passive = any(child.dep_ == "auxpass" for child in verb.children)
        if passive or own:
            yield from agents[:1] if passive else own[:1]
            return
        if verb.dep_ not in ("advcl", "conj", "xcomp", "relcl", "acl") or verb.head.i == verb.i:
            return
        if verb.dep_ in ("relcl", "acl"):
            yield verb.head
            return
        verb = verb.head


def _rank(trigger: Span, word: Span, sentence: Span) -> int | None:
    if trigger.begin < word.end and word.begin < trigger.end:
        return 0
    if sentence.begin <= trigger.begin and trigger.end <= sentence.end:
        return 1
    return 2 if trigger.end <= sentence.begin else None


def _causes(harm: Iri) -> frozenset[Iri]:
    if harm == vocab.Captured:
        return frozenset({vocab.Coerce, vocab.Assault})
    return frozenset({vocab.Assault})
