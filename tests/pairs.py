"""Few cases in which every two choices meet, in place of all cases."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any


def all_pairs(choices: Sequence[Sequence[Any]]) -> Iterator[tuple[Any, ...]]:
    """Few rows, one choice of each column, in which every two choices of two columns occur together (greedy)."""
    columns = [range(len(column)) for column in choices]
    rows = list(itertools.product(*columns))
    left = set().union(*map(_pairs, rows))
    while left:
        best = max(rows, key=lambda row: len(left & _pairs(row)))
        left -= _pairs(best)
        yield tuple(column[number] for column, number in zip(choices, best, strict=True))


def _pairs(row: Sequence[int]) -> set[Any]:
    return set(itertools.combinations(enumerate(row), 2))
