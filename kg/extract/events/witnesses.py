"""Where those are who tell of an event: "police in X said six people had been killed"."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.naming_places import INSIDE, named
from kg.extract.scene import Scene

LOCAL = frozenset({vocab.Assault, vocab.Coerce, vocab.Protest})


def place_by_witnesses(scene: Scene, drafts: Iterable[Draft]) -> None:
    """Gives what people of a place tell, and nothing else places, that place."""
    for d in drafts:
        if d.place is not None or d.kind not in LOCAL or d.status != vocab.Claimed or d.speaker is None:
            continue
        if d.speaker.sentence != d.sentence or d.speaker.trigger.entry.noun:
            continue
        tellers = grammar.subjects(d.speaker.trigger.token)
        where = (t for who in tellers for t in phrases.prepositional(who, INSIDE))
        d.place = next((r for t in where if (r := named(scene, t)) is not None), None)
