"""The named graphs that no article owns, and which graphs the default graph repeats."""

from dataclasses import dataclass
from typing import Final

BASE: Final = "https://w3id.org/conflict-news/id/"


@dataclass(frozen=True, slots=True)
class GraphNames:
    """Names under the base IRI of the data, as `kg.mapping` mints them."""

    base: str = BASE

    @property
    def entities(self) -> str:
        """Labels, links and coordinates of entities."""
        return f"{self.base}graph/entities"

    @property
    def links(self) -> str:
        """SSSOM mappings and events that are one: recomputed, never edited."""
        return f"{self.base}graph/links"

    @property
    def provenance(self) -> str:
        """Runs and their times; never in the default graph."""
        return f"{self.base}graph/provenance"

    @property
    def ontology(self) -> str:
        """The definitions of the terms."""
        return f"{self.base}graph/ontology"

    @property
    def shapes(self) -> str:
        """What a valid graph is."""
        return f"{self.base}graph/shapes"

    @property
    def system(self) -> str:
        """Example queries and prefixes, for editors: of the server, not of the data."""
        return f"{self.base}graph/system"

    @property
    def shared(self) -> frozenset[str]:
        """The graphs that, beside those typed cno:ArticleGraph, stand in the default graph too."""
        return frozenset((self.entities, self.links))
