"""The article itself, its graph, and the stretches of its text that are evidence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from kg import terms, vocab
from kg.errors import GraphError
from kg.mapping.iri import Mint, article_key
from kg.mapping.quoting import plain, words
from kg.model import Document, LinkedReading, Mention, ReferentId, Span
from kg.rdf import Literal, Quad, Term, day, decimal, integer, iri, quad, string

_SHA256 = terms.SCHEMA + "sha256"


@dataclass
class Page:
    """One article on its way into its graph: states quads of it and notes every span that is evidence."""

    linked: LinkedReading
    mint: Mint
    cited: set[Span] = field(default_factory=set)

    @cached_property
    def key(self) -> str:
        """The article's part of every IRI."""
        return article_key(self.document)

    @cached_property
    def graph(self) -> str:
        """The IRI of the article's named graph."""
        return self.mint.graph(self.key)

    @cached_property
    def article(self) -> str:
        """The IRI of the article."""
        return self.mint.article(self.key)

    @cached_property
    def entities(self) -> Mapping[ReferentId, str]:
        """Referent -> IRI of what it stands for."""
        return entity_iris(self.linked, self.mint)

    @property
    def document(self) -> Document:
        """The text and its metadata."""
        return self.linked.reading.document

    def state(self, subject: str, predicate: str, object: Term | str) -> Quad:
        """A quad of the article's graph."""
        return quad(subject, predicate, object, self.graph)

    def cite(self, span: Span) -> str:
        """The IRI of a span as a mention, which the graph then describes."""
        self.cited.add(span)
        return self.mint.mention(self.key, span)

    def quotation(self, span: Span) -> Literal:
        """The words of a span."""
        return string(words(self.linked, span))


def entity_iris(linked: LinkedReading, mint: Mint) -> dict[ReferentId, str]:
    """Referent -> IRI of its entity. A Post takes its owner, which its referent names as its country."""
    owners = {referent.id: referent.country for referent in linked.reading.referents}
    found = {}
    for referent, entity in linked.entities.items():
        owner = owners.get(referent)
        if entity.kind == vocab.Post:
            found[referent] = mint.post(entity, linked.entities[owner] if owner else None)
        else:
            found[referent] = mint.entity(entity)
    return found


def article_quads(page: Page, with_text: bool) -> Iterator[Quad]:
    """The article and its graph. The whole text only on request: it belongs to its publisher."""
    document, article, state = page.document, page.article, page.state
    for kind in (vocab.Article, terms.SCHEMA_NEWS_ARTICLE, terms.NIF_CONTEXT):
        yield state(article, terms.RDF_TYPE, kind)
    yield state(article, terms.DCTERMS_IDENTIFIER, string(plain(document.id)))
    yield state(article, _SHA256, string(document.content_hash))
    for predicate, value in (
        (terms.DCTERMS_TITLE, document.title),
        (terms.DCTERMS_PUBLISHER, document.publisher),
        (terms.DCTERMS_LANGUAGE, document.language),
    ):
        if value:
            yield state(article, predicate, string(plain(value)))
    if document.published:
        yield state(article, terms.DCTERMS_ISSUED, day(document.published))
    url = _absolute(document.url)
    if url:
        yield state(article, terms.SCHEMA_URL, url)
    if document.text:
        yield state(article, terms.NIF_BEGIN_INDEX, integer(0))
        yield state(article, terms.NIF_END_INDEX, integer(len(document.text)))
        if with_text:
            yield state(article, terms.NIF_IS_STRING, page.quotation(Span(0, len(document.text))))
    yield state(page.graph, terms.RDF_TYPE, vocab.ArticleGraph)
    yield state(page.graph, terms.PROV_WAS_DERIVED_FROM, article)


def mention_quads(page: Page) -> Iterator[Quad]:
    """Every span that is a mention or was cited: one node, whatever it is evidence of.

    Several referents may share a pronoun ("they"); the least of their confidences stands for it.
    """
    named: dict[Span, list[Mention]] = defaultdict(list)
    for mention in page.linked.reading.mentions:
        named[mention.span].append(mention)
    for span in sorted(page.cited | set(named)):
        node = page.cite(span)
        yield page.state(node, terms.RDF_TYPE, terms.NIF_OFFSET_BASED_STRING)
        yield page.state(node, terms.NIF_BEGIN_INDEX, integer(span.begin))
        yield page.state(node, terms.NIF_END_INDEX, integer(span.end))
        yield page.state(node, terms.NIF_ANCHOR_OF, page.quotation(span))
        yield page.state(node, terms.NIF_REFERENCE_CONTEXT, page.article)
        for mention in named.get(span, ()):
            yield page.state(node, terms.ITSRDF_TA_IDENT_REF, page.entities[mention.referent])
            if mention.anaphor:
                yield page.state(node, terms.RDF_TYPE, vocab.Anaphor)
        if span in named:
            least = min(mention.confidence for mention in named[span])
            yield page.state(node, terms.ITSRDF_TA_CONFIDENCE, decimal(least))


def _absolute(url: str | None) -> str | None:
    """The URL as an IRI, or nothing where it is none; characters that an IRI may not hold are escaped."""
    if not url:
        return None
    escaped = quote(
        plain(url.strip()), safe="".join(chr(c) for c in range(33, 127) if chr(c) not in '<>"{}|\\^`')
    )
    try:
        return iri(escaped).value
    except GraphError:
        return None
