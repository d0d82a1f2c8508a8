"""What every diarizer promises, whichever engine is behind it."""

import itertools
import runpy
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from diarize.engines import load_diarizer
from diarize.protocol import DiarizeOptions, Diarizer
from models.audio import SAMPLE_RATE_HZ, Audio
from models.errors import UserError
from models.span import TimeSpan

ENGINES = ("embedded", "scripted", "pyannote")


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Diarizer]:
    match request.param:
        case "scripted":
            script = tmp_path_factory.mktemp("script") / "turns.rttm"
            script.write_text(
                "SPEAKER x 1 0.1 0.5 <NA> <NA> b <NA> <NA>\nSPEAKER x 1 0.4 900 <NA> <NA> a <NA> <NA>\n",
                encoding="utf-8",
            )
            yield load_diarizer("scripted", script=script)
        case "pyannote":
            made = runpy.run_path(str(Path(__file__).parents[1] / "diarize" / "engines" / "tiny_pipeline.py"))
            made["need_pyannote"]()
            with warnings.catch_warnings(action="ignore"):
                source = made["build"](tmp_path_factory.mktemp("pipeline"))
            yield load_diarizer("pyannote", pyannote_source=str(source))
        case name:
            yield load_diarizer(name)


def voices(*pitches_hz: float, each_s: float = 4.0, seed: int = 0) -> Audio:
    """Buzzing syllables, one voice after the other, over faint noise."""
    generator = np.random.default_rng(seed)
    parts = []
    for pitch_hz in pitches_hz:
        time_s = np.arange(int(each_s * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
        phase = 2 * np.pi * np.cumsum(pitch_hz * (1 + 0.1 * np.sin(2 * np.pi * 0.7 * time_s))) / SAMPLE_RATE_HZ
        tilt = 0.8 + pitch_hz / 400
        buzz = sum(np.sin(k * phase) / k**tilt for k in range(1, 20))
        syllables = np.clip(np.sin(2 * np.pi * 3.5 * time_s) + 0.3, 0, 1)
        parts += [0.1 * buzz * syllables, np.zeros(SAMPLE_RATE_HZ // 2)]
    sound = np.concatenate(parts)
    return Audio((sound + 0.001 * generator.standard_normal(len(sound))).astype(np.float32))


def whole(audio: Audio) -> tuple[TimeSpan, ...]:
    return (TimeSpan(0, audio.duration_ms),) if audio.duration_ms else ()


CLIPS = {
    "nothing": Audio(np.zeros(0, dtype=np.float32)),
    "one sample": Audio(np.full(1, 0.1, dtype=np.float32)),
    "0.1 s": Audio(np.zeros(1600, dtype=np.float32)),
    "1 s": voices(120, each_s=0.5),
    "silence": Audio(np.zeros(12 * SAMPLE_RATE_HZ, dtype=np.float32)),
    "one voice": voices(110, each_s=9),
    "two voices": voices(100, 230, 100, 230),
    "at 10 s and a bit": Audio(voices(140, each_s=12).samples[: 10 * SAMPLE_RATE_HZ + 7]),
}


@pytest.mark.parametrize("clip", CLIPS)
def test_turns_lie_inside_the_audio_and_labels_follow_first_speech(engine: Diarizer, clip: str) -> None:
    audio = CLIPS[clip]
    found = engine.diarize(audio, whole(audio), DiarizeOptions())
    assert all(turn.span.end_ms <= audio.duration_ms for turn in found.turns)
    assert found.labels == tuple(f"SPEAKER_{index:02d}" for index in range(len(found.labels)))
    assert {voice.label for voice in found.voiceprints} <= set(found.labels)
    assert {turn.label for turn in found.exclusive} <= set(found.labels)
    assert (found.network is not None) == bool(found.voiceprints)


@pytest.mark.parametrize("clip", CLIPS)
def test_turns_of_one_voice_never_touch_each_other(engine: Diarizer, clip: str) -> None:
    found = engine.diarize(CLIPS[clip], whole(CLIPS[clip]), DiarizeOptions())
    for label in found.labels:
        spans = [turn.span for turn in found.turns if turn.label == label]
        assert all(before.end_ms < after.start_ms for before, after in itertools.pairwise(spans))


def test_the_same_sound_gives_the_same_turns(engine: Diarizer) -> None:
    audio = CLIPS["two voices"]
    assert engine.diarize(audio, whole(audio), DiarizeOptions()) == engine.diarize(
        audio, whole(audio), DiarizeOptions()
    )


def test_the_hint_may_be_missing(engine: Diarizer) -> None:
    engine.diarize(CLIPS["two voices"], (), DiarizeOptions())


@pytest.mark.parametrize("hint", [(TimeSpan(3_600_000, 3_700_000),), (TimeSpan(0, 9), TimeSpan(5, 20))])
def test_a_hint_that_contradicts_the_sound_does_no_harm(engine: Diarizer, hint: tuple[TimeSpan, ...]) -> None:
    audio = CLIPS["1 s"]
    found = engine.diarize(audio, hint, DiarizeOptions())
    assert all(turn.span.end_ms <= audio.duration_ms for turn in found.turns)


def test_the_given_sound_is_not_changed(engine: Diarizer) -> None:
    audio = voices(120, each_s=3)
    before = audio.samples.copy()
    engine.diarize(audio, whole(audio), DiarizeOptions())
    assert np.array_equal(audio.samples, before)


@pytest.mark.parametrize("clip", ["nothing", "silence", "two voices"])
def test_progress_never_falls_and_ends_at_one(engine: Diarizer, clip: str) -> None:
    told: list[float] = []
    engine.diarize(CLIPS[clip], whole(CLIPS[clip]), DiarizeOptions(), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert all(0.0 <= fraction <= 1.0 for fraction in told)


def test_raising_from_progress_cancels(engine: Diarizer) -> None:
    class CancelledError(Exception):
        pass

    def cancel(fraction: float) -> None:
        if fraction > 0:
            raise CancelledError

    with pytest.raises(CancelledError):
        engine.diarize(CLIPS["two voices"], whole(CLIPS["two voices"]), DiarizeOptions(), cancel)


def test_the_fingerprint_says_which_engine_and_stays_the_same(engine: Diarizer) -> None:
    assert engine.fingerprint.engine in ENGINES
    assert engine.fingerprint.version
    assert engine.fingerprint == engine.fingerprint


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(UserError) as refused:
        load_diarizer("nemo")
    assert refused.value.code == "engine.unknown_diarizer"
    assert "embedded" in str(refused.value.arguments["known"])


@pytest.mark.parametrize(("fewest", "most"), [(0, None), (3, 2), (None, 0), (-1, 4)])
def test_impossible_numbers_of_speakers_are_refused(fewest: int | None, most: int | None) -> None:
    with pytest.raises(UserError, match=r"speakers\.range"):
        DiarizeOptions(fewest, most)


@pytest.mark.skipif(find_spec("pyannote") is not None, reason="pyannote is installed here")
def test_pyannote_without_its_package_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"pyannote\.missing"):
        load_diarizer("pyannote", pyannote_source=str(tmp_path))


def test_pyannote_without_a_pipeline_says_what_it_needs() -> None:
    with pytest.raises(UserError, match=r"pyannote\.no_source"):
        load_diarizer("pyannote")
