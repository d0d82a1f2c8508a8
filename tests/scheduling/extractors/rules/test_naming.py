"""Each voice one person: all the evidence together decides."""

from scheduling.extractors.rules.naming import best_naming


def test_the_best_sum_wins_over_the_strongest_pair() -> None:
    scores = {("A", "Lan"): 3.0, ("A", "Hoa"): 2.9, ("B", "Lan"): 2.5, ("B", "Hoa"): -2.0}
    assert best_naming(["A", "B"], ["Lan", "Hoa"], scores, least=0.8) == {"A": "Hoa", "B": "Lan"}


def test_a_voice_without_evidence_stays_unnamed() -> None:
    assert best_naming(["A", "B"], ["Lan", "Hoa"], {("A", "Lan"): 2.0, ("B", "Hoa"): 0.3}, least=0.8) == {"A": "Lan"}


def test_nobody_is_two_voices() -> None:
    scores = {("A", "Lan"): 2.0, ("B", "Lan"): 1.0}
    assert best_naming(["A", "B"], ["Lan"], scores, least=0.8) == {"A": "Lan"}
