"""Who deals with whom around a noun that takes two: talks, fire, a dispute."""

from kg.extract.events import grammar, phrases
from kg.extract.events.participants import Participants, participants
from kg.extract.scene import Scene
from kg.extract.syntax import Token


def standing_at(noun: Token) -> list[Token]:
    """As in "X is behind the attack", "X has been at war with Y": the subject."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"behind", "at"} or verb.lemma_ not in {"be", "stand"}:
        return []
    return grammar.subjects(verb)


def met(scene: Scene, noun: Token, preps: frozenset[str]) -> Participants:
    """Two sides told elsewhere in the clause: "after talks, X and Y signed", "at a post between X and Y"."""
    outer = next(iter(phrases.measured(noun)), noun)
    if outer.dep_ == "pobj" and outer.head.lower_ in (
        DEALT if "with" in preps and "between" in preps else {"with"}
    ):
        return _both_sides(scene, next((t for t in outer.head.ancestors if t.pos_ in phrases.VERBS), noun))
    if "between" not in preps or noun.dep_ not in {"nsubj", "dobj"}:
        return Participants()
    below = [t for t in noun.head.subtree if t.lower_ == "between" and t.i > noun.i and t.dep_ == "prep"]
    sides = participants(scene, [t for b in below[:1] for c in b.children for t in phrases.with_conjuncts(c)])
    return sides if len(sides.referents) > 1 else Participants()


DEALT = frozenset({"with", "after", "following", "during"})


def _both_sides(scene: Scene, clause: Token) -> Participants:
    """As in "the rivals are locked in a dispute, with hostilities …": the two sides are who fights."""
    sides = (
        participants(scene, grammar.undergoers(clause)) if clause.pos_ in phrases.VERBS else Participants()
    )
    return sides if len(sides.referents) > 1 else Participants()


def alone(scene: Scene, noun: Token) -> bool:
    """Whether fewer than two are named who do it: "Kenya and Uganda held drills", "Thai and Lao ships"."""
    verb = phrases.governor(noun)
    doers = grammar.subjects(verb) if verb is not None else []
    named = [t for doer in doers for c in doer.lefts for t in (doer, *phrases.with_conjuncts(c))]
    return len({m.referent for t in (*doers, *named) for m in scene.at(t)}) < 2
