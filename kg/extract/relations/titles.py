"""Titles around the name of a person: where they begin and end."""

from kg import vocab
from kg.extract.entities.lexicon import Lexicon
from kg.extract.entities.ranks import titled
from kg.extract.entities.registry import Place
from kg.extract.relations.ground import BODIES, PLACES, Ground
from kg.extract.relations.lists import words_for

OWNERS = BODIES | {vocab.Country, vocab.Territory, vocab.City}
Stretch = tuple[int, int]
REACH = 4
"""How many words may stand between a title and whose it is."""


class Titles:
    """Finds the words of titles; spans are word numbers, end exclusive."""

    def __init__(self, ground: Ground, lexicon: Lexicon) -> None:
        self._ground, self._words, self._lexicon = ground, ground.words, lexicon

    def before(self, person: Place) -> Stretch | None:
        """The title before a name, without what owns it: "Prime Minister" of Nikol Pashinyan."""
        words, end = self._words, self.skip_ranks(person.begin)
        if end > 0 and words.text[end - 1] == ",":
            if not self._closes(end - 1, person):
                return None
            end -= 1
        core = self._before_portfolio(end)
        found = self._lexicon.posts.ending(words.lower, core) if core > 0 else None
        if found is not None and found[1] == "post":
            return self.widened(found[0]), end
        return self._owned(end)

    def _before_portfolio(self, end: int) -> int:
        """Where "Minister" ends in "Minister of Foreign Affairs"."""
        words, i = self._words, end
        while i > 1 and words.lower[i - 1] in self._lexicon.portfolio | {"the"}:
            i -= 1
        return i - 1 if i < end and words.lower[i - 1] in {"of", "for"} else end

    def _after_portfolio(self, end: int) -> int:
        """Where "minister of foreign affairs" ends."""
        words, i = self._words, end
        if words.lower[i : i + 1] not in (["of"], ["for"]):
            return end
        i += 1
        while (
            i < len(words)
            and words.lower[i] in self._lexicon.portfolio | {"the"}
            and i not in self._ground.at
        ):
            i += 1
        return i if i > end + 1 and words.lower[i - 1] != "the" else end

    def skip_ranks(self, end: int) -> int:
        """Where the ranks and forms of address before a name begin."""
        words = self._words
        for _ in range(4):
            stop = end - 1 if end > 1 and words.text[end - 1] == "." else end
            bare = [word.rstrip(".") for word in words.lower[max(0, stop - 3) : stop]]
            found = self._lexicon.forms.ending(bare, len(bare)) if bare else None
            post = self._lexicon.posts.ending(words.lower, stop)
            longer = post is not None and stop - post[0] > len(bare) - found[0] if found else True
            if found is None or longer or (post is not None and self._is_post(post[0], stop)):
                break
            end = stop - (len(bare) - found[0])
        return end

    def _is_post(self, begin: int, end: int) -> bool:
        """Whether what may be a rank is an office here: "army commander X", "the Jordanian King X"."""
        before = begin - 1 - self._words.is_possessive(begin - 1)
        return self._words.lower[end - 1] == self._words.text[end - 1] or before in self._ground.at

    def _closes(self, comma: int, person: Place) -> bool:
        """Whether a comma before a name opens an apposition to a title: "the UN envoy, X, said"."""
        words, after = self._words, person.end
        if after < len(words) and words.text[after] in {",", ".", ";", ")"}:
            return True
        return words.dep[person.head] == "appos" and words.head[person.head] < comma

    def _owned(self, end: int) -> Stretch | None:
        """A title whose owner stands between it and the name: "deputy head of the directorate X"."""
        place = self._ground.at.get(end - 1)
        if place is None or place.entry.kind not in OWNERS | PLACES:
            return None
        at = place.begin - 1
        while at > 0 and (
            self._words.lower[at] in {"of", "for", "to", "the", "in", "at"} or self._is_demonym(at, place)
        ):
            at -= 1
        if at == place.begin - 1:
            return None
        found = self._lexicon.posts.ending(self._words.lower, at + 1)
        return (self.widened(found[0]), at + 1) if found and found[1] == "post" else None

    def _is_demonym(self, i: int, place: Place) -> bool:
        """Whether a word says of which nation the body after it is: "the Kenyan Centre for Peace"."""
        nation = self._ground.at.get(i)
        of_nation = nation is not None and nation.entry.kind == vocab.Country and i + 1 == place.begin
        return of_nation and place.entry.kind in BODIES

    def widened(self, begin: int) -> int:
        """Takes the modifiers of a title in: "foreign", "deputy", "national security", and what else
        stands between it and the body before it: "the UN peacekeeping chief"."""
        words, i = self._words, begin
        while i > 0 and begin - i < REACH and words.same_sentence(i - 1, begin):
            owner = self._ground.at.get(i - 1)
            if words.is_possessive(i - 1) or (owner is not None and owner.entry.kind in BODIES):
                return i
            modifier = words.pos[i - 1] == "NOUN" or words.lower[i - 1] in self._lexicon.post_modifiers
            if owner is not None or words.is_capital(i - 1) or not modifier:
                break
            i -= 1
        while begin > 0 and begin - 1 not in self._ground.at and words.same_sentence(begin - 1, begin):
            if words.lower[begin - 1] not in self._lexicon.post_modifiers:
                break
            begin -= 1
        return begin

    def after(self, person: Place) -> Stretch | None:
        """A title in apposition after a name: "X, a spokesman for the army", "X and other members of Y"."""
        words, i = self._words, person.end
        other = words.lower[i : i + 2] == ["and", "other"]
        if not other and (i >= len(words) or words.lower[i] not in {",", "(", "is"}):
            return None
        i = self._ground.skip(i + 2 if other else i + 1, words_for("articles"))
        for k in range(i, min(len(words), i + 9)):
            if not words.same_sentence(k, person.begin):
                return None
            found = self._lexicon.posts.starting(words.lower, k)
            if found is not None and (found[1] == "posts") == other:
                end = self._after_portfolio(self._last_post(found[0]))
                return None if self._of_next(end) else (self.widened(k), end)
            owner = k in self._ground.at or words.is_possessive(k)
            plain = words.pos[k] in {"ADJ", "NOUN", "ADV"} and not words.is_capital(k)
            if not (owner or plain or words.text[k] == "-" or words.lower[k] in self._lexicon.post_modifiers):
                return None
        return None

    def _last_post(self, end: int) -> int:
        """Where the last of the titles ends that stand in a row: "chief spokesman"."""
        while (more := self._lexicon.posts.starting(self._words.lower, end)) is not None:
            end = more[0]
        return end

    def _of_next(self, end: int) -> bool:
        """Whether a title stands before the next name of a list: "X, Azerbaijani President Y"."""
        while (title := titled(self._words, end, self._lexicon)) is not None:
            end = title
        place = self._ground.at.get(end)
        return place is not None and place.entry.kind == vocab.Person

    def over(self, begin: int) -> bool:
        """Whether the words before a title say that it is held no more."""
        words = self._words
        for i in range(begin, max(-1, begin - 6), -1):
            if words.lower[i].rstrip("-") in self._lexicon.not_now:
                return True
            passing = i in self._ground.at or words.text[i] == "-" or words.is_possessive(i)
            if i < begin and not passing and words.lower[i] not in words_for("articles"):
                return False
        return False
