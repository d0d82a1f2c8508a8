"""The command line ``thuky``: one file per command group in ``scripts/commands``."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from scripts.commands import (
    backup,
    dates,
    diarize,
    doctor,
    extract,
    feed,
    models,
    push,
    serve,
    transcribe,
    user,
    worker,
)
from scripts.console import Commands

app = typer.Typer(
    name="thuky",
    cls=Commands,
    help="Thư Ký: from a recorded meeting to decisions, tasks, meetings and a calendar.\n\n"
    "Từ bản ghi âm cuộc họp đến quyết định, công việc, lịch họp.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
for _command in (transcribe, diarize, extract, dates, feed, push, serve, worker, backup, doctor):
    app.command(_command.NAME)(_command.run)
app.command("restore")(backup.restore)
app.add_typer(models.app, name="models")
app.add_typer(user.app, name="user")


def _tell_version(asked: bool) -> None:
    if asked:
        typer.echo(f"thuky {version('thuky')}")
        raise typer.Exit


@app.callback()
def _program(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version. / Phiên bản."),
    ] = False,
) -> None:
    """Options of the program itself."""


def main() -> None:
    """Entry point. Everything is written in UTF-8 with plain line feeds, whatever the locale of the machine."""
    _open_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    app()


def _open_missing_streams() -> None:
    """Nothing takes the place of a stream the caller closed; else the next file opened would get its number, and
    warnings of a C library would be written into it."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 – stays open


if __name__ == "__main__":
    main()
