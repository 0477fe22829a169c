"""An event in the making: all drafts that tell of it."""

from dataclasses import dataclass, field

from kg import vocab
from kg.extract.events.drafts import Draft
from kg.extract.events.participants import Participants
from kg.extract.events.word_lists import word_list
from kg.extract.scene import Scene
from kg.model import Interval, ReferentId

HARM = word_list("harm")
WIDTH = {vocab.Territory: 1, vocab.Country: 2}


BODIES = frozenset({vocab.ArmedForce, vocab.Government, vocab.Ministry, vocab.PeacekeepingForce})


@dataclass
class Cluster:
    """The drafts of one event, in the order of the text."""

    drafts: list[Draft] = field(default_factory=list)

    @property
    def first(self) -> Draft:
        """The draft that came first."""
        return self.drafts[0]

    def parties(self, role: str) -> tuple[ReferentId, ...]:
        """All referents of a role, in the order of the text."""
        if len(self.drafts) == 1:
            only: Participants = getattr(self.first, role)
            return only.referents
        return tuple(dict.fromkeys(r for d in self.drafts for r in getattr(d, role).referents))

    def specific(self, scene: Scene, role: str) -> tuple[ReferentId, ...]:
        """The same without a country whose own force or body is there too, or who signs for a side."""
        own = getattr(self.first, role).referents
        every = self.parties(role)
        represented = {scene.referent[r].country for r in every if scene.referent[r].kind in BODIES}
        named = [r for r in every if r not in represented or scene.referent[r].kind != vocab.Country]
        if self.first.kind == vocab.Agree and any(scene.referent[r].kind != vocab.Person for r in named):
            named = [r for r in named if scene.referent[r].kind != vocab.Person or r in own]
        return tuple(r for r in named if not _meant(scene, r, named))

    @property
    def interval(self) -> Interval | None:
        """The narrowest date any draft gives."""
        if len(self.drafts) == 1:
            return self.first.interval
        dated = [d.interval for d in self.drafts if d.interval is not None]
        return min(dated, key=lambda i: (i.end - i.start, i.start), default=None)

    @property
    def place(self) -> ReferentId | None:
        """The first place any draft gives."""
        return next((d.place for d in self.drafts if d.place is not None), None)

    def spot(self, scene: Scene) -> ReferentId | None:
        """The most specific place any draft gives: a town before a region before a country.

        Those killed in a war in one country do not make it the only place of the war.
        """
        telling = [d for d in self.drafts if not (self.first.raging and d.lemma in HARM)]
        given = [d.place for d in telling if d.place is not None]
        given = [r for r in given if not any(scene.container.get(inner) == r for inner in given)]
        return min(given, key=lambda r: WIDTH.get(scene.referent[r].kind, 0), default=None)


def _meant(scene: Scene, population: ReferentId, others: list[ReferentId]) -> bool:
    """Whether it is the people of a land that is named too: what is done to the one is done to the other."""
    people = scene.referent[population]
    if people.kind != vocab.Population:
        return False
    lands = [scene.referent[r] for r in others if scene.referent[r].kind in {vocab.Country, vocab.Territory}]
    return any(
        people.country == land.id or people.name.startswith((land.name, *land.aliases)) for land in lands
    )
