"""Who belongs to whom: parts of a state, and named bodies with a country or parent beside them."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import Find, Ground
from kg.extract.relations.lists import words_for

_PARTS = frozenset(
    {vocab.Ministry, vocab.ArmedForce, vocab.Government, vocab.PeacekeepingForce, vocab.PoliticalParty}
)
_BELONGING = _PARTS | {vocab.ArmedGroup}
_PARENTS = frozenset({vocab.Country, vocab.Territory})
_BODIES = frozenset({vocab.ArmedForce, vocab.ArmedGroup, vocab.InternationalOrganization, vocab.Government})
_WINGS = frozenset({"wing", "branch", "arm", "faction", "offshoot", "unit"})
REACH = 7


def affiliations(ground: Ground) -> Iterator[Find]:
    """All affiliations that the text states or names plainly imply."""
    for place in ground.named():
        entry = place.entry
        if entry.kind in _PARTS and entry.whole is not None and entry.whole.mentions:
            yield Find(vocab.affiliatedWith, entry, entry.whole, place.begin, place.end, "part of a state")
        elif entry.parent is not None and entry.parent.mentions:
            yield Find(vocab.affiliatedWith, entry, entry.parent, place.begin, place.end, "part of a body")
        elif entry.kind in _BELONGING:
            yield from _sent_by(ground, place)
            yield from _owned(ground, place)
            yield from _named_after(ground, place)
            yield from _explained(ground, place)


def _sent_by(ground: Ground, place: Place) -> Iterator[Find]:
    """As "United Nations Protection Force" says, where the United Nations are named too."""
    entry = place.entry
    if entry.kind != vocab.PeacekeepingForce or not entry.name.startswith("United Nations "):
        return
    sender = ground.registry.named("United Nations") or ground.registry.named("UN")
    if sender is not None and sender.mentions:
        yield Find(vocab.affiliatedWith, entry, sender, place.begin, place.end, "name of a force")


def _owned(ground: Ground, place: Place) -> Iterator[Find]:
    """ "India's Central Reserve Police Force", "the Lebanese militant movement Hezbollah"."""
    words, entry = ground.words, place.entry
    if entry.group == "group":
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
    if entry.kind != vocab.PeacekeepingForce:
        return
    for other in ground.registry.entries:
        opening = other.kind == vocab.InternationalOrganization and other.mentions and other is not entry
        if opening and any(a.startswith(f"{b} ") for a in entry.aliases for b in other.aliases if len(b) > 1):
            yield Find(vocab.affiliatedWith, entry, other, place.begin, place.end, "named after its parent")
            return


def _may_own(owner: Entry, entry: Entry) -> bool:
    return owner.kind in _PARENTS or (owner.kind in _BODIES and entry.kind in _BODIES)


def _explained(ground: Ground, place: Place) -> Iterator[Find]:
    """ "the FDLR, a Rwandan rebel group", "X, the armed wing of Y"."""
    words, entry, end = ground.words, place.entry, place.end
    if words.text[end : end + 1] == ["("] and words.text[end + 2 : end + 3] == [")"]:
        end += 3
    if entry.kind != vocab.ArmedGroup or words.text[end : end + 1] != [","]:
        return
    first = ground.skip(end + 1, words_for("articles"))
    for i in range(first, min(len(words), first + REACH)):
        if not words.same_sentence(i, place.begin) or words.text[i] == "," or words.pos[i] == "VERB":
            return
        other = ground.at.get(i)
        if other is None or other.entry is entry or other.anaphor:
            continue
        wing = i >= 2 and any(words.lower[k] in _WINGS for k in range(first, i))
        modifier = other.entry.kind in _PARENTS and words.dep[other.end - 1] in {
            "amod",
            "compound",
            "poss",
            "nmod",
        }
        if modifier or (wing and other.entry.kind in _BODIES):
            yield Find(vocab.affiliatedWith, entry, other.entry, place.begin, other.end, "apposition")
        return
