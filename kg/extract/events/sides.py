"""Which two an article sets against each other: talks between nobody named are theirs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kg import vocab
from kg.extract.events.clusters import Cluster
from kg.extract.scene import Scene
from kg.model import ReferentId

Pair = tuple[ReferentId, ReferentId]
PARTIES = frozenset({vocab.Country, vocab.Government, vocab.ArmedForce, vocab.ArmedGroup})
SURE = 2
"""Events that must set two against each other."""
DEALING = frozenset({vocab.Assault, vocab.Agree, vocab.Retreat})


def opponents(scene: Scene, clusters: Sequence[Cluster]) -> tuple[ReferentId, ...]:
    """The two that most events of an article set against each other or bring together; none if nobody is."""
    counted = Counter(pair for c in clusters if c.first.kind in DEALING for pair in _pairs(scene, c))
    best = counted.most_common(2)
    sure = bool(best) and best[0][1] >= SURE and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if sure else ()


def _pairs(scene: Scene, c: Cluster) -> Iterator[Pair]:
    actors = _parties(scene, c.specific(scene, "actors"))
    targets = _parties(scene, c.specific(scene, "targets"))
    if len(actors) == 2 and not targets:
        yield from _opposed(scene, *actors)
    elif c.first.kind == vocab.Assault:
        for a in actors:
            for b in targets:
                yield from _opposed(scene, a, b)


def _opposed(scene: Scene, a: ReferentId, b: ReferentId) -> Iterator[Pair]:
    """The two in a set order, but for a state and its own bodies."""
    lands = {scene.referent[r].country or r for r in (a, b)}
    if len(lands) > 1 and a != b:
        yield (a, b) if a < b else (b, a)


def _parties(scene: Scene, referents: Iterable[ReferentId]) -> list[ReferentId]:
    return [r for r in referents if scene.referent[r].kind in PARTIES]
