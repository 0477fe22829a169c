"""CSV: seven tables in a zip file, one row per thing, for spreadsheets and data frames (RFC 4180)."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Final, cast

from kg import terms, vocab
from kg.export import sssom
from kg.export.facts import ArticleFacts, Described, Said, articles, described, first
from kg.export.terms import CASUALTIES, EVENTS, RELATIONS, local
from kg.statements import IN_MEMORY, Source

SUFFIX: Final = "zip"
TITLE: Final = "CSV tables"
MEDIA_TYPE: Final = "application/zip"
ALL_GRAPHS: Final = True
STEM: Final = "tables"

Row = tuple[object, ...]
COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "articles": ("article", "id", "title", "publisher", "issued", "url", "language", "sha256", "graph"),
    "entities": (
        *("entity", "type", "label", "other_labels", "wikidata", "certain", "longitude", "latitude"),
    ),
    "events": (
        *("event", "article", "type", "label", "mode", "start_date", "end_date", "status"),
        *("actors", "targets", "places", "about", "content", "sentence", "confidence"),
    ),
    "claims": ("thing", "article", "kind", "status", "claimant", "claimant_label", "claimant_words"),
    "casualties": (
        *("casualty_count", "article", "event", "harm", "minimum", "maximum", "victims", "sentence"),
    ),
    "relations": (
        *("assertion", "article", "subject", "relation", "object", "status", "start_date", "end_date"),
        "sentence",
    ),
    "links": tuple(sssom.SLOTS),
}
"""Table -> the heads of its columns. Several values of a cell are parted by a bar."""


def write(source: Source, stream: IO[bytes], base: str) -> None:
    """Every table, sorted; things are their IRIs, so that tables join."""
    entities = described(source, base)
    with ExitStack() as open_files:
        files = {name: open_files.enter_context(SpooledTemporaryFile(max_size=IN_MEMORY)) for name in COLUMNS}
        for name, file in files.items():
            _put(file, [tuple(COLUMNS[name])])
        _put(files["entities"], map(_entity, entities.values()))
        _put(files["links"], sssom.mappings(source, base)[0])
        for article in articles(source, base):
            for name, rows in _rows(article, entities).items():
                _put(files[name], rows)
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, file in files.items():
                file.seek(0)
                entry = zipfile.ZipInfo(f"{name}.csv", (1980, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                with archive.open(entry, "w", force_zip64=True) as target:
                    copyfileobj(file, target)


def _put(file: SpooledTemporaryFile[bytes], rows: Iterable[Row | tuple[str, ...]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    cast("IO[bytes]", file).write(text.getvalue().encode())


def _rows(article: ArticleFacts, entities: Mapping[str, Described]) -> Mapping[str, Iterable[Row]]:
    return {
        "articles": _articles(article),
        "events": _events(article),
        "claims": _claims(article, entities),
        "casualties": _casualties(article),
        "relations": _relations(article),
    }


def _entity(one: Described) -> Row:
    longitude, latitude = one.point or ("", "")
    certain = "" if not one.item else "true" if one.certain else "false"
    others = "|".join(one.alternatives)
    return one.iri, local(one.kind), one.label, others, one.item, certain, longitude, latitude


def _articles(found: ArticleFacts) -> Iterator[Row]:
    for iri, _, said in found.of_kind(frozenset((vocab.Article,))):
        predicates = (
            *(terms.DCTERMS_IDENTIFIER, terms.DCTERMS_TITLE, terms.DCTERMS_PUBLISHER, terms.DCTERMS_ISSUED),
            *(terms.SCHEMA_URL, terms.DCTERMS_LANGUAGE, terms.SCHEMA + "sha256"),
        )
        yield iri, *(first(said, predicate) for predicate in predicates), found.graph


def _events(found: ArticleFacts) -> Iterator[Row]:
    for iri, kind, said in found.of_kind(EVENTS):
        roles = (vocab.actor, vocab.target, vocab.place, vocab.about)
        yield (
            *(iri, found.article, local(kind), first(said, terms.RDFS_LABEL), local(first(said, vocab.mode))),
            *(first(said, vocab.startDate), first(said, vocab.endDate), local(first(said, vocab.status))),
            *("|".join(said.get(role, ())) for role in roles),
            *(first(said, vocab.content), first(said, vocab.sentence), first(said, vocab.confidence)),
        )


def _claims(found: ArticleFacts, entities: Mapping[str, Described]) -> Iterator[Row]:
    for iri, kind, said in found.of_kind(EVENTS | CASUALTIES | RELATIONS):
        head = iri, found.article, local(kind), local(first(said, vocab.status))
        for claimant in said.get(vocab.claimedBy, ()):
            yield *head, claimant, entities.get(claimant, Described(claimant)).label, ""
        for mention in said.get(vocab.claimantMention, ()):
            yield *head, "", "", found.quoted(mention)


def _casualties(found: ArticleFacts) -> Iterator[Row]:
    for iri, _, said in found.of_kind(CASUALTIES):
        yield (
            *(iri, found.article, first(said, vocab.ofEvent), local(first(said, vocab.harm))),
            *(_text(said, vocab.minimum, vocab.maximum, vocab.victims, vocab.sentence)),
        )


def _relations(found: ArticleFacts) -> Iterator[Row]:
    for iri, _, said in found.of_kind(RELATIONS):
        relation, status = local(first(said, terms.RDF_PREDICATE)), local(first(said, vocab.status))
        subject, object = _text(said, terms.RDF_SUBJECT, terms.RDF_OBJECT)
        ends = _text(said, vocab.startDate, vocab.endDate, vocab.sentence)
        yield iri, found.article, subject, relation, object, status, *ends


def _text(said: Said, *predicates: str) -> tuple[str, ...]:
    return tuple(first(said, predicate) for predicate in predicates)
