"""The links as an SSSOM table."""

import csv
import io

from kg import terms
from kg.export import write
from kg.mapping import default_graph, entity_quads, link_quads
from kg.rdf import Quad, quad
from tests.mapping.example import LINKED

BASE = "https://example.org/id/"


def table(quads: list[Quad]) -> tuple[list[str], list[dict[str, str]]]:
    stream = io.BytesIO()
    write(quads, "tsv", stream, BASE)
    lines = stream.getvalue().decode().splitlines()
    head = [line for line in lines if line.startswith("#")]
    return head, list(csv.DictReader(lines[len(head) :], delimiter="\t"))


def test_every_mapping_is_a_row_with_what_sssom_requires() -> None:
    named = [*entity_quads(LINKED, BASE), *link_quads(LINKED, BASE)]
    head, rows = table([*named, *default_graph(named, BASE)])
    links = [entity.link for entity in LINKED.entities.values() if entity.link]
    assert sorted(row["object_id"] for row in rows) == sorted(f"wd:{link.qid}" for link in links)
    assert {row["predicate_id"] for row in rows} <= {"owl:sameAs", "skos:closeMatch"}
    assert all(row["mapping_justification"].startswith("semapv:") for row in rows)
    used = {row[slot].partition(":")[0] for row in rows for slot in ("subject_id", "predicate_id")}
    assert used <= {line.split(":")[0].removeprefix("#   ") for line in head}
    assert table(named) == table(named[::-1])


def test_the_verdict_on_the_entity_is_the_predicate() -> None:
    named = [*entity_quads(LINKED, BASE), *link_quads(LINKED, BASE)]
    likely = [
        quad(item.subject, terms.SKOS_CLOSE_MATCH, item.object, item.graph_name)  # type: ignore[arg-type]
        if item.predicate.value == terms.OWL_SAME_AS
        else item
        for item in named
    ]
    assert {row["predicate_id"] for row in table(likely)[1]} == {"skos:closeMatch"}


def test_a_graph_without_links_is_an_empty_table() -> None:
    head, rows = table([])
    assert (head[0], rows) == ("# mapping_set_title: Entities of conflict news in Wikidata", [])
