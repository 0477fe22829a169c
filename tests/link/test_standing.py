"""Peoples, teams and cities behind the names of countries."""

import re
from collections.abc import Sequence

import pytest

from kg import vocab
from kg.knowledge import open_knowledge
from kg.link.standing import told_apart
from kg.model import Document, Event, EventId, Mention, Reading, Referent, ReferentId, Span

SPORT = "The coach of the rugby squad named his team for the World Cup semi-final on Sunday.\n"


def _reading(text: str, words: str, name: str, actor: bool = False) -> Reading:
    place = re.search(rf"\b{words}\b", text)
    assert place is not None
    span = Span(*place.span())
    country = ReferentId("r0")
    events: Sequence[Event] = ()
    if actor:
        events = (Event(EventId("v0"), vocab.Assault, (Span(0, 1),), Span(0, len(text)), vocab.Actual,
                        actors=(country,), actor_mentions=(span,)),)  # fmt: skip
    referent = Referent(country, vocab.Country, name)
    return Reading(Document("d", text), (referent,), (Mention(span, words, country),), (), tuple(events))


@pytest.mark.parametrize(
    ("text", "words", "actor", "kind"),
    [
        ("Two Poles were among the passengers.", "Poles", False, vocab.Population),
        ("A Finn was among the passengers.", "Finn", False, vocab.Population),
        ("The Poles shelled the village.", "Poles", True, vocab.Country),
        ("The Polish minister spoke.", "Polish", False, vocab.Country),
        ("The minister flew to Poland.", "Poland", False, vocab.Country),
        (SPORT + "Poland have never lost a match in this tournament.", "Poland", False, vocab.Organization),
        (SPORT + "Poland beat all others in the tournament.", "Poland", True, vocab.Organization),
        (SPORT + "The tournament is held in Poland.", "Poland", False, vocab.Country),
        (SPORT + "The minister spoke of Poland.", "Poland", False, vocab.Country),
        ("Poland have a new coach.", "Poland", False, vocab.Country),
        ("WARSAW, May 4 - The minister spoke.", "WARSAW", False, vocab.City),
        ("The minister has a house near Warsaw.", "Warsaw", False, vocab.City),
        ("Warsaw denied this.", "Warsaw", False, vocab.Country),
    ],
)
def test_what_a_name_stands_for(text: str, words: str, actor: bool, kind: str) -> None:
    reading = told_apart(_reading(text, words, "Poland", actor), open_knowledge())
    referents = {referent.id: referent.kind for referent in reading.referents}
    assert [referents[mention.referent] for mention in reading.mentions] == [kind]
    for event in reading.events:
        assert [referents[who] for who in event.actors] == [kind]


def test_nothing_is_changed_without_need() -> None:
    reading = _reading("The minister flew to Poland.", "Poland", "Poland")
    assert told_apart(reading, open_knowledge()) is reading
