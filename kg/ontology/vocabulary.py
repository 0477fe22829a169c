"""Writes `kg/vocab.py` from the ontology: `python -m kg.ontology.vocabulary`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import Final

from kg.ontology import NAMESPACE, Kind, Ontology, Term, read

TARGET: Final = Path(__file__).parents[1] / "vocab.py"
_WIDTH = 110
_SECTIONS = (
    ("Classes", (Kind.CLASS,)),
    ("Properties", (Kind.OBJECT_PROPERTY, Kind.DATATYPE_PROPERTY, Kind.ANNOTATION_PROPERTY)),
    ("Statuses", (Kind.STATUS,)),
    ("Kinds of harm", (Kind.HARM,)),
)


def render(ontology: Ontology) -> str:
    """The text of the module: one constant per term, except modes, and the tables made of them."""
    lines = [
        '"""The terms of the ontology, generated from `ontology/` by `python -m kg.ontology.vocabulary`.',
        "",
        "Do not edit: change the ontology and run the generator.",
        '"""',
        "",
        "from collections.abc import Mapping",
        "from typing import Final",
        "",
        f'NAMESPACE: Final = "{NAMESPACE}"',
        f'VERSION: Final = "{ontology.version}"',
        "",
    ]
    for title, kinds in _SECTIONS:
        lines += [f"# {title}", ""]
        for term in ontology.of(*kinds):
            lines += [*_comment(term), f'{term.name}: Final = NAMESPACE + "{term.name}"']
        lines.append("")
    return "\n".join([*lines, "# Tables", "", *_tables(ontology)])


def _comment(term: Term) -> list[str]:
    start = f"{term.label}: " if term.label != term.name.lower() else ""
    return [f"# {line}" for line in wrap(start + term.definition, _WIDTH - 2)]


def _tables(ontology: Ontology) -> Iterator[str]:
    yield from _tuple("ENTITY_CLASSES", ontology.subclasses(NAMESPACE + "Entity"))
    yield '"""The classes that an entity can have as its one type."""'
    yield from _tuple("EVENT_CLASSES", ontology.subclasses(NAMESPACE + "Event"))
    yield '"""The classes that an event can have as its one type."""'
    yield from _tuple("VERBAL_CLASSES", ontology.subclasses(NAMESPACE + "VerbalEvent"))
    yield '"""The classes of events in which something is said."""'
    yield from _tuple("RELATIONS", _relations(ontology))
    yield '"""The properties that relate two entities."""'
    yield from _tuple("STATUSES", ontology.of(Kind.STATUS))
    yield from _tuple("HARMS", ontology.of(Kind.HARM))
    yield "SUPERCLASSES: Final[Mapping[str, tuple[str, ...]]] = {"
    for term in ontology.of(Kind.CLASS):
        names = [iri.removeprefix(NAMESPACE) for iri in ontology.ancestors(term.iri)]
        yield f"    {term.name}: ({', '.join(names)}{',' if len(names) == 1 else ''}),"
    yield "}"
    yield '"""Class -> all its superclasses, the nearest first."""'
    yield from _modes(ontology)


def _relations(ontology: Ontology) -> Iterator[Term]:
    entities = {term.iri for term in ontology.of(Kind.CLASS) if _is_entity(ontology, term)}
    for term in ontology.of(Kind.OBJECT_PROPERTY):
        if entities.issuperset(term.domain + term.range):
            yield term


def _is_entity(ontology: Ontology, term: Term) -> bool:
    return NAMESPACE + "Entity" in (term.iri, *ontology.ancestors(term.iri))


def _tuple(name: str, terms: Iterable[Term]) -> list[str]:
    return [f"{name}: Final = (", *(f"    {term.name}," for term in terms), ")"]


def _modes(ontology: Ontology) -> Iterator[str]:
    modes = ontology.of(Kind.MODE)
    yield "MODES: Final[Mapping[str, str]] = {"
    for mode in modes:
        yield f'    "{mode.name}": NAMESPACE + "{mode.name}",'
    yield "}"
    yield '"""Slug of an event mode, as PLOVER has it -> its IRI."""'
    yield "MODES_OF: Final[Mapping[str, tuple[str, ...]]] = {"
    for term in ontology.subclasses(NAMESPACE + "Event"):
        slugs = [f'        "{mode.name}",' for mode in modes if term.iri in mode.mode_of]
        if slugs:
            yield from (f"    {term.name}: (", *slugs, "    ),")
    yield "}"
    yield '"""Class of events -> the slugs of its modes."""'
    yield ""


if __name__ == "__main__":
    TARGET.write_text(render(read()), encoding="utf-8")
