"""CSV, GeoJSON and GraphML of two articles, read by the libraries that people use for them."""

import csv
import io
import json
import subprocess
import zipfile
from pathlib import Path

import networkx as nx
import pytest

from kg import rdf, terms, vocab
from kg.export import export_all, selected, write
from kg.export.everything import names
from kg.export.files import formats
from kg.export.tables import COLUMNS
from kg.mapping import default_graph, entity_quads, link_quads
from kg.mapping import quads as article_quads
from kg.rdf import Quad
from kg.statements import Spool
from kg.store import StoreLines, open_graph
from tests.mapping.example import LINKED

BASE = "https://example.org/id/"
NAMED = [
    *article_quads(LINKED, BASE, with_text=True),
    *entity_quads(LINKED, BASE),
    *link_quads(LINKED, BASE),
]
QUADS = [*NAMED, *default_graph(NAMED, BASE)]


def written(suffix: str, quads: list[Quad] = QUADS) -> bytes:
    stream = io.BytesIO()
    write(quads, suffix, stream, BASE)
    return stream.getvalue()


def tables() -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(written("zip"))) as archive:
        return {
            name.removesuffix(".csv"): list(
                csv.DictReader(io.StringIO(archive.read(name).decode(), newline=""))
            )
            for name in archive.namelist()
        }


def count(kind: str) -> int:
    return len({one.subject for one in NAMED if one.object == rdf.iri(kind)})


def test_tables_have_a_row_for_each_thing() -> None:
    found = tables()
    assert list(found) == list(COLUMNS)
    assert len(found["articles"]) == 1
    assert len(found["events"]) == sum(map(count, vocab.EVENT_CLASSES)) > 0
    assert len(found["casualties"]) == count(vocab.CasualtyCount) > 0
    assert len(found["relations"]) == count(vocab.Assertion) > 0
    assert len(found["entities"]) == len(
        {one.subject for one in NAMED if one.graph_name == rdf.iri(BASE + "graph/entities")}
    ) - count(terms.GEO_GEOMETRY)
    assert len(found["links"]) == count(terms.OWL + "Axiom")
    claims = {(row["thing"], row["claimant"]) for row in found["claims"] if row["claimant"]}
    assert claims == {
        (str(one.subject)[1:-1], str(one.object)[1:-1])
        for one in NAMED
        if one.predicate.value == vocab.claimedBy
    }


def test_tables_join() -> None:
    found = tables()
    entities = {row["entity"] for row in found["entities"]}
    events = {row["event"] for row in found["events"]}
    articles = {row["article"] for row in found["articles"]}
    assert {row["article"] for row in found["events"]} <= articles
    assert {actor for row in found["events"] for actor in row["actors"].split("|") if actor} <= entities
    assert {row["event"] for row in found["casualties"] if row["event"]} <= events


def test_events_on_the_map() -> None:
    (event, graph) = next((q.subject, q.graph_name) for q in NAMED if q.predicate.value == vocab.actor)
    place = next(q.subject for q in NAMED if q.predicate.value == terms.GEO_HAS_GEOMETRY)
    found = json.loads(written("geojson", [*QUADS, Quad(event, rdf.iri(vocab.place), place, graph)]))
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found, "RFC 7946 knows WGS 84 only"
    (feature,) = found["features"]
    longitude, latitude = feature["geometry"]["coordinates"]
    assert rdf.wkt_point(latitude, longitude) in {q.object for q in NAMED}
    assert (f"<{feature['id']}>", f"<{feature['properties']['placeIri']}>") == (str(event), str(place))
    assert feature["properties"]["status"] in ("Actual", "Claimed", "Denied", "Planned", "Hypothetical")
    assert feature["properties"]["actors"]


def test_networkx_loads_the_actors() -> None:
    graph = nx.parse_graphml(written("graphml").decode())
    pairs = {(actor, target) for actor, target in graph.edges()}
    actors = {str(one.object)[1:-1] for one in NAMED if one.predicate.value == vocab.actor}
    assert {actor for actor, _ in pairs} == actors
    assert all(data["type"] and data["status"] for *_, data in graph.edges(data=True))
    assert all(graph.nodes[actor]["label"] for actor in actors)


@pytest.mark.parametrize("suffix", ["zip", "geojson", "graphml", "tsv"])
def test_the_order_of_the_quads_does_not_matter(suffix: str) -> None:
    assert written(suffix) == written(suffix, [*QUADS[::-1], *QUADS])


@pytest.mark.parametrize("suffix", formats())
def test_nothing_makes_an_empty_file_of_its_kind(suffix: str) -> None:
    assert written(suffix, []) == written(suffix, [])


def test_full_texts_and_run_times_stay_out_unless_asked_for() -> None:
    run = rdf.quad(BASE + "run/1", terms.PROV_STARTED_AT_TIME, rdf.string("now"), BASE + "graph/provenance")
    for text, runs in ((False, False), (True, False), (False, True), (True, True)):
        with Spool.of([*QUADS, run]) as spool:
            stream = io.BytesIO()
            write(selected(spool, BASE, text, runs), "nq", stream, BASE)
        found = list(rdf.parse(stream.getvalue(), "nq"))
        assert any(one.predicate.value == terms.NIF_IS_STRING for one in found) is text
        assert (run in found) is runs
        assert len(found) == len(set(QUADS)) - 2 * (not text) + runs


def test_a_folder_of_everything_checks_and_is_the_same_each_time(tmp_path: Path) -> None:
    with open_graph(base=BASE) as graph:
        graph.store.add(NAMED)
        for name in ("one", "other"):
            export_all(StoreLines(graph.oxigraph), tmp_path / name, BASE, ".gz")
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted([*names(".gz"), "SHA256SUMS", "void.ttl"])
    assert all(
        (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes() for name in files
    )
    checked = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=tmp_path / "one", check=False)
    assert checked.returncode == 0
    described = list(rdf.parse(tmp_path / "one/void.ttl", base="https://example.org/dumps/"))
    urls = {str(one.object) for one in described if one.predicate.value == terms.DCAT + "downloadURL"}
    assert urls == {f"<https://example.org/dumps/{name}>" for name in names(".gz")}
    (triples,) = (one.object for one in described if one.predicate.value == terms.VOID + "triples")
    assert triples == rdf.integer(len({one.triple for one in NAMED}))
