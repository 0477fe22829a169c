"""Verbs of speech that go on with a speech that another verb began: "X said …, accusing Y and urging Z"."""

from kg.extract.events import phrases
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

SPEAKING_ON = word_list("speaking_on")
TENSED = frozenset({"VBD", "VBZ", "VBP"})


def speaks_on(token: Token) -> Token | None:
    """As in "X said …, accusing Y": the verb of speech whose subject a trailing participle belongs to."""
    has = any(c.dep_ == "aux" and c.lower_ in {"has", "have"} for c in token.children)
    tensed = token.tag_ in TENSED and phrases.child(token, "aux") is None
    finite = token.dep_ == "conj" and (tensed or has) and phrases.child(token, "nsubj") is None
    trailing = token.tag_ == "VBG" and token.dep_ in {"advcl", "acl", "conj", "dep"} and _set_off(token)
    if finite and (matrix := _over(token)) is not None:
        return matrix
    if not (finite or trailing) or token.lemma_.lower() not in SPEAKING_ON:
        return None
    clause = token.head
    for _ in range(8):
        if (
            clause.dep_ in {"ccomp", "parataxis"}
            and clause.head.pos_ in phrases.VERBS
            and clause.head.i != clause.i
        ):
            same = clause.head.tag_ == token.tag_ or has
            return clause.head if trailing or (same and clause.head.i < token.i) else None
        if clause.head == clause:
            return None
        clause = clause.head
    return None


def _over(verb: Token) -> Token | None:
    """As in "accused X of having lied and demanded …": what has a tense is no second thing that X did."""
    beside = verb.head
    conditional = beside.dep_ == "advcl" and any(c.dep_ == "mark" for c in beside.children)
    closed = verb.doc[verb.i - 2].text == "," if verb.i > 1 else False
    conditional = conditional and closed and verb.lemma_.lower() in SPEAKING_ON
    if beside.pos_ not in phrases.VERBS or not (_tenseless(beside) or conditional):
        return None
    for above in beside.ancestors:
        if above.tag_ in TENSED and phrases.child(above, "aux") is None:
            alike = above.tag_ == verb.tag_ and above.i < verb.i
            return above if alike and above.lemma_.lower() in SPEAKING_ON else None
    return None


def _tenseless(verb: Token) -> bool:
    if verb.tag_ not in {"VB", "VBG", "VBN"}:
        return False
    return not any(c.dep_ in {"aux", "auxpass"} and c.tag_ in TENSED | {"MD"} for c in verb.children)


def _set_off(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).text in {",", "”", '"'}
