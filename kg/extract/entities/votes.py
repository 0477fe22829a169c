"""Names that nobody knows: what their places in the text say of their class."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.names import RARE
from kg.extract.entities.sites import PLACES, lists
from kg.extract.entities.spots import Sort, Spot
from kg.extract.entities.towns import Towns
from kg.extract.entities.whereabouts import is_joined, is_sited, is_told, natural, placed
from kg.extract.entities.words import SUBJECTS, Words
from kg.knowledge import fold

_SAYING = frozenset(
    {
        "say",
        "tell",
        "add",
        "write",
        "announce",
        "think",
        "believe",
        "tweet",
        "recall",
        "resign",
        "marry",
        "die",
    }
    | {
        "testify",
        "plead",
        "reply",
        "concede",
        "shout",
        "appear",
        "serve",
        "study",
        "hail",
        "joke",
        "laugh",
        "wear",
    }
)
_WALKS = frozenset(
    {"soldier", "farmer", "fisherman", "teacher", "doctor", "nurse", "journalist", "resident", "lawyer"}
    | {"activist", "student", "trader", "driver", "officer", "survivor", "witness", "analyst", "worker"}
    | {"historian", "professor", "researcher", "pastor", "priest", "businessman", "mother", "father"}
)
_KIN = frozenset(
    {"wife", "husband", "brother", "sister", "son", "daughter", "lawyer", "family", "death", "career"}
    | {"bodyguard", "bodyguards", "predecessor", "successor", "resignation", "villa", "presidency", "ouster"}
    | {"overthrow", "uncle", "cousin", "nephew", "widow", "aide", "aides", "arrest", "loyalists"}
)
_UNSURE = frozenset({vocab.City, vocab.Person, vocab.Organization})
_LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC")


def reconsidered(words: Words, names: Sequence[Spot], towns: Towns, lexicon: Lexicon) -> Iterator[Spot]:
    """The names, those unknown and guessed with the class that the words around them speak for."""
    at = {i: spot for spot in names for i in range(spot.begin, spot.end)}
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    parts = {part for s in names if s.kind == vocab.Person and s.end - s.begin > 1 for part in s.name.split()}
    channels = {s.name.split()[0]: s.name for s in names if s.kind == vocab.Media and " " in s.name}
    told = {s.name: vocab.Organization for s in names if "firm" in s.extra}
    told |= {s.name: vocab.City for s in names if _open(words, s) and is_told(words, s)}
    told |= {name: vocab.City for name in towns.guessed(names)}
    told |= {s.name: vocab.Place for s in names if s.kind in _UNSURE and _tells_nature(words, s)}
    for spot in names:
        _broadcast(words, spot, channels)
        if _open(words, spot):
            votes[fold(spot.name)].update((_sign(words, spot, at, lexicon), spot.extra.get("label", "")))
    for spot in names:
        if _open(words, spot):
            bodily = lexicon.last.ending(words.lower, spot.end) is not None
            spot.kind = _judged(spot, votes[fold(spot.name)], spot.name in parts, bodily)
            natural = lexicon.first.starting(words.lower, spot.begin)
            if spot.kind == vocab.City and natural is not None and natural[1] == vocab.Place:
                spot.kind = vocab.Place  # "Wadi Sarada"
            ending = lexicon.last.ending(words.lower, spot.end) if spot.end - spot.begin > 1 else None
            if spot.kind == vocab.City and not spot.items and ending is not None and ending[1] in PLACES:
                spot.kind = ending[1]  # "Second Narrow Shoal"
            spot.kind = told.get(spot.name, spot.kind)
            if spot.kind in {vocab.Person, vocab.Organization}:
                spot.items = ()
        elif spot.kind == vocab.City and told.get(spot.name) == vocab.Place:
            spot.kind, spot.items = vocab.Place, ()  # "crossed the Xava", no town
        yield spot


def _broadcast(words: Words, spot: Spot, channels: Mapping[str, str]) -> None:
    """Makes a medium of a name with "agency" behind it, or that opens the name of one."""
    if words.lower[spot.end : spot.end + 1] == ["agency"] and _is_agency(words, spot):
        spot.kind, spot.items, spot.extra = vocab.Media, (), {}  # "the Fars agency"
    if spot.name in channels and _open(words, spot) and not spot.items:
        spot.kind, spot.extra = vocab.Media, {"same as": channels[spot.name]}


def _is_agency(words: Words, spot: Spot) -> bool:
    """Whether a short name with "agency" after it is that of a news agency rather than of an authority."""
    single = spot.sort is Sort.NAME and spot.end - spot.begin == 1
    open_ = spot.kind in {vocab.City, vocab.Territory, vocab.Person} or (spot.kind == vocab.Organization
                                                                        and not spot.items)  # fmt: skip
    told = any(word in _SAID for word in words.lower[max(0, spot.begin - 4) : spot.end + 4])
    return single and open_ and told and not words.text[spot.begin].isupper()


_SAID = frozenset(
    {"said", "told", "reported", "reports", "says", "quoted", "cited", "citing", "carried", "news"}
)


def _tells_nature(words: Words, spot: Spot) -> bool:
    """Whether a name that may be a town's or person's is a river's or an island's."""
    return spot.sort is Sort.NAME and spot.weight < 2 and natural(words, spot)


def _open(words: Words, spot: Spot) -> bool:
    """Whether the class of a name is open: a guess, or a little known town that is taken for a person."""
    if spot.sort is not Sort.NAME or spot.weight > 1:
        return False
    if spot.items:
        rare = spot.kind == vocab.City and spot.items[0].prior < RARE and spot.end - spot.begin == 1
        spot.extra.setdefault("label", words.ent[spot.begin] if rare else "")
        return rare
    return "label" in spot.extra


def _judged(spot: Spot, found: Mapping[str, int], part_of_name: bool, bodily: bool) -> str:
    person, place = found.get("person", 0), found.get("place", 0)
    single, guesses = " " not in spot.name, sum(found.get(label, 0) for label in _LABELS)
    if spot.items:
        return _of_rare_town(spot, found, person, place)
    place = place if 2 * place >= guesses else 0
    if found.get("PERSON", 0) >= max(2, guesses / 3) and not place and spot.kind != vocab.Place:
        return vocab.Person
    if spot.kind == vocab.Person:
        moved = place and not person and not part_of_name and (single or "placed" in spot.extra)
        return vocab.City if moved else spot.kind
    if (
        person > place
        and (spot.kind == vocab.City or spot.kind == vocab.Organization)
        and spot.end - spot.begin < 4
    ):
        return vocab.Person
    sure = spot.extra.get("placed") == "sure" and spot.name.count(" ") < 3 and not bodily
    if place and not person and spot.kind == vocab.Organization and (single or sure):
        return vocab.City
    if place and sure and spot.kind == vocab.Place and not any(c.isdigit() for c in spot.name):
        return vocab.City
    return spot.kind


def _of_rare_town(spot: Spot, found: Mapping[str, int], person: int, place: int) -> str:
    """A little known town, unless nothing speaks for a town and the recogniser sees something else."""
    lands = place + sum(found.get(label, 0) for label in ("GPE", "LOC", "FAC"))
    if found.get("PERSON", 0) > max(1, lands) or person > lands:
        return vocab.Person
    return vocab.Organization if found.get("ORG", 0) > max(1, lands) else spot.kind


def _sign(words: Words, spot: Spot, at: Mapping[int, Spot], lexicon: Lexicon) -> str:
    """What the words beside a name say that it is: "person", "place" or nothing."""
    if _is_personal(words, spot, lexicon) or _among_persons(words, spot, at):
        return "person"
    before = words.lower[spot.begin - 1] if spot.begin else ""
    sited = words.lower[spot.end : spot.end + 1] == ["area"] or is_sited(words, spot)
    if before == "the" and not sited:
        return ""
    if before == "with" and spot.end - spot.begin == 1 and spot.kind == vocab.City:
        return "person"
    found = placed(words, spot, before)
    if found:
        spot.extra["placed"] = found
        return "place"
    if before in lists()["prepositions"] and spot.kind in PLACES:
        return "place"
    return "place" if is_joined(words, spot, at) else ""


def _is_personal(words: Words, spot: Spot, lexicon: Lexicon) -> bool:
    """Whether only a person says this, has kin, or is a spokesman."""
    root, end = words.root(spot.begin, spot.end), spot.end
    verb = words.head[root]
    if _is_ranked(words, spot, lexicon):
        return True
    if words.dep[root] == "appos" and verb < spot.begin and spot.end - spot.begin > 1:
        told = words.text[spot.begin - 1] == "," and words.pos[verb] == "NOUN"
        if told and (_is_post(words, verb, lexicon) or words.lemma[verb] in _WALKS):
            return spot.kind != vocab.Organization
    if words.dep[root] in SUBJECTS and words.lemma[verb] in _SAYING:
        return spot.kind != vocab.Organization
    if words.dep[root] in SUBJECTS and words.lemma[verb] == "be":
        return any(words.dep[c] == "attr" and _is_post(words, c, lexicon) for c in words.children[verb])
    if words.is_possessive(end) and end + 1 < len(words):
        return words.lower[end + 1] in _KIN
    if words.text[end : end + 1] != [","]:
        return False
    if words.lower[end + 1 : end + 2] == ["who"]:
        return spot.kind != vocab.Organization
    apposed = [c for c in words.children[root] if words.dep[c] == "appos" and c > end]
    return any(_is_post(words, c, lexicon) for c in apposed)


def _is_ranked(words: Words, spot: Spot, lexicon: Lexicon) -> bool:
    """Whether a rank stands right before two or three words: "General Xela Xelu"."""
    rank = lexicon.forms.ending(words.lower, spot.begin) if spot.begin else None
    capital = rank is not None and rank[1] == "rank" and words.is_capital(rank[0])
    return capital and _is_full(words, spot) and lexicon.last.ending(words.lower, spot.end) is None


def _among_persons(words: Words, spot: Spot, at: Mapping[int, Spot]) -> bool:
    """Whether a name stands in a list of persons, between two of them or with a surname that nobody knows."""
    left, right = at.get(spot.begin - 2), spot.end + 1
    paired = words.text[spot.begin - 1 : spot.begin] == ["and"] and left is not None
    if paired and left is not None and left.kind == vocab.Person and _is_full(words, spot):
        return True  # "President X and Foday Yolo signed"
    if words.text[spot.begin - 1 : spot.begin] != [","] or left is None or left.kind != vocab.Person:
        return False
    goes_on = spot.end < len(words) and words.tag[spot.end] == "NNP" and spot.end not in at
    right += goes_on
    if words.text[right - 1 : right] not in ([","], ["and"]):
        return False
    other = at.get(right)
    return goes_on or (other is not None and other.kind == vocab.Person)


def _is_full(words: Words, spot: Spot) -> bool:
    """Whether a guessed name is two or three capitalised words with nothing after them that goes on."""
    after = words.pos[spot.end] if spot.end < len(words) else ""
    plain = all(words.is_capital(i) and words.text[i].isalpha() for i in range(spot.begin, spot.end))
    return plain and 1 < spot.end - spot.begin < 4 and after not in {"NOUN", "PROPN"}


def _is_post(words: Words, i: int, lexicon: Lexicon) -> bool:
    found = lexicon.posts.ending(words.lower, i + 1)
    return found is not None and found[1] == "post"
