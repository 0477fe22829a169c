"""GraphML: who does what to whom, actors as nodes and events as edges (graphml.graphdrawing.org)."""

import re
from collections.abc import Iterator, Mapping
from tempfile import SpooledTemporaryFile
from typing import IO, Final
from xml.sax.saxutils import escape, quoteattr

from kg import vocab
from kg.export.facts import ArticleFacts, Described, Said, articles, described, first
from kg.export.terms import EVENTS, local
from kg.statements import IN_MEMORY, Source

SUFFIX: Final = "graphml"
TITLE: Final = "GraphML"
MEDIA_TYPE: Final = "application/graphml+xml"
ALL_GRAPHS: Final = True
STEM: Final = "actors"

_NODE: Final = ("label", "type", "wikidata")
_EDGE: Final = ("type", "status", "startDate", "endDate", "sentence", "article")
_NO_XML: Final = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD: Final = """\
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """An edge for each actor and target of each event; nodes are the entities that any edge joins.

    An event without a target is an edge from its actor to itself.
    """
    entities = described(source, base)
    joined: set[str] = set()
    with SpooledTemporaryFile(max_size=IN_MEMORY) as edges:
        for article in articles(source, base):
            for event, actor, target, values in _edges(article):
                joined.update((actor, target))
                ends = f"source={quoteattr(actor)} target={quoteattr(target)}"
                edges.write(f"<edge id={quoteattr(event)} {ends}>{_data('e', values)}</edge>\n".encode())
        stream.write((_HEAD + _keys() + '<graph id="events" edgedefault="directed">\n').encode())
        for iri in sorted(joined):
            stream.write(_node(iri, entities).encode())
        edges.seek(0)
        while block := edges.read(1 << 20):
            stream.write(block)
    stream.write(b"</graph>\n</graphml>\n")


def _edges(article: ArticleFacts) -> Iterator[tuple[str, str, str, Mapping[str, str]]]:
    """(edge, actor, target, data); the name of an edge tells the pairs of one event apart."""
    for iri, kind, said in article.of_kind(EVENTS):
        pairs = [
            (actor, target)
            for actor in said.get(vocab.actor, ())
            for target in said.get(vocab.target, ()) or (actor,)
        ]
        for number, (actor, target) in enumerate(pairs, 1):
            edge = iri if number == 1 else f"{iri}/{number}"
            yield edge, actor, target, _values(article.article, kind, said)


def _values(article: str, kind: str, said: Said) -> Mapping[str, str]:
    return {
        "type": local(kind),
        "status": local(first(said, vocab.status)),
        "startDate": first(said, vocab.startDate),
        "endDate": first(said, vocab.endDate),
        "sentence": first(said, vocab.sentence),
        "article": article,
    }


def _node(iri: str, entities: Mapping[str, Described]) -> str:
    entity = entities.get(iri, Described(iri))
    values = {"label": entity.label, "type": local(entity.kind), "wikidata": entity.item}
    return f"<node id={quoteattr(iri)}>{_data('n', values)}</node>\n"


def _keys() -> str:
    parts = [("n", "node", name) for name in _NODE] + [("e", "edge", name) for name in _EDGE]
    return "".join(
        f'<key id="{letter}-{name}" for="{what}" attr.name="{name}" attr.type="string"/>\n'
        for letter, what, name in parts
    )


def _data(letter: str, values: Mapping[str, str]) -> str:
    return "".join(
        f'<data key="{letter}-{name}">{escape(_NO_XML.sub("�", value))}</data>'
        for name, value in values.items()
        if value
    )
