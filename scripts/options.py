"""Option values that several commands share, read strictly."""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from models.codec.shape import FIRST_YEAR, LAST_YEAR
from models.errors import UserError
from scripts.console import WrongUsageError
from scripts.files import given_path

if TYPE_CHECKING:
    from diarize.protocol import DiarizeOptions


AUDIO = typer.Argument(parser=given_path, metavar="AUDIO", help="Recordings, or folders of them.", show_default=False)
FOLDER = typer.Option("-o", "--output", parser=given_path, metavar="FOLDER", help="Folder to write into.")


def parse_speakers(text: str | None) -> "DiarizeOptions":
    """``3`` is exactly three people, ``2-5`` from two to five; None leaves it to the engine.

    Raises:
        WrongUsageError: ``cli.speakers``.
    """
    from diarize.protocol import DiarizeOptions

    if text is None:
        return DiarizeOptions()
    match = re.fullmatch(r"\s*(\d{1,4})\s*(?:-\s*(\d{1,4})\s*)?", text, re.ASCII)
    if match is None:
        raise WrongUsageError(UserError("cli.speakers", given=text))
    low, high = int(match[1]), int(match[2] or match[1])
    if low < 1 or high < low:
        raise WrongUsageError(UserError("cli.speakers", given=text))
    return DiarizeOptions(low, high)


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
