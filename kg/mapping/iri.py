"""The only place that mints IRIs: from what a thing is, never from a knowledge base key, never blank nodes.

    <base>country/armenia                                    class and name
    <base>city/norland:port-44n-70w                          and what tells it from a more prominent namesake
    <base>ministry/azerbaijan:ministry-of-defence            class, country and name
    <base>post/armenia:prime-minister                        its country or organisation and the title
    <base>article/<key>          <key> = readable id + 16 hexadecimal digits of the text's SHA-256
    <base>article/<key>#char=0,10                            a mention (RFC 5147)
    <base>event/<key>:assault-16-45                          class and first trigger, -2 … for more
    <base>casualty/… assertion/… mapping/… graph/… run/… software/…

Colons, not slashes, part a key, so that `country:armenia` stays a prefixed name in Turtle.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from kg import vocab
from kg.errors import ConfigurationError
from kg.model import Document, Entity, Span

BASE: Final = "https://w3id.org/conflict-news/id/"
LONGEST: Final = 80
"""Characters of a readable key part; a longer one is cut and closed by a hash."""

_LATIN: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "a", "ħ": "h"}
)
"""Latin letters that Unicode does not decompose, as English newspapers write them."""
_HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def normalised(name: str) -> str:
    """A name as an IRI part: lower case, words parted by hyphens, Latin letters without their marks.

    Letters of other scripts stay as they are (RFC 3987 ucschar). Never empty: what has no letter or digit
    becomes a hash. Idempotent.

    >>> normalised("The U.S. Army"), normalised("Recep Erdoğan"), normalised("Нагорный Карабах")
    ('us-army', 'recep-erdogan', 'нагорный-карабах')
    """
    text = unicodedata.normalize("NFC", "".join(_letters(_folded(name))))
    words = text.split()
    if words[1:] and words[0] == "the":
        words = words[1:]
    return _bounded("-".join(words), name)


def _bounded(key: str, name: str) -> str:
    """The key, or with a hash of the name where it is empty or too long."""
    if not key:
        return f"x-{_digest(name)}"
    return key if len(key) <= LONGEST else f"{key[: LONGEST - 17].rstrip('-')}-{_digest(name)}"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().translate(_LATIN)


def _letters(text: str) -> Iterable[str]:
    """Letters, their marks and digits; a mark on a Latin letter is dropped, all else becomes a space."""
    latin = False
    for character in unicodedata.normalize("NFKD", text):
        category = unicodedata.category(character)[0]
        if category == "M":
            if not latin and _allowed(character):
                yield character
        elif category in "LN" and _allowed(character):
            latin = character.isascii()
            yield character
        elif character not in "'’ʼ.":
            latin = False
            yield " "


def _allowed(character: str) -> bool:
    """Whether an IRI may hold it: no variation selectors, tags or private use (RFC 3987, ucschar)."""
    return not ("\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def kind_path(kind: str) -> str:
    """The first part of an IRI: the class name in lower case, ArmedForce -> "armed-force"."""
    return _HUMP.sub("-", kind.removeprefix(vocab.NAMESPACE)).lower()


def article_key(document: Document) -> str:
    """Names a text for ever: readable part of its id, and 16 digits of the text's SHA-256."""
    digits = document.content_hash[:16]
    if document.id == document.content_hash:
        return digits
    kept = "".join(c if c in "_." or (c.isalnum() and _allowed(c)) else " " for c in _composed(document.id))
    readable = _bounded("-".join(kept.split()).strip("."), document.id)
    return f"{readable}-{digits}"


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@dataclass(frozen=True)
class Mint:
    """Makes every IRI of the data under one base, which has no "#": mentions add theirs."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`#?]*[/:]", self.base):
            raise ConfigurationError(
                f"the base IRI is {self.base!r}; expected an absolute one, without # or ?, that ends in /, "
                f"such as {BASE}"
            )

    # -- things, the same in every article

    def entity(self, entity: Entity) -> str:
        """The IRI of anything but a Post, which also needs its owner."""
        return f"{self.base}{kind_path(entity.kind)}/{_entity_key(entity)}"

    def post(self, post: Entity, owner: Entity | None) -> str:
        """An office: `owner` is the country or organisation that it belongs to."""
        if owner is None:
            return self.entity(post)
        whose = _entity_key(owner)
        if owner.kind != vocab.Country:
            whose = f"{kind_path(owner.kind)}:{whose}"
        return f"{self.base}post/{whose}:{_within(normalised(post.name), normalised(owner.name))}"

    def geometry(self, place: str) -> str:
        """The geometry of a place, given the IRI of the place."""
        return f"{place}#geometry"

    def mapping(self, entity: str, qid: str, grounds: str) -> str:
        """A mapping of an entity (its IRI) to an item; other grounds give another mapping."""
        subject = entity.removeprefix(self.base).replace("/", ":")
        return f"{self.base}mapping/{subject}:{qid}-{_digest(grounds)[:8]}"

    # -- articles and what is in them; `key` is the article's key

    def article(self, key: str) -> str:
        """The article as this text: another text, another article."""
        return f"{self.base}article/{key}"

    def graph(self, key: str) -> str:
        """The named graph of what one article says."""
        return f"{self.base}graph/{key}"

    def mention(self, key: str, span: Span) -> str:
        """A stretch of the article's text."""
        return f"{self.article(key)}#char={span.begin},{span.end}"

    def record(self, kind: str, key: str, name: str, span: Span, ordinal: int = 1) -> str:
        """An event, casualty count or assertion, by its first evidence; `name`: class, harm or predicate."""
        more = f"-{ordinal}" if ordinal > 1 else ""
        return f"{self.base}{kind}/{key}:{kind_path(name)}-{span.begin}-{span.end}{more}"

    # -- graphs that belong to no article, and provenance

    @property
    def entities(self) -> str:
        """The graph of labels, links and coordinates."""
        return f"{self.base}graph/entities"

    @property
    def links(self) -> str:
        """The graph of mappings to Wikidata and of events that are one."""
        return f"{self.base}graph/links"

    @property
    def provenance(self) -> str:
        """The graph of runs and times, in a store only."""
        return f"{self.base}graph/provenance"

    def software(self, *names: str) -> str:
        """A version of the software, with the model that it used."""
        return f"{self.base}software/{':'.join(_versioned(name) for name in names if name)}"

    def run(self, key: str, started: str) -> str:
        """One extraction of one article."""
        return f"{self.base}run/{key}:{_versioned(started)}"


def _entity_key(entity: Entity) -> str:
    name = normalised(f"{entity.name} {entity.qualifier}" if entity.qualifier else entity.name)
    if not entity.country_name or entity.kind == vocab.Country:
        return name
    country = normalised(entity.country_name)
    return f"{country}:{_within(name, country)}"


def _within(name: str, country: str) -> str:
    """A name without the country that its key has already: ministry-of-defence-of-armenia."""
    return name.removesuffix(f"-of-{country}").removesuffix(f"-of-the-{country}") or name


def _versioned(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._+-]+", "-", name)
