"""What keeping a store up to date costs: `python -m tests.bench.maintenance [ARTICLES…]`.

Stores of so many articles (1,000 and 10,000 without arguments) of about a hundred statements each, in random
order. Printed: milliseconds, the median of several, for each piece of work, by the size of the store. Where
the figures of a line are alike, the work does not depend on that size.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kg import rdf, terms, vocab
from kg.endpoint.textindex import TextIndex
from kg.rdf import Quad
from kg.store import open_store
from kg.store.edits import Edit
from kg.store.oxigraph import OxigraphStore
from kg.store.pool import Limits
from kg.store.serving import Question, ServedStore

BASE = "https://example.org/id/"
ENTITIES, LINKS = BASE + "graph/entities", BASE + "graph/links"
SHARED = 400
"""Entities, which all articles share."""
RUNS = 15


def article(number: int, words: int = 0) -> list[Quad]:
    """The quads of an article with eight events; `words` makes another edition of it."""
    chance, graph = random.Random(number), f"{BASE}graph/{number}"
    found = [rdf.quad(graph, terms.PROV_WAS_DERIVED_FROM, f"{BASE}article/{number}", graph)]
    for event in range(8):
        node = f"{BASE}event/{number}-{event}"
        found.append(rdf.quad(node, terms.RDF_TYPE, vocab.Assault, graph))
        for role in (vocab.actor, vocab.target):
            entity = chance.randrange(SHARED)
            mention = f"{BASE}article/{number}#{event}-{entity}-{words}"
            found += [
                rdf.quad(node, role, f"{BASE}entity/{entity}", graph),
                rdf.quad(mention, terms.ITSRDF_TA_IDENT_REF, f"{BASE}entity/{entity}", graph),
                rdf.quad(mention, terms.NIF_BEGIN_INDEX, rdf.integer(event * 100 + words), graph),
                rdf.quad(mention, terms.NIF_ANCHOR_OF, rdf.string(f"entity {entity}"), graph),
                rdf.quad(node, vocab.sentence, rdf.string(f"{number} of {event}, edition {words}"), graph),
                *entity_quads(entity),
            ]
    return found


def entity_quads(number: int) -> list[Quad]:
    """The description of an entity, and how it was linked."""
    node = f"{BASE}entity/{number}"
    return [
        rdf.quad(node, terms.RDF_TYPE, vocab.Organization, ENTITIES),
        rdf.quad(node, terms.RDFS_LABEL, rdf.string(f"Entity {number}"), ENTITIES),
        rdf.quad(f"{node}/mapping", terms.OWL + "annotatedSource", node, LINKS),
    ]


def filled(path: Path, articles: int) -> None:
    """A store of so many articles."""
    order = list(range(articles))
    random.Random(1).shuffle(order)
    with open_store(path, base=BASE) as store:
        store.add(
            item
            for number in order
            for graph in [f"{BASE}graph/{number}"]
            for item in (rdf.quad(graph, terms.RDF_TYPE, vocab.ArticleGraph, graph), *article(number))
        )


def median(
    work: Callable[[int], object], first: int = 0, clock: Callable[[], float] = time.perf_counter
) -> float:
    """Milliseconds that a piece of work takes; it gets the number of the run."""
    taken = []
    for number in range(first, first + RUNS):
        began = clock()
        work(number)
        taken.append((clock() - began) * 1000)
    return statistics.median(taken)


def alone(path: Path) -> Iterator[tuple[str, float]]:
    """On a store that this process owns."""
    with open_store(path, base=BASE) as store:
        assert isinstance(store, OxigraphStore)
        works: dict[str, Callable[[int], object]] = {
            "replace an article": lambda n: store.replace_article(f"{BASE}graph/{n}", article(n, 1)),
            "remove an article": lambda n: store.remove_article(f"{BASE}graph/{500 + n}"),
            "insert data": lambda n: store.update(f"INSERT DATA {{ <a:s> <a:p> {n} }}"),
        }
        for name, work in works.items():
            yield name, median(work)
            yield f"{name}, of the processor", median(work, RUNS, time.process_time)


def served(path: Path) -> Iterator[tuple[str, float]]:
    """Through a server, with a checkpoint and a switch for each write; nothing is validated."""
    with ServedStore.open(path, BASE, Limits(processes=1)) as store:

        def write(edit: Edit) -> None:
            store.write([edit], lambda part: None)

        def replace(number: int) -> None:
            body = rdf.serialise(article(number, 2), "nq")
            edit = Edit("article", graph=f"{BASE}graph/{number}", bodies=(("application/n-quads", body),))
            write(edit)

        def update(text: str) -> None:
            write(Edit("update", text=text))

        yield "served: replace an article", median(replace)
        texts = TextIndex(store)
        began = time.perf_counter()
        texts.current()
        yield "text index, made whole", (time.perf_counter() - began) * 1000

        def renew(number: int) -> None:
            replace(number)
            texts.current()

        yield "served: replace an article, and search", median(renew, RUNS)
        yield "served: insert data", median(lambda n: update(f"INSERT DATA {{ <a:s> <a:q> {n} }}"))
        label = f"<{terms.RDFS_LABEL}>"
        yield (
            "served: delete, insert, where",
            median(
                lambda n: update(
                    f"DELETE {{ GRAPH <{ENTITIES}> {{ ?e {label} ?l }} }} "
                    f"INSERT {{ GRAPH <{ENTITIES}> {{ ?e {label} 'name {n}' }} }} "
                    f"WHERE {{ GRAPH <{ENTITIES}> {{ VALUES ?e {{ <{BASE}entity/{n}> }} ?e {label} ?l }} }}"
                )
            ),
        )
        yield "served: drop a graph", median(lambda n: update(f"DROP GRAPH <{BASE}graph/{700 + n}>"))
        question = Question("ASK {}", "text/csv")
        yield "served: small query", median(lambda n: b"".join(store.ask(question)))


def main(sizes: list[int]) -> None:
    """Print a table: a line for each piece of work, a column for each size."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, str(size))
            filled(path, size)
            for part in (alone, served):
                for name, taken in part(path):
                    found.setdefault(name, []).append(taken)
    print(f"{'milliseconds':42}" + "".join(f"{size:>10,}" for size in sizes) + "  articles")
    for name, figures in found.items():
        print(f"{name:42}" + "".join(f"{figure:10.1f}" for figure in figures))
    print(json.dumps({"runs": RUNS, "articles": sizes}))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [1_000, 10_000])
