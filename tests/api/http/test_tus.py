"""Files that arrive piece by piece, as any client of the tus protocol sends them."""

import asyncio
import hashlib
import os
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from api.app import create_app
from api.bootstrap import Services
from api.settings import Settings
from tests.api.tus_client import TUS, begin, bring, metadata, patch

DETAILS = {"title": "Họp giao ban", "recorded_at": "2026-03-12T08:00", "language": "vi", "speakers": "2-5"}


def test_a_file_in_pieces_becomes_a_recording_with_a_receipt(
    secretary: TestClient, clip: Path, settings: Settings
) -> None:
    data = clip.read_bytes()
    begun = begin(secretary, len(data), **DETAILS)
    place = begun.headers["location"]
    assert (begun.status_code, place.startswith("/api/uploads/")) == (201, True)
    assert "GMT" in begun.headers["upload-expires"]
    assert secretary.get(place).json()["state"] == "receiving"
    for offset in range(0, len(data), 100_000):
        piece = data[offset : offset + 100_000]
        answer = patch(secretary, place, offset, piece)
        assert (answer.status_code, answer.headers["tus-resumable"]) == (204, "1.0.0")
        assert answer.headers["upload-offset"] == str(offset + len(piece))
    receipt = secretary.get(place).json()
    recording = secretary.get(f"/api/recordings/{receipt['recording']}").json()
    assert (receipt["state"], receipt["is_new"], receipt["error"]) == ("kept", True, None)
    assert receipt["sha256"] == recording["sha256"] == hashlib.sha256(data).hexdigest()
    told = {key: recording[key] for key in ("file_name", "title", "recorded_at", "language", "speakers")}
    assert told == {**DETAILS, "file_name": "họp.wav", "recorded_at": "2026-03-12T08:00:00+07:00"}
    kept = settings.data_dir / "originals" / receipt["sha256"][:2] / receipt["sha256"]
    assert kept.read_bytes() == data
    assert kept.stat().st_mode & 0o777 == 0o400
    assert [path.name for path in (settings.data_dir / "uploads").rglob("*.wav")] == []


def test_the_recording_is_processed_like_any_other(
    secretary: TestClient, clip: Path, work: Callable[[], None]
) -> None:
    place, _ = bring(secretary, clip.read_bytes())
    work()
    assert secretary.get(f"/api/recordings/{secretary.get(place).json()['recording']}").json()["state"] == "ready"


def test_the_same_bytes_again_are_the_same_recording(
    secretary: TestClient, client_of: Callable[[str, str], TestClient], clip: Path
) -> None:
    data, other = clip.read_bytes(), client_of("Bình", "staff")
    by_form = secretary.post("/api/recordings", files={"file": ("a.wav", data)}).json()["id"]
    place, _ = bring(other, data)
    receipt = other.get(place).json()
    assert (receipt["recording"], receipt["is_new"]) == (by_form, False)
    assert other.get(f"/api/recordings/{by_form}").status_code == 200


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"name": unicodedata.normalize("NFD", "Cuộc họp Đảng uỷ.wav")}, "Cuộc họp Đảng uỷ.wav"),
        ({"name": "", "filename": "Họp “giao ban”.wav"}, "Họp “giao ban”.wav"),
        ({"name": "Họp.wav", "filename": "Hop.wav"}, "Họp.wav"),
        ({"name": "../../etc/mật khẩu.wav"}, "mật khẩu.wav"),
        ({"name": "C:\\Ghi âm\\họp\n1.wav"}, "họp 1.wav"),
    ],
)
def test_names_stay_names(secretary: TestClient, clip: Path, told: dict[str, str], kept: str) -> None:
    place, _ = bring(secretary, clip.read_bytes(), **told)
    recording = secretary.get(place).json()["recording"]
    assert secretary.get(f"/api/recordings/{recording}").json()["file_name"] == kept


def test_what_the_server_can_do_is_told(secretary: TestClient, settings: Settings) -> None:
    answer = secretary.options("/api/uploads")
    assert answer.status_code == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert answer.headers["tus-max-size"] == str(settings.upload_limit_bytes)
    assert set(answer.headers["tus-extension"].split(",")) == {"creation", "expiration", "termination"}


def test_how_far_it_is_can_be_asked(secretary: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    place = begin(secretary, len(data), title="Giao ban").headers["location"]
    patch(secretary, place, 0, data[:1000])
    asked = secretary.head(place, headers=TUS)
    assert (asked.status_code, asked.headers["cache-control"]) == (204, "no-store")
    assert (asked.headers["upload-offset"], asked.headers["upload-length"]) == ("1000", str(len(data)))
    assert asked.headers["upload-metadata"].replace(" ", "") == metadata(
        {"name": "họp.wav", "title": "Giao ban"}
    ).replace(" ", "")


@pytest.mark.parametrize("offset", [0, 999, 1001, 5000])
def test_a_piece_at_a_wrong_offset_changes_nothing(secretary: TestClient, clip: Path, offset: int) -> None:
    data = clip.read_bytes()
    place = begin(secretary, len(data)).headers["location"]
    patch(secretary, place, 0, data[:1000])
    refused = patch(secretary, place, offset, b"x" * 500)
    assert (refused.status_code, refused.json()["code"]) == (409, "upload.offset")
    assert "1000" in refused.json()["detail"]
    assert patch(secretary, place, 1000, data[1000:]).status_code == 204
    assert secretary.get(place).json()["sha256"] == hashlib.sha256(data).hexdigest()


def test_an_upload_is_its_owners_alone(
    client_of: Callable[[str, str], TestClient], browser: TestClient, clip: Path
) -> None:
    data = clip.read_bytes()
    mine, other, office = client_of("An", "staff"), client_of("Bình", "staff"), client_of("Chi", "admin")
    place = begin(mine, len(data)).headers["location"]
    patch(mine, place, 0, data[:1000])
    absent = other.get("/api/uploads/3d9f0b2e-5f0c-4d8e-8f0a-000000000000").json()
    for stranger in (other, office):
        assert stranger.get("/api/uploads").json() == {"items": []}
        assert (stranger.get(place).status_code, stranger.get(place).json()) == (404, absent)
        assert stranger.head(place, headers=TUS).status_code == 404
        assert patch(stranger, place, 1000, data[1000:]).json() == absent
        assert stranger.delete(place).json() == absent
    for answer in (browser.get(place), patch(browser, place, 1000, data[1000:]), begin(browser, 10)):
        assert (answer.status_code, answer.json()["code"]) == (401, "auth.required")
    assert mine.head(place, headers=TUS).headers["upload-offset"] == "1000"
    assert [upload["received_bytes"] for upload in mine.get("/api/uploads").json()["items"]] == [1000]


def test_another_site_cannot_send_pieces_with_a_method_it_may_use(secretary: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    place = begin(secretary, len(data)).headers["location"]
    headers = {**TUS, "X-HTTP-Method-Override": "PATCH", "Upload-Offset": "0"}
    assert secretary.head(place, headers=headers).headers["upload-offset"] == "0"
    assert secretary.post(place, content=data, headers=headers).status_code == 405


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412, "tus.version"),
        ({"Content-Type": "application/json"}, 415, "tus.content_type"),
        ({"Upload-Offset": "two"}, 400, "tus.offset"),
        ({"Upload-Offset": "-1"}, 400, "tus.offset"),
    ],
)
def test_a_piece_with_wrong_headers_is_told(
    secretary: TestClient, headers: dict[str, str], status: int, code: str
) -> None:
    place = begin(secretary, 1000).headers["location"]
    refused = patch(secretary, place, 0, b"abc", **headers)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert (refused.headers["tus-resumable"], refused.headers.get("tus-version")) == (
        "1.0.0",
        "1.0.0" if status == 412 else None,
    )
    assert secretary.get(place).json()["received_bytes"] == 0


def test_more_than_was_announced_is_refused(secretary: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    place = begin(secretary, len(data)).headers["location"]
    refused = patch(secretary, place, 0, data + b"x")
    assert (refused.status_code, refused.json()["code"]) == (413, "upload.too_long")
    assert secretary.get(place).json()["received_bytes"] == 0


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Upload-Length": "many"}, 400, "tus.length"),
        ({"Upload-Length": "-5"}, 400, "tus.length"),
        ({"Upload-Length": ""}, 400, "tus.length"),
        ({"Upload-Length": "0"}, 422, "audio.empty_file"),
        ({"Upload-Length": str(4 * 1024**3 + 1)}, 413, "upload.too_large"),
        ({"Tus-Resumable": "2.0.0"}, 412, "tus.version"),
        ({"Upload-Metadata": "name @@@"}, 400, "tus.metadata"),
        ({"Upload-Metadata": "name aaaaa"}, 400, "tus.metadata"),
        ({"Upload-Metadata": "name /w=="}, 400, "tus.metadata"),
        ({"Upload-Metadata": "name YQ==,name YQ=="}, 400, "tus.metadata"),
        ({"Upload-Metadata": f"name {'YWFh' * 2000}"}, 400, "tus.metadata"),
        ({"Upload-Metadata": "title YQ=="}, 422, "upload.no_name"),
        ({"Upload-Metadata": metadata({"name": "a.wav", "language": "klingon"})}, 422, "recording.language"),
        ({"Upload-Metadata": metadata({"name": "a.wav", "recorded_at": "hôm qua"})}, 422, "recording.recorded_at"),
        ({"Upload-Metadata": metadata({"name": "a.wav", "sha256": "abc"})}, 422, "upload.sha256"),
    ],
)
def test_an_upload_that_would_come_to_nothing_is_refused_before_a_byte_is_sent(
    secretary: TestClient, settings: Settings, headers: dict[str, str], status: int, code: str
) -> None:
    whole = {**TUS, "Upload-Length": "1000", "Upload-Metadata": metadata({"name": "a.wav"})}
    refused = secretary.post("/api/uploads", headers={**whole, **headers})
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert secretary.get("/api/uploads").json() == {"items": []}
    assert list((settings.data_dir / "uploads").glob("*")) == []


def test_what_cannot_be_heard_is_refused_and_not_kept(secretary: TestClient, settings: Settings) -> None:
    place, refused = bring(secretary, b"This is a letter, not a sound. " * 100, name="thư.wav")
    assert (refused.status_code, refused.json()["code"]) == (422, "audio.not_audio")
    assert "thư.wav" in refused.json()["detail"]
    receipt = secretary.get(place).json()
    assert (receipt["state"], receipt["error"]["code"], receipt["recording"]) == ("refused", "audio.not_audio", None)
    assert secretary.get("/api/recordings").json() == {"items": []}
    for folder in ("uploads", "originals"):
        assert [path for path in (settings.data_dir / folder).rglob("*.wav") if path.is_file()] == []


def test_a_file_that_is_not_what_it_was_said_to_be_is_refused(secretary: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    _, refused = bring(secretary, data[:-1] + b"x", sha256=hashlib.sha256(data).hexdigest())
    assert (refused.status_code, refused.json()["code"]) == (422, "upload.changed")
    assert secretary.get("/api/recordings").json() == {"items": []}
    _, kept = bring(secretary, data, sha256=hashlib.sha256(data).hexdigest())
    assert kept.status_code == 204


def test_asking_again_after_the_last_piece_changes_nothing(secretary: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    place, _ = bring(secretary, data)
    receipt = secretary.get(place).json()
    assert patch(secretary, place, len(data), b"").status_code == 204
    assert secretary.get(place).json() == receipt
    assert patch(secretary, place, 0, data).status_code == 409
    assert len(secretary.get("/api/recordings").json()["items"]) == 1


def test_two_uploads_of_one_file_at_once_are_one_recording(secretary: TestClient, clip: Path) -> None:
    def send(_: int) -> dict[str, object]:
        place, answer = bring(secretary, clip.read_bytes())
        assert answer.status_code == 204
        return dict(secretary.get(place).json())

    with ThreadPoolExecutor(4) as pool:
        receipts = list(pool.map(send, range(4)))
    assert len({receipt["recording"] for receipt in receipts}) == 1
    assert sorted(bool(receipt["is_new"]) for receipt in receipts) == [False, False, False, True]
    assert len(secretary.get("/api/recordings").json()["items"]) == 1


def test_two_senders_of_one_upload_do_not_mix(secretary: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    place = begin(secretary, len(data)).headers["location"]

    def send(_: int) -> set[int]:
        seen = set()
        while (at := int(secretary.head(place, headers=TUS).headers["upload-offset"])) < len(data):
            seen.add(patch(secretary, place, at, data[at : at + 20_000]).status_code)
        return seen

    with ThreadPoolExecutor(3) as pool:
        seen = set().union(*pool.map(send, range(3)))
    assert 204 in seen
    assert seen <= {204, 409, 423}
    patch(secretary, place, len(data), b"")
    assert secretary.get(place).json()["sha256"] == hashlib.sha256(data).hexdigest()


def test_an_upload_can_be_given_up(secretary: TestClient, settings: Settings, clip: Path) -> None:
    place = begin(secretary, 1000).headers["location"]
    assert secretary.delete(place, headers=TUS).status_code == 204
    assert secretary.head(place, headers=TUS).status_code == 404
    assert list((settings.data_dir / "uploads").iterdir()) == []
    done, _ = bring(secretary, clip.read_bytes())
    assert secretary.delete(done).status_code == 204
    assert len(secretary.get("/api/recordings").json()["items"]) == 1


def test_limits_are_settings(services: Services, secretary: TestClient, client_of: Callable[..., TestClient]) -> None:
    small = services.settings.model_copy(update={"upload_limit_bytes": 1000, "uploads_unfinished": 2})
    app = create_app(replace(services, settings=small))
    with TestClient(app, headers=secretary.headers) as client:
        assert begin(client, 1001).json()["code"] == "upload.too_large"
        places = [begin(client, 1000).headers["location"] for _ in range(2)]
        refused = begin(client, 1000)
        assert (refused.status_code, refused.json()["code"]) == (429, "upload.too_many")
        assert TestClient(app, headers=client_of("Bình", "staff").headers).get("/api/uploads").json() == {"items": []}
        client.delete(places[0])
        assert begin(client, 1000).status_code == 201


def test_the_disk_is_looked_at_before_a_byte_is_sent(
    secretary: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = os.statvfs(settings.data_dir)
    room = usage.f_bavail * usage.f_frsize
    if room > settings.upload_limit_bytes:
        monkeypatch.setattr("api.store.disk.SPARE_BYTES", room - 1000)
    refused = begin(secretary, settings.upload_limit_bytes)
    assert (refused.status_code, refused.json()["code"]) == (507, "upload.full")
    assert list((settings.data_dir / "uploads").iterdir()) == []


def test_what_came_before_a_connection_broke_is_kept(services: Services, secretary: TestClient, clip: Path) -> None:
    data = clip.read_bytes()
    place = begin(secretary, len(data)).headers["location"]
    messages: list[Message] = [
        {"type": "http.request", "body": data[:70_000], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return messages.pop(0)

    async def send(_: Message) -> None:
        pass

    headers = {
        "tus-resumable": "1.0.0",
        "content-type": "application/offset+octet-stream",
        "content-length": str(len(data)),
        "upload-offset": "0",
        "authorization": secretary.headers["authorization"],
    }
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "PATCH",
        "scheme": "http",
        "server": ("testserver", 80),
        "path": place,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(create_app(services)(scope, receive, send))
    assert secretary.head(place, headers=TUS).headers["upload-offset"] == "70000"
    assert patch(secretary, place, 70_000, data[70_000:]).status_code == 204
    assert secretary.get(place).json()["sha256"] == hashlib.sha256(data).hexdigest()
