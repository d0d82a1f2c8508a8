"""Probabilities that mean something, and the fitting of the curve behind them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word
from transcribe.calibration import (
    Judged,
    brier,
    calibration_error,
    cross_validated,
    fit,
    judged,
    matches,
    reliability,
)
from transcribe.confidence import BASE, CURVES, Curve, calibrated, curve_of, logit

AS_IT_IS = Curve(0.0, 1.0, 0.0)


def transcript(*words: tuple[str, float | None]) -> Transcript:
    timed = [Word(text, TimeSpan(300 * at, 300 * at + 200), told) for at, (text, told) in enumerate(words)]
    return Transcript((Segment(tuple(timed[:2]), "vi"), Segment(tuple(timed[2:]), "vi")), "vi", 9_000)


def test_words_and_times_stay_and_only_probabilities_change() -> None:
    heard = transcript(("một", 0.9), ("hai", 0.2), ("ba", 0.9), ("bốn", None))
    told = calibrated(heard, BASE)
    assert [(word.text, word.span) for word in told.words] == [(word.text, word.span) for word in heard.words]
    assert [len(segment.words) for segment in told.segments] == [2, 2]
    assert told.words[3].probability is None
    assert [word.probability for word in told.words[:3]] != [0.9, 0.2, 0.9]


def test_a_word_beside_doubtful_ones_is_believed_less() -> None:
    alone = calibrated(transcript(("a", 0.9), ("b", 0.9), ("c", 0.9)), BASE).words[1].probability
    beside = calibrated(transcript(("a", 0.2), ("b", 0.9), ("c", 0.2)), BASE).words[1].probability
    assert alone is not None
    assert beside is not None
    assert beside < alone


def test_the_curve_belongs_to_the_weights_it_was_fitted_with() -> None:
    (known,) = CURVES
    assert curve_of(Fingerprint("faster_whisper", "1", (("weights", known),))) == BASE
    assert curve_of(Fingerprint("faster_whisper", "1", (("weights", "other"),))) is None
    assert curve_of(Fingerprint("scripted", "1")) is None
    heard = transcript(("a", 0.5), ("b", 0.5), ("c", 0.5))
    assert calibrated(heard, None) is heard


@given(st.floats(0, 1), st.lists(st.floats(0, 1), max_size=2))
def test_a_confidence_is_a_probability_and_rises_with_the_models_own(own: float, near: list[float]) -> None:
    assert 0 < BASE.at(own, near) < 1
    assert BASE.at(min(1.0, own + 0.1), near or [0.5]) >= BASE.at(own, near or [0.5])


def test_a_word_is_right_where_it_is_paired_with_its_equal() -> None:
    assert matches(["a", "b", "c", "d"], ["a", "x", "c", "e", "d"]) == [True, False, True, False, True]
    words = judged(transcript(("Một,", 0.9), ("hay", 0.4), ("…", 0.5), ("ba", 0.8)), "một hai ba", "voice")
    assert [(word.probability, word.right) for word in words] == [(0.9, True), (0.4, False), (0.8, True)]


def test_a_fit_finds_the_curve_that_made_the_data_and_mends_what_is_too_sure() -> None:
    made_by = Curve(-0.4, 0.7, 0.5)
    chance = random.Random(7)
    words = []
    for number in range(4_000):
        own, before, after = (chance.uniform(0.02, 0.98) for _ in range(3))
        right = chance.random() < made_by.at(own, (before, after))
        words.append(Judged(own, (before, after), right, f"voice {number % 8}"))
    found = fit(words)
    assert (found.constant, found.own, found.around) == pytest.approx((-0.4, 0.7, 0.5), abs=0.1)
    raw, told = [word.probability for word in words], cross_validated(words)
    assert brier(told, words) < brier(raw, words)
    assert calibration_error(told, words) < 0.03 < calibration_error(raw, words)
    assert sum(each.count for each in reliability(told, words)) == len(words)


def test_without_neighbours_a_word_speaks_for_itself() -> None:
    assert AS_IT_IS.at(0.7, ()) == pytest.approx(0.7)
    assert logit(1.0) == pytest.approx(-logit(0.0))
