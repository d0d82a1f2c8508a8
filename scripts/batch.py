"""Many recordings, a few at a time: one that fails is named with its reason and does not stop the others."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import typer

from models.errors import ThukyError, UserError
from scripts.board import Track, show_board
from scripts.console import Progress, give, tell, tell_error
from scripts.files import check_folder, check_recording, find_recordings, shown
from scripts.summary import Row, tell_summary


@dataclass(frozen=True, slots=True)
class Done:
    """The files written for a recording, and what was found as the arguments of a message."""

    written: tuple[Path, ...]
    found: Mapping[str, str | int]


Work = Callable[[Path, Progress], Done]
"""Does one recording, telling how far it is."""


class GivenUpError(Exception):
    """The person stopped the work; raised where it next tells how far it is."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is done to each recording, ``lanes`` of them at once; ``message`` tells of one that is done."""

    output: Path
    work: Work
    message: str
    lanes: int = 1


def run_batch(paths: Sequence[Path], task: Task) -> None:
    """Do the task on each recording named or found in a folder, and say how each ended.

    Raises:
        UserError: ``cli.output_unwritable``, before any work.
        typer.Exit: status 1 when any failed.
    """
    check_folder(task.output)
    rows = do_all(list(find_recordings(paths)), task)
    failed = sum(row.error is not None for row in rows)
    if failed:
        tell("cli.some_failed", done=len(rows) - failed, failed=failed)
        raise typer.Exit(1)


def do_all(recordings: Sequence[Path | UserError], task: Task) -> list[Row]:
    """What became of each, in the order given; results and errors are told as they come, in that order."""
    checked = [_checked(recording) for recording in _of_one_name(recordings)]
    lengths_s = [0.0 if isinstance(each, ThukyError) else _length_s(each) for each in checked]
    rows: list[Row] = []
    with show_board(len(checked), sum(lengths_s)) as track, _lanes(task, track) as lanes:
        waiting = [
            lanes.begin(each, number, len(checked), length_s)
            for number, (each, length_s) in enumerate(zip(checked, lengths_s, strict=True), start=1)
        ]
        for each, length_s, future in zip(checked, lengths_s, waiting, strict=True):
            rows.append(_ended(each, length_s, future, task.message))
    if len(rows) > 1:
        tell_summary(rows)
    return rows


@dataclass(frozen=True, slots=True)
class _Lanes:
    task: Task
    track: Track
    pool: ThreadPoolExecutor
    given_up: Event = field(default_factory=Event)

    def begin(
        self, recording: Path | ThukyError, number: int, count: int, length_s: float
    ) -> "Future[tuple[Done, float]] | None":
        if isinstance(recording, ThukyError):
            return None
        return self.pool.submit(self._do, recording, number, count, length_s)

    def _do(self, recording: Path, number: int, count: int, length_s: float) -> tuple[Done, float]:
        name = shown(recording.name)
        begun = time.monotonic()
        tell("cli.begun", name=name, number=number, count=count)
        with self.track(name, length_s) as progress:
            done = self.task.work(recording, self._until_given_up(progress))
        return done, time.monotonic() - begun

    def _until_given_up(self, progress: Progress) -> Progress:
        def tell_or_stop(fraction: float) -> None:
            if self.given_up.is_set():
                raise GivenUpError
            progress(fraction)

        return tell_or_stop


@contextmanager
def _lanes(task: Task, track: Track) -> Iterator[_Lanes]:
    """Threads that work until all is done, or stop at the next sign of progress when the caller is interrupted."""
    with ThreadPoolExecutor(task.lanes) as pool:
        lanes = _Lanes(task, track, pool)
        try:
            yield lanes
        finally:
            lanes.given_up.set()
            pool.shutdown(cancel_futures=True)


def _ended(
    recording: Path | ThukyError, length_s: float, future: "Future[tuple[Done, float]] | None", message: str
) -> Row:
    name = shown(recording.name) if isinstance(recording, Path) else ""
    try:
        if isinstance(recording, ThukyError):
            raise recording
        if future is None:
            raise ValueError("what can be done was begun")
        done, seconds = future.result()
    except ThukyError as error:
        tell_error(error)
        return Row(name or str(error.arguments.get("path", "?")), length_s, error=error)
    for path in done.written:
        give(os.fsencode(path) + b"\n")
    tell(message, name=name, seconds=round(seconds), **done.found)
    return Row(name, length_s, seconds, done.found)


def _of_one_name(recordings: Iterable[Path | UserError]) -> Iterator[Path | UserError]:
    """The same recordings; the second of one stem would be written over the first."""
    taken: dict[str, Path] = {}
    for recording in recordings:
        if isinstance(recording, Path):
            first = taken.setdefault(recording.stem, recording)
            if first != recording:
                yield UserError("cli.same_name", path=shown(recording), first=shown(first))
                continue
        yield recording


def _checked(recording: Path | UserError) -> Path | ThukyError:
    try:
        if isinstance(recording, Path):
            check_recording(recording)
    except UserError as error:
        return error
    return recording


def _length_s(recording: Path) -> float:
    """0 for what cannot be heard: why is told when its turn comes."""
    from transcribe.decode import probe_audio

    try:
        return probe_audio(recording).duration_ms / 1000
    except ThukyError:
        return 0.0
