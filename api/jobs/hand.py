"""The process that does the work, so that it can be killed in the middle of anything while the worker lives on.

Killing is safe: what is finished is kept, and every write is one transaction that proves the lease.
"""

import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Event, Lock, Thread
from typing import Any

from api.jobs.lease import Lease
from api.jobs.queue import Job, LeaseLostError
from models.errors import EngineError, ThukyError, TransientError, UserError

log = logging.getLogger("thuky.worker")

Work = Callable[[Lease], None]
FAMILIES: dict[str, type[ThukyError]] = {each.family: each for each in (UserError, TransientError, EngineError)}
TICK_S = 0.1
PULSE_S = 1.0
SILENCE_S = 120.0
"""A process without a sign of life for so long hangs; a library that holds the interpreter is quiet, too."""
IDLE_S = 60.0
"""So long an idle process keeps its engines loaded."""


class HandError(Exception):
    """The process ended or broke in the middle of a job: the attempt counts, and it may be tried again."""

    def __init__(self, error: EngineError) -> None:
        super().__init__(str(error))
        self.error = error


class Hand:
    """``prepare`` runs once in the process and gives what does a job there; it must be importable by name."""

    def __init__(self, prepare: Callable[..., Work], *arguments: object, silence_s: float = SILENCE_S) -> None:
        self._prepare = prepare
        self._arguments = arguments
        self._silence_s = silence_s
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None
        self._used_at = 0.0

    def do(self, lease: Lease) -> None:
        """Do the job in the process, and kill it when the job is no longer wanted.

        Raises:
            HandError: the process died, hung or broke.
            ThukyError: what the work raised.
            StoppedError, LeaseLostError: as ``lease.check``.
        """
        line = self._ready()
        try:
            line.send(lease.job)
            outcome = self._outcome(line, lease)
        except (EOFError, OSError) as error:
            raise HandError(EngineError("job.died", reason=self._ending())) from error
        except BaseException:
            self.end()
            raise
        self._used_at = time.monotonic()
        _raise(outcome, lease.job)

    def rest(self) -> None:
        """There is nothing to do: memory goes back after a while."""
        if self._process is not None and time.monotonic() - self._used_at > IDLE_S:
            self.end()

    def end(self) -> None:
        if self._process is not None and self._line is not None:
            self._process.kill()
            self._process.join()
            self._line.close()
        self._process = self._line = None

    close = end

    def _ready(self) -> Connection:
        if self._process is not None and self._line is not None and self._process.is_alive():
            return self._line
        self.end()
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, self._prepare, self._arguments), name="thuky-hand", daemon=True
        )
        self._process.start()
        theirs.close()
        return self._line

    def _outcome(self, line: Connection, lease: Lease) -> tuple[Any, ...]:
        heard_at, allowed_s = time.monotonic(), SILENCE_S  # a new process is quiet until its code is loaded
        while True:
            lease.check()
            if line.poll(TICK_S):
                message: tuple[Any, ...] | None = line.recv()
                if message is not None:
                    return message
                heard_at, allowed_s = time.monotonic(), self._silence_s
            elif time.monotonic() - heard_at > allowed_s:
                raise HandError(EngineError("job.died", reason="silent"))

    def _ending(self) -> str:
        """How the process ended: ``signal 9``, ``exit code 1``."""
        if self._process is None:
            return "?"
        self._process.join()
        code = self._process.exitcode or 0
        self.end()
        return f"signal {-code}" if code < 0 else f"exit code {code}"


def _raise(outcome: tuple[Any, ...], job: Job) -> None:
    match outcome:
        case ("lost",):
            raise LeaseLostError(job.id)
        case ("error", family, code, arguments):
            raise FAMILIES[family](code, **arguments)
        case ("broken", reason):
            raise HandError(EngineError("job.crashed", reason=reason))


def _serve(line: Connection, prepare: Callable[..., Work], arguments: tuple[object, ...]) -> None:
    """What runs in the process: jobs come over the line, ``None`` is a sign of life, anything else an outcome."""
    for number in (signal.SIGINT, signal.SIGTERM):  # sent to the whole group; the worker puts the job back, and kills
        signal.signal(number, signal.SIG_IGN)
    lock = Lock()
    Thread(target=_end_with_parent, name="orphan-watch", daemon=True).start()
    Thread(target=_pulse, args=(line, lock), name="pulse", daemon=True).start()
    work: Work | None = None
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the worker is gone, nobody is left to tell
        while True:
            job: Job = line.recv()
            try:
                work = work if work is not None else prepare(*arguments)
                work(Lease(job, Event()))
                outcome: tuple[Any, ...] = ("done",)
            except LeaseLostError:
                outcome = ("lost",)
            except ThukyError as error:
                log.warning("recording %s: %s", job.subject, error, exc_info=error.__cause__)
                outcome = ("error", error.family, error.code, error.arguments)
            except Exception as error:  # a fault of ours costs this job an attempt, not the other jobs their process
                log.exception("recording %s: a fault in the program", job.subject)
                outcome = ("broken", type(error).__name__)
            with lock:
                line.send(outcome)


def _pulse(line: Connection, lock: Lock) -> None:
    """Signs of life until the worker is gone; then ``orphan-watch`` ends the process."""
    with suppress(BrokenPipeError, ConnectionResetError):
        while True:
            with lock:
                line.send(None)
            time.sleep(PULSE_S)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
