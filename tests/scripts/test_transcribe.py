"""``thuky transcribe``: files in, files out, and what is said about those that fail."""

import errno
import json
import os
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from models.codec import conversation_from_json, load_json
from models.span import TimeSpan
from tests.decoding import decode_audio
from tests.scripts.conftest import Thuky, wav_bytes

WHEN = "2026-03-09T09:00:00+07:00"


def test_each_format_is_written_under_the_recordings_name(scripted: Thuky, recording: Path, tmp_path: Path) -> None:
    done = scripted("transcribe", recording, "-o", tmp_path / "out", "-f", "json,srt,vtt,txt,md,rttm")
    assert done.exit_code == 0
    expected = [str(tmp_path / "out" / f"meeting.{suffix}") for suffix in ("json", "srt", "vtt", "txt", "md", "rttm")]
    assert done.stdout.splitlines() == expected
    assert sorted(os.listdir(tmp_path / "out")) == sorted(Path(name).name for name in expected)
    assert "Good morning" in (tmp_path / "out" / "meeting.srt").read_text()


def test_the_conversation_says_who_said_what_and_when_it_was(scripted: Thuky, recording: Path) -> None:
    assert scripted("transcribe", recording, "--recorded-at", WHEN).exit_code == 0
    conversation = conversation_from_json(load_json(Path("meeting.json").read_bytes(), "meeting"))
    assert conversation.id == "meeting"
    assert [(u.speaker, u.text) for u in conversation.utterances] == [
        ("SPEAKER_00", "Good morning everyone"),
        ("SPEAKER_01", "my name is Helen"),
    ]
    assert conversation.recorded_at is not None
    assert conversation.recorded_at.isoformat() == WHEN


def test_without_an_offset_the_time_is_read_in_our_zone(scripted: Thuky, recording: Path) -> None:
    scripted("transcribe", recording, "--recorded-at", "2026-03-09T09:00")
    assert json.loads(Path("meeting.json").read_text())["recorded_at"] == WHEN


def test_when_nobody_says_the_date_on_disk_is_used_and_that_is_said(scripted: Thuky, recording: Path) -> None:
    os.utime(recording, (1773021600, 1773021600))
    done = scripted("transcribe", recording)
    assert "2026-03-09T09:00:00+07:00" in done.stderr
    assert json.loads(Path("meeting.json").read_text())["recorded_at"] == WHEN


def test_the_same_recording_gives_the_same_bytes(scripted: Thuky, recording: Path, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        scripted("transcribe", recording, "-o", tmp_path / folder, "-f", "json,md,rttm", "--recorded-at", WHEN)
    for name in ("meeting.json", "meeting.md", "meeting.rttm"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_without_telling_voices_apart_nobody_is_named(scripted: Thuky, recording: Path) -> None:
    assert scripted("transcribe", recording, "--no-diarize").exit_code == 0
    utterances = json.loads(Path("meeting.json").read_text())["utterances"]
    assert {utterance["speaker"] for utterance in utterances} == {None}


def test_names_and_terms_are_written_as_the_lists_have_them(scripted: Thuky, recording: Path) -> None:
    Path("people.txt").write_text("Helène; Chair\n", encoding="utf-8")
    Path("terms.txt").write_text("GOOD MORNING = good morning\n", encoding="utf-8")
    done = scripted("transcribe", recording, "--participants", "people.txt", "--glossary", "terms.txt")
    assert done.exit_code == 0
    told = json.loads(Path("meeting.json").read_text())
    assert told["utterances"][0]["text"] == "GOOD MORNING everyone"
    assert [word.get("heard") for word in told["utterances"][0]["words"]] == ["Good", "morning", None]
    assert told["participants"] == [{"name": "Helène", "title": "Chair", "department": None}]


@pytest.mark.parametrize(("option", "text"), [("--participants", "; Chair"), ("--glossary", "= u bê")])
def test_a_list_that_cannot_be_read_is_told_before_any_work(
    scripted: Thuky, recording: Path, option: str, text: str
) -> None:
    Path("list.txt").write_text(text, encoding="utf-8")
    done = scripted("transcribe", recording, option, "list.txt")
    assert done.exit_code == 1
    assert "list.txt" in done.stderr
    assert os.listdir() == ["list.txt"]
    assert scripted("transcribe", recording, option, "nowhere.txt").exit_code == 1


def test_several_recordings_end_in_a_table_in_the_order_given(
    scripted: Thuky, tmp_path: Path, speech_wav: bytes
) -> None:
    for name in ("c.wav", "a.wav", "b.wav"):
        (tmp_path / name).write_bytes(speech_wav)
    (tmp_path / "bad.wav").write_bytes(b"no sound at all")
    paths = [tmp_path / name for name in ("c.wav", "bad.wav", "a.wav", "b.wav")]
    done = scripted("transcribe", *paths, "--jobs", "3", "--recorded-at", WHEN)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == ["c.json", "a.json", "b.json"]
    heading, *rows = done.stderr.splitlines()[-6:-1]
    assert [word for word in ("file", "length", "time", "words", "speakers", "state") if word not in heading] == []
    assert [row.split()[0] for row in rows] == ["c.wav", "bad.wav", "a.wav", "b.wav"]
    assert {"0:00:06", "7", "2"} <= set(rows[0].split())
    assert "audio.not_audio" in rows[1]
    assert "of 4 done" in done.stderr


def test_folders_are_walked_and_other_files_left_alone(scripted: Thuky, tmp_path: Path, speech_wav: bytes) -> None:
    folder = tmp_path / "week"
    (folder / "monday").mkdir(parents=True)
    (folder / ".trash").mkdir()
    for name in ("monday/a.wav", "b.WAV", ".trash/c.wav", ".d.wav"):
        (folder / name).write_bytes(speech_wav)
    (folder / "notes.txt").write_text("not a recording")
    assert scripted("transcribe", folder).exit_code == 0
    assert sorted(os.listdir()) == ["a.json", "b.json"]


@pytest.mark.parametrize(
    "name", ["Họp giao ban.wav", unicodedata.normalize("NFD", "Họp tổ.wav"), 'it\'s "quoted" & 100%{x}.wav']
)
def test_any_name_will_do(scripted: Thuky, tmp_path: Path, speech_wav: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(speech_wav)
    done = scripted("transcribe", tmp_path / name)
    assert done.exit_code == 0
    written = json.loads(Path(name).with_suffix(".json").read_text())
    assert written["id"] == unicodedata.normalize("NFC", Path(name).stem)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("text.wav", b"this is not a sound\n" * 50),
        ("empty.mp3", b""),
        ("short.wav", wav_bytes(b"\x10\x00" * 800)),
    ],
)
def test_one_that_fails_is_named_with_the_reason_and_the_others_are_done(
    scripted: Thuky, recording: Path, tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    done = scripted("transcribe", tmp_path / name, recording)
    assert done.exit_code == 1
    told = [line for line in done.stderr.splitlines() if name in line]
    assert any(" / " in line and len(line) > len(name) + 30 for line in told)
    assert os.listdir() == ["meeting.json"]
    assert "1 done, 1 failed" in done.stderr
    assert (tmp_path / name).read_bytes() == data


def test_a_truncated_recording_fails_or_gives_what_is_left(scripted: Thuky, samples: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.flac"
    cut.write_bytes((samples / "meeting_en.flac").read_bytes()[:100])
    assert scripted("transcribe", cut).exit_code == 1
    assert os.listdir() == []


def test_a_missing_recording_and_an_empty_folder_are_named(scripted: Thuky, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = scripted("transcribe", tmp_path / "nowhere.wav", tmp_path / "empty")
    assert done.exit_code == 1
    assert "nowhere.wav" in done.stderr
    assert "Name a folder with audio or video files" in done.stderr


def test_silence_is_a_meeting_without_words(scripted: Thuky, tmp_path: Path) -> None:
    (tmp_path / "silence.wav").write_bytes(wav_bytes(bytes(2 * 16_000 * 5)))
    assert scripted("transcribe", tmp_path / "silence.wav", "-f", "json,srt,rttm").exit_code == 0
    assert json.loads(Path("silence.json").read_text())["utterances"] == []
    assert Path("silence.rttm").read_text() == ""


def test_two_recordings_of_one_name_do_not_overwrite_each_other(
    scripted: Thuky, recording: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "other" / "meeting.wav"
    twin.parent.mkdir()
    twin.write_bytes(recording.read_bytes())
    done = scripted("transcribe", recording, twin)
    assert done.exit_code == 1
    assert "would be written over" in done.stderr


def test_a_full_disk_leaves_what_was_there(scripted: Thuky, recording: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("meeting.json").write_text("before")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    done = scripted("transcribe", recording)
    assert done.exit_code == 1
    assert "the disk is full" in done.stderr
    assert os.listdir() == ["meeting.json"]
    assert Path("meeting.json").read_text() == "before"


def test_an_output_folder_that_cannot_be_made_is_told(scripted: Thuky, recording: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = scripted("transcribe", recording, "-o", tmp_path / "file")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["-f", "json,doc"], "json,srt,vtt,txt,md,rttm"),
        (["-f", ","], "json,srt,vtt,txt,md,rttm"),
        (["-f", "rttm", "--no-diarize"], "leave out --no-diarize"),
        (["--speakers", "0"], "--speakers 0"),
        (["--speakers", "5-2"], "2-5"),
        (["--speakers", "many"], "--speakers many"),
        (["--recorded-at", "yesterday"], "2026-03-12T08:00"),
        (["--recorded-at", "0001-01-01T00:00+14:00"], "1900"),
        (["--recorded-at", "9999-12-31T23:59:59-12:00"], "2199"),
        (["--recorded-at", ""], "2026-03-12T08:00"),
        (["-f", ""], "json,srt,vtt,txt,md,rttm"),
        (["--language", "fr"], "fr"),
    ],
)
def test_wrong_options_are_refused_before_any_work(
    scripted: Thuky, recording: Path, options: list[str], hint: str
) -> None:
    done = scripted("transcribe", recording, *options)
    assert done.exit_code == 2
    assert hint in done.stderr
    assert os.listdir() == []


def test_a_call_without_recordings_is_refused(scripted: Thuky) -> None:
    assert scripted("transcribe").exit_code == 2


def test_an_unknown_model_is_wrong_usage(thuky: Thuky, recording: Path) -> None:
    done = thuky("transcribe", recording, "--model", "nosuch")
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
    assert "large-v3-turbo" in done.stderr


def test_damaged_weights_are_never_loaded_nor_touched(thuky: Thuky, recording: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "weights" / "base"
    folder.mkdir(parents=True)
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_bytes(b"other bytes")
    done = thuky("transcribe", recording)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1
    assert (folder / "model.bin").read_bytes() == b"other bytes"


@pytest.mark.weights
def test_the_beginning_of_the_sample_meeting_is_understood(thuky: Thuky, samples: Path, tmp_path: Path) -> None:
    from transcribe.score import word_error_rate

    reference = conversation_from_json(load_json((samples / "meeting_en.reference.json").read_bytes(), "said"))
    said = [utterance for utterance in reference.utterances if utterance.span.end_ms < 70_000]
    audio = decode_audio(samples / "meeting_en.flac", TimeSpan(0, said[-1].span.end_ms + 200))
    (tmp_path / "begin.wav").write_bytes(wav_bytes(np.round(audio.samples * 32767).astype(np.int16).tobytes()))
    assert thuky("transcribe", tmp_path / "begin.wav", "--recorded-at", WHEN).exit_code == 0
    heard = conversation_from_json(load_json(Path("begin.json").read_bytes(), "heard"))
    words = " ".join(utterance.text for utterance in heard.utterances)
    assert word_error_rate(" ".join(utterance.text for utterance in said), words) < 0.12
    assert len(heard.speakers) == len({utterance.speaker for utterance in said}) == 4


@pytest.mark.parametrize("name", ["new\nline.wav", "red \x1b[31m.wav", os.fsdecode(b"h\xf2p.wav")])
def test_a_hostile_name_is_told_on_one_line_and_printed_exactly(
    scripted: Thuky, tmp_path: Path, speech_wav: bytes, name: str
) -> None:
    (tmp_path / name).write_bytes(speech_wav)
    done = scripted("transcribe", tmp_path / name, "--recorded-at", WHEN)
    assert done.exit_code == 0
    assert done.stdout_bytes == os.fsencode(Path(name).stem + ".json") + b"\n"
    assert all("wav" in line for line in done.stderr.splitlines())
    assert "\x1b" not in done.stderr


def test_a_decomposed_name_is_printed_as_it_stands_on_disk(
    scripted: Thuky, tmp_path: Path, speech_wav: bytes
) -> None:
    name = unicodedata.normalize("NFD", "Họp tổ.wav")
    (tmp_path / name).write_bytes(speech_wav)
    assert Path(scripted("transcribe", tmp_path / name).stdout.rstrip("\n")).exists()


def test_a_pipe_is_refused_instead_of_waited_for(scripted: Thuky, recording: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    done = scripted("transcribe", tmp_path / "pipe.wav", recording)
    assert done.exit_code == 1
    assert "1 done, 1 failed" in done.stderr


@pytest.mark.parametrize("command", ["transcribe", "diarize"])
def test_a_folder_that_cannot_be_written_is_told_before_any_work(
    scripted: Thuky, recording: Path, tmp_path: Path, command: str
) -> None:
    (tmp_path / "file").write_text("")
    done = scripted(command, recording, "-o", tmp_path / "file" / "below")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert "cannot be written" in line


@pytest.mark.parametrize("arguments", [[""], ["", "-o", "x"], ["meeting.wav", "-o", ""]])
def test_an_empty_path_is_not_the_folder_we_are_in(
    scripted: Thuky, recording: Path, tmp_path: Path, arguments: list[str]
) -> None:
    recording.rename("meeting.wav")
    assert scripted("transcribe", *arguments).exit_code == 2
    assert os.listdir() == ["meeting.wav"]
