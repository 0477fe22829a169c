"""What `kg diff` says of two graphs, and how the command ends."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import rdf, terms, vocab
from kg.cli import app
from kg.errors import ConfigurationError
from kg.export import export
from kg.export.difference import differences
from kg.rdf import BlankNode, NamedNode, Quad
from kg.settings import load
from kg.statements import Spool
from kg.store import StoreLines, open_graph

BASE = load().base_iri


def article(key: str, *labels: str) -> list[Quad]:
    graph, entity = f"{BASE}graph/{key}", BASE + "country/armenia"
    named = [
        rdf.quad(graph, terms.RDF_TYPE, vocab.ArticleGraph, graph),
        *(rdf.quad(entity, terms.RDFS_LABEL, rdf.string(label), graph) for label in labels),
    ]
    return [*named, *rdf.merged(named)]


def blank(name: str, *labels: str) -> list[Quad]:
    node, graph = BlankNode(name), NamedNode(BASE + "graph/a")
    return [Quad(node, NamedNode(terms.RDFS_LABEL), rdf.string(label), graph) for label in labels]


def told(one: list[Quad], other: list[Quad]) -> list[tuple[str, str, int, int]]:
    with Spool.of(one) as old, Spool.of(other) as new:
        found = differences(old, new)
        return [(d.graph.rpartition("/")[2].rstrip(">"), d.kind, len(d.added), len(d.removed)) for d in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (article("a", "A"), article("a", "A")[::-1], []),
        ([], [], []),
        (article("a", "A"), article("a", "B"), [("a", "changed", 1, 1)]),
        (article("a", "A"), [*article("a", "A"), *article("b", "A")], [("b", "added", 2, 0)]),
        ([*article("a", "A"), *article("b", "A")], article("b", "A"), [("a", "removed", 0, 2)]),
        (article("a", "A"), [*article("a", "A"), *rdf.merged(article("c", "C"))], [("", "changed", 2, 0)]),
        (article("a", "A"), list(rdf.merged(article("a", "A", "B"))), [("", "changed", 1, 0)]),
        (blank("x", "A", "B"), blank("y", "B", "A"), []),
        (blank("x", "A", "B"), blank("x", "A", "C"), [("a", "changed", 1, 1)]),
    ],
)
def test_what_differs(one: list[Quad], other: list[Quad], expected: list[tuple[str, str, int, int]]) -> None:
    assert told(one, other) == expected


def test_a_store_says_the_same_as_its_dump(tmp_path: Path) -> None:
    odd = rdf.quad(
        BASE + "country/x", terms.RDFS_LABEL, rdf.string('\x07\x7f\u0085 \r\n\t\\"'), BASE + "graph/a"
    )
    given = [*article("a", "A", "Ä"), odd, *blank("x", "A")]
    with open_graph(base=BASE) as graph:
        graph.store.add(given)
        lines = StoreLines(graph.oxigraph)
        for name in ("a.nq", "a.trig", "a.jsonld"):
            export(lines, tmp_path / name, BASE)
            with Spool.of(rdf.parse(tmp_path / name)) as read:
                assert list(differences(lines, read)) == []


def run(*arguments: object) -> tuple[int, str, type | None]:
    """How a command ends, and what it prints. Nothing of it is kept: its frames would hold the store."""
    found = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return found.exit_code, found.stdout, found.exc_info[0] if found.exc_info else None


def test_the_command_ends_like_diff(tmp_path: Path, seed_store: Path) -> None:
    old, new, dump = tmp_path / "old.nq", tmp_path / "new.trig.gz", tmp_path / "dump.ttl.zst"
    export(article("a", "A"), old, BASE)
    export(article("a", "B"), new, BASE)
    assert run("export", "-o", dump, "--store", seed_store)[0] == 0
    assert run("diff", dump, seed_store)[:2] == (0, "")
    code, printed, _ = run("diff", old, new)
    assert (code, printed.count("\n+ "), printed.count("\n- ")) == (1, 1, 1)
    found = json.loads(run("diff", old, new, "--format", "json", "--summary")[1])
    graph = f"{BASE}graph/a"
    assert found == {
        "same": False,
        "graphs": [{"graph": graph, "change": "changed", "added": 1, "removed": 1}],
    }
    assert run("diff", old, tmp_path / "none.nq")[2] is ConfigurationError


def test_a_dump_loads_back(tmp_path: Path, seed_store: Path) -> None:
    dump, again = tmp_path / "dump.nq.gz", tmp_path / "again"
    assert run("export", "-o", dump, "--store", seed_store)[0] == 0
    assert run("load", dump, "--store", again)[0] == 0
    assert run("diff", again, seed_store)[0] == 0
    assert run("load", tmp_path / "none.nq", "--store", again)[2] is ConfigurationError
