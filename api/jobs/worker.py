"""The worker's loop: claim, work, close; and what becomes of work that fails."""

import logging
from pathlib import Path
from threading import Event
from typing import Protocol

from sqlalchemy.exc import OperationalError

from api.jobs.lease import Lease, StoppedError, held_lease
from api.jobs.queue import Job, JobQueue, LeaseLostError
from api.jobs.slot import worker_slot
from models.errors import EngineError, ThukyError, TransientError

log = logging.getLogger("thuky.worker")

POLL_S = 0.5
RETRY_S = (5.0, 30.0)
"""Pauses before the second and the third attempt."""


class Workshop(Protocol):
    """What a worker needs of the application."""

    @property
    def queue(self) -> JobQueue: ...

    @property
    def job_attempts(self) -> int: ...

    @property
    def slots(self) -> Path: ...

    def work(self, lease: Lease) -> None:
        """Do the job and close it; told that it is over by returning."""
        ...

    def give_up(self, job: Job, error: ThukyError) -> None:
        """Mark the work failed, for the reason given, and close the job."""
        ...

    def put_back(self, job: Job, *, retry_after_s: float | None) -> None:
        """Queue the work again: later, or at once and uncounted when it was only interrupted."""
        ...


def run_worker(workshop: Workshop, stop: Event, *, until_idle: bool = False) -> None:
    """Work until ``stop`` is set, or until nothing is left to do now."""
    with worker_slot(workshop.slots) as worker:
        workshop.queue.reclaim(worker)
        log.info("worker %s is ready", worker)
        while not stop.is_set():
            job = _claim(workshop.queue, worker)
            if job is not None:
                _do(workshop, job, stop)
            elif until_idle:
                return
            else:
                stop.wait(POLL_S)


def _claim(queue: JobQueue, worker: str) -> Job | None:
    """A database that is away for a while is waited for."""
    try:
        return queue.claim(worker)
    except OperationalError:
        log.warning("the queue cannot be read; trying again", exc_info=True)
        return None


def _do(workshop: Workshop, job: Job, stop: Event) -> None:
    """What cannot even be put back (a full disk) comes back by itself when its lease runs out."""
    log.info("recording %s: attempt %d", job.subject, job.attempt)
    try:
        _try(workshop, job, stop)
    except LeaseLostError:
        log.warning("recording %s: another worker has it now", job.subject)
    except TransientError as error:
        log.warning("recording %s: its state cannot be written: %s", job.subject, error)


def _try(workshop: Workshop, job: Job, stop: Event) -> None:
    if job.attempt > workshop.job_attempts:
        workshop.give_up(job, EngineError("job.gave_up", attempts=workshop.job_attempts))
        return
    try:
        with held_lease(workshop.queue, job, stop) as lease:
            workshop.work(lease)
    except LeaseLostError:
        raise
    except StoppedError:
        workshop.put_back(job, retry_after_s=None)
    except TransientError as error:
        log.warning("recording %s: %s", job.subject, error)
        _again(workshop, job, error)
    except ThukyError as error:
        log.warning("recording %s: %s", job.subject, error, exc_info=error.__cause__)
        workshop.give_up(job, error)
    except Exception as error:
        log.exception("recording %s: a fault in the program", job.subject)
        _again(workshop, job, EngineError("job.crashed", reason=type(error).__name__))
    else:
        log.info("recording %s: done", job.subject)


def _again(workshop: Workshop, job: Job, error: ThukyError) -> None:
    if job.attempt < workshop.job_attempts:
        workshop.put_back(job, retry_after_s=RETRY_S[min(job.attempt, len(RETRY_S)) - 1])
    else:
        workshop.give_up(job, error)
