"""Second names that a text gives: "Mohamed Hamdan Dagalo, known as Hemedti", 'Joaquín "El Chapo" Guzmán'."""

from collections.abc import Iterable, Iterator, Mapping

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.knowledge import Knowledge

_CALLING = (
    ("known", "as"),
    ("known", "locally", "as"),
    ("known", "simply", "as"),
    ("referred", "to", "as"),
    ("going", "by"),
    ("nicknamed",),
    ("dubbed",),
    ("alias",),
    ("aka",),
    ("a.k.a",),
    ("a.k.a.",),
    ("called",),
)
_BEFORE_CALLING = frozenset(
    {",", "(", "–", "—", "-", "also", "better", "commonly", "widely", "formally", "popularly", "formerly"}
    | {"usually", "often", "officially", "otherwise", "sometimes", "who", "is", "himself"}
)
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’"})
LONGEST = 4


def halves(words: Words, names: Iterable[Spot]) -> Iterator[Spot]:
    """ "The North" where a text names North Korea, "the South" where it names South Sudan."""
    states = {spot.name.split()[0]: spot for spot in names if spot.kind == vocab.Country and " " in spot.name}
    named = {i for spot in names for i in range(spot.begin, spot.end)}
    for i in range(1, len(words)):
        state = states.get(words.text[i]) if words.text[i] in _HALVES and i not in named else None
        alone = i + 1 >= len(words) or not words.is_capital(i + 1)
        if state is not None and alone and words.lower[i - 1] == "the":
            yield Spot(i, i + 1, state.kind, Sort.NAME, words.text[i], state.items, weight=5,
                       extra={"same as": state.name})  # fmt: skip


def short_names(
    words: Words, names: Iterable[Spot], lexicon: Lexicon, knowledge: Knowledge
) -> Iterator[Spot]:
    """The short names that stand for one body in a text about its land: "the Tigers" of Sri Lanka."""
    lands = {item.name for spot in names for item in spot.items[:1] if item.kind == vocab.Country}
    for i in range(1, len(words)):
        body = lexicon.short.get(words.lower[i]) if words.is_capital(i) else None
        if body is None or body[1] not in lands or words.lower[i - 1] != "the":
            continue
        if i + 1 < len(words) and words.is_capital(i + 1):
            continue
        for item in knowledge.named(body[0])[:1]:
            yield Spot(i, i + 1, item.kind, Sort.NAME, words.text[i], (item,), weight=5)


_HALVES = frozenset({"North", "South"})


def nicknamed(words: Words, names: Iterable[Spot]) -> Iterator[Spot]:
    """A spot for each second name of a person or body, where it is given and wherever it stands later."""
    spots = list(names)
    at = {i: spot for spot in spots for i in range(spot.begin, spot.end)}
    for spot in spots:
        if spot.sort is not Sort.NAME or spot.kind not in {vocab.Person, vocab.ArmedGroup}:
            continue
        inner = _inside(words, spot)
        if inner is not None:
            yield inner
            quoted = [i for i in range(inner.begin, inner.end) if words.text[i] in _QUOTES]
            yield from _everywhere(words, quoted[0] + 1, quoted[-1], inner)
        if spot.end - spot.begin == 1 and spot.kind == vocab.Person:
            continue
        found = _given(words, spot.end, at)
        if found is not None:
            yield from _everywhere(words, *found, inner or spot)


def _given(words: Words, end: int, at: Mapping[int, Spot]) -> tuple[int, int] | None:
    """Where the second name stands that a text gives right after a name."""
    i = end
    while i < len(words) and i < end + 5 and words.lower[i] in _BEFORE_CALLING:
        i += 1
    calling = next((c for c in _CALLING if tuple(words.lower[i : i + len(c)]) == c), None)
    if calling is None or (i == end and calling[0] == "called"):
        return None
    begin = i + len(calling)
    while begin < len(words) and (words.text[begin] in _QUOTES or words.lower[begin] == "the"):
        begin += 1
    last = begin
    while last < len(words) and last < begin + LONGEST and _goes_on(words, begin, last):
        last += 1
    known = at.get(begin)
    if last == begin or not words.same_sentence(end - 1, begin) or (known is not None and known.items):
        return None
    return begin, last


def _goes_on(words: Words, begin: int, i: int) -> bool:
    hyphen = words.text[i] == "-" and i > begin and not words.spaced[i]
    return hyphen or (words.is_capital(i) and words.text[i][-1].isalpha() and words.ent[i] != "DATE")


def _everywhere(words: Words, begin: int, end: int, spot: Spot) -> Iterator[Spot]:
    nickname = words.text[begin:end]
    for i in range(len(words) - len(nickname) + 1):
        inside = spot.begin <= i < spot.end
        if words.text[i : i + len(nickname)] == nickname and not inside:
            yield Spot(i, i + len(nickname), spot.kind, Sort.NAME, words.joined(i, i + len(nickname)),
                       spot.items, weight=5, extra={"same as": spot.name})  # fmt: skip


def _inside(words: Words, spot: Spot) -> Spot | None:
    """The full name around a quoted second one; it goes by the words outside the quotes."""
    if spot.kind != vocab.Person:
        return None
    opening = next(
        (i for i in range(spot.begin, min(spot.end + 1, len(words))) if words.text[i] in _QUOTES), None
    )
    if opening is None or opening == spot.begin or words.is_possessive(opening):
        return None
    closing = next(
        (i for i in range(opening + 2, min(opening + 5, len(words))) if words.text[i] in _QUOTES), None
    )
    if closing is None or closing + 1 >= len(words) or not words.same_sentence(spot.begin, closing + 1):
        return None
    end = closing + 1
    while end < len(words) and end < closing + 3 and words.is_capital(end) and words.pos[end] == "PROPN":
        end += 1
    if end == closing + 1 or not all(words.is_capital(i) or i >= opening for i in range(spot.begin, closing)):
        return None
    name = f"{words.joined(spot.begin, opening)} {words.joined(closing + 1, end)}"
    return Spot(spot.begin, end, vocab.Person, Sort.NAME, name, weight=5)
