"""What is kept of each step: as what text, and what it depends on."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Generic, TypeVar

from models.codec import (
    conversation_from_json,
    conversation_to_json,
    diarization_from_json,
    diarization_to_json,
    dump_json,
    findings_from_json,
    findings_to_json,
    load_json,
    transcript_from_json,
    transcript_to_json,
)
from models.codec.shape import Json, Node
from models.codec.voices import matches_from_json, matches_to_json
from models.conversation import Conversation
from models.diarization import Diarization
from models.findings import Findings
from models.run import Fingerprint
from models.span import TimeSpan
from models.transcript import Transcript
from models.voices import VoiceMatch
from transcribe.protocol import TranscribeOptions

T = TypeVar("T")
PIPELINE = 1
"""Rises when the steps of a run change: their names, their order, what they give to each other.

A worker leaves work of a newer pipeline alone, and takes up work of an earlier one from the start; what is kept under
an equal fingerprint is found again (docs/decisions/0029).
"""
TIDY = "3"
"""Rises with every change in what is made of a piece after it was heard: words taken out, confidence."""


@dataclass(frozen=True, slots=True)
class Codec(Generic[T]):
    """A result as text, and back."""

    dump: Callable[[T], str]
    load: Callable[[str], T]


def json_codec(to_json: Callable[[T], Json], from_json: Callable[[Node], T]) -> Codec[T]:
    return Codec(lambda value: dump_json(to_json(value)), lambda text: from_json(load_json(text, "artifact")))


def bytes_codec() -> Codec[bytes]:
    return json_codec(
        lambda content: {"schema": 1, "base64": b64encode(content).decode("ascii")},
        lambda node: b64decode(node.get("base64").text()),
    )


def derive(fingerprint: Fingerprint, **inputs: str) -> Fingerprint:
    """The fingerprint of a result that depends on these inputs as well."""
    return Fingerprint(fingerprint.engine, fingerprint.version, (*fingerprint.options, *inputs.items()))


def speech_fingerprint() -> Fingerprint:
    """What ``find_speech`` depends on besides the sound."""
    from transcribe.vad import VadOptions

    return Fingerprint("silero", "6", tuple((name, str(value)) for name, value in asdict(VadOptions()).items()))


def piece_fingerprint(
    transcriber: Fingerprint, speech: str, piece: TimeSpan, options: TranscribeOptions
) -> Fingerprint:
    """Of one piece's words; ``speech`` is the digest of what found the speech."""
    return derive(
        transcriber,
        speech=speech,
        piece=f"{piece.start_ms}-{piece.end_ms}",
        language=options.language or "auto",
        languages=",".join(options.languages),
        hotwords="\n".join(options.hotwords),
        tidy=TIDY,
    )


def _speech_to_json(speech: tuple[TimeSpan, ...]) -> Json:
    return {"schema": 1, "speech": [[span.start_ms, span.end_ms] for span in speech]}


def _speech_from_json(node: Node) -> tuple[TimeSpan, ...]:
    pairs = (tuple(int(edge.number()) for edge in pair.items()) for pair in node.get("speech").items())
    return tuple(TimeSpan(start_ms, end_ms) for start_ms, end_ms in pairs)


SPEECH: Codec[tuple[TimeSpan, ...]] = json_codec(_speech_to_json, _speech_from_json)
TRANSCRIPT: Codec[Transcript] = json_codec(transcript_to_json, transcript_from_json)
HEARD: Codec[bytes] = bytes_codec()
DIARIZATION: Codec[Diarization] = json_codec(diarization_to_json, diarization_from_json)
CONVERSATION: Codec[Conversation] = json_codec(conversation_to_json, conversation_from_json)
MATCHES: Codec[tuple[VoiceMatch, ...]] = json_codec(matches_to_json, matches_from_json)
FINDINGS: Codec[Findings] = json_codec(findings_to_json, findings_from_json)
