"""What the store answers with besides the nouns: plain values, free of rows."""

from dataclasses import dataclass

from models.agenda import CalendarEvent, Task
from models.recording import Recording
from models.run import Run


@dataclass(frozen=True, slots=True)
class RecordingEntry:
    """A recording as lists show it: with its latest run and the ids of the accounts that hold it."""

    recording: Recording
    run: Run
    holders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approved proposal became, if it became anything: a decision does not."""

    task: Task | None = None
    event: CalendarEvent | None = None
