"""``thuky push``: recordings to a server."""

import hashlib
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.bootstrap import Services
from models.recording import Recording
from models.upload import Upload
from scripts import sending
from tests.running_server import RunningServer, free_port, running_server
from tests.scripts.conftest import Thuky


@dataclass(frozen=True)
class Office:
    """A server, and a token of somebody there."""

    server: RunningServer
    token: str

    @property
    def options(self) -> tuple[str, ...]:
        return ("--server", self.server.url, "--token", self.token)

    def recordings(self) -> tuple[Recording, ...]:
        with closing_database(self.server) as services, services.database.reading() as uow:
            return tuple(entry.recording for entry in uow.recordings.list(None))

    def uploads(self) -> tuple[Upload, ...]:
        with closing_database(self.server) as services, services.database.reading() as uow:
            return uow.uploads.list()


@contextmanager
def closing_database(server: RunningServer) -> Iterator[Services]:
    services = server.open()
    try:
        yield services
    finally:
        services.database.engine.dispose()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running_server(tmp_path / "office", uploads_unfinished="3") as server:
        yield Office(server, server.new_token("Lan"))


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "PIECE_BYTES", 20_000)


@pytest.mark.usefixtures("small_pieces")
def test_a_recording_is_brought_and_its_address_told(thuky: Thuky, office: Office, recording: Path) -> None:
    named = recording.rename(recording.with_name("Họp giao ban Đảng ủy.wav"))
    told = ("--title", "Giao ban", "--recorded-at", "2026-03-12T08:00", "--language", "vi", "--speakers", "2-5")
    done = thuky("push", named, *office.options, *told)
    (kept,) = office.recordings()
    assert done.exit_code == 0
    assert done.stdout == f"{office.server.url}/recordings/{kept.id}\n"
    assert kept.sha256 == hashlib.sha256(named.read_bytes()).hexdigest()
    assert kept.sha256 in done.stderr
    assert (kept.file_name, kept.title, kept.language) == ("Họp giao ban Đảng ủy.wav", "Giao ban", "vi")
    assert (kept.recorded_at.isoformat(), kept.min_speakers) == ("2026-03-12T08:00:00+07:00", 2)


@pytest.mark.usefixtures("small_pieces")
def test_the_same_command_goes_on_where_it_stopped(
    thuky: Thuky, office: Office, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    real = sending._add

    def stop_at_third(server: object, parcel: object, upload: object, offset: int, piece: bytes) -> None:
        if len(sent) == 3:
            raise KeyboardInterrupt
        sent.append(offset)
        real(server, parcel, upload, offset, piece)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_add", stop_at_third)
        assert thuky("push", recording, *office.options).exit_code != 0
    (upload,) = office.uploads()
    assert upload.received_bytes == 60_000
    again: list[int] = []

    def count(server: object, parcel: object, upload: object, offset: int, piece: bytes) -> None:
        again.append(offset)
        real(server, parcel, upload, offset, piece)  # type: ignore[arg-type]

    monkeypatch.setattr(sending, "_add", count)
    assert thuky("push", recording, *office.options).exit_code == 0
    assert again[0] == 60_000
    assert thuky("push", recording, *office.options).exit_code == 0
    assert again[-1] < recording.stat().st_size, "nothing is sent a second time"
    (upload,) = office.uploads()
    assert upload.state == "kept"
    assert len(office.recordings()) == 1


def test_a_folder_is_walked_and_one_bad_file_does_not_stop_the_others(
    thuky: Thuky, office: Office, recording: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "cuộc họp"
    folder.mkdir()
    (folder / "a.wav").write_bytes(b"This is a letter, not a sound. " * 100)
    (folder / "b.wav").write_bytes(recording.read_bytes())
    (folder / "c.wav").write_bytes(b"")
    done = thuky("push", folder, *office.options)
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert [kept.file_name for kept in office.recordings()] == ["b.wav"]
    errors = [line for line in done.stderr.splitlines() if "a.wav" in line or "c.wav" in line]
    assert len(errors) == 2
    assert "not a sound" in errors[0]


def test_bytes_that_the_server_has_are_told(thuky: Thuky, office: Office, recording: Path) -> None:
    thuky("push", recording, *office.options)
    other = ("--server", office.server.url, "--token", office.server.new_token("Bình"))
    done = thuky("push", recording, *other)
    assert (done.exit_code, len(office.recordings())) == (0, 1)
    assert "already" in done.stderr


def test_a_token_may_come_from_the_environment_and_a_wrong_one_is_told(
    thuky: Thuky, office: Office, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUKY_SERVER", f"{office.server.url}/")
    monkeypatch.setenv("THUKY_TOKEN", "wrong")
    refused = thuky("push", recording)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "API tokens" in refused.stderr
    monkeypatch.setenv("THUKY_TOKEN", office.token)
    assert thuky("push", recording).exit_code == 0


def test_a_revoked_token_opens_nothing(
    thuky: Thuky, office: Office, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THUKY_DATA_DIR", str(office.server.folder))
    (newer,) = thuky("user", "token", "lan").stdout.splitlines()
    assert thuky("push", recording, "--server", office.server.url, "--token", newer).exit_code == 0
    assert "2" in thuky("user", "revoke", "Lan").stderr
    for token in (office.token, newer):
        assert thuky("push", recording, "--server", office.server.url, "--token", token).exit_code == 1
    assert thuky("user", "revoke", "Nobody").exit_code == 1


def test_a_server_that_never_answered_is_told_at_once(thuky: Thuky, recording: Path) -> None:
    done = thuky("push", recording, "--server", f"http://127.0.0.1:{free_port()}", "--token", "x")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "http://127.0.0.1" in done.stderr


@pytest.mark.usefixtures("small_pieces")
def test_a_server_that_stays_away_is_waited_for_only_so_long(
    thuky: Thuky, office: Office, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sending._add

    def lose_the_server(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        office.server.kill()

    monkeypatch.setattr(sending, "_add", lose_the_server)
    done = thuky("push", recording, *office.options, "--patience", 1)
    assert done.exit_code == 1
    assert "same command" in done.stderr
    assert office.uploads()[0].received_bytes == 20_000


def test_something_else_at_that_address_is_told(thuky: Thuky, recording: Path) -> None:
    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>It works!</html>")

        def log_message(self, *_: object) -> None: ...

    with http.server.HTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        done = thuky("push", recording, "--server", f"http://127.0.0.1:{server.server_port}", "--token", "x")
        server.shutdown()
        thread.join()
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("small_pieces")
def test_a_file_that_changes_on_the_way_is_not_kept(
    thuky: Thuky, office: Office, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sending._add
    data = recording.read_bytes()

    def change(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        recording.write_bytes(data[:-10] + b"x" * 10)

    monkeypatch.setattr(sending, "_add", change)
    done = thuky("push", recording, *office.options)
    assert done.exit_code == 1
    assert "changed" in done.stderr
    assert office.recordings() == ()


@pytest.mark.parametrize(
    "options",
    [
        ["--token", "x"],
        ["--server", "thuky.example.vn", "--token", "x"],
        ["--server", "http://", "--token", "x"],
        ["--server", "http://127.0.0.1:port", "--token", "x"],
        ["--server", "http://[::1", "--token", "x"],
        ["--server", "http://127.0.0.1:1"],
        ["--server", "http://127.0.0.1:1", "--token", "a\nb"],
        ["--server", "http://127.0.0.1:1", "--token", "mã"],
        ["--server", "http://127.0.0.1:1", "--token", "x", "--speakers", "few"],
        ["--server", "http://127.0.0.1:1", "--token", "x", "--recorded-at", "hôm qua"],
        ["--server", "http://127.0.0.1:1", "--token", "x", "--title", "Họp", "other.wav"],
    ],
)
def test_wrong_usage_is_told_before_anything_is_sent(thuky: Thuky, recording: Path, options: list[str]) -> None:
    done = thuky("push", recording, *options)
    assert done.exit_code == 2
    assert len(done.stderr.splitlines()) == 1
