"""Programs run in turns on the same input: what each costs, and its cost as a share of another's.

A machine that others use as well runs now faster, now slower; so programs take turns within a round and are
compared round by round. Of the shares the median is told.
"""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one run of a whole process with its children: seconds by the clock and of the processor, peak memory."""

    wall_s: float
    cpu_s: float
    peak_mb: float


class RunFailedError(Exception):
    """A program ended badly; the message has its last words."""


def cost_of(command: Sequence[str], output: Path) -> Cost:
    """Run ``command`` with its output in the file ``output``.

    Raises:
        RunFailedError: it ended with another status than 0.
    """
    begun = time.monotonic()
    with (
        output.open("wb") as out,
        subprocess.Popen(  # noqa: S603 - the caller's own command
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE
        ) as process,
    ):
        told = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last_words = told.decode(errors="replace")[-600:]
        raise RunFailedError(f"{command[0]} … ended with {process.returncode}: {last_words}")
    return Cost(time.monotonic() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turns(
    commands: Mapping[str, Sequence[str]],
    rounds: int,
    output: Path,
    tell: Callable[[str, Cost], None] = lambda _name, _cost: None,
) -> dict[str, list[Cost]]:
    """Costs by name, one for each round; every round begins with the next program, so that none is always first."""
    names = list(commands)
    costs: dict[str, list[Cost]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            cost = cost_of(commands[name], output / f"{name}.txt")
            costs[name].append(cost)
            tell(name, cost)
    return costs


def share(ours: Sequence[Cost], theirs: Sequence[Cost], of: Callable[[Cost], float]) -> float:
    """The median of what ours costs as a share of theirs, round by round."""
    return median(of(mine) / of(their) for mine, their in zip(ours, theirs, strict=True))
