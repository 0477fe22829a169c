"""How often links are right, by how sure they are.

    python -m tests.bench.reliability [FOLDER GRAPH]… > docs/reliability.svg

FOLDER is a benchmark of spans with items (docs.jsonl, gold.jsonl), GRAPH what `kg extract` made of it.
Figures go to standard error: coverage, accuracy where the base knows the item, expected calibration error.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from kg import rdf
from kg.knowledge import Knowledge, open_knowledge
from kg.terms import WD

BINS = (0.0, 0.65, 0.8, 0.9, 0.94, 0.97, 0.98, 1.0)
LINKS = """
    SELECT ?id ?begin ?end ?item (MAX(?sure) AS ?confidence)
    WHERE { ?article dcterms:identifier ?id . ?mention nif:referenceContext ?article ; nif:beginIndex ?begin ;
            nif:endIndex ?end ; itsrdf:taIdentRef ?entity . ?mapping owl:annotatedSource ?entity ;
            owl:annotatedTarget ?item ; sssom:confidence ?sure .
            FILTER NOT EXISTS { ?mention a cno:Anaphor } }
    GROUP BY ?id ?begin ?end ?item"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A link on a span of the gold standard."""

    confidence: float
    right: bool
    covered: bool


def judged(folder: Path, graph: Path, knowledge: Knowledge) -> Iterator[Judged]:
    """The links on the spans of a benchmark, each with whether its item is the right one."""
    gold = {}
    for document in map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()):
        for begin, end, item, *_ in document["spans"]:
            gold[document["id"], begin, end] = item
    covered = sum(knowledge.item(item) is not None for item in gold.values())
    print(f"{folder.name}: coverage {covered / len(gold):.3f} of {len(gold)} spans", file=sys.stderr)
    for row in rdf.select(rdf.parse(graph), LINKS):
        values = {name: getattr(term, "value", "") for name, term in row.items()}
        key = values["id"], int(values["begin"]), int(values["end"])
        if key in gold:
            right = values["item"] == WD + gold[key]
            yield Judged(float(values["confidence"]), right, knowledge.item(gold[key]) is not None)


def bins(found: Sequence[Judged]) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, how many) of each bin that has any."""
    made = []
    for low, high in pairwise(BINS):
        within = [one for one in found if low < one.confidence <= high]
        if within:
            mean = sum(one.confidence for one in within) / len(within)
            made.append((mean, sum(one.right for one in within) / len(within), len(within)))
    return made


def calibration_error(found: Sequence[Judged]) -> float:
    """The expected calibration error: the mean distance of confidence and share right, by links."""
    return sum(count * abs(mean - right) for mean, right, count in bins(found)) / len(found)


def plot(found: Sequence[Judged]) -> str:
    """The reliability of links as SVG: a point for each bin, as large as it has links."""
    size, edge = 320, 40
    marks = []
    for mean, right, count in bins(found):
        x, y = edge + mean * size, edge + (1 - right) * size
        radius = 3 + (count / len(found)) ** 0.5 * 14
        marks.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#2a6f97" fill-opacity="0.7">'
            f"<title>{count} links: confidence {mean:.3f}, right {right:.3f}</title></circle>"
        )
    ticks = "".join(
        f'<text x="{edge + part * size:.0f}" y="{edge + size + 16}" text-anchor="middle">{part:g}</text>'
        f'<text x="{edge - 6}" y="{edge + (1 - part) * size + 4:.0f}" text-anchor="end">{part:g}</text>'
        for part in (0, 0.25, 0.5, 0.75, 1)
    )
    whole = size + 2 * edge
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole + 10}" '
        f'font-family="sans-serif" font-size="11"><rect width="{whole}" height="{whole + 10}" fill="#fff"/>'
        f'<rect x="{edge}" y="{edge}" width="{size}" height="{size}" fill="none" stroke="#999"/>'
        f'<line x1="{edge}" y1="{edge + size}" x2="{edge + size}" y2="{edge}" stroke="#bbb" '
        f'stroke-dasharray="4"/>{ticks}{"".join(marks)}'
        f'<text x="{whole / 2}" y="{whole}" text-anchor="middle">confidence of the link</text>'
        f'<text x="{whole / 2}" y="24" text-anchor="middle">share of links that are right '
        f"(n = {len(found)}, calibration error {calibration_error(found):.3f})</text></svg>\n"
    )


def main(arguments: Sequence[str]) -> None:
    """Prints the plot of all benchmarks together."""
    knowledge, found = open_knowledge(), list[Judged]()
    for folder, graph in zip(arguments[::2], arguments[1::2], strict=True):
        here = list(judged(Path(folder), Path(graph), knowledge))
        known = [one for one in here if one.covered and one.confidence > BINS[1]]
        share = sum(one.right for one in known) / len(known)
        print(f"  certain links right where covered {share:.3f} of {len(known)}", file=sys.stderr)
        found += here
    for mean, right, count in bins(found):
        print(f"{mean:.3f} {right:.3f} {count}", file=sys.stderr)
    print(f"calibration error {calibration_error(found):.3f} over {len(found)} links", file=sys.stderr)
    print(plot(found), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
