"""Proof of life: while a job runs, a thread renews its lease."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from api.jobs.outage import is_outage
from api.jobs.queue import Job, JobQueue, LeaseLostError
from models.errors import ThukyError

log = logging.getLogger("thuky.worker")

LOOK_S = 1.0


class StoppedError(Exception):
    """The worker is to stop: the job goes back to the queue."""


class Lease:
    """Held while a job runs. Steps call ``check`` whenever they tell their progress."""

    def __init__(self, job: Job, stop: Event) -> None:
        self.job = job
        self._stop = stop
        self._lost = Event()

    def check(self) -> None:
        """Leave off work that is no longer wanted.

        Raises:
            StoppedError: the worker is to stop.
            LeaseLostError: another worker has the job, or it was cancelled.
        """
        if self._stop.is_set():
            raise StoppedError
        if self._lost.is_set():
            raise LeaseLostError(self.job.id)

    def wait(self, seconds: float) -> None:
        """Pause, and ``check``."""
        self._stop.wait(seconds)
        self.check()

    def lose(self) -> None:
        self._lost.set()


@contextmanager
def held_lease(queue: JobQueue, job: Job, stop: Event) -> Iterator[Lease]:
    """Renews three times in each lease, and looks each second whether the job is still wanted."""
    lease = Lease(job, stop)
    done = Event()
    beat = Thread(target=_beat, args=(queue, lease, done), name="heartbeat", daemon=True)
    beat.start()
    try:
        yield lease
    finally:
        done.set()
        beat.join()


def _beat(queue: JobQueue, lease: Lease, done: Event) -> None:
    renewed_at = time.monotonic()
    while not done.wait(min(LOOK_S, queue.lease_s / 3)):
        try:
            if not queue.is_held(lease.job):
                raise LeaseLostError(lease.job.id)
            if time.monotonic() - renewed_at >= queue.lease_s / 3:
                queue.renew(lease.job)
                renewed_at = time.monotonic()
        except LeaseLostError:
            lease.lose()
            return
        except ThukyError as error:
            if not is_outage(error):
                raise
            log.warning("the lease of %s could not be renewed (%s); trying again", lease.job.subject, error)
