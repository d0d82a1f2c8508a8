"""Option values that several commands share, read strictly."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from models.codec.shape import FIRST_YEAR, LAST_YEAR
from models.errors import UserError
from scripts.console import WrongUsageError
from scripts.files import given_path
from scripts.voices import count_speakers

if TYPE_CHECKING:
    from diarize.protocol import DiarizeOptions


AUDIO = typer.Argument(parser=given_path, metavar="AUDIO", help="Recordings, or folders of them.", show_default=False)
FOLDER = typer.Option("-o", "--output", parser=given_path, metavar="FOLDER", help="Folder to write into.")


SPEAKERS = typer.Option(metavar="N|MIN-MAX", help="How many people speak.")
SAME_AS = typer.Option(
    parser=given_path, metavar="FILE", help="As many people speak as in this RTTM or JSON of a former meeting."
)
KNOWN_VOICES = typer.Option(
    "--known-voices", help="Tell whose voice each is like, by the voice profiles of the server on this machine."
)


def parse_speakers(text: str | None, same_as: Path | None = None) -> "DiarizeOptions":
    """``3`` is exactly three people, ``2-5`` from two to five; None leaves it to the engine, or to a former meeting.

    Raises:
        WrongUsageError: ``cli.speakers``, ``cli.same_as``.
    """
    from diarize import protocol

    if same_as is not None:
        if text is not None:
            raise WrongUsageError(UserError("cli.speakers_twice"))
        count = count_speakers(same_as)
        return protocol.DiarizeOptions(count, count)
    if text is None:
        return protocol.DiarizeOptions()
    if not text.strip():
        raise WrongUsageError(UserError("cli.speakers", given=text))
    try:
        return protocol.parse_speakers(text)
    except UserError as error:
        raise WrongUsageError(UserError("cli.speakers", given=text)) from error


def parse_time(text: str | None, zone: str, option: str) -> datetime | None:
    """An ISO 8601 date or date-time of the years 1900 to 2199, read in ``zone`` when it has no offset.

    Raises:
        WrongUsageError: ``cli.time``.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUsageError(UserError("cli.time", given=text, option=option)) from error
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise WrongUsageError(UserError("cli.time", given=text, option=option))
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))
