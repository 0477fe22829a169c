"""Content negotiation by RFC 9110, section 12: parameters, specificity, q=0, and what clients really send."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

HTML: Final = "text/html"


@dataclass(frozen=True, slots=True)
class Offer:
    """A format the server can give: its name for people, its media type, other names for the same bytes."""

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    """Other short names that clients use in `?format=`."""

    @property
    def content_type(self) -> str:
        """For the header; text types say that they are UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


_JSON: Final = Offer("json", "application/sparql-results+json", ("application/json",))
_XML: Final = Offer("xml", "application/sparql-results+xml", ("application/xml", "text/xml"))
BOOLEANS: Final = (_JSON, _XML)
SOLUTIONS: Final = (_JSON, _XML, Offer("csv", "text/csv"), Offer("tsv", "text/tab-separated-values"))
GRAPHS: Final = (
    Offer("ttl", "text/turtle", ("application/x-turtle", "application/turtle"), ("turtle", "n3")),
    Offer("nt", "application/n-triples", ("text/plain",), ("ntriples", "n-triples")),
    Offer("rdf", "application/rdf+xml", ("application/xml", "text/xml"), ("xml", "rdf+xml", "rdf/xml")),
    Offer("jsonld", "application/ld+json", ("application/json",), ("json-ld", "json")),
    Offer("trig", "application/trig", ("application/x-trig",)),
    Offer("nq", "application/n-quads", ("text/x-nquads",), ("nquads", "n-quads")),
)
PAGE: Final = Offer("html", HTML, ("application/xhtml+xml",))


@dataclass(frozen=True, slots=True)
class _Range:
    type: str
    subtype: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """0 when it does not cover the type, else 1 for */*, 2 for type/*, 3 for the type itself."""
        major, _, minor = media_type.partition("/")
        if self.type == "*" and self.subtype == "*":
            return 1
        if self.type != major:
            return 0
        return 2 if self.subtype == "*" else 3 * (self.subtype == minor)


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the client likes best; among equals the first; None where it takes none.

    Parameters of a range (version, profile, charset) are not held against an offer. A page is given to
    those alone who name it: `*/*` is no wish for HTML. The offer comes back under the name that was asked
    for, so that `application/json` is answered as such.
    """
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    return _best(tuple(ranges), tuple(offers))


@lru_cache(maxsize=256)
def _best(ranges: tuple[_Range, ...], offers: tuple[Offer, ...]) -> Offer | None:
    best, quality = None, 0.0
    for offer in offers:
        for media_type in (offer.media_type, *offer.aliases):
            liked = _quality(
                ranges, media_type, named_only=offer.name == PAGE.name or media_type in offer.aliases
            )
            if liked > quality:
                best, quality = Offer(offer.name, media_type), liked
    return best


def by_name(name: str, offers: Sequence[Offer]) -> Offer | None:
    """The offer for `?format=`: its short name or a media type."""
    wanted = name.strip().lower()
    for offer in offers:
        if wanted in (offer.name, offer.media_type, *offer.aliases, *offer.nicknames):
            return offer
    return None


def _quality(ranges: Sequence[_Range], media_type: str, named_only: bool) -> float:
    """The quality of the most specific range that covers the type."""
    found = [(found, r.quality) for r in ranges if (found := r.specificity(media_type))]
    if not found:
        return 0.0
    specificity = max(level for level, _ in found)
    if named_only and specificity < 3:
        return 0.0
    return max(quality for level, quality in found if level == specificity)


def _ranges(accept: str | None) -> list[_Range]:
    found = []
    for part in (accept or "").split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        major, slash, minor = media.partition("/")
        if media == "*":  # Java's URLConnection sends it
            major, slash, minor = "*", "/", "*"
        if slash and major and minor:
            found.append(_Range(major, minor, _weight(parameters)))
    return found


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value.strip()), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0
