"""Where a run is worked on: each step's result is kept once, found again, and accounted for."""

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from api.flows.kept import Codec
from api.flows.pace import Pace
from api.flows.services import Services
from api.jobs import Lease, is_outage, until_answered
from api.store.originals import check_original
from api.store.unit_of_work import UnitOfWork
from models.errors import EngineError, ThukyError, TransientError
from models.recording import Recording
from models.run import Fingerprint
from transcribe.protocol import Progress

T = TypeVar("T")
log = logging.getLogger("thuky.worker")
TELL_EVERY_S = 1.0


class Bench:
    """One attempt at one run. Every write makes sure that the job is still this worker's.

    While the database is away results are held until it is back: what was computed is not computed again.
    """

    def __init__(self, services: Services, lease: Lease) -> None:
        self._services = services
        self._lease = lease
        self._digests: dict[str, str] = {}
        self._told_at = 0.0
        self._pace: Pace | None = None
        self.new_id = services.new_id
        recording = self._write(self._begin)
        if recording is None:
            raise EngineError("thing.absent")
        self.recording: Recording = recording
        self.path: Path = services.blobs.original(recording.sha256, recording.file_name)
        check_original(self.path, recording.sha256, recording.file_name)

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
        found = self._write(lambda uow: self._begin_step(uow, name, fingerprint, share[0]))
        if found is not None:
            self._pace = None
            return codec.load(found)
        if self._pace is None:
            self._pace = Pace(share[0], time.monotonic())
        value = make(lambda fraction: self._tell(share[0] + fraction * (share[1] - share[0])))
        body = codec.dump(value)
        self._lease.check()
        self._write(lambda uow: self._end_step(uow, name, fingerprint, body, share[1]))
        return value

    def keep(self, name: str, fingerprint: Fingerprint, codec: Codec[T], make: Callable[[], T]) -> T:
        """Part of a step's work, found again or made and kept, so that another answer of the step takes less time."""
        found = self._write(lambda uow: self._found(uow, name, fingerprint))
        if found is not None:
            return codec.load(found)
        value = make()
        body = codec.dump(value)
        self._lease.check()
        self._write(lambda uow: self._add(uow, name, fingerprint, body))
        return value

    @contextmanager
    def reading_original(self) -> Iterator[None]:
        """A file that goes away in the middle of it fails in many ways; none of them is the recording's fault.

        Raises:
            TransientError: ``storage.folder_away``, ``storage.away``, ``storage.missing`` in their place.
        """
        try:
            yield
        except ThukyError as error:
            if os.access(self.path, os.R_OK):
                raise
            self._services.blobs.originals.check()
            raise TransientError("storage.missing", name=self.recording.file_name) from error

    def digest(self, name: str) -> str:
        """What identifies the result of a step taken before: two equal digests, two equal results."""
        return self._digests[name]

    def skip(self, name: str) -> None:
        self._write(lambda uow: uow.runs.skip_step(self._run_id, name, self._services.clock()))

    def look(self, act: Callable[[UnitOfWork], T]) -> T:
        """What the database holds, besides what this recording's steps left."""
        return self._write(act)

    def fail_step(self, name: str, error: ThukyError) -> None:
        """The step failed and the run goes on without it, saying so."""
        self._write(lambda uow: uow.runs.fail_step(self._run_id, name, self._services.clock(), error))

    def finish(self, act: Callable[[UnitOfWork], None]) -> None:
        """The last transaction: what ``act`` writes in it, the run's end and the job's end are one."""

        def end(uow: UnitOfWork) -> None:
            act(uow)
            uow.runs.finish(self._run_id)
            self._services.queue.close(uow.connection, self._lease.job)

        self._lease.check()
        self._write(end)

    @property
    def _run_id(self) -> str:
        return self._lease.job.id

    def _begin(self, uow: UnitOfWork) -> Recording | None:
        uow.runs.begin(self._run_id, self._lease.job.attempt, self._services.queue.version)
        return uow.recordings.get(self._lease.job.subject)

    def _begin_step(self, uow: UnitOfWork, name: str, fingerprint: Fingerprint, progress: float) -> str | None:
        """The result from before, if there is one."""
        uow.runs.begin_step(self._run_id, name, self._services.clock())
        uow.runs.progress(self._run_id, progress)
        found = uow.artifacts.find(self.recording.id, name, fingerprint)
        if found is None:
            return None
        uow.runs.end_step(self._run_id, name, self._services.clock(), found)
        return uow.artifacts.read(found)

    def _end_step(self, uow: UnitOfWork, name: str, fingerprint: Fingerprint, body: str, progress: float) -> None:
        kept = self._add(uow, name, fingerprint, body)
        uow.runs.end_step(self._run_id, name, self._services.clock(), kept)
        uow.runs.progress(self._run_id, progress, self._ends_at(progress))

    def _found(self, uow: UnitOfWork, name: str, fingerprint: Fingerprint) -> str | None:
        found = uow.artifacts.find(self.recording.id, name, fingerprint)
        return None if found is None else uow.artifacts.read(found)

    def _add(self, uow: UnitOfWork, name: str, fingerprint: Fingerprint, body: str) -> str:
        now = self._services.clock()
        return uow.artifacts.add(self.new_id(), self.recording.id, name, fingerprint, body, now)

    def _write(self, act: Callable[[UnitOfWork], T]) -> T:
        return until_answered(lambda: self._written(act), self._lease.wait)

    def _written(self, act: Callable[[UnitOfWork], T]) -> T:
        with self._services.database.writing() as uow:
            self._services.queue.assure(uow.connection, self._lease.job)
            return act(uow)

    def _tell(self, progress: float) -> None:
        """The work goes on while progress cannot be written."""
        self._lease.check()
        now = time.monotonic()
        if now - self._told_at < TELL_EVERY_S:
            return
        self._told_at = now
        try:
            self._written(lambda uow: uow.runs.progress(self._run_id, progress, self._ends_at(progress)))
        except ThukyError as error:
            if not is_outage(error):
                raise
            log.warning("recording %s: its progress cannot be written: %s", self.recording.id, error)

    def _ends_at(self, progress: float) -> datetime | None:
        left_s = None if self._pace is None else self._pace.left_s(progress, time.monotonic())
        return None if left_s is None else self._services.clock() + timedelta(seconds=left_s)
