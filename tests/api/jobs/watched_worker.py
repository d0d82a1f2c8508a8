"""A worker whose recogniser writes down that it hears, and stays in the middle of it while a file says so."""

import os
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

from api.bootstrap import Services, build_engines, build_services
from api.flows.workshop import ApartWorkshop, ProcessingWorkshop
from api.jobs import Hand, Lease, outage, run_worker, worker
from api.settings import Settings
from models.audio import Audio
from models.span import TimeSpan
from models.transcript import Transcript
from transcribe.protocol import Progress, TranscribeOptions, Transcriber, ignore_progress


class Watched:
    """A line of ``heard`` is who heard; the first stays in the middle of it while the file ``hold`` is there."""

    def __init__(self, inner: Transcriber, folder: Path) -> None:
        self.inner, self.folder, self.fingerprint = inner, folder, inner.fingerprint

    def transcribe(
        self,
        audio: Audio,
        speech: Sequence[TimeSpan],
        options: TranscribeOptions,
        progress: Progress = ignore_progress,
    ) -> Transcript:
        with (self.folder / "heard").open("a") as file:
            file.write(f"{os.getpid()}\n")
        is_first = len((self.folder / "heard").read_text().split()) == 1
        while is_first and (self.folder / "hold").exists():
            time.sleep(0.02)
        return self.inner.transcribe(audio, speech, options, progress)


def watched_services(settings: Settings, folder: Path) -> Services:
    engines = build_engines(settings)
    watched = replace(engines, transcriber=Watched(engines.transcriber, folder))
    return build_services(settings, engines=lambda: watched)


def work_watched(settings: Settings, folder: Path) -> None:
    run_worker(ProcessingWorkshop(watched_services(settings, folder)), Event())


def work_apart(settings: Settings, folder: Path, longest_pause_s: float | None = None) -> None:
    """As ``thuky worker`` does, with a process for the work; perhaps with shorter pauses before it tries again."""
    be_impatient(longest_pause_s)
    with closing(Hand(prepare, settings, folder, longest_pause_s)) as hand:
        run_worker(ApartWorkshop(build_services(settings), hand), Event())


def prepare(settings: Settings, folder: Path, longest_pause_s: float | None) -> Callable[[Lease], None]:
    be_impatient(longest_pause_s)
    return ProcessingWorkshop(watched_services(settings, folder)).work


def be_impatient(longest_pause_s: float | None) -> None:
    if longest_pause_s is not None:
        outage.LONGEST_PAUSE_S = longest_pause_s
        worker.RETRY_S = (longest_pause_s, longest_pause_s)
