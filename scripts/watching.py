"""Watching a folder: each recording is done once its copy is finished."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from models.errors import UserError
from scripts.batch import Task, do_all
from scripts.console import tell
from scripts.files import check_folder, find_recordings, shown

Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


@dataclass
class Watcher:
    """Knows what it saw last: a copy is finished when a whole look later nothing about it has changed."""

    folder: Path
    seen: dict[Path, Stamp] = field(default_factory=dict)
    done: dict[Path, Stamp] = field(default_factory=dict)

    def look(self) -> list[Path]:
        """Recordings that stand as they did at the last look and were not given out as they are now."""
        now = dict(self._stamps())
        ready = [
            path
            for path, stamp in now.items()
            if stamp[0] and self.seen.get(path) == stamp and self.done.get(path) != stamp
        ]
        self.seen = now
        self.done.update({path: now[path] for path in ready})
        return ready

    def _stamps(self) -> Iterator[tuple[Path, Stamp]]:
        for recording in find_recordings([self.folder]):
            if isinstance(recording, UserError):
                continue
            try:
                state = recording.stat()
            except FileNotFoundError:
                continue
            yield recording, (state.st_size, state.st_mtime_ns)


def run_watch(folder: Path, task: Task, is_done: Callable[[Path], bool], every_s: float) -> None:
    """Do the task on each finished recording in ``folder`` until SIGINT or SIGTERM.

    What is under way then is given up and its finished parts are kept.

    Raises:
        UserError: ``cli.no_folder``, ``cli.output_unwritable``.
    """
    if not folder.is_dir():
        raise UserError("cli.no_folder", path=shown(folder))
    check_folder(task.output)
    watcher = Watcher(folder)
    tell("cli.watching", folder=shown(folder))
    try:
        with _terminated_like_interrupted():
            while True:
                ready = [path for path in watcher.look() if not is_done(path)]
                if ready:
                    do_all(ready, task)
                time.sleep(every_s)
    except KeyboardInterrupt:
        tell("cli.watch_stopped", folder=shown(folder))


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
