"""Where a run is worked on: each step's result is kept once, found again, and accounted for."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from api.flows.kept import Codec
from api.flows.services import Services
from api.jobs import Lease
from api.store.unit_of_work import UnitOfWork
from models.errors import EngineError, ThukyError
from models.recording import Recording
from models.run import Fingerprint
from transcribe.protocol import Progress

T = TypeVar("T")
TELL_EVERY_S = 1.0


class Bench:
    """One attempt at one run. Every write makes sure that the job is still this worker's."""

    def __init__(self, services: Services, lease: Lease) -> None:
        self._services = services
        self._lease = lease
        self._digests: dict[str, str] = {}
        self._told_at = 0.0
        self.new_id = services.new_id
        with services.database.reading() as uow:
            recording = uow.recordings.get(lease.job.subject)
        if recording is None:
            raise EngineError("thing.absent")
        self.recording: Recording = recording
        self.path: Path = services.blobs.path(recording.sha256)
        with self._writing() as uow:
            uow.runs.begin(self._run_id, lease.job.attempt)

    def step(
        self,
        name: str,
        fingerprint: Fingerprint,
        codec: Codec[T],
        make: Callable[[Progress], T],
        *,
        share: tuple[float, float],
    ) -> T:
        """The step's result: found again, or made and kept. ``share`` is its part of the run's progress."""
        self._lease.check()
        self._digests[name] = fingerprint.digest
        with self._writing() as uow:
            uow.runs.begin_step(self._run_id, name, self._services.clock())
            uow.runs.progress(self._run_id, share[0])
            found = uow.artifacts.find(self.recording.id, name, fingerprint)
            if found is not None:
                uow.runs.end_step(self._run_id, name, self._services.clock(), found)
                return codec.load(uow.artifacts.read(found))
        value = make(lambda fraction: self._tell(share[0] + fraction * (share[1] - share[0])))
        self._lease.check()
        now = self._services.clock()
        with self._writing() as uow:
            kept = uow.artifacts.add(self.new_id(), self.recording.id, name, fingerprint, codec.dump(value), now)
            uow.runs.end_step(self._run_id, name, now, kept)
            uow.runs.progress(self._run_id, share[1])
        return value

    def keep(self, name: str, fingerprint: Fingerprint, codec: Codec[T], make: Callable[[], T]) -> T:
        """Part of a step's work, found again or made and kept, so that another answer of the step takes less time."""
        with self._services.database.reading() as uow:
            found = uow.artifacts.find(self.recording.id, name, fingerprint)
            if found is not None:
                return codec.load(uow.artifacts.read(found))
        value = make()
        self._lease.check()
        with self._writing() as uow:
            uow.artifacts.add(
                self.new_id(), self.recording.id, name, fingerprint, codec.dump(value), self._services.clock()
            )
        return value

    def digest(self, name: str) -> str:
        """What identifies the result of a step taken before: two equal digests, two equal results."""
        return self._digests[name]

    def skip(self, name: str) -> None:
        with self._writing() as uow:
            uow.runs.skip_step(self._run_id, name, self._services.clock())

    def fail_step(self, name: str, error: ThukyError) -> None:
        """The step failed and the run goes on without it, saying so."""
        with self._writing() as uow:
            uow.runs.fail_step(self._run_id, name, self._services.clock(), error)

    @contextmanager
    def finishing(self) -> Iterator[UnitOfWork]:
        """The last transaction: what is written in it, the run's end and the job's end are one."""
        self._lease.check()
        with self._writing() as uow:
            yield uow
            uow.runs.finish(self._run_id)
            self._services.queue.close(uow.connection, self._lease.job)

    @property
    def _run_id(self) -> str:
        return self._lease.job.id

    @contextmanager
    def _writing(self) -> Iterator[UnitOfWork]:
        with self._services.database.writing() as uow:
            self._services.queue.assure(uow.connection, self._lease.job)
            yield uow

    def _tell(self, progress: float) -> None:
        self._lease.check()
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY_S:
            self._told_at = now
            with self._writing() as uow:
                uow.runs.progress(self._run_id, progress)
