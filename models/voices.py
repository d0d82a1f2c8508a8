"""Voices known again: what is kept of a person's voice, with whose leave, and what a recording's voices are like."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Likeness = Literal["same", "unsure", "not"]
Doubt = Literal["unlike", "close", "alike", "called", "short"]
"""Why a voice is not said to be the same: unlike all known; not quite like the best; two known are as like; another
was called on; it speaks too little."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A person's leave to keep their voice: the account that recorded it, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class VoiceShare:
    """What one diarization gave to a person's profile: the voiceprint of the turns that a reviewer confirmed.

    ``network`` names what made the vector; only vectors of one network can be compared.
    """

    diarization_id: str
    label: str
    vector: tuple[float, ...]
    network: str
    speech_ms: int


@dataclass(frozen=True, slots=True)
class VoiceProfile:
    """A person's voice as its shares, each kept by itself so that it can be taken out again."""

    person_id: str
    name: str
    consent: Consent
    shares: tuple[VoiceShare, ...]


@dataclass(frozen=True, slots=True)
class KnownVoice:
    """A person's voice as one vector of unit length."""

    person_id: str
    name: str
    vector: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class VoiceMatch:
    """Whom a label's voice is like. ``person_id`` and ``name`` tell the one most like it, None when nobody is known.

    ``similarity`` is the cosine with that one, ``doubt`` why it is not the same; None when it is.
    """

    label: str
    likeness: Likeness
    person_id: str | None
    name: str | None
    similarity: float
    doubt: Doubt | None

    def __post_init__(self) -> None:
        if (self.likeness == "same") != (self.doubt is None):
            raise ValueError(f"{self.label}: a voice is the same, or there is a reason why not")


LONGEST_SHARE_MS = 120_000
"""Speech beyond two minutes says nothing new about a voice: one long meeting must not drown the others."""


def mean_voice(profile: VoiceProfile, network: str) -> KnownVoice | None:
    """The mean of the profile's shares of one network, weighted by speech; None when it has none of it."""
    shares = [share for share in profile.shares if share.network == network]
    vector = unit_mean((share.vector, min(share.speech_ms, LONGEST_SHARE_MS)) for share in shares)
    return None if vector is None else KnownVoice(profile.person_id, profile.name, vector)


def unit_mean(weighted: Iterable[tuple[tuple[float, ...], float]]) -> tuple[float, ...] | None:
    """The weighted mean of vectors, of unit length; None of none, or when they cancel each other out."""
    pairs = list(weighted)
    sums = [sum(values) for values in zip(*([w * x for x in vector] for vector, w in pairs), strict=True)]
    length = math.hypot(*sums)
    return tuple(x / length for x in sums) if length > 0 else None
