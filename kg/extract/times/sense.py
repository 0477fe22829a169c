"""Whether words in the form of a time are one, and what they attach to in the parse."""

import re

from kg.extract.syntax import Passage as Words
from kg.extract.syntax import Token
from kg.extract.times.grammar import calendar

_HEARSAY = frozenset(["report", "say", "believe", "think", "allege", "claim", "know", "understand"])
_CARRIERS = frozenset({"ADP", "SCONJ", "ADV"})
_VERBS = frozenset({"VERB", "AUX"})
_MONTH_LEADS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "last",
        "this",
        "next",
        "early",
        "late",
        "mid",
        "during",
        "from",
        "to",
        "between",
        "and",
        "through",
        "of",
        "before",
        "after",
    ]
)
_YEAR_LEADS = _MONTH_LEADS | frozenset(
    ["the", "a", "an", "summer", "winter", "spring", "autumn", "fall", "throughout", "around", "-"]
)
_DAY_LEADS = frozenset(
    [
        "on",
        "late",
        "early",
        "since",
        "until",
        "till",
        "by",
        "before",
        "after",
        "from",
        "to",
        "and",
        "or",
        "between",
        "last",
        "next",
        "this",
    ]
)


def is_time(shape: str, match: re.Match[str], words: Words) -> bool:
    """Whether words that have the shape of a time are one: not the verb "may", "the Sun" or "1800 troops"."""
    lead = words[0].nbor(-1).lower_ if words.start else ""
    if shape == "month":
        name = match["mo_month"]
        if not name[0].isupper():
            return False
        certain = match["mo_side"] or match["mo_year"] or match["mo_which"] or lead in _MONTH_LEADS
        return bool(certain) or (
            len(name.rstrip(".")) > 3 and name.lower() not in ("march", "april", "june", "sept")
        )
    if shape == "weekday":
        name = match["wd_day"]
        return name[0].isupper() and (len(name.rstrip(".")) > 4 or lead in _DAY_LEADS)
    if shape == "years":
        return _is_year(match, words, lead)
    if shape in ("month_first", "day_first"):
        return (match["mf_month"] or match["df_month"])[0].isupper() and not _in_name(words, lead)
    return True


def _in_name(words: Words, lead: str) -> bool:
    """ "The March 23 Movement", not "the March 23 Kabul attack"."""
    doc, i = words.doc, words.end
    while i < len(doc) and doc[i].is_title:
        i += 1
    return lead in ("the", "a") and i > words.end and (i == len(doc) or doc[i].pos_ != "NOUN")


def _is_year(match: re.Match[str], words: Words, lead: str) -> bool:
    if match["ys_year2"]:
        return True
    following = words.doc[words.end] if words.end < len(words.doc) else None
    counts = (
        following is not None
        and following.tag_ == "NNS"
        and following.lower_ not in ("elections", "protests")
    )
    if counts and (lead in ("the", "a", "an", "of", "and", "to", "around") or int(match["ys_year"]) < 1900):
        return False
    return lead in _YEAR_LEADS or (words.start > 0 and words[0].nbor(-1).text in "(—–")


def head_of(words: Words, match: re.Match[str]) -> int:
    """The token that the words attach to; after "a day after" it is what came a day before."""
    if (match["ct_way"] or match["bs_way2"] or "").lower() in ("before", "after"):
        complement = _complement(words[-1])
        if complement is not None:
            return int(complement.i)
    top, head = words.root, words.root.head
    while head.i != top.i and (head.pos_ in _CARRIERS or words.start <= head.i < words.end):
        top, head = head, head.head
    sentence = words[0].sent
    if head.pos_ not in _VERBS and _opens(words, sentence):
        clauses = [c for c in sentence.root.children if c.pos_ == "VERB" and c.dep_ in ("acl", "relcl")]
        head = sentence.root if sentence.root.pos_ in _VERBS or not clauses else clauses[0]
    return int(_said_before(words, _of_ban(_in_force(_of_object(words, head)))).i)


def _of_ban(head: Token) -> Token:
    """In "banned them from leaving on Monday" the day is that of the ban."""
    offered = head.dep_ == "xcomp" and head.head.lemma_ in _OFFERING
    if (
        head.tag_ == "VB"
        and (offered or head.dep_ in ("advcl", "acl"))
        and any(c.tag_ == "TO" for c in head.children)
    ):
        return _launched(head)
    kept = head.dep_ == "pcomp" and head.tag_ == "VBG" and head.head.lower_ == "from"
    return head.head.head if kept and head.head.head.tag_ == "VBD" else head


def _after_comma(words: Words) -> bool:
    """In "held a drill, involving ten ships, in April"."""
    lead = words.start - 1
    return lead > 0 and words.doc[lead].pos_ == "ADP" and words.doc[lead - 1].text == ","


_OFFERING = frozenset(["offer", "refuse", "decline", "volunteer"])


def _launched(aim: Token) -> Token:
    """In "launched an offensive to retake it in June" June is when it was launched."""
    ruler = aim.head
    while ruler.pos_ == "NOUN" and ruler.dep_ in ("dobj", "pobj"):
        ruler = ruler.head if ruler.dep_ == "dobj" else ruler.head.head
    planned = {ruler.lemma_, aim.head.lemma_} & set(calendar()["ahead"]["governors"])
    return ruler if ruler.tag_ == "VBD" and not planned else aim


def _of_object(words: Words, head: Token) -> Token:
    """In "claimed a raid that killed ten in the valley, on Friday" the day is that of the raid."""
    if head.pos_ not in _VERBS:
        return head
    if head.lemma_ in _HEARSAY:
        after = [t for c in head.children if c.lower_ == "after" for t in c.children if t.dep_ == "pcomp"]
        if after and head.i < after[0].i < words.start:
            return after[0]  # "said the envoy, after visiting a camp on Monday"
    if head.tag_ == "VBG" and head.dep_ in ("advcl", "acl") and _after_comma(words) and head.i < words.start:
        return head.head if head.head.pos_ in _VERBS else head
    told = (c for c in head.children if c.dep_ in ("dobj", "pobj") and c.pos_ == "NOUN")
    clauses = [r for c in told for r in c.children if r.dep_ == "relcl" and r.i < words.start]
    return clauses[-1] if clauses else head


def _in_force(head: Token) -> Token:
    """In "agreed on a truce to take effect on Friday", "a truce due to begin on Friday": the truce."""
    if not any(c.tag_ == "TO" for c in head.children):
        return head
    ruler = head.head
    if ruler.pos_ == "ADJ" and ruler.lemma_ in _AHEAD and ruler.head.pos_ == "NOUN":
        return ruler.head
    nouns = {t.lemma_ for c in head.children for t in (c, *c.children)}
    if head.lemma_ not in _COMING or not nouns & _FORCE:
        return head
    if ruler.pos_ == "NOUN":
        return ruler
    objects = [t for c in ruler.children for t in (c, *c.children) if t.dep_ in ("dobj", "pobj")]
    return max((t for t in objects if ruler.i < t.i < head.i), key=lambda t: t.i, default=head)


_AHEAD = frozenset(["due", "set", "likely"])
_COMING = frozenset(["take", "come", "enter", "go"])
_FORCE = frozenset(["effect", "force"])


def _complement(last: Token) -> Token | None:
    after = [t for t in last.children if t.i > last.i and t.dep_ in ("pobj", "pcomp", "ccomp", "advcl")]
    if after:
        return _clause_behind(after[0]) or after[0]
    return last.head if last.dep_ == "mark" and last.head.i > last.i else None


def _clause_behind(noun: Token) -> Token | None:
    """In "two days after ten soldiers and a guard were hurt" the parse may part the subject from its verb."""
    for verb in noun.doc[noun.i + 1 : noun.sent.end]:
        if (
            verb.tag_ in ("VBD", "VBN")
            and verb.dep_ in ("advcl", "conj", "ccomp")
            and noun not in verb.ancestors
        ):
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
            joined = subject is not None and subject.left_edge.nbor(-1).lower_ == "and"
            return verb if joined or (subject is None and verb.nbor(-1).text == ",") else None
    return None


def _opens(words: Words, sentence: Words) -> bool:
    """Whether only "Earlier on" or "But in" stand before the words, and a comma or the clause after them."""
    before = [
        token
        for token in words.doc[sentence.start : words.start]
        if not token.is_space and not token.is_punct
    ]
    return len(before) <= 3 and all(token.pos_ in _CARRIERS or token.pos_ == "CCONJ" for token in before)


def _said_before(words: Words, head: Token) -> Token:
    """In "they were shot on Tuesday, said the mission" the day is that of the shooting."""
    if head.i > words.end and head.pos_ in _VERBS:
        said = [t for t in head.children if t.dep_ == "ccomp" and t.i < words.start]
        if said:
            return said[-1]
    if head.lemma_ in _HEARSAY and any(t.dep_ == "auxpass" for t in head.children):
        told = [t for t in head.children if t.dep_ == "xcomp"]
        if told:
            return told[0]
    if head.pos_ == "NOUN" and words.start > head.i:
        return _lasting(words, _verb_of(head))
    return head


def _lasting(words: Words, head: Token) -> Token:
    """In "has flown in aid on forty flights since May" what has been going on is the flying."""
    if words.root.head.lower_ != "since" or head.pos_ != "NOUN":
        return head
    clause = next((t for t in head.ancestors if t.pos_ in _VERBS), head)
    return clause if any(c.dep_ == "aux" and c.lemma_ == "have" for c in clause.children) else head


def _verb_of(noun: Token) -> Token:
    """In "airlifted 100 people, most of them staff, on Friday" the parse may lean the day on "staff"."""
    if noun.dep_ == "appos" and noun.head.dep_ == "dobj":
        return noun.head.head
    if noun.dep_ == "npadvmod" and noun.head.pos_ in _VERBS:
        return noun.head
    return noun


def _carrying(words: Words) -> Token:
    """The word that the parse hangs the words on, beyond their prepositions."""
    top = words.root.head
    while top.pos_ in _CARRIERS and top.head.i != top.i:
        top = top.head
    return top


def is_ahead(words: Words, head: Token) -> bool:
    """Whether what a time expression dates is planned."""
    tables = calendar()["ahead"]
    verb = own if (own := _carrying(words)).tag_ == "VB" and _in_force(own) != own else head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    children = {child.lower_: child for child in verb.children if child.i < verb.i}
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in children.values()):
        return False
    if any(name in children and children[name].dep_ == "aux" for name in tables["auxiliaries"]):
        return True
    infinitive = "to" in children and children["to"].dep_ == "aux"
    if infinitive and verb.dep_ == "xcomp" and verb.head.pos_ == "VERB":
        aux = {child.lower_ for child in verb.head.children if child.dep_ == "aux"}
        if aux & set(tables["auxiliaries"]):
            return True
    return infinitive and (verb.head.lemma_ in tables["governors"] or verb.head.lemma_ == "be")
