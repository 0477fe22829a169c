"""Forces told by who has or sends them: "France, which has 4,500 troops in the Sahel"."""

from kg import vocab
from kg.extract.entities.spots import Spot
from kg.extract.entities.surroundings import Surroundings
from kg.extract.entities.words import SUBJECTS, Words

_HAVING = frozenset({"have", "keep", "maintain", "station", "base", "retain"})
_SENDING = frozenset(
    {"deploy", "send", "dispatch", "contribute", "provide", "commit", "withdraw", "pull", "rotate", "airlift"}
    | {
        "lend",
        "offer",
        "supply",
        "move",
        "rush",
        "field",
        "bring",
        "pledge",
        "promise",
        "mobilise",
        "mobilize",
    }
)
_RELATIVE = frozenset({"WDT", "WP"})
_SENDERS = frozenset({vocab.Country, vocab.InternationalOrganization, vocab.City, vocab.Person})
DEPTH = 3


def sender(around: Surroundings, spot: Spot) -> Spot | None:
    """The name of whoever has the troops that a description tells of, or sends a number of them."""
    words = around.words
    verb = _verb(words, words.root(spot.begin, spot.end))
    subject = words.subject(verb) if verb is not None else None
    if verb is None or subject is None:
        return None
    if words.tag[subject] in _RELATIVE and words.dep[verb] == "relcl":
        subject = words.head[verb]
    name = around.named.get(subject)
    return name if name is not None and name.kind in _SENDERS else None


def _verb(words: Words, i: int) -> int | None:
    """The verb of having or sending that a noun is the object of, "hundreds of" and such left out."""
    counted = False
    for _ in range(DEPTH):
        above = words.head[i]
        if words.dep[i] == "dobj":
            counted |= any(words.dep[c] == "nummod" for c in words.children[i])
            having = words.lemma[above] in _HAVING or (counted and words.lemma[above] in _SENDING)
            return above if having else None
        counting = words.dep[i] == "pobj" and words.lower[above] == "of"
        if not counting and not (words.dep[i] == "prep" and words.dep[above] not in SUBJECTS):
            return None
        i, counted = above, True
    return None
