"""Persons told by their office or rank later on: "the Armenian leader", "the general", "the president"."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import Ground
from kg.knowledge import portfolio

_LEADERS = frozenset(
    {"president", "prime", "premier", "leader", "king", "chancellor", "ruler", "emir", "sultan", "chief"}
)
_RANKS = frozenset({"general", "colonel", "major", "captain", "admiral", "sheikh", "prince", "cleric"})
_POINTING = frozenset({"the", "this"})
REACH = 4
SENTENCES = 6


def told_by_office(ground: Ground, lexicon: Lexicon) -> Iterator[Place]:
    """Mentions of persons by what they are."""
    words = ground.words
    for i in range(1, len(words)):
        rank = words.lower[i] in _RANKS
        post = lexicon.posts.ending(words.lower, i + 1)
        if i in ground.at or not (rank or (post is not None and post[1] == "post")):
            continue
        begin, country = _start(ground, post[0] if post is not None else i)
        if begin is None or _goes_on(ground, i + 1) or words.dep[i] in {"attr", "appos", "compound"}:
            continue
        person = _holder(ground, begin, i, country)
        if person is not None:
            yield Place(begin, i + 1, person, head=i)


def _start(ground: Ground, head: int) -> tuple[int | None, Entry | None]:
    """Where the article of the phrase stands, and the country named in it."""
    words, country = ground.words, None
    for i in range(head - 1, max(-1, head - 1 - REACH), -1):
        if words.lower[i] in _POINTING:
            return i, country
        place = ground.at.get(i)
        if place is not None and place.entry.kind in {vocab.Country, vocab.Territory}:
            country = place.entry
        elif words.pos[i] not in {"ADJ", "NOUN", "PROPN"}:
            return None, None
    return None, None


def _goes_on(ground: Ground, i: int) -> bool:
    """Whether a name, "of" or another noun follows, so that the words tell of an office or somebody new."""
    words = ground.words
    if i >= len(words):
        return False
    named = ground.at.get(i + 1) if words.text[i] == "," else None
    if (
        named is not None
        and named.entry.kind == vocab.Person
        and words.text[named.end : named.end + 1] == [","]
    ):
        return True  # "the defence minister, X, said"
    return i in ground.at or words.lower[i] in {"of", "for", "-"} or words.pos[i] in {"NOUN", "PROPN"}


def _holder(ground: Ground, begin: int, head: int, country: Entry | None) -> Entry | None:
    """The last person named with such an office, in such a country where the words name one."""
    words, own = ground.words, portfolio(ground.words.joined(begin, head))
    for place in ground.before(begin, 80):
        if words.sentence[begin] - words.sentence[place.begin] > SENTENCES:
            return None
        other = own is not None and own != _portfolio(ground, place.entry, own)
        if (
            place.entry.kind == vocab.Person
            and not other
            and _is_called(ground, place, words.lower[head], country)
        ):
            return place.entry
    return None


def _portfolio(ground: Ground, person: Entry, unknown: str) -> str:
    """The portfolio of the office that a person holds."""
    post = ground.registry.office_of(person)
    return (portfolio(post.name) if post is not None else None) or unknown


def _is_called(ground: Ground, place: Place, noun: str, country: Entry | None) -> bool:
    post = ground.registry.office_of(place.entry)
    before = {word.rstrip(".") for word in ground.words.lower[max(0, place.begin - 4) : place.begin]}
    if post is None:
        return country is None and (noun in before or (noun == "general" and "gen" in before))
    if country is not None and post.whole is not country:
        return False
    titles = set(post.name.lower().replace("-", " ").split())
    leads = noun == "leader" and bool(titles & _LEADERS)
    return noun in titles or leads or (country is None and noun in before)
