"""Who belongs to whom: parts of a state, and named bodies with a country or parent beside them."""

from collections.abc import Container, Iterator

from kg import vocab
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import BODIES, Find, Ground
from kg.extract.relations.lists import words_for

_PARTS = frozenset(
    {vocab.Ministry, vocab.ArmedForce, vocab.Government, vocab.PeacekeepingForce, vocab.PoliticalParty}
)
_BELONGING = _PARTS | {vocab.ArmedGroup}
_PARENTS = frozenset({vocab.Country, vocab.Territory})
_OF_STATES = _PARTS - {vocab.PeacekeepingForce}
_OWNERS = frozenset({vocab.ArmedForce, vocab.ArmedGroup, vocab.InternationalOrganization, vocab.Government})
_OWNED = _OWNERS | {vocab.Media}
_NAMED_AFTER = frozenset({vocab.PeacekeepingForce, vocab.InternationalOrganization})
REACH = 7


def affiliations(ground: Ground) -> Iterator[Find]:
    """All affiliations that the text states or names plainly imply."""
    for place in ground.named():
        entry = place.entry
        if entry.whole is not None and entry.whole.mentions and _is_part(entry, entry.whole):
            yield Find(vocab.affiliatedWith, entry, entry.whole, place.begin, place.end, "part of a state")
        elif entry.parent is not None and entry.parent.mentions:
            yield Find(vocab.affiliatedWith, entry, entry.parent, place.begin, place.end, "part of a body")
        elif entry.kind in _BELONGING | _OWNED:
            yield from _owned(ground, place)
            yield from _named_after(ground, place)


def _is_part(entry: Entry, whole: Entry) -> bool:
    """Whether a body belongs to the state or body that it is called after; a people has no army."""
    return (entry.kind in _PARTS or entry.group == "services") and whole.kind in _PARENTS | BODIES


def bodies_of_states(ground: Ground, belonging: Container[Entry]) -> Iterator[Find]:
    """The states that known ministries, forces and governments serve, unless another parent is named."""
    for place in ground.named():
        entry = place.entry
        if entry.kind in _OF_STATES and entry not in belonging and not (entry.whole or entry.parent):
            state = ground.own_country(entry)
            if state is not None:
                yield Find(vocab.affiliatedWith, entry, state, place.begin, place.end, "body of a state")


def _owned(ground: Ground, place: Place) -> Iterator[Find]:
    """ "India's Central Reserve Police Force", "the Lebanese militant movement Hezbollah"."""
    words, entry = ground.words, place.entry
    if entry.group in {"group", "media"}:
        return  # a nationality on nameless rebels says who they are
    i = place.begin - 1
    while i >= 0 and place.begin - i <= REACH and words.same_sentence(i, place.begin):
        owner = ground.at.get(i)
        if owner is not None:
            near = not owner.anaphor or (i == place.begin - 1 and words.tag[i] == "PRP$")
            if _may_own(owner.entry, entry) and owner.entry is not entry and near:
                yield Find(
                    vocab.affiliatedWith, entry, owner.entry, owner.begin, place.end, "owner before a name"
                )
            return
        if words.pos[i] not in {"ADJ", "NOUN"} and not words.is_possessive(i) and words.text[i] != "-":
            return
        i -= 1


def _named_after(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the United Nations Assistance Mission", where the text also names the United Nations themselves."""
    entry = place.entry
    if entry.kind not in _NAMED_AFTER:
        return
    organ = ground.words.lower[place.end - 1] in words_for("organs")
    names = [ground.words.joined(place.begin, place.end)] if organ else []
    if entry.kind == vocab.PeacekeepingForce:
        names += _names(entry)
    for other in ground.registry.entries:
        opening = other.kind == vocab.InternationalOrganization and other.mentions and other is not entry
        if opening and any(a.startswith(f"{b} ") for a in names for b in _names(other) if len(b) > 1):
            yield Find(vocab.affiliatedWith, entry, other, place.begin, place.end, "named after its parent")
            return


def _names(entry: Entry) -> list[str]:
    """All names of a body, those of its record too."""
    return [entry.name, *entry.aliases, *(entry.item.aliases if entry.item is not None else ())]


def _may_own(owner: Entry, entry: Entry) -> bool:
    states = owner.kind in _PARENTS and entry.kind in _BELONGING
    return states or (owner.kind in _OWNERS and entry.kind in _OWNED)
