"""Accept headers as clients really send them."""

import pytest

from kg.endpoint.negotiation import BOOLEANS, GRAPHS, PAGE, SOLUTIONS, by_name, choose

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
JENA = f"{JSON}, {XML};q=0.9, text/tab-separated-values;q=0.7, */*;q=0.3"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, JSON),
        ("", JSON),
        (" , ", JSON),
        ("*/*", JSON),
        ("*", JSON),
        ("text/*", "text/csv"),
        ("application/*", JSON),
        (JSON + ";version=1.2", JSON),
        ("application/json", "application/json"),
        ("application/xml", "application/xml"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.3", "text/tab-separated-values"),
        (f"{JSON};q=0.5, {XML};q=0.5", JSON),
        (f"{JSON};q=0, */*", XML),
        (f"{JSON};q=0, application/*;q=0.1, text/csv;q=0.05", XML),
        ("*/*;q=0.1, text/csv;q=0", JSON),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
        (JENA, JSON),
        (FIREFOX, "text/html"),
        (CHROME, "text/html"),
        ("text/html", "text/html"),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/html;q=0", None),
        ("text/turtle", None),
        ("nonsense", JSON),
    ],
)
def test_the_answer_of_a_select_query(accept: str | None, expected: str | None) -> None:
    found = choose(accept, [*SOLUTIONS, PAGE])
    assert (found.media_type if found else None) == expected


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "text/turtle"),
        ("text/turtle, application/rdf+xml;q=0.9, */*;q=0.1", "text/turtle"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/json", "application/json"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
        ("text/plain", "text/plain"),
        ("application/n-quads, application/trig;q=0.9", "application/n-quads"),
        ("text/csv", None),
    ],
)
def test_the_answer_of_a_construct_query(accept: str | None, expected: str | None) -> None:
    found = choose(accept, GRAPHS)
    assert (found.media_type if found else None) == expected


def test_short_names_are_for_people() -> None:
    assert [by_name(name, SOLUTIONS) for name in ("csv", "TEXT/CSV")] == [SOLUTIONS[2], SOLUTIONS[2]]
    assert by_name("ttl", BOOLEANS) is None
    assert SOLUTIONS[2].content_type == "text/csv; charset=utf-8"
