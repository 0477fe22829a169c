"""Lemmas of words that spaCy's rules lead astray: "hoped" and "staged" to "hop" and "stag"."""

import re
from collections.abc import Iterator
from typing import Final

from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

_DOUBLING: Final = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""Verbs of one syllable that double their last letter before an ending: "hop", "hopped"."""
_PLURALS: Final = {"corpses": "corpse", "doses": "dose", "lenses": "lens"}
_IN_Y: Final = ("resupply", "ready", "mutiny")
"""Verbs in -y that the model's index lacks, so that it takes "resupplied" for a form of "resupplie"."""


class Lemmas:
    """Gives such words the lemma that they have."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        index = lemmatizer.lookups.get_table("lemma_index", {})  # of another kind than rules, it has none
        strings = lemmatizer.vocab.strings
        forms = [("VERB", *pair) for pair in _forms(set(index.get("verb", ())))]
        forms += [("VERB", f"{verb[:-1]}{end}", verb) for verb in _IN_Y for end in ("ied", "ies")]
        forms += [("NOUN", *pair) for pair in _PLURALS.items()]
        irregular = lemmatizer.lookups.get_table("lemma_exc", {}).get("verb", {})
        verbs = set(index.get("verb", ()))
        forms += [("VERB", form, of[0]) for form, of in irregular.items() if form not in verbs]
        self._known = {strings.add(form): (kind, lemma) for kind, form, lemma in forms}

    def __call__(self, doc: Doc) -> Doc:
        for i, word in enumerate(doc.to_array("LOWER").tolist()):
            kind, lemma = self._known.get(word, ("", ""))
            if kind and doc[i].pos_ == kind:
                doc[i].lemma_ = lemma
        return doc


def _forms(verbs: set[str]) -> Iterator[tuple[str, str]]:
    """Forms of verbs in -e that could be of another without it, which doubles its letter: "hoping"."""
    for verb in sorted(verbs):
        stem = verb[:-1]
        if verb.endswith("e") and stem in verbs and _DOUBLING.fullmatch(stem):
            yield from ((form, verb) for form in (f"{verb}d", f"{stem}ing", f"{verb}s"))
