"""The real engines on meetings that nobody here recorded: Vietnamese, English, and both in one."""

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diarize.word_score import SpokenWord, score_words
from transcribe.score import comparable, word_error_rate

Thuky = Callable[..., str]


@pytest.mark.weights
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "languages", "most_errors"),
    [
        ("en_meeting_dev", {"en"}, 0.15),
        # who opens the Vietnamese meeting reads sentences; the other reads numbers, which we write as figures
        ("vi_meeting_dev", {"vi"}, 0.55),
        ("mixed_vi_en_dev", {"mixed", "vi", "en"}, 0.45),
    ],
)
def test_a_spliced_meeting_is_heard_with_as_many_voices_as_it_has(
    name: str, languages: set[str], most_errors: float, shared_data: Path, thuky: Thuky, tmp_path: Path
) -> None:
    """The words of whoever speaks first are compared: they are right only when voice and words both are."""
    folder = shared_data / "audio" / "e2e"
    thuky("transcribe", folder / f"{name}.flac", "-o", tmp_path, "--recorded-at", "2026-03-12T08:00:00+07:00")
    heard = json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8"))
    reference = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    assert word_error_rate(said_first(reference["turns"]), said_first(heard["utterances"])) < most_errors
    assert heard["language"] in languages
    errors = score_words(spoken_words(reference["turns"]), spoken_words(heard["utterances"]))
    assert errors.paired_rate - errors.plain_rate <= 0.005
    assert len({utterance["speaker"] for utterance in heard["utterances"]}) == len(reference["speakers"])


def spoken_words(told: list[dict[str, Any]]) -> list[SpokenWord]:
    return [(word, each["speaker"]) for each in told for word in comparable(each["text"]).split()]


def said_first(told: list[dict[str, Any]]) -> str:
    return unicodedata.normalize("NFC", " ".join(x["text"] for x in told if x["speaker"] == told[0]["speaker"]))


@pytest.mark.weights
@pytest.mark.shared
def test_a_far_field_meeting_is_heard(shared_data: Path, thuky: Thuky, tmp_path: Path) -> None:
    """Half a minute of AMI: several people around a table, one microphone."""
    recording = shared_data / "audio" / "diar" / "ami_dev00.flac"
    thuky("transcribe", recording, "-o", tmp_path, "-f", "json,rttm", "--recorded-at", "2026-03-12T08:00:00+07:00")
    heard = json.loads((tmp_path / "ami_dev00.json").read_text(encoding="utf-8"))
    assert sum(len(utterance["text"].split()) for utterance in heard["utterances"]) > 30
    assert len({utterance["speaker"] for utterance in heard["utterances"]}) > 1
    assert (tmp_path / "ami_dev00.rttm").read_text(encoding="utf-8").startswith("SPEAKER ami_dev00 1 ")
