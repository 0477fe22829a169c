"""From the words that fill a role to the referents they stand for."""

from dataclasses import dataclass

from kg.extract.events import phrases
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Mention, ReferentId, Span
from kg.vocab import (
    ArmedForce,
    ArmedGroup,
    City,
    Government,
    PeacekeepingForce,
    Person,
    Place,
    Territory,
)

STAND_INS = word_list("stand_ins")
OWNERS = frozenset({"of", "from", "for", "by"})
PRIVATE = frozenset({"company", "firm", "miner", "airline", "ngo", "charity", "bank", "tourist"})
"""What has the nationality of a state without acting or suffering for it."""
FORCES = frozenset({ArmedForce, PeacekeepingForce})
WAYS = word_list("ways")
LED = word_list("led")
KIN = word_list("kin")
"""Who acts and suffers for himself, whoever he belongs to."""
ARMED = FORCES | {ArmedGroup}


@dataclass(frozen=True, slots=True)
class Participants:
    """Who fills a role, and with which words; none of them twice."""

    referents: tuple[ReferentId, ...] = ()
    words: tuple[Span, ...] = ()

    def __add__(self, other: "Participants") -> "Participants":
        if not (other.referents or other.words):
            return self
        if not (self.referents or self.words):
            return other
        return Participants(_unique(self.referents + other.referents), _unique(self.words + other.words))

    def without(self, others: "Participants") -> "Participants":
        """These but for the referents of others."""
        kept = tuple(r for r in self.referents if r not in others.referents)
        return Participants(kept, self.words)


def _unique(items: tuple) -> tuple:  # type: ignore[type-arg]
    return tuple(dict.fromkeys(items)) if len(items) > 1 else items


NOBODY = Participants()


def participants(scene: Scene, tokens: list[Token]) -> Participants:
    """The referents of role fillers, in the order of the text."""
    found = NOBODY
    for token in tokens:
        if token.ent_type_ not in {"DATE", "TIME"} or scene.at(token):
            found += _of_token(scene, token)
    return found


def _of_token(scene: Scene, token: Token) -> Participants:
    words = (_phrase(token),)
    named = _named(scene, token)
    if named is not None:
        return Participants((named,), words)
    mentions = scene.headed_by(token) or scene.at(token)
    if not mentions and token.dep_ == "appos":  # "X, a group that …"
        mentions = scene.headed_by(token.head)
    if mentions:
        every = (*_sharing(scene, token, mentions), *mentions)
        return Participants(_unique(tuple(m.referent for m in every)), words)
    return Participants(_owners(scene, token), words)


def _sharing(scene: Scene, noun: Token, mentions: tuple[Mention, ...]) -> list[Mention]:
    """As in "Rwandan and SADC troops": what shares the plural noun."""
    if noun.tag_ not in {"NNS", "NNPS"} or not any(
        c.dep_ in {"amod", "nmod", "compound"} for c in noun.lefts
    ):
        return []
    forces = {m.referent for m in mentions if scene.referent[m.referent].kind in FORCES}
    before = [t for c in noun.lefts for t in phrases.with_conjuncts(c)]
    shared = [m for t in before for m in scene.at(t) if m.span.end < mentions[0].span.begin]
    return [m for m in shared if forces and scene.referent[m.referent].kind in FORCES]


def _named(scene: Scene, token: Token) -> ReferentId | None:
    """Whom a title or description introduces: "the junta's spokesman, X", "deputy head of Y General X"."""
    described = token.pos_ == "NOUN" and token.text.islower()
    if not described and any(scene.referent[m.referent].kind == Person for m in scene.at(token)):
        return None
    if not scene.at(token):
        for c in token.children:
            if c.dep_ == "appos" and (mentions := scene.headed_by(c)) and token.lemma_.lower() not in WAYS:
                return mentions[0].referent
    if described and not scene.headed_by(token) and (own := _by_its_name(scene, token)) is not None:
        return own
    for c in token.children:
        if c.dep_ in {"appos", "compound", "nmod", "flat"} or (c.dep_ == "prep" and c.i > token.i):
            for t in (c, *(g for g in c.subtree if g.dep_ == "appos")):
                person = next(
                    (m.referent for m in scene.headed_by(t) if scene.referent[m.referent].kind == Person),
                    None,
                )
                if person is not None and (c.dep_ != "prep" or t.dep_ == "appos"):
                    return person
    return None


def _by_its_name(scene: Scene, noun: Token) -> ReferentId | None:
    """As in "a group calling itself X", "a militia known as X": X."""
    for c in noun.children:
        if c.dep_ == "acl" and c.lemma_ in {"call", "know", "name", "dub"}:
            told = [t for t in c.children if t.dep_ in {"oprd", "dobj", "attr", "ccomp"}]
            for t in (*told, *phrases.prepositional(c, {"as"})):
                if t.i > c.i and (mentions := scene.headed_by(t)) and t.pos_ == "PROPN":
                    return mentions[0].referent
    return None


BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod"})


def _phrase(token: Token) -> Span:
    """The filler's own words: its left modifiers and itself."""
    left = token
    while (before := next((c for c in left.lefts if c.dep_ in BEFORE), None)) is not None:
        left = before
    return Span(left.idx, token.idx + len(token.text))


def _owners(scene: Scene, token: Token) -> tuple[ReferentId, ...]:
    """Whom a nameless filler acts for: "an AFP journalist", "Israeli jets", "a spokesman for the army"."""
    if token.pos_ == "PRON" and token.lower_ not in {
        "one",
        "some",
        "many",
        "most",
        "all",
        "each",
        "both",
        "those",
    }:
        return ()
    if token.lemma_.lower() in PRIVATE | KIN:
        return ()
    town = _town(scene, token)
    if town:
        return town
    before = [m for t in _near_modifiers(token) for m in scene.at(_whose(t))]
    if not before and any(t.lower_ == "government" for t in _near_modifiers(token)):
        return tuple(r.id for r in scene.referents if r.kind == Government)[:1]
    if before and token.lemma_.lower() not in WAYS:
        whose = tuple(m.referent for m in before)
        return _unique(tuple(_led(scene, r) for r in whose) if token.lemma_.lower() in LED else whose)
    if token.lemma_.lower() in STAND_INS | WAYS or token.pos_ in {"NUM", "PRON"}:
        after = phrases.prepositional(
            token, {"to", "with", "into"} if token.lemma_.lower() in WAYS else OWNERS
        )
        found = Participants()
        for t in after:
            found += _of_token(scene, t) if scene.at(t) or t.lemma_.lower() in STAND_INS else Participants()
        return found.referents
    theirs = [m.referent for t in phrases.prepositional(token, {"of"}) for m in scene.headed_by(t)]
    return tuple(r for r in theirs if scene.referent[r].kind in ARMED)  # "hideouts of the rebels"


def _town(scene: Scene, token: Token) -> tuple[ReferentId, ...]:
    """As in "the Iranian cities of X and Y": X and Y, whoever's they are."""
    if token.lemma_.lower() not in TOWNS:
        return ()
    named = [m.referent for t in phrases.prepositional(token, {"of"}) for m in scene.headed_by(t)]
    return _unique(tuple(r for r in named if scene.referent[r].kind in PLACES))


TOWNS = word_list("lands") - {"airspace", "soil", "land", "border", "frontier", "waters", "coast", "skies"}
PLACES = frozenset({City, Place, Territory})


def _whose(modifier: Token) -> Token:
    """As in "France, whose soldiers left": France."""
    if modifier.tag_ != "WP$":
        return modifier
    clause = next((t for t in modifier.ancestors if t.dep_ == "relcl"), None)
    return clause.head if clause is not None else modifier


def _near_modifiers(token: Token) -> list[Token]:
    named = {"ADJ", "NOUN", "PROPN", "PRON"}
    told = [m for m in phrases.modifiers(token) if m.pos_ in named or m.tag_ == "WP$"]
    return [m for m in told if not _backs(m)]


def _backs(modifier: Token) -> bool:
    """As in "Houthi-run television", "Iranian-backed fighters": who runs or backs a thing is another."""
    after = modifier.i + 2
    doc = modifier.doc
    return after < len(doc) and doc[after - 1].text == "-" and doc[after].tag_ == "VBN"


def _led(scene: Scene, owner: ReferentId) -> ReferentId:
    """As in "his fighters": those of the group or force that he leads."""
    body = scene.office.get(owner, owner)
    return body if scene.referent[body].kind in ARMED else owner


def is_person(scene: Scene, referent: ReferentId) -> bool:
    """Whether the referent is an individual."""
    return scene.referent[referent].kind == Person
