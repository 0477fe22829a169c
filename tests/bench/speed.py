"""How fast articles are read, as ratios of runs on one machine: `python -m tests.bench.speed [PART…]`.

Parts: ratio, shares, processes, memory, length. Times are processor seconds, the least of several runs, but
for `processes`, which is by the clock. Figures are in docs/scale.md.
"""

import gc
import sys
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import spacy
from spacy.language import Language

from kg import pipeline
from kg.assembly import Assembly
from kg.export import export
from kg.extract import Reader, running
from kg.extract.entities import cast
from kg.extract.extractors import Extractor, Finding, Findings, extractors
from kg.extract.language import UNUSED, parse_all
from kg.extract.scene import Scene
from kg.knowledge import open_knowledge
from kg.model import Document
from kg.settings import Settings, load
from kg.sources import Sourced
from tests.bench.texts import documents, long_text

RUNS = 9


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """What one run takes."""
    gc.collect()
    began = clock()
    work()
    return clock() - began


def least(works: dict[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """The least of several runs of each, taken in turn so that all see the same machine."""
    taken = [{name: seconds(work) for name, work in works.items()} for _ in range(runs)]
    return {name: min(one[name] for one in taken) for name in works}


def bare_model(name: str) -> Language:
    """The model as its package gives it, with the components that we use and none of our own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(name, exclude=list(UNUSED))


def ratio() -> Iterator[str]:
    """Texts to values, and texts to a graph file, as shares of the throughput of the bare model."""
    settings, found = load(), documents(22)
    model, reader = bare_model(settings.model), Reader(settings.model, open_knowledge())
    texts = [document.text for document in found]
    with tempfile.TemporaryDirectory() as folder:
        taken = least(
            {
                "bare": lambda: list(model.pipe(texts)),
                "values": lambda: list(reader.read_all(found)),
                "graph": lambda: graph_file(found, Path(folder) / "a.nq", settings),
            }
        )
    words = sum(len(text.split()) for text in texts)
    yield f"bare model            {words / taken['bare']:8.0f} words/s  1.00"
    for name in ("values", "graph"):
        yield f"texts to {name:12} {words / taken[name]:8.0f} words/s  {taken['bare'] / taken[name]:.2f}"


def graph_file(found: Iterable[Document], path: Path, settings: Settings) -> None:
    """What `kg extract` does between its input and its output."""
    articles = [Sourced(document.id, document) for document in found]
    with Assembly(settings.base_iri) as whole:
        for outcome in pipeline.article_graphs(articles, settings):
            if isinstance(outcome, pipeline.ArticleGraph):
                whole.add(outcome.quads)
        export(whole, path, settings.base_iri)


class _Clocked:
    """An extractor that notes how long it takes."""

    def __init__(self, extractor: Extractor, taken: dict[str, float]) -> None:
        self.__name__, self.__doc__, self.EMITS = extractor.__name__, extractor.__doc__, extractor.EMITS
        self._extractor, self._taken = extractor, taken

    def extract(self, scene: Scene, found: Findings) -> Iterable[Finding]:
        began = time.process_time()
        own = tuple(self._extractor.extract(scene, found))
        self._taken[self.__name__.rpartition(".")[2]] += time.process_time() - began
        return own


def shares() -> Iterator[str]:
    """Where the time between text and values goes."""
    found, knowledge, taken = documents(44), open_knowledge(), defaultdict[str, float](float)
    began = time.process_time()
    parsed = list(parse_all(document.text for document in found))
    taken["spaCy"] = time.process_time() - began
    clocked = [_Clocked(extractor, taken) for extractor in extractors()]
    for document, doc in zip(found, parsed, strict=True):
        began = time.process_time()
        scene = cast(document, doc, knowledge)
        taken["entities, coreference, relations"] += time.process_time() - began
        running.run(scene, clocked)
    whole = sum(taken.values())
    for name, part in taken.items():
        yield f"{name:34} {part / whole:6.1%}"


def processes() -> Iterator[str]:
    """Articles per second with one and with two processes, start included."""
    found = [Sourced(document.id, document) for document in documents(400)]
    for workers in (1, 2):
        settings = load().model_copy(update={"workers": workers})
        taken = seconds(lambda s=settings: list(pipeline.article_graphs(found, s)), time.monotonic)  # type: ignore[misc]
        yield f"{workers} process{'es' if workers > 1 else '':2} {len(found) / taken:6.1f} articles/s"


def memory() -> Iterator[str]:
    """The resident size of a process after each quarter of two thousand small articles."""
    settings, knowledge = load(), open_knowledge()
    reader = Reader(settings.model, knowledge)
    small = (replace(d, text=f"{d.text[:300]} ({d.id})") for d in documents(2000))
    for number, _ in enumerate(reader.read_all(small), 1):
        if number % 500 == 0:
            yield f"after {number:5} articles  {resident():6.0f} MiB"


def resident() -> float:
    """Mebibytes that the process holds now, or at most held where the system does not say."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * 4096 / 2**20
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def length() -> Iterator[str]:
    """Seconds for each 100,000 characters of one text as it grows, apart from the model's."""
    settings, knowledge = load(), open_knowledge()
    reader = Reader(settings.model, knowledge)
    for characters, line_break in (
        (50_000, "\n\n"),
        (200_000, "\n\n"),
        (1_000_000, "\n\n"),
        (1_000_000, " "),
    ):
        document = long_text(characters, line_break)
        bare = seconds(lambda d=document: list(parse_all([d.text])))  # type: ignore[misc]
        whole = seconds(lambda d=document: reader.read(d))  # type: ignore[misc]
        per = 100_000 / characters
        kind = "one line" if line_break == " " else "paragraphs"
        yield f"{characters:10,} {kind:10}  model {bare * per:5.2f}  all {whole * per:5.2f}"


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "ratio": ratio,
    "shares": shares,
    "processes": processes,
    "memory": memory,
    "length": length,
}


def main(names: list[str]) -> None:
    """Print the parts of these names, all without."""
    for name in names or PARTS:
        print(f"-- {name}: {(PARTS[name].__doc__ or '').splitlines()[0]}", flush=True)
        for line in PARTS[name]():
            print(line, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
