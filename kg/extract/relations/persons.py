"""Persons told by their office or rank later on: "the Armenian leader", "the general", "the president"."""

from collections.abc import Iterator

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.registry import Entry, Place
from kg.extract.relations.ground import Ground

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
        person = _holder(ground, begin, words.lower[i], country)
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
    return i in ground.at or words.lower[i] in {"of", "for", "-"} or words.pos[i] in {"NOUN", "PROPN"}


def _holder(ground: Ground, begin: int, noun: str, country: Entry | None) -> Entry | None:
    """The last person named with such an office, in such a country where the words name one."""
    words = ground.words
    for place in ground.before(begin, 80):
        if words.sentence[begin] - words.sentence[place.begin] > SENTENCES:
            return None
        if place.entry.kind == vocab.Person and _is_called(ground, place, noun, country):
            return place.entry
    return None


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
