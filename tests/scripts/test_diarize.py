"""``thuky diarize``: who speaks when."""

import base64
import json
import wave
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from api.bootstrap import build_services
from api.flows import steps
from api.flows.people import add_user
from api.flows.voices import name_speaker
from api.settings import Settings
from diarize.embedded import pipeline
from diarize.engines.scripted import ScriptedDiarizer
from diarize.protocol import DiarizeOptions
from diarize.rttm import parse_rttm
from models.codec import diarization_to_json, dump_json
from models.diarization import Diarization, Turn, Voiceprint
from models.recording import Level, Recording
from models.run import Fingerprint
from models.span import TimeSpan
from scripts.configuration import read_settings
from tests.diarize.engines.test_embedded import decoded
from tests.scripts.conftest import Thuky


def test_turns_are_written_under_the_recordings_name(scripted: Thuky, recording: Path) -> None:
    done = scripted("diarize", recording, "-o", "turns")
    assert (done.exit_code, done.stdout) == (0, "turns/meeting.rttm\n")
    assert parse_rttm(Path("turns/meeting.rttm").read_text()).labels == ("SPEAKER_00", "SPEAKER_01")
    assert "speakers 2, turns 2" in done.stderr


def test_one_that_fails_does_not_stop_the_others(scripted: Thuky, recording: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"no sound")
    done = scripted("diarize", tmp_path / "bad.wav", recording, "-o", "turns")
    assert done.exit_code == 1
    assert Path("turns/meeting.rttm").exists()


def test_a_folder_to_write_into_is_needed(scripted: Thuky, recording: Path) -> None:
    assert scripted("diarize", recording).exit_code == 2


def test_a_diarizer_nobody_knows_is_wrong_usage(
    scripted: Thuky, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUKY_DIARIZER", "oracle")
    assert scripted("diarize", recording, "-o", "turns").exit_code == 2


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> list[DiarizeOptions]:
    """What the scripted diarizer is asked for."""
    seen: list[DiarizeOptions] = []
    inner = ScriptedDiarizer.diarize

    def diarize(self: ScriptedDiarizer, *given: Any) -> Diarization:
        seen.extend(each for each in given if isinstance(each, DiarizeOptions))
        return inner(self, *given)

    monkeypatch.setattr(ScriptedDiarizer, "diarize", diarize)
    return seen


def test_as_many_people_as_last_time(
    scripted: Thuky, recording: Path, tmp_path: Path, asked_for: list[DiarizeOptions]
) -> None:
    scripted("transcribe", recording, "-o", "last", "-f", "json,rttm")
    for former in ("last/meeting.rttm", "last/meeting.json"):
        assert scripted("diarize", recording, "-o", "now", "--same-as", former).exit_code == 0
    assert asked_for[1:] == [DiarizeOptions(2, 2)] * 2
    (tmp_path / "empty.rttm").write_text("")
    (tmp_path / "odd.json").write_text("{")
    for former in (tmp_path / "empty.rttm", tmp_path / "odd.json", tmp_path / "absent.rttm"):
        assert scripted("diarize", recording, "-o", "now", "--same-as", former).exit_code == 2
    both = scripted("diarize", recording, "-o", "now", "--same-as", "last/meeting.rttm", "--speakers", "3")
    assert both.exit_code == 2


@pytest.fixture
def times_heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An entry for each time that speech was looked for or the embedded diarizer listened."""
    times: list[str] = []
    find, listen = steps.find_speech_step, pipeline._listen
    monkeypatch.setattr(steps, "find_speech_step", lambda *given: times.append("speech") or find(*given))
    monkeypatch.setattr(pipeline, "_listen", lambda *given: times.append("voices") or listen(*given))
    return times


def test_another_number_of_speakers_is_found_in_what_was_heard(
    scripted: Thuky, recording: Path, samples: Path, monkeypatch: pytest.MonkeyPatch, times_heard: list[str]
) -> None:
    if not (samples / "meeting_en.flac").exists():
        pytest.skip("the sample meeting is not here")
    monkeypatch.setenv("THUKY_DIARIZER", "embedded")
    write_wav(recording, decoded(samples / "meeting_en.flac").samples[: 30 * 16_000])
    for number in ("2", "3"):
        assert scripted("diarize", recording, "-o", number, "--speakers", number).exit_code == 0
        assert len(parse_rttm(Path(number, "meeting.rttm").read_text()).labels) == int(number)
    assert times_heard == ["speech", "voices"]


def write_wav(path: Path, samples: npt.NDArray[np.float32]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((samples * 32767).astype("<i2").tobytes())


def test_whose_voice_each_is_like_is_told_and_names_nobody(
    scripted: Thuky, recording: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = base64.b64encode(bytes(32)).decode()
    monkeypatch.setenv("THUKY_SECRET_KEY", key)
    monkeypatch.setenv("THUKY_DIARIZER_SCRIPT", str(tmp_path / "turns.json"))
    turns = [{"speaker": "SPEAKER_00", "start": 0.5, "end": 3}, {"speaker": "SPEAKER_01", "start": 3.3, "end": 6}]
    prints = [{"speaker": "SPEAKER_00", "vector": [1, 0]}, {"speaker": "SPEAKER_01", "vector": [0.6, 0.8]}]
    (tmp_path / "turns.json").write_text(json.dumps({"turns": turns, "voiceprints": prints, "network": "net"}))
    assert scripted("diarize", recording, "-o", "turns", "--known-voices").exit_code == 1
    keep_voice(read_settings(), "Trần Thu Hà", (1.0, 0.0))
    for command in ("diarize", "transcribe"):
        done = scripted(command, recording, "-o", command, "--known-voices")
        assert done.exit_code == 0, done.stderr
        assert "SPEAKER_00 sounds like Trần Thu Hà (100 %)" in done.stderr
        assert "SPEAKER_01 may be Trần Thu Hà (60 %)" in done.stderr
    assert "Trần" not in Path("diarize/meeting.rttm").read_text()
    assert "Trần" not in Path("transcribe/meeting.json").read_text()


def keep_voice(settings: Settings, name: str, vector: tuple[float, ...]) -> None:
    """A profile with one share, as a reviewer's word on some recording leaves it."""
    services = build_services(settings)
    account = add_user(services, "Lan", "secretary", "mat-khau-dai")
    now = services.clock()
    recording = Recording(
        "r1", "t", "t.wav", "0" * 64, 1, 1000, now, "Asia/Ho_Chi_Minh", "vi", Level.INTERNAL, account.id, now
    )
    told_apart = Diarization((Turn(TimeSpan(0, 1000), "SPEAKER_00"),), (Voiceprint("SPEAKER_00", vector),), "net")
    with services.database.writing() as uow:
        uow.recordings.add(recording)
        uow.runs.add("run1", "r1", now, 1)
        uow.runs.begin_step("run1", "diarize", now)
        body = dump_json(diarization_to_json(told_apart))
        artifact = uow.artifacts.add("a1", "r1", "diarize", Fingerprint("scripted", "1"), body, now)
        uow.runs.end_step("run1", "diarize", now, artifact)
    name_speaker(services, "r1", "SPEAKER_00", name, keep_voice=True, by=account)
    services.database.engine.dispose()
