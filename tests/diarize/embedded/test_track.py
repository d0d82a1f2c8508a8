"""One run over the recording serves all spans: where it is cut does not show, nor who speaks elsewhere."""

import numpy as np
import pytest

from diarize.embedded.segment import STEP_SAMPLES
from diarize.embedded.track import Track, VoiceHead, hidden_frame, listen_to_voices
from diarize.embedded.weights import open_session, read_array
from diarize.engines import embedded
from diarize.protocol import ignore_progress
from models.audio import SAMPLE_RATE_HZ, Audio
from tests.contract.test_diarizers import voices

FRAMES = open_session(embedded.FRAMES)
SPACE = read_array(embedded.SPACE)
HEAD = VoiceHead(open_session(embedded.VOICE), SPACE)
TALK = voices(100, 230, each_s=12)
NUM_FRAMES = TALK.num_samples // STEP_SAMPLES


def listened(sound: Audio, begin: int = 0, end: int | None = None) -> Track:
    end = sound.num_samples // STEP_SAMPLES if end is None else end
    return listen_to_voices(FRAMES, sound, begin, end, np.ones(end - begin, dtype=bool), ignore_progress)


def test_a_part_hears_what_the_whole_hears_there() -> None:
    begin, end = 700, 1300
    whole, part = listened(TALK), listened(TALK, begin, end)
    offset = part.first - whole.first
    assert np.array_equal(part.hidden, whole.hidden[offset : offset + len(part.hidden)])


def test_what_is_silent_is_not_listened_to() -> None:
    spoken = np.zeros(NUM_FRAMES, dtype=bool)
    spoken[1300:1400] = True
    track = listen_to_voices(FRAMES, TALK, 0, NUM_FRAMES, spoken, ignore_progress)
    assert not track.hidden[: 1000 - track.first].any()
    assert track.hidden[hidden_frame(1300) : hidden_frame(1400)].any(axis=1).all()


def test_a_voice_is_pooled_from_its_span_alone() -> None:
    own, other = np.full((40, 512), 2.0, dtype=np.float32), np.full((40, 512), 5.0, dtype=np.float32)
    track = Track(0, np.concatenate([own, other]))
    (statistics,) = track.pooled(np.array([[0, 30]]))
    assert np.array_equal(statistics[:512], np.full(512, 2.0))
    assert not statistics[512:].any()


def test_two_parts_of_one_voice_are_alike_and_two_voices_are_not() -> None:
    second = SAMPLE_RATE_HZ // STEP_SAMPLES
    spans = np.array([[second, 5 * second], [6 * second, 11 * second], [15 * second, 22 * second]])
    vectors = HEAD.vectors(listened(TALK).pooled(spans))
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > max(likeness[0, 2], likeness[1, 2]) + 0.1


@pytest.mark.parametrize("num_samples", [1, 300, 1_600, 16_000, 160_007])
def test_the_shortest_sounds_give_a_unit_vector(num_samples: int) -> None:
    sound = Audio(TALK.samples[:num_samples])
    (vector,) = HEAD.vectors(listened(sound, 0, 89).pooled(np.array([[0, 89]])))
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_nothing_to_pool_is_no_vector() -> None:
    assert HEAD.vectors(np.zeros((0, 1024), dtype=np.float32)).shape == (0, 192)


def test_nothing_is_left_of_what_a_telephone_adds() -> None:
    vectors = HEAD.vectors(np.random.default_rng(0).random((5, 1024)).astype(np.float32))
    assert np.allclose(vectors @ SPACE[1:].T, 0.0, atol=1e-5)
    assert np.allclose(SPACE[1:] @ SPACE[1:].T, np.eye(len(SPACE) - 1), atol=1e-5)


def test_a_vector_is_told_from_the_middle_of_all_voices() -> None:
    statistics = np.random.default_rng(0).random((2, 1024)).astype(np.float32)
    plain = VoiceHead(HEAD.session, None).vectors(statistics)
    shift = VoiceHead(HEAD.session, plain[:1] / 2).vectors(statistics)
    assert np.allclose(shift[0], plain[0], atol=1e-5)
    wanted = plain[1] - plain[0] / 2
    assert np.allclose(shift[1], wanted / np.linalg.norm(wanted), atol=1e-5)
