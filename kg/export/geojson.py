"""GeoJSON: events at the places that have coordinates (RFC 7946)."""

import json
from collections.abc import Iterator, Mapping
from typing import IO, Final

from kg import vocab
from kg.export.facts import ArticleFacts, Described, Said, articles, described, first
from kg.export.terms import EVENTS, local
from kg.statements import Source

SUFFIX: Final = "geojson"
TITLE: Final = "GeoJSON"
MEDIA_TYPE: Final = "application/geo+json"
ALL_GRAPHS: Final = True
STEM: Final = "events"


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """One point for each event with a place on the map, one line each, sorted by article and event."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    entities = described(source, base)
    parted = b"\n"
    for article in articles(source, base):
        for feature in _features(article, entities):
            stream.write(parted + json.dumps(feature, ensure_ascii=False, separators=(",", ":")).encode())
            parted = b",\n"
    stream.write(b"\n]}\n")


def _features(article: ArticleFacts, entities: Mapping[str, Described]) -> Iterator[dict[str, object]]:
    for iri, kind, said in article.of_kind(EVENTS):
        for place in said.get(vocab.place, ()):
            entity = entities.get(place)
            if entity is not None and entity.point is not None:
                yield {
                    "type": "Feature",
                    "id": iri,
                    "geometry": {"type": "Point", "coordinates": list(entity.point)},
                    "properties": _properties(article, iri, kind, said, entity, entities),
                }


def _properties(
    article: ArticleFacts,
    iri: str,
    kind: str,
    said: Said,
    place: Described,
    entities: Mapping[str, Described],
) -> dict[str, object]:
    def labels(predicate: str) -> list[str]:
        found = (entities.get(value) for value in said.get(predicate, ()))
        return [entity.label for entity in found if entity is not None]

    mention = first(said, vocab.claimantMention)
    return {
        "iri": iri,
        "type": local(kind),
        "startDate": first(said, vocab.startDate) or None,
        "endDate": first(said, vocab.endDate) or None,
        "status": local(first(said, vocab.status)) or None,
        "claimants": labels(vocab.claimedBy) or ([article.quoted(mention)] if mention else []),
        "actors": labels(vocab.actor),
        "targets": labels(vocab.target),
        "place": place.label,
        "placeIri": place.iri,
        "article": article.article,
        "sentence": first(said, vocab.sentence) or None,
    }
