"""The steps of processing a recording, the same for the server and the command line.

Each takes values and gives one finished value; none touches the database.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from diarize.protocol import DiarizeOptions, Diarizer, Keep, make_bytes
from models.audio import SAMPLE_RATE_HZ, Audio, Sound
from models.conversation import Conversation, Document
from models.diarization import Diarization
from models.directory import Department, Person
from models.errors import UserError
from models.findings import Findings
from models.recording import Level
from models.span import TimeSpan
from models.transcript import Transcript
from models.voices import KnownVoice, VoiceMatch
from scheduling.protocol import ExtractContext, Extractor
from transcribe.protocol import Progress, TranscribeOptions, Transcriber, ignore_progress

if TYPE_CHECKING:
    from transcribe.names import Term

GRAMMARS = {"vi": ("vi", "en"), "en": ("en",)}
"""Grammars for a language: Vietnamese meetings mix English in; unlisted ones (``mixed``) get both."""

MakePiece = Callable[[], Transcript]
KeepPiece = Callable[[TimeSpan, MakePiece], Transcript]
"""Gives a piece's words, found from before or made by the function it is given."""


def make_anew(_piece: TimeSpan, make: MakePiece) -> Transcript:
    return make()


def find_speech_step(sound: Sound, progress: Progress = ignore_progress) -> tuple[TimeSpan, ...]:
    """Where anybody speaks.

    Raises:
        UserError: ``audio.*`` when the sound cannot be decoded.
    """
    from transcribe.spool import blocks_of
    from transcribe.vad import find_speech

    return find_speech(_told(blocks_of(sound), sound.duration_ms, progress))


def _told(blocks: Iterable[Audio], duration_ms: int, progress: Progress) -> Iterator[Audio]:
    """The same blocks, telling how far they have been heard."""
    heard_ms = 0
    for block in blocks:
        yield block
        heard_ms += block.duration_ms
        progress(min(1.0, heard_ms / max(duration_ms, 1)))


def plan_pieces(speech: Sequence[TimeSpan], duration_ms: int) -> tuple[TimeSpan, ...]:
    """Pieces of about ten minutes, cut in silence, the same every time."""
    from transcribe.pieces import cut_pieces

    return cut_pieces(speech, duration_ms)


def transcribe_piece_step(
    sound: Sound,
    piece: TimeSpan,
    speech: Sequence[TimeSpan],
    transcriber: Transcriber,
    options: TranscribeOptions,
    progress: Progress = ignore_progress,
) -> Transcript:
    """The tidied words of one piece with calibrated probabilities, times counted from the start of the piece."""
    from transcribe.confidence import calibrated, curve_of
    from transcribe.tidy import tidy_transcript
    from transcribe.wordless import with_wordless

    inside = tuple(part.shift(-piece.start_ms) for part in (span.clamp(piece) for span in speech) if part is not None)
    first, last = (edge_ms * SAMPLE_RATE_HZ // 1000 for edge_ms in (piece.start_ms, piece.end_ms))
    heard = tidy_transcript(transcriber.transcribe(Audio(sound.read(first, last)), inside, options, progress))
    return with_wordless(calibrated(heard, curve_of(transcriber.fingerprint)), inside)


def join_pieces_step(pieces: Sequence[TimeSpan], parts: Sequence[Transcript], duration_ms: int) -> Transcript:
    """One transcript of the whole recording from those of its pieces."""
    from transcribe.pieces import join_transcripts

    offsets = [piece.start_ms for piece in pieces]
    return join_transcripts(tuple(zip(offsets, parts, strict=True)), duration_ms)


def transcribe_step(
    sound: Sound,
    duration_ms: int,
    speech: Sequence[TimeSpan],
    transcriber: Transcriber,
    options: TranscribeOptions,
    progress: Progress = ignore_progress,
    keep: KeepPiece = make_anew,
) -> Transcript:
    """All words of a recording of ``duration_ms``: piece by piece, tidied, joined. ``keep`` may know a piece from
    before.

    Raises:
        UserError: ``audio.*`` when the sound cannot be decoded.
        EngineError: the recogniser failed.
    """
    pieces = plan_pieces(speech, duration_ms)
    parts = []
    total_ms = sum(piece.duration_ms for piece in pieces)
    done_ms = 0
    for piece in pieces:
        before_ms, length_ms = done_ms, piece.duration_ms

        def tell(fraction: float, before_ms: int = before_ms, length_ms: int = length_ms) -> None:
            progress((before_ms + fraction * length_ms) / total_ms)

        def hear(piece: TimeSpan = piece, tell: Progress = tell) -> Transcript:
            return transcribe_piece_step(sound, piece, speech, transcriber, options, tell)

        parts.append(keep(piece, hear))
        tell(1.0)
        done_ms += length_ms
    progress(1.0)
    return join_pieces_step(pieces, parts, duration_ms)


def names_step(transcript: Transcript, terms: "Sequence[Term]") -> Transcript:
    """Names and terms in their right form where the sound that was heard is near enough."""
    from transcribe.names import write_names

    return write_names(transcript, terms)


def diarize_step(
    sound: Sound,
    speech: Sequence[TimeSpan],
    diarizer: Diarizer,
    options: DiarizeOptions,
    progress: Progress = ignore_progress,
    keep: Keep = make_bytes,
) -> Diarization:
    """Who speaks when; ``keep`` may know what was heard from before.

    Raises:
        UserError: ``audio.*`` when the sound cannot be decoded.
        EngineError: the diarizer failed.
    """
    return diarizer.diarize(sound, speech, options, progress, keep)


def attribute_step(
    transcript: Transcript,
    diarization: Diarization | None,
    *,
    id: str,
    recorded_at: datetime | None,
    zone: str,
    participants: Sequence[Person] = (),
    departments: Sequence[str] = (),
) -> Conversation:
    """Words joined to voices, numbers written in figures; without a diarization nobody is named."""
    from diarize.attribute import attribute_words
    from transcribe.numbers import write_utterance

    return Conversation(
        id=id,
        language=transcript.spoken_language,
        utterances=tuple(write_utterance(said) for said in attribute_words(transcript, diarization)),
        recorded_at=recorded_at,
        zone=zone,
        participants=tuple(participants),
        departments=tuple(departments),
        style="asr",
        wordless=transcript.wordless,
    )


def match_voices_step(
    conversation: Conversation, diarization: Diarization, known: Sequence[KnownVoice], people: Iterable[str] = ()
) -> tuple[VoiceMatch, ...]:
    """Whom each voice is like, unless what was said speaks against it.

    ``people`` are names of others who may be called on, besides the conversation's participants.
    """
    from diarize.voices import match_voices
    from scheduling.addressing import called_names

    if not known:
        return ()
    names = dict.fromkeys([*(voice.name for voice in known), *people])
    others = (person for person in conversation.participants if person.name not in names)
    callable_people = (*map(Person, names), *others)
    return match_voices(diarization, known, called_names(conversation, callable_people))


def extract_step(source: Conversation | Document, extractor: Extractor, level: Level = Level.INTERNAL) -> Findings:
    """What was agreed.

    Raises:
        UserError: ``source.no_reference_time`` when nothing says what "tomorrow" counts from; ``llm.level``.
        TransientError, EngineError: ``llm.*``, from an extractor that asks a model elsewhere.
    """
    reference_time = source.recorded_at if isinstance(source, Conversation) else source.received_at
    if reference_time is None:
        raise UserError("source.no_reference_time", name=source.id)
    return extractor.extract(
        source,
        ExtractContext(
            reference_time=reference_time,
            zone=source.zone,
            languages=GRAMMARS.get(source.language, ("vi", "en")),
            people=source.participants if isinstance(source, Conversation) else (),
            departments=tuple(Department(name) for name in source.departments),
            level=level,
        ),
    )
