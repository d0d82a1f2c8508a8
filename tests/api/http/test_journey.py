"""From a file to a calendar, through the doors that everybody uses."""

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from icalendar import Calendar
from starlette.testclient import TestClient


def test_a_recording_becomes_a_calendar(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    made = upload(secretary, title="Giao ban")
    assert made["state"] == "queued"
    assert secretary.get(f"/api/recordings/{made['id']}/transcript").status_code == 409

    work()

    shown = secretary.get(f"/api/recordings/{made['id']}").json()
    assert (shown["state"], shown["progress"], shown["error"], shown["notices"]) == ("ready", 1.0, None, [])
    transcript = secretary.get(f"/api/recordings/{made['id']}/transcript").json()
    assert transcript["schema"] == 1
    assert transcript["recorded_at"] == "2026-03-12T08:00:00+07:00"
    assert {utterance["speaker"] for utterance in transcript["utterances"]} == {"SPEAKER_00", "SPEAKER_01"}

    items = secretary.get("/api/proposals", params={"recording": made["id"]}).json()["items"]
    assert [item["kind"] for item in items] == ["decision", "task", "meeting"]
    assert items[1]["evidence"] == [{"utterance": "u1", "quote": "w2 w3", "start": 2.0, "end": 3.0}]
    for item in items:
        answer = secretary.post(f"/api/proposals/{item['id']}/verdict", json={"verdict": "approve"})
        assert answer.status_code == 200
        assert answer.json()["proposal"]["state"] == "approved"

    task = secretary.get("/api/tasks").json()["items"][0]
    assert (task["text"], task["owners"], task["due"]) == ("Gửi bảng số liệu", ["Mạc Hải"], "2026-03-20")
    event = secretary.get("/api/events").json()["items"][0]
    assert (event["title"], event["start"], event["place"]) == ("Họp lại", "2026-03-23T08:00:00+07:00", "phòng 2")

    url = secretary.post("/api/feeds", json={"scope": "me"}).json()["url"]
    feed = TestClient(secretary.app).get(url)
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    uids = {str(component["UID"]) for component in Calendar.from_ical(feed.content).walk("VEVENT")}
    assert uids == {task["uid"], event["uid"]}


def test_approving_twice_makes_one_task(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    task = secretary.get("/api/proposals", params={"recording": recording}).json()["items"][1]
    first, second = (
        secretary.post(f"/api/proposals/{task['id']}/verdict", json={"verdict": "approve"}).json() for _ in range(2)
    )
    assert first == second
    assert len(secretary.get("/api/tasks").json()["items"]) == 1


def test_several_who_decide_at_once_make_one_task(secretary: TestClient, proposal: str) -> None:
    def decide(verdict: str) -> int:
        return secretary.post(f"/api/proposals/{proposal}/verdict", json={"verdict": verdict}).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(decide, ["approve", "approve", "reject", "approve"]))
    assert statuses.count(200) >= 3
    assert set(statuses) <= {200, 409}
    kept = secretary.get(f"/api/proposals/{proposal}").json()
    assert kept["state"] == "approved"
    assert [verdict["verdict"] for verdict in kept["verdicts"]] in (["approve"], ["reject", "approve"])
    assert len(secretary.get("/api/tasks").json()["items"]) == 1


def test_edits_are_applied_and_recorded(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    task = secretary.get("/api/proposals", params={"recording": recording}).json()["items"][1]
    edits = {
        "what": unicodedata.normalize("NFD", "Gửi bảng\0 lương"),
        "due": "2026-03-19T17:00",
        "owners": ["Lý Thu", "Mạc Hải"],
    }
    decided = secretary.post(
        f"/api/proposals/{task['id']}/verdict", json={"verdict": "approve", "edits": edits}
    ).json()
    assert decided["task"]["text"] == "Gửi bảng lương"
    assert decided["task"]["due"] == "2026-03-19T17:00:00+07:00"
    verdict = decided["proposal"]["verdicts"][0]
    assert (verdict["verdict"], verdict["by"], verdict["changed"]) == ("approve", "Lý Thu", ["text", "owners", "due"])


@pytest.mark.parametrize("due", ["0202-03-19", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-10:00", "19/3/2026"])
def test_a_time_that_no_calendar_takes_is_refused(secretary: TestClient, proposal: str, due: str) -> None:
    answer = secretary.post(
        f"/api/proposals/{proposal}/verdict", json={"verdict": "approve", "edits": {"text": "Khác", "due": due}}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "review.edit")
    kept = secretary.get(f"/api/proposals/{proposal}").json()
    assert (kept["what"], kept["state"]) == ("Gửi bảng số liệu", "proposed")


def test_a_recurrence_that_no_calendar_can_show_is_refused_and_may_be_corrected(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    items = secretary.get("/api/proposals", params={"recording": recording}).json()["items"]
    (meeting,) = (item["id"] for item in items if item["kind"] == "meeting")
    address = f"/api/proposals/{meeting}/verdict"
    refused = secretary.post(address, json={"verdict": "approve", "edits": {"rrule": "FREQ=DAILY;COUNT=0"}})
    assert (refused.status_code, refused.json()["code"]) == (422, "agenda.unwritable")
    assert secretary.get("/api/events").json()["items"] == []
    assert secretary.post(address, json={"verdict": "approve", "edits": {"rrule": "FREQ=DAILY;COUNT=2"}}).is_success


def test_what_was_approved_cannot_be_rejected(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    task = secretary.get("/api/proposals", params={"recording": recording}).json()["items"][1]
    secretary.post(f"/api/proposals/{task['id']}/verdict", json={"verdict": "approve"})
    refused = secretary.post(f"/api/proposals/{task['id']}/verdict", json={"verdict": "reject"})
    assert (refused.status_code, refused.json()["code"]) == (409, "review.move")


def test_processing_again_repeats_no_step_and_no_proposal(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    before = secretary.get("/api/proposals", params={"recording": recording}).json()
    assert secretary.post(f"/api/recordings/{recording}/runs").status_code == 202
    assert secretary.post(f"/api/recordings/{recording}/runs").json()["code"] == "recording.in_work"
    work()
    assert secretary.get("/api/proposals", params={"recording": recording}).json() == before
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready"


def test_transcripts_come_in_every_form(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    work()
    for form, beginning in {"srt": "1\n00:00", "vtt": "WEBVTT", "txt": "", "md": "#", "json": "{"}.items():
        answer = secretary.get(f"/api/recordings/{recording}/transcript.{form}")
        assert answer.status_code == 200
        assert answer.text.startswith(beginning), form
    assert secretary.get(f"/api/recordings/{recording}/transcript.exe").status_code == 422
