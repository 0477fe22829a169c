"""Terms of other vocabularies that the graph uses, and the prefix table. Plain strings, as in `kg.vocab`."""

from collections.abc import Mapping
from typing import Final

from kg import vocab

_W3 = "http://www.w3.org/"
CNO: Final = vocab.NAMESPACE
DCAT: Final = _W3 + "ns/dcat#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
ITSRDF: Final = _W3 + "2005/11/its/rdf#"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
OWL: Final = _W3 + "2002/07/owl#"
PROV: Final = _W3 + "ns/prov#"
RDF: Final = _W3 + "1999/02/22-rdf-syntax-ns#"
RDFS: Final = _W3 + "2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SD: Final = _W3 + "ns/sparql-service-description#"
SEARCH: Final = "https://w3id.org/conflict-news/search#"
SEMAPV: Final = "https://w3id.org/semapv/vocab/"
SH: Final = _W3 + "ns/shacl#"
SKOS: Final = _W3 + "2004/02/skos/core#"
SSSOM: Final = "https://w3id.org/sssom/"
VOID: Final = "http://rdfs.org/ns/void#"
WD: Final = _W3.replace("w3.org", "wikidata.org") + "entity/"
XSD: Final = _W3 + "2001/XMLSchema#"

NAMESPACES: Final[Mapping[str, str]] = {
    "cno": CNO,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "geo": GEO,
    "itsrdf": ITSRDF,
    "nif": NIF,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sd": SD,
    "search": SEARCH,
    "semapv": SEMAPV,
    "sh": SH,
    "skos": SKOS,
    "sssom": SSSOM,
    "void": VOID,
    "wd": WD,
    "xsd": XSD,
}

DCTERMS_CREATED: Final = DCTERMS + "created"
DCTERMS_IDENTIFIER: Final = DCTERMS + "identifier"
DCTERMS_ISSUED: Final = DCTERMS + "issued"
DCTERMS_LANGUAGE: Final = DCTERMS + "language"
DCTERMS_LICENSE: Final = DCTERMS + "license"
DCTERMS_PUBLISHER: Final = DCTERMS + "publisher"
DCTERMS_SOURCE: Final = DCTERMS + "source"
DCTERMS_TITLE: Final = DCTERMS + "title"
GEO_AS_WKT: Final = GEO + "asWKT"
GEO_GEOMETRY: Final = GEO + "Geometry"
GEO_HAS_GEOMETRY: Final = GEO + "hasGeometry"
GEO_WKT_LITERAL: Final = GEO + "wktLiteral"
ITSRDF_TA_CONFIDENCE: Final = ITSRDF + "taConfidence"
ITSRDF_TA_IDENT_REF: Final = ITSRDF + "taIdentRef"
NIF_ANCHOR_OF: Final = NIF + "anchorOf"
NIF_BEGIN_INDEX: Final = NIF + "beginIndex"
NIF_CONTEXT: Final = NIF + "Context"
NIF_END_INDEX: Final = NIF + "endIndex"
NIF_IS_STRING: Final = NIF + "isString"
NIF_OFFSET_BASED_STRING: Final = NIF + "OffsetBasedString"
NIF_REFERENCE_CONTEXT: Final = NIF + "referenceContext"
OWL_SAME_AS: Final = OWL + "sameAs"
PROV_ACTIVITY: Final = PROV + "Activity"
PROV_ENDED_AT_TIME: Final = PROV + "endedAtTime"
PROV_SOFTWARE_AGENT: Final = PROV + "SoftwareAgent"
PROV_STARTED_AT_TIME: Final = PROV + "startedAtTime"
PROV_USED: Final = PROV + "used"
PROV_WAS_ASSOCIATED_WITH: Final = PROV + "wasAssociatedWith"
PROV_WAS_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
PROV_WAS_GENERATED_BY: Final = PROV + "wasGeneratedBy"
RDF_OBJECT: Final = RDF + "object"
RDF_PREDICATE: Final = RDF + "predicate"
RDF_SUBJECT: Final = RDF + "subject"
RDF_TYPE: Final = RDF + "type"
RDFS_COMMENT: Final = RDFS + "comment"
RDFS_LABEL: Final = RDFS + "label"
RDFS_SUB_CLASS_OF: Final = RDFS + "subClassOf"
SCHEMA_HEADLINE: Final = SCHEMA + "headline"
SCHEMA_NEWS_ARTICLE: Final = SCHEMA + "NewsArticle"
SCHEMA_SOFTWARE_VERSION: Final = SCHEMA + "softwareVersion"
SCHEMA_URL: Final = SCHEMA + "url"
SKOS_ALT_LABEL: Final = SKOS + "altLabel"
SKOS_CLOSE_MATCH: Final = SKOS + "closeMatch"
SKOS_DEFINITION: Final = SKOS + "definition"
SKOS_PREF_LABEL: Final = SKOS + "prefLabel"

TEXTUAL: Final = frozenset(
    (
        *(RDFS_LABEL, SKOS_PREF_LABEL, SKOS_ALT_LABEL, SKOS_DEFINITION, DCTERMS_TITLE),
        *(vocab.sentence, vocab.content),
    )
)
"""The properties whose texts can be searched by words."""
