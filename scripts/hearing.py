"""One recording on the command line: the same steps as the server's, without its store."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from models.conversation import Conversation
from models.diarization import Diarization
from models.span import TimeSpan
from models.transcript import Transcript
from scripts.console import Progress, part_of, tell
from scripts.files import shown
from scripts.vocabulary import NOTHING_KNOWN, Vocabulary
from scripts.workbench import Workbench

if TYPE_CHECKING:
    from api.bootstrap import Engines
    from diarize.protocol import DiarizeOptions, Diarizer
    from models.audio import Sound
    from transcribe.protocol import TranscribeOptions


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording, understood."""

    conversation: Conversation
    diarization: Diarization | None
    name: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Hearing:
    """How recordings are heard: with which engines, and what was asked for.

    Several recordings may be heard at once: each engine works on one at a time, so while one is told apart by voices
    the next is already recognised, and no more memory is needed than for one of each.
    """

    engines: "Engines"
    spoken: "TranscribeOptions"
    voices: "DiarizeOptions"
    recorded_at: datetime | None
    zone: str
    vocabulary: Vocabulary = NOTHING_KNOWN
    recogniser: Lock = field(default_factory=Lock)
    diarizer: Lock = field(default_factory=Lock)


def hear(path: Path, hearing: Hearing, progress: Progress, bench: Workbench) -> Heard:
    """The recording as a conversation; its parts are kept on ``bench`` as they are finished.

    Raises:
        UserError: ``audio.*`` when the file cannot be heard.
        EngineError: an engine failed.
    """
    from api.flows import steps
    from transcribe.decode import probe_audio
    from transcribe.spool import decoded_once

    facts = probe_audio(path)
    with decoded_once(path, bench.folder) as sound:
        speech = _speech(sound, bench, part_of(progress, 0.0, 0.05))
        transcript = _transcript(sound, facts.duration_ms, speech, hearing, bench, part_of(progress, 0.05, 0.75))
        diarization = None if hearing.engines.diarizer is None else Diarization(())
        if hearing.engines.diarizer is not None and speech:
            diarization = _diarization(
                sound, speech, hearing, hearing.engines.diarizer, bench, part_of(progress, 0.8, 0.2)
            )
    name = shown(path.stem)
    moment = hearing.recorded_at or facts.recorded_at or _date_on_disk(path, hearing.zone)
    conversation = steps.attribute_step(
        steps.names_step(transcript, hearing.vocabulary.terms),
        diarization,
        id=name,
        recorded_at=moment.astimezone(ZoneInfo(hearing.zone)),
        zone=hearing.zone,
        participants=hearing.vocabulary.people,
    )
    return Heard(conversation, diarization, name, facts.duration_ms)


def _speech(sound: "Sound", bench: Workbench, progress: Progress) -> tuple[TimeSpan, ...]:
    from api.flows import kept, steps

    made_by = kept.speech_fingerprint()
    return bench.part("speech", made_by, kept.SPEECH, lambda: steps.find_speech_step(sound, progress))


def _transcript(
    sound: "Sound",
    duration_ms: int,
    speech: tuple[TimeSpan, ...],
    hearing: Hearing,
    bench: Workbench,
    progress: Progress,
) -> Transcript:
    from api.flows import kept, steps

    transcriber, spoken = hearing.engines.transcriber, hearing.spoken
    found_by = kept.speech_fingerprint().digest

    def keep(piece: TimeSpan, make: "steps.MakePiece") -> Transcript:
        made_by = kept.piece_fingerprint(transcriber.fingerprint, found_by, piece, spoken)

        def make_in_turn() -> Transcript:
            with hearing.recogniser:
                return make()

        return bench.part(f"piece-{piece.start_ms}", made_by, kept.TRANSCRIPT, make_in_turn)

    return steps.transcribe_step(sound, duration_ms, speech, transcriber, spoken, progress, keep)


def _diarization(
    sound: "Sound",
    speech: tuple[TimeSpan, ...],
    hearing: Hearing,
    diarizer: "Diarizer",
    bench: Workbench,
    progress: Progress,
) -> Diarization:
    from api.flows import kept, steps

    def make() -> Diarization:
        with hearing.diarizer:
            return steps.diarize_step(sound, speech, diarizer, hearing.voices, progress)

    made_by = kept.derive(diarizer.fingerprint, speech=kept.speech_fingerprint().digest, voices=str(hearing.voices))
    return bench.part("voices", made_by, kept.DIARIZATION, make)


def _date_on_disk(path: Path, zone: str) -> datetime:
    """When the file was last written, said aloud: a copy may be younger than the meeting."""
    moment = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).astimezone(ZoneInfo(zone))
    tell("cli.recorded_at_guessed", name=shown(path.name), moment=moment.isoformat())
    return moment
