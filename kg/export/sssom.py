"""SSSOM/TSV: the mappings to Wikidata as a table (SSSOM 1.0, "TSV format")."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Final

from kg import terms
from kg.rdf import Literal, NamedNode, Quad
from kg.statements import DEFAULT, Source, named, quads_of

SUFFIX: Final = "tsv"
TITLE: Final = "SSSOM"
MEDIA_TYPE: Final = "text/tab-separated-values"
ALL_GRAPHS: Final = True
STEM: Final = "links"

SLOTS: Final = {
    "subject_id": terms.OWL + "annotatedSource",
    "subject_label": terms.SSSOM + "subject_label",
    "predicate_id": terms.OWL + "annotatedProperty",
    "object_id": terms.OWL + "annotatedTarget",
    "object_label": terms.SSSOM + "object_label",
    "mapping_justification": terms.SSSOM + "mapping_justification",
    "mapping_tool": terms.SSSOM + "mapping_tool",
    "confidence": terms.SSSOM + "confidence",
    "match_string": terms.SSSOM + "match_string",
    "comment": terms.RDFS_COMMENT,
    "other": terms.SSSOM + "other",
}
"""Column -> predicate of a mapping in the graph."""
_CURIES: Final = {name: terms.NAMESPACES[name] for name in ("owl", "semapv", "skos", "wd")}
_LINKS: Final = (terms.OWL_SAME_AS, terms.SKOS_CLOSE_MATCH)
_HEADER: Final = """\
# mapping_set_title: Entities of conflict news in Wikidata
# mapping_set_id: {set_id}
# license: https://creativecommons.org/publicdomain/zero/1.0/
# curie_map:
"""


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """One row per mapping, sorted by its cells; the predicate is the one that the entity has in the end."""
    rows, curies, set_id = mappings(source, base)
    lines = _HEADER.format(set_id=set_id) + "".join(f'#   {name}: "{iri}"\n' for name, iri in curies.items())
    text = io.StringIO(lines)
    text.seek(0, io.SEEK_END)
    table = csv.writer(text, delimiter="\t", lineterminator="\n")
    table.writerow(SLOTS)
    table.writerows(rows)
    stream.write(text.getvalue().encode("utf-8"))


def mappings(source: Source, base: str) -> tuple[list[tuple[str, ...]], dict[str, str], str]:
    """Rows of cells in the order of SLOTS, sorted; prefix -> namespace of their CURIEs; the set's IRI."""
    rows, verdicts, graph = _read(_about_links(source, base))
    kinds = {_segment(row.get("subject_id", ""), base) for row in rows} - {"", *terms.NAMESPACES}
    curies = dict(sorted({**_CURIES, **{kind: f"{base}{kind}/" for kind in kinds}}.items()))
    cells = sorted({tuple(_cells(row, verdicts, curies)) for row in rows})
    return cells, curies, graph or base + "mappings"


def _about_links(source: Source, base: str) -> Iterator[Quad]:
    """The graphs `entities` and `links`; the default graph where there are none."""
    names = [
        graph for graph in source.graphs() if named(graph) in (f"{base}graph/entities", f"{base}graph/links")
    ]
    for graph in names or [DEFAULT]:
        for block in source.lines(graph):
            yield from quads_of(graph, block)


def _segment(iri: str, base: str) -> str:
    """The kind of thing that an IRI of the data names."""
    return iri[len(base) :].partition("/")[0] if iri.startswith(base) else ""


def _read(quads: Iterable[Quad]) -> tuple[list[dict[str, str]], dict[tuple[str, str], str], str]:
    """Mappings by their slots, the link of each entity to each item, and the graph of the mappings."""
    slots = {predicate: slot for slot, predicate in SLOTS.items()}
    nodes: dict[str, dict[str, str]] = {}
    verdicts: dict[tuple[str, str], str] = {}
    graphs: set[str] = set()
    for item in quads:
        value = item.object.value if isinstance(item.object, (Literal, NamedNode)) else ""
        subject = item.subject.value if isinstance(item.subject, NamedNode) else ""
        if item.predicate.value in _LINKS:
            verdicts[subject, value] = item.predicate.value
        elif item.predicate.value in slots:
            nodes.setdefault(subject, {})[slots[item.predicate.value]] = value
            if slots[item.predicate.value] == "object_id" and isinstance(item.graph_name, NamedNode):
                graphs.add(item.graph_name.value)
    return [row for row in nodes.values() if "object_id" in row], verdicts, min(graphs, default="")


def _cells(
    row: Mapping[str, str], verdicts: Mapping[tuple[str, str], str], curies: Mapping[str, str]
) -> Iterable[str]:
    for slot in SLOTS:
        value = row.get(slot, "")
        if slot == "predicate_id":
            value = verdicts.get((row["subject_id"], row["object_id"]), value)
        if slot.endswith("_id") or slot == "mapping_justification":
            value = _curie(value, curies)
        yield " ".join(value.split())


def _curie(iri: str, curies: Mapping[str, str]) -> str:
    fitting = [name for name, space in curies.items() if iri.startswith(space)]
    longest = max(fitting, key=lambda name: len(curies[name]), default=None)
    return iri if longest is None else f"{longest}:{iri.removeprefix(curies[longest])}"
