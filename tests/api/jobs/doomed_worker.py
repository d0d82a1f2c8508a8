"""A worker that is killed, as by a power cut, each time it comes to a point of the pipeline for the first time.

A line of its journal is ``made STEP`` where a step's work was really done, and ``died POINT`` just before the end.
"""

import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import transcribe.pieces
from api.bootstrap import build_services
from api.flows.bench import Bench
from api.flows.workshop import ProcessingWorkshop
from api.jobs import run_worker
from api.settings import Settings
from api.store.unit_of_work import UnitOfWork

PIECE_MS = 6_000
"""Pieces as short as this give a short clip several of them."""


class DoomedBench(Bench):
    """``journal`` is written through to the disk before anything else happens."""

    journal: Path
    deadly: Sequence[str]

    def step(self, name: str, fingerprint: Any, codec: Any, make: Callable[..., Any], **rest: Any) -> Any:
        value = super().step(name, fingerprint, codec, lambda tell: self._doomed(name, lambda: make(tell)), **rest)
        self._die(f"after {name}")
        return value

    def keep(self, name: str, fingerprint: Any, codec: Any, make: Callable[[], Any]) -> Any:
        value = super().keep(name, fingerprint, codec, lambda: self._doomed(name, make))
        self._die(f"after {name}")
        return value

    def finish(self, act: Callable[[UnitOfWork], None]) -> None:
        def doomed(uow: UnitOfWork) -> None:
            self._doomed("propose", lambda: act(uow))

        super().finish(doomed)
        self._die("after propose")

    def _doomed(self, name: str, work: Callable[[], Any]) -> Any:
        self._die(f"before {name}")
        value = work()
        self._write_line(f"made {name}")
        self._die(f"in {name}")
        return value

    def _die(self, point: str) -> None:
        line = f"died {point}"
        if point in self.deadly and line not in self.journal.read_text().splitlines():
            self._write_line(line)
            os.kill(os.getpid(), signal.SIGKILL)

    def _write_line(self, line: str) -> None:
        with self.journal.open("a") as file:
            file.write(line + "\n")


def work_doomed(settings: Settings, journal: Path, deadly: Sequence[str]) -> None:
    """Work until nothing is left, or until one of the ``deadly`` points at which it has not died yet."""
    import api.flows.process

    DoomedBench.journal, DoomedBench.deadly = journal, deadly
    api.flows.process.Bench = DoomedBench  # type: ignore[misc]
    whole = transcribe.pieces.cut_pieces
    transcribe.pieces.cut_pieces = partial(whole, longest_ms=PIECE_MS)  # type: ignore[assignment]
    try:
        services = build_services(settings)
        run_worker(ProcessingWorkshop(services), Event(), until_idle=True)
        services.database.engine.dispose()
    finally:
        api.flows.process.Bench, transcribe.pieces.cut_pieces = Bench, whole  # type: ignore[misc]
