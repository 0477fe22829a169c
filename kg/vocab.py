"""The terms of the ontology, generated from `ontology/` by `python -m kg.ontology.vocabulary`.

Do not edit: change the ontology and run the generator.
"""

from collections.abc import Mapping
from typing import Final

NAMESPACE: Final = "https://w3id.org/conflict-news/ontology#"
VERSION: Final = "0.1.0"

# Classes

# A verbal conflict in which somebody blames, condemns, criticizes, investigates or brings to trial another.
Accuse: Final = NAMESPACE + "Accuse"
# An entity that can act, speak or be acted on.
Actor: Final = NAMESPACE + "Actor"
# A verbal cooperation in which parties reach or sign an agreement or settle a dispute.
Agree: Final = NAMESPACE + "Agree"
# A material cooperation in which somebody gives another goods, money, shelter, protection or safe passage.
Aid: Final = NAMESPACE + "Aid"
# A mention that has its referent only from other words of the article, as a pronoun has.
Anaphor: Final = NAMESPACE + "Anaphor"
# armed force: An organization that bears arms for a country or territory, or a part of such an organization.
ArmedForce: Final = NAMESPACE + "ArmedForce"
# armed group: An organization that bears arms and does not belong to the state whose territory it fights on.
ArmedGroup: Final = NAMESPACE + "ArmedGroup"
# A news text in exactly one wording, known by the hash of its characters.
Article: Final = NAMESPACE + "Article"
# article graph: A named graph that holds all that was extracted from one article, and nothing else.
ArticleGraph: Final = NAMESPACE + "ArticleGraph"
# A material conflict in which somebody uses physical violence: attacks, shells, fights, kills, abducts or
# captures ground.
Assault: Final = NAMESPACE + "Assault"
# A reported item that is a relation between two entities, given by rdf:subject, rdf:predicate and rdf:object.
Assertion: Final = NAMESPACE + "Assertion"
# casualty count: A reported item that says how many people came to one kind of harm.
CasualtyCount: Final = NAMESPACE + "CasualtyCount"
# A place that is populated and bears a name of its own, of whatever size.
City: Final = NAMESPACE + "City"
# A material conflict in which somebody restrains another without battle: arrests, seizes, blockades, bans,
# imposes a curfew or attacks computers.
Coerce: Final = NAMESPACE + "Coerce"
# A verbal cooperation in which somebody yields, offers, promises or apologizes in words.
Concede: Final = NAMESPACE + "Concede"
# A verbal cooperation in which parties exchange views: they meet, visit, telephone, negotiate or mediate.
Consult: Final = NAMESPACE + "Consult"
# A material cooperation in which parties act together for a common end.
Cooperate: Final = NAMESPACE + "Cooperate"
# A geopolitical entity that is a sovereign state, past or present.
Country: Final = NAMESPACE + "Country"
# A thing in the world that articles name and that keeps its identity from one article to the next.
Entity: Final = NAMESPACE + "Entity"
# A reported item that happened, happens, may happen or is said to, brought about by somebody.
Event: Final = NAMESPACE + "Event"
# event mode: A concept that says in which way or by which means an event of a class comes about.
EventMode: Final = NAMESPACE + "EventMode"
# geopolitical entity: A place that is also an actor, because it is governed or claims to be.
GeopoliticalEntity: Final = NAMESPACE + "GeopoliticalEntity"
# An organization that governs a country or territory as a whole: its cabinet, presidency or parliament.
Government: Final = NAMESPACE + "Government"
# A kind of harm that people come to in an event.
Harm: Final = NAMESPACE + "Harm"
# international organization: An organization whose members are states.
InternationalOrganization: Final = NAMESPACE + "InternationalOrganization"
# material conflict: An event of deeds that harms the other party or prepares or risks its harm.
MaterialConflict: Final = NAMESPACE + "MaterialConflict"
# material cooperation: An event of deeds that helps the other party or ends harm to it.
MaterialCooperation: Final = NAMESPACE + "MaterialCooperation"
# media organization: An organization that gathers, publishes or broadcasts news.
Media: Final = NAMESPACE + "Media"
# An organization that is the part of a government responsible for one field of policy.
Ministry: Final = NAMESPACE + "Ministry"
# A material conflict in which somebody moves, builds up, readies or shows forces or weapons, short of using
# them.
Mobilize: Final = NAMESPACE + "Mobilize"
# An actor that is a lasting group of people with a structure and a common purpose.
Organization: Final = NAMESPACE + "Organization"
# peacekeeping force: An armed force that is deployed under a mandate or agreement to watch over a truce or a
# peace.
PeacekeepingForce: Final = NAMESPACE + "PeacekeepingForce"
# An actor that is one human being.
Person: Final = NAMESPACE + "Person"
# An entity that is a location on Earth at which something can happen.
Place: Final = NAMESPACE + "Place"
# political party: An organization that seeks political power by political means, as a party or a bloc of
# parties.
PoliticalParty: Final = NAMESPACE + "PoliticalParty"
# An actor that is a set of people without common organization, known by nationality, place, faith, cause or
# by what they do together.
Population: Final = NAMESPACE + "Population"
# An entity that is an office of a country or organization, which one person after another can hold.
Post: Final = NAMESPACE + "Post"
# A material conflict in which civilians demonstrate, strike, riot or boycott against somebody.
Protest: Final = NAMESPACE + "Protest"
# A verbal conflict in which somebody refuses, denies or vetoes something.
Reject: Final = NAMESPACE + "Reject"
# reported item: Something that one article reports, traceable to the words that say so.
ReportedItem: Final = NAMESPACE + "ReportedItem"
# A verbal conflict in which somebody demands, urges, calls for or proposes that another do something.
Request: Final = NAMESPACE + "Request"
# A material cooperation in which somebody gives something up: withdraws, disarms, releases, resigns, ceases
# fire or lets others in.
Retreat: Final = NAMESPACE + "Retreat"
# A material conflict in which somebody cuts, suspends or reduces relations, aid, trade or membership.
Sanction: Final = NAMESPACE + "Sanction"
# A verbal event in which somebody says, reports or announces something, without promise, demand, accusation,
# refusal or threat.
Statement: Final = NAMESPACE + "Statement"
# A way in which an article vouches for a reported item, or does not.
Status: Final = NAMESPACE + "Status"
# A verbal cooperation in which somebody praises, endorses, defends or condoles with another.
Support: Final = NAMESPACE + "Support"
# A geopolitical entity that is a breakaway, disputed, occupied, dependent or administrative region.
Territory: Final = NAMESPACE + "Territory"
# A verbal conflict in which somebody announces or warns of harm to another.
Threaten: Final = NAMESPACE + "Threaten"
# verbal conflict: A verbal event that sets the parties against each other.
VerbalConflict: Final = NAMESPACE + "VerbalConflict"
# verbal cooperation: A verbal event that brings the parties closer.
VerbalCooperation: Final = NAMESPACE + "VerbalCooperation"
# verbal event: An event in which somebody says something or communicates it otherwise.
VerbalEvent: Final = NAMESPACE + "VerbalEvent"

# Properties

# Relates a verbal event to an event inside what is said.
about: Final = NAMESPACE + "about"
# has actor: Relates an event to one who brings it about; of a verbal event, the speaker.
actor: Final = NAMESPACE + "actor"
# actor mention: Relates an event to the words that fill its role of actor, named or not.
actorMention: Final = NAMESPACE + "actorMention"
# affiliated with: Relates an organization to the country, territory or parent organization that it belongs to
# or serves.
affiliatedWith: Final = NAMESPACE + "affiliatedWith"
# based in: Relates an organization to the place where it has its seat.
basedIn: Final = NAMESPACE + "basedIn"
# capital of: Relates a city to the country or territory that has its seat of government there.
capitalOf: Final = NAMESPACE + "capitalOf"
# claimant mention: Relates a reported item to the words that stand for whoever says it is so.
claimantMention: Final = NAMESPACE + "claimantMention"
# claimed by: Relates a reported item to the actor that says it is so, or denies it.
claimedBy: Final = NAMESPACE + "claimedBy"
# Gives how sure the extractor is of a reported item, from 0 to 1.
confidence: Final = NAMESPACE + "confidence"
# Gives the words of what is said in a verbal event, as the article has them.
content: Final = NAMESPACE + "content"
# end date: Gives the last day of a reported item.
endDate: Final = NAMESPACE + "endDate"
# Relates a reported item to a mention of the article that supports it; of an event, its trigger.
evidence: Final = NAMESPACE + "evidence"
# kind of harm: Relates a casualty count to the kind of harm that it counts.
harm: Final = NAMESPACE + "harm"
# holds office: Relates a person to a post that the person holds.
holdsOffice: Final = NAMESPACE + "holdsOffice"
# located in: Relates a place to a larger place that contains it.
locatedIn: Final = NAMESPACE + "locatedIn"
# Gives the greatest number of people that a casualty count allows.
maximum: Final = NAMESPACE + "maximum"
# Gives the least number of people that a casualty count allows.
minimum: Final = NAMESPACE + "minimum"
# Relates an event to the way or means by which it comes about; of a threat, to what is threatened.
mode: Final = NAMESPACE + "mode"
# mode of: Relates an event mode to a class of events that it can specify.
modeOf: Final = NAMESPACE + "modeOf"
# of event: Relates a casualty count to the event in which the people came to harm.
ofEvent: Final = NAMESPACE + "ofEvent"
# office of: Relates a post to the country or organization whose office it is.
officeOf: Final = NAMESPACE + "officeOf"
# has place: Relates an event to the place where it happens.
place: Final = NAMESPACE + "place"
# Names the rule of the extractor that found a reported item.
rule: Final = NAMESPACE + "rule"
# same event as: Relates an event to one of another article that is judged to be the same happening.
sameEventAs: Final = NAMESPACE + "sameEventAs"
# Gives the sentence of the article in which a reported item is found.
sentence: Final = NAMESPACE + "sentence"
# start date: Gives the first day of a reported item.
startDate: Final = NAMESPACE + "startDate"
# stationed in: Relates an armed force or armed group to a place where it is deployed or which it holds.
stationedIn: Final = NAMESPACE + "stationedIn"
# has status: Relates a reported item to the status that the article gives it.
status: Final = NAMESPACE + "status"
# has target: Relates an event to the entity that it is directed at; of a verbal event, the one accused, asked
# or addressed.
target: Final = NAMESPACE + "target"
# target mention: Relates an event to the words that fill its role of target, named or not.
targetMention: Final = NAMESPACE + "targetMention"
# Gives the words for the people whom a casualty count counts.
victims: Final = NAMESPACE + "victims"

# Statuses

# The status of an item that the article itself reports as a fact.
Actual: Final = NAMESPACE + "Actual"
# The status of an item that the article gives only as what somebody says.
Claimed: Final = NAMESPACE + "Claimed"
# The status of an item of which somebody says that it is not so.
Denied: Final = NAMESPACE + "Denied"
# The status of an item that is demanded, feared, threatened, conditional or thought possible.
Hypothetical: Final = NAMESPACE + "Hypothetical"
# The status of an item that is announced, vowed or agreed for the future without condition.
Planned: Final = NAMESPACE + "Planned"

# Kinds of harm

# The harm of being held against one's will: taken prisoner, arrested or abducted.
Captured: Final = NAMESPACE + "Captured"
# The harm of having to leave one's home.
Displaced: Final = NAMESPACE + "Displaced"
# The harm of being wounded or otherwise hurt in body.
Injured: Final = NAMESPACE + "Injured"
# The harm of losing one's life.
Killed: Final = NAMESPACE + "Killed"
# The harm of having disappeared, with nobody knowing what became of one.
Missing: Final = NAMESPACE + "Missing"

# Tables

ENTITY_CLASSES: Final = (
    ArmedForce,
    ArmedGroup,
    City,
    Country,
    Government,
    InternationalOrganization,
    Media,
    Ministry,
    Organization,
    PeacekeepingForce,
    Person,
    Place,
    PoliticalParty,
    Population,
    Post,
    Territory,
)
"""The classes that an entity can have as its one type."""
EVENT_CLASSES: Final = (
    Accuse,
    Agree,
    Aid,
    Assault,
    Coerce,
    Concede,
    Consult,
    Cooperate,
    Mobilize,
    Protest,
    Reject,
    Request,
    Retreat,
    Sanction,
    Statement,
    Support,
    Threaten,
)
"""The classes that an event can have as its one type."""
VERBAL_CLASSES: Final = (
    Accuse,
    Agree,
    Concede,
    Consult,
    Reject,
    Request,
    Statement,
    Support,
    Threaten,
)
"""The classes of events in which something is said."""
RELATIONS: Final = (
    affiliatedWith,
    basedIn,
    capitalOf,
    holdsOffice,
    locatedIn,
    officeOf,
    stationedIn,
)
"""The properties that relate two entities."""
STATUSES: Final = (
    Actual,
    Claimed,
    Denied,
    Hypothetical,
    Planned,
)
HARMS: Final = (
    Captured,
    Displaced,
    Injured,
    Killed,
    Missing,
)
SUPERCLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    Accuse: (VerbalConflict, VerbalEvent, Event, ReportedItem),
    Actor: (Entity,),
    Agree: (VerbalCooperation, VerbalEvent, Event, ReportedItem),
    Aid: (MaterialCooperation, Event, ReportedItem),
    Anaphor: (),
    ArmedForce: (Organization, Actor, Entity),
    ArmedGroup: (Organization, Actor, Entity),
    Article: (),
    ArticleGraph: (),
    Assault: (MaterialConflict, Event, ReportedItem),
    Assertion: (ReportedItem,),
    CasualtyCount: (ReportedItem,),
    City: (Place, Entity),
    Coerce: (MaterialConflict, Event, ReportedItem),
    Concede: (VerbalCooperation, VerbalEvent, Event, ReportedItem),
    Consult: (VerbalCooperation, VerbalEvent, Event, ReportedItem),
    Cooperate: (MaterialCooperation, Event, ReportedItem),
    Country: (GeopoliticalEntity, Actor, Place, Entity),
    Entity: (),
    Event: (ReportedItem,),
    EventMode: (),
    GeopoliticalEntity: (Actor, Place, Entity),
    Government: (Organization, Actor, Entity),
    Harm: (),
    InternationalOrganization: (Organization, Actor, Entity),
    MaterialConflict: (Event, ReportedItem),
    MaterialCooperation: (Event, ReportedItem),
    Media: (Organization, Actor, Entity),
    Ministry: (Organization, Actor, Entity),
    Mobilize: (MaterialConflict, Event, ReportedItem),
    Organization: (Actor, Entity),
    PeacekeepingForce: (ArmedForce, Organization, Actor, Entity),
    Person: (Actor, Entity),
    Place: (Entity,),
    PoliticalParty: (Organization, Actor, Entity),
    Population: (Actor, Entity),
    Post: (Entity,),
    Protest: (MaterialConflict, Event, ReportedItem),
    Reject: (VerbalConflict, VerbalEvent, Event, ReportedItem),
    ReportedItem: (),
    Request: (VerbalConflict, VerbalEvent, Event, ReportedItem),
    Retreat: (MaterialCooperation, Event, ReportedItem),
    Sanction: (MaterialConflict, Event, ReportedItem),
    Statement: (VerbalEvent, Event, ReportedItem),
    Status: (),
    Support: (VerbalCooperation, VerbalEvent, Event, ReportedItem),
    Territory: (GeopoliticalEntity, Actor, Place, Entity),
    Threaten: (VerbalConflict, VerbalEvent, Event, ReportedItem),
    VerbalConflict: (VerbalEvent, Event, ReportedItem),
    VerbalCooperation: (VerbalEvent, Event, ReportedItem),
    VerbalEvent: (Event, ReportedItem),
}
"""Class -> all its superclasses, the nearest first."""
MODES: Final[Mapping[str, str]] = {
    "abduct": NAMESPACE + "abduct",
    "access": NAMESPACE + "access",
    "aerial": NAMESPACE + "aerial",
    "allege": NAMESPACE + "allege",
    "arrest": NAMESPACE + "arrest",
    "assist": NAMESPACE + "assist",
    "beat": NAMESPACE + "beat",
    "boycott": NAMESPACE + "boycott",
    "ceasefire": NAMESPACE + "ceasefire",
    "censor": NAMESPACE + "censor",
    "change": NAMESPACE + "change",
    "convict": NAMESPACE + "convict",
    "crowd-control": NAMESPACE + "crowd-control",
    "curfew": NAMESPACE + "curfew",
    "cyber": NAMESPACE + "cyber",
    "demo": NAMESPACE + "demo",
    "deport": NAMESPACE + "deport",
    "destroy": NAMESPACE + "destroy",
    "disapprove": NAMESPACE + "disapprove",
    "disarm": NAMESPACE + "disarm",
    "discontinue": NAMESPACE + "discontinue",
    "drone": NAMESPACE + "drone",
    "expel": NAMESPACE + "expel",
    "explosives": NAMESPACE + "explosives",
    "firearms": NAMESPACE + "firearms",
    "heavy-weapons": NAMESPACE + "heavy-weapons",
    "hunger": NAMESPACE + "hunger",
    "investigate": NAMESPACE + "investigate",
    "martial-law": NAMESPACE + "martial-law",
    "meet": NAMESPACE + "meet",
    "militia": NAMESPACE + "militia",
    "misinformation": NAMESPACE + "misinformation",
    "multilateral": NAMESPACE + "multilateral",
    "obstruct": NAMESPACE + "obstruct",
    "phone": NAMESPACE + "phone",
    "police": NAMESPACE + "police",
    "primitive": NAMESPACE + "primitive",
    "relations": NAMESPACE + "relations",
    "release": NAMESPACE + "release",
    "resign": NAMESPACE + "resign",
    "restrict": NAMESPACE + "restrict",
    "riot": NAMESPACE + "riot",
    "seize": NAMESPACE + "seize",
    "sexual": NAMESPACE + "sexual",
    "strike": NAMESPACE + "strike",
    "suicide-attack": NAMESPACE + "suicide-attack",
    "targeted": NAMESPACE + "targeted",
    "territory": NAMESPACE + "territory",
    "third-party": NAMESPACE + "third-party",
    "torture": NAMESPACE + "torture",
    "troops": NAMESPACE + "troops",
    "unconventional": NAMESPACE + "unconventional",
    "vandalize": NAMESPACE + "vandalize",
    "violence": NAMESPACE + "violence",
    "visit": NAMESPACE + "visit",
    "weapons": NAMESPACE + "weapons",
    "withdraw": NAMESPACE + "withdraw",
    "withhold": NAMESPACE + "withhold",
    "yield": NAMESPACE + "yield",
}
"""Slug of an event mode, as PLOVER has it -> its IRI."""
MODES_OF: Final[Mapping[str, tuple[str, ...]]] = {
    Accuse: (
        "allege",
        "disapprove",
        "investigate",
    ),
    Assault: (
        "abduct",
        "aerial",
        "beat",
        "crowd-control",
        "destroy",
        "drone",
        "explosives",
        "firearms",
        "heavy-weapons",
        "primitive",
        "sexual",
        "suicide-attack",
        "targeted",
        "torture",
        "unconventional",
    ),
    Coerce: (
        "arrest",
        "censor",
        "curfew",
        "cyber",
        "deport",
        "martial-law",
        "misinformation",
        "restrict",
        "seize",
        "withhold",
    ),
    Consult: (
        "multilateral",
        "phone",
        "third-party",
        "visit",
    ),
    Mobilize: (
        "militia",
        "police",
        "troops",
        "weapons",
    ),
    Protest: (
        "boycott",
        "demo",
        "hunger",
        "obstruct",
        "riot",
        "strike",
        "vandalize",
    ),
    Reject: (
        "assist",
        "change",
        "meet",
        "yield",
    ),
    Request: (
        "assist",
        "change",
        "meet",
        "yield",
    ),
    Retreat: (
        "access",
        "ceasefire",
        "disarm",
        "release",
        "resign",
        "withdraw",
    ),
    Sanction: (
        "convict",
        "discontinue",
        "expel",
        "withdraw",
    ),
    Threaten: (
        "arrest",
        "expel",
        "relations",
        "restrict",
        "territory",
        "violence",
    ),
}
"""Class of events -> the slugs of its modes."""
