"""Verbs that count people who come to harm: "killed six", "took 30 hostage", "forced 10,000 to flee"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg import vocab
from kg.extract.harms.amounts import Amount, Amounts
from kg.extract.harms.reality import denied, governing, unreal
from kg.extract.harms.victims import Harm, can_suffer, coordinated, forced, passive, victims_of
from kg.extract.harms.words import combatants, harm_verbs, listed
from kg.extract.syntax import Token


def of_verb(verb: Token, lemma: str, amounts: Amounts) -> Iterator[Harm]:
    kind, role = harm_verbs()[lemma]
    victims = forced(verb) if role == "subject" and forced(verb) else victims_of(verb, role)
    found = [amount for noun in victims for amount in coordinated(noun, amounts, verb)]
    found = found or list(_beside(verb, amounts))
    for amount in found:
        zero = amount.maximum == 0
        if (not zero and (unreal(verb) or denied(verb))) or not can_suffer(kind, amount, amounts.doc):
            continue
        yield Harm(kind, amount, verb, f"verb {lemma}")
        if zero and lemma in ("hurt", "harm"):
            yield Harm(vocab.Killed, amount, verb, f"verb {lemma}")


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


def of_footnoted(token: Token, amounts: Amounts) -> Iterator[Harm]:
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


def of_life(noun: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "Claimed the lives of 20 people", "cost 40 lives", "15 people lost their lives"."""
    if noun.dep_ not in ("dobj", "pobj", "nsubjpass") or unreal(noun):
        return
    for amount in _lives(noun, amounts):
        if amount.maximum != 0:
            yield Harm(vocab.Killed, amount, noun, "lives")


def _lives(noun: Token, amounts: Amounts) -> Iterator[Amount]:
    verb = noun.head
    if verb.lemma_ == "lose" and noun.dep_ == "dobj":
        for loser in victims_of(verb, "subject"):
            yield from coordinated(loser, amounts, verb)
        return
    loss = verb.lower_ == "of" and verb.head.lemma_ == "loss"
    if not loss and verb.lemma_ not in listed("lives", "takers") and verb.lemma_ != "lose":
        return
    members = [m for of in noun.children if of.lower_ == "of" for m in of.children if m.dep_ == "pobj"]
    counted = [amount for member in members for amount in coordinated(member, amounts, verb)]
    own = amounts.of(noun)
    if own is not None and not counted:
        counted = [replace(own, victims="")]
    yield from counted


def of_taken(noun: Token, amounts: Amounts) -> Iterator[Harm]:
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
        for victim in victims_of(verb, "object"):
            for amount in coordinated(victim, amounts, verb) if victim.i != noun.i else ():
                yield Harm(vocab.Captured, amount, noun, "taken")


def of_flight(verb: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "Forced 80,000 people to leave their homes", "9,000 refugees crossed into Chad"."""
    left = [child for child in verb.children if child.dep_ == "dobj"]
    behind = [t for p in verb.children if p.lower_ in ("from", "out") for t in p.subtree if t.dep_ == "pobj"]
    leaves = any(noun.lemma_ in listed("flight", "homes") for noun in left)
    driven = verb.lemma_ in listed("unreal", "forcing") and any(
        n.lemma_ in listed("flight", "homes") for n in behind
    )
    if verb.lemma_ in listed("flight", "moving"):
        victims = [n for n in victims_of(verb, "subject") if n.lemma_ in listed("flight", "refugees")]
    elif leaves or driven:
        victims = (forced(verb) or victims_of(verb, "subject")) if leaves else victims_of(verb, "object")
    else:
        return
    if unreal(verb):
        return
    for noun in victims:
        for amount in coordinated(noun, amounts, verb):
            if amount.maximum != 0 and can_suffer(vocab.Displaced, amount, amounts.doc):
                yield Harm(vocab.Displaced, amount, verb, "flight")


def of_loss(verb: Token, amounts: Amounts) -> Iterator[Harm]:
    """ "The army lost 300 men"."""
    for noun in (child for child in verb.children if child.dep_ == "dobj"):
        lemma = noun.lemma_.lower()
        if lemma in combatants() or lemma in ("man", "people", "civilian"):
            for amount in coordinated(noun, amounts, verb):
                if amount.maximum != 0 and not unreal(verb):
                    yield Harm(vocab.Killed, amount, verb, "lose")
