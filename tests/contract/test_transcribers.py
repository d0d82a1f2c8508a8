"""What every recogniser keeps to, the scripted twin included."""

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from models.audio import Audio
from models.errors import UserError
from models.span import TimeSpan
from models.transcript import Transcript
from tests.decoding import decode_audio
from transcribe.engines import load_transcriber
from transcribe.protocol import TranscribeOptions, Transcriber
from transcribe.vad import find_speech
from transcribe.weights import fetch_weights

OPTIONS = TranscribeOptions()
SECONDS = 25


@pytest.fixture(scope="module")
def speaking(samples: Path) -> Audio:
    return decode_audio(samples / "meeting_en.flac", TimeSpan(0, SECONDS * 1000))


@pytest.fixture(scope="module")
def speech(speaking: Audio) -> tuple[TimeSpan, ...]:
    return find_speech([speaking])


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two words a second, beyond the end of the audio, in two languages."""
    segments = [
        {
            "language": "vi" if second % 2 else "en",
            "words": [
                {"text": "xin", "start": second + 0.1, "end": second + 0.4},
                {"text": "chào", "start": second + 0.5, "end": second + 0.9},
            ],
        }
        for second in range(40)
    ]
    path = tmp_path_factory.mktemp("script") / "kịch bản.json"
    path.write_text(json.dumps({"schema": 1, "language": "mixed", "duration": 40.0, "segments": segments}))
    return path


@pytest.fixture(scope="module", params=["scripted", pytest.param("faster_whisper", marks=pytest.mark.weights)])
def engine(request: pytest.FixtureRequest, script: Path, tmp_path_factory: pytest.TempPathFactory) -> Transcriber:
    weights_dir = tmp_path_factory.mktemp("weights")
    if request.param == "faster_whisper":
        fetch_weights("base", weights_dir)
    return load_transcriber(request.param, weights_dir=weights_dir, script=script)


@pytest.fixture(scope="module")
def transcript(engine: Transcriber, speaking: Audio, speech: Sequence[TimeSpan]) -> Transcript:
    return engine.transcribe(speaking, speech, OPTIONS)


def test_no_speech_gives_a_transcript_without_segments(engine: Transcriber, speaking: Audio) -> None:
    assert engine.transcribe(speaking, (), OPTIONS) == Transcript((), "und", SECONDS * 1000)


def test_no_sound_at_all(engine: Transcriber) -> None:
    assert engine.transcribe(Audio(np.zeros(0, np.float32)), (), OPTIONS).segments == ()


def test_silence_gives_no_words(engine: Transcriber) -> None:
    silence = Audio(np.zeros(5 * 16_000, np.float32))
    assert engine.transcribe(silence, find_speech([silence]), OPTIONS).segments == ()


def test_speech_said_to_lie_behind_the_end_is_not_heard(engine: Transcriber, speaking: Audio) -> None:
    short = speaking.cut(TimeSpan(0, 6_000))
    heard = engine.transcribe(short, [TimeSpan(1_000, 9_000), TimeSpan(60_000, 61_000)], OPTIONS)
    assert all(word.span.end_ms <= 6_000 for word in heard.words)
    assert engine.transcribe(short, [TimeSpan(60_000, 61_000)], OPTIONS).segments == ()


def test_a_second_can_be_heard(engine: Transcriber, speaking: Audio, speech: Sequence[TimeSpan]) -> None:
    second = speaking.cut(TimeSpan(speech[0].start_ms, speech[0].start_ms + 1_000))
    heard = engine.transcribe(second, [TimeSpan(0, 1_000)], OPTIONS)
    assert heard.duration_ms == 1_000
    assert all(word.span.end_ms <= 1_000 for word in heard.words)


def test_words_are_heard(transcript: Transcript) -> None:
    assert len(transcript.words) > 20


def test_words_are_in_order_and_inside_the_audio(transcript: Transcript) -> None:
    assert all(a.span.start_ms <= b.span.start_ms for a, b in pairwise(transcript.words))
    assert all(word.span.end_ms <= transcript.duration_ms == SECONDS * 1000 for word in transcript.words)


def test_words_stand_where_speech_is(transcript: Transcript, speech: Sequence[TimeSpan]) -> None:
    near = [TimeSpan(max(0, span.start_ms - 500), span.end_ms + 500) for span in speech]
    assert all(any(word.span.overlap_ms(span) for span in near) for word in transcript.words)


def test_a_word_holds_no_blank(transcript: Transcript) -> None:
    assert not any(" " in word.text for word in transcript.words)


def test_only_speech_that_was_asked_for_is_heard(engine: Transcriber, speaking: Audio) -> None:
    window = TimeSpan(8_000, 16_000)
    heard = engine.transcribe(speaking, [window], OPTIONS)
    near = TimeSpan(window.start_ms - 500, window.end_ms + 500)
    assert heard.words
    assert all(word.span.overlap_ms(near) == word.span.duration_ms for word in heard.words)


def test_the_same_sound_gives_the_same_words(
    engine: Transcriber, speaking: Audio, speech: Sequence[TimeSpan], transcript: Transcript
) -> None:
    assert engine.transcribe(speaking, speech, OPTIONS) == transcript


def test_progress_never_falls_and_ends_at_one(
    engine: Transcriber, speaking: Audio, speech: Sequence[TimeSpan]
) -> None:
    told: list[float] = []
    engine.transcribe(speaking, speech, OPTIONS, told.append)
    assert told == sorted(told)
    assert all(0.0 <= fraction <= 1.0 for fraction in told)
    assert told[-1] == 1.0


def test_progress_ends_at_one_without_speech(engine: Transcriber, speaking: Audio) -> None:
    told: list[float] = []
    engine.transcribe(speaking, (), OPTIONS, told.append)
    assert told[-1] == 1.0


class CancelledError(Exception):
    """A person's wish, thrown by their progress."""


def test_raising_from_progress_cancels(engine: Transcriber, speaking: Audio, speech: Sequence[TimeSpan]) -> None:
    def cancel(fraction: float) -> None:
        if fraction > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        engine.transcribe(speaking, speech, OPTIONS, cancel)
    assert engine.transcribe(speaking, (), OPTIONS).segments == ()


def test_the_fingerprint_is_stable(engine: Transcriber) -> None:
    before = engine.fingerprint.digest
    engine.transcribe(Audio(np.zeros(16_000, np.float32)), (), OPTIONS)
    assert engine.fingerprint.digest == before


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_transcriber("whisperer", weights_dir=tmp_path)
    assert caught.value.code == "engine.unknown_transcriber"


def test_the_scripted_engine_needs_its_script(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_transcriber("scripted", weights_dir=tmp_path)
    assert caught.value.code == "engine.no_script"


def test_a_missing_script_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_transcriber("scripted", weights_dir=tmp_path, script=tmp_path / "không có.json")
    assert caught.value.code == "engine.script_unreadable"


def test_an_unknown_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        load_transcriber("faster_whisper", model="bsae", weights_dir=tmp_path)
    assert caught.value.code == "weights.unknown"
