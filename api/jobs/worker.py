"""The worker's loop: claim, work, close; and what becomes of work that fails."""

import logging
import time
from pathlib import Path
from threading import Event
from typing import Protocol

from api.jobs.hand import HandError
from api.jobs.lease import Lease, StoppedError, held_lease
from api.jobs.outage import is_outage, until_answered
from api.jobs.queue import Job, JobQueue, LeaseLostError
from api.jobs.slot import worker_slot
from models.errors import EngineError, ThukyError, TransientError

log = logging.getLogger("thuky.worker")

POLL_S = 0.5
RETRY_S = (5.0, 30.0)
"""Pauses before the second and the third attempt; the first one also after an outage."""


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

    def rest(self) -> None:
        """There is nothing to do now."""
        ...

    def give_up(self, job: Job, error: ThukyError) -> None:
        """Mark the work failed, for the reason given, and close the job."""
        ...

    def put_back(self, job: Job, *, after_s: float, counted: bool) -> None:
        """Queue the work again, due after a while; whether the attempt counts."""
        ...


def run_worker(workshop: Workshop, stop: Event, *, until_idle: bool = False) -> None:
    """Work until ``stop`` is set, or until nothing is left to do now.

    Raises:
        TransientError: ``storage.unavailable`` when the worker's name cannot be kept in the data folder.
    """
    with worker_slot(workshop.slots) as worker:
        asked_at = time.monotonic()
        try:
            until_answered(lambda: workshop.queue.reclaim(worker), lambda seconds: _pause(stop, seconds))
            log.info("worker %s is ready", worker)
            _loop(workshop, worker, stop, until_idle, asked_at)
        except StoppedError:
            log.info("worker %s was told to stop", worker)


def _loop(workshop: Workshop, worker: str, stop: Event, until_idle: bool, asked_at: float) -> None:
    """``asked_at`` is since when the database has been asked for something to do (seconds, monotonic)."""
    while not stop.is_set():
        job = _claim(workshop.queue, worker, stop, asked_at)
        if job is not None:
            _do(workshop, job, stop)
        elif until_idle:
            return
        else:
            workshop.rest()
            stop.wait(POLL_S)
        asked_at = time.monotonic()


def _claim(queue: JobQueue, worker: str, stop: Event, asked_at: float) -> Job | None:
    return until_answered(
        lambda: queue.claim(worker, waited_s=time.monotonic() - asked_at), lambda seconds: _pause(stop, seconds)
    )


def _pause(stop: Event, seconds: float) -> None:
    if stop.wait(seconds):
        raise StoppedError


def _do(workshop: Workshop, job: Job, stop: Event) -> None:
    """What cannot even be put back (a full disk) comes back by itself when its lease runs out."""
    log.info("recording %s: attempt %d", job.subject, job.attempt)
    try:
        _try(workshop, job, stop)
    except LeaseLostError:
        log.warning("recording %s: no longer ours: another worker has it, or it was cancelled", job.subject)
    except ThukyError as error:
        log.warning("recording %s: its state cannot be written: %s", job.subject, error)


def _try(workshop: Workshop, job: Job, stop: Event) -> None:
    if job.attempt > workshop.job_attempts:
        _give_up(workshop, job, EngineError("job.gave_up", attempts=workshop.job_attempts), stop)
        return
    try:
        with held_lease(workshop.queue, job, stop) as lease:
            workshop.work(lease)
    except LeaseLostError:
        raise
    except StoppedError:
        workshop.put_back(job, after_s=0.0, counted=False)
    except HandError as error:
        log.warning("recording %s: %s", job.subject, error)
        _again(workshop, job, error.error, stop)
    except ThukyError as error:
        log.warning("recording %s: %s", job.subject, error, exc_info=error.__cause__)
        if is_outage(error):
            _put_back(workshop, job, stop, after_s=RETRY_S[0], counted=False)
        elif isinstance(error, TransientError):
            _again(workshop, job, error, stop)
        else:
            _give_up(workshop, job, error, stop)
    except Exception as error:
        log.exception("recording %s: a fault in the program", job.subject)
        _again(workshop, job, EngineError("job.crashed", reason=type(error).__name__), stop)
    else:
        log.info("recording %s: done", job.subject)


def _again(workshop: Workshop, job: Job, error: ThukyError, stop: Event) -> None:
    if job.attempt < workshop.job_attempts:
        _put_back(workshop, job, stop, after_s=RETRY_S[min(job.attempt, len(RETRY_S)) - 1], counted=True)
    else:
        _give_up(workshop, job, error, stop)


def _put_back(workshop: Workshop, job: Job, stop: Event, *, after_s: float, counted: bool) -> None:
    until_answered(
        lambda: workshop.put_back(job, after_s=after_s, counted=counted), lambda seconds: _pause(stop, seconds)
    )


def _give_up(workshop: Workshop, job: Job, error: ThukyError, stop: Event) -> None:
    until_answered(lambda: workshop.give_up(job, error), lambda seconds: _pause(stop, seconds))
