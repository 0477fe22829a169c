"""What pronouns stand for."""

from kg import vocab
from kg.extract.coreference_sides import Sides, lists
from kg.extract.entities.registry import Entry, Place, Registry
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import SUBJECTS, Words

_PLACES = frozenset({vocab.City, vocab.Place, vocab.Territory})
_PLURAL = frozenset({vocab.ArmedGroup, vocab.Population, vocab.ArmedForce, vocab.PeacekeepingForce})
_LINKS = frozenset({"amod", "compound", "poss", "nmod", "appos"})
SPEAKERS = frozenset({"we", "i"})
DEPTH = 6


class Pronouns:
    """Finds antecedents by number, kind and role in the clause."""

    def __init__(self, words: Words, registry: Registry) -> None:
        self._words, self._registry = words, registry
        self._at: dict[int, Place] = {}
        self._sides = Sides(words, registry)

    def survey(self) -> None:
        """Notes where all other mentions are, for what looks ahead."""
        self._at = {i: place for place in self._registry.places for i in range(place.begin, place.end)}

    def ahead(self, spot: Spot) -> list[Entry]:
        """What "we" and "both sides" stand for, after everything else is known."""
        if spot.name not in SPEAKERS:
            return self._sides.meant(spot)
        speaker = self._speaker(spot)
        return [speaker] if speaker is not None else []

    def _over(self, i: int) -> Place | None:
        return self._at.get(i) if self._at else self._registry.over(i)

    def antecedent(self, spot: Spot) -> Entry | None:
        """The entry that a pronoun stands for, None for none."""
        if spot.name == "it" and self._is_empty(spot.begin):
            return None
        mate = self._clause_mate(spot.begin)
        subject = self._governing_subject(spot.begin, mate)
        if subject is not None:
            entry = self._meant_by(subject)
            if entry is not None and (self._agrees(spot, entry, subject) or self._speaks_for(spot, subject)):
                return entry
            if entry is None and spot.name in {"he", "she"} and self._is_individual(subject):
                return None
        other = self._over(mate) if mate is not None else None
        return self._nearest(spot, other.entry if other is not None else None)

    def _clause_mate(self, i: int) -> int | None:
        """The subject of its own clause, which an object pronoun cannot stand for: "X recalled her"."""
        words, above = self._words, i
        if words.dep[i] in SUBJECTS or words.dep[i] == "poss" or words.lower[i].endswith("self"):
            return None
        for _ in range(DEPTH):
            if words.head[above] == above:
                return None
            above = words.head[above]
            subject = self._controller(above)
            subject = words.subject(above) if subject is None else subject
            if subject is not None and subject < i:
                return subject
        return None

    def _controller(self, verb: int) -> int | None:
        """Who is to do what is asked of him: Mali in "France urged Mali to free its soldiers"."""
        words, above = self._words, self._words.head[verb]
        if words.dep[verb] != "xcomp" or words.lemma[above] in lists()["promising"]:
            return None
        asked = (c for c in words.children[above] if words.dep[c] == "dobj" and above < c < verb)
        return next((c for c in asked if self._over(c) is not None), None)

    def _nearest(self, spot: Spot, barred: Entry | None) -> Entry | None:
        """The nearest that agrees: subjects first, this sentence before the last, actors before places."""
        words, sentence = self._words, self._words.sentence[spot.begin]
        places = [p for p in self._registry.recent() if self._agrees(spot, p.entry, p.head)]
        places = [p for p in places if p.entry is not barred]
        if not words.quoted[spot.begin]:  # "…," it said: not what is named inside the quotation
            places = [p for p in places if not words.quoted[p.begin]] or places
        if self._acts(spot):
            places = [p for p in places if not self._is_where(p)]
        for distance in (0, 1, 2):
            near = [p for p in places if sentence - words.sentence[p.begin] == distance]
            if (
                distance
                and not near
                and spot.name in {"he", "she"}
                and self._led_by_individual(sentence - distance)
            ):
                return None
            ranked = sorted(
                near, key=lambda p: (p.entry.kind in _PLACES, self._as_one(spot, p), self._rank(p))
            )
            if ranked:
                return ranked[0].entry
        return None

    def _as_one(self, spot: Spot, place: Place) -> bool:
        """As in "The army said rebels hit a base. They burned huts": the rebels sooner than the army."""
        head = place.head
        return spot.name in {"they", "them"} and self._words.tag[head] in {"NN", "NNP"}

    def _acts(self, spot: Spot) -> bool:
        """Whether a pronoun says or does what no place does: "it blamed", "it vowed"."""
        words, verb = self._words, self._words.head[spot.begin]
        acting = lists()["speech"] | lists()["acts"]
        return words.dep[spot.begin] in SUBJECTS and words.lemma[verb] in acting

    def _is_where(self, place: Place) -> bool:
        """Whether a mention tells where something is: a town, or "in South Sudan"."""
        words, above = self._words, self._words.head[place.head]
        lying = words.dep[place.head] == "pobj" and words.lower[above] in {
            "in",
            "from",
            "into",
            "across",
            "near",
        }
        return place.entry.kind in _PLACES or (place.entry.kind == vocab.Country and lying)

    def _rank(self, place: Place) -> int:
        """Subjects of main clauses first, then those of others."""
        words = self._words
        if words.dep[place.head] not in SUBJECTS:
            return 2
        return int(not words.main_clause(place.head) and words.dep[words.head[place.head]] == "ccomp")

    def _led_by_individual(self, sentence: int) -> bool:
        """Whether the subject of an earlier sentence is a nameless person."""
        words, i = self._words, self._registry.places[-1].begin if self._registry.places else 0
        while i > 0 and words.sentence[i] > sentence:
            i -= 1
        root = i
        while root > 0 and words.head[root] != root:
            root = words.head[root]
        subject = words.subject(root)
        return subject is not None and self._is_individual(subject) and self._over(subject) is None

    def _governing_subject(self, i: int, mate: int | None) -> int | None:
        """The subject of the clause that embeds the pronoun's clause: in "X said it won" X for "it"."""
        words, below = self._words, i
        spot_speaks = words.dep[i] in SUBJECTS and words.lemma[words.head[i]] in lists()["speech"]
        for _ in range(DEPTH):
            above = words.head[below]
            if above == below or (words.dep[below] == "parataxis" and spot_speaks):
                return None
            if below != i or words.dep[i] not in SUBJECTS:
                asked = self._controller(above) if words.lemma[above] not in lists()["of_askers"] else None
                if asked is not None and asked != mate:
                    return asked
                for child in words.children[above]:
                    if words.dep[child] in SUBJECTS and child < i and child != mate:
                        return child
            below = above
        return None

    def _meant_by(self, i: int) -> Entry | None:
        """Who a noun stands for: its mention, else the body that a nameless person speaks for."""
        place = self._over(i)
        if place is not None:
            return place.entry
        if not self._is_individual(i):
            return None
        words = self._words
        for child in words.children[i]:
            attached = [child] if words.dep[child] in _LINKS else []
            if words.lower[child] in {"of", "for", "from"}:
                attached = [c for c in words.children[child] if words.dep[c] == "pobj"]
            for word in attached:
                body = self._over(word)
                if body is not None and body.entry.kind not in _PLACES:
                    return body.entry
        return None

    def _is_individual(self, i: int) -> bool:
        return self._words.lemma[i] in lists()["individuals"]

    def _speaks_for(self, spot: Spot, subject: int) -> bool:
        """Whether "he" is a nameless spokesman, who stands for the body he speaks for."""
        return spot.name in {"he", "she"} and self._words.lemma[subject] in lists()["mouthpieces"]

    def _is_empty(self, i: int) -> bool:
        """Whether an "it" stands for nothing: "it is vital that", "it was unclear whether"."""
        words, verb = self._words, self._words.head[i]
        if words.dep[i] == "expl":
            return True
        empty = words.pos[verb] == "AUX" or words.lemma[verb] in lists()["empty_verbs"]
        if words.dep[i] not in SUBJECTS or not empty:
            return False
        return any(words.lower[c] in lists()["empty_adjectives"] for c in words.children[verb])

    def _agrees(self, spot: Spot, entry: Entry, head: int) -> bool:
        person = entry.kind == vocab.Person
        if spot.name in {"he", "she"}:
            return person
        if person:
            return False
        if spot.name == "it":
            plural = entry.plural and self._words.tag[head] != "NN"  # "its troops", but "the army"
            return not plural and entry.kind != vocab.Population
        return entry.plural or entry.kind in _PLURAL

    def _speaker(self, spot: Spot) -> Entry | None:
        """Who says "we" or "I": the subject of the verb of speech over, beside or right before the words."""
        words, i = self._words, spot.begin
        for _ in range(DEPTH):
            above = words.head[i]
            if above == i:
                break
            i = above
            if words.lemma[i] in lists()["speech"] and not words.quoted[i]:
                subject = words.subject(i)
                if subject is not None and subject != spot.begin:
                    return self._meant_by(subject)
        return self._said_beside(spot) if words.quoted[spot.begin] else self._introduced(spot)

    def _said_beside(self, spot: Spot) -> Entry | None:
        """The speaker of the nearest verb of speech in the same paragraph, outside quotations."""
        words, paragraph = self._words, self._words.paragraph[spot.begin]
        first = last = spot.begin
        while first > 0 and words.paragraph[first - 1] == paragraph:
            first -= 1
        while last + 1 < len(words) and words.paragraph[last + 1] == paragraph:
            last += 1
        verbs = [
            i for i in range(first, last + 1) if words.lemma[i] in lists()["speech"] and not words.quoted[i]
        ]
        for verb in sorted(verbs, key=lambda i: abs(i - spot.begin)):
            subject = words.subject(verb)
            if subject is not None and (entry := self._meant_by(subject)):
                return entry
        return None

    def _introduced(self, spot: Spot) -> Entry | None:
        """The speaker of "X said:", which opens the paragraphs after it."""
        words = self._words
        for place in reversed([p for p in self._registry.places if p.begin < spot.begin][-60:]):
            verb = words.head[place.head]
            end = verb + 1
            introduces = (
                end < len(words) and words.text[end] == ":" and words.lemma[verb] in lists()["speech"]
            )
            if introduces and words.dep[place.head] in SUBJECTS and end < spot.begin:
                return place.entry
        return None
