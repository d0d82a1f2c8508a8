"""Same, not, or unsure: by an absolute threshold, a margin to the second, and what was said."""

import math

import pytest

from diarize.voices import MARGIN, OTHER_VOICE, SAME_VOICE, match_voices
from models.diarization import Diarization, Turn, Voiceprint
from models.span import TimeSpan
from models.voices import KnownVoice, VoiceMatch

HA = KnownVoice("p1", "Hà", (1.0, 0.0, 0.0))
BINH = KnownVoice("p2", "Bình", (0.0, 1.0, 0.0))


def voice(ha: float, binh: float = 0.0) -> tuple[float, float, float]:
    """A voice with these cosines to the two people."""
    return (ha, binh, math.sqrt(max(0.0, 1 - ha**2 - binh**2)))


def heard(*vectors: tuple[float, float, float], each_ms: int = 5_000) -> Diarization:
    labels = [f"SPEAKER_{i:02d}" for i in range(len(vectors))]
    turns = tuple(Turn(TimeSpan(i * 10_000, i * 10_000 + each_ms), label) for i, label in enumerate(labels))
    return Diarization(turns, tuple(map(Voiceprint, labels, vectors)), "net")


def match(vector: tuple[float, float, float], *called: str, each_ms: int = 5_000) -> VoiceMatch:
    (found,) = match_voices(heard(vector, each_ms=each_ms), (HA, BINH), {"SPEAKER_00": called} if called else {})
    return found


def test_a_voice_near_one_and_far_from_the_others_is_that_persons() -> None:
    found = match(voice(0.9, 0.3))
    assert (found.likeness, found.person_id, found.name, found.similarity) == ("same", "p1", "Hà", 0.9)


@pytest.mark.parametrize(
    ("similarity", "likeness", "doubt"),
    [
        (SAME_VOICE + 0.01, "same", None),
        (SAME_VOICE - 0.01, "unsure", "close"),
        (OTHER_VOICE + 0.01, "unsure", "close"),
        (OTHER_VOICE - 0.01, "not", "unlike"),
    ],
)
def test_the_absolute_thresholds(similarity: float, likeness: str, doubt: str | None) -> None:
    found = match(voice(similarity))
    assert (found.likeness, found.doubt) == (likeness, doubt)


@pytest.mark.parametrize(("below", "doubt"), [(MARGIN - 0.01, "alike"), (MARGIN + 0.01, None)])
def test_two_people_as_like_are_a_question(below: float, doubt: str | None) -> None:
    assert match(voice(0.76, 0.76 - below)).doubt == doubt


def test_nobody_is_named_where_another_was_called_on() -> None:
    assert match(voice(0.95), "Bình").doubt == "called"
    assert match(voice(0.95), "Bình").likeness == "unsure"
    assert match(voice(0.95), "Hà").likeness == "same"
    assert match(voice(0.95), "Bình", "Hà").likeness == "same"


def test_what_was_said_never_names_a_voice_that_is_not_alike() -> None:
    assert match(voice(OTHER_VOICE - 0.05), "Hà").likeness == "not"
    assert match(voice(SAME_VOICE - 0.05), "Hà").likeness == "unsure"


def test_too_little_speech_is_a_question() -> None:
    assert match(voice(0.95), each_ms=1_999).doubt == "short"
    assert match(voice(0.95), each_ms=2_000).doubt is None


def test_one_person_at_two_microphones_is_two_labels_with_one_name() -> None:
    found = match_voices(heard(voice(0.9), voice(0.85)), (HA, BINH), {})
    assert [(each.label, each.likeness, each.name) for each in found] == [
        ("SPEAKER_00", "same", "Hà"),
        ("SPEAKER_01", "same", "Hà"),
    ]


def test_the_only_known_person_is_judged_without_a_second() -> None:
    assert match_voices(heard(voice(0.9)), (HA,), {})[0].likeness == "same"


def test_nobody_known_and_voices_without_a_print_give_nothing() -> None:
    assert match_voices(heard(voice(0.9)), (), {}) == ()
    assert match_voices(Diarization((Turn(TimeSpan(0, 5_000), "SPEAKER_00"),)), (HA,), {}) == ()
