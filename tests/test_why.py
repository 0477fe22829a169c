"""`kg why`: what an entity may be called, and what is told of its link."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kg import rdf
from kg.errors import QueryError
from kg.pipeline import extract
from kg.store import Graph
from kg.why import why
from tests.command import kg

BASE = "https://w3id.org/conflict-news/id/"
TEXT = "TBILISI — Georgia accused Russia on Monday of shelling a village near Gori."


@pytest.fixture(scope="module")
def graph() -> Iterator[Graph]:
    with extract(TEXT, "2020-11-10") as made:
        yield made


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("Georgia", ["Georgia"]),
        ("georgia", ["Georgia"]),
        ("country:georgia", ["Georgia"]),
        (f"{BASE}country/georgia", ["Georgia"]),
        (f"<{BASE}country/georgia>", ["Georgia"]),
        (":country/georgia", ["Georgia"]),
        ("wd:Q159", ["Russia"]),
        ("Q159", ["Russia"]),
        ("http://www.wikidata.org/entity/Q159", ["Russia"]),
        ("Russian Federation", ["Russia"]),
    ],
)
def test_ways_to_name_an_entity(graph: Graph, name: str, labels: Sequence[str]) -> None:
    assert [found.label for found in why(name, graph.select, BASE)] == labels


@pytest.mark.parametrize("name", ["Gorgia", "Q5", "country:atlantis", "nobody at all", 'a "b" <c>', ""])
def test_an_unknown_name_says_what_is_near(graph: Graph, name: str) -> None:
    with pytest.raises(QueryError, match="near: Georgia" if name == "Gorgia" else "give an IRI|near"):
        why(name, graph.select, BASE)


def test_the_grounds_are_complete(graph: Graph) -> None:
    (found,) = why("Georgia", graph.select, BASE)
    (grounds,) = found.grounds
    assert found.certain == (grounds.item,)
    assert (found.articles, found.contested, grounds.certain) == (1, False, True)
    assert (grounds.hit, grounds.method) == ("Georgia", "name")
    assert "prior 0.95" in grounds.features
    assert grounds.reason
    assert grounds.date == "2020-11-10"
    assert "natural-earth" in grounds.sources
    assert any("Georgia" in rival for rival in grounds.rivals)


def test_the_command_tells_it_of_a_file(graph: Graph, tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_bytes(rdf.serialise(graph.store.quads(), "ttl"))
    told = kg("why", "Georgia", file)
    assert told.returncode == 0, told.stderr
    assert "is certainly http://www.wikidata.org/entity/" in told.stdout
    assert "Natural Earth" in told.stdout
    record = json.loads(kg("why", "Georgia", file, "--format", "json").stdout)[0]
    assert record["sources"]["natural-earth"]["licence"]
    missing = kg("why", "Atlantis", file)
    assert (missing.returncode, missing.stdout) == (2, "")
