"""What an act of speech is about beyond its own words: the events that its words point back to."""

from datetime import date

import pytest

from kg.extract import DEFAULT_MODEL
from kg.extract.entities import cast
from kg.extract.events import events
from kg.extract.language import parse
from kg.knowledge import open_knowledge
from kg.model import Document

TEXTS: list[tuple[str, list[str]]] = [
    (
        "Togo demanded that Benin release two pilots. Benin rejected the demand.",
        ["demanded > release", "rejected > demanded + release"],
    ),
    (
        "A court ruled that Togo had broken the law. Togo rejects the ruling.",
        ["ruled > broken the law", "broken the law >", "rejects > ruled"],
    ),
    (
        "Togo's envoy called the plan “absurd”. Benin described his remarks as rude.",
        ["called >", "described > called"],
    ),
    (
        "Gunmen killed nine farmers near Kandi. The mayor of Kandi said two of the attackers had fled.",
        ["said > fled + killed"],
    ),
    (
        "Gunmen killed nine farmers near Kandi. A rebel group claimed responsibility.",
        ["claimed > killed"],
    ),
    (
        "Gunmen killed nine farmers near Kandi. Benin ordered an inquiry.",
        ["ordered > ordered an inquiry", "ordered an inquiry > killed"],
    ),
    (
        "Soldiers rescued a hostage near Kandi on Monday. Benin thanked Togo for the rescue.",
        ["thanked > rescued"],
    ),
    (
        "Benin suspended trade with Togo on Monday. Togo called the move unfair.",
        ["called > suspended trade"],
    ),
    (
        "In June Togo ordered charities to leave Kandi, a move that Benin condemned.",
        ["condemned > ordered"],
    ),
    (
        "Rebels massacred 200 civilians near Kandi, an atrocity for which Togo apologised.",
        ["apologised > massacred"],
    ),
    ("Togo fired shells at Kandi, an act that Benin condemned.", ["condemned > fired shells"]),
    ("Benin brokered a ceasefire between the rebels and Togo.", ["brokered > ceasefire"]),
    ("The minister rejected the weather forecast. Togo called the film a joke.", ["rejected >", "called >"]),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS, ids=[text[:48] for text, _ in TEXTS])
def test_what_speech_points_back_to(text: str, expected: list[str]) -> None:
    document = Document("x", text, published=date(2024, 3, 6))
    scene = cast(document, parse(text, DEFAULT_MODEL), open_knowledge())
    found = events(scene, lambda token: None)
    words = {e.id: text[e.triggers[0].begin : e.triggers[0].end] for e in found}
    told = [f"{words[e.id]} > {' + '.join(words[a] for a in e.about)}".rstrip() for e in found]
    spoken = [row for row, e in zip(told, found, strict=True) if e.about or e.content is not None]
    assert spoken == expected
