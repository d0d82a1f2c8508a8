"""The built-in diarizer on real voices: the sample that ships, and the development recordings where they are."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from diarize.engines import load_diarizer
from diarize.protocol import DiarizeOptions, Diarizer
from diarize.rttm import parse_rttm
from diarize.score import score_diarization
from models.audio import SAMPLE_RATE_HZ, Audio
from models.diarization import Diarization, Turn
from models.span import TimeSpan


@pytest.fixture(scope="module")
def engine() -> Diarizer:
    return load_diarizer("embedded")


def decoded(path: Path) -> Audio:
    import av

    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ)
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return Audio(np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(np.float32))


def cut(diarization: Diarization, end_ms: int) -> Diarization:
    inside = TimeSpan(0, end_ms)
    turns = [(turn.span.clamp(inside), turn.label) for turn in diarization.turns]
    return Diarization(tuple(type(diarization.turns[0])(span, label) for span, label in turns if span is not None))


@pytest.fixture(scope="module")
def meeting(samples: Path) -> tuple[Audio, Diarization]:
    """The first 75 s of the shipped meeting and who speaks there."""
    path = samples / "meeting_en.flac"
    if not path.exists():
        pytest.skip("the sample meeting is not here")
    audio = Audio(decoded(path).samples[: 75 * SAMPLE_RATE_HZ])
    return audio, cut(parse_rttm(path.with_suffix(".rttm").read_text(encoding="utf-8")), audio.duration_ms)


def test_the_voices_of_the_sample_meeting_are_told_apart(
    engine: Diarizer, meeting: tuple[Audio, Diarization]
) -> None:
    audio, wanted = meeting
    found = engine.diarize(audio, (), DiarizeOptions())
    assert len(found.labels) == len(wanted.labels)
    assert score_diarization(wanted, found).error_rate < 0.1
    assert {voice.label for voice in found.voiceprints} == set(found.labels)


@pytest.mark.parametrize("number", [1, 2, 6])
def test_a_known_number_of_speakers_is_obeyed(
    engine: Diarizer, meeting: tuple[Audio, Diarization], number: int
) -> None:
    found = engine.diarize(Audio(meeting[0].samples[: 30 * SAMPLE_RATE_HZ]), (), DiarizeOptions(number, number))
    assert len(found.labels) == number


def test_the_voices_of_a_telephone_conference_are_told_apart(
    engine: Diarizer, meeting: tuple[Audio, Diarization], tmp_path: Path
) -> None:
    """300 to 3400 Hz in a G.711 file: strangers sound alike there."""
    import av

    audio, wanted = meeting
    spectrum = np.fft.rfft(audio.samples)
    hz = np.fft.rfftfreq(audio.num_samples, 1 / SAMPLE_RATE_HZ)
    slopes = (hz < 4000) / np.sqrt((1 + (300 / np.maximum(hz, 1)) ** 8) * (1 + (hz / 3400) ** 8))
    narrow = np.fft.irfft(spectrum * slopes, audio.num_samples)[::2]
    path = tmp_path / "telephone.wav"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("pcm_mulaw", rate=8000, layout="mono")
        samples = (narrow / np.abs(narrow).max() * 16_000).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = 8000
        for part in (frame, None):
            container.mux(stream.encode(part))
    found = engine.diarize(decoded(path), (), DiarizeOptions())
    assert len(found.labels) == len(wanted.labels)
    assert score_diarization(wanted, found).error_rate < 0.15


def test_voices_of_the_last_meeting_lead_and_whoever_is_away_is_left_out(
    engine: Diarizer, meeting: tuple[Audio, Diarization]
) -> None:
    """All four are known from the first 75 s; in the 12 s after 15 s fewer speak."""
    audio, wanted = meeting
    before = engine.diarize(audio, (), DiarizeOptions())
    people = tuple(voice.vector for voice in before.voiceprints)
    later = TimeSpan(15_000, 27_000)
    inside = [(turn.span.clamp(later), turn.label) for turn in wanted.turns]
    today = Diarization(tuple(Turn(span.shift(-later.start_ms), label) for span, label in inside if span is not None))
    found = engine.diarize(audio.cut(later), (), DiarizeOptions(voices=people, network=before.network))
    assert len(found.labels) == len(today.labels) < len(people)
    assert score_diarization(today, found).error_rate < 0.15
    other = engine.diarize(audio.cut(later), (), DiarizeOptions(voices=people, network="another"))
    assert other == engine.diarize(audio.cut(later), (), DiarizeOptions(max_speakers=len(people)))


def test_one_person_is_one_however_long_and_memory_follows_the_length(
    engine: Diarizer, meeting: tuple[Audio, Diarization]
) -> None:
    """Kept: vectors and local speakers, so many bytes a second at any length."""
    audio, wanted = meeting
    label = max(wanted.labels, key=wanted.speech_ms)
    spoken = np.concatenate([audio.cut(turn.span).samples for turn in wanted.turns if turn.label == label])
    kept: list[int] = []

    def keep(make: Callable[[], bytes]) -> bytes:
        content = make()
        kept.append(len(content))
        return content

    for seconds in (30, 240):
        sound = Audio(np.resize(spoken, seconds * SAMPLE_RATE_HZ))
        assert len(engine.diarize(sound, (), DiarizeOptions(), keep=keep).labels) == 1
    assert kept[1] < 8.5 * kept[0]


def test_music_and_applause_around_speech_are_no_speaker_of_their_own(
    engine: Diarizer, meeting: tuple[Audio, Diarization]
) -> None:
    """Rhythmic music is taken for speech of one of them, as things are; applause is nobody's."""
    audio, wanted = meeting
    time_s = np.arange(5 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    beat = np.clip(np.sin(2 * np.pi * 2 * time_s), 0, 1)
    music = sum(np.sin(2 * np.pi * pitch_hz * time_s) for pitch_hz in (196, 247, 294, 392)) * beat / 20
    claps = np.random.default_rng(0).standard_normal(len(time_s)) * (np.sin(2 * np.pi * 5 * time_s) > 0.3) / 20
    speech = audio.samples[: 40 * SAMPLE_RATE_HZ]
    found = engine.diarize(Audio(np.concatenate([music, speech, claps]).astype(np.float32)), (), DiarizeOptions())
    assert len(found.labels) == len(cut(wanted, 40_000).labels)
    assert max(turn.span.end_ms for turn in found.turns) < 46_000


def test_loudness_does_not_matter(engine: Diarizer, meeting: tuple[Audio, Diarization]) -> None:
    audio = Audio(meeting[0].samples[: 30 * SAMPLE_RATE_HZ])
    quiet = Audio(audio.samples * np.float32(0.02))
    loud, soft = (engine.diarize(sound, (), DiarizeOptions()) for sound in (audio, quiet))
    assert score_diarization(loud, soft).error_rate < 0.03


def test_speech_only_in_the_last_second_is_found_there(engine: Diarizer, meeting: tuple[Audio, Diarization]) -> None:
    audio, wanted = meeting
    first = wanted.turns[0].span.start_ms * 16 + 4000
    silence = 0.0005 * np.random.default_rng(0).standard_normal(20 * SAMPLE_RATE_HZ)
    late = Audio(np.concatenate([silence.astype(np.float32), audio.samples[first : first + SAMPLE_RATE_HZ]]))
    found = engine.diarize(late, (TimeSpan(20_000, 21_000),), DiarizeOptions())
    assert len(found.labels) == 1
    assert found.turns[0].span.start_ms > 19_000


@pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf])
def test_broken_samples_are_silence(engine: Diarizer, meeting: tuple[Audio, Diarization], broken: float) -> None:
    samples = meeting[0].samples[: 8 * SAMPLE_RATE_HZ].copy()
    silent = samples.copy()
    samples[SAMPLE_RATE_HZ::50_000], silent[SAMPLE_RATE_HZ::50_000] = broken, 0
    heard, wanted = (engine.diarize(Audio(sound), (), DiarizeOptions()) for sound in (samples, silent))
    assert heard == wanted
    assert heard.turns


def test_clipped_speech_is_one_voice_still(engine: Diarizer, meeting: tuple[Audio, Diarization]) -> None:
    samples = meeting[0].samples[: 8 * SAMPLE_RATE_HZ]
    clipped = Audio(np.clip(samples * 20, -1, 1).astype(np.float32))
    assert len(engine.diarize(clipped, (), DiarizeOptions()).labels) == len(
        engine.diarize(Audio(samples), (), DiarizeOptions()).labels
    )


def test_two_seconds_are_enough_for_one_voice(engine: Diarizer, meeting: tuple[Audio, Diarization]) -> None:
    audio, wanted = meeting
    begin = wanted.turns[0].span.start_ms * 16
    found = engine.diarize(Audio(audio.samples[begin : begin + 2 * SAMPLE_RATE_HZ]), (), DiarizeOptions())
    assert len(found.labels) == 1


def test_the_same_voice_at_another_microphone_is_the_same_person(
    engine: Diarizer, meeting: tuple[Audio, Diarization]
) -> None:
    """Half as loud, its highs and lows cut off."""
    audio, wanted = meeting
    label = max(wanted.labels, key=wanted.speech_ms)
    spoken = np.concatenate([audio.cut(turn.span).samples for turn in wanted.turns if turn.label == label])
    spectrum = np.fft.rfft(spoken)
    hz = np.fft.rfftfreq(len(spoken), 1 / SAMPLE_RATE_HZ)
    other = 0.5 * np.fft.irfft(spectrum * ((hz > 150) & (hz < 5000)), len(spoken))
    sound = Audio(np.concatenate([spoken, np.zeros(8000), other]).astype(np.float32))
    assert len(engine.diarize(sound, (), DiarizeOptions()).labels) == 1


def test_two_who_always_talk_at_once_are_two_at_most(engine: Diarizer, meeting: tuple[Audio, Diarization]) -> None:
    samples = meeting[0].samples[: 40 * SAMPLE_RATE_HZ]
    both = Audio(samples[: 20 * SAMPLE_RATE_HZ] + samples[20 * SAMPLE_RATE_HZ :])
    found = engine.diarize(both, (), DiarizeOptions(max_speakers=2))
    assert 1 <= len(found.labels) <= 2
    assert sum(turn.span.duration_ms for turn in found.turns) > 10_000


def test_tones_and_applause_are_nobody(engine: Diarizer) -> None:
    time_s = np.arange(6 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
    chord = sum(np.sin(2 * np.pi * pitch_hz * time_s) for pitch_hz in (262, 330, 392)) / 10
    applause = 0.1 * np.random.default_rng(0).standard_normal(len(time_s))
    for sound in (chord, applause):
        assert engine.diarize(Audio(sound.astype(np.float32)), (), DiarizeOptions()) == Diarization(())


@pytest.mark.parametrize(
    ("uri", "speakers", "most_wrong"),
    [("libri100_4spk_0", 4, 0.08), ("falcon_test", 3, 0.06), ("ami_dev00", 2, 0.25)],
)
def test_development_recordings_stay_as_good_as_measured(
    engine: Diarizer, shared_data: Path, uri: str, speakers: int, most_wrong: float
) -> None:
    path = shared_data / "audio" / "diar" / f"{uri}.flac"
    wanted = parse_rttm(path.with_suffix(".rttm").read_text(encoding="utf-8"))
    found = engine.diarize(decoded(path), (), DiarizeOptions())
    assert len(found.labels) == speakers
    assert score_diarization(wanted, found).error_rate < most_wrong
