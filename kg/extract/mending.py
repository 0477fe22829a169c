"""Clauses that the parser hangs on the wrong word in agency style, hung where they belong."""

from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.events.word_lists import word_list
from kg.extract.mending_clauses import (
    REPORTING,
    SUBJECTS,
    close_with_speaker,
    hang_on_charge,
    part_clauses,
    seat_joined,
)
from kg.extract.mending_verbs import PARTICIPLES, free, hang
from kg.extract.times.grammar import calendar, months

TELLING = word_list("telling")
CALLING = word_list("calling")
ACCUSING_ON = word_list("speaking_on")
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ", "ADP", "PART", "X", "ADV"})
_INWARD = frozenset({"pobj", "prep", "acl", "agent", "npadvmod", "appos", "compound", "dobj", "conj"})
DEPTH = 8


def mend(doc: Doc) -> Doc:
    """Mends a parsed text in place; the words and the ends of sentences stay as they are."""
    for token in doc:
        if token.lemma_ in REPORTING and token.tag_ in {"VBD", "VBZ", "VBP"}:
            _seat_speaker(token)
            _hang_on_event(token)
        elif (mended := _BY_LABEL.get(token.dep_)) is not None:
            mended(token)
    return doc


def _seat_subject(prep: Token) -> None:
    """As in "In Latin America, Chile and Peru recalled their envoys": who did, hung on the place before."""
    verb = prep.head
    finite = [verb, *(c for c in verb.children if c.dep_ in {"aux", "auxpass"})]
    if verb.i < prep.i or not any(t.tag_ in _FINITE for t in finite):
        return
    if any(c.dep_ in SUBJECTS for c in verb.children):
        return
    for place in (c for c in prep.children if c.dep_ == "pobj"):
        date = verb.doc[place.i - 1]
        if date.dep_ == "compound" and date.head == place and date.lower_ in _DATES:
            hang(date, prep, "pobj")  # "In August Islamabad expelled …"
            hang(place, verb, "nsubj")
            return
        for top in place.children:
            joined = top.dep_ in {"appos", "conj"} and top.pos_ in {"NOUN", "PROPN", "PRON"}
            if (
                joined
                and top.i > place.i
                and verb.doc[top.left_edge.i - 1].text == ","
                and top.right_edge.i < verb.i
            ):
                hang(top, verb, "nsubj")
                return


_DATES = frozenset({*months(), *calendar()["weekdays"]})
_TOLD = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _hang_on_speaker(verb: Token) -> None:
    """As in "says the matter is closed, and has refused talks": who says so has refused."""
    clause = verb.head
    before = verb.doc[verb.left_edge.i - 2 : verb.left_edge.i]
    if clause.dep_ != "ccomp" or len(before) < 2 or before[0].text != "," or before[1].dep_ != "cc":
        return
    if any(c.dep_ in SUBJECTS for c in verb.children) or clause.head.lemma_ not in ACCUSING_ON:
        return
    done = verb.tag_ == "VBN" and any(c.lower_ in {"has", "have"} for c in verb.children)
    if done and clause.i > clause.head.i and not any(c.lower_ in {"has", "have"} for c in clause.children):
        hang(verb, clause.head, "conj")


def _hang_on_finite(verb: Token) -> None:
    """As in "has ordered all schools shut and appealed to the state": what is joined to "ordered"."""
    clause = verb.head
    bare = clause.dep_ in {"ccomp", "xcomp", "oprd"} and (clause.tag_ == "VB" or clause.tag_ == "VBN")
    if verb.tag_ != "VBD" or not bare or clause.head.tag_ not in _TOLD or clause.i < clause.head.i:
        return
    if any(c.dep_ in {"aux", "auxpass", "mark", *SUBJECTS} for c in verb.children):
        return
    if not any(c.dep_ in {"aux", "auxpass", "mark"} for c in clause.children):
        hang(verb, clause.head, "conj")


def _hang_on_accuser(verb: Token) -> None:
    """As in "accused the state of having lied and demanded …": who accused demanded too."""
    clause = verb.head
    aux = any(c.dep_ in {"aux", "auxpass"} for c in verb.children)
    if clause.dep_ != "pcomp" or clause.head.lower_ != "of" or aux:
        return
    accuser = clause.head.head
    if accuser.dep_ in {"dobj", "pobj"}:
        accuser = accuser.head
    if accuser.lemma_ == "accuse" and accuser.tag_ == "VBD":
        hang(verb, accuser, "conj")


def _seat_speaker(verb: Token) -> None:
    """As in "A shell hit a market in Kharkiv, witnesses and an official said": who said it."""
    if any(c.dep_ in {"nsubj", "nsubjpass", "dobj"} for c in verb.children) or verb.dep_ == "relcl":
        return
    phrase = list(_before(verb))
    if not phrase:
        return
    inside = {token.i for token in phrase}
    tops = [token for token in phrase if token.head.i not in inside and token.pos_ in {"NOUN", "PROPN"}]
    if not tops or tops[0].head.i >= verb.i:
        return
    top, above, label = tops[0], tops[0].head, tops[0].dep_
    if above.i == verb.i or any(t.is_ancestor(above) for t in phrase):
        return
    left = [c for c in top.children if c.i < phrase[0].i]
    for k, c in enumerate(left):
        hang(c, *((above, label) if not k else (left[0], "conj")))
    clause = verb.head
    if verb.dep_ == "conj" and clause.dep_ == "ROOT" and clause.i < phrase[0].i:
        hang(verb, verb, "ROOT")
        hang(clause, verb, "ccomp")
    hang(top, verb, "nsubj")
    for name in tops[1:]:
        hang(name, top, "appos")


def _hang_on_event(verb: Token) -> None:
    """As in "Drones struck a port, hours after the army said …": the article tells of the drones."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ in {"after", "before"}), None)
    told = next((c for c in verb.children if c.dep_ == "ccomp" and mark is not None and c.i < mark.i), None)
    says = any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children)
    if told is None or verb.dep_ != "ROOT" or not says:
        return
    hang(told, told, "ROOT")
    hang(verb, told, "advcl")


def _before(verb: Token) -> Iterator[Token]:
    """The words between the last comma before a verb and the verb, where they are a phrase."""
    doc, start, end = verb.doc, verb.sent.start, verb.i
    if end - 2 > start and doc[end - 1].text == "," and doc[end - 2].ent_type_ == "PERSON":
        end = _opening(doc, start, end - 1) - 1  # ", its governor, X, said"
    i = _opening(doc, start, end)
    ends = i > start and doc[i - 1].text == "," and doc[end - 1].pos_ in {"NOUN", "PROPN"}
    told = any(t.pos_ in {"VERB", "AUX"} for t in doc[start : i - 1])
    if ends and told and doc[i].tag_ not in {"IN", "CC", "TO"}:
        yield from doc[i : verb.i]


def _opening(doc: Doc, start: int, end: int) -> int:
    """The first word of the phrase that ends before a place."""
    while end > start and (doc[end - 1].pos_ in _IN_PHRASE or doc[end - 1].tag_ in {"HYPH", "PRP$"}):
        end -= 1
    return end


def _hang_on_speech(that: Token) -> None:
    """As in "said in a statement carried by the agency that …": the clause is what was said."""
    clause = that.head
    if clause.dep_ not in {"relcl", "acl", "ccomp"} or clause.i < that.i or clause.head.i > that.i:
        return
    if not any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children):
        return
    above, steps = clause.head, 0
    while above.dep_ in _INWARD and above.lemma_ not in TELLING and steps < DEPTH:
        above, steps = above.head, steps + 1
    spoken = above.lemma_ in TELLING and above.pos_ == "VERB" and steps > 1
    if spoken and not any(c.dep_ in {"ccomp", "xcomp"} for c in above.children):
        hang(clause, above, "ccomp")


_AS_OBJECT = {"ccomp": "dobj", "pcomp": "pobj", "csubj": "nsubj", "dobj": "dobj", "pobj": "pobj"}


def _name_thing(calling: Token, what: Token) -> None:
    """As in "condemned what he called an attack by X": he condemned the attack."""
    label = _AS_OBJECT.get(calling.dep_)
    named = [c for c in calling.children if c.dep_ in {"oprd", "attr", "dobj"} and c.i > calling.i]
    named += [c for p in calling.children if p.lower_ == "as" for c in p.children if c.dep_ == "pobj"]
    if label is None or not named or what.i > calling.i or named[0].pos_ not in {"NOUN", "PROPN"}:
        return
    thing = named[0]
    behind = [c for c in calling.children if c.dep_ in {"prep", "agent"} and c.i > thing.i]
    hang(thing, calling.head, label)
    hang(calling, thing, "relcl")
    for c in behind:
        hang(c, thing, "prep")


def _hang_on_person(who: Token) -> None:
    """As in "Ana Kosic of the Council for Rights, who …": an organisation is no "who"."""
    clause = who.head
    body = clause.head
    if clause.dep_ != "relcl" or body.ent_type_ not in {"ORG", "GPE"}:
        return
    above = body
    for _ in range(DEPTH):
        if above.dep_ not in {"pobj", "prep", "compound", "conj"}:
            break
        above = above.head
    if above.ent_type_ == "PERSON":
        hang(clause, above, "relcl")


def _joined(verb: Token) -> None:
    if verb.tag_ in {"VBD", "VBN"}:
        seat_joined(verb)
        _hang_on_finite(verb)
        _hang_on_speaker(verb)
        if verb.lemma_ in ACCUSING_ON:
            _hang_on_accuser(verb)


def _marked(mark: Token) -> None:
    if mark.lower_ == "that":
        _hang_on_speech(mark)


def _told(word: Token) -> None:
    if word.lower_ == "what" and word.head.lemma_ in CALLING:
        _name_thing(word.head, word)


def _opened(prep: Token) -> None:
    if prep.is_sent_start:
        _seat_subject(prep)


def _who(word: Token) -> None:
    if word.lower_ == "who":
        _hang_on_person(word)


def _before_noun(word: Token) -> None:
    if word.tag_ in PARTICIPLES:
        free(word)


_BY_LABEL: dict[str, Callable[[Token], None]] = {
    "conj": _joined,
    "ccomp": part_clauses,
    "mark": _marked,
    "dobj": _told,
    "prep": _opened,
    "nsubj": _who,
    "nsubjpass": _who,
    "acl": close_with_speaker,
    "advcl": hang_on_charge,
    "amod": _before_noun,
}
