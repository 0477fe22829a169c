"""Sorting on disk, terms in Turtle, blank nodes: the same data for other readers, and flat memory."""

import io
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from itertools import pairwise
from typing import IO, cast

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import rdf, terms
from kg.export import write
from kg.export.names import END, Names
from kg.export.sorting import Sorter
from kg.rdf import BlankNode, Literal, NamedNode, Quad
from kg.statements import Spool

BASE = "https://example.org/id/"


@pytest.mark.parametrize(("chunk", "fan"), [(1 << 20, 48), (200, 48), (200, 2), (1, 3)])
def test_lines_come_sorted_and_once_however_they_are_cut(chunk: int, fan: int) -> None:
    lines = [f"{random.Random(n).randrange(300):03} \x7f é\n".encode() for n in range(900)]
    sorter = Sorter(chunk, fan)
    for begin in range(0, len(lines), 7):
        sorter.add(b"".join(lines[begin : begin + 7]))
    found = [line for batch in sorter.batches() for line in batch]
    assert found == sorted(set(lines))
    assert not any(sorter.batches())


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("<https://example.org/id/country/armenia>", "country:armenia"),
        ("<https://example.org/id/country/a%20b>", "country:a%20b"),
        ("<https://example.org/id/country/нагорный-карабах>", "country:нагорный-карабах"),
        ("<https://example.org/id/country/-x>", None),
        ("<https://example.org/id/country/x.>", None),
        ("<https://example.org/id/country/x/y>", None),
        ("<https://example.org/id/country/>", None),
        ("<https://example.org/id/article/a>", None),
        ("<https://example.org/id/article/a#char=0,3>", None),
        ("<http://www.wikidata.org/entity/Q1>", "wd:Q1"),
        ("<http://www.w3.org/2004/02/skos/core#a/b>", None),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "1"),
        ('"one"^^<http://www.w3.org/2001/XMLSchema#integer>', '"one"^^xsd:integer'),
        ('"1"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"1"^^xsd:decimal'),
        ('"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', "0.5"),
        ('"1.5E0"^^<http://www.w3.org/2001/XMLSchema#double>', "1.5E0"),
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>', "true"),
        ('"a\\"^^<b>"', None),
        ('"a"@en-GB', None),
        ("_:b0", None),
    ],
)
def test_terms_in_turtle(term: str, expected: str | None) -> None:
    assert Names(BASE)[term.encode() + END].decode() == (expected or term)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SPACES = st.sampled_from([BASE + "country/", BASE + "article/", terms.CNO, terms.WD, "urn:x:", "http://a/b#"])
LOCALS = st.text(st.sampled_from([*"aB0.-_:/#?%41é😀ー‿·~!$&'()*+,;=@"]), max_size=8)


def _named(value: str) -> NamedNode | None:
    try:
        return NamedNode(value)
    except ValueError:
        return None


NODES = st.builds(lambda space, local: _named(space + local), SPACES, LOCALS).filter(
    lambda node: node is not None
)
BLANKS = st.sampled_from([BlankNode(name) for name in "abc"])
LITERALS = st.one_of(
    st.builds(Literal, TEXT),
    st.builds(
        lambda text, tag: Literal(text, language=tag), TEXT, st.sampled_from(["en", "de-CH", "zh-Hant-TW"])
    ),
    st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(terms.XSD + kind)),
        st.one_of(TEXT, st.sampled_from(["1", "+01", "-1.50", ".5", "1.", "1e6", "true", "1 ", "0x1"])),
        st.sampled_from(["integer", "decimal", "double", "boolean", "date", "token"]),
    ),
)
QUADS = st.lists(
    st.builds(
        Quad,
        st.one_of(NODES, BLANKS),
        st.one_of(NODES, st.just(NamedNode(terms.RDF_TYPE))),
        st.one_of(NODES, BLANKS, LITERALS),
        st.one_of(NODES, st.just(rdf.DEFAULT_GRAPH)),
    ),
    max_size=12,
)


def written(quads: list[Quad], suffix: str) -> bytes:
    stream = io.BytesIO()
    write(quads, suffix, stream, BASE)
    return stream.getvalue()


def canonical(quads: list[Quad]) -> ox.Dataset:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@settings(max_examples=80, deadline=None)
@given(QUADS)
@pytest.mark.parametrize("suffix", ["trig", "nq", "jsonld"])
def test_what_is_written_reads_back_as_isomorphic_data(suffix: str, quads: list[Quad]) -> None:
    content = written(quads, suffix)
    assert canonical(list(rdf.parse(content, suffix))) == canonical(quads)
    assert written([*quads[::-1], *quads], suffix) == content


def test_blank_nodes_are_named_by_what_is_said_of_them() -> None:
    def list_of(*names: str) -> list[Quad]:
        cells = [BlankNode(name) for name in names]
        first, rest = NamedNode(terms.RDF + "first"), NamedNode(terms.RDF + "rest")
        graph = NamedNode(BASE + "graph/o")
        return [
            *(Quad(cell, first, Literal(str(n)), graph) for n, cell in enumerate(cells)),
            *(Quad(one, rest, other, graph) for one, other in pairwise(cells)),
        ]

    for suffix in ("trig", "nq", "jsonld"):
        assert written(list_of("x", "y", "z"), suffix) == written(list_of("b", "a", "c"), suffix)


def many(count: int) -> Iterator[Quad]:
    graph = NamedNode(BASE + "graph/a")
    label = NamedNode(terms.RDFS_LABEL)
    for number in range(count):
        subject = NamedNode(f"{BASE}event/{number * 7919 % count}")
        yield Quad(subject, label, Literal(f"some words of news, number {number}"), graph)
        yield Quad(subject, label, Literal(f"some words of news, number {number}"))


@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq", "jsonld"])
def test_memory_stays_flat(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limits made small, three times the statements take no more memory."""
    for name, value in (
        ("kg.export.sorting.Sorter.__init__.__defaults__", (1 << 16, 4)),
        ("kg.export.sorting._READ", 1 << 13),
        ("kg.export.names.KEPT", 1000),
        ("kg.export.blocks._JOINED", 100),
        ("kg.export.blocks.IN_MEMORY", 1 << 16),
        ("kg.statements.IN_MEMORY", 1 << 16),
        ("kg.statements.BLOCK", 1 << 16),
        ("kg.statements._BATCH", 500),
    ):
        monkeypatch.setattr(name, value)
    peak(100, suffix)  # what is loaded only once
    assert peak(15_000, suffix) < 1.4 * peak(5_000, suffix)


def peak(count: int, suffix: str) -> int:
    """The most bytes that Python holds while statements are written."""
    with Spool.of(many(count)) as spool:
        tracemalloc.start()
        try:
            write(spool, suffix, cast("IO[bytes]", Discarded()), BASE)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


class Discarded(io.RawIOBase):
    """A file that keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        return len(data)  # type: ignore[arg-type]


def test_plain_files_need_no_library_for_compression() -> None:
    """An environment that lacks it still writes what is not compressed: it is looked for at .zst alone."""
    code = "import sys, kg.export; sys.exit(any(name.endswith('zstd') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
