"""What a worker needs is really taken away while it works, and given back: nothing lost, computed twice or blamed."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from api.app import create_app
from api.bootstrap import Services, build_services
from api.flows import bench
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.jobs.table import JOBS
from api.settings import Settings
from api.store.database import Database
from api.store.originals import check_original
from models.audio import Audio
from models.errors import ThukyError
from models.span import TimeSpan
from models.transcript import Transcript
from tests.api.jobs.conftest import Start, wait_for
from tests.api.jobs.watched_worker import work_apart
from transcribe.protocol import Progress, TranscribeOptions, Transcriber, ignore_progress

PAUSE_S = 0.3

Upload = Callable[..., dict[str, str]]


def state_of(client: TestClient, recording: str) -> str:
    return str(client.get(f"/api/recordings/{recording}").json()["state"])


def assert_done_at_once(client: TestClient, recording: str, folder: Path) -> None:
    """In the first attempt, with nothing heard twice."""
    shown = client.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"], shown["error"]) == ("ready", 1, None)
    assert len((folder / "heard").read_text().split()) == 1


@contextmanager
def unchangeable(*paths: Path) -> Iterator[None]:
    """Not even the superuser, nor who has a file open already, can write: as on a file system that went read-only."""
    chattr = shutil.which("chattr")
    if chattr is None or subprocess.run([chattr, "+i", *paths], capture_output=True, check=False).returncode != 0:
        pytest.skip("files cannot be made unchangeable here (chattr +i)")
    try:
        yield
    finally:
        subprocess.run([chattr, "-i", *paths], check=True)


def trouble_of_writing(database: Database) -> ThukyError:
    with pytest.raises(ThukyError) as caught, database.writing() as uow:
        uow.uploads.remove("nothing")
    return caught.value


@pytest.mark.parametrize("backend", ["sqlite"])
def test_a_database_file_that_can_only_be_read_is_told_and_waited_for(
    settings: Settings, services: Services, secretary: TestClient, upload: Upload, tmp_path: Path, start: Start
) -> None:
    recording = upload(secretary)["id"]
    file, heard, hold = settings.data_dir / "thuky.db", tmp_path / "heard", tmp_path / "hold"
    hold.touch()
    worker = start(work_apart, settings, tmp_path, PAUSE_S)
    wait_for(heard.exists)
    with unchangeable(file, file.with_name("thuky.db-wal")):
        hold.unlink()
        refused = secretary.post(f"/api/recordings/{recording}/cancellation")
        assert (refused.status_code, refused.json()["code"]) == (503, "database.unavailable")
        assert state_of(secretary, recording) == "processing", "who only looks is not held up"
        with closing(build_services(settings).database) as database:
            caught = trouble_of_writing(database)
        assert caught.code == "database.read_only", "as a process sees it that starts now"
        worker.join(4 * PAUSE_S)
        assert worker.is_alive()
    wait_for(lambda: state_of(secretary, recording) == "ready")
    assert_done_at_once(secretary, recording, tmp_path)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


class Share:
    """The folder of the originals, as on a share: unmounted, it leaves an empty folder or none."""

    def __init__(self, folder: Path, leaves_empty: bool) -> None:
        self.folder, self._elsewhere, self._leaves_empty = folder, folder.with_name("elsewhere"), leaves_empty

    def unmount(self) -> None:
        self.folder.rename(self._elsewhere)
        if self._leaves_empty:
            self.folder.mkdir()

    def mount(self) -> None:
        if self._leaves_empty:
            self.folder.rmdir()
        self._elsewhere.rename(self.folder)


@pytest.fixture(params=["gone", "empty"])
def share(settings: Settings, request: pytest.FixtureRequest) -> Share:
    return Share(settings.data_dir / "originals", request.param == "empty")


def times_claimed(services: Services) -> int:
    with services.database.looking() as connection:
        return connection.scalar(select(JOBS.c.turn)) or 0


@pytest.mark.parametrize("backend", ["sqlite"])
def test_originals_that_are_away_are_waited_for_and_not_needed_once_they_are_decoded(
    share: Share,
    settings: Settings,
    services: Services,
    secretary: TestClient,
    upload: Upload,
    clip: Path,
    tmp_path: Path,
    start: Start,
) -> None:
    recording = upload(secretary)["id"]
    heard, hold = tmp_path / "heard", tmp_path / "hold"
    share.unmount()
    hold.touch()
    worker = start(work_apart, settings, tmp_path, PAUSE_S)
    wait_for(lambda: times_claimed(services) > 1)
    for refused in (
        secretary.get(f"/api/recordings/{recording}/audio"),
        secretary.post("/api/recordings", files={"file": ("more.wav", clip.read_bytes() + b"more")}),
    ):
        assert (refused.status_code, refused.json()["code"]) == (503, "storage.folder_away")
    share.mount()
    wait_for(heard.exists)

    share.unmount()
    hold.unlink()
    wait_for(lambda: state_of(secretary, recording) == "ready")
    share.mount()
    assert worker.is_alive()
    assert_done_at_once(secretary, recording, tmp_path)
    assert upload(secretary, "more.wav", tail=b"more")["id"] != recording


@pytest.mark.parametrize("backend", ["sqlite"])
def test_an_original_that_goes_away_before_it_is_decoded_is_no_fault_of_the_recording(
    share: Share, services: Services, secretary: TestClient, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = upload(secretary)["id"]

    def checked_then_gone(*arguments: str) -> None:
        check_original(*arguments)  # type: ignore[arg-type]
        share.unmount()

    with monkeypatch.context() as patch:
        patch.setattr(bench, "check_original", checked_then_gone)
        run_worker(ProcessingWorkshop(services), Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]) == ("queued", None)
    share.mount()
    with services.database.connecting() as connection:
        connection.execute(update(JOBS).values(due_at=services.clock()))
    run_worker(ProcessingWorkshop(services), Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"]) == ("ready", 1)


class Clock:
    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class SetsBack:
    """In the middle of its work the machine's clock is set back an hour."""

    def __init__(self, inner: Transcriber, clock: Clock, then: Callable[[], None]) -> None:
        self.inner, self.fingerprint, self._clock, self._then, self.calls = inner, inner.fingerprint, clock, then, 0

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        self.calls += 1
        if self.calls == 1:
            self._clock.ahead = timedelta()
            self._then()
        progress(0.5)
        return self.inner.transcribe(audio, speech, options, progress)


def test_a_clock_set_back_an_hour_in_the_middle_changes_nothing(
    settings: Settings, services: Services, upload: Upload, secretary: TestClient
) -> None:
    clock = Clock()
    clock.ahead = timedelta(hours=1)
    timed = build_services(settings, clock=clock)
    claimed: list[str] = []

    def look_for_work() -> None:
        job = timed.queue.claim("another worker")
        assert job is not None
        claimed.append(job.subject)
        ProcessingWorkshop(timed).put_back(job, after_s=0.0, counted=False)

    engines = services.engines()
    transcriber = SetsBack(engines.transcriber, clock, look_for_work)
    timed = replace(timed, engines=lambda: replace(engines, transcriber=transcriber))
    with closing(timed.database), TestClient(create_app(timed), headers=secretary.headers) as client:
        first = upload(client)["id"]
        second = upload(client, "later.wav", tail=b"more")["id"]
        run_worker(ProcessingWorkshop(timed), Event(), until_idle=True)
        third = upload(client, "third.wav", tail=b"still more")["id"]
        run_worker(ProcessingWorkshop(timed), Event(), until_idle=True)
        for recording in (first, second, third):
            shown = client.get(f"/api/recordings/{recording}").json()
            assert (shown["state"], shown["error"]) == ("ready", None)
            assert client.get(f"/recordings/{recording}").status_code in (200, 303)
        assert transcriber.calls == 3
        assert client.get(f"/api/recordings/{first}").json()["attempts"] == 1
    assert claimed == [second], "the one in work is not taken away"
