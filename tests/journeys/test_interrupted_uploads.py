"""Large recordings on their way to a real server, by the real command, while everything is killed or full.

``THUKY_TEST_UPLOADS=300x20`` makes it 300 MB, 20 times; without it is 30 MB, three times (a third on PostgreSQL).
"""

import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from api.bootstrap import Services
from api.store.originals import FolderOriginals
from models.upload import Upload
from tests.running_server import RunningServer, running_server

PUSH = [sys.executable, "-m", "scripts.main", "push", "--patience", "60"]
ROOT = Path(__file__).parents[2]
SIZE_MB, ROUNDS = (int(each) for each in os.environ.get("THUKY_TEST_UPLOADS", "30x3").split("x"))
PATIENCE_S = 120.0


@dataclass(frozen=True)
class Office:
    server: RunningServer
    data: Services
    token: str

    def push(self, path: Path) -> "subprocess.Popen[str]":
        environment = {**os.environ, "THUKY_SERVER": self.server.url, "THUKY_TOKEN": self.token}
        return subprocess.Popen(
            [*PUSH, str(path)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def upload_of(self, sha256: str) -> Upload | None:
        with self.data.database.reading() as uow:
            found = [upload for upload in uow.uploads.list() if upload.sha256_expected == sha256]
        assert len(found) <= 1, "one file is never brought twice at once"
        return found[0] if found else None

    def kept(self) -> list[str]:
        """The hashes of all recordings, each with one run."""
        with self.data.database.reading() as uow:
            entries = uow.recordings.list(None)
        return [entry.recording.sha256 for entry in entries]

    def original(self, sha256: str) -> Path:
        return FolderOriginals(self.data.settings.data_dir / "originals").path(sha256)

    def left_over(self) -> list[Path]:
        """Bytes of uploads that are still there."""
        return [path for path in (self.server.folder / "uploads").rglob("*.wav") if path.is_file()]


@contextmanager
def office_in(folder: Path, **settings: str) -> Iterator[Office]:
    with running_server(folder, **settings) as server:
        token, data = server.new_token("Lan"), server.open()
        try:
            yield Office(server, data, token)
        finally:
            data.database.engine.dispose()


@pytest.fixture
def office(tmp_path: Path, blank_url: str) -> Iterator[Office]:
    with office_in(tmp_path / "office", database_url=blank_url) as office:
        yield office


def recording_of(path: Path, size_mb: int, seed: int = 0) -> str:
    """Noise as WAV; its sha256."""
    noise = random.Random(seed).randbytes(1_000_000)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", ""))
        for number in range(size_mb):
            file.writeframesraw(number.to_bytes(8, "big") + noise[8:])
    return digest_of(path)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def wait_until(happened: Callable[[], bool], server: RunningServer) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, server.log
        time.sleep(0.002)


@dataclass
class Sender:
    """Somebody who runs the same command again whenever it says that this helps."""

    office: Office
    path: Path
    sha256: str
    most_seen_bytes: int = 0

    def __post_init__(self) -> None:
        self.process = self.office.push(self.path)

    def wait_for(self, received_bytes: int) -> None:
        wait_until(lambda: self._received() >= received_bytes, self.office.server)

    def finish(self) -> str:
        wait_until(lambda: self._ended() == 0, self.office.server)
        return self.process.communicate()[0].strip()

    def killed(self) -> bool:
        """Begins anew; whether there was anything to kill."""
        was_running = self.process.poll() is None
        self.process.kill()
        self.process.communicate()
        self.process = self.office.push(self.path)
        return was_running

    def _received(self) -> int:
        self._ended()
        received_bytes = _received(self.office, self.sha256)
        assert received_bytes >= self.most_seen_bytes, "what was told to be safe is gone"
        self.most_seen_bytes = received_bytes
        return received_bytes

    def _ended(self) -> int | None:
        if self.process.poll() == 1:
            assert "does not answer" in self.process.communicate()[1]
            self.process = self.office.push(self.path)
        return self.process.poll()


def test_whatever_is_killed_whenever_the_same_bytes_arrive(office: Office, backend: str, tmp_path: Path) -> None:
    rounds = ROUNDS if backend == "sqlite" else -(-ROUNDS // 3)
    chance = random.Random(6)
    path = tmp_path / "cuộc họp dài.wav"
    clients = servers = 0
    for number in range(rounds):
        sha256 = recording_of(path, SIZE_MB, number)
        size_bytes = path.stat().st_size
        sender = Sender(office, path, sha256)
        # the last one comes while the whole file is being taken in
        points = [*sorted(chance.randrange(size_bytes) for _ in range(3)), size_bytes]
        for point, victim in zip(points, chance.sample(["client", "server"] * 2, 4), strict=True):
            sender.wait_for(point)
            if victim == "client":
                clients += sender.killed()
            else:
                office.server.kill()
                office.server.start()
                servers += 1
        address = sender.finish()
        upload = office.upload_of(sha256)
        assert upload is not None
        assert upload.receipt is not None
        assert address == f"{office.server.url}/recordings/{upload.receipt.recording_id}"
        assert upload.sha256 == sha256 == digest_of(office.original(sha256))
        assert office.original(sha256).stat().st_mode & 0o777 == 0o400
        assert office.kept().count(sha256) == 1
        assert office.left_over() == []
        office.original(sha256).unlink()
    assert len(office.kept()) == rounds
    assert servers == 2 * rounds
    assert clients >= rounds
    print(f"\n{rounds} uploads of {SIZE_MB} MB: {clients} clients and {servers} servers killed")


def test_one_file_from_two_people_at_once_is_one_recording(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    sha256 = recording_of(path, 10)
    other = Office(office.server, office.data, office.server.new_token("Bình"))
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda each: _finished(each.push(path)), (office, other)))
    assert [code for code, _, _ in done] == [0, 0]
    assert done[0][1] == done[1][1]
    assert office.kept() == [sha256]
    assert digest_of(office.original(sha256)) == sha256
    assert office.left_over() == []


def test_a_limit_reached_in_the_middle_loses_nothing_and_registers_nothing(office: Office, tmp_path: Path) -> None:
    """The system refuses to write past a point (EFBIG), as a quota does."""
    path = tmp_path / "a.wav"
    sha256 = recording_of(path, 30)
    code, _, told = _finished(office.push(path), limit=(office.server.pid, 5_000_000))
    assert code == 1
    assert "disk is full" in told
    assert office.data.arriving.open_folder().is_dir()
    assert office.left_over() == []
    assert office.upload_of(sha256) is None, "no room, so it was not even begun"

    process = office.push(path)
    wait_until(lambda: _received(office, sha256) >= 9_000_000, office.server)
    _limit(office.server.pid, 20_000_000)
    _, told = process.communicate(timeout=PATIENCE_S)
    upload = office.upload_of(sha256)
    if process.returncode == 0:
        pytest.skip("it was through before the limit came")
    assert "disk is full" in told
    assert upload is not None
    assert (upload.state, upload.receipt) == ("receiving", None)
    assert upload.received_bytes <= 20_000_000
    (arrived,) = office.left_over()
    with arrived.open("rb") as got, path.open("rb") as sent:
        assert got.read(upload.received_bytes) == sent.read(upload.received_bytes)
    assert office.kept() == []

    _limit(office.server.pid, resource.RLIM_INFINITY)
    assert _finished(office.push(path))[0] == 0
    assert office.kept() == [sha256]
    assert digest_of(office.original(sha256)) == sha256


def test_a_disk_that_fills_up_in_the_middle_loses_nothing_and_registers_nothing(
    small_disk: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.wav"
    sha256 = recording_of(path, 40)
    with office_in(small_disk / "office") as office:
        process = office.push(path)
        wait_until(lambda: _received(office, sha256) >= 5_000_000, office.server)
        process.send_signal(signal.SIGSTOP)
        _fill(small_disk / "filler")
        process.send_signal(signal.SIGCONT)
        _, told = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 1
        assert "disk is full" in told
        assert office.kept() == []
        upload = office.upload_of(sha256)
        assert upload is not None
        assert upload.receipt is None
        (arrived,) = office.left_over()
        with arrived.open("rb") as got, path.open("rb") as sent:
            assert got.read(upload.received_bytes) == sent.read(upload.received_bytes)
        code, _, told = _finished(office.push(tmp_path / "a.wav"))
        assert code == 1
        (small_disk / "filler").unlink()
        code, _, told = _finished(office.push(path))
        assert code == 0, told
        assert office.kept() == [sha256]
        assert digest_of(office.original(sha256)) == sha256
        assert office.left_over() == []

        bigger = tmp_path / "b.wav"
        recording_of(bigger, 60, seed=1)
        code, _, told = _finished(office.push(bigger))
        assert code == 1
        assert "disk is full" in told
        assert len(list((office.server.folder / "uploads").iterdir())) == 1, "of what does not fit nothing is left"
        assert office.kept() == [sha256]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """150 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only the superuser can mount a small disk")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=150m", "thuky", str(folder)], check=False)
    if done.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        for size_bytes in (1_000_000, 4096, 512, 1):
            try:
                while file.write(bytes(size_bytes)) == size_bytes:
                    pass
            except OSError:
                continue


def _received(office: Office, sha256: str) -> int:
    upload = office.upload_of(sha256)
    return 0 if upload is None else upload.received_bytes


def _limit(pid: int, size_bytes: int) -> None:
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size_bytes, resource.RLIM_INFINITY))


def _finished(process: "subprocess.Popen[str]", limit: tuple[int, int] | None = None) -> tuple[int, str, str]:
    if limit is not None:
        _limit(*limit)
    told, complaints = process.communicate(timeout=PATIENCE_S)
    if limit is not None:
        _limit(limit[0], resource.RLIM_INFINITY)
    return process.returncode, told, complaints
