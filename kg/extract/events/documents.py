"""Who speaks in "the statement said" and, in a text of their own, "we": those who issued it."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.events import grammar, phrases
from kg.extract.events.drafts import Draft
from kg.extract.events.participants import Participants, is_person, participants
from kg.extract.events.quotations import Quotations
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Token
from kg.model import Span

DOCUMENTS = word_list("documents")
ISSUING = word_list("issuing")
REACH = 600
"""Tokens between a statement and what is still told of it."""


def name_issuers(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Gives a statement that speaks for itself those who issued it."""
    telling = [(d, t) for d in drafts if (t := _speaking(scene, d)) is not None]
    at = {d.position: d for d in drafts}
    for d in drafts:
        if d.verbal and not d.actors.referents and (document := _own_document(d.trigger.token)) is not None:
            issuers = _issuers(scene, document, at)
            d.actors = Participants(issuers.referents, d.actors.words) if issuers.referents else d.actors
    if not telling:
        return
    written = [t for t in scene.doc if t.lemma_.lower() in DOCUMENTS and t.pos_ == "NOUN"]
    for d, told in telling:
        near = written[
            bisect_left(written, told.i - REACH, key=_place) : bisect_left(written, told.i, key=_place)
        ]
        for document in reversed(near):
            if document.lemma_.lower() == told.lemma_.lower():
                issuers = _issuers(scene, document, at)
                if issuers.referents:
                    d.actors = Participants(issuers.referents, d.actors.words)
                    break


def name_authors(scene: Scene, drafts: Sequence[Draft], quotes: Quotations) -> None:
    """Gives "we" outside of quotations the body that issued the text: the one that it opens with."""
    nameless = [d for d in drafts if d.verbal and not d.actors.referents]
    ours = [d for d in nameless if any(t.lower_ == "we" for t in grammar.uttering(d.trigger.token))]
    ours = [d for d in ours if quotes.around(d.span.begin) is None]
    if not ours:
        return
    opening = next((s for s in scene.doc.sents if phrases.child(s.root, "nsubj") is not None), None)
    first = phrases.child(opening.root, "nsubj") if opening is not None else None
    issuers = participants(scene, [first]) if first is not None else Participants()
    if issuers.referents and not any(is_person(scene, r) for r in issuers.referents):
        for d in ours:
            d.actors = Participants(issuers.referents, d.actors.words)


def _own_document(verb: Token) -> Token | None:
    """As in "adopted a resolution asking …", "sent a video to the family threatening …"."""
    if verb.tag_ != "VBG" or verb.dep_ not in {"acl", "advcl"}:
        return None
    sent = verb.head if verb.head.pos_ in phrases.VERBS else phrases.governor(verb.head)
    named = [verb.head] + [c for c in sent.children if c.dep_ == "dobj"] if sent is not None else [verb.head]
    return next((t for t in named if t.lemma_.lower() in DOCUMENTS and t.i < verb.i), None)


def _place(token: Token) -> int:
    return token.i


def _speaking(scene: Scene, d: Draft) -> Token | None:
    """The definite document that is all that a draft has for a speaker."""
    if not d.verbal or d.actors.referents or not d.actors.words:
        return None
    token = _last(scene, d.actors.words[0])
    known = token is not None and token.lemma_.lower() in DOCUMENTS and phrases.is_definite(token)
    return token if known else None


def _last(scene: Scene, words: Span) -> Token | None:
    inside = scene.doc.char_span(words.begin, words.end, alignment_mode="expand")
    return inside[-1] if inside is not None else None


def _issuers(scene: Scene, document: Token, at: dict[int, Draft]) -> Participants:
    """Whose document it is: "a statement from the army", "the army said in a statement"."""
    owners = participants(scene, [document])
    if owners.referents or scene.at(document):
        return owners
    above = document.head
    if document.dep_ == "pobj" and above.lower_ in {"in", "to"}:
        above = above.head
        if above.lower_ == "according":
            return Participants()
    speech = at.get(above.i)
    if speech is not None and speech.actors.referents:
        return speech.actors
    verb = phrases.governor(document)
    return _issuing(scene, verb) if verb is not None and document.dep_ == "dobj" else Participants()


def _issuing(scene: Scene, verb: Token) -> Participants:
    subject = phrases.child(verb, "nsubj")
    issues = verb.lemma_.lower() in ISSUING
    return participants(scene, [subject]) if subject is not None and issues else Participants()
