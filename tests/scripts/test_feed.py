"""``thuky feed``: the findings of files as one calendar."""

import json
from pathlib import Path

import pytest
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


def uids(body: bytes) -> list[str]:
    return [str(event["UID"]) for event in Calendar.from_ical(body).events]


def test_a_file_named_twice_stands_in_the_calendar_once(thuky: Thuky) -> None:
    one = written("one.json", FINDINGS)
    assert thuky("feed", one, one).stdout_bytes == thuky("feed", one).stdout_bytes


def test_two_meetings_whose_recordings_have_one_name_are_told_apart(thuky: Thuky) -> None:
    monday = written("monday.json", FINDINGS)
    tuesday = written("tuesday.json", {**FINDINGS, "reference_time": "2026-03-17T08:00:00+07:00"})
    found = uids(thuky("feed", monday, tuesday).stdout_bytes)
    assert len(found) == len(set(found)) == 4
    assert sorted(found) == sorted(uids(thuky("feed", tuesday, monday).stdout_bytes))


@pytest.mark.parametrize(
    "changes",
    [
        {"rrule": "every Monday"},
        {"start": "9999-12-31T23:00:00+07:00"},
        {"start": "0001-01-02T00:00:00+07:00"},
        {"start": "2026-03-23", "end": "2026-03-22"},
    ],
)
def test_an_item_that_no_calendar_can_hold_is_named_and_the_others_are_written(
    thuky: Thuky, changes: dict[str, str]
) -> None:
    done = thuky("feed", written("one.json", {**FINDINGS, "items": [{**MEETING, **changes}, TASK]}))
    assert done.exit_code == 1
    assert summaries(done.stdout_bytes) == ["Gửi báo cáo"]
    (line,) = done.stderr.splitlines()
    assert "Họp lại" in line


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"start": "2026-03-23T08:00:00"}, "items[0].start"),
        ({"title": " "}, "items[0].title"),
        ({"confidence": 7}, "items[0].confidence"),
        ({"quotes": []}, "items[0].quotes"),
    ],
)
def test_findings_of_the_wrong_shape_say_where(thuky: Thuky, changes: dict[str, object], place: str) -> None:
    done = thuky("feed", written("one.json", {**FINDINGS, "items": [{**MEETING, **changes}]}))
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert place in line


def test_findings_of_a_later_schema_are_refused(thuky: Thuky) -> None:
    done = thuky("feed", written("one.json", {**FINDINGS, "schema": 2}))
    assert done.exit_code == 1
    assert "wrong at schema, expected 1" in done.stderr


def test_when_no_file_can_be_read_the_calendar_that_was_there_stays(thuky: Thuky) -> None:
    Path("all.ics").write_text("before")
    done = thuky("feed", "nowhere.json", "-o", "all.ics")
    assert (done.exit_code, done.stdout) == (1, "")
    assert Path("all.ics").read_text() == "before"


def test_findings_without_items_are_an_empty_calendar(thuky: Thuky) -> None:
    done = thuky("feed", written("one.json", {**FINDINGS, "items": []}))
    assert (done.exit_code, summaries(done.stdout_bytes)) == (0, [])


def test_an_id_that_is_no_text_still_has_uids(thuky: Thuky) -> None:
    assert len(uids(thuky("feed", written("one.json", {**FINDINGS, "id": "\ud800"})).stdout_bytes)) == 2


def test_of_many_files_of_one_name_the_bad_one_is_named_with_its_folder(thuky: Thuky) -> None:
    Path("monday").mkdir()
    bad = written("monday/one.json", {**FINDINGS, "items": 5})
    assert "monday/one.json: " in thuky("feed", written("one.json", FINDINGS), bad).stderr
