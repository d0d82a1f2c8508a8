"""Files as strangers send them."""

import asyncio
import errno
import sqlite3
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient
from starlette.types import Message

from api.app import create_app
from api.bootstrap import Services
from api.settings import Settings
from api.store import blobs, disk


def test_the_same_bytes_again_are_the_same_recording(
    secretary: TestClient, clip: Path, settings: Settings, work: Callable[[], None]
) -> None:
    first, second = (
        secretary.post("/api/recordings", files={"file": (name, clip.read_bytes())}) for name in ("a.wav", "b.wav")
    )
    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json()["id"] == first.json()["id"]
    assert first.headers["location"] == f"/api/recordings/{first.json()['id']}"
    kept = [path for path in (settings.data_dir / "originals").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == [first.json()["sha256"]]
    assert kept[0].read_bytes() == clip.read_bytes()
    assert kept[0].stat().st_mode & 0o777 == 0o400


def test_two_uploads_of_one_file_at_once_are_one_recording(secretary: TestClient, clip: Path) -> None:
    def bring(_: int) -> tuple[int, str]:
        answer = secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())})
        return answer.status_code, answer.json()["id"]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(bring, range(4)))
    assert sorted(status for status, _ in answers) == [200, 200, 200, 201]
    assert len({recording for _, recording in answers}) == 1


@pytest.mark.parametrize(
    "name",
    [
        'họp "giao ban" tháng 3.wav',
        unicodedata.normalize("NFD", "Cuộc họp Đảng uỷ phường.wav"),
        "../../../etc/mật khẩu.wav",
        "C:\\Ghi âm\\họp.wav",
        "x" * 400 + ".wav",
        "dòng\nmới.wav",
    ],
)
def test_names_stay_names(secretary: TestClient, clip: Path, settings: Settings, name: str) -> None:
    answer = secretary.post("/api/recordings", files={"file": (name, clip.read_bytes())})
    assert answer.status_code == 201, answer.text
    told = answer.json()["file_name"]
    assert told == unicodedata.normalize("NFC", told)
    assert "/" not in told
    assert "\n" not in told
    assert list((settings.data_dir / "incoming").iterdir()) == []
    audio = secretary.get(f"/api/recordings/{answer.json()['id']}/audio")
    assert audio.content == clip.read_bytes()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "audio.empty_file"),
        (b"This is a letter, not a sound. " * 100, "audio.not_audio"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio.truncated"),
    ],
)
def test_what_cannot_be_heard_is_refused_and_not_kept(
    secretary: TestClient, settings: Settings, content: bytes, code: str
) -> None:
    answer = secretary.post("/api/recordings", files={"file": ("thư.wav", content)})
    assert answer.status_code == 422
    assert answer.json()["code"] == code
    assert "thư.wav" in answer.json()["detail"]
    assert secretary.get("/api/recordings").json() == {"items": []}
    assert not any(path.is_file() for path in settings.data_dir.rglob("originals/**/*"))
    assert list((settings.data_dir / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"language": "klingon"}, "recording.language"),
        ({"recorded_at": "hôm qua"}, "recording.recorded_at"),
        ({"recorded_at": "0001-01-01"}, "recording.recorded_at"),
    ],
)
def test_details_that_make_no_sense_are_refused(
    secretary: TestClient, clip: Path, fields: dict[str, str], code: str
) -> None:
    answer = secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())}, data=fields)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_details_are_kept(secretary: TestClient, clip: Path) -> None:
    fields = {"title": "Họp giao ban", "recorded_at": "2026-03-12T08:00", "language": "vi"}
    answer = secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())}, data=fields).json()
    assert answer["title"] == "Họp giao ban"
    assert answer["recorded_at"] == "2026-03-12T08:00:00+07:00"
    assert (answer["language"], answer["duration"]) == ("vi", 12.0)


def test_too_large_is_refused_whether_announced_or_not(services: Services, secretary: TestClient, clip: Path) -> None:
    small = services.settings.model_copy(update={"upload_limit_bytes": 100_000})
    app = create_app(_with(services, small))
    with TestClient(app, headers=secretary.headers) as client:
        boundary = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
        kind = {"Content-Type": "multipart/form-data; boundary=x"}
        unannounced = client.post(
            "/api/recordings", content=iter([boundary, clip.read_bytes(), b"\r\n--x--\r\n"]), headers=kind
        )
        announced = client.post("/api/recordings", files={"file": ("a.wav", bytes(2_000_000))})
    for answer in (unannounced, announced):
        assert (answer.status_code, answer.json()["code"]) == (413, "upload.too_large")
    assert list((small.data_dir / "incoming").iterdir()) == []


def test_a_full_disk_is_told_and_leaves_nothing(
    secretary: TestClient, clip: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_space(self: blobs.IncomingFile, data: bytes) -> None:
        with disk.disk_errors_told():
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(blobs.IncomingFile, "write", no_space)
        answer = secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())})
    assert (answer.status_code, answer.json()["code"]) == (507, "storage.full")
    assert list((settings.data_dir / "incoming").iterdir()) == []
    assert secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())}).status_code == 201


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\nabc', "x", "upload.broken"),
        (b"no boundary at all", "x", "upload.broken"),
        (b"--x--", "x" * 71, "upload.not_multipart"),
        (b"--x--", "x" * 5000, "upload.not_multipart"),
        (b"--x--\r\n", "x", "upload.no_file"),
        (b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nabc\r\n--x--\r\n', "x", "upload.no_file"),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"; filename=""\r\n\r\n\r\n--x--\r\n',
            "x",
            "upload.no_file",
        ),
    ],
)
def test_broken_uploads_are_told(secretary: TestClient, body: bytes, kind: str, code: str) -> None:
    headers = {"Content-Type": f"multipart/form-data; boundary={kind}"}
    answer = secretary.post("/api/recordings", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_json_instead_of_a_form_is_told(secretary: TestClient) -> None:
    assert secretary.post("/api/recordings", json={"file": "a"}).json()["code"] == "upload.not_multipart"


def test_what_follows_the_form_has_an_end_too(services: Services, secretary: TestClient) -> None:
    small = services.settings.model_copy(update={"upload_limit_bytes": 1000})
    form = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nabc\r\n--x--\r\n'
    with TestClient(create_app(_with(services, small)), headers=secretary.headers) as client:
        answer = client.post(
            "/api/recordings",
            content=iter([form, *([bytes(500_000)] * 6)]),
            headers={"Content-Type": "multipart/form-data; boundary=x"},
        )
    assert (answer.status_code, answer.json()["code"]) == (413, "upload.too_large")


def test_an_upload_that_is_hung_up_leaves_nothing_and_is_no_fault(
    services: Services, secretary: TestClient, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    begun = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n' + bytes(9000)
    messages: list[Message] = [
        {"type": "http.request", "body": begun, "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []
    seen_while_receiving: list[int] = []

    async def receive() -> Message:
        if len(messages) == 1:
            seen_while_receiving.append(len(list((settings.data_dir / "incoming").iterdir())))
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    headers = {"content-type": "multipart/form-data; boundary=x", "authorization": secretary.headers["authorization"]}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "server": ("testserver", 80),
        "path": "/api/recordings",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(create_app(services)(scope, receive, send))
    assert sent[0]["status"] == 422
    assert seen_while_receiving == [1]
    assert list((settings.data_dir / "incoming").iterdir()) == []
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_database_that_is_full_is_told_and_goes_on_when_there_is_room(
    services: Services, secretary: TestClient, clip: Path
) -> None:
    @event.listens_for(services.database.engine, "checkout")
    def fill(connection: sqlite3.Connection, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    title = "x" * 500
    fields = {"title": title, "recorded_at": "2026-03-12T08:00"}
    answers = [
        secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes() + bytes(n))}, data=fields)
        for n in range(0, 40, 2)
    ]
    full = [answer for answer in answers if answer.status_code != 201]
    assert {(answer.status_code, answer.json()["code"]) for answer in full} == {(507, "storage.full")}
    event.remove(services.database.engine, "checkout", fill)
    services.database.engine.dispose()
    kept = len(answers) - len(full)
    assert len(secretary.get("/api/recordings").json()["items"]) == kept
    again = secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes() + bytes(38))}, data=fields)
    assert again.status_code == 201


def test_a_lost_original_is_back_when_it_is_brought_again(
    secretary: TestClient, settings: Settings, upload: Callable[..., dict[str, str]], clip: Path
) -> None:
    recording = upload(secretary)["id"]
    for path in (settings.data_dir / "originals").rglob("*"):
        if path.is_file():
            path.unlink()
    lost = secretary.get(f"/api/recordings/{recording}/audio")
    assert (lost.status_code, lost.json()["code"]) == (503, "storage.missing")
    assert upload(secretary)["id"] == recording
    assert secretary.get(f"/api/recordings/{recording}/audio").content == clip.read_bytes()


def test_a_small_file_of_many_days_is_refused(
    secretary: TestClient, clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.flows.intake.LONGEST_HOURS", 0.001)
    answer = secretary.post("/api/recordings", files={"file": ("a.wav", clip.read_bytes())})
    assert (answer.status_code, answer.json()["code"]) == (422, "recording.too_long")


def _with(services: Services, settings: Settings) -> Services:
    from dataclasses import replace

    return replace(services, settings=settings)
