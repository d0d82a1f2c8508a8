"""Option values that several commands share, read strictly."""

import re
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from models.errors import UserError
from scripts.console import WrongUsageError

if TYPE_CHECKING:
    from diarize.protocol import DiarizeOptions


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
    """An ISO 8601 date or date-time, read in ``zone`` when it has no offset.

    Raises:
        WrongUsageError: ``cli.time``.
    """
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUsageError(UserError("cli.time", given=text, option=option)) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))
