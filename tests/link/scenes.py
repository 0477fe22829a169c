"""Readings made by hand: who is talked about, without any text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg import vocab
from kg.knowledge import open_knowledge
from kg.link import link
from kg.model import Document, Entity, Mention, Reading, Referent, ReferentId, Relation, Span


@dataclass(frozen=True)
class Said:
    """One referent of a scene.

    `of` names the country or owner, `lies` a place around it, `office` a title and whom it belongs to, all by
    the names of other referents of the scene.
    """

    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    of: str | None = None
    lies: str | None = None
    office: tuple[str, str] | None = None
    portfolio: str | None = None
    theatre: str | None = None


def entities(published: str | None, *scene: Said) -> dict[str, Entity]:
    """The entities that the referents of a scene are led to, by the referents' names."""
    ids = {said.name: ReferentId(f"r{number}") for number, said in enumerate(scene)}
    referents = [
        Referent(
            ids[said.name],
            vocab.NAMESPACE + said.kind,
            said.name,
            said.aliases,
            country=ids[said.of] if said.of else None,
            portfolio=said.portfolio,
            theatre=ids[said.theatre] if said.theatre else None,
        )
        for said in scene
    ]
    relations: list[Relation] = []
    for said in scene:
        if said.lies:
            relations.append(_relation(vocab.locatedIn, ids[said.name], ids[said.lies]))
        if said.office:
            post = ReferentId(f"p{len(referents)}")
            referents.append(Referent(post, vocab.Post, said.office[0], country=ids[said.office[1]]))
            relations.append(_relation(vocab.holdsOffice, ids[said.name], post))
            ids[f"post of {said.name}"] = post
    document = Document("scene", "text", published=date.fromisoformat(published) if published else None)
    reading = Reading(document, tuple(referents), _mentions(referents), tuple(relations))
    linked = link(reading, open_knowledge())
    return {name: linked.entities[key] for name, key in ids.items()}


def _relation(predicate: str, subject: ReferentId, other: ReferentId) -> Relation:
    return Relation(predicate, subject, other, (Span(0, 1),), Span(0, 1), vocab.Actual)


def _mentions(referents: Sequence[Referent]) -> tuple[Mention, ...]:
    return tuple(Mention(Span(0, 4), one.name, one.id) for one in referents if one.kind != vocab.Post)


def summary(entity: Entity) -> str:
    """The label of the link, with a question mark where it is only likely; "-" for none."""
    if entity.link is None:
        return "-"
    return entity.link.label + ("" if entity.link.certain else "?")
