"""``thuky feed``: the findings of files as one calendar."""

import json
from pathlib import Path

from icalendar import Calendar

from tests.scripts.conftest import Thuky
from tests.scripts.test_extract import CONVERSATION

QUOTES = [{"utterance": "u1", "quote": "được"}]
HEAD = {"confidence": 0.9, "doubts": [], "evidence": ["u1"], "quotes": QUOTES}
TASK = {
    "kind": "task",
    "what": "Gửi báo cáo",
    "owners": ["Lý Thu"],
    "due": "2026-03-20",
    "due_text": "thứ sáu",
    **HEAD,
}
MEETING = {
    "kind": "meeting",
    "title": "Họp lại",
    "start": "2026-03-23T08:00:00+07:00",
    "end": None,
    "start_text": "23/3",
    "start_reading": "",
    "place": "phòng 2",
    "participants": [],
    "rrule": None,
    **HEAD,
}
DECISION = {"kind": "decision", "what": "Chọn phương án B", **HEAD}
FINDINGS = {
    "schema": 1,
    "id": "m1",
    "reference_time": "2026-03-12T08:00:00+07:00",
    "timezone": "Asia/Ho_Chi_Minh",
    "items": [TASK, MEETING, DECISION],
}


def written(name: str, value: object) -> Path:
    path = Path(name)
    path.write_text(json.dumps(value))
    return path


def summaries(body: bytes) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in Calendar.from_ical(body).events)


def test_meetings_and_deadlines_of_all_files_stand_in_one_calendar(thuky: Thuky) -> None:
    one = written("one.json", FINDINGS)
    two = written("two.json", {**FINDINGS, "id": "m2", "items": [{**TASK, "what": "Mua ghế"}]})
    done = thuky("feed", one, two, "-o", "all.ics", "--name", "Lịch chung")
    assert (done.exit_code, done.stdout) == (0, "all.ics\n")
    body = Path("all.ics").read_bytes()
    assert summaries(body) == ["Gửi báo cáo", "Họp lại", "Mua ghế"]
    assert Calendar.from_ical(body)["NAME"] == "Lịch chung"


def test_the_same_files_give_the_same_bytes(thuky: Thuky) -> None:
    file = written("one.json", FINDINGS)
    first, second = thuky("feed", file), thuky("feed", file)
    assert first.stdout_bytes == second.stdout_bytes
    assert b"DTSTAMP:20260312T010000Z" in first.stdout_bytes


def test_an_item_keeps_its_uid_when_others_come_or_go(thuky: Thuky) -> None:
    both = thuky("feed", written("both.json", FINDINGS)).stdout_bytes
    alone = thuky("feed", written("alone.json", {**FINDINGS, "items": [MEETING]})).stdout_bytes
    (uid,) = (event["UID"] for event in Calendar.from_ical(alone).events)
    assert uid in [event["UID"] for event in Calendar.from_ical(both).events]


def test_the_same_item_twice_has_two_uids(thuky: Thuky) -> None:
    body = thuky("feed", written("twice.json", {**FINDINGS, "items": [MEETING, MEETING]})).stdout_bytes
    assert len({event["UID"] for event in Calendar.from_ical(body).events}) == 2


def test_a_conversation_is_read_first_where_no_findings_are(thuky: Thuky) -> None:
    assert len(summaries(thuky("feed", written("talk.json", CONVERSATION)).stdout_bytes)) == 1


def test_a_bad_file_is_named_and_the_others_are_written(thuky: Thuky) -> None:
    good = written("good.json", FINDINGS)
    bad = written("bad.json", {**FINDINGS, "items": [{**MEETING, "start": "soon"}]})
    done = thuky("feed", bad, good, "nowhere.json", "-o", "all.ics")
    assert done.exit_code == 1
    assert "items[0].start" in done.stderr
    assert "nowhere.json" in done.stderr
    assert summaries(Path("all.ics").read_bytes()) == ["Gửi báo cáo", "Họp lại"]
