"""How far several recordings are at once, and how long the rest will take."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

from models.errors import ThukyError
from scripts.console import PLAIN_STEP, Progress, tell

Track = Callable[[str, float], AbstractContextManager[Progress]]
"""Shows the work on one recording, by name and length in seconds."""


@contextmanager
def show_board(count: int, total_s: float) -> Iterator[Track]:
    """Bars where the cursor can move, else a few plain lines.

    ``total_s`` is the length of all recordings together: the time left is told by length, not by number.
    """
    if sys.stderr.isatty() and os.environ.get("TERM") not in {"dumb", "unknown"}:
        with _bars(count, total_s) as track:
            yield track
    else:
        yield _Lines(count, total_s).track


@contextmanager
def _bars(count: int, total_s: float) -> Iterator[Track]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        whole = bars.add_task(f"= {count}", total=max(total_s, 1.0), visible=count > 1)

        @contextmanager
        def track(name: str, length_s: float) -> Iterator[Progress]:
            bar = bars.add_task(name, total=1.0)
            done = 0.0

            def advance(fraction: float) -> None:
                nonlocal done
                bars.update(bar, completed=fraction)
                bars.advance(whole, (fraction - done) * length_s)
                done = fraction

            try:
                yield advance
            finally:
                bars.remove_task(bar)
                bars.advance(whole, (1.0 - done) * length_s)

        yield track


@dataclass
class _Lines:
    """Quarters of each recording, and after each that is done or failed the time left."""

    count: int
    total_s: float
    begun: float = field(default_factory=time.monotonic)
    done: int = 0
    done_s: float = 0.0

    @contextmanager
    def track(self, name: str, length_s: float) -> Iterator[Progress]:
        told = 0.0

        def tell_quarters(fraction: float) -> None:
            nonlocal told
            if fraction < 1.0 and fraction - told >= PLAIN_STEP:
                told = fraction - fraction % PLAIN_STEP
                tell("cli.progress", name=name, percent=round(told * 100))

        try:
            yield tell_quarters
        except ThukyError:
            self._tell_rest(length_s)
            raise
        self._tell_rest(length_s)

    def _tell_rest(self, length_s: float) -> None:
        self.done += 1
        self.done_s += length_s
        if self.done < self.count and self.done_s:
            left_s = (time.monotonic() - self.begun) * (self.total_s - self.done_s) / self.done_s
            tell("cli.batch_left", done=self.done, count=self.count, minutes=max(1, round(left_s / 60)))
