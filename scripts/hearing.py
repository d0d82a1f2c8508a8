"""One recording on the command line: the same steps as the server's, without its store."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from models.conversation import Conversation
from models.diarization import Diarization
from scripts.console import Progress, part_of, tell
from scripts.files import shown
from scripts.vocabulary import NOTHING_KNOWN, Vocabulary

if TYPE_CHECKING:
    from api.bootstrap import Engines
    from diarize.protocol import DiarizeOptions
    from transcribe.protocol import TranscribeOptions


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording, understood."""

    conversation: Conversation
    diarization: Diarization | None
    name: str


def hear(
    path: Path,
    engines: "Engines",
    spoken: "TranscribeOptions",
    voices: "DiarizeOptions",
    recorded_at: datetime | None,
    zone: str,
    progress: Progress,
    vocabulary: Vocabulary = NOTHING_KNOWN,
) -> Heard:
    """The recording as a conversation.

    Raises:
        UserError: ``audio.*`` when the file cannot be heard.
        EngineError: an engine failed.
    """
    from api.flows import steps
    from transcribe.decode import probe_audio

    facts = probe_audio(path)
    speech = steps.find_speech_step(path, part_of(progress, 0.0, 0.05))
    transcript = steps.transcribe_step(path, speech, engines.transcriber, spoken, part_of(progress, 0.05, 0.75))
    diarization = None if engines.diarizer is None else Diarization(())
    if engines.diarizer is not None and speech:
        diarization = steps.diarize_step(path, speech, engines.diarizer, voices, part_of(progress, 0.8, 0.2))
    transcript = steps.names_step(transcript, vocabulary.terms)
    name = shown(path.stem)
    moment = recorded_at or facts.recorded_at or _date_on_disk(path, zone)
    conversation = steps.attribute_step(
        transcript,
        diarization,
        id=name,
        recorded_at=moment.astimezone(ZoneInfo(zone)),
        zone=zone,
        participants=vocabulary.people,
    )
    return Heard(conversation, diarization, name)


def _date_on_disk(path: Path, zone: str) -> datetime:
    """When the file was last written, said aloud: a copy may be younger than the meeting."""
    moment = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).astimezone(ZoneInfo(zone))
    tell("cli.recorded_at_guessed", name=shown(path.name), moment=moment.isoformat())
    return moment
