"""A file loaded at once is what the same quads added are."""

from pathlib import Path

import pytest

from kg import rdf, terms, vocab
from kg.errors import GraphError
from kg.export import export
from kg.rdf import Quad
from kg.store import StoreLines
from kg.store.oxigraph import OxigraphStore

BASE = "https://example.org/id/"
ENTITIES, OTHER = BASE + "graph/entities", BASE + "graph/mine"


def article(key: str, *labels: str) -> list[Quad]:
    graph, entity = f"{BASE}graph/{key}", BASE + "country/armenia"
    return [
        rdf.quad(graph, terms.RDF_TYPE, vocab.ArticleGraph, graph),
        *(rdf.quad(entity, terms.RDFS_LABEL, rdf.string(label), graph) for label in labels),
    ]


NAMED = [
    *article("a", "Armenia", "a <b> .\n<c> <d> <e> ."),
    *article("b", "Armenia", "Hayastan"),
    rdf.quad(BASE + "country/armenia", terms.OWL_SAME_AS, terms.WD + "Q0", ENTITIES),
    rdf.quad(BASE + "x", terms.RDFS_LABEL, rdf.string("mine"), OTHER),
    rdf.quad(OTHER, terms.RDF_TYPE, vocab.ArticleGraph, BASE + "graph/else"),
    rdf.quad(BASE + "y", terms.RDFS_LABEL, rdf.string("of nobody")),
]


def stored(store: OxigraphStore) -> list[Quad]:
    return rdf.canonical(store.quads())


@pytest.fixture
def expected() -> list[Quad]:
    store = OxigraphStore.memory(BASE)
    store.add(NAMED)
    return stored(store)


@pytest.mark.parametrize("name", ["whole.nq", "whole.trig", "named.nq", "backwards.nq"])
def test_a_file_loads_to_what_its_quads_add_up_to(name: str, expected: list[Quad], tmp_path: Path) -> None:
    path = tmp_path / name
    if name.startswith("whole"):
        export(expected, path, BASE)
    else:
        quads = NAMED if name == "named.nq" else [*NAMED[::-1], *rdf.merged(NAMED[:2])]
        path.write_bytes(b"".join(rdf.serialise([one], "nq") for one in quads))
    store = OxigraphStore.memory(BASE)
    store.load(path)
    assert stored(store) == expected
    store.load(path)
    assert stored(store) == expected


def test_lines_of_a_store_are_its_quads(expected: list[Quad], tmp_path: Path) -> None:
    store = OxigraphStore.memory(BASE)
    store.add(NAMED)
    export(StoreLines(store.engine), tmp_path / "a.nq", BASE)
    assert rdf.canonical(rdf.parse(tmp_path / "a.nq")) == expected


def test_a_malformed_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("<a> <b> .\n")
    with pytest.raises(GraphError, match=r"a\.nq cannot be read as N-Quads"):
        OxigraphStore.memory(BASE).load(path)
