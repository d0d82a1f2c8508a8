"""Several workers, as processes: one killed, one frozen, one fed with poison, and two hundred recordings."""

import io
import os
import signal
import wave
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from starlette.testclient import TestClient

from api.bootstrap import Engines, Services, build_engines, build_services
from api.flows.workshop import ProcessingWorkshop
from api.jobs import Lease, run_worker
from api.settings import Settings
from models.audio import Audio
from models.span import TimeSpan
from models.transcript import Transcript
from tests.api.jobs.conftest import LONG_S, Start, wait_for
from tests.api.jobs.watched_worker import work_watched
from transcribe.protocol import Progress, TranscribeOptions, Transcriber, ignore_progress


class Deadly:
    """Kills its process, as a file does that runs it out of memory."""

    def __init__(self, inner: Transcriber) -> None:
        self.inner, self.fingerprint = inner, inner.fingerprint

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        if audio.duration_ms > 11_000:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.inner.transcribe(audio, speech, options, progress)


def work_deadly(settings: Settings) -> None:
    engines = build_engines(settings)
    deadly = Engines(Deadly(engines.transcriber), engines.diarizer, engines.extractor)
    run_worker(ProcessingWorkshop(build_services(settings, engines=lambda: deadly)), Event(), until_idle=True)


class Counting(ProcessingWorkshop):
    """Only writes down whose job it was, and ends it."""

    def __init__(self, services: Services, log: Path) -> None:
        super().__init__(services)
        self._database, self._log = services.database, log

    def work(self, lease: Lease) -> None:
        with self._log.open("a") as file:
            file.write(f"{lease.job.id}\n")
        with self._database.writing() as uow:
            self.queue.close(uow.connection, lease.job)


def work_counting(settings: Settings, log: Path) -> None:
    run_worker(Counting(build_services(settings), log), Event(), until_idle=True)


@pytest.fixture
def quick(settings: Settings) -> Settings:
    return settings.model_copy(update={"lease_seconds": 4.0})


@pytest.mark.parametrize("fate", [signal.SIGKILL, signal.SIGSTOP])
def test_work_of_a_dead_or_frozen_worker_is_finished_by_another_once(
    quick: Settings,
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    tmp_path: Path,
    start: Start,
    fate: signal.Signals,
) -> None:
    recording = upload(secretary)["id"]
    (tmp_path / "hold").touch()
    heard = tmp_path / "heard"
    workers = [start(work_watched, quick, tmp_path) for _ in range(2)]
    wait_for(lambda: heard.exists() and heard.read_text() != "")
    first = int(heard.read_text())
    os.kill(first, fate)
    wait_for(lambda: secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready")
    shown = secretary.get(f"/api/recordings/{recording}").json()
    finished = kept(services)
    (tmp_path / "hold").unlink()
    if fate == signal.SIGSTOP:
        other = next(worker for worker in workers if worker.pid != first)
        other.kill()
        other.join()
        os.kill(first, signal.SIGCONT)
        later = upload(secretary, "later.wav", tail=b"more")["id"]
        wait_for(lambda: secretary.get(f"/api/recordings/{later}").json()["state"] == "ready")
    assert finished == {row for row in kept(services) if row[0] == recording}, "what came late is refused"
    assert shown == secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["attempts"], shown["error"]) == (2, None)
    assert len(set(heard.read_text().split()[:2])) == 2


def kept(services: Services) -> set[tuple[object, ...]]:
    with services.database.engine.connect() as connection:
        artifacts = connection.exec_driver_sql("SELECT recording_id, step, id, body FROM artifacts")
        proposals = connection.exec_driver_sql("SELECT recording_id, key, id FROM proposals")
        return {tuple(row) for rows in (artifacts, proposals) for row in rows}


def test_poison_is_given_up_after_three_deaths_while_others_finish(
    settings: Settings, secretary: TestClient, upload: Callable[..., dict[str, str]], start: Start
) -> None:
    poisoned = upload(secretary)["id"]
    sound = [bring(secretary, short_wav(1 + number))["id"] for number in range(2)]
    endings = []
    while not endings or endings[-1] != 0:
        worker = start(work_deadly, settings)
        worker.join(LONG_S)
        endings.append(worker.exitcode)
    assert endings == [-signal.SIGKILL] * 3 + [0]
    shown = secretary.get(f"/api/recordings/{poisoned}").json()
    assert (shown["state"], shown["error"]["code"]) == ("failed", "job.gave_up")
    assert {secretary.get(f"/api/recordings/{each}").json()["state"] for each in sound} == {"ready"}
    assert secretary.post(f"/api/recordings/{poisoned}/runs").status_code == 202


def short_wav(seconds: int) -> bytes:
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 16_000 * seconds))
    return content.getvalue()


def bring(client: TestClient, content: bytes) -> dict[str, str]:
    answer = client.post("/api/recordings", files={"file": ("short.wav", content)})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


OWNERS = {"an": 100, "binh": 50, "chi": 25, "dung": 15, "ha": 10}


def test_two_hundred_recordings_of_five_people_are_done_once_each_and_in_turn(
    quick: Settings, services: Services, tmp_path: Path, start: Start
) -> None:
    """What is made of a recording plays no part here: the workers only write down whose turn it was."""
    owner_of = put_recordings(services, OWNERS)
    log = tmp_path / "done"
    workers = [start(work_counting, quick, log) for _ in range(2)]
    for worker in workers:
        worker.join(LONG_S)
        assert worker.exitcode == 0
    done = log.read_text().split()
    assert Counter(done) == dict.fromkeys(owner_of, 1)
    served: Counter[str] = Counter()
    for job in done:
        served[owner_of[job]] += 1
        waiting = [served[owner] for owner, total in OWNERS.items() if served[owner] < total]
        ahead = max(served[owner] for owner in OWNERS)
        assert not waiting or ahead - min(waiting) <= 2, "nobody is more than a turn ahead; two workers write at once"


def put_recordings(services: Services, owners: dict[str, int]) -> dict[str, str]:
    """Jobs as they are queued with recordings; whose each is."""
    owner_of = {}
    with services.database.writing() as uow:
        for owner, total in owners.items():
            for number in range(total):
                job = f"{owner}{number:03}"
                owner_of[job] = owner
                services.queue.enqueue(uow.connection, job, f"recording {job}", owner)
    return owner_of
