"""All counts of harm in a text: each number with the word that says what came to those it counts."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from kg import vocab
from kg.extract.harms import nouns, verbs
from kg.extract.harms.amounts import Amounts
from kg.extract.harms.parts import parts
from kg.extract.harms.victims import Harm
from kg.extract.harms.words import harm_verbs, listed, table_of, tables, words_of_harm
from kg.extract.syntax import Doc, Token


def harms(doc: Doc) -> list[Harm]:
    """All counts of a text in the order of the words for harm, totals and parts alike."""
    states, lemmas = table_of("states"), words_of_harm()
    words = [t for t in doc if t.lower_ in states or t.lemma_.lower() in lemmas or "[" in t.lower_]
    amounts = Amounts(doc, {word.sent.start: word.sent for word in words}.values())
    totals = _nearest([harm for token in words for harm in _of_word(token, amounts)])
    begins = sorted({harm.amount.begin for harm in totals})
    taken = set(begins)
    found: list[Harm] = []
    for total in totals:
        found.append(total)
        following = bisect_right(begins, total.amount.begin)
        limit = begins[following] if following < len(begins) else len(doc)
        for amount in parts(total.amount, total.word, limit, amounts):
            if amount.begin not in taken:
                taken.add(amount.begin)
                found.append(Harm(total.kind, amount, total.word, "part"))
    return found


def _nearest(found: list[Harm]) -> list[Harm]:
    """Each number with the word for harm that counts it, of several the nearest.

    "75 displaced people were killed" counts the killed; "60 were killed and injured" says neither how many
    were killed nor how many injured.
    """
    by_amount: dict[int, list[Harm]] = {}
    for harm in found:
        by_amount.setdefault(harm.amount.begin, []).append(harm)
    counted = {(h.kind, h.amount.begin): h for h in reversed(found) if _counts(h, by_amount[h.amount.begin])}
    return [harm for harm in found if counted.get((harm.kind, harm.amount.begin)) is harm]


def _counts(harm: Harm, rivals: list[Harm]) -> bool:
    if harm.amount.maximum == 0 or len(rivals) == 1:
        return True
    inside = [r for r in rivals if r.amount.begin <= r.word.i < r.amount.end - 1]
    outside = [r for r in rivals if r not in inside] or inside
    nearest = min(_distance(r) for r in outside)
    joint = [r for r in outside if _distance(r) <= nearest + 2]
    return harm in joint and not {vocab.Killed, vocab.Injured} <= {r.kind for r in joint}


def _distance(harm: Harm) -> int:
    word, amount = harm.word.i, harm.amount
    return max(amount.begin - word, word - amount.end + 1, 0)


def _of_word(token: Token, amounts: Amounts) -> Iterator[Harm]:
    lemma, verb = token.lemma_.lower(), token.pos_ == "VERB"
    if token.pos_ in ("VERB", "AUX", "ADJ") and lemma in harm_verbs() and _has_particle(token, lemma):
        yield from verbs.of_verb(token, lemma, amounts)
    elif token.lower_ in table_of("states"):
        yield from nouns.of_state(token, amounts)
    elif lemma in table_of("events") or lemma in table_of("acts") or lemma == "casualty":
        yield from nouns.of_noun(token, lemma, amounts)
    elif verb and lemma in listed("flight", "verbs"):
        yield from verbs.of_flight(token, amounts)
    elif verb or lemma != "lose":
        yield from _CONSTRUCTIONS[_construction(lemma)](token, amounts)


_CONSTRUCTIONS: Mapping[str, Callable[[Token, Amounts], Iterator[Harm]]] = {
    "toll": nouns.of_toll,
    "life": verbs.of_life,
    "taken": verbs.of_taken,
    "lose": verbs.of_loss,
    "": verbs.of_footnoted,
}


def _construction(lemma: str) -> str:
    if lemma in listed("tolls", "nouns"):
        return "toll"
    if lemma in listed("taken", "nouns"):
        return "taken"
    return lemma if lemma in ("life", "lose") else ""


def _has_particle(verb: Token, lemma: str) -> bool:
    wanted = tables()["particles"].get(lemma)
    return wanted is None or any(child.lower_ in wanted for child in verb.children)
