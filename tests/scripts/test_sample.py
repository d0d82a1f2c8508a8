"""The sample meeting: what is committed fits together."""

import json
from pathlib import Path

from diarize.rttm import parse_rttm
from models.codec import conversation_from_json, load_json
from transcribe.decode import probe_audio


def test_the_recording_is_small_and_of_the_promised_length(samples: Path) -> None:
    recording = samples / "meeting_en.flac"
    facts = probe_audio(recording)
    assert 180_000 <= facts.duration_ms <= 240_000
    assert (facts.sample_rate_hz, facts.channels) == (16_000, 1)
    assert recording.stat().st_size < 4_000_000


def test_turns_and_conversation_agree(samples: Path) -> None:
    body = (samples / "meeting_en.reference.json").read_bytes()
    conversation = conversation_from_json(load_json(body, "reference"))
    turns = parse_rttm((samples / "meeting_en.rttm").read_text()).turns
    assert [(turn.label, turn.span.start_ms) for turn in turns] == [
        (utterance.speaker, utterance.span.start_ms) for utterance in conversation.utterances
    ]
    assert set(conversation.speakers) == {person.name for person in conversation.participants}


def test_every_expected_item_cites_utterances_that_are_there(samples: Path) -> None:
    told = json.loads((samples / "meeting_en.reference.json").read_text())
    ids = {utterance["id"] for utterance in told["utterances"]}
    kinds = [item["kind"] for item in told["gold"]["items"]]
    assert (kinds.count("decision"), kinds.count("task"), kinds.count("meeting")) == (2, 5, 1)
    assert all(set(item["evidence"]) <= ids for item in told["gold"]["items"])
