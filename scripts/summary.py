"""What became of each recording, as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import typer

from models.errors import ThukyError
from scripts.console import in_both, printable

LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Row:
    """``error`` is None for a recording that was done in ``seconds``."""

    name: str
    length_s: float
    seconds: float = 0.0
    found: Mapping[str, str | int] = field(default_factory=dict)
    error: ThukyError | None = None


def tell_summary(rows: Sequence[Row]) -> None:
    """Name, length, time taken, words, speakers, state; columns without any value are left out."""
    headings = ("cli.column_name", "cli.column_length", "cli.column_time", "cli.column_words", "cli.column_speakers")
    table = [[in_both(heading) for heading in (*headings, "cli.column_state")], *(_cells(row) for row in rows)]
    kept = [column for column in range(len(table[0])) if any(line[column] for line in table[1:])]
    widths = {column: max(len(line[column]) for line in table) for column in kept}
    for line in table:
        cells = (_aligned(line[column], widths[column], left=column in (0, 5)) for column in kept)
        typer.echo("  ".join(cells).rstrip(), err=True)


def _cells(row: Row) -> list[str]:
    name = printable(row.name)
    shortened = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    state = in_both("cli.state_done") if row.error is None else f"{in_both('cli.state_failed')} ({row.error.code})"
    found = [str(row.found.get(key, "")) for key in ("words", "speakers")]
    return [shortened, _clock(row.length_s), _clock(row.seconds) if row.error is None else "", *found, state]


def _clock(seconds: float) -> str:
    """1:02:03; empty for what has no length."""
    if not seconds:
        return ""
    minutes, second = divmod(round(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}:{second:02}"


def _aligned(text: str, width: int, *, left: bool) -> str:
    return text.ljust(width) if left else text.rjust(width)
