"""Annotated meetings and documents, written by hand or as JSON."""

import json
from datetime import date
from pathlib import Path

import pytest

from models.conversation import Conversation, Document
from models.errors import UserError
from models.findings import ActionItem, PlannedMeeting
from scheduling.extractors.training.gold import read_gold, read_gold_folder

HEAD = json.dumps(
    {
        "id": "m1",
        "language": "vi",
        "recorded_at": "2026-03-12T08:00:00+07:00",
        "participants": [{"name": "Mạc Hải", "title": "Chuyên viên", "department": "Phòng Tổng hợp"}],
    }
)
TASK = {
    "kind": "task",
    "what": "Gửi bảng số liệu",
    "owners": ["Mạc Hải"],
    "due": "2026-03-18",
    "due_text": "trước thứ tư tuần sau",
    "evidence": ["u1", "u2"],
}
GATHERING = {"kind": "meeting", "title": "Họp lại", "start": "2026-03-23T08:00:00+07:00", "evidence": ["u2"]}
MEETING = f"""{HEAD}
===
u1|SPEAKER_00|hải gửi tôi bảng số liệu trước thứ tư tuần sau
u2|SPEAKER_01|dạ | em gửi
===
{json.dumps(TASK)}
{json.dumps(GATHERING)}
"""
DOCUMENT = """{"id":"d1","type":"document","language":"vi","received_at":"2026-07-15T08:00:00+07:00"}
===
THÔNG BÁO
=== không phải vạch
===
{"number":"1/TB","date":"2026-07-14","issuer":"Văn phòng","subject":"Kết luận"}
{"kind":"task","what":"Báo cáo","owners":["Sở Y tế"],"due":null,"due_text":null}
"""


def write(folder: Path, text: str, name: str = "m1.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_meeting_in_lines(tmp_path: Path) -> None:
    source, wanted = read_gold(write(tmp_path, MEETING))
    assert isinstance(source, Conversation)
    assert [(u.id, u.speaker, u.text) for u in source.utterances] == [
        ("u1", "SPEAKER_00", "hải gửi tôi bảng số liệu trước thứ tư tuần sau"),
        ("u2", "SPEAKER_01", "dạ | em gửi"),
    ]
    task, meeting = wanted.items
    assert isinstance(task, ActionItem)
    assert task.due is not None
    assert (task.due.value, task.due.phrase) == (date(2026, 3, 18), "trước thứ tư tuần sau")
    assert [evidence.quote for evidence in task.evidence] == [u.text for u in source.utterances]
    assert isinstance(meeting, PlannedMeeting)
    assert meeting.start.isoformat() == "2026-03-23T08:00:00+07:00"


def test_a_document_keeps_its_text_and_its_head(tmp_path: Path) -> None:
    source, wanted = read_gold(write(tmp_path, DOCUMENT))
    assert isinstance(source, Document)
    assert source.text == "THÔNG BÁO\n=== không phải vạch\n"
    assert wanted.metadata is not None
    assert (wanted.metadata.number, wanted.metadata.dated) == ("1/TB", date(2026, 7, 14))
    assert wanted.items[0].evidence[0].utterance == ""


def test_a_text_without_its_parts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2 parts"):
        read_gold(write(tmp_path, HEAD + "\n===\nu1|A|xin chào\n"))


def test_an_unknown_kind_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        read_gold(write(tmp_path, MEETING.replace('"task"', '"chore"')))
    assert refused.value.arguments["path"] == "gold.items[0].kind"


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    write(tmp_path, MEETING, "b.txt")
    write(tmp_path, DOCUMENT, "a.txt")
    write(tmp_path, "none of ours", "notes.md")
    assert [source.id for source, _ in read_gold_folder(tmp_path)] == ["d1", "m1"]
