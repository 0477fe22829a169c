"""Work over processes: order, equality with one process, and processes that die."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest

from kg.errors import ConfigurationError
from kg.parallel import AHEAD, BATCH, ordered_map


@dataclass(frozen=True)
class Doubling:
    """Doubles numbers; dies of 13, refuses 99."""

    def __call__(self) -> Callable[[Sequence[int]], list[int]]:
        return self._double

    def _double(self, numbers: Sequence[int]) -> list[int]:
        if 13 in numbers:
            os._exit(1)
        if 99 in numbers:
            raise ConfigurationError("nothing works")
        return [2 * number for number in numbers]


def _lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("workers", [1, 3])
@pytest.mark.parametrize("count", [0, 1, BATCH, 5 * BATCH + 3])
def test_results_come_in_order(workers: int, count: int) -> None:
    numbers = list(range(100, 100 + count))
    assert list(ordered_map(Doubling(), numbers, workers, _lost)) == [2 * number for number in numbers]


def test_a_process_that_dies_costs_only_the_item_that_it_died_of() -> None:
    numbers = list(range(3 * BATCH))
    expected = [-13 if number == 13 else 2 * number for number in numbers]
    assert list(ordered_map(Doubling(), numbers, 2, _lost)) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_no_more_is_taken_from_the_input_than_is_needed(workers: int) -> None:
    taken = []

    def numbers() -> Iterator[int]:
        for number in range(100, 100 + 40 * BATCH):
            taken.append(number)
            yield number

    results = ordered_map(Doubling(), numbers(), workers, _lost)
    for done, _ in enumerate(results):
        assert len(taken) <= done + (AHEAD * workers + 2) * BATCH


@pytest.mark.parametrize("workers", [1, 2])
def test_what_nothing_can_go_on_without_stops_the_run(workers: int) -> None:
    with pytest.raises(ConfigurationError, match="nothing works"):
        list(ordered_map(Doubling(), range(90, 120), workers, _lost))
