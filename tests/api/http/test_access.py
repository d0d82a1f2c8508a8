"""Who reaches what: every route of the OpenAPI document, as nobody and as somebody else."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services
from api.security import may
from models.account import Account, Role

OPEN = {("GET", "/healthz"), ("POST", "/api/session"), ("GET", "/feeds/{token}.ics")}


def routes(app: FastAPI) -> list[tuple[str, str]]:
    return [(method.upper(), path) for path, item in app.openapi()["paths"].items() for method in item]


def test_every_route_but_health_sign_in_and_feed_asks_who_is_there(services: Services) -> None:
    app = create_app(services)
    walked = [route for route in routes(app) if route not in OPEN]
    assert len(walked) >= 15
    with TestClient(app) as nobody:
        for method, path in [*walked, ("GET", "/openapi.json"), ("GET", "/docs"), ("GET", "/"), ("GET", "/agenda")]:
            for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": "thuky_session=wrong"}):
                answer = nobody.request(method, path.replace("{", "").replace("}", ""), headers=headers)
                told = "auth.required" if method == "HEAD" else answer.json()["code"]
                assert (answer.status_code, told) == (401, "auth.required"), f"{method} {path}"


def test_staff_see_what_they_brought_and_nothing_else(
    client_of: Callable[[str, str], TestClient],
    upload: Callable[..., dict[str, str]],
    work: Callable[[], None],
) -> None:
    mine, other, office = client_of("An", "staff"), client_of("Bình", "staff"), client_of("Chi", "admin")
    recording = upload(mine)["id"]
    work()
    proposal = mine.get("/api/proposals", params={"recording": recording}).json()["items"][1]["id"]
    absent = other.get("/api/recordings/nothing").json()
    paths = {
        "recording_id": recording,
        "proposal_id": proposal,
        "form": "srt",
        "label": "SPEAKER_00",
    }
    assert isinstance(mine.app, FastAPI)
    for method, path in routes(mine.app):
        if "{recording_id}" not in path and "{proposal_id}" not in path:
            continue
        body = {"verdict": "approve"} if path.endswith("verdict") else {"name": "Hà"} if method == "PUT" else None
        refused = other.request(method, path.format(**paths), json=body)
        assert (refused.status_code, refused.json()) == (404, absent), f"{method} {path}"
    assert other.get("/api/proposals", params={"recording": recording}).json() == absent
    assert other.get("/api/recordings").json() == {"items": []}
    for reader in (mine, office):
        assert reader.get(f"/api/recordings/{recording}/audio").status_code == 200
        assert [item["id"] for item in reader.get("/api/recordings").json()["items"]] == [recording]
        assert reader.post(f"/api/proposals/{proposal}/verdict", json={"verdict": "approve"}).status_code == 200
        assert len(reader.get("/api/tasks").json()["items"]) == 1
    assert other.get("/api/tasks").json() == {"items": []}


def test_whoever_brings_the_same_bytes_holds_the_recording_too(
    client_of: Callable[[str, str], TestClient], upload: Callable[..., dict[str, str]]
) -> None:
    first, second = client_of("An", "staff"), client_of("Bình", "staff")
    recording = upload(first)["id"]
    assert second.get(f"/api/recordings/{recording}").status_code == 404
    assert upload(second, "khác tên.wav")["id"] == recording
    assert second.get(f"/api/recordings/{recording}").json()["file_name"] == "clip.wav"


def test_tasks_reach_the_person_they_name(
    client_of: Callable[[str, str], TestClient],
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    work: Callable[[], None],
) -> None:
    named = client_of("mạc  hải", "staff")
    recording = upload(secretary)["id"]
    work()
    for item in secretary.get("/api/proposals", params={"recording": recording}).json()["items"]:
        secretary.post(f"/api/proposals/{item['id']}/verdict", json={"verdict": "approve"})
    assert [task["owners"] for task in named.get("/api/tasks").json()["items"]] == [["Mạc Hải"]]
    assert named.get("/api/events").json() == {"items": []}
    stranger = client_of("Bình", "staff")
    feeds = {
        who: who.get(who.post("/api/feeds", json={"scope": "me"}).json()["url"]).text for who in (named, stranger)
    }
    assert [feed.count("BEGIN:VEVENT") for feed in feeds.values()] == [1, 0]
    assert named.get(f"/api/recordings/{recording}").status_code == 404


def test_the_table_of_rights(services: Services) -> None:
    class Thing:
        holders = frozenset({"held"})

    rights = {
        (role, holder): all(
            may(Account(holder, "x", role, services.clock()), action, Thing())
            for action in ("see", "decide", "process")
        )
        for role in Role
        for holder in ("held", "other")
    }
    assert rights == {
        (Role.ADMIN, "held"): True,
        (Role.ADMIN, "other"): True,
        (Role.SECRETARY, "held"): True,
        (Role.SECRETARY, "other"): True,
        (Role.STAFF, "held"): True,
        (Role.STAFF, "other"): False,
    }
