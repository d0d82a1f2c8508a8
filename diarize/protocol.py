"""The shape of a diarizer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from models.diarization import Diarization
from models.errors import UserError
from models.run import Fingerprint
from models.span import TimeSpan

if TYPE_CHECKING:  # numpy is heavy, and options are read where nothing is heard
    from models.audio import Sound

Progress = Callable[[float], None]
"""Told the fraction done, 0..1, never falling. It may raise: that is how a person cancels."""


def ignore_progress(_fraction: float) -> None:
    """For callers who do not listen."""


Keep = Callable[[Callable[[], bytes]], bytes]
"""Gives what was heard, found from before or made by the function it is given."""


def make_bytes(make: Callable[[], bytes]) -> bytes:
    """For callers who keep nothing."""
    return make()


@dataclass(frozen=True, slots=True)
class DiarizeOptions:
    """How many speakers there are, when somebody knows; both None lets the engine find out.

    ``voices`` are unit vectors of people, made by ``network``: nobody else speaks, though not each of them has to.
    An engine that makes no voiceprints by that network takes their number as the most.

    Raises:
        UserError: ``speakers.range`` when the bounds are impossible.
    """

    min_speakers: int | None = None
    max_speakers: int | None = None
    voices: tuple[tuple[float, ...], ...] = ()
    network: str | None = None

    def __post_init__(self) -> None:
        low = 1 if self.min_speakers is None else self.min_speakers
        high = max(low, 1) if self.max_speakers is None else self.max_speakers
        if not 1 <= low <= high:
            raise UserError("speakers.range", min=low, max=high)

    def __str__(self) -> str:
        """As ``parse_speakers`` reads it; without the voices."""
        if self.min_speakers is None and self.max_speakers is None:
            return "auto"
        if self.min_speakers == self.max_speakers:
            return str(self.min_speakers)
        return f"{self.min_speakers or 1}-{self.max_speakers or MOST_SPEAKERS}"

    def comparable(self, network: str | None) -> "DiarizeOptions":
        """The same for an engine whose voiceprints ``network`` makes."""
        if not self.voices or network == self.network:
            return self
        return DiarizeOptions(self.min_speakers, self.max_speakers or len(self.voices))


MOST_SPEAKERS = 9999


def parse_speakers(text: str) -> DiarizeOptions:
    """``3`` is exactly three people, ``2-5`` from two to five; ``auto`` or nothing leaves it to the engine.

    Raises:
        UserError: ``speakers.text`` when it is neither; ``speakers.range``.
    """
    if text.strip() in ("", "auto"):
        return DiarizeOptions()
    match = re.fullmatch(r"\s*(\d{1,4})\s*(?:[-–]\s*(\d{1,4})\s*)?", text, re.ASCII)
    if match is None:
        raise UserError("speakers.text", given=text[:40])
    return DiarizeOptions(int(match[1]), int(match[2] or match[1]))


class Diarizer(Protocol):
    """Tells voices apart."""

    @property
    def fingerprint(self) -> Fingerprint: ...

    def diarize(
        self,
        audio: "Sound",
        speech: Sequence[TimeSpan],
        options: DiarizeOptions,
        progress: Progress = ignore_progress,
        keep: Keep = make_bytes,
    ) -> Diarization:
        """Turns inside the audio, labels in order of first speech. ``speech`` is what the VAD found, a hint.

        An engine that can keeps, through ``keep``, what it heard before it decided how many speakers there are, so
        that deciding again takes seconds. What is kept depends on the sound, ``speech`` and the fingerprint only.

        Raises:
            EngineError: the library failed; its exception is the cause.
        """
        ...
