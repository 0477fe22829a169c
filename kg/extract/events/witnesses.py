"""Where events happen that their own words do not place: by the clauses around, by who tells of them."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.naming_places import INSIDE, first_named
from kg.extract.events.places import place_by_clause
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import ReferentId

LOCAL = frozenset({vocab.Assault, vocab.Coerce, vocab.Protest})


def place_undecided(scene: Scene, drafts: Iterable[Draft]) -> None:
    """Gives what nothing else places the place of its clause, else that of the people who saw it."""
    for d in drafts:
        if d.place is None and (not d.verbal or d.kind == vocab.Agree):
            d.place = place_by_clause(scene, d) or _seen_from(scene, d)


def _seen_from(scene: Scene, d: Draft) -> ReferentId | None:
    """As in "police in X said six people had been killed"; "the ministry in X" sees it from afar."""
    if d.kind not in LOCAL or d.status != vocab.Claimed or d.speaker is None:
        return None
    if d.speaker.sentence != d.sentence or d.speaker.trigger.entry.noun:
        return None
    tellers = [t for t in grammar.subjects(d.speaker.trigger.token) if t.lemma_.lower() in WITNESSES]
    return first_named(scene, (t for who in tellers for t in phrases.prepositional(who, INSIDE)))


WITNESSES = word_list("witnesses")
