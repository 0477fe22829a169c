"""Namesakes of one class and country never share an IRI."""

from collections import Counter

import pytest

from kg import vocab
from kg.knowledge import Knowledge, open_knowledge
from kg.knowledge.content import Content, content
from kg.knowledge.distinct import qualifiers
from kg.knowledge.tables import tables_folder
from kg.mapping import Mint
from kg.model import Entity


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge()


def test_the_less_prominent_of_two_places_is_qualified(knowledge: Knowledge) -> None:
    places = [item for item in knowledge.named("Portland") if item.kind == vocab.City]
    assert places[0].qualifier is None
    assert [item.qualifier for item in places[1:] if item.country == places[0].country] == ["44N 70W"]


def test_no_two_records_share_an_iri(knowledge: Knowledge) -> None:
    found: Counter[str] = Counter()
    for key, row in content(tables_folder()).items.items():
        item = knowledge.item(key)
        if item is None or row[2] == vocab.Post:
            continue
        country = knowledge.item(item.country) if item.country and item.kind != vocab.Country else None
        name = country.name if country else None
        found[Mint().entity(Entity(item.kind, item.name, name, qualifier=item.qualifier))] += 1
    assert {iri: count for iri, count in found.items() if count > 1} == {}


def _city(key: str, prior: float, latitude: float | None = None) -> tuple[object, ...]:
    return (key, "Ur", vocab.City, key, "Q9", "", "", None, latitude, latitude, None, None, prior, "a")


@pytest.mark.parametrize(
    ("cities", "expected"),
    [
        ([("Q1", 0.5, 1.0)], {}),
        ([("Q1", 0.5, 1.0), ("Q2", 0.6, 40.2)], {"Q1": "1N 1E"}),
        ([("Q1", 0.5, -1.0), ("Q2", 0.6, -1.3)], {"Q1": "1.0S 1.0W"}),
        ([("Q1", 0.5, 1.0), ("Q2", 0.6, None)], {"Q1": "2"}),
        ([("Q2", 0.5), ("Q10", 0.5), ("Q1", 0.5)], {"Q2": "2", "Q10": "3"}),
    ],
)
def test_what_tells_namesakes_apart(
    cities: list[tuple[str, float, float | None]], expected: dict[str, str]
) -> None:
    rows = {city[0]: _city(*city) for city in cities}
    assert dict(qualifiers(Content(items=rows))) == expected  # type: ignore[arg-type]
