"""A stranger's walk: a recording becomes a conversation, findings with evidence, and a feed; by the real engines."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from transcribe.score import word_error_rate

Thuky = Callable[..., str]
MEETING_START = "2026-03-12T08:00:00+07:00"


@pytest.fixture(scope="module")
def written(samples: Path, thuky: Thuky, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sample meeting in every format."""
    folder = tmp_path_factory.mktemp("out")
    thuky("models", "fetch", "base")
    arguments = ("-o", folder, "-f", "json,srt,vtt,txt,md,rttm", "--recorded-at", MEETING_START)
    thuky("transcribe", samples / "meeting_en.flac", *arguments)
    return folder


@pytest.mark.weights
def test_the_sample_is_heard_with_its_four_voices(written: Path, samples: Path) -> None:
    heard = json.loads((written / "meeting_en.json").read_text(encoding="utf-8"))
    reference = json.loads((samples / "meeting_en.reference.json").read_text(encoding="utf-8"))
    said, understood = (" ".join(u["text"] for u in told["utterances"]) for told in (reference, heard))
    assert word_error_rate(said, understood) < 0.12
    assert {u["speaker"] for u in heard["utterances"]} == {f"SPEAKER_0{n}" for n in range(4)}
    assert sorted(path.suffix for path in written.iterdir()) == [".json", ".md", ".rttm", ".srt", ".txt", ".vtt"]


@pytest.mark.weights
def test_findings_of_the_sample_quote_what_was_said(written: Path, thuky: Thuky) -> None:
    heard = json.loads((written / "meeting_en.json").read_text(encoding="utf-8"))
    found = json.loads(thuky("extract", written / "meeting_en.json"))
    texts = {u["id"]: u["text"] for u in heard["utterances"]}
    assert {item["kind"] for item in found["items"]} == {"decision", "task", "meeting"}
    for item in found["items"]:
        assert item["quotes"]
        for quote in item["quotes"]:
            assert quote["quote"] in texts[quote["utterance"]]
            assert 0 <= quote["start"] < quote["end"]
    starts = [item["start"] for item in found["items"] if item["kind"] == "meeting"]
    assert starts == ["2026-03-23T10:00:00+07:00"]


@pytest.mark.weights
def test_the_same_findings_give_the_same_feed_that_a_calendar_program_reads(
    written: Path, thuky: Thuky, tmp_path: Path
) -> None:
    findings = tmp_path / "findings.json"
    findings.write_text(thuky("extract", written / "meeting_en.json"), encoding="utf-8")
    for name in ("one.ics", "two.ics"):
        thuky("feed", findings, "-o", tmp_path / name)
    first = (tmp_path / "one.ics").read_bytes()
    assert first == (tmp_path / "two.ics").read_bytes()
    items: list[dict[str, Any]] = json.loads(findings.read_text(encoding="utf-8"))["items"]
    dated = [item for item in items if item.get("due") or item.get("start")]
    assert len(Calendar.from_ical(first).events) == len(dated) > 0


def test_a_vietnamese_conversation_gives_findings_and_a_feed(samples: Path, thuky: Thuky, tmp_path: Path) -> None:
    told = thuky("extract", samples / "hop_giao_ban.json")
    findings = tmp_path / "findings.json"
    findings.write_text(told, encoding="utf-8")
    thuky("feed", findings, "-o", tmp_path / "hop.ics")
    kinds = [item["kind"] for item in json.loads(told)["items"]]
    assert kinds.count("task") >= 3
    assert "decision" in kinds
    assert "meeting" in kinds
    assert Calendar.from_ical((tmp_path / "hop.ics").read_bytes()).events
