"""The shape of a recogniser."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from models.audio import Audio
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Transcript

Progress = Callable[[float], None]
"""Told the fraction done, 0..1, never falling. It may raise: that is how a person cancels."""


def ignore_progress(_fraction: float) -> None:
    """For callers who do not listen."""


@dataclass(frozen=True, slots=True)
class TranscribeOptions:
    """``language`` is a BCP 47 tag, or None to let the engine hear which of ``languages`` it is."""

    language: str | None = None
    languages: tuple[str, ...] = ("vi", "en")
    hotwords: tuple[str, ...] = ()


class Transcriber(Protocol):
    """Turns speech into words with times."""

    @property
    def fingerprint(self) -> Fingerprint: ...

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        """Words inside ``speech`` (spans of ``audio``, in order), times counted from the start of ``audio``.

        No speech gives a transcript without segments. Every word lies inside the audio.

        Raises:
            EngineError: the library failed; its exception is the cause.
        """
        ...
