"""Names that the recogniser of spaCy marks, cut to what a name is."""

from collections.abc import Iterator
from itertools import pairwise

from kg import vocab
from kg.extract.entities.institutions import lists
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.named_kinds import LABELS, kind_of_name
from kg.extract.entities.names import PLACES, is_acronym
from kg.extract.entities.ranks import after_rank, is_rank, titled
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.words import Words
from kg.extract.numbers import ordinals
from kg.extract.times.grammar import months

_NO_OPENING = frozenset(
    {"the", "a", "an", "near", "in", "at", "from", "of", "on", "to", "with", "by", "for", "and"}
)
_CUTTING = frozenset({"/", "(", ")", "[", "]", "|", ";", "•"})
"""Marks that end a name, whatever the recogniser thinks: "(Jane Doe/Reuters)"."""
_DOCUMENTS = frozenset({"resolution", "resolutions", "communique", "communiqué", "protocol", "directive"})
_STATIONS = frozenset({"radio", "tv", "télé", "tele", "televisión"})
"""Words that open the names of broadcasters."""
_CODED = frozenset({"codenamed", "code-named", "operation", "exercise", "offensive"})
"""Words right before what an operation is called."""
_NO_ENDING = frozenset({"of", "for", "the", "and", "at", "to", "in", "on"})


def recognised_names(words: Words, lexicon: Lexicon) -> Iterator[Spot]:
    """What spaCy's recogniser marks, trimmed of articles, titles and endings."""
    for first, last, label in words.ents:
        if label not in LABELS or _is_document(words, first, last):
            continue
        for from_, to in _pieces(words, first, last):
            begin, end = trimmed(words, _with_ordinal(words, from_), to, lexicon)
            end = _joined(words, begin, end) if label == "PERSON" and begin < end else end
            if begin < end and _is_name(words, begin, end, label, lexicon):
                yield _spot(words, begin, end, label, lexicon)


def _joined(words: Words, begin: int, end: int) -> int:
    """Where a person's name ends that a people's name parts: "Roch Marc Christian Kabore"."""
    while end + 1 < len(words) and words.is_capital(end) and words.is_capital(end + 1):
        between = (
            words.ent[end] in {"NORP", ""} and words.text[end].isalpha() and words.tag[end].startswith("N")
        )
        if not between or words.ent[end + 1] != "PERSON" or not words.same_sentence(begin, end + 1):
            break
        end += 2
    return end


def _spot(words: Words, begin: int, end: int, label: str, lexicon: Lexicon) -> Spot:
    before = words.lower[begin - 1] if begin and words.is_capital(begin - 1) else ""
    if before in _STATIONS or words.lower[begin] in _STATIONS:
        begin -= before in _STATIONS
        return Spot(begin, end, vocab.Media, Sort.NAME, words.joined(begin, end), weight=2)
    kind = kind_of_name(words, begin, end, label, lexicon)
    firm = kind == vocab.Organization and label == "PERSON"  # "the firm X"
    single = end - begin == 1
    if single and label == "PERSON" and is_acronym(words, begin):
        kind = vocab.Organization
    spot = Spot(begin, end, kind, Sort.NAME, words.joined(begin, end), extra={"label": label})
    if firm:
        spot.extra["firm"] = "yes"
    the = begin > 0 and words.lower[begin - 1] == "the"
    coined = _is_coined(words.text[begin]) or (the and is_acronym(words, begin))
    if single and coined and kind in PLACES | {vocab.Organization}:
        spot.kind, spot.extra = vocab.Organization, {}  # and nothing beside it makes a place of it
    return spot


def _with_ordinal(words: Words, begin: int) -> int:
    """Where a name begins with the ordinal that the recogniser leaves out: "Second Narrow Shoal"."""
    before = begin - 1
    inside = before > 0 and words.same_sentence(before - 1, begin) and words.lower[before] in ordinals()
    return before if inside and words.is_capital(before) else begin


def _is_coined(text: str) -> bool:
    """Whether a word is written as no place is: "NewsDesk", "Radio4"."""
    humps = any(a.islower() and b.isupper() for a, b in pairwise(text)) and not text.startswith(("Mc", "Mac"))
    return humps or any(character.isdigit() for character in text) or text.lower().endswith((".com", ".tv"))


def _is_name(words: Words, begin: int, end: int, label: str, lexicon: Lexicon) -> bool:
    """Whether a marked stretch is a name and not a title, a day or a word of another kind."""
    if not any(words.is_capital(i) for i in range(begin, end)):
        return False
    post = lexicon.posts.starting(words.lower, begin)
    if end - begin == 1 and (
        words.lower[begin].rstrip(".") in lexicon.never
        or len(words.text[begin]) < 2
        or words.lower[begin] in ordinals()
        or post
        or (end < len(words) and is_rank(words, begin, lexicon))
    ):
        return False
    edges = {words.lower[begin]} if label == "PERSON" else {words.lower[begin], words.lower[end - 1]}
    if end - begin == 1 and words.lower[begin] in lexicon.peoples:
        return False  # "a Lendu sect"
    if words.lower[begin].rstrip(".") in months() and words.text[end - 1].isdigit():
        return False
    if _says_of_what_kind(words, begin, end, lexicon) or _two_of_a_name(words, begin, end):
        return False
    if words.lower[begin] == "affairs" or _ends_in_rank(words, end, lexicon):
        return False
    if begin and words.lower[begin - 1] in _CODED:
        return False
    if end < len(words) and words.lower[end] in lists()["weapons"] and end - begin < 3:
        return False  # "Xelnik missiles"
    given = label == "PERSON" and words.lower[begin] == "bill" and end - begin > 1
    if (edges & lexicon.not_bodies and not given) or words.lower[begin].startswith(("pro-", "anti-", "non-")):
        return False
    return not (end - begin == 1 and label == "ORG" and _part_of_title(words, begin, lexicon))


def _two_of_a_name(words: Words, begin: int, end: int) -> bool:
    """As in "the two Koreas": states that others name."""
    several = begin > 0 and words.lower[begin - 1] in {"two", "both"}
    return several and end - begin == 1 and words.tag[begin] == "NNPS"


def _says_of_what_kind(words: Words, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word only tells what an unnamed group is: "a Hutu rebel group"."""
    first = begin - 1
    while first > 0 and words.pos[first] == "ADJ":
        first -= 1
    group = lexicon.before.starting(words.lower, end)
    return (
        first >= 0
        and words.lower[first] in {"a", "an"}
        and group is not None
        and group[1] == vocab.ArmedGroup
    )


def _ends_in_rank(words: Words, end: int, lexicon: Lexicon) -> bool:
    """Whether the last word is a rank with a name after it: "Navy Capt. Jane Doe"."""
    bare = words.lower[end - 1].rstrip(".")
    rank = lexicon.forms.ending([bare], 1)
    after = end + (end < len(words) and words.text[end] == ".")
    return rank is not None and rank[1] == "rank" and after < len(words) and words.ent[after] == "PERSON"


def _is_document(words: Words, first: int, last: int) -> bool:
    """Whether a marked stretch names a text by its number: "Security Council Resolution 2254"."""
    return any(
        words.lower[i] in _DOCUMENTS and (i + 1 == last or words.text[i + 1][:1].isdigit())
        for i in range(first, min(last, len(words) - 1))
    )


def _part_of_title(words: Words, i: int, lexicon: Lexicon) -> bool:
    """Whether a capitalised word belongs to a title: Interior in "Interior Minister"."""
    if i + 1 >= len(words) or words.lower[i] not in lexicon.post_modifiers | {"wing"}:
        return False
    return titled(words, i + 1, lexicon) is not None or titled(words, i, lexicon) is not None


def _pieces(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A stretch cut at the marks that no name holds, and where a bracket sticks to a word."""
    begin = first
    for i in range(first, last):
        if not _CUTTING.isdisjoint(words.text[i]) and not any(c.isalpha() for c in words.text[i]):
            if i > begin:
                yield begin, i
            begin = i + 1
    if last > begin:
        yield begin, last


def trimmed(words: Words, begin: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """A stretch without article, title, possessive ending or anything of the next sentence."""
    for i in range(begin, end):
        doing = i > begin and words.pos[i] == "VERB" and words.tag[i] in {"VBD", "VBZ"}
        if not words.same_sentence(begin, i) or (doing and words.text[i].islower()):
            end = i
            break
    while begin < end and (words.lower[begin] in _NO_OPENING or not words.text[begin][0].isalnum()):
        begin += 1
    while begin < end and (
        words.is_possessive(end - 1)
        or not words.text[end - 1][-1].isalnum()
        or words.text[end - 1] in _NO_ENDING
    ):
        if words.text[end - 1].endswith(".") and len(words.text[end - 1]) > 1:
            break
        end -= 1
    while (title := titled(words, begin, lexicon)) and title < end and not words.is_possessive(title):
        begin = title
    return after_rank(words, begin, end, lexicon), end
