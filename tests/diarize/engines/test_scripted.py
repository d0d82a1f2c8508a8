"""The twin reads its answer from a file and cuts it to the audio."""

from pathlib import Path

import numpy as np
import pytest

from diarize.engines import load_diarizer
from diarize.protocol import DiarizeOptions
from models.audio import Audio
from models.codec.diarization import diarization_to_json
from models.codec.shape import dump_json
from models.diarization import Diarization, Turn, Voiceprint
from models.errors import UserError
from models.span import TimeSpan

TWO_SECONDS = Audio(np.zeros(32_000, dtype=np.float32))


def test_rttm_is_replayed_with_our_labels(tmp_path: Path) -> None:
    script = tmp_path / "họp 'giao ban'.rttm"
    script.write_text("SPEAKER x 1 0.5 9 <NA> <NA> Bình <NA> <NA>\nSPEAKER x 1 0 0.5 x x An\n", encoding="utf-8")
    found = load_diarizer("scripted", script=script).diarize(TWO_SECONDS, (), DiarizeOptions())
    assert found.turns == (Turn(TimeSpan(0, 500), "SPEAKER_00"), Turn(TimeSpan(500, 2000), "SPEAKER_01"))


def test_json_is_replayed_with_its_voices(tmp_path: Path) -> None:
    made = Diarization((Turn(TimeSpan(0, 500), "SPEAKER_00"),), (Voiceprint("SPEAKER_00", (0.6, 0.8)),))
    script = tmp_path / "turns.json"
    script.write_text(dump_json(diarization_to_json(made)), encoding="utf-8")
    assert load_diarizer("scripted", script=script).diarize(TWO_SECONDS, (), DiarizeOptions()) == made


def test_another_script_is_another_fingerprint(tmp_path: Path) -> None:
    scripts = [tmp_path / name for name in ("a.rttm", "b.rttm")]
    for length, script in enumerate(scripts, start=1):
        script.write_text(f"SPEAKER x 1 0 {length} x x A\n", encoding="utf-8")
    one, other = (load_diarizer("scripted", script=script).fingerprint.digest for script in scripts)
    assert one != other


def test_without_a_script_it_says_what_it_needs() -> None:
    with pytest.raises(UserError, match=r"diarizer\.no_script"):
        load_diarizer("scripted")


def test_a_script_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"diarizer\.script_unreadable.*none\.rttm"):
        load_diarizer("scripted", script=tmp_path / "none.rttm")


@pytest.mark.parametrize(("name", "text"), [("a.rttm", "hello\n"), ("a.json", "{"), ("a.json", '{"turns": 3}')])
def test_a_script_of_the_wrong_shape_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UserError):
        load_diarizer("scripted", script=tmp_path / name)


TURNS = '{"turns": [%s], "voiceprints": [%s]}'
ONE = '{"speaker": "A", "start": 0, "end": 1}'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.rttm", "SPEAKER x 1 0 1 x x Bình\n".encode("cp1258", "ignore") + b"\xcc"),
        ("a.rttm", "SPEAKER x 1 0 1 x x A\n".encode("utf-16")),
        ("a.json", (TURNS % ('{"speaker": "A", "start": 5, "end": 6}, ' + ONE, "")).encode()),
        ("a.json", (TURNS % (ONE, '{"speaker": "A", "vector": []}')).encode()),
        ("a.json", (TURNS % (ONE, '{"speaker": "A", "vector": [3, 4]}')).encode()),
    ],
)
def test_a_script_that_cannot_be_an_answer_is_refused_by_name(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=r"diarizer\.script_shape.*a\."):
        load_diarizer("scripted", script=tmp_path / name)
