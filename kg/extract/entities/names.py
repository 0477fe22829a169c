"""Names: what the knowledge base and the word lists know of capitalised words."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import DASHES, Words
from kg.knowledge import Knowledge
from kg.model import Item

LONGEST = 9
"""Most words of a name that is looked for."""
RARE = 0.6
"""Prior below which a place of the knowledge base gives way to what the recogniser sees."""
PLACES = frozenset({vocab.City, vocab.Place, vocab.Territory, vocab.Country})
_COMPOSED = frozenset({vocab.ArmedForce, vocab.Ministry, vocab.Government})
_ABBREVIATED = frozenset(
    {vocab.ArmedGroup, vocab.PeacekeepingForce, vocab.InternationalOrganization, vocab.PoliticalParty}
)
_ENDING = frozenset({",", ".", ";", ":", "(", ")", '"', "“", "”", "?", "!", "--", "–", "—"})
_COMPASS = frozenset({"eastern", "western", "southern", "northern"})
_PACTS = [
    [word]
    for word in ("War", "Wars", "Agreement", "Agreements", "Accord", "Accords", "Treaty", "Declaration")
]
_ARABIC = frozenset({"al", "el", "al-", "ansar", "hezb"})


def known_names(words: Words, knowledge: Knowledge, lexicon: Lexicon) -> Iterator[Spot]:
    """Names and demonyms that the tables hold, the longest at each place."""
    i, count = 0, len(words)
    while i < count:
        spot = _known_at(words, i, knowledge, lexicon) if _may_open_name(words, i) else None
        if spot is not None:
            yield spot
        i = spot.end if spot is not None else i + 1


def _may_open_name(words: Words, i: int) -> bool:
    text = words.text[i]
    if text in _COMPASS:
        return i + 1 < len(words) and words.is_capital(i + 1)
    return text[:1].isupper() or text.lower() in _ARABIC or (text[:1].isdigit() and text[-1:].isalpha())


def _known_at(words: Words, i: int, knowledge: Knowledge, lexicon: Lexicon) -> Spot | None:
    stretch = _stretch(words, i)
    count, items = knowledge.longest(stretch)
    if not count and (body := _in_capitals(words, i, knowledge)) is not None:
        return body
    demonyms, people = knowledge.longest_demonym(stretch)
    if count and _composed(words, i, count, demonyms, items[0], lexicon):
        first = stretch[: demonyms or 1] if demonyms or (words.pos[i] == "PROPN" and count > 1) else []
        count, items = knowledge.longest(first)
    longest = max(count, demonyms)
    if longest and _means_else(words, i, longest, lexicon):
        return None
    if count and (
        _is_else(words, i, count, items[0], lexicon) or _of_other_state(words, i, items[0], knowledge)
    ):
        return None
    stately = count == demonyms and count and _of_the_state(words, i + count, items, people)
    if count and count >= demonyms and not stately:
        return _known(words, i, count, items, lexicon)
    if demonyms and not _of_past(words, i) and not _of_many(words, i + demonyms, demonyms):
        kind, text = people[0].kind, words.joined(i, i + demonyms)
        return Spot(i, i + demonyms, kind, Sort.DEMONYM, text, people)
    if words.text[i].istitle() and words.lower[i] in lexicon.lands and _may_be_land(words, i):
        items = knowledge.named(lexicon.lands[words.lower[i]])
        return Spot(i, i + 1, items[0].kind, Sort.DEMONYM, words.text[i], items) if items else None
    inside = 0 < i < len(words) - 1 and words.ent[i - 1] == words.ent[i + 1] == "PERSON"
    named = not inside and words.lower[i] in lexicon.peoples and words.tag[i] in {"NNS", "NNPS", "NNP"}
    if named and (not _of_noun(words, i) or _of_folk(words, i, lexicon)):
        return Spot(i, i + 1, vocab.Population, Sort.NAME, words.text[i])
    return None


def _is_else(words: Words, i: int, count: int, item: Item, lexicon: Lexicon) -> bool:
    """Whether a known name is a part of something else: an office, an operation, the name of an army."""
    if item.kind == vocab.Media and _inside_longer(words, i, i + count, lexicon):
        return True  # "the National Liberation Army"
    operation = count == 1 and item.kind == vocab.ArmedForce and words.lower[i + 1 : i + 2] == ["operation"]
    return operation or _is_portfolio(words, i, count, lexicon)


def _inside_longer(words: Words, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether words stand in a longer name that its last word tells to be none of a paper or station."""
    last = end
    while last < len(words) and words.same_sentence(begin, last) and words.is_capital(last):
        last += 1
    before = begin > 0 and words.same_sentence(begin - 1, begin) and words.is_capital(begin - 1)
    if last == end or not (before or last > end):
        return False
    found = lexicon.last.ending(words.lower, last)
    return found is not None and found[1] != vocab.Media


def _in_capitals(words: Words, i: int, knowledge: Knowledge) -> Spot | None:
    """A body whose abbreviation is written as a name: "Swapo", "Farc"."""
    text = words.text[i]
    if not (4 <= len(text) <= 8 and text.istitle() and words.tag[i] == "NNP"):
        return None
    named = (i and words.is_capital(i - 1)) or (i + 1 < len(words) and words.is_capital(i + 1))
    if (named and words.ent[i] == "PERSON") or knowledge.demonym(text):
        return None
    items = tuple(item for item in knowledge.named(text.upper()) if item.kind in _ABBREVIATED)[:1]
    return Spot(i, i + 1, items[0].kind, Sort.NAME, text, items) if items else None


def _may_be_land(words: Words, i: int) -> bool:
    """Whether a plural that is a land's short name has its article: "the Emirates", no airline."""
    if not words.lower[i].endswith("s"):
        return True
    follows = i + 1 < len(words) and words.pos[i + 1] in {"NOUN", "PROPN"} and words.head[i] == i + 1
    return "the" in words.lower[max(0, i - 3) : i] and not follows


def _of_the_state(words: Words, end: int, items: tuple[Item, ...], people: tuple[Item, ...]) -> bool:
    """Whether the name of a little known region says whose a thing is: "Somali forces", of the state."""
    known = bool(people) and people[0].kind == vocab.Country and items[0].prior < RARE < people[0].prior
    region = end < len(words) and words.lower[end] in {"region", "state", "regional"}
    return known and items[0].kind == vocab.Territory and not region


def _known(words: Words, i: int, count: int, items: tuple[Item, ...], lexicon: Lexicon) -> Spot | None:
    if not _name_like(words, i, count, items):
        return None
    usual = lexicon.usual.get(words.lower[i]) if count == 1 else None
    items = tuple(sorted(items, key=lambda item: item.name != usual)) if usual else items
    end = i + count
    if words.text[end : end + 1] == [","] and words.lower[end + 1 : end + 2] in (["d.c."], ["dc"]):
        end += 2
    return Spot(i, end, items[0].kind, Sort.NAME, words.joined(i, i + count), items)


def _means_else(words: Words, i: int, count: int, lexicon: Lexicon) -> bool:
    """Whether words that are also a name tell of an act, a direction, a day or a war here."""
    if words.lower[i] in lexicon.not_bodies or _of_war(words, i + count):
        return True
    if i + count < len(words) and words.lower[i + count] in {"dollar", "dollars"}:
        return True
    if count == 1:
        return words.text[i] in _COMPASS or words.lower[i] in lexicon.not_alone
    return all(words.ent[k] == "DATE" for k in range(i, i + count))


def _composed(words: Words, i: int, count: int, demonyms: int, item: Item, lexicon: Lexicon) -> bool:
    """Whether a known name is a demonym and what the state has: read as a description, it says more."""
    head = lexicon.heads.ending(words.lower, i + count)
    if item.kind not in _COMPOSED | {vocab.PeacekeepingForce} or head is None:
        return False
    if head[0] <= i:
        return (
            i > 0
            and words.same_sentence(i - 1, i)
            and (words.is_capital(i - 1) or words.is_possessive(i - 1))
        )
    small = not words.is_capital(i + count - 1) and words.pos[i] == "PROPN"  # "Pakistan army"
    return 0 < demonyms < count or small or any(words.is_possessive(k) for k in range(i, i + count))


def _of_other_state(words: Words, i: int, item: Item, knowledge: Knowledge) -> bool:
    """Whether the name of a body is one that many have and means another's here: "Mali's Senate"."""
    if item.kind not in _COMPOSED | {vocab.Organization} or i == 0 or not item.country:
        return False
    owner = i - 1
    if words.is_possessive(owner):
        owner -= 1
    elif words.pos[owner] != "ADJ" and words.tag[owner] not in {"NNP", "JJ"}:
        return False
    states = (*knowledge.demonym(words.text[owner]), *knowledge.named(words.text[owner]))
    others = [state.key for state in states if state.kind in {vocab.Country, vocab.ArmedGroup}]
    return bool(others) and item.country not in others


def _is_portfolio(words: Words, i: int, count: int, lexicon: Lexicon) -> bool:
    """Whether words that are also a name tell of an office: "Minister of Foreign Affairs"."""
    before = words.lower[i - 1] if i else ""
    return before in {"of", "for"} and all(words.lower[k] in lexicon.portfolio for k in range(i, i + count))


def _of_war(words: Words, end: int) -> bool:
    """Whether a name only tells of which war or pact: "the Gulf War", "the Washington Agreement"."""
    if end + 2 < len(words) and words.text[end] == "-":
        end += 2
    return words.text[end : end + 1] in _PACTS


def _of_noun(words: Words, i: int) -> bool:
    """Whether the name of a people only says of what kind a thing is: "a Hutu rebel group"."""
    return words.tag[i] == "NNP" and words.dep[i] in {"compound", "amod", "nmod"} and words.head[i] > i


def _of_folk(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Whether people or fighters follow whom the name of a people tells: "Hutu peasants"."""
    head = lexicon.heads.starting(words.lower, i + 1)
    return (
        head is not None
        and head[1].group in {"folk", "population", "group"}
        and words.tag[head[0] - 1] == "NNS"
    )


def _of_past(words: Words, i: int) -> bool:
    """Whether a demonym only tells of what was: "ex-Soviet"."""
    return i >= 2 and words.text[i - 1] in DASHES and words.lower[i - 2] in {"ex", "post", "pre", "former"}


def _of_many(words: Words, end: int, count: int) -> bool:
    """Whether a demonym only happens to be one: "two Central African countries", "South American"."""
    if count == 1 and end > 1 and words.lower[end - 1].startswith("american"):
        return words.lower[end - 2] in {"south", "central", "latin", "north", "african"}
    return (
        count > 1 and end < len(words) and words.lower[end] in {"countries", "nations", "states", "leaders"}
    )


def _stretch(words: Words, i: int) -> list[str]:
    """The words from one on, up to the end of the sentence or a mark that ends names."""
    stretch: list[str] = []
    for k in range(i, min(len(words), i + LONGEST)):
        if words.text[k] in _ENDING or words.sentence[k] != words.sentence[i]:
            break
        stretch.append(words.text[k])
    return stretch


def _name_like(words: Words, i: int, count: int, items: tuple[Item, ...]) -> bool:
    """Keeps a capital at the start of a sentence from making a little known place of an everyday word."""
    text = words.text[i]
    if (
        count > 1
        and words.lower[i] == "the"
        and not any(words.is_capital(k) for k in range(i + 1, i + count))
    ):
        return False
    if count == 1 and text.isupper() and 1 < len(text) < 6:
        return _stands_out(words, i, items[0])
    if count > 1 or items[0].prior >= RARE:
        return True
    if items[0].kind == vocab.City and words.ent[i] == "ORG":
        return i > 0 and words.lower[i - 1] in {"in", "near", "of", "from", "to", "at"}
    return words.pos[i] == "PROPN" or words.ent[i] in {"GPE", "LOC", "ORG", "PERSON", "FAC", "NORP"}


def _stands_out(words: Words, i: int, item: Item) -> bool:
    """Whether capitals are an abbreviation, not a word of a line in capitals; "CT" needs a place before."""
    if len(words.text[i]) == 2 and item.kind == vocab.Territory:
        return i > 0 and words.text[i - 1] == ","
    return item.prior >= RARE or len(words) == 1 or is_acronym(words, i)


def is_acronym(words: Words, i: int) -> bool:
    """Whether a word in capitals stands among others that are not."""
    around = [words.text[k] for k in (i - 1, i + 1) if 0 <= k < len(words) and words.text[k].isalpha()]
    return (
        words.text[i].isupper() and 1 < len(words.text[i]) < 7 and not all(text.isupper() for text in around)
    )
