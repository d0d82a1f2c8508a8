"""Many recordings, one after the other: one that fails is named with its reason and does not stop the others."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from models.errors import ThukyError, UserError
from scripts.console import Progress, give, tell, tell_error, tracked
from scripts.files import check_folder, check_recording, find_recordings, shown


@dataclass(frozen=True, slots=True)
class Done:
    """The files written for a recording, and what was found as the arguments of a message."""

    written: tuple[Path, ...]
    found: Mapping[str, str | int]


Work = Callable[[Path, Progress], Done]
"""Does one recording, telling how far it is."""


def run_batch(paths: Sequence[Path], output: Path, work: Work, message: str) -> None:
    """Do ``work``, which writes into ``output``, on each recording named or found in a folder.

    ``message`` tells of each.

    Raises:
        UserError: ``cli.output_unwritable``, before any work.
        typer.Exit: status 1 when any failed.
    """
    check_folder(output)
    found = list(find_recordings(paths))
    taken: dict[str, Path] = {}
    failed = 0
    for number, recording in enumerate(found, start=1):
        try:
            if isinstance(recording, UserError):
                raise recording
            check_recording(recording)
            first = taken.setdefault(recording.stem, recording)
            if first != recording:
                raise UserError("cli.same_name", path=shown(recording), first=shown(first))
            _do(recording, number, len(found), work, message)
        except ThukyError as error:
            failed += 1
            tell_error(error)
    if failed:
        tell("cli.some_failed", done=len(found) - failed, failed=failed)
        raise typer.Exit(1)


def _do(recording: Path, number: int, count: int, work: Work, message: str) -> None:
    name = shown(recording.name)
    begun = time.monotonic()
    tell("cli.begun", name=name, number=number, count=count)
    with tracked(name) as progress:
        result = work(recording, progress)
    for path in result.written:
        give(os.fsencode(path) + b"\n")
    tell(message, name=name, seconds=round(time.monotonic() - begun), **result.found)
