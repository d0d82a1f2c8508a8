"""A recogniser that replays a prepared transcript: for tests, demonstrations, machines without weights."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.audio import Audio
from models.codec.shape import load_json
from models.codec.transcript import transcript_from_json, transcript_to_json
from models.errors import UserError
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Segment, Transcript, Word
from transcribe.pieces import spoken_language
from transcribe.protocol import Progress, TranscribeOptions, ignore_progress


@dataclass(frozen=True, slots=True)
class ScriptedTranscriber:
    """Says what stands in ``script`` wherever there is speech."""

    script: Transcript

    @property
    def fingerprint(self) -> Fingerprint:
        return Fingerprint("scripted", "1", (("script", str(transcript_to_json(self.script))),))

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        """The script's words whose middle lies in ``speech``, cut to the audio. ``options`` change nothing."""
        progress(0.0)
        duration_ms = audio.duration_ms
        segments: list[Segment] = []
        for index, segment in enumerate(self.script.segments, start=1):
            words = tuple(word for heard in segment.words if (word := _heard(heard, speech, duration_ms)) is not None)
            if words:
                segments.append(replace(segment, words=words))
            progress(index / (len(self.script.segments) + 1))
        progress(1.0)
        return Transcript(tuple(segments), spoken_language(segments), duration_ms)


def load_scripted(script: Path) -> ScriptedTranscriber:
    """
    Raises:
        UserError: ``engine.script_unreadable``, or what is wrong with the JSON and where.
    """
    try:
        text = script.read_bytes()
    except OSError as error:
        raise UserError("engine.script_unreadable", name=script.name, reason=error.strerror or str(error)) from error
    return ScriptedTranscriber(transcript_from_json(load_json(text, script.name)))


def _heard(word: Word, speech: Sequence[TimeSpan], duration_ms: int) -> Word | None:
    middle = word.span.middle_ms
    if duration_ms <= 0 or not any(span.start_ms <= middle < span.end_ms for span in speech):
        return None
    span = word.span.clamp(TimeSpan(0, duration_ms))
    return None if span is None else replace(word, span=span)
