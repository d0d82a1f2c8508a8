"""Which known person a voice is (pure): same, not, or unsure, and then a person is asked.

A voice is the same as a person's when the cosine with their profile is at least 0.70 and 0.15 above that with anybody
else's, and nothing said speaks against it. Where the figures come from: docs/decisions/0034-space-of-voices.md.
"""

from collections.abc import Collection, Mapping, Sequence

from models.diarization import Diarization, Voiceprint
from models.voices import Doubt, KnownVoice, Likeness, VoiceMatch

SAME_VOICE, OTHER_VOICE = 0.70, 0.30
"""Cosine from which a voice may be a person's, and below which it is not."""
MARGIN = 0.15
"""Cosine by which the best must be above the second."""
LEAST_SPEECH_MS = 2_000
"""Of a label; less gives a vector that says little."""


def match_voices(
    diarization: Diarization, known: Sequence[KnownVoice], called: Mapping[str, Collection[str]]
) -> tuple[VoiceMatch, ...]:
    """One answer for each label with a voiceprint, in order of first speech; none when nobody is known.

    ``known`` are voices of the network that made the diarization's. ``called`` tells by which names others called a
    label just before it spoke, or it called itself: where that is another's than the voice's, nobody is named.
    One person may be the same as two labels (one voice at two microphones).
    """
    if not known:
        return ()
    voices = {voice.label: voice for voice in diarization.voiceprints}
    return tuple(
        _match(voices[label], known, diarization.speech_ms(label), called.get(label, ()))
        for label in diarization.labels
        if label in voices
    )


def _match(voice: Voiceprint, known: Sequence[KnownVoice], speech_ms: int, called: Collection[str]) -> VoiceMatch:
    ranked = sorted(
        ((voice.cosine(person.vector), person) for person in known), key=lambda pair: (-pair[0], pair[1].name)
    )
    similarity, best = ranked[0]
    margin = similarity - ranked[1][0] if len(ranked) > 1 else None
    likeness, doubt = _judge(similarity, margin, speech_ms, called=called, name=best.name)
    return VoiceMatch(voice.label, likeness, best.person_id, best.name, round(similarity, 4), doubt)


def _judge(
    similarity: float, margin: float | None, speech_ms: int, *, called: Collection[str], name: str
) -> tuple[Likeness, Doubt | None]:
    if similarity < OTHER_VOICE:
        return "not", "unlike"
    if called and name not in called:
        return "unsure", "called"
    if similarity < SAME_VOICE:
        return "unsure", "close"
    if margin is not None and margin < MARGIN:
        return "unsure", "alike"
    if speech_ms < LEAST_SPEECH_MS:
        return "unsure", "short"
    return "same", None
