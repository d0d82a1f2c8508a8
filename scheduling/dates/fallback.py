"""dateparser, for a short phrase somebody already took for a date and our grammar could not read.

Never for Vietnamese clocks and weekdays, which it reads wrongly ("14 giờ 30" as 23:00, "thứ 2" as 4 February).
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from models.when import Grain, When
from scheduling.dates.describe import describe
from scheduling.dates.interval import day
from scheduling.dates.resolve import Resolved
from scheduling.languages.load import load_languages
from scheduling.languages.text import tokenise

LONGEST_TOKENS = 8
_CLOCKS_AND_WEEKDAYS = frozenset({"giờ", "h", "g", "thứ", "t", "cn", "nhật", "phút", ":"})


def guess_date(phrase: str, *, reference: datetime, zone: str, language: str) -> When | None:
    """The day ``phrase`` names according to dateparser, or None. Only days: an hour it adds is not believed."""
    words = {token.word for token in tokenise(phrase)}
    if not words or len(tokenise(phrase)) > LONGEST_TOKENS:
        return None
    if language != "en" and words & _CLOCKS_AND_WEEKDAYS:
        return None
    if not any(character.isdigit() for character in phrase):
        return None
    found = _parse(phrase, reference.astimezone(ZoneInfo(zone)).replace(tzinfo=None), language)
    if found is None:
        return None
    on = day(found.date())
    resolved = Resolved(on.start, on.end, Grain.DAY)
    here = ZoneInfo(zone)
    return When(
        start=on.start.replace(tzinfo=here),
        end=on.end.replace(tzinfo=here),
        grain=Grain.DAY,
        phrase=phrase,
        begin=0,
        stop=len(phrase),
        reading=describe(resolved, load_languages(language)[0].wording),
        doubt="date.guessed",
    )


def _parse(phrase: str, now: datetime, language: str) -> datetime | None:
    import dateparser

    languages = ["vi", "en"] if language == "mixed" else [language]
    return dateparser.parse(
        phrase,
        languages=languages,
        settings={"RELATIVE_BASE": now, "PREFER_DATES_FROM": "future", "STRICT_PARSING": True, "DATE_ORDER": "DMY"},
    )
