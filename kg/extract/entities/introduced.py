"""Names that the noun beside them tells to be names: "the Emergency Lawyers rights group"."""

from collections.abc import Iterable, Iterator

from kg import vocab
from kg.extract.entities.institutions import lists
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words

KINDS = frozenset({vocab.Organization, vocab.Media, vocab.ArmedGroup, vocab.PoliticalParty})
LONGEST = 6
_NEVER = frozenset({"PRP", "PRP$", "IN", "DT", "CC"})


def introduced(words: Words, names: Iterable[Spot], lexicon: Lexicon) -> Iterator[Spot]:
    """Capitalised words that nothing else takes for a name, right before or after such a noun."""
    taken = {i for spot in names for i in range(spot.begin, spot.end)}
    for i in range(1, len(words) + 1):
        found = lexicon.before.ending(words.lower, i)
        if found is None or found[1] not in KINDS or words.is_capital(i - 1) or words.pos[i - 1] != "NOUN":
            continue
        noun, kind = found
        if i - noun < 2 and words.lower[noun] not in lists()["telling"]:
            continue
        for begin, end in (_before(words, noun), _after(words, i)):
            if begin < end and not taken & set(range(begin, end)) and _is_name(words, begin, end, lexicon):
                yield Spot(begin, end, kind, Sort.NAME, words.joined(begin, end), weight=2)


def _before(words: Words, noun: int) -> tuple[int, int]:
    begin = noun
    while begin > 0 and noun - begin < LONGEST and _may_name(words, begin - 1, noun):
        begin -= 1
    opened = begin == 0 or words.lower[begin - 1] in {"the", ",", "("}
    return (begin if opened else noun), noun


def _after(words: Words, i: int) -> tuple[int, int]:
    end = i
    while end < len(words) and end - i < LONGEST and words.same_sentence(i - 1, end):
        linked = end > i and words.lower[end] in lists()["links"] | {"without"} and words.is_capital(end + 1)
        if not (_may_name(words, end, i) or (end + 1 < len(words) and linked)):
            break
        end += 1
    return i, end


def _may_name(words: Words, k: int, noun: int) -> bool:
    if not (words.same_sentence(k, noun) and words.is_capital(k) and words.text[k].isalnum()):
        return False
    return words.tag[k] not in _NEVER and words.ent[k] != "NORP" and words.lower[k] != "the"


def _is_name(words: Words, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether words are more than the first word of a sentence, a day or a title."""
    opens = begin == 0 or not words.same_sentence(begin - 1, begin)
    if end - begin == 1 and (words.tag[begin] == "JJ" or (opens and not words.text[begin].isupper())):
        return False
    return not any(words.lower[i] in lexicon.never for i in (begin, end - 1))
