"""What the extractors share: the parsed text and who is meant by which words."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.extract.syntax import Doc, Passage, Token
from kg.model import Document, Mention, Referent, ReferentId, Relation, Span
from kg.vocab import Country, Place, holdsOffice, locatedIn


@dataclass(frozen=True)
class Scene:
    """A parsed article with its referents. Built once, read by every extractor, never changed.

    Several mentions may share one span: a group description ("the two sides") that means several referents.
    """

    document: Document
    doc: Doc
    referents: tuple[Referent, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relations: tuple[Relation, ...] = ()
    lexicons: tuple[Path, ...] = ()
    """Folders with the words for events, the last one first; none stands for those of the package."""
    capitals: Mapping[ReferentId, ReferentId] = field(default_factory=dict)
    """Country -> its capital, where the text names both."""

    @cached_property
    def referent(self) -> Mapping[ReferentId, Referent]:
        """Referents by their id."""
        return {referent.id: referent for referent in self.referents}

    @cached_property
    def main_country(self) -> ReferentId | None:
        """The country that the text names most with all that is of it or lies in it, the first of several."""
        counts = Counter(land for m in self.mentions if (land := self._land(m.referent)) is not None)
        return max(counts, key=lambda r: counts[r], default=None)

    def _land(self, referent: ReferentId) -> ReferentId | None:
        """The country that a referent is, belongs to or lies in, as far as the text says so."""
        found: ReferentId | None = referent
        for _ in range(3):
            known = self.referent.get(found) if found is not None else None
            if known is None or known.kind == Country:
                return found if known is not None else None
            found = known.country or self.container.get(known.id)
        return None

    @cached_property
    def office(self) -> Mapping[ReferentId, ReferentId]:
        """Person -> the country or body that the text says he holds an office of."""
        held = {
            r.subject: self.referent[r.object].country for r in self.relations if r.predicate == holdsOffice
        }
        return {person: body for person, body in held.items() if body is not None}

    @cached_property
    def container(self) -> Mapping[ReferentId, ReferentId]:
        """Place -> the first place that the text says it lies in."""
        return {r.subject: r.object for r in reversed(self.relations) if r.predicate == locatedIn}

    @cached_property
    def sites(self) -> Mapping[str, tuple[ReferentId, ...]]:
        """First and last words of names, in small letters -> the sites that are named so."""
        named: dict[str, tuple[ReferentId, ...]] = {}
        for place in dict.fromkeys(m.referent for m in self.mentions):
            words = self.referent[place].name.lower().split()
            if self.referent[place].kind == Place:
                for word in {words[0], words[-1]}:
                    named[word] = (*named.get(word, ()), place)
        return named

    @cached_property
    def by_token(self) -> Mapping[int, tuple[Mention, ...]]:
        """Token index -> the mentions that cover it (several only for group descriptions)."""
        covering: dict[int, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            words = self._words(mention)
            for i in range(words.start, words.end) if words is not None else ():
                covering[i] = (*covering.get(i, ()), mention)
        return covering

    @cached_property
    def _headed(self) -> Mapping[int, tuple[Mention, ...]]:
        headed: dict[int, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            words = self._words(mention)
            if words:
                head = words.root.i
                headed[head] = (*headed.get(head, ()), mention)
        return headed

    def _words(self, mention: Mention) -> Passage | None:
        return self.doc.char_span(mention.span.begin, mention.span.end, alignment_mode="expand")

    def at(self, token: Token) -> tuple[Mention, ...]:
        """The mentions that cover a token."""
        return self.by_token.get(token.i, ())

    def headed_by(self, token: Token) -> tuple[Mention, ...]:
        """The mentions whose syntactic head is the token."""
        return self._headed.get(token.i, ())

    def head(self, mention: Mention) -> Token:
        """The token of a mention that the rest of the sentence attaches to."""
        words = self._words(mention)
        return words.root if words is not None else self.doc[0]

    def within(self, begin: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin in a stretch of the text, in order."""
        first = bisect_left(self.mentions, begin, key=_opening)
        return self.mentions[first : bisect_left(self.mentions, end, lo=first, key=_opening)]

    def sentence(self, token: Token) -> Span:
        """The sentence around a token, without surrounding white space."""
        return self.sentences[bisect_right(self.sentences, token.idx, key=_begin) - 1]

    def follows(self, before: Span, sentence: Span) -> bool:
        """Whether a sentence comes right after another."""
        i = bisect_right(self.sentences, before.begin, key=_begin)
        return i < len(self.sentences) and self.sentences[i] == sentence

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences in order, without surrounding white space."""
        return tuple(_sentences(self.doc))


def _sentences(doc: Doc) -> Iterator[Span]:
    text = doc.text
    for sent in doc.sents:
        begin, words = sent.start_char, text[sent.start_char : sent.end_char]
        left = len(words) - len(words.lstrip())
        yield Span(begin + left, begin + max(left + 1, len(words.rstrip())))


def _begin(sentence: Span) -> int:
    return sentence.begin


def _opening(mention: Mention) -> int:
    return mention.span.begin
