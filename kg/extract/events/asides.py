"""What an article adds in passing to the words that it reports: ", a day after …", ", a claim X denied"."""

from kg.extract.events import phrases
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token

SAYINGS = word_list("sayings")
SUMMING = SAYINGS | word_list("sums") | word_list("deeds")
VERDICTS = word_list("verdicts")
SPEAKING_ON = word_list("speaking_on")


def remark(token: Token) -> bool:
    """As in ", which has seized towns", ", a move X condemned": what the article adds to somebody's words."""
    if (
        token.dep_ in {"appos", "npadvmod", "attr", "dobj", "dep"}
        and token.lemma_.lower() in SUMMING
        and any(c.dep_ == "relcl" for c in token.children)
        and after_comma(token)
    ):
        return True
    if _timed(token) or _judges(token) or _another_says(token):
        return True
    if token.dep_ != "relcl" or token.left_edge.i == 0:
        return False
    return token.left_edge.lower_ in {"which", "who", "whose", "where"} and after_comma(token)


def _another_says(token: Token) -> bool:
    """As in "X said ten had died, while Y reported twelve": what another says is no part of it."""
    mark = phrases.child(token, "mark") if token.dep_ == "advcl" else None
    if mark is None or mark.lower_ not in CONTRASTING or not after_comma(token):
        return False
    return token.lemma_.lower() in SPEAKING_ON and phrases.child(token, "nsubj") is not None


def _judges(token: Token) -> bool:
    """As in "agreed to talk, a breakthrough in a two-year war": what the article makes of it."""
    told = (
        token.dep_ in {"appos", "npadvmod", "attr", "dobj", "dep", "conj"}
        and token.lemma_.lower() in VERDICTS
    )
    return told and token.left_edge.lower_ in {"a", "an", "the"} and after_comma(token)


def _timed(token: Token) -> bool:
    """As in ", a day after India bombed a camp": how the article sets somebody's words in time."""
    after = phrases.child(token, "mark") if token.dep_ == "advcl" else token
    if after is None or after.lower_ not in {"after", "before"} or not after_comma(token):
        return False
    return token.left_edge.i < after.i and any(
        t.lemma_.lower() in UNITS for t in token.doc[token.left_edge.i : after.i]
    )


CONTRASTING = frozenset({"while", "whereas", "although", "though"})
UNITS = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})


def after_comma(token: Token) -> bool:
    """Whether a comma stands before the words of a token."""
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].text == ","
