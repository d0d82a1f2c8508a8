"""Running it: the web server with its worker beside it, or a worker alone."""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from types import FrameType
from typing import TypeVar

from api.bootstrap import build_services
from api.flows.duties import do_duties
from api.flows.services import Services
from api.flows.uploads import tidy_uploads
from api.flows.workshop import ApartWorkshop, ProcessingWorkshop
from api.jobs import Hand, Lease, run_worker
from api.logs import configure_logging
from api.settings import Settings
from models.errors import TransientError

T = TypeVar("T")
log = logging.getLogger("thuky.server")

GRACE_S = 10.0
WATCH_S = 0.5
SHUTDOWN_S = 5
"""So long an answer may still take when the server is told to stop; one that tells progress would never end."""
PAUSE_S = 2.0
TIDY_S = 3600.0
HALF_RECEIVED_S = 24 * 3600.0
DUTIES_S = 60.0
"""So often each worker looks whether a duty is due."""


def serve(settings: Settings, host: str | None = None, port: int | None = None, worker: bool = True) -> None:
    """Serve until told to stop (SIGINT, SIGTERM), with one worker in a process of its own unless told otherwise.

    Raises:
        ThukyError: the database or the data folder cannot be used.
    """
    import uvicorn

    from api.app import create_app

    configure_logging()
    services = build_services(settings)
    services.blobs.sweep(time.time() - HALF_RECEIVED_S)
    with (
        closing(services.database),
        tidied_uploads(services),
        worker_process(settings) if worker else nullcontext(),
    ):
        uvicorn.run(
            create_app(services),
            host=host if host is not None else settings.host,
            port=port if port is not None else settings.port,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_S,
        )


def work(settings: Settings, *, until_idle: bool = False) -> None:
    """Work on queued recordings until told to stop (SIGINT, SIGTERM), or until none is left.

    Raises:
        ThukyError: the database or the data folder cannot be used.
    """
    configure_logging()
    stop = Event()

    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    services = build_services(settings)
    with closing(services.database), _beside(_keep_duties, services), closing(Hand(processing, settings)) as hand:
        run_worker(ApartWorkshop(services, hand), stop, until_idle=until_idle)


def processing(settings: Settings) -> Callable[[Lease], None]:
    """What a worker's process for the work itself does with a job."""
    configure_logging()
    return ProcessingWorkshop(build_services(settings)).work


def _keep_duties(services: Services, over: Event) -> None:
    """At once, and while a recording is worked on, too."""
    while True:
        do_duties(services)
        if over.wait(DUTIES_S):
            return


@contextmanager
def tidied_uploads(services: Services) -> Iterator[None]:
    """At once and then every hour: uploads that a crash left whole are taken in, forgotten ones are removed."""
    with _beside(_tidy_uploads, services):
        yield


def _tidy_uploads(services: Services, over: Event) -> None:
    while not over.is_set():
        try:
            tidy_uploads(services)
        except TransientError as error:
            log.warning("uploads cannot be looked after now: %s", error, exc_info=error.__cause__)
        over.wait(TIDY_S)


@contextmanager
def worker_process(settings: Settings) -> Iterator[None]:
    """A worker in a process of its own, replaced when it dies, ended with the block or with this process."""
    with _beside(_keep_worker, settings):
        yield


@contextmanager
def _beside(work: Callable[[T, Event], None], subject: T) -> Iterator[None]:
    """Work in a thread that is told when the block is over, and waited for."""
    over = Event()
    thread = Thread(target=work, args=(subject, over), name=work.__name__)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _keep_worker(settings: Settings, over: Event) -> None:
    """A recording that kills its worker is given up in the end (``api.jobs``); the others go on."""
    while not over.is_set():
        process = multiprocessing.get_context("spawn").Process(
            target=_work_as_child, args=(settings,), name="thuky-worker"
        )
        process.start()
        while process.is_alive() and not over.wait(WATCH_S):
            pass
        if over.is_set():
            _end(process)
        else:
            log.warning("the worker ended (exit code %s); starting another", process.exitcode)
            over.wait(PAUSE_S)


def _end(process: BaseProcess) -> None:
    """Politely first: it puts its work back into the queue."""
    process.terminate()
    process.join(GRACE_S)
    if process.is_alive():
        process.kill()
        process.join()


def _work_as_child(settings: Settings) -> None:
    Thread(target=_end_with_parent, name="orphan-watch", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work(settings)


def _end_with_parent() -> None:
    """Finished steps are kept and the rest is taken up by the next worker, so ending at once loses little."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        log.warning("the server is gone; the worker ends")
        os._exit(1)
