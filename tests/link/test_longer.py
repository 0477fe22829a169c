"""Names inside longer names, and words that are no names."""

import re

import pytest

from kg import vocab
from kg.knowledge import open_knowledge
from kg.link.longer import without_partial_names
from kg.model import Document, Event, EventId, Mention, Reading, Referent, ReferentId, Span

_ID = ReferentId("r0")


def _reading(text: str, words: str, kind: str, actor: bool = False) -> Reading:
    mentions = tuple(
        Mention(Span(*found.span()), words, _ID) for found in re.finditer(re.escape(words), text)
    )
    events: tuple[Event, ...] = ()
    if actor:
        span = mentions[0].span
        events = (Event(EventId("v0"), vocab.Assault, (Span(0, 1),), Span(0, len(text)), vocab.Actual,
                        actors=(_ID,), actor_mentions=(span,)),)  # fmt: skip
    referent = Referent(_ID, vocab.NAMESPACE + kind, words)
    return Reading(Document("d", text), (referent,), mentions, (), events)


@pytest.mark.parametrize(
    ("text", "words", "kind", "kept"),
    [
        ("Thousands ran the Boston Marathon.", "Boston", "City", False),
        ("He lives in Boston.", "Boston", "City", True),
        ("The Boston mayor spoke.", "Boston", "City", True),
        ("Students at Kharkiv National University marched.", "Kharkiv", "City", False),
        ("The Duke of Edinburgh died.", "Edinburgh", "City", False),
        ("The king of Jordan spoke.", "Jordan", "Country", True),
        ("African American voters", "African", "Place", False),
        ("African voters", "African", "Place", True),
        ("A Michigan State player spoke.", "Michigan", "Territory", False),
        ("He was born in Michigan State hospital.", "Michigan", "Territory", True),
        ("The Michigan State Police said so.", "Michigan", "Territory", True),
        ("Nail Polish of the year: a polish for all.", "Polish", "Country", False),
        ("Polish troops left. A Polish officer spoke.", "Polish", "Country", True),
        ("US troops told us so.", "US", "Country", True),
    ],
)
def test_a_name_inside_a_longer_one(text: str, words: str, kind: str, kept: bool) -> None:
    reading = without_partial_names(_reading(text, words, kind), open_knowledge())
    assert bool(reading.mentions) is kept
    assert bool(reading.referents) is kept


def test_what_an_event_rests_on_stays() -> None:
    reading = _reading("Boston University sued.", "Boston", "City", actor=True)
    assert without_partial_names(reading, open_knowledge()) is reading


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("Reuters news agency", "Reuters"),
        ("Xinhua news agency", "Xinhua"),
        ("Springfield newspaper", "Springfield newspaper"),
    ],
)
def test_a_medium_goes_without_the_word_for_it(words: str, bare: str) -> None:
    reading = without_partial_names(_reading(f"The {words} reported it.", words, "Media"), open_knowledge())
    assert [mention.text for mention in reading.mentions] == [bare]
    (mention,) = reading.mentions
    assert reading.document.text[mention.span.begin : mention.span.end] == bare
