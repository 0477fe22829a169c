"""What the rules for descriptions read: the words, the lists and the names already spotted."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.spots import Spot
from kg.extract.entities.words import Words


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text for the rules: `named` leads from each word to the name over it."""

    words: Words
    lexicon: Lexicon
    named: Mapping[int, Spot]
