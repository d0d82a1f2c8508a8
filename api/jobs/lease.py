"""Proof of life: while a job runs, a thread renews its lease."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from api.jobs.outage import is_outage
from api.jobs.queue import Job, JobQueue, LeaseLostError
from models.errors import ThukyError

log = logging.getLogger("thuky.worker")


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
            LeaseLostError: another worker has the job.
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
    """Renews three times in each lease, until the block ends."""
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
    while not done.wait(queue.lease_s / 3):
        try:
            queue.renew(lease.job)
        except LeaseLostError:
            lease.lose()
            return
        except ThukyError as error:
            if not is_outage(error):
                raise
            log.warning("the lease of %s could not be renewed (%s); trying again", lease.job.subject, error)
