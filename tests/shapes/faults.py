"""One fault for every constraint of every shape, and for every check: how to break `conforming.trig`.

A row names the shape, the constraint component and the change: what to drop (subject and predicate, all
objects) and what to add (Turtle, in the article's graph). `also` are results that come with it.
"""

from dataclasses import dataclass

SHA = '"' + "0" * 64 + '"'
ANOTHER = f'<a2> . <a2> a cno:Article ; dcterms:identifier "a2" ; schema:sha256 {SHA}'


@dataclass(frozen=True)
class Fault:
    """A change to the conforming graph, and what it must lead to."""

    shape: str
    component: str
    drop: str
    add: str
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.shape}-{self.component}"


ARTICLE = (
    ("Article-identifier", "MinCount", "a1 dcterms:identifier", ""),
    ("Article-identifier", "MaxCount", "", '<a1> dcterms:identifier "b"'),
    ("Article-identifier", "MinLength", "a1 dcterms:identifier", '<a1> dcterms:identifier ""'),
    ("Article-identifier", "Datatype", "a1 dcterms:identifier", "<a1> dcterms:identifier 1"),
    ("Article-hash", "MinCount", "a1 schema:sha256", ""),
    ("Article-hash", "MaxCount", "", f"<a1> schema:sha256 {SHA}"),
    ("Article-hash", "Datatype", "a1 schema:sha256", f"<a1> schema:sha256 {SHA}^^xsd:token"),
    ("Article-hash", "Pattern", "a1 schema:sha256", '<a1> schema:sha256 "F00"'),
    ("Article-title", "MaxCount", "", '<a1> dcterms:title "b"'),
    ("Article-title", "MinLength", "a1 dcterms:title", '<a1> dcterms:title ""'),
    ("Article-issued", "MaxCount", "", '<a1> dcterms:issued "2024-05-05"^^xsd:date'),
    ("Article-issued", "Datatype", "a1 dcterms:issued", '<a1> dcterms:issued "4 May"'),
    ("Article-language", "MaxCount", "", '<a1> dcterms:language "fr"'),
    ("Article-language", "Pattern", "a1 dcterms:language", '<a1> dcterms:language "English"'),
    ("Article-length", "MaxCount", "", "<a1> nif:endIndex 116"),
    ("Article-length", "MinInclusive", "a1 nif:endIndex", "<a1> nif:endIndex -1"),
    ("Article-length", "Datatype", "a1 nif:endIndex", "<a1> nif:endIndex 115.0"),
    ("Mention", "Class", "a1#char=10,19 rdf:type", "", "ReportedItem-evidence-Class"),
    ("ArticleGraph-article", "MinCount", "graph/a1 prov:wasDerivedFrom", ""),
    ("ArticleGraph-article", "MaxCount", "", f"<graph/a1> prov:wasDerivedFrom {ANOTHER}"),
    ("ArticleGraph-article", "Class", "graph/a1 prov:wasDerivedFrom", "<graph/a1> prov:wasDerivedFrom <elm>"),
)
MENTION = (
    ("Anaphor-entity", "MinCount", "a1#char=102,105 itsrdf:taIdentRef", ""),
    ("Mention-article", "MinCount", "a1#char=29,36 nif:referenceContext", ""),
    ("Mention-article", "MaxCount", "", f"<a1#char=29,36> nif:referenceContext {ANOTHER}"),
    ("Mention-begin", "MinCount", "a1#char=29,36 nif:beginIndex", ""),
    ("Mention-begin", "MaxCount", "", "<a1#char=29,36> nif:beginIndex 30"),
    ("Mention-begin", "MinInclusive", "a1#char=29,36 nif:beginIndex", "<a1#char=29,36> nif:beginIndex -1"),
    ("Mention-begin", "LessThan", "a1#char=29,36 nif:beginIndex", "<a1#char=29,36> nif:beginIndex 36"),
    ("Mention-begin", "Datatype", "a1#char=29,36 nif:beginIndex", "<a1#char=29,36> nif:beginIndex 29.0"),
    ("Mention-end", "MinCount", "a1#char=29,36 nif:endIndex", ""),
    ("Mention-end", "MaxCount", "", "<a1#char=29,36> nif:endIndex 37"),
    ("Mention-end", "Datatype", "a1#char=29,36 nif:endIndex", "<a1#char=29,36> nif:endIndex 36.0"),
    ("Mention-words", "MinCount", "a1#char=29,36 nif:anchorOf", ""),
    ("Mention-words", "MaxCount", "", '<a1#char=29,36> nif:anchorOf "blamed"'),
    ("Mention-words", "MinLength", "a1#char=29,36 nif:anchorOf", '<a1#char=29,36> nif:anchorOf ""'),
    ("Mention-words", "Datatype", "a1#char=29,36 nif:anchorOf", '<a1#char=29,36> nif:anchorOf "accused"@en'),
    ("Mention-entity", "Class", "", "<a1#char=29,36> itsrdf:taIdentRef <urge>"),
    ("Mention-confidence", "MaxCount", "", "<a1#char=0,7> itsrdf:taConfidence 0.8"),
    ("Mention-confidence", "MinInclusive", "", "<a1#char=29,36> itsrdf:taConfidence -0.1"),
    ("Mention-confidence", "MaxInclusive", "", "<a1#char=29,36> itsrdf:taConfidence 1.1"),
    ("Mention-confidence", "Datatype", "", "<a1#char=29,36> itsrdf:taConfidence 1"),
)
REPORTED_ITEM = (
    ("ReportedItem-evidence", "MinCount", "urge cno:evidence", ""),
    ("ReportedItem-evidence", "Class", "", "<urge> cno:evidence <elm>", "Mention-article-MinCount"),
    ("ReportedItem-sentence", "MinCount", "urge cno:sentence", ""),
    ("ReportedItem-sentence", "MaxCount", "", '<urge> cno:sentence "b"'),
    ("ReportedItem-sentence", "MinLength", "urge cno:sentence", '<urge> cno:sentence ""'),
    ("ReportedItem-sentence", "Datatype", "urge cno:sentence", '<urge> cno:sentence "a"@en'),
    ("ReportedItem-confidence", "MaxCount", "", "<accuse> cno:confidence 0.9"),
    ("ReportedItem-confidence", "MinInclusive", "", "<urge> cno:confidence -0.5"),
    ("ReportedItem-confidence", "MaxInclusive", "", "<urge> cno:confidence 80.0"),
    ("ReportedItem-confidence", "Datatype", "", "<urge> cno:confidence 8e-1"),
    ("ReportedItem-start", "MaxCount", "", '<accuse> cno:startDate "2024-05-01"^^xsd:date'),
    (
        "ReportedItem-start",
        "LessThanOrEquals",
        "shelling cno:startDate",
        '<shelling> cno:startDate "2024-05-04"^^xsd:date',
    ),
    (
        "ReportedItem-start",
        "Datatype",
        "shelling cno:startDate",
        '<shelling> cno:startDate "2024"^^xsd:gYear',
        "ReportedItem-start-LessThanOrEquals",
    ),
    ("ReportedItem-end", "MaxCount", "", '<accuse> cno:endDate "2024-05-05"^^xsd:date'),
    (
        "ReportedItem-end",
        "Datatype",
        "shelling cno:endDate",
        '<shelling> cno:endDate "2024"^^xsd:gYear',
    ),
    ("ReportedItem-claimedBy", "Class", "", "<shelling> cno:claimedBy <elm>"),
    (
        "ReportedItem-claimantMention",
        "Class",
        "",
        "<shelling> cno:claimantMention <elm>",
        "Mention-article-MinCount",
    ),
)
EVENT = (
    ("Event-status", "MinCount", "urge cno:status", ""),
    ("Event-status", "MaxCount", "", "<urge> cno:status cno:Planned"),
    ("Event-status", "In", "urge cno:status", "<urge> cno:status cno:Killed"),
    ("Event-actor", "Class", "", "<urge> cno:actor <elm>"),
    ("Event-target", "Class", "", "<urge> cno:target <accuse>"),
    ("Event-place", "MaxCount", "", "<shelling> cno:place <norland>"),
    ("Event-place", "NodeKind", "", '<urge> cno:place "Elm"', "Event-placeClass-Class"),
    ("Event-placeClass", "Class", "", "<urge> cno:place <army>"),
    ("Event-actorMention", "Class", "", "<urge> cno:actorMention <elm>", "Mention-article-MinCount"),
    ("Event-targetMention", "Class", "", "<urge> cno:targetMention <elm>", "Mention-article-MinCount"),
    ("Event-about", "Class", "", "<urge> cno:about <elm>"),
    ("Event-content", "MaxCount", "", '<accuse> cno:content "b"'),
    ("Event-content", "MinLength", "", '<urge> cno:content ""'),
    ("Event-content", "Datatype", "", '<urge> cno:content "calm"@en'),
    ("Event-mode", "Class", "", "<urge> cno:mode <elm>"),
    ("MaterialEvent-about", "MaxCount", "", "<shelling> cno:about <urge>"),
    ("MaterialEvent-content", "MaxCount", "", '<shelling> cno:content "a"'),
)
CASUALTIES = (
    ("CasualtyCount-harm", "MinCount", "dead cno:harm", ""),
    ("CasualtyCount-harm", "MaxCount", "", "<dead> cno:harm cno:Injured"),
    ("CasualtyCount-harm", "In", "dead cno:harm", "<dead> cno:harm cno:Actual"),
    ("CasualtyCount-minimum", "MaxCount", "", "<dead> cno:minimum 1"),
    ("CasualtyCount-minimum", "MinInclusive", "dead cno:minimum", "<dead> cno:minimum -1"),
    ("CasualtyCount-minimum", "LessThanOrEquals", "dead cno:minimum", "<dead> cno:minimum 3"),
    ("CasualtyCount-minimum", "Datatype", "dead cno:minimum", "<dead> cno:minimum 2.0"),
    ("CasualtyCount-maximum", "MaxCount", "", "<dead> cno:maximum 3"),
    (
        "CasualtyCount-maximum",
        "MinInclusive",
        "dead cno:minimum; dead cno:maximum",
        "<dead> cno:maximum -1",
    ),
    ("CasualtyCount-maximum", "Datatype", "dead cno:maximum", "<dead> cno:maximum 2.0"),
    ("CasualtyCount-victims", "MaxCount", "", '<dead> cno:victims "men"'),
    ("CasualtyCount-victims", "Datatype", "dead cno:victims", "<dead> cno:victims 2"),
    ("CasualtyCount-event", "MaxCount", "", "<dead> cno:ofEvent <urge>"),
    ("CasualtyCount-event", "Class", "dead cno:ofEvent", "<dead> cno:ofEvent <elm>"),
)
ASSERTION = (
    ("Assertion-subject", "MinCount", "office rdf:subject", ""),
    ("Assertion-subject", "MaxCount", "", "<office> rdf:subject <army>"),
    ("Assertion-subject", "Class", "office rdf:subject", "<office> rdf:subject <urge>"),
    ("Assertion-predicate", "MinCount", "office rdf:predicate", ""),
    ("Assertion-predicate", "MaxCount", "", "<office> rdf:predicate cno:basedIn"),
    ("Assertion-predicate", "In", "office rdf:predicate", "<office> rdf:predicate cno:actor"),
    ("Assertion-object", "MinCount", "office rdf:object", ""),
    ("Assertion-object", "MaxCount", "", "<office> rdf:object <army>"),
    ("Assertion-object", "Class", "office rdf:object", "<office> rdf:object <urge>"),
    ("Assertion-status", "MinCount", "office cno:status", ""),
    ("Assertion-status", "MaxCount", "", "<office> cno:status cno:Planned"),
    ("Assertion-status", "In", "office cno:status", "<office> cno:status cno:Killed"),
)
ENTITY = (
    ("Entity", "NodeKind", "", '[] a cno:Post ; rdfs:label "a" ; cno:officeOf <norland>'),
    ("Entity-label", "MinCount", "elm rdfs:label", ""),
    ("Entity-label", "MaxCount", "", '<elm> rdfs:label "Elmtown"'),
    ("Entity-label", "MinLength", "elm rdfs:label", '<elm> rdfs:label ""'),
    ("Entity-label", "NodeKind", "elm rdfs:label", "<elm> rdfs:label <urn:elm>"),
    ("Entity-altLabel", "MinLength", "", '<elm> skos:altLabel ""'),
    ("Entity-altLabel", "NodeKind", "", "<elm> skos:altLabel <urn:elm>"),
    ("Entity-altLabel", "Disjoint", "", '<elm> skos:altLabel "Elm"'),
    ("Entity-sameAs", "MaxCount", "", "<elm> owl:sameAs wd:Q3, wd:Q4"),
    ("Entity-sameAs", "NodeKind", "", '<elm> owl:sameAs "Q3"'),
    ("Entity-sameAs", "Not", "", "<elm> owl:sameAs <https://www.wikidata.org/wiki/Q3>"),
    ("Entity-closeMatch", "NodeKind", "", '<elm> skos:closeMatch "Q3"'),
    ("Entity-closeMatch", "Disjoint", "", "<norland> skos:closeMatch wd:Q1"),
    ("Place-geometry", "MaxCount", "", "<norland> geo:hasGeometry <elsewhere>"),
    ("Place-geometry", "NodeKind", "", '<elm> geo:hasGeometry "60 N"'),
    ("Place-point", "MaxCount", "", '<norland#geometry> geo:asWKT "POINT(0 0)"^^geo:wktLiteral'),
    (
        "Place-point",
        "Datatype",
        "norland#geometry geo:asWKT",
        '<norland#geometry> geo:asWKT "POINT(0 0)"',
    ),
    (
        "Place-point",
        "Pattern",
        "norland#geometry geo:asWKT",
        '<norland#geometry> geo:asWKT "POINT(60 112.5)"^^geo:wktLiteral',
    ),
    ("Place-within", "Class", "", "<elm> cno:locatedIn <army>"),
    ("City-capital", "Class", "", "<elm> cno:capitalOf <elm>"),
    ("Country-sameAs", "Pattern", "", "<southmark> owl:sameAs <https://example.org/southmark>"),
    ("Person-office", "Class", "", "<ada-berg> cno:holdsOffice <norland>"),
    ("Post-office", "MinCount", "president cno:officeOf", ""),
    ("Post-office", "MaxCount", "", "<president> cno:officeOf <southmark>"),
    ("Post-owner", "Class", "president cno:officeOf", "<president> cno:officeOf <elm>"),
    ("Organization-affiliation", "Class", "", "<army> cno:affiliatedWith <elm>"),
    ("Organization-seat", "Class", "", "<army> cno:basedIn <ada-berg>"),
    ("Organization-station", "Class", "", "<army> cno:stationedIn <ada-berg>"),
)
OTHER_ARTICLE = (
    "<a2> a cno:Article . <a2#char=0,1> nif:referenceContext <a2> ; nif:beginIndex 0 ; nif:endIndex 1 . "
)
CHECKS = (
    ("evidence-inside-article", OTHER_ARTICLE + "<urge> cno:evidence <a2#char=0,1>"),
    ("evidence-inside-article", "<a1#char=106,111> nif:endIndex 116", "mention-iri"),
    ("both-dates", '<urge> cno:startDate "2024-05-01"^^xsd:date'),
    (
        "claim-has-claimant",
        "<office2> a cno:Assertion ; cno:status cno:Denied ; rdf:subject <army> ; "
        "rdf:predicate cno:basedIn ; rdf:object <elm>",
    ),
    ("fact-has-no-claimant", "<urge> cno:claimedBy <norland>"),
    ("count-has-number", "<many> a cno:CasualtyCount ; cno:harm cno:Injured"),
    ("speech-has-speaker", "<say> a cno:Statement ; cno:status cno:Actual"),
    ("link-is-explained", "<elm> owl:sameAs wd:Q3"),
    ("one-entity-for-an-item", "<southmark> owl:sameAs wd:Q1", "link-is-explained"),
    ("mention-iri", "<a1#m9> nif:referenceContext <a1> ; nif:beginIndex 0 ; nif:endIndex 7"),
    ("one-class", "<elm> a cno:Place"),
    ("one-class", "<urge> a cno:Statement"),
    ("concrete-class", '<sea> a cno:Actor ; rdfs:label "Sea"'),
    ("no-dangling-reference", "<urge> cno:target <nobody>"),
    ("no-dangling-reference", "<a1#char=106,111> itsrdf:taIdentRef <nobody>"),
    (
        "actual-before-publication",
        '<urge> cno:startDate "2024-06-01"^^xsd:date ; cno:endDate "2024-06-01"^^xsd:date',
    ),
    ("mode-of-class", "<urge> cno:mode cno:drone"),
    ("about-cycle", "<urge> cno:about <urge>"),
    ("relation-classes", "<office> rdf:object <elm> . <ada-berg> cno:holdsOffice <elm>"),
    (
        "reflexive-relation",
        "<self> a cno:Assertion ; rdf:subject <elm> ; rdf:predicate cno:locatedIn ; rdf:object <elm>",
    ),
    (
        "actual-is-direct",
        "<new> a cno:Assertion ; cno:status cno:Actual ; rdf:subject <ada-berg> ; "
        "rdf:predicate cno:affiliatedWith ; rdf:object <norland>",
        "relation-classes",
    ),
    ("direct-is-actual", "<army> cno:stationedIn <norland>"),
)


CORE_FAULTS = tuple(
    Fault(shape, component, drop, add, tuple(also))
    for rows in (ARTICLE, MENTION, REPORTED_ITEM, EVENT, CASUALTIES, ASSERTION, ENTITY)
    for shape, component, drop, add, *also in rows
)
"""The faults that core shapes must find."""

CHECK_FAULTS = tuple(Fault(name, "SPARQL", "", add, tuple(also)) for name, add, *also in CHECKS)
"""The faults that checks across records must find."""
