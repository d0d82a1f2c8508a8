"""The work of one model against another."""

import pytest

from transcribe.cost import Shape, relative_cost, window_gflop

BASE = Shape(6, 6, 512)


def test_the_base_model_takes_what_was_counted_in_it() -> None:
    """Layer by layer: encoder 84, the decoder's look at it 9, and 0.1 a token and beam, in 10^9 operations."""
    assert window_gflop(BASE) == pytest.approx(84.3 + 9.4 + 550 * 0.0971, rel=0.01)


def test_a_model_is_as_much_work_as_itself_and_less_than_a_larger_one() -> None:
    assert relative_cost(BASE, BASE) == 1.0
    assert 3 < relative_cost(Shape(12, 12, 768), BASE) < 4
