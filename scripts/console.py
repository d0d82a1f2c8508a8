"""Talking to the person at the terminal: results on stdout, all else on stderr; exit 0 done, 1 failed, 2 misused."""

import errno
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from api.i18n import LOCALES, explain_in_both, translate
from models.errors import ThukyError, UserError

Progress = Callable[[float], None]
PLAIN_STEP = 0.25


class WrongUsageError(Exception):
    """The command was called wrongly; the cause says how."""

    def __init__(self, cause: ThukyError) -> None:
        super().__init__(cause.code)
        self.cause = cause


class Commands(TyperGroup):
    """Turns our errors into one line on stderr and the exit status."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ThukyError as error:
            tell_error(error)
            ctx.exit(1)
        except WrongUsageError as misuse:
            tell_error(misuse.cause)
            ctx.exit(2)


def tell(code: str, **arguments: str | int | float) -> None:
    """The message ``code`` in both languages as one line on stderr."""
    typer.echo(printable(in_both(code, **arguments)), err=True)


def in_both(code: str, **arguments: str | int | float) -> str:
    """The message in both languages, once if they agree."""
    return " / ".join(dict.fromkeys(translate(code, locale, **arguments) for locale in LOCALES))


def tell_error(error: ThukyError) -> None:
    """What failed and what to do, as one line on stderr."""
    typer.echo(printable(explain_in_both(error)), err=True)


def printable(text: str) -> str:
    """One line that a terminal shows as it is: control characters, line breaks and foreign bytes of a file's name
    become the replacement character."""
    known = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join("\ufffd" if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char for char in known)


def give(result: str | bytes) -> None:
    """A result on stdout, at once: a reader who has gone (``| head``) is noticed here and ends the command quietly.

    A lone surrogate, which is no character, becomes "?".

    Raises:
        UserError: ``cli.disk_full`` or ``cli.output_unwritable``.
    """
    try:
        sys.stdout.buffer.write(result if isinstance(result, bytes) else result.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # what is still buffered must not fail again when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError("cli.disk_full", path="stdout") from error
        raise UserError("cli.output_unwritable", path="stdout", reason=error.strerror or "?") from error


@contextmanager
def tracked(name: str) -> Iterator[Progress]:
    """Shows the progress of work on ``name``: a bar with the time left where the cursor can move, else a few plain
    lines."""
    if not sys.stderr.isatty() or os.environ.get("TERM") in {"dumb", "unknown"}:
        yield _plain_lines(name)
        return
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
        bar = bars.add_task(name, total=1.0)
        yield lambda fraction: bars.update(bar, completed=fraction)


def _plain_lines(name: str) -> Progress:
    told = 0.0

    def tell_quarters(fraction: float) -> None:
        nonlocal told
        if fraction < 1.0 and fraction - told >= PLAIN_STEP:
            told = fraction - fraction % PLAIN_STEP
            tell("cli.progress", name=name, percent=round(told * 100))

    return tell_quarters


def part_of(progress: Progress, begin: float, share: float) -> Progress:
    """The progress of a step that is ``share`` of the whole and begins at ``begin``."""
    return lambda fraction: progress(begin + share * fraction)
