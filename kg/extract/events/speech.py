"""What is said, by whom: quotations, reported clauses, "according to"."""

import re

from kg.extract.events import grammar, passives, phrases
from kg.extract.events.asides import after_comma, remark
from kg.extract.events.contents import Content, by_count, relative, stretch, widened, within
from kg.extract.events.quotations import Quotations
from kg.extract.events.spoken_clauses import parted, spoken_clause
from kg.extract.events.trailing import speaks_on
from kg.extract.events.triggers import Trigger
from kg.extract.events.word_lists import word_list
from kg.extract.syntax import Token
from kg.model import Span

DENIERS = word_list("deniers")


def content(trigger: Trigger, quotes: Quotations) -> Content | None:
    """What the trigger says is said, or None where the sentence does not give it."""
    token, entry = trigger.token, trigger.entry
    if (thing := phrases.named_thing(token)) is not None:
        return stretch(token.doc, [t.i for t in thing.subtree if t.i > token.i])
    if "quote" in entry.content:
        beside = _beside(trigger, quotes)
        if beside is not None:
            return beside
    for source in entry.content or ("ccomp",):
        found = _from(trigger, source)
        if found is not None:
            return widened(token.doc, found, quotes, token.idx)
    if entry.object in {"content", "theme"} and not entry.noun:
        told = [t for t in grammar.objects(token) if t.i != token.i]
        if told and told[0].lower_ not in {"that", "which"} and not told[0].is_ancestor(token):
            called = [t.i for p in phrases.prepositions(token) if p.lower_ == "as" for t in p.subtree]
            return stretch(token.doc, _subtree(told[0], trigger) + called)
    if entry.needs_content and entry.object == "content" and (asked := relative(token)) is not None:
        return stretch(token.doc, [t.i for t in asked.subtree if t.i < token.left_edge.i])
    if entry.noun and entry.of == "content":
        told = phrases.prepositional(token, {"of"})
        return stretch(token.doc, _subtree(told[0], trigger)) if told else None
    return by_count(token) if entry.noun else None


BLOCK = re.compile(r"[^.:\n]{0,40}:[ ]*\n\s*(\S[^\n]*)")


def _beside(trigger: Trigger, quotes: Quotations) -> Content | None:
    """The quotation that ends right before "he said", or that "he said:" opens."""
    token = trigger.token
    subject = None if phrases.inverted(token) else grammar.own_subject(token)
    sent = token.sent
    own = subject.subtree if subject is not None else ()
    clause = min([token.idx, *(t.idx for t in own if sent.start <= t.i < sent.end)])
    before = quotes.before(clause)
    if before is not None and _borrowed(token, before):
        return None
    if before is not None and (subject is not None or phrases.inverted(token)) and clause - before.end <= 4:
        gap = quotes.text[before.end : clause]
        if (quotes.text[before.end - 1] in ",?!" or "," in gap) and "\n" not in gap:
            return within(token.doc, before)
    if any(c.dep_ == "ccomp" for c in token.children):
        return None
    said = token.idx + len(token.text)
    block = BLOCK.match(quotes.text, said)
    if block is not None:
        return within(token.doc, Span(*block.span(1)))
    after = quotes.after(said)
    if after is not None and after.begin - said <= 60:
        between = quotes.text[said : after.begin]
        opening = between.rstrip("“\"'‘` \n")
        if (not opening.strip() or opening.endswith((":", ","))) and "." not in between:
            return within(token.doc, after)
    return None


def _borrowed(verb: Token, quote: Span) -> bool:
    """As in "The envoy called the plan “rash”, the agency reported": a quotation inside what is reported."""
    told = phrases.child(verb, "ccomp")
    if told is None or told.i > verb.i or told.idx >= quote.begin or phrases.child(told, "nsubj") is None:
        return False
    return told.left_edge.idx < quote.begin - 3 and told.left_edge.i >= verb.sent.start


def _from(trigger: Trigger, source: str) -> Content | None:
    token = trigger.token
    if source in {"ccomp", "that"}:
        return _reported(trigger)
    if source == "quote":
        return _before(trigger)
    if source == "dobj":
        refused = [t for t in grammar.objects(token) if t.i > token.i]
        return stretch(token.doc, _subtree(refused[0], trigger)) if refused else None
    if source in {"xcomp", "advcl", "acl", "oprd"}:
        return _complement(trigger, source)
    carriers = tuple(filter(None, (token, trigger.verb, *_object_carriers(trigger))))
    clause = next(filter(None, map(phrases.for_clause, carriers)), None) if source == "for" else None
    if clause is not None:
        return stretch(token.doc, _subtree(clause, trigger))
    leading = [p for c in carriers for p in phrases.prepositions(c) if p.lower_ == source and not _in_name(p)]
    told = [
        p for p in leading if (o := phrases.child(p, "pobj", "pcomp")) and o.ent_type_ not in {"DATE", "TIME"}
    ]
    gerund = [p for p in told if phrases.child(p, "pcomp") is not None] or _deeper(trigger, source)
    return _of_preposition(trigger, (gerund or told)[0]) if gerund or told else None


def _deeper(trigger: Trigger, source: str) -> list[Token]:
    """As in "accused traders in the north of hoarding": the parser hangs "of" on the north."""
    if trigger.entry.noun or trigger.entry.object not in {"target", "addressee", "victim"}:
        return []
    told = [t for t in grammar.objects(trigger.token) if t.i > trigger.token.i][:1]
    below = [p for noun in told for p in trigger.token.subtree if p.i > noun.i and p.lower_ == source]
    near = [p for p in below if p.head.dep_ == "pobj" and p.head.head.head in (trigger.token, *told)]
    return [p for p in near if phrases.child(p, "pcomp") is not None]


def _reported(trigger: Trigger) -> Content | None:
    """The reported clause, and those joined to it."""
    token = trigger.token
    if trigger.entry.noun:
        if token.dep_ == "dobj" and token.head.lemma_.lower() in DENIERS:
            return None  # "denied a report that …": the denial tells it
        clause = next(
            (c for c in token.children if c.dep_ in {"acl", "ccomp"} and not _bare_participle(c)), None
        )
        return stretch(token.doc, _subtree(clause, trigger)) if clause is not None else None
    first = spoken_clause(token)
    if first is None:
        return None
    joined = [c for c in token.children if c.dep_ == "ccomp" and c.i > first.i and token.i < first.i]
    return stretch(token.doc, [i for clause in (first, *joined) for i in _subtree(clause, trigger)])


def _bare_participle(clause: Token) -> bool:
    """As in "a statement published on a website", which tells nothing of what it states."""
    return clause.tag_ == "VBN" and phrases.child(clause, "aux", "auxpass", "mark") is None


def _in_name(prep: Token) -> bool:
    """As in "Forces for the Liberation": the preposition is part of a name."""
    return prep.ent_iob_ == "I"


def _object_carriers(trigger: Trigger) -> list[Token]:
    """As in "accused the militia of …", "accused by both of …": "of" may hang on the militia, on both."""
    if trigger.entry.noun:
        return []
    told = [t for t in grammar.objects(trigger.token) if t.i > trigger.token.i][:2]
    if passives.is_passive(trigger.token):
        told += passives.agents(trigger.token)
    return told + [t for noun in told for t in phrases.prepositional(noun, {"of"})]


def _of_preposition(trigger: Trigger, prep: Token) -> Content | None:
    aside = {x.i for t in prep.subtree if remark(t) or speaks_on(t) == trigger.token for x in t.subtree}
    inner = [t.i for t in prep.subtree if t.i != prep.i and t.i not in aside]
    inner += [t.i for c in trigger.token.children if _condition(c, prep) for t in c.subtree]
    if prep.lower_ in {"as", "to", "at"}:
        inner = [prep.i, *inner]
        told = grammar.objects(trigger.token)
        if told:
            inner = [t.i for t in told[0].subtree] + inner
    return stretch(prep.doc, inner)


def _condition(clause: Token, prep: Token) -> bool:
    """As in "warned of war if the talks failed"."""
    mark = phrases.child(clause, "mark") if clause.dep_ == "advcl" and clause.i > prep.i else None
    return mark is not None and mark.lower_ in {"if", "unless"}


def _complement(trigger: Trigger, source: str) -> Content | None:
    token = trigger.token
    there = token.head if trigger.entry.noun and token.dep_ == "attr" else None
    for carrier in filter(None, (token, trigger.verb, there, *_object_carriers(trigger))):
        for c in carrier.children:
            infinitive = any(x.tag_ == "TO" for x in c.children)
            if c.dep_ == source and c.i > token.i and (source == "oprd" or infinitive or source == "xcomp"):
                named = grammar.objects(token) if source == "oprd" else []
                before = [t.i for o in named if token.i < o.i < c.i for t in o.subtree if t.i < c.i]
                return stretch(token.doc, before + _subtree(c, trigger) + _astray(c))
            if trigger.entry.noun and c.dep_ == "advcl" and infinitive and c.i > token.i and source == "acl":
                return stretch(token.doc, _subtree(c, trigger))
            if source == "xcomp" and c.dep_ in {"ccomp", "advcl"} and infinitive and c.i > token.i:
                return stretch(token.doc, _without_subject(c))
    return None


def _astray(infinitive: Token) -> list[int]:
    """The words of the verbs that belong with an infinitive, up to the next clause."""
    verbs = phrases.astray(infinitive)
    own = [c for v in verbs for c in v.children if c.dep_ not in {"conj", "cc", "punct"}]
    return sorted({v.i for v in verbs} | {t.i for c in own for t in c.subtree})


def _without_subject(clause: Token) -> list[int]:
    """As in "urged the two to take steps": the parser may make "the two" the subject of "take"."""
    start = next(x.i for x in clause.children if x.tag_ == "TO")
    return [t.i for t in clause.subtree if t.i >= start]


def _subtree(root: Token, trigger: Trigger) -> list[int]:
    """The words below a token but for the trigger's own clause and a leading "that"."""
    own = {trigger.token.i} | {t.i for c in trigger.token.children if c.dep_ in {"nsubj"} for t in c.subtree}
    inside = {t.i for t in root.subtree}
    if trigger.token.i in inside:
        inside -= {t.i for t in trigger.token.subtree}
    for i in sorted(inside):
        aside = i > trigger.token.i and remark(root.doc[i])
        if i > root.i and (aside or speaks_on(root.doc[i]) == trigger.token):
            inside -= {t.i for t in root.doc[i].subtree}
    return [i for i in sorted(inside - own) if not _is_that(root, i)]


def _is_that(root: Token, i: int) -> bool:
    token = root.doc[i]
    return token.dep_ == "mark" and token.head == root and token.lower_ in {"that", "whether", "if", "for"}


def _before(trigger: Trigger) -> Content | None:
    """As in "…, he said." and "…, he said, …" where the parser made the reported clause the main one."""
    token, sent = trigger.token, trigger.token.sent
    subject = grammar.own_subject(token)
    if _as_told(token):
        own_words = {t.i for t in token.subtree}
        return stretch(token.doc, [t.i for t in sent if t.i not in own_words])
    if subject is None or token.dep_ == "relcl" or subject.lower_ in grammar.RELATIVE:
        return None
    if token.dep_ == "advcl" and phrases.child(token, "mark", "advmod") is not None:
        return None  # "… if they stormed the town", "…, while Y reported twelve dead"
    own = _own_clause(token, subject)
    before = sent.doc[min(own) - 1] if min(own) > sent.start + 1 else None  # no mark that only opens
    if before is None or before.text not in {",", "”", '"', "?", "!", "–", "—", "-"}:
        return None
    aside = {x.i for t in sent if t.i > token.i and remark(t) for x in t.subtree}
    rest = [t.i for t in sent if t.i not in own | aside and not parted(t, token)]
    told = [sent.doc[i] for i in rest if sent.doc[i].pos_ in phrases.VERBS]
    said = any(t.i < min(own) or t.tag_ != "VB" or phrases.child(t, "nsubj") is not None for t in told)
    return stretch(token.doc, rest) if said else None


def _as_told(verb: Token) -> bool:
    """As in "as the ministry said, the border is open"."""
    mark = phrases.child(verb, "mark")
    own = phrases.child(verb, "ccomp", "xcomp")
    return verb.dep_ == "advcl" and mark is not None and mark.lower_ == "as" and own is None


def _own_clause(verb: Token, subject: Token) -> set[int]:
    """The words of "he said" itself; inside a sentence ("…, he said, …") they end with the comma."""
    children = [c for c in verb.children if c.pos_ not in phrases.VERBS and not c.is_punct]
    own = {t.i for c in children if abs(c.i - verb.i) < 12 for t in c.subtree} | {verb.i}
    if subject.i < verb.i and after_comma(subject):
        own = {i for i in own if i >= subject.left_edge.i}
    if verb.dep_ != "parataxis" or subject.i > verb.i:
        return own
    start = min(subject.left_edge.i, verb.i)
    close = next(
        (t.i for t in verb.doc[verb.i : verb.sent.end] if t.text in {",", ".", "—", "–"}), verb.sent.end
    )
    return {i for i in own if start <= i < close}
