"""Spans put into batches: what a run of the network may hold."""

from hypothesis import given
from hypothesis import strategies as st

from diarize.embedded.embed import BATCH_FEATURES, batches_of_equal_length


@given(st.lists(st.sampled_from([20, 60, 148, 168, 388, 2000]), max_size=60))
def test_each_span_is_in_one_batch_of_its_length_that_is_not_too_large(lengths: list[int]) -> None:
    batches = batches_of_equal_length(lengths)
    assert sorted(index for batch in batches for index in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len({lengths[index] for index in batch}) == 1
        assert len(batch) == 1 or sum(lengths[index] for index in batch) <= BATCH_FEATURES
