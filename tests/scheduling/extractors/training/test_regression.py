"""The regressions behind the judge find weights that are known."""

import math

import numpy as np
import pytest

from scheduling.extractors.training.regression import fit, fit_choice, minimise


def test_log_odds_of_a_sign_are_found() -> None:
    rows = [{"a": 1.0}] * 100 + [{}] * 100
    labels = [True] * 80 + [False] * 20 + [True] * 30 + [False] * 70
    weights, bias = fit(rows, labels, penalty=1e-6)
    assert bias == pytest.approx(math.log(0.3 / 0.7), abs=1e-3)
    assert bias + weights["a"] == pytest.approx(math.log(0.8 / 0.2), abs=1e-3)


def test_rare_signs_are_left_out_and_a_penalty_draws_weights_to_zero() -> None:
    rows = [{"a": 1.0}] * 5 + [{"rare": 1.0}] + [{}] * 6
    labels = [True] * 6 + [False] * 6
    free, _ = fit(rows, labels, penalty=0.01, least=3)
    held, _ = fit(rows, labels, penalty=10.0, least=3)
    assert set(free) == {"a"}
    assert 0 < held["a"] < free["a"]


def test_a_choice_learns_what_marks_the_right_candidate() -> None:
    choices = [([{"last": 1.0}, {"first": 1.0}], [True, False])] * 9 + [
        ([{"last": 1.0}, {"first": 1.0}], [False, True])
    ]
    weights = fit_choice(choices, 1e-6)
    assert weights["last"] - weights["first"] == pytest.approx(math.log(9), abs=1e-2)


def test_with_few_examples_the_weights_of_a_choice_stay_small() -> None:
    weights = fit_choice([([{"rules": 1.0}, {"x": 1.0}], [True, False])], 100.0, least=1)
    assert 0 < weights["rules"] < 0.05


def test_the_least_of_a_bowl_is_found() -> None:
    found = minimise(lambda at: (float(((at - 3) ** 2).sum()), 2 * (at - 3)), np.zeros(4))
    assert found == pytest.approx([3.0] * 4, abs=1e-4)
