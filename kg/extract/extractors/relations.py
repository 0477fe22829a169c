"""Relations between the referents of a scene: offices, affiliations, capitals, places."""

from collections.abc import Iterable

from kg import vocab
from kg.extract.extractors import Findings
from kg.extract.relations.claims import weigh
from kg.extract.scene import Scene
from kg.model import Relation

EMITS = frozenset(
    {
        vocab.holdsOffice,
        vocab.affiliatedWith,
        vocab.capitalOf,
        vocab.locatedIn,
        vocab.stationedIn,
        vocab.basedIn,
    }
)


AFTER = ("events",)


def extract(scene: Scene, found: Findings) -> Iterable[Relation]:
    """The relations that were found with the referents, each once, on the word of who says so."""
    return weigh(scene, scene.relations, found.events)
