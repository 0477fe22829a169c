"""What the page of a thing tells, by its class: each part is a query of its own."""

from collections.abc import Set
from typing import Final

from kg import terms, vocab
from kg.endpoint.tables import Part

_WIKIDATA: Final = Part(
    "In Wikidata",
    """SELECT ?item ?name ?certainty (MAX(?score) AS ?confidence) (SAMPLE(?why) AS ?because) {
  { ?mapping owl:annotatedSource $this ; owl:annotatedProperty ?link ; owl:annotatedTarget ?item .
    OPTIONAL { ?mapping sssom:object_label ?name }
    OPTIONAL { ?mapping sssom:confidence ?score }
    OPTIONAL { ?mapping rdfs:comment ?why } }
  UNION
  { VALUES ?link { owl:sameAs skos:closeMatch } $this ?link ?item .
    FILTER NOT EXISTS { ?any owl:annotatedSource $this ; owl:annotatedTarget ?item } }
  FILTER EXISTS { $this ?link ?item }
  BIND (IF(?link = owl:sameAs, "certain", "likely") AS ?certainty)
}
GROUP BY ?item ?name ?certainty
ORDER BY DESC(?confidence)""",
)
_OFFICES: Final = Part(
    "Offices",
    """SELECT ?office ?of ?status ?from ?until ?sentence {
  ?assertion rdf:subject $this ; rdf:predicate cno:holdsOffice ; rdf:object ?office .
  OPTIONAL { ?office cno:officeOf ?of }
  OPTIONAL { ?assertion cno:status ?status }
  OPTIONAL { ?assertion cno:startDate ?from }
  OPTIONAL { ?assertion cno:endDate ?until }
  OPTIONAL { ?assertion cno:sentence ?sentence }
}
ORDER BY ?office ?sentence""",
)
_HOLDERS: Final = Part(
    "Who holds it",
    """SELECT ?holder ?status ?from ?until ?sentence {
  ?assertion rdf:object $this ; rdf:predicate cno:holdsOffice ; rdf:subject ?holder .
  OPTIONAL { ?assertion cno:status ?status }
  OPTIONAL { ?assertion cno:startDate ?from }
  OPTIONAL { ?assertion cno:endDate ?until }
  OPTIONAL { ?assertion cno:sentence ?sentence }
}
ORDER BY ?holder ?sentence""",
)
_TAKES_PART: Final = Part(
    "Events and claims",
    """SELECT ?date ?event ?kind ?as ?status ?sentence {
  VALUES ?as { cno:actor cno:target cno:place cno:claimedBy }
  ?event ?as $this ; a ?kind ; cno:sentence ?sentence .
  OPTIONAL { ?event cno:startDate ?date }
  OPTIONAL { ?event cno:status ?status }
}
ORDER BY DESC(?date) ?event ?as""",
)
_RELATIONS: Final = Part(
    "Relations",
    """SELECT ?subject ?relation ?object ?status ?sentence {
  { BIND ($this AS ?subject) ?assertion rdf:subject $this ; rdf:object ?object }
  UNION
  { BIND ($this AS ?object) ?assertion rdf:object $this ; rdf:subject ?subject }
  ?assertion rdf:predicate ?relation .
  FILTER (?relation != cno:holdsOffice)
  OPTIONAL { ?assertion cno:status ?status }
  OPTIONAL { ?assertion cno:sentence ?sentence }
}
ORDER BY ?relation ?subject ?object""",
)
_POSITION: Final = Part(
    "Where it is",
    "SELECT ?coordinates { $this geo:hasGeometry/geo:asWKT ?coordinates } ORDER BY ?coordinates",
)
_NAMED_IN: Final = Part(
    "Articles that name it",
    """SELECT ?issued ?article (COUNT(?mention) AS ?mentions) {
  ?mention itsrdf:taIdentRef $this ; nif:referenceContext ?article .
  OPTIONAL { ?article dcterms:issued ?issued }
}
GROUP BY ?issued ?article
ORDER BY DESC(?issued) ?article""",
)
_SAID: Final = Part(
    "What is said in it",
    """SELECT ?event ?kind ?actor ?target ?status {
  $this cno:about ?event . ?event a ?kind .
  OPTIONAL { ?event cno:actor ?actor }
  OPTIONAL { ?event cno:target ?target }
  OPTIONAL { ?event cno:status ?status }
}
ORDER BY ?event ?actor ?target""",
)
_SAYING: Final = Part(
    "Who says it",
    """SELECT ?event ?kind ?speaker ?content {
  ?event cno:about $this ; a ?kind .
  OPTIONAL { ?event cno:actor ?speaker }
  OPTIONAL { ?event cno:content ?content }
}
ORDER BY ?event ?speaker""",
)
_CASUALTIES: Final = Part(
    "Casualties",
    """SELECT ?count ?harm ?minimum ?maximum ?victims ?claimant ?sentence {
  ?count cno:ofEvent $this ; cno:harm ?harm .
  OPTIONAL { ?count cno:minimum ?minimum }
  OPTIONAL { ?count cno:maximum ?maximum }
  OPTIONAL { ?count cno:victims ?victims }
  OPTIONAL { ?count cno:claimedBy ?claimant }
  OPTIONAL { ?count cno:sentence ?sentence }
}
ORDER BY ?harm ?count""",
)
_SAME: Final = Part(
    "The same event in other articles",
    """SELECT DISTINCT ?event ?article ?issued ?sentence {
  $this (cno:sameEventAs|^cno:sameEventAs)+ ?event . FILTER (?event != $this)
  ?event cno:sentence ?sentence ; cno:evidence/nif:referenceContext ?article .
  OPTIONAL { ?article dcterms:issued ?issued }
}
ORDER BY ?issued ?event""",
)
_EVENTS: Final = Part(
    "Events in it",
    """SELECT ?event ?kind ?actor ?target ?place ?status ?sentence {
  ?trigger nif:referenceContext $this ; nif:beginIndex ?begin .
  ?event cno:evidence ?trigger ; a ?kind ; cno:status ?status ; cno:sentence ?sentence .
  FILTER (?kind != cno:Assertion && ?kind != cno:CasualtyCount)
  OPTIONAL { ?event cno:actor ?actor }
  OPTIONAL { ?event cno:target ?target }
  OPTIONAL { ?event cno:place ?place }
}
ORDER BY ?begin ?event""",
)
_COUNTS: Final = Part(
    "Casualties in it",
    """SELECT ?count ?harm ?minimum ?maximum ?victims ?claimant ?sentence {
  ?words nif:referenceContext $this ; nif:beginIndex ?begin .
  ?count cno:evidence ?words ; cno:harm ?harm ; cno:sentence ?sentence .
  OPTIONAL { ?count cno:minimum ?minimum }
  OPTIONAL { ?count cno:maximum ?maximum }
  OPTIONAL { ?count cno:victims ?victims }
  OPTIONAL { ?count cno:claimedBy ?claimant }
}
ORDER BY ?begin ?count""",
)
_WHO: Final = Part(
    "Whom and what it names",
    """SELECT ?entity ?class (COUNT(?mention) AS ?mentions) {
  ?mention nif:referenceContext $this ; itsrdf:taIdentRef ?entity .
  ?entity a ?class .
}
GROUP BY ?entity ?class
ORDER BY DESC(?mentions) ?entity""",
)
_SUPPORTS: Final = Part(
    "What rests on these words",
    """SELECT ?fact ?kind ?as ?sentence {
  ?fact ?as $this ; a ?kind .
  OPTIONAL { ?fact cno:sentence ?sentence }
}
ORDER BY ?fact ?as""",
)
_ENTITY: Final = (_WIKIDATA, _POSITION, _OFFICES, _RELATIONS, _TAKES_PART, _NAMED_IN)
_EVENT: Final = (_SAYING, _SAID, _CASUALTIES, _SAME)
_PARTS: Final[dict[str, tuple[Part, ...]]] = {
    **dict.fromkeys(vocab.ENTITY_CLASSES, _ENTITY),
    **dict.fromkeys(vocab.EVENT_CLASSES, _EVENT),
    vocab.Post: (_WIKIDATA, _HOLDERS, _RELATIONS, _TAKES_PART, _NAMED_IN),
    vocab.Article: (_EVENTS, _COUNTS, _WHO),
    terms.NIF_OFFSET_BASED_STRING: (_SUPPORTS,),
}


def parts(classes: Set[str]) -> tuple[Part, ...]:
    """What to tell of a thing of these classes; nothing of those that need no more than their statements."""
    return next((found for name, found in _PARTS.items() if name in classes), ())
