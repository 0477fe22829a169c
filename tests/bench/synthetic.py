"""As many statements as one likes in the shape that the flow gives them, the same each time.

The names are made of syllables and the sentences of the same few words, so that nothing comes from a text.
`python -m tests.bench.synthetic FOLDER [STATEMENTS]` makes a store of them.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Final

from kg import rdf, terms, vocab
from kg.rdf import NamedNode, Quad, Term, iri
from kg.store import open_store
from kg.store.graphs import BASE, GraphNames

MILLION: Final = 1_000_000
_EVENTS: Final = (vocab.Assault, vocab.Accuse, vocab.Request, vocab.Statement, vocab.Retreat, vocab.Aid)
_STATUSES: Final = (vocab.Actual, vocab.Actual, vocab.Actual, vocab.Claimed, vocab.Denied)
_KINDS: Final = (vocab.Country, vocab.ArmedForce, vocab.Ministry, vocab.Person, vocab.City, vocab.ArmedGroup)
_WORDS: Final = (
    *("forces", "border", "shelling", "talks", "convoy", "village", "troops", "ceasefire", "officials"),
    *("said", "reported", "near", "after", "during", "against", "withdrew", "advanced", "aid", "night"),
)
_SYLLABLES: Final = ("ka", "ro", "min", "tal", "ves", "dur", "el", "osh", "bri", "na", "gor", "lim")
_FIRST: Final = date(2020, 1, 1)
_RANDOM: Final = 20200101
Said = list[tuple[NamedNode, str, Term | str]]
"""Subject, predicate and object; strings are IRIs."""


@dataclass(frozen=True)
class Statements:
    """`count` statements, more or less: those of articles, of the entities they name, and no others.

    Each article's stand in its graph, as the store gets them; the default graph is the store's to make.
    """

    count: int = MILLION
    base: str = BASE

    @cached_property
    def entities(self) -> list[tuple[NamedNode, str, str]]:
        """IRI, class and name of each entity."""
        random = Random(_RANDOM)
        found = []
        for number in range(max(50, self.count // 500)):
            kind = _KINDS[number % len(_KINDS)]
            name = "".join(random.choices(_SYLLABLES, k=3)).capitalize() + f" {number}"
            path = kind.removeprefix(terms.CNO).lower()
            found.append((iri(f"{self.base}{path}/e{number}"), kind, name))
        return found

    def quads(self) -> Iterator[Quad]:
        """All of them, article by article."""
        left = self.count
        for quad in self._described():
            yield quad
            left -= 1
        number = 0
        while left > 0:
            graph, said = self.article(number)
            for subject, predicate, object in said:
                yield Quad(subject, iri(predicate), iri(object) if isinstance(object, str) else object, graph)
            left -= len(said)
            number += 1

    def article(self, number: int) -> tuple[NamedNode, Said]:
        """The graph of an article, and what stands in it."""
        random = Random(_RANDOM + number)
        key = sha256(str(number).encode()).hexdigest()
        article, graph = (NamedNode(f"{self.base}{kind}/{key[:16]}") for kind in ("article", "graph"))
        day = rdf.day(_FIRST + timedelta(days=number % 2000))
        said: Said = [
            (graph, terms.RDF_TYPE, vocab.ArticleGraph),
            (graph, terms.PROV_WAS_DERIVED_FROM, article),
            (article, terms.RDF_TYPE, vocab.Article),
            (article, terms.RDF_TYPE, terms.SCHEMA_NEWS_ARTICLE),
            (article, terms.RDF_TYPE, terms.NIF_CONTEXT),
            (article, terms.DCTERMS_TITLE, rdf.string(_sentence(random, 7))),
            (article, terms.DCTERMS_PUBLISHER, rdf.string(f"Wire {number % 20}")),
            (article, terms.DCTERMS_ISSUED, day),
            (article, terms.DCTERMS_IDENTIFIER, rdf.string(key)),
            (article, terms.DCTERMS_LANGUAGE, rdf.string("en")),
        ]
        for ordinal in range(8):
            mentions = [self._mention(random, article, 160 * ordinal + 40 * n) for n in range(3)]
            event = NamedNode(f"{self.base}event/{key[:16]}:{ordinal}")
            said += [statement for _, _, about in mentions for statement in about]
            said += [
                (event, terms.RDF_TYPE, random.choice(_EVENTS)),
                (event, terms.RDFS_LABEL, rdf.string(random.choice(_WORDS))),
                (event, vocab.status, random.choice(_STATUSES)),
                (event, vocab.sentence, rdf.string(_sentence(random, 22))),
                (event, vocab.actor, mentions[0][1]),
                (event, vocab.target, mentions[1][1]),
                (event, vocab.evidence, mentions[2][0]),
                (event, vocab.startDate, day),
                (event, vocab.endDate, day),
                (event, vocab.confidence, rdf.decimal(random.randint(50, 100) / 100)),
            ]
        return graph, said

    def _mention(self, random: Random, article: NamedNode, begin: int) -> tuple[NamedNode, NamedNode, Said]:
        """A mention, the entity that it names, and what is said of it."""
        # the few are named often, the many seldom, as in the news
        entity, _, name = self.entities[int(len(self.entities) * random.random() ** 3)]
        mention = NamedNode(f"{article.value}#char={begin},{begin + len(name)}")
        said: Said = [
            (mention, terms.RDF_TYPE, terms.NIF_OFFSET_BASED_STRING),
            (mention, terms.NIF_BEGIN_INDEX, rdf.integer(begin)),
            (mention, terms.NIF_END_INDEX, rdf.integer(begin + len(name))),
            (mention, terms.NIF_ANCHOR_OF, rdf.string(name)),
            (mention, terms.NIF_REFERENCE_CONTEXT, article),
            (mention, terms.ITSRDF_TA_IDENT_REF, entity),
        ]
        return mention, entity, said

    def _described(self) -> Iterator[Quad]:
        graph = iri(GraphNames(self.base).entities)
        for number, (entity, kind, name) in enumerate(self.entities):
            yield Quad(entity, iri(terms.RDF_TYPE), iri(kind), graph)
            yield Quad(entity, iri(terms.RDFS_LABEL), rdf.string(name, "en"), graph)
            yield Quad(entity, iri(terms.SKOS_ALT_LABEL), rdf.string(name.upper(), "en"), graph)
            if number % 2:
                yield Quad(entity, iri(terms.OWL_SAME_AS), iri(f"{terms.WD}Q{10**9 + number}"), graph)


def _sentence(random: Random, words: int) -> str:
    return " ".join(random.choices(_WORDS, k=words)).capitalize() + "."


def make(folder: Path, count: int = MILLION) -> None:
    """A store in an empty folder."""
    with open_store(folder) as store:
        store.add(Statements(count).quads())


if __name__ == "__main__":
    make(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:3]))
