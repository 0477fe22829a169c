"""SPARQL that more than one stage runs. Terms of `kg.terms.NAMESPACES` need no PREFIX."""

from typing import Final

SAME_EVENTS: Final = """
PREFIX cno: <https://w3id.org/conflict-news/ontology#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
CONSTRUCT { ?event cno:sameEventAs ?other }
WHERE {
  ?event cno:actor ?actor ; cno:startDate ?start ; cno:endDate ?end ; a ?class ; cno:status ?status .
  ?other cno:actor ?actor ; cno:startDate ?start ; cno:endDate ?end ; a ?class ; cno:status ?otherStatus .
  FILTER (?event != ?other && ?class != cno:Statement)
  FILTER (?status != cno:Hypothetical && ?otherStatus != cno:Hypothetical)
  ?event cno:evidence/nif:referenceContext ?article .
  ?other cno:evidence/nif:referenceContext ?otherArticle .
  FILTER (?article != ?otherArticle)
  FILTER NOT EXISTS { ?event cno:actor ?one . FILTER NOT EXISTS { ?other cno:actor ?one } }
  FILTER NOT EXISTS { ?other cno:actor ?one . FILTER NOT EXISTS { ?event cno:actor ?one } }
  FILTER NOT EXISTS { ?event cno:target ?one . FILTER NOT EXISTS { ?other cno:target ?one } }
  FILTER NOT EXISTS { ?other cno:target ?one . FILTER NOT EXISTS { ?event cno:target ?one } }
  FILTER NOT EXISTS { ?event cno:place ?here . ?other cno:place ?there . FILTER (?here != ?there) }
}
"""
"""Events of different articles that are one event: same class, days, actors and targets, no two different
places. Plain statements are left out (one speaker says many things in a day), and so is what is only feared.
Reads the default graph; gives both directions."""
