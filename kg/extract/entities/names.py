"""Names: what the knowledge base, the word lists and the recogniser of spaCy know of capitalised words."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge, fold
from kg.model import Item

LONGEST = 9
"""Most words of a name that is looked for."""
RARE = 0.6
"""Prior below which a place of the knowledge base gives way to what the recogniser sees."""
_LABELS = {
    "PERSON": vocab.Person,
    "GPE": vocab.City,
    "LOC": vocab.Place,
    "FAC": vocab.Place,
    "ORG": vocab.Organization,
}
PLACES = frozenset({vocab.City, vocab.Place, vocab.Territory, vocab.Country})
_ARABIC = frozenset({"al", "el", "al-", "ansar", "hezb"})


def known_names(words: Words, knowledge: Knowledge, lexicon: Lexicon) -> Iterator[Spot]:
    """Names and demonyms that the tables hold, the longest at each place."""
    i = 0
    while i < len(words):
        spot = _known_at(words, i, knowledge, lexicon) if _may_open_name(words, i) else None
        if spot is not None:
            yield spot
        i = spot.end if spot is not None else i + 1


def _may_open_name(words: Words, i: int) -> bool:
    text = words.text[i]
    return text[:1].isupper() or text.lower() in _ARABIC or (text[:1].isdigit() and text[-1:].isalpha())


def _known_at(words: Words, i: int, knowledge: Knowledge, lexicon: Lexicon) -> Spot | None:
    stretch = _stretch(words, i)
    count, items = knowledge.longest(stretch)
    listed, kind, name = _listed(stretch, lexicon)
    demonyms, people = knowledge.longest_demonym(stretch)
    best = max(count, listed, demonyms)
    if best == 0:
        return None
    if listed == best:
        same = tuple(item for item in items if item.kind == kind) if count == listed else ()
        return Spot(i, i + best, kind, Sort.NAME, name, same)
    if count == best:
        if not _name_like(words, i, best, items):
            return None
        return Spot(i, i + best, items[0].kind, Sort.NAME, words.joined(i, i + best), items)
    return Spot(i, i + best, people[0].kind, Sort.DEMONYM, words.joined(i, i + best), people)


def _stretch(words: Words, i: int) -> list[str]:
    """The words from a token on, up to white space that breaks a line or a closing mark."""
    stretch: list[str] = []
    for text in words.text[i : i + LONGEST]:
        if text.isspace() or text in {",", ".", ";", ":", "(", ")", '"', "“", "”"}:
            break
        stretch.append(text)
    return stretch


def _listed(stretch: list[str], lexicon: Lexicon) -> tuple[int, str, str]:
    """The longest name of our own list at the start of some words: its length, kind and name."""
    for count in range(min(len(stretch), LONGEST), 0, -1):
        text = " ".join(stretch[:count])
        bare = text.replace(".", "")
        found = lexicon.names.get(bare) if bare.isupper() and count == 1 else None
        if found is None and not (bare.isupper() and count == 1 and len(bare) < 4):
            found = lexicon.names.get(fold(text))
        if found is not None:
            return count, *found
    return 0, "", ""


def _name_like(words: Words, i: int, count: int, items: tuple[Item, ...]) -> bool:
    """Keeps a capital at the start of a sentence from making a little known place of an everyday word."""
    if count > 1 or items[0].prior >= RARE or words.pos[i] == "PROPN":
        return True
    return bool(words.ent[i]) and words.ent[i] in {"GPE", "LOC", "ORG", "PERSON", "FAC", "NORP"}


def recognised_names(words: Words, lexicon: Lexicon) -> Iterator[Spot]:
    """What spaCy's recogniser marks, trimmed of articles, titles and endings."""
    for ent in words.doc.ents:
        if ent.label_ not in _LABELS:
            continue
        begin, end = trimmed(words, ent.start, ent.end, lexicon)
        if begin >= end or not any(words.is_capital(i) for i in range(begin, end)):
            continue
        if end - begin == 1 and (words.lower[begin] in lexicon.never or len(words.text[begin]) < 2):
            continue
        kind = kind_of_name(words, begin, end, ent.label_, lexicon)
        yield Spot(begin, end, kind, Sort.NAME, words.joined(begin, end), extra={"label": ent.label_})


def trimmed(words: Words, begin: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """A stretch without white space, article, title, possessive ending or anything after a line break."""
    for i in range(begin, end):
        if words.text[i].isspace():
            end = i if i > begin else end
            break
    while begin < end and (words.lower[begin] in {"the", "a", "an"} or not words.text[begin][0].isalnum()):
        begin += 1
    while begin < end and (words.is_possessive(end - 1) or not words.text[end - 1][-1].isalnum()):
        if words.text[end - 1].endswith(".") and len(words.text[end - 1]) > 1:
            break
        end -= 1
    while (title := titled(words, begin, lexicon)) and title < end:
        begin = title
    return begin, end


def titled(words: Words, i: int, lexicon: Lexicon) -> int | None:
    """Where the title, rank or form of address that opens at token i ends, with its full stop."""
    bare = [word.rstrip(".") if len(word) > 2 else word for word in words.lower[i : i + 4]]
    found = lexicon.forms.starting(bare, 0) or lexicon.posts.starting(bare, 0) if bare else None
    return i + found[0] if found else None


def kind_of_name(words: Words, begin: int, end: int, label: str, lexicon: Lexicon) -> str:
    """The class of a name by the words around it, the words in it and the recogniser's label."""
    lower = words.lower
    if label == "PERSON":
        return vocab.Person
    described = _described(words, begin, end, lexicon)
    if described:
        return described
    if end - begin > 1:
        for phrases in (
            lexicon.last.ending(lower[begin:end], end - begin),
            lexicon.first.starting(lower, begin),
        ):
            if phrases:
                return phrases[1]
    return _LABELS[label]


def _described(words: Words, begin: int, end: int, lexicon: Lexicon) -> str | None:
    """The class that the noun next to a name gives: "the rebel group X", "the town of X", "X province"."""
    left = begin - 1
    if left > 0 and words.text[left] in {'"', "“", "‘", "'"}:
        left -= 1
    if left >= 0 and words.lower[left] == "the":
        left -= 1
    if left > 0 and words.lower[left] == "of":
        found = lexicon.before.ending(words.lower, left)
        return found[1] if found and found[1] in PLACES else None
    found = lexicon.before.ending(words.lower, left + 1) if left >= 0 else None
    if found and words.pos[left] in {"NOUN", "PROPN"}:
        return found[1]
    after = lexicon.before.starting(words.lower, end) if end < len(words) else None
    return after[1] if after and after[1] == vocab.Territory else None
