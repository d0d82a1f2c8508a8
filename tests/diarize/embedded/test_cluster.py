"""Average linkage and the number of speakers, on vectors whose answer is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diarize.embedded.cluster import Wanted, cluster_voices, link, nearest_known, unit_means


def people(*sizes: int, spread: float = 0.3, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Unit vectors around one random direction a person, and whose each is."""
    generator = np.random.default_rng(seed)
    centres = generator.standard_normal((len(sizes), 64))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True)
    whose = np.repeat(np.arange(len(sizes)), sizes)
    vectors = centres[whose] + spread * generator.standard_normal((len(whose), 64)) / 8
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32), whose


def ones(vectors: np.ndarray) -> np.ndarray:
    return np.ones(len(vectors))


def same_partition(found: np.ndarray, wanted: np.ndarray) -> bool:
    return len(set(zip(found.tolist(), wanted.tolist(), strict=True))) == len(set(found)) == len(set(wanted))


def test_people_apart_are_told_apart() -> None:
    vectors, whose = people(20, 8, 5)
    assert same_partition(cluster_voices(vectors, ones(vectors), Wanted(0.5, 3)), whose)


def test_a_group_too_small_to_be_a_speaker_has_no_label() -> None:
    vectors, whose = people(20, 2)
    found = cluster_voices(vectors, ones(vectors), Wanted(0.5, 3))
    assert set(found[whose == 0]) == {0}
    assert set(found[whose == 1]) == {-1}


def test_when_every_group_is_small_the_largest_is_a_speaker() -> None:
    vectors, _ = people(2, 1)
    assert sorted(cluster_voices(vectors, ones(vectors), Wanted(0.5, 10)).tolist()) == [-1, 0, 0]


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8])
def test_the_number_of_speakers_is_obeyed(number: int) -> None:
    vectors, _ = people(20, 15, 12)
    found = cluster_voices(vectors, ones(vectors), Wanted(0.5, 3, number, number))
    assert len(set(found) - {-1}) == number


def test_a_range_that_holds_the_natural_number_changes_nothing() -> None:
    vectors, whose = people(20, 15, 12)
    assert same_partition(cluster_voices(vectors, ones(vectors), Wanted(0.5, 3, 2, 6)), whose)


def test_a_long_recording_is_clustered_in_blocks_to_the_same_people() -> None:
    vectors, whose = people(1800, 1500, 900)
    order = np.random.default_rng(1).permutation(len(whose))
    assert same_partition(cluster_voices(vectors[order], ones(vectors), Wanted(0.5, 3)), whose[order])


def test_nothing_to_cluster_gives_nothing() -> None:
    assert len(cluster_voices(np.zeros((0, 4), dtype=np.float32), np.zeros(0), Wanted(0.5, 3))) == 0


def test_centroids_leave_out_those_without_a_label() -> None:
    vectors = np.array([[1, 0], [0, 1], [1, 0]], dtype=np.float32)
    assert unit_means(vectors, np.array([0, -1, 0])).tolist() == [[1, 0]]


@settings(deadline=None)
@given(st.integers(2, 12), st.integers(0, 1000))
def test_linkage_merges_the_most_alike_groups_first(count: int, seed: int) -> None:
    vectors, _ = people(*([1] * count), seed=seed)
    groups = [[index] for index in range(count)]
    for merge in link(vectors, ones(vectors)):
        best = max(float((vectors[a] @ vectors[b].T).mean()) for i, a in enumerate(groups) for b in groups[:i])
        assert merge.similarity == pytest.approx(best, abs=1e-4)
        left = next(group for group in groups if merge.left in group)
        right = next(group for group in groups if merge.right in group)
        groups = [group for group in groups if group not in (left, right)] + [left + right]


def test_forty_short_speakers_are_forty() -> None:
    vectors, whose = people(*[4] * 40)
    assert same_partition(cluster_voices(vectors, np.full(len(vectors), 2.5), Wanted(0.57, 2.0)), whose)


def test_many_voices_are_one_and_one_voice_is_ten_when_that_is_wanted() -> None:
    many, _ = people(*[4] * 40)
    assert set(cluster_voices(many, ones(many), Wanted(0.57, 2.0, 1, 1))) == {0}
    one, _ = people(30)
    assert set(cluster_voices(one, ones(one), Wanted(0.57, 2.0, 10, 10))) >= set(range(10))


def test_equal_vectors_are_one_voice() -> None:
    same = np.tile(np.eye(4, dtype=np.float32)[0], (50, 1))
    assert set(cluster_voices(same, ones(same), Wanted(0.57, 2.0))) == {0}


@pytest.mark.parametrize("spread", [0.3, 1.6])
def test_a_long_recording_ends_in_few_groups_however_unlike_its_voices(
    monkeypatch: pytest.MonkeyPatch, spread: float
) -> None:
    vectors, whose = people(150, 150, 150, spread=spread)
    monkeypatch.setattr("diarize.embedded.cluster.BLOCK", 40)
    order = np.random.default_rng(1).permutation(len(vectors))
    labels = cluster_voices(
        vectors[order], np.ones(len(vectors)), Wanted(same_voice=0.5, smallest=2, fewest=3, most=3)
    )
    assert len(set(labels.tolist()) - {-1}) == 3
    if spread < 1:
        assert len(set(zip(labels.tolist(), whose[order].tolist(), strict=True))) == 3


def test_forty_speakers_with_a_few_stretches_each_are_forty() -> None:
    vectors, whose = people(*[6] * 40)
    labels = cluster_voices(vectors, np.full(len(vectors), 3.0), Wanted(same_voice=0.57, smallest=1.5))
    assert len(set(labels.tolist())) == 40
    assert len(set(zip(labels.tolist(), whose.tolist(), strict=True))) == 40


def test_one_speaker_for_two_hours_is_one() -> None:
    vectors, _ = people(2400)
    labels = cluster_voices(vectors, np.full(len(vectors), 3.0), Wanted(same_voice=0.57, smallest=1.5))
    assert set(labels.tolist()) == {0}


def test_the_known_voices_lead_and_whoever_is_away_is_left_out() -> None:
    vectors, whose = people(20, 15, 12)
    known = np.stack([vectors[whose == number][0] for number in (2, 0, 1)])
    away = people(1, seed=9)[0]
    found = nearest_known(vectors, ones(vectors), np.concatenate([known, away]), 1.5)
    assert found.tolist() == [{2: 0, 0: 1, 1: 2}[number] for number in whose.tolist()]


def test_of_known_voices_with_too_little_speech_the_nearest_is_a_speaker() -> None:
    vectors, _ = people(2)
    assert nearest_known(vectors, ones(vectors) / 4, people(1, seed=9)[0], 1.5).tolist() == [0, 0]
