"""Values ⇄ versioned JSON. What we write carries ``"schema": 1`` and is the same bytes for the same value."""

from models.codec.conversation import (
    conversation_from_json,
    conversation_to_json,
    document_from_json,
    source_from_json,
)
from models.codec.diarization import diarization_from_json, diarization_to_json
from models.codec.findings import finding_from_json, finding_to_json, findings_from_json, findings_to_json
from models.codec.shape import SCHEMA, dump_json, load_json
from models.codec.transcript import transcript_from_json, transcript_to_json

__all__ = [
    "SCHEMA",
    "conversation_from_json",
    "conversation_to_json",
    "diarization_from_json",
    "diarization_to_json",
    "document_from_json",
    "dump_json",
    "finding_from_json",
    "finding_to_json",
    "findings_from_json",
    "findings_to_json",
    "load_json",
    "source_from_json",
    "transcript_from_json",
    "transcript_to_json",
]
