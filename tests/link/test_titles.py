"""Persons whom a text calls by an office alone, from text to entity."""

from datetime import date

import pytest

from kg import vocab
from kg.knowledge import open_knowledge
from kg.link import link
from kg.model import Document, LinkedReading
from kg.pipeline import flow
from kg.settings import load


def _linked(text: str, day: str) -> LinkedReading:
    reading = flow(load()).read(Document("d", text, published=date.fromisoformat(day)))
    return link(reading, open_knowledge())


def _persons(linked: LinkedReading) -> list[tuple[str, str, bool]]:
    """(words, name, certain) of every mention of a person."""
    persons = {one.id for one in linked.reading.referents if one.kind == vocab.Person}
    found = []
    for mention in linked.reading.mentions:
        if mention.referent in persons and not mention.anaphor:
            entity = linked.entities[mention.referent]
            found.append((mention.text, entity.name, bool(entity.link and entity.link.certain)))
    return found


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("The Armenian Prime Minister denied the report on Tuesday.", "2020-11-10",
         ("Armenian Prime Minister", "Nikol Pashinyan", True)),
        ("The Armenian Prime Minister denied the report on Tuesday.", "2016-04-05",
         ("Armenian Prime Minister", "Hovik Abrahamyan", True)),
        ("The president of France urged restraint on Tuesday.", "2020-11-10",
         ("president of France", "Emmanuel Macron", True)),
        ("The British prime minister accused Russia of sabotage on Tuesday.", "2024-11-10",
         ("British prime minister", "British prime minister", False)),
        ("The former French president criticised the plan on Tuesday.", "2020-11-10",
         ("former French president", "former French president", False)),
    ],
)  # fmt: skip
def test_the_holder_of_an_office_takes_part(text: str, day: str, expected: tuple[str, str, bool]) -> None:
    linked = _linked(text, day)
    assert _persons(linked) == [expected]
    (person,) = (one.id for one in linked.reading.referents if one.kind == vocab.Person)
    assert any(person in event.actors for event in linked.reading.events)


def test_who_is_named_too_is_one_person() -> None:
    text = (
        "Prime Minister Nikol Pashinyan spoke on Monday. "
        "The Armenian prime minister accused Azerbaijan of shelling."
    )
    found = _persons(_linked(f"YEREVAN — Armenia mourned. {text}", "2020-11-10"))
    assert {name for _, name, _ in found} == {"Nikol Pashinyan"}
    assert any(words.endswith("Armenian prime minister") and certain for words, _, certain in found)


@pytest.mark.parametrize(
    "text",
    [
        "A former French president urged restraint on Tuesday.",
        "The French deputy prime minister urged restraint on Tuesday.",
        "The prime minister urged restraint on Tuesday.",
    ],
)
def test_whom_no_office_tells_is_nobody(text: str) -> None:
    assert _persons(_linked(text, "2020-11-10")) == []
