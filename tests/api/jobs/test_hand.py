"""The process that does the work: killed when nobody wants the work, missed when it dies, and the worker lives on."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from starlette.testclient import TestClient

from api.bootstrap import Services, build_services
from api.flows.workshop import ApartWorkshop, ProcessingWorkshop
from api.jobs import Hand, Lease, run_worker
from api.jobs import hand as hand_module
from api.jobs import worker as worker_module
from api.settings import Settings
from models.errors import UserError

LONG_S = 60.0


def prepare(settings: Settings, folder: Path, fate: str) -> Callable[[Lease], None]:
    """Writes down its process, comes to its fate where the file ``cursed`` is, and else does the work."""
    real = ProcessingWorkshop(build_services(settings))

    def work(lease: Lease) -> None:
        with (folder / "pids").open("a") as file:
            file.write(f"{os.getpid()}\n")
        if (folder / "cursed").exists():
            suffer(fate)
        real.work(lease)

    return work


def suffer(fate: str) -> None:
    match fate:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "exits":
            os._exit(3)
        case "frozen":
            os.kill(os.getpid(), signal.SIGSTOP)
        case "broken":
            raise ZeroDivisionError
        case "refused":
            raise UserError("audio.not_audio", name="họp.wav")
        case "endless":
            while True:
                time.sleep(1)


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "RETRY_S", (0.0, 0.0))


@pytest.fixture
def hand_with(settings: Settings, tmp_path: Path) -> Iterator[Callable[[str], Hand]]:
    hands: list[Hand] = []

    def make(fate: str) -> Hand:
        (tmp_path / "cursed").touch()
        hands.append(Hand(prepare, settings, tmp_path, fate, silence_s=2.0 if fate == "frozen" else LONG_S))
        return hands[-1]

    yield make
    for hand in hands:
        hand.end()


def pids(tmp_path: Path) -> list[int]:
    path = tmp_path / "pids"
    return [int(pid) for pid in path.read_text().split()] if path.exists() else []


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG_S
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("backend", ["sqlite"])
@pytest.mark.parametrize(
    ("fate", "attempts", "code", "told"),
    [
        ("killed", 3, "job.died", "signal 9"),
        ("exits", 3, "job.died", "exit code 3"),
        ("frozen", 3, "job.died", "silent"),
        ("broken", 3, "job.crashed", "ZeroDivisionError"),
        ("refused", 1, "audio.not_audio", "họp.wav"),
    ],
)
def test_what_ends_the_process_is_told_of_the_recording_and_the_worker_goes_on(
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    hand_with: Callable[[str], Hand],
    tmp_path: Path,
    fate: str,
    attempts: int,
    code: str,
    told: str,
) -> None:
    recording = upload(secretary)["id"]
    workshop = ApartWorkshop(services, hand_with(fate))
    run_worker(workshop, Event(), until_idle=True)
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]["code"]) == ("failed", code)
    assert told in shown["error"]["messages"]["vi"]
    assert len(pids(tmp_path)) == attempts
    (tmp_path / "cursed").unlink()
    secretary.post(f"/api/recordings/{recording}/runs")
    run_worker(workshop, Event(), until_idle=True)
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready"


def test_one_process_does_one_recording_after_the_other(
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    hand_with: Callable[[str], Hand],
    tmp_path: Path,
) -> None:
    hand = hand_with("")
    (tmp_path / "cursed").unlink()
    recordings = [upload(secretary, tail=tail)["id"] for tail in (b"", b"x")]
    run_worker(ApartWorkshop(services, hand), Event(), until_idle=True)
    states = {secretary.get(f"/api/recordings/{each}").json()["state"] for each in recordings}
    assert (states, len(pids(tmp_path)), len(set(pids(tmp_path)))) == ({"ready"}, 2, 1)


@pytest.mark.parametrize("frozen", [False, True])
def test_cancelling_kills_the_process_and_the_next_recording_is_done(
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    hand_with: Callable[[str], Hand],
    tmp_path: Path,
    frozen: bool,
) -> None:
    recording = upload(secretary)["id"]
    stop = Event()
    worker = Thread(target=run_worker, args=(ApartWorkshop(services, hand_with("endless")), stop))
    worker.start()
    try:
        wait_for(lambda: len(pids(tmp_path)) == 1)
        (doomed,) = pids(tmp_path)
        if frozen:
            os.kill(doomed, signal.SIGSTOP)
        (tmp_path / "cursed").unlink()
        later = upload(secretary, "later.wav", tail=b"x")["id"]
        answer = secretary.post(f"/api/recordings/{recording}/cancellation")
        assert answer.status_code == 200
        wait_for(lambda: not Path(f"/proc/{doomed}").exists())
        wait_for(lambda: secretary.get(f"/api/recordings/{later}").json()["state"] == "ready")
    finally:
        stop.set()
        worker.join()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["error"]["code"]) == ("failed", "job.cancelled")
    assert "Lý Thu" in shown["error"]["messages"]["vi"]
    assert secretary.post(f"/api/recordings/{recording}/cancellation").json()["code"] == "recording.not_in_work"
    assert secretary.post(f"/api/recordings/{recording}/runs").status_code == 202


def test_a_queued_recording_that_is_cancelled_is_never_begun(
    services: Services, secretary: TestClient, upload: Callable[..., dict[str, str]], work: Callable[[], None]
) -> None:
    recording = upload(secretary)["id"]
    page = secretary.get(f"/recordings/{recording}").text
    assert f'action="/recordings/{recording}/cancellation"' in page
    answer = secretary.post(f"/recordings/{recording}/cancellation", follow_redirects=False)
    assert answer.status_code == 303
    work()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"], shown["steps"]) == ("failed", 0, [])
    secretary.post(f"/api/recordings/{recording}/runs")
    work()
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "ready"


def test_who_may_not_see_a_recording_may_not_cancel_it(
    client_of: Callable[[str, str], TestClient], secretary: TestClient, upload: Callable[..., dict[str, str]]
) -> None:
    recording = upload(secretary)["id"]
    stranger = client_of("Nguyễn An", "staff")
    assert stranger.post(f"/api/recordings/{recording}/cancellation").status_code == 404
    assert secretary.get(f"/api/recordings/{recording}").json()["state"] == "queued"


def test_a_worker_told_to_stop_kills_the_process_and_puts_the_work_back_uncounted(
    services: Services,
    secretary: TestClient,
    upload: Callable[..., dict[str, str]],
    hand_with: Callable[[str], Hand],
    work: Callable[[], None],
    tmp_path: Path,
) -> None:
    recording = upload(secretary)["id"]
    stop = Event()
    worker = Thread(target=run_worker, args=(ApartWorkshop(services, hand_with("endless")), stop))
    worker.start()
    wait_for(lambda: len(pids(tmp_path)) == 1)
    stop.set()
    worker.join()
    assert not Path(f"/proc/{pids(tmp_path)[0]}").exists()
    work()
    shown = secretary.get(f"/api/recordings/{recording}").json()
    assert (shown["state"], shown["attempts"]) == ("ready", 1)


def test_the_process_goes_without_a_word_when_the_worker_is_gone(
    settings: Settings, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=hand_module._serve, args=(theirs, prepare, (settings, tmp_path, "")))
    process.start()
    theirs.close()
    assert ours.poll(LONG_S), "no sign of life"
    ours.close()  # with signs of life in it that nobody has read
    process.join(LONG_S)
    assert process.exitcode == 0
    assert "Traceback" not in capfd.readouterr().err
