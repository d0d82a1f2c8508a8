"""A database or a store that is away is waited for: the recording that was being worked on is not to blame."""

import logging
from collections.abc import Callable
from typing import TypeVar

from models.errors import ThukyError

T = TypeVar("T")
log = logging.getLogger("thuky.worker")

OUTAGES = frozenset(
    {
        "database.busy",
        "database.unavailable",
        "database.read_only",
        "database.refused",
        "storage.away",
        "storage.folder_away",
        "storage.refused",
    }
)
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 5.0


def is_outage(error: ThukyError) -> bool:
    """Whether the database, or the store of the originals, cannot be used at all, for now or until it is mended."""
    return error.code in OUTAGES


def until_answered(act: Callable[[], T], wait: Callable[[float], None]) -> T:
    """What ``act`` gives once the database lets it. ``wait`` pauses for so many seconds, or raises to leave off."""
    pause_s = FIRST_PAUSE_S
    while True:
        try:
            return act()
        except ThukyError as error:
            if not is_outage(error):
                raise
            log.warning("the database is away (%s); trying again in %.1f s", error, pause_s)
        wait(pause_s)
        pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
