"""The best pairing against trying them all."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diarize.assignment import best_pairs

tables = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(-9, 9), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


@given(tables)
def test_no_other_pairing_gains_more(rows: list[list[int]]) -> None:
    gain = np.array(rows, dtype=np.float64)
    pairs = best_pairs(gain)
    wide = gain if gain.shape[0] <= gain.shape[1] else gain.T
    best = max(
        sum(wide[row, column] for row, column in enumerate(columns))
        for columns in permutations(range(wide.shape[1]), wide.shape[0])
    )
    assert sum(gain[pair] for pair in pairs) == pytest.approx(best)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == min(gain.shape)


def test_nothing_to_pair_gives_no_pairs() -> None:
    assert best_pairs(np.zeros((0, 3))) == ()
