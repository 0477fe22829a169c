"""Which words of the text name events, and by which entry of the lexicon."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.extract.events import grammar, phrases
from kg.extract.events.conditions import PLACES, holds
from kg.extract.events.lexicon import FOLDER, Entry, lexicon
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.extract.syntax import Doc, Token

__all__ = ["PLACES", "Trigger", "triggers", "words"]

SUPPORT = word_list("support")


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that names an event. `verb` carries a noun ("launched" in "launched an offensive")."""

    token: Token
    entry: Entry
    verb: Token | None = None

    @property
    def lemma(self) -> str:
        """The lemma by which the lexicon has the word: "cease-fire", though its head is "fire"."""
        joined = phrases.hyphenated(self.token)
        return joined if joined in self.entry.lemmas else self.token.lemma_.lower()

    @property
    def verbal(self) -> bool:
        """Whether it names an act of speech."""
        return self.entry.verbal and not self.entry.world


def triggers(scene: Scene, folders: tuple[Path, ...] = (FOLDER,)) -> Iterator[Trigger]:
    """The triggers of a scene in the order of the text; where a word has several, the likeliest first."""
    table = lexicon(folders)
    for token in scene.doc:
        noun = token.pos_ in {"NOUN", "PROPN"} or _nominal(token)
        if not noun and token.pos_ not in {"VERB", "ADJ", "AUX"}:
            continue
        entries = table.get((_lemma(token), noun))
        if token.i and token.doc[token.i - 1].text == "-":
            entries = table.get((phrases.hyphenated(token), noun), entries)
        if entries is None or _no_event(scene, token, noun):
            continue
        for entry in entries:
            if holds(scene, token, entry):
                yield Trigger(token, entry, _support(token) if noun else None)


def _lemma(token: Token) -> str:
    """The lemma; "build-up" falls into three tokens whose head is "up"."""
    lemma = token.lemma_.lower()
    return lemma.removesuffix("s") if token.tag_ == "NNPS" else lemma


def _nominal(token: Token) -> bool:
    """As in "the offensive began": what the tagger takes for an adjective stands where a noun stands."""
    return token.pos_ == "ADJ" and token.dep_ in NOMINAL


NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def _no_event(scene: Scene, token: Token, noun: bool) -> bool:
    """Names, months and bare attributes ("warring parties") name no event; "Moscow-brokered" does."""
    if noun:
        return bool(scene.at(token)) or token.ent_type_ in {"DATE", "TIME"} or _of_post(token)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.head.lemma_ in ACCIDENTS:
        return True  # "a helicopter crashed, killing six"
    if token.dep_ == "amod" and not grammar.is_gerund_object(token):
        return not _hyphenated(token) or not _named_before(scene, token)
    return False


def _of_post(noun: Token) -> bool:
    """As in "director of military operations": what somebody is in charge of."""
    leads = noun.dep_ == "pobj" and noun.head.lower_ in {"of", "for"}
    return leads and noun.head.head.lemma_.lower() in POSTS and not phrases.is_definite(noun)


def _hyphenated(token: Token) -> bool:
    """Whether a hyphen joins it to the word before; the dash after a dateline stands apart."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-1).idx + 1 == token.idx


def _named_before(scene: Scene, participle: Token) -> bool:
    """Whether a name stands before the hyphen: "Moscow-brokered", not "nuclear-armed"."""
    return any(m.span.end <= participle.idx for m in scene.at(participle.nbor(-2)))


ACCIDENTS = frozenset({"crash", "collide", "derail", "capsize", "overturn", "plunge", "veer"})
POSTS = frozenset({"director", "chief", "head", "commander", "general", "coordinator", "deputy", "minister"})


def _support(noun: Token) -> Token | None:
    """The verb that carries the noun, if any."""
    verb = phrases.governor(noun)
    if verb is None or verb.lemma_.lower() not in SUPPORT:
        return None
    as_object = noun.dep_ != "nsubj" and not (noun.dep_ == "conj" and noun.head.dep_ == "nsubj")
    return verb if as_object else None


def _last_word(trigger: Trigger) -> Token:
    """The particle of a verb, or the object that makes the event ("took prisoners")."""
    verb = trigger.token
    particle = phrases.child(verb, "prt")
    if particle is not None and 0 < particle.i - verb.i <= 2:
        return particle
    if verb.lemma_ in LIGHT and trigger.entry.objects_of_preps:
        led = phrases.prepositional(verb, trigger.entry.preps)
        named = [t for t in led if t.lemma_.lower() in trigger.entry.objects_of_preps and t.i - verb.i <= 6]
        if named:
            return named[0]
    if trigger.entry.objects and trigger.entry.object not in UNDERGOING:
        told = phrases.child(verb, "dobj")
        if told is not None and told.pos_ != "PRON" and 0 < told.i - verb.i <= 5:
            return told
    return verb


LIGHT = frozenset({"put", "place", "take", "come", "go", "throw", "keep", "stay", "remain", "bring"})
"""Verbs that name an event only with what follows a preposition: "put on alert"."""


UNDERGOING = frozenset({"target", "victim", "actor", "addressee", "apart"})


def _first_word(trigger: Trigger) -> Token:
    """The first part of a hyphenated noun, or the modifier that makes the event ("ethnic cleansing")."""
    first = phrases.unhyphenated(trigger.token)
    before = first.doc[first.i - 1] if first.i else first
    joins = before.lower_ in trigger.entry.modifiers and before.dep_ in BEFORE
    return phrases.unhyphenated(before) if joins else first


BEFORE = frozenset({"amod", "compound", "nmod"})


def words(trigger: Trigger, doc: Doc) -> tuple[int, int]:
    """Offsets of the words that name the event: from the carrying verb to the noun if they stand close."""
    first, last = trigger.token, trigger.token
    if trigger.verb is not None and 0 < trigger.token.i - trigger.verb.i <= 5:
        first = trigger.verb
    if not trigger.entry.noun:
        last = _last_word(trigger)
    elif first is trigger.token:
        first = _first_word(trigger)
    return first.idx, last.idx + len(last.text)
