"""A second meeting that moves what the first agreed: the task and the event that stand are changed, not doubled."""

from collections.abc import Callable

from starlette.testclient import TestClient

EARLIER = {"task": {"due": "2026-03-18"}, "meeting": {"start": "2026-03-21T08:00:00+07:00"}, "decision": {}}


def test_approving_a_change_moves_what_stands_and_keeps_its_uid(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    first = upload(secretary, recorded_at="2026-03-05T08:00:00+07:00")["id"]
    work()
    for item in secretary.get("/api/proposals", params={"recording": first}).json()["items"]:
        body = {"verdict": "approve", "edits": EARLIER[item["kind"]]}
        assert secretary.post(f"/api/proposals/{item['id']}/verdict", json=body).status_code == 200
    (task,) = secretary.get("/api/tasks").json()["items"]
    (event,) = secretary.get("/api/events").json()["items"]

    second = upload(secretary, tail=b"\0\0")["id"]
    work()
    changes = {
        item["kind"]: item
        for item in secretary.get("/api/proposals", params={"recording": second}).json()["items"]
        if item["changes"] is not None
    }
    assert {kind: item["changes"] for kind, item in changes.items()} == {"task": task["id"], "meeting": event["id"]}
    page = secretary.get(f"/recordings/{second}").text
    assert "đổi việc đã có" in page
    assert "đổi lịch đã có" in page

    for item in changes.values():
        for _twice in range(2):
            answer = secretary.post(f"/api/proposals/{item['id']}/verdict", json={"verdict": "approve"})
            assert answer.status_code == 200
    (moved,) = secretary.get("/api/tasks").json()["items"]
    assert (moved["uid"], moved["due"]) == (task["uid"], "2026-03-20")
    (held,) = secretary.get("/api/events").json()["items"]
    assert (held["uid"], held["start"]) == (event["uid"], "2026-03-23T08:00:00+07:00")
    assert (moved["sequence"], held["sequence"]) == (task["sequence"] + 1, event["sequence"] + 1)


def test_a_change_is_rejected_without_touching_what_stands(
    secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    first = upload(secretary, recorded_at="2026-03-05T08:00:00+07:00")["id"]
    work()
    _, item, _ = secretary.get("/api/proposals", params={"recording": first}).json()["items"]
    body = {"verdict": "approve", "edits": {"due": "2026-03-18"}}
    secretary.post(f"/api/proposals/{item['id']}/verdict", json=body)
    second = upload(secretary, tail=b"\0\0")["id"]
    work()
    (change,) = [
        each
        for each in secretary.get("/api/proposals", params={"recording": second}).json()["items"]
        if each["changes"] is not None
    ]
    assert secretary.post(f"/api/proposals/{change['id']}/verdict", json={"verdict": "reject"}).status_code == 200
    assert [task["due"] for task in secretary.get("/api/tasks").json()["items"]] == ["2026-03-18"]
