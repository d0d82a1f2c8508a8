"""Whisper as we use it: faithful to the sample, silent where nobody speaks, each language in its own words."""

import json
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from diarize.attribute import attribute_words
from models.audio import Audio
from models.conversation import Conversation
from models.errors import EngineError, UserError
from models.span import TimeSpan
from models.transcript import Transcript
from tests.decoding import decode_audio
from transcribe.captions import captions
from transcribe.engines import load_transcriber
from transcribe.engines.device import Device
from transcribe.engines.faster_whisper import FasterWhisperTranscriber, load_faster_whisper
from transcribe.protocol import TranscribeOptions
from transcribe.score import word_error_rate
from transcribe.vad import find_speech
from transcribe.weights import locate_weights
from transcribe.weights.manifest import RECORD

pytestmark = pytest.mark.weights


@pytest.fixture(scope="module")
def engine(weights_dir: Path) -> FasterWhisperTranscriber:
    return load_faster_whisper("base", weights_dir)


@pytest.fixture(scope="module")
def part(samples: Path) -> Audio:
    return decode_audio(samples / "meeting_en.flac", TimeSpan(0, 30_000))


@pytest.fixture(scope="module")
def stand_in(weights_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model known by its folder, as PhoWhisper is."""
    folder = tmp_path_factory.mktemp("converted") / "phowhisper"
    folder.mkdir()
    for file in (weights_dir / "base").iterdir():
        if file.name != RECORD:
            (folder / file.name).symlink_to(file)
    return folder


def test_a_model_that_writes_no_punctuation_is_cut_at_pauses(
    stand_in: Path, weights_dir: Path, part: Audio, engine: FasterWhisperTranscriber, monkeypatch: pytest.MonkeyPatch
) -> None:
    from faster_whisper import transcribe as library

    unpunctuated = load_faster_whisper(str(stand_in), weights_dir)
    vocabulary = json.loads((stand_in / "tokenizer.json").read_text())["model"]["vocab"]
    marks = [number for text, number in vocabulary.items() if text and set(text) <= set("Ġ.,?!;:-…")]
    suppressed = library.get_suppressed_tokens
    monkeypatch.setattr(library, "get_suppressed_tokens", lambda *given: tuple(sorted({*suppressed(*given), *marks})))
    heard = hear(unpunctuated, part, language="en")
    assert not set(text_of(heard)) & set(".,?!")
    assert word_error_rate(text_of(hear(engine, part, language="en")), text_of(heard)) < 0.1
    assert len(heard.segments) > 1
    assert all(before.span.start_ms <= after.span.start_ms for before, after in pairwise(heard.words))
    assert all(0 <= word.span.start_ms < word.span.end_ms <= part.duration_ms for word in heard.words)
    told = captions(Conversation("x", "en", attribute_words(heard, None), None, "Asia/Ho_Chi_Minh"))
    assert len(told) > 5
    for caption in told:
        assert all(len(line) <= 42 for line in caption.lines)
        assert caption.span.duration_ms <= 7_000


def test_a_model_converted_without_alignment_heads_is_refused_before_any_work(
    stand_in: Path, weights_dir: Path
) -> None:
    folder = stand_in.parent / "old"
    folder.mkdir()
    for file in stand_in.iterdir():
        (folder / file.name).symlink_to(file)
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").unlink()
    (folder / "config.json").write_text(json.dumps({**config, "alignment_heads": []}))
    with pytest.raises(UserError, match=r"weights\.no_alignment"):
        load_faster_whisper(str(folder), weights_dir)


def hear(engine: FasterWhisperTranscriber, audio: Audio, **options: object) -> Transcript:
    return engine.transcribe(audio, find_speech([audio]), TranscribeOptions(**options))


def text_of(transcript: Transcript) -> str:
    return " ".join(word.text for word in transcript.words)


def test_a_long_silence_costs_no_words_and_moves_none(engine: FasterWhisperTranscriber, part: Audio) -> None:
    pause = np.zeros(60 * 16_000, np.float32)
    near = hear(engine, part)
    far = hear(engine, Audio(np.concatenate([pause, part.samples, pause])))
    assert word_error_rate(text_of(near), text_of(far)) < 0.05
    assert far.words[0].span.start_ms == pytest.approx(near.words[0].span.start_ms + 60_000, abs=400)
    assert far.words[-1].span.end_ms == pytest.approx(near.words[-1].span.end_ms + 60_000, abs=400)


def test_words_are_heard_on_both_sides_of_a_silence_and_none_in_it(
    engine: FasterWhisperTranscriber, part: Audio
) -> None:
    silence = TimeSpan(part.duration_ms + 600, part.duration_ms + 59_400)
    heard = hear(engine, Audio(np.concatenate([part.samples, np.zeros(60 * 16_000, np.float32), part.samples])))
    assert not any(word.span.overlap_ms(silence) for word in heard.words)
    before = [word for word in heard.words if word.span.end_ms < silence.start_ms]
    assert abs(len(heard.words) - 2 * len(before)) <= 4


def test_words_have_speakable_lengths(engine: FasterWhisperTranscriber, part: Audio) -> None:
    words = hear(engine, part).words
    assert all(1 <= word.span.duration_ms <= 2_500 for word in words)
    assert all(a.span.start_ms <= b.span.start_ms for a, b in pairwise(words))
    assert all(word.probability is not None for word in words)


@pytest.mark.parametrize("spoilt", ["telephone", "clipped", "very quiet", "humming"])
def test_poor_sound_is_heard_as_well_as_it_can_be(
    engine: FasterWhisperTranscriber, part: Audio, tmp_path: Path, write_sound, spoilt: str
) -> None:
    """A telephone's 8 kHz, a recording too loud by 18 dB, one too quiet by 46 dB, mains hum."""
    sound, rate_hz = part.samples, 16_000
    if spoilt == "telephone":
        sound, rate_hz = sound[::2], 8_000
    elif spoilt == "clipped":
        sound = np.clip(sound * 8, -1, 1)
    elif spoilt == "very quiet":
        sound = sound / 200
    else:
        sound = sound + 0.05 * np.sin(2 * np.pi * 50 * np.arange(len(sound), dtype=np.float32) / rate_hz)
    path = write_sound(tmp_path / "a.wav", sound[np.newaxis].astype(np.float32), rate_hz, "pcm_f32le")
    heard = hear(engine, decode_audio(path), language="en")
    assert word_error_rate(text_of(hear(engine, part, language="en")), text_of(heard)) < 0.12


def test_noise_called_speech_gives_hardly_a_word(engine: FasterWhisperTranscriber) -> None:
    hiss = (np.random.default_rng(3).standard_normal(20 * 16_000) * 0.003).astype(np.float32)
    heard = engine.transcribe(Audio(hiss), [TimeSpan(1_000, 6_000), TimeSpan(12_000, 15_000)], TranscribeOptions())
    assert len(heard.words) <= 3


def test_a_language_that_was_told_is_kept(engine: FasterWhisperTranscriber, part: Audio) -> None:
    heard = hear(engine, part, language="en")
    assert {segment.language for segment in heard.segments} == {"en"}


def test_many_hotwords_do_not_crowd_out_the_words(engine: FasterWhisperTranscriber, part: Audio) -> None:
    names = tuple(f"Nguyễn Văn Tên {number}" for number in range(200))
    assert word_error_rate(text_of(hear(engine, part)), text_of(hear(engine, part, hotwords=names))) < 0.1


def test_a_language_the_model_does_not_know(engine: FasterWhisperTranscriber, part: Audio) -> None:
    with pytest.raises(UserError) as caught:
        hear(engine, part, language="xx")
    assert (caught.value.code, caught.value.arguments) == ("language.unknown", {"language": "xx"})


def test_the_library_s_errors_become_ours(engine: FasterWhisperTranscriber, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_features: object, to_cpu: bool) -> object:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(engine._model, "model", SimpleNamespace(encode=broken, is_multilingual=True))
    with pytest.raises(EngineError) as caught:
        engine.transcribe(Audio(np.zeros(32_000, np.float32)), [TimeSpan(0, 2_000)], TranscribeOptions())
    assert caught.value.code == "engine.transcriber_failed"
    assert isinstance(caught.value.__cause__, RuntimeError)


def test_a_model_that_is_none_is_refused(weights_dir: Path, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    for path in locate_weights("base", weights_dir).iterdir():
        (folder / path.name).write_bytes(b"{}" if path.suffix in (".bin", ".json") else path.read_bytes())
    (folder / "thuky-weights.json").unlink()
    with pytest.raises(EngineError) as caught:
        load_transcriber("faster_whisper", model=str(folder), weights_dir=tmp_path)
    assert caught.value.code == "engine.transcriber_load"


@pytest.mark.parametrize("given", [np.float16, np.float32])
def test_other_numbers_than_int8_hear_the_same_words(
    given: type, engine: FasterWhisperTranscriber, weights_dir: Path, part: Audio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a GPU: one worker, no int8, and an encoder that gives half precision."""
    device = Device("cpu", "float32", workers=1, threads=2)
    monkeypatch.setattr("transcribe.engines.faster_whisper.choose_device", lambda _asked: device)
    other = load_faster_whisper("base", weights_dir, "auto")
    network = other._model.model
    monkeypatch.setattr(other._model, "model", Halving(network, given))
    heard = hear(other, part, language="en")
    assert word_error_rate(text_of(hear(engine, part, language="en")), text_of(heard)) < 0.05
    assert other.fingerprint != engine.fingerprint


class Halving:
    """A network whose encoder gives numbers of another type."""

    def __init__(self, network: Any, given: type) -> None:
        self._network = network
        self._given = given

    def __getattr__(self, name: str) -> Any:
        return getattr(self._network, name)

    def encode(self, features: Any, to_cpu: bool) -> Any:
        assert to_cpu
        return np.array(self._network.encode(features, to_cpu=True)).astype(self._given)


def test_the_fingerprint_names_what_could_change_the_words(engine: FasterWhisperTranscriber) -> None:
    told = dict(engine.fingerprint.options)
    assert told["model"] == "base"
    assert told["weights"] == "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
    assert {"compute_type", "beam"} <= told.keys()
    assert "ctranslate2" in engine.fingerprint.version


@pytest.mark.shared
def test_each_language_is_written_in_its_own_words(engine: FasterWhisperTranscriber, shared_data: Path) -> None:
    folder = shared_data / "audio" / "e2e"
    heard = hear(engine, decode_audio(folder / "mixed_vi_en_dev.flac"))
    turns = json.loads((folder / "mixed_vi_en_dev.json").read_text(encoding="utf-8"))["turns"]
    assert heard.spoken_language == "mixed"
    assert word_error_rate(" ".join(turn["text"] for turn in turns), text_of(heard)) < 0.3
    for segment in heard.segments:
        turn = max(turns, key=lambda told: _overlap(segment.span, told))
        assert segment.language == turn["lang"], segment.text


def _overlap(span: TimeSpan, turn: dict[str, float]) -> float:
    return min(span.end_ms, turn["end"] * 1000) - max(span.start_ms, turn["start"] * 1000)
