"""Casualties: how many people were killed, injured, captured, missing or displaced, and by whose account.

A count that the same source repeats is entered once; a total and its parts are counts of their own.
"""

from collections.abc import Iterator, Sequence

from kg.extract.harms.phrases import harms
from kg.extract.harms.sources import Telling
from kg.extract.harms.victims import Harm
from kg.extract.harms.words import combatants, listed
from kg.extract.scene import Scene
from kg.model import CasualtyCount, Event, Iri, Span

_WIDEST = 200
"""Characters that one piece of evidence may span; a wider one is quoted as two."""
_TELLING = 3
"""From this number on, two equal counts of the same kind of people are one count told twice."""


def casualties(scene: Scene, events: Sequence[Event]) -> Iterator[CasualtyCount]:
    """All counts of people who came to harm, in the order of the text."""
    telling = Telling(scene, events)
    kept: dict[tuple[Iri, int | None, int | None], list[CasualtyCount]] = {}
    repeated: set[int] = set()
    last: tuple[Span, str] | None = None
    for harm in harms(scene.doc):
        sentence = scene.sentence(harm.word)
        victims = harm.amount.victims
        if harm.amount.elided and not victims and last is not None and last[0] == sentence:
            victims = last[1]
        last = (sentence, victims)
        count = _count(scene, harm, victims, telling)
        equals = kept.setdefault((count.harm, count.minimum, count.maximum), [])
        if not _adds(harm) and _is_repeated(scene, count, equals, harm.word.i in repeated):
            repeated.add(harm.word.i)
            continue
        equals.append(count)
        yield count


def _adds(harm: Harm) -> bool:
    """Whether the words say that the number comes on top: "another 12", "20 others"."""
    words = harm.word.doc[harm.amount.begin : harm.amount.end + 1]
    added = [token for token in words if token.lower_ in listed("adverbs", "more")]
    return any(token.lower_ != "more" or token.nbor(1).lower_ != "than" for token in added)


def _count(scene: Scene, harm: Harm, victims: str, telling: Telling) -> CasualtyCount:
    source, event = telling.source(harm), telling.cause(harm)
    return CasualtyCount(
        harm=harm.kind,
        minimum=harm.amount.minimum,
        maximum=harm.amount.maximum,
        victims=victims,
        evidence=_evidence(scene, harm),
        sentence=scene.sentence(harm.word),
        event=event.id if event is not None else None,
        claimed_by=source.referent,
        claimant_mention=source.mention if source.referent is None else None,
        rule=f"casualties: {harm.rule}",
    )


def _evidence(scene: Scene, harm: Harm) -> tuple[Span, ...]:
    """The words from the number to the word for harm, or both apart where they stand far from each other."""
    doc, amount, word = scene.doc, harm.amount, harm.word.i
    number = doc[amount.begin : max(amount.end, amount.begin + 1)]
    whole = doc[min(amount.begin, word) : max(amount.end, word + 1)]
    if whole.end_char - whole.start_char <= _WIDEST:
        return (Span(whole.start_char, whole.end_char),)
    apart = [(number.start_char, number.end_char), (harm.word.idx, harm.word.idx + len(harm.word))]
    return tuple(Span(*offsets) for offsets in sorted(apart))


def _who(scene: Scene, count: CasualtyCount) -> str | None:
    """Who says so: a referent, or the words for somebody nameless; None where the article itself does."""
    words = count.claimant_mention
    return count.claimed_by or (scene.document.text[words.begin : words.end].lower() if words else None)


def _is_repeated(
    scene: Scene, count: CasualtyCount, equals: list[CasualtyCount], in_repetition: bool
) -> bool:
    """Whether the same source, or nobody named, tells again of an earlier count of this number."""
    who = _who(scene, count)
    told = (earlier for earlier in equals if who is None or who == _who(scene, earlier))
    return any(_same(count, earlier, in_repetition) for earlier in told)


def _same(count: CasualtyCount, earlier: CasualtyCount, in_repetition: bool) -> bool:
    """Whether two equal counts of one source are of the same people."""
    if count.sentence == earlier.sentence:
        return False
    if in_repetition:
        return True
    number = count.minimum if count.minimum is not None else count.maximum
    if count.event == earlier.event:
        return _camp(count.victims) == _camp(earlier.victims) or "" in (count.victims, earlier.victims)
    return number is not None and number >= _TELLING and _head(count.victims) == _head(earlier.victims)


def _head(victims: str) -> str:
    """The noun that the words for the victims turn on."""
    return victims.lower().split(" of ")[0].split(" from ")[0].rpartition(" ")[2]


def _camp(victims: str) -> bool:
    """Whether the victims are fighters: rebels may be told again as terrorists, not as civilians."""
    head = _head(victims)
    return any(form in combatants() for form in (head, head.removesuffix("s"), head.replace("men", "man")))
