"""What becomes of work that fails."""

from collections.abc import Callable
from contextlib import suppress
from threading import Event

import pytest
from starlette.testclient import TestClient

from api.bootstrap import Engines, Services
from api.flows.workshop import ProcessingWorkshop
from api.jobs import Job, run_worker
from api.jobs import worker as worker_module
from models.errors import EngineError, ThukyError, TransientError, UserError


class Failing:
    """Fails as told, the given number of times; then it is the engines it stands for."""

    def __init__(self, error: Exception, times: int, services: Services) -> None:
        self.error, self.times, self.calls, self.services = error, times, 0, services

    def __call__(self) -> Engines:
        self.calls += 1
        if self.calls <= self.times:
            raise self.error
        return self.services.engines()


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "RETRY_S", (0.0, 0.0))


def run(services: Services, error: Exception, times: int) -> Failing:
    from dataclasses import replace

    failing = Failing(error, times, services)
    run_worker(ProcessingWorkshop(replace(services, engines=failing)), Event(), until_idle=True)
    return failing


def test_a_passing_trouble_is_tried_again(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    assert run(services, TransientError("storage.full"), times=2).calls == 3
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"], shown["error"]) == ("ready", 3, None)


@pytest.mark.parametrize(
    ("error", "calls", "code"),
    [
        (TransientError("storage.full"), 3, "storage.full"),
        (RuntimeError("poison"), 3, "job.crashed"),
        (UserError("audio.not_audio", name="a.wav"), 1, "audio.not_audio"),
        (EngineError("words.forgotten"), 1, "server.fault"),
        (EngineError("vad.broken", reason="x"), 1, "vad.broken"),
    ],
)
def test_work_that_keeps_failing_ends_with_its_reason_and_can_be_run_again(
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    work: Callable[[], None],
    error: ThukyError,
    calls: int,
    code: str,
) -> None:
    recording = upload(secretary)["id"]
    assert run(services, error, times=9).calls == calls
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]["code"]) == ("failed", code)
    assert secretary.post(f"/api/recordings/{recording}/runs").status_code == 202
    work()
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready"


def test_a_recording_that_kills_its_worker_is_given_up_and_the_next_goes_on(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    class Killed(BaseException):
        pass

    recording = upload(secretary)["id"]
    for _ in range(services.settings.job_attempts):
        with suppress(Killed):
            run(services, Killed(), times=9)  # type: ignore[arg-type]  # dies like a process does
    run(services, RuntimeError(), times=0)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]["code"]) == ("failed", "job.gave_up")


def test_a_worker_told_to_stop_puts_its_work_back(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    from dataclasses import replace

    recording = upload(secretary)["id"]
    stop = Event()

    def stopping() -> Engines:
        stop.set()
        return services.engines()

    run_worker(ProcessingWorkshop(replace(services, engines=stopping)), stop)
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "queued"
    work()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"]) == ("ready", 1)


def test_a_database_that_cannot_be_written_does_not_end_the_worker(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    class FullDisk(ProcessingWorkshop):
        def put_back(self, job: Job, *, after_s: float, counted: bool) -> None:
            raise TransientError("storage.full")

    from dataclasses import replace

    recording = upload(secretary)["id"]
    failing = Failing(TransientError("storage.full"), 1, services)
    run_worker(FullDisk(replace(services, engines=failing)), Event(), until_idle=True)
    assert failing.calls == 1
    work()
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready"


def test_an_original_that_is_not_there_is_named(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary, "hop.wav")["id"]
    (original,) = (services.settings.data_dir / "originals").glob("*/*")
    original.rename(original.with_name("elsewhere"))
    work()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]["code"]) == ("failed", "storage.missing")
    assert "hop.wav" in shown["error"]["messages"]["vi"]
    original.with_name("elsewhere").rename(original)
    secretary.post(f"/api/recordings/{recording}/runs")
    work()
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready"


def test_a_data_folder_that_cannot_be_used_is_told_at_the_start(services: Services) -> None:
    services.settings.data_dir.joinpath("workers").write_text("a file, not a folder")
    with pytest.raises(TransientError, match=r"storage\.unavailable"):
        run_worker(ProcessingWorkshop(services), Event(), until_idle=True)
