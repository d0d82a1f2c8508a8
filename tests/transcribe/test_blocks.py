"""Blocks of one size, whatever the chunks."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transcribe.blocks import equal_blocks


@given(st.lists(st.integers(0, 40), max_size=20), st.integers(1, 30))
def test_samples_are_kept_in_order_in_blocks_of_one_size(lengths: list[int], size: int) -> None:
    samples = np.arange(sum(lengths), dtype=np.float32)
    blocks = list(equal_blocks(np.split(samples, np.cumsum(lengths)), size))
    assert np.array_equal(np.concatenate([*blocks, np.zeros(0, np.float32)]), samples)
    assert all(len(block) == size for block in blocks[:-1])
    assert all(0 < len(block) <= size for block in blocks)
