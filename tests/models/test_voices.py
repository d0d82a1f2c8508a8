"""A profile's voice from its shares."""

from datetime import UTC, datetime

import pytest

from models.codec import dump_json, load_json
from models.codec.voices import matches_from_json, matches_to_json
from models.voices import Consent, VoiceMatch, VoiceProfile, VoiceShare, mean_voice

CONSENT = Consent("Lý Thu", datetime(2026, 3, 1, tzinfo=UTC))


def profile(*shares: VoiceShare) -> VoiceProfile:
    return VoiceProfile("p1", "Hà", CONSENT, shares)


def share(vector: tuple[float, ...], speech_s: int = 10, network: str = "net") -> VoiceShare:
    return VoiceShare("d1", "SPEAKER_00", vector, network, speech_s * 1000)


def vector_of(*shares: VoiceShare) -> tuple[float, ...]:
    voice = mean_voice(profile(*shares), "net")
    assert voice is not None
    return voice.vector


def test_the_voice_is_the_mean_of_the_shares_by_speech_of_unit_length() -> None:
    assert vector_of(share((1.0, 0.0), 30), share((0.0, 1.0), 40)) == pytest.approx((0.6, 0.8))


def test_a_long_meeting_does_not_drown_the_others() -> None:
    assert vector_of(share((1.0, 0.0), 120), share((0.0, 1.0), 7200)) == pytest.approx((0.5**0.5, 0.5**0.5))


def test_shares_of_another_network_are_not_mixed_in() -> None:
    assert vector_of(share((1.0, 0.0)), share((0.0, 1.0, 0.0), network="other")) == (1.0, 0.0)
    assert mean_voice(profile(share((1.0, 0.0), network="other")), "net") is None
    assert mean_voice(profile(), "net") is None


def test_taking_a_share_out_gives_the_voice_there_was_before_it() -> None:
    first, second = share((1.0, 0.0)), share((0.6, 0.8))
    assert vector_of(first) != vector_of(first, second)
    assert vector_of(*(each for each in (first, second) if each is not second)) == vector_of(first)


def test_matches_are_the_same_after_json() -> None:
    matches = (
        VoiceMatch("SPEAKER_00", "same", "p1", "Hà", 0.9, None),
        VoiceMatch("SPEAKER_01", "unsure", "p1", "Hà", 0.6, "close"),
    )
    assert matches_from_json(load_json(dump_json(matches_to_json(matches)), "m")) == matches


def test_a_voice_that_is_not_the_same_has_a_reason() -> None:
    with pytest.raises(ValueError, match="reason why not"):
        VoiceMatch("SPEAKER_00", "unsure", "p1", "Hà", 0.6, None)
