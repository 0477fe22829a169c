"""The constructions that say how many people came to harm: verbs, states, nouns and tolls."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg import vocab
from kg.extract.harms.amounts import Amount, Amounts, words_for
from kg.extract.harms.parts import parts
from kg.extract.harms.reality import denied, governing, negated, unreal
from kg.extract.harms.tolls import toll_amount
from kg.extract.harms.words import combatants, harm_verbs, listed, people, table_of, tables
from kg.model import Iri


@dataclass(frozen=True, slots=True)
class Harm:
    """One count before it is attributed: the kind of harm, how many, the word that says so, and the rule."""

    kind: Iri
    amount: Amount
    word: Token
    rule: str


def harms(doc: Doc) -> list[Harm]:
    """All counts of a text in the order of the words for harm, totals and parts alike."""
    amounts = Amounts(doc)
    totals = _nearest([harm for token in doc for harm in _of_word(token, amounts)])
    taken = {harm.amount.begin for harm in totals}
    found: list[Harm] = []
    for total in totals:
        found.append(total)
        limit = min((begin for begin in taken if begin > total.amount.begin), default=len(doc))
        for amount in parts(total.amount, total.word, limit, amounts):
            if amount.begin not in taken:
                taken.add(amount.begin)
                found.append(Harm(total.kind, amount, total.word, "part"))
    return found


def _nearest(found: list[Harm]) -> list[Harm]:
    """Each number with the word for harm that counts it, of several the nearest.

    "75 displaced people were killed" counts the killed; "60 were killed and injured" says neither how many were
    killed nor how many injured.
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
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX", "ADJ") and lemma in harm_verbs() and _has_particle(token, lemma):
        yield from _of_verb(token, lemma, amounts)
    elif token.lower_ in table_of("states"):
        yield from _of_state(token, amounts)
    elif lemma in table_of("events") or lemma in table_of("acts") or lemma == "casualty":
        yield from _of_noun(token, lemma, amounts)
    elif lemma in listed("tolls", "nouns"):
        yield from _of_toll(token, amounts)
    elif lemma == "life":
        yield from _of_life(token, amounts)
    elif lemma in listed("taken", "nouns"):
        yield from _of_taken(token, amounts)
    elif lemma in listed("flight", "verbs") and token.pos_ == "VERB":
        yield from _of_flight(token, amounts)
    elif lemma == "lose" and token.pos_ == "VERB":
        yield from _of_loss(token, amounts)
    elif "[" in token.text:
        yield from _of_footnoted(token, amounts)


def _has_particle(verb: Token, lemma: str) -> bool:
    wanted = tables()["particles"].get(lemma)
    return wanted is None or any(child.lower_ in wanted for child in verb.children)


def _of_verb(verb: Token, lemma: str, amounts: Amounts) -> Iterator[Harm]:
    kind, role = harm_verbs()[lemma]
    victims = _forced(verb) if role == "subject" and _forced(verb) else _victims(verb, role)
    found = [amount for noun in victims for amount in _coordinated(noun, amounts, verb)]
    found = found or list(_beside(verb, amounts))
    for amount in found:
        zero = amount.maximum == 0
        if (not zero and (unreal(verb) or denied(verb))) or not _suffer(kind, amount, amounts.doc):
            continue
        yield Harm(kind, amount, verb, f"verb {lemma}")
        if zero and lemma in ("hurt", "harm"):
            yield Harm(vocab.Killed, amount, verb, f"verb {lemma}")


def _forced(verb: Token) -> list[Token]:
    """ "Forced 10,000 people to flee": who is forced flees."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "ccomp", "advcl") or head.lemma_.lower() not in listed("unreal", "forcing"):
        return []
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    return own or [child for child in head.children if child.dep_ in ("dobj", "nsubjpass")]


def passive(verb: Token) -> bool:
    """Whether a verb has its victims as subject or before it."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "dobj" for child in verb.children):
        return False
    auxiliaries = [child for child in verb.children if child.dep_ == "aux"]
    subject = any(child.dep_ == "nsubj" for child in verb.children)
    return not any(aux.lemma_ == "have" for aux in auxiliaries) and not (subject and auxiliaries)


def _victims(verb: Token, role: str) -> list[Token]:
    """The head nouns of those who suffer what a verb says."""
    labels = ("nsubj", "nsubjpass") if role == "subject" or passive(verb) else ("dobj",)
    own = [child for child in verb.children if child.dep_ in labels]
    if own:
        return [_antecedent(token) for token in own]
    if verb.dep_ in ("acl", "relcl", "amod") and (role == "subject" or passive(verb)):
        return [verb.head.head, verb.head] if _headline_list(verb.head) else [verb.head]
    feared = verb.head if verb.dep_ in ("xcomp", "oprd", "ccomp", "advcl") and verb.tag_ == "VBN" else None
    if feared is not None and feared.lemma_ in listed("states_by", "verbs") and feared.tag_ == "VBN":
        return _victims(feared, "object")
    counted = [c for c in verb.children if c.dep_ == "nummod" or (c.dep_ == "det" and c.lower_ == "another")]
    if counted:
        return counted
    if (
        verb.dep_ == "conj"
        and verb.head.pos_ == "VERB"
        and (role == "subject" or passive(verb))
        and _adjoins(verb)
    ):
        return _victims(verb.head, "subject" if not passive(verb.head) else role)
    if labels == ("dobj",):
        shared = [child for child in verb.children if child.dep_ == "conj" and child.i - verb.i <= 2]
        return [noun for child in shared for noun in child.children if noun.dep_ == "dobj"]
    return []


def _headline_list(noun: Token) -> bool:
    """ "14 militants, 3 soldiers killed in raid": a headline joins its nouns by commas."""
    finite = any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in noun.sent)
    return not finite and noun.dep_ in ("appos", "conj") and noun.head.pos_ in ("NOUN", "PROPN")


def _adjoins(verb: Token) -> bool:
    """ "Were shot and killed": nothing but "and" between two verbs."""
    between = verb.doc[verb.head.i + 1 : verb.i]
    return all(token.dep_ in ("cc", "advmod", "prt", "auxpass") for token in between)


def _antecedent(token: Token) -> Token:
    if token.lower_ not in ("who", "that", "which"):
        return token
    clause = token.head
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else token


def _coordinated(noun: Token, amounts: Amounts, word: Token) -> Iterator[Amount]:
    """The amounts of a noun and of what "and" joins to it; a joined noun without a number widens the words."""
    amount = amounts.of(noun)
    if amount is None and _any(noun) and word.dep_ not in ("acl", "relcl") and negated(word):
        amount = Amount(0, 0, noun.left_edge.i, noun.i + 1, words_for(noun, noun.i))
    pending = amount
    for joined in _conjuncts(noun):
        other = amounts.of(joined)
        if other is None and pending is not None and joined.lemma_.lower() in people():
            text = " ".join(noun.doc[pending.begin : joined.i + 1].text.split())
            words = text[text.find(pending.victims) :] if pending.victims else ""
            pending = replace(pending, victims=words)
        elif other is not None:
            if pending is not None:
                yield pending
            pending = other
    if pending is not None:
        yield pending


def _any(noun: Token) -> bool:
    return noun.lower_ in ("anyone", "anybody") or any(child.lower_ == "any" for child in noun.children)


def _conjuncts(noun: Token) -> list[Token]:
    found: list[Token] = []
    for child in noun.children:
        if child.dep_ == "conj":
            found += [child, *_conjuncts(child)]
    return found


def _beside(verb: Token, amounts: Amounts) -> Iterator[Amount]:
    """Where the parse gives a verb no victims: a number right before or right after it."""
    doc = verb.doc
    if verb.i + 1 < len(doc) and verb.i + 1 in amounts.by_token:
        begin, end = amounts.by_token[verb.i + 1][1:]
        noun = next((t for t in doc[begin : end + 5] if t.i >= end and t.pos_ == "NOUN"), doc[end - 1])
        amount = amounts.of(noun) or amounts.of(doc[end - 1])
        if amount is not None and not passive(verb):
            yield amount
        return
    i = verb.i - 1
    while i >= 0 and (doc[i].pos_ in ("AUX", "ADV") or doc[i].is_space):
        i -= 1
    if (
        i >= verb.sent.start
        and verb.tag_ in ("VBN", "VBD")
        and (i in amounts.by_token or doc[i].pos_ == "NOUN")
    ):
        amount = amounts.of(doc[i])
        if amount is not None and doc[i].dep_ not in ("dobj", "pobj"):
            yield amount


def _of_footnoted(token: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "… 10 soldiers died.[3]": the mark of a footnote hides the verb from the parser."""
    form = re.match(r"[a-z]+(?=\.?\[\d)", token.text)
    lemma = form and next((form[0][:cut] for cut in (None, -1, -2) if form[0][:cut] in harm_verbs()), None)
    if not lemma:
        return
    for i in range(token.i - 1, token.sent.start - 1, -1):
        before = amounts.doc[i]
        if before.pos_ == "VERB" or before.text in ";:.":
            return
        amount = amounts.of(before) if before.pos_ in ("NOUN", "PROPN", "NUM") else None
        if amount is not None:
            yield Harm(harm_verbs()[lemma][0], amount, token, f"verb {lemma}")
            return


def _of_state(token: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "Left 30 dead", "13 dead, 40 injured", "ten people are missing"."""
    kind = table_of("states")[token.lower_]
    if any(child.lower_ == "the" for child in token.children):
        toll = toll_amount(token, amounts)
        if toll is not None and not unreal(token):
            yield Harm(kind, toll, token, "toll")
            return
    for noun in _bearers(token, amounts):
        found = [
            amount for amount in _coordinated(noun, amounts, token) if _suffer(kind, amount, amounts.doc)
        ]
        real = [amount for amount in found if amount.maximum == 0 or not (unreal(token) or denied(token))]
        yield from (Harm(kind, amount, token, f"state {token.lower_}") for amount in real)
        if real:
            return
    single = _single(token) if kind == vocab.Missing else None
    if single is not None and not unreal(token):
        amount = Amount(1, 1, single.left_edge.i, single.i + 1, words_for(single, single.left_edge.i))
        yield Harm(kind, amount, token, f"state {token.lower_}")


def _bearers(token: Token, amounts: Amounts) -> Iterator[Token]:
    """The nouns or numbers that an adjective may say its state of, the surest first."""
    before = token.i - 1
    while before > token.sent.start and amounts.doc[before].lower_ in listed("adverbs", "more"):
        before -= 1
    auxiliaries = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    yield from (
        c for over in (token, *auxiliaries) for c in over.children if c.dep_ in ("nsubj", "nsubjpass")
    )
    if token.dep_ == "amod":
        yield token.head
    if before >= token.sent.start and before in amounts.by_token and token.dep_ != "amod":
        yield amounts.doc[before]
    if token.dep_ in ("acomp", "oprd", "attr", "ccomp", "xcomp", "advcl", "dobj", "advmod"):
        verb = token.head
        made = verb.lemma_ in listed("states_by", "verbs")
        wanted = ("dobj", "nsubjpass") if made else ("nsubj", "nsubjpass")
        yield from (c for c in verb.children if c.dep_ in wanted and (made or c.i < token.i))
    if token.head.lower_ == "as" and token.head.head.pos_ == "VERB":
        yield from _victims(token.head.head, "object")
    if token.i - 1 >= token.sent.start and token.nbor(-1).pos_ in ("NOUN", "PROPN"):
        yield token.nbor(-1)


def _single(token: Token) -> Token | None:
    """ "The pilot is missing": one person, known by what he is."""
    for child in (*token.children, *token.head.children):
        if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ == "NN" and child.lemma_.lower() in people():
            return child if any(c.lower_ == "the" for c in child.children) else None
    return None


def _of_noun(noun: Token, lemma: str, amounts: Amounts) -> Iterator[Harm]:
    """ "Three deaths", "no casualties", "the killing of six men", "the bodies of 40 people"."""
    if noun.pos_ != "NOUN" or noun.dep_ == "compound":
        return
    if lemma == "casualty":
        zero = _coordinated(noun, amounts, noun) if noun.dep_ != "conj" else iter([amounts.of(noun)])
        if any(amount is not None and amount.maximum == 0 for amount in zero) or _without_any(noun):
            nobody = Amount(0, 0, noun.left_edge.i, noun.i + 1)
            yield Harm(vocab.Killed, nobody, noun, "no casualties")
            yield Harm(vocab.Injured, nobody, noun, "no casualties")
        return
    if lemma in table_of("acts"):
        members = [m for of in noun.children if of.lower_ == "of" for m in of.children if m.dep_ == "pobj"]
        counted = [a for member in members for a in _coordinated(member, amounts, noun) if a.maximum != 0]
        for amount in counted:
            if not _act_ahead(noun) and _suffer(table_of("acts")[lemma], amount, amounts.doc):
                yield Harm(table_of("acts")[lemma], amount, noun, f"noun {lemma}")
        if counted:
            return
    kind = table_of("events").get(lemma) or (table_of("acts")[lemma] if lemma == "body" else None)
    if kind is None or (lemma == "body" and not _found(noun)):
        return
    if any(child.lemma_.lower() in listed("people", "nobody") for child in noun.lefts):
        return
    own = amounts.of(noun) or (
        toll_amount(noun, amounts) if noun.tag_ == "NNS" and noun.dep_ == "nsubj" else None
    )
    if own is None or (own.maximum == 0 and kind not in (vocab.Killed, vocab.Injured)):
        return
    if own.maximum == 0 or not (unreal(noun) or denied(noun)):
        yield Harm(kind, replace(own, victims=""), noun, f"noun {lemma}")


def _without_any(noun: Token) -> bool:
    return (_any(noun) and negated(noun)) or (noun.dep_ == "pobj" and noun.head.lower_ == "without")


def _act_ahead(noun: Token) -> bool:
    verb = governing(noun)
    return verb is not None and (
        unreal(noun) or verb.lemma_ in ("threaten", "plan", "prevent", "avert", "plot")
    )


def _found(noun: Token) -> bool:
    verb = governing(noun)
    return verb is not None and verb.lemma_ in _FOUND


_FOUND = frozenset(
    ["find", "recover", "discover", "retrieve", "exhume", "pull", "unearth", "count", "collect"]
)


def _of_toll(noun: Token, amounts: Amounts) -> Iterator[Harm]:
    kind = _toll_kind(noun)
    if kind is None:
        return
    amount = toll_amount(noun, amounts)
    if amount is not None and not unreal(noun):
        yield Harm(kind, amount, noun, "toll")


def _toll_kind(noun: Token) -> Iri | None:
    """What a toll counts: "death toll", "the number of wounded", "the toll of dead"."""
    lemma = noun.lemma_.lower()
    counted = [t for of in noun.children if of.lower_ == "of" for t in of.subtree if t.i > of.i]
    for token in [*(c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")), *counted]:
        kind = table_of("states").get(token.lower_) or table_of("events").get(token.lemma_.lower())
        if kind is not None:
            return kind
        if token.lower_ == "body":
            return vocab.Killed
    return vocab.Killed if lemma == "toll" and not any(c.dep_ == "compound" for c in noun.children) else None


def _of_life(noun: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "Claimed the lives of 20 people", "cost 40 lives", "15 people lost their lives"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "pobj", "nsubjpass") or unreal(noun):
        return
    if verb.lemma_ == "lose" and noun.dep_ == "dobj":
        counted = [a for s in _victims(verb, "subject") for a in _coordinated(s, amounts, verb)]
    else:
        members = [m for of in noun.children if of.lower_ == "of" for m in of.children if m.dep_ == "pobj"]
        counted = [a for member in members for a in _coordinated(member, amounts, verb)]
        lost = verb.lemma_ in listed("lives", "takers") or (
            verb.lower_ == "of" and verb.head.lemma_ == "loss"
        )
        own = amounts.of(noun)
        counted = (
            (counted or ([replace(own, victims="")] if own else [])) if lost or verb.lemma_ == "lose" else []
        )
    for amount in counted:
        if amount.maximum != 0:
            yield Harm(vocab.Killed, amount, noun, "lives")


def _of_taken(noun: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "Took 256 more prisoners", "holds 12 hostages", "took 30 people hostage"."""
    verb = governing(noun)
    if verb is None or verb.lemma_.lower() not in listed("taken", "verbs") or unreal(verb):
        return
    own = (
        amounts.of(noun)
        if noun.dep_ in ("dobj", "nsubjpass", "nsubj") and passive(verb) == (noun.i < verb.i)
        else None
    )
    if own is not None:
        words = own.victims if len(own.victims.split()) > 1 else ""
        yield Harm(vocab.Captured, replace(own, victims=words), noun, "taken")
        return
    if verb.i < noun.i and noun.tag_ == "NN":
        for victim in _victims(verb, "object"):
            for amount in _coordinated(victim, amounts, verb) if victim.i != noun.i else ():
                yield Harm(vocab.Captured, amount, noun, "taken")


def _of_flight(verb: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "Forced 80,000 people to leave their homes", "were driven from their homes"."""
    left = [child for child in verb.children if child.dep_ == "dobj"]
    behind = [t for p in verb.children if p.lower_ in ("from", "out") for t in p.subtree if t.dep_ == "pobj"]
    leaves = any(noun.lemma_ in listed("flight", "homes") for noun in left)
    driven = verb.lemma_ in listed("unreal", "forcing") and any(
        n.lemma_ in listed("flight", "homes") for n in behind
    )
    if not (leaves or driven) or unreal(verb):
        return
    victims = (_forced(verb) or _victims(verb, "subject")) if leaves else _victims(verb, "object")
    for noun in victims:
        for amount in _coordinated(noun, amounts, verb):
            if amount.maximum != 0 and _suffer(vocab.Displaced, amount, amounts.doc):
                yield Harm(vocab.Displaced, amount, verb, "flight")


def _of_loss(verb: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "The army lost 300 men"."""
    for noun in (child for child in verb.children if child.dep_ == "dobj"):
        lemma = noun.lemma_.lower()
        if lemma in combatants() or lemma in ("man", "people", "civilian"):
            for amount in _coordinated(noun, amounts, verb):
                if amount.maximum != 0 and not unreal(verb):
                    yield Harm(vocab.Killed, amount, verb, "lose")


def _suffer(kind: Iri, amount: Amount, doc: Doc) -> bool:
    """Whether the words of an amount can come to a harm: people, and for flight no fighters."""
    if amount.maximum == 0 and kind not in (vocab.Killed, vocab.Injured):
        return False
    if amount.elided or not amount.victims:
        return kind != vocab.Displaced or amount.minimum is None or amount.minimum >= 10
    head = doc[amount.end - 1]
    lemma = head.lemma_.lower()
    if lemma in listed("people", "nobody"):
        return False
    if kind == vocab.Killed or kind == vocab.Injured:
        return True
    if kind == vocab.Displaced and lemma in combatants():
        return False
    return (
        lemma in people()
        or head.pos_ == "PROPN"
        or head.ent_type_ in ("NORP", "PERSON")
        or head.pos_ == "PRON"
    )
